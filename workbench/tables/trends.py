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

TRENDS = Table(
    "trends",
    "one term in one period (per group); periods without articles have rows with missing rates",
    (
        Column("term", "str", "the term, as it was asked for"),
        Column("period", "datetime64[us]", "first day of the period, local time; missing for articles without a date"),
        Column("n", "int64", "occurrences"),
        Column("total", "int64", "words in the period; 0 where the group has no article"),
        Column("per_10k", "float64", "occurrences per 10 000 words; missing where there are no words"),
        Column("low", "float64", "lower end of the 95 % interval of `per_10k`: the wider of Poisson and bootstrap over articles"),
        Column("high", "float64", "upper end"),
        Column("n_articles", "int64", "articles with at least one occurrence"),
        Column("total_articles", "int64", "articles in the period"),
        Column("enough", "bool", "whether the period has enough articles to be compared (`min_articles`)"),
    ),
)  # fmt: skip
