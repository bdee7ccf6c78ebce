"""The frequency list that is counted straight from the texts."""

from __future__ import annotations

from workbench.tables.contract import Column, Table

WORDLIST = Table(
    "wordlist",
    "one word form with its counts in all articles",
    (
        Column("token", "str", "the word as it stands; without regard to case, its most frequent spelling"),
        Column("n", "int64", "occurrences"),
        Column("total", "int64", "words in all articles"),
        Column("per_10k", "float64", "occurrences per 10 000 words"),
        Column("n_articles", "int64", "articles with at least one occurrence (the word's range)"),
        Column("total_articles", "int64", "articles with at least one word"),
    ),
)  # fmt: skip
