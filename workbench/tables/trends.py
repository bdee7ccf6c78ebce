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

VARIETY = Table(
    "variety",
    "the lexical variety of all articles or of a group",
    (
        Column("n_types", "int64", "different words, capitals aside"),
        Column("total", "int64", "words"),
        Column(
            "ttr",
            "float64",
            "n_types / total; falls with length, so compare texts of like length only",
        ),
        Column(
            "mattr",
            "float64",
            "mean type-token ratio of all stretches of `window` words; missing where none fits",
        ),
        Column("n_windows", "int64", "stretches that `mattr` is the mean of"),
        Column(
            "mtld",
            "float64",
            "mean length of stretches with a type-token ratio above .72, forwards and backwards",
        ),
        Column("total_articles", "int64", "articles"),
    ),
)

READABILITY = Table(
    "readability",
    "the readability of all articles or of a group, one row a language",
    (
        Column("language", "str", "base language; each formula is for one language, LIX for all"),
        Column("n_sentences", "int64", "sentences with at least one word"),
        Column("total", "int64", "words"),
        Column("total_articles", "int64", "articles"),
        Column("words_per_sentence", "float64", "mean length of a sentence"),
        Column("syllables_per_word", "float64", "mean syllables of a word; German and English only"),
        Column("long_words", "float64", "per cent of words with more than six letters"),
        Column("polysyllables", "float64", "per cent of words with three or more syllables; German and English only"),
        Column("monosyllables", "float64", "per cent of words with one syllable; German and English only"),
        Column("lix", "float64", "Björnsson's LIX: below 40 easy, above 60 hard"),
        Column("wiener_1", "float64", "first Wiener Sachtextformel: years of school, 4 to 15; German only"),
        Column("wiener_2", "float64", "second; German only"),
        Column("wiener_3", "float64", "third; German only"),
        Column("wiener_4", "float64", "fourth; German only"),
        Column("flesch_amstad", "float64", "reading ease by Amstad: 0 hard to 100 easy; German only"),
        Column("flesch", "float64", "Flesch reading ease: 0 hard to 100 easy; English only"),
        Column("enough", "bool", "whether there are 100 words or more"),
    ),
)  # fmt: skip
