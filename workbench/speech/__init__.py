"""Who says what: the rules that find quotations and their speakers, one engine a language."""
