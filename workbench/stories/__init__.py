"""The same story in several outlets: which articles tell it, and what each of them tells."""
