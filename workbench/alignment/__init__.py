"""Texts beside each other: their words as numbers, their parts in pairs, what changed between."""
