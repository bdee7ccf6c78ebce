"""Tables of sequences and time: n-grams, trends, lexical variety, readability."""

from __future__ import annotations

from workbench.tables.contract import Column, Table

NGRAMS = Table(
    "ngrams",
    "one sequence of neighbouring words (per group) with its counts",
    (
        Column("ngram", "str", "the words, each in its most frequent spelling, divided by blanks"),
        Column("n_tokens", "int64", "words in the sequence"),
        Column("n", "int64", "occurrences; sequences may overlap"),
        Column("total", "int64", "words in the group"),
        Column("per_10k", "float64", "occurrences per 10 000 words of the group"),
        Column("n_articles", "int64", "articles with at least one occurrence"),
        Column("total_articles", "int64", "articles of the group"),
    ),
)

TABLES = (NGRAMS,)
