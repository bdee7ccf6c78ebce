"""Tables of words: tokens, counts and hits in context."""

from __future__ import annotations

from workbench.tables.contract import META, SPAN, Column, Table

TOKENS = Table(
    "tokens",
    "one token: a word, a number or a mark of punctuation",
    (
        Column("article_id", "category", "the article that the row belongs to"),
        Column("start", "int32", "first character in the article's `text`"),
        Column("end", "int32", "one past the last character: `text[start:end]` is the surface"),
        Column("token", "category", "the token, with unified hyphens and apostrophes"),
        Column("lemma", "category", "its dictionary form by simplemma, lower case only where the dictionary has it so"),
        Column("is_word", "bool", "a word or number, not punctuation; only these are counted"),
        Column("is_stop", "bool", "a function word; used for display only, never removed before counting"),
        Column("zone", "category", "the block's zone"),
        Column("sentence", "int32", "number of the sentence in its article, from 0"),
        *META,
    ),
)  # fmt: skip

WORDS = Table(
    "words",
    "one word (per group) with its counts",
    (
        Column("lemma", "str", "the word (the column is named token when tokens are counted)"),
        Column("n", "int64", "occurrences"),
        Column("total", "int64", "words in the group"),
        Column("per_10k", "float64", "occurrences per 10 000 words of the group"),
        Column("n_articles", "int64", "articles with at least one occurrence (the word's range)"),
        Column("total_articles", "int64", "articles of the group"),
        Column("is_stop", "bool", "a function word"),
        Column("dispersion", "float64", "Gries' DP: 0 = spread as evenly as the articles' lengths, near 1 = in few articles"),
        Column("dp_norm", "float64", "DP divided by the largest value that the articles' lengths allow; missing where there is one article"),
        Column("juilland_d", "float64", "Juilland's D: 1 = every article has the word at the same rate, 0 = one has it all; missing where there is one article"),
        Column("arf", "float64", "average reduced frequency: occurrences, those close together in the corpus counted as less than one"),
    ),
)  # fmt: skip

KWIC = Table(
    "kwic",
    "one hit in its context",
    (
        *SPAN,
        Column("left", "str", "words before the hit"),
        Column("node", "str", "the hit, with unified hyphens and apostrophes"),
        Column("right", "str", "words after the hit"),
        Column("zone", "category", "the block's zone"),
        Column("n_total", "int64", "hits of the query, also those that a sample leaves out"),
        *META,
    ),
)
