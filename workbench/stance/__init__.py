"""What a voice does with a word: asserts it, rejects it, or holds it at a distance."""
