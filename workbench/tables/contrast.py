"""Tables of contrast: what is typical of a group, and which words keep company."""

from __future__ import annotations

from workbench.tables.contract import Column, Table

KEYNESS_COUNTS = Table(
    "keyness_counts",
    "one word in one group, as sums that can be added over parts of a corpus",
    (
        Column("group", "category", "the group, such as the outlet; empty for articles that stand in none, and if there are none"),
        Column("word", "category", "the word; the row with an empty word holds all words of the group"),
        Column("n", "int64", "occurrences"),
        Column("n_articles", "int64", "articles with at least one occurrence"),
        Column("n_stop", "int64", "occurrences as a function word"),
        Column("n_squared", "int64", "sum over articles of the squared occurrences"),
        Column("n_by_size", "int64", "sum over articles of occurrences times words of the article"),
    ),
)  # fmt: skip

REFERENCE_NOTES = ("", "absent", "parts")

KEYNESS = Table(
    "keyness",
    "one word compared between a group (target) and a reference",
    (
        Column("target", "str", "the group that is looked at, such as an outlet; missing for articles that stand in none, empty if there are no groups (by=None)"),
        Column("reference", "str", "what it is compared with: a group, rest (all other groups), corpus (tokens of your own) or wordfreq"),
        Column("lemma", "str", "the word (the column is named token when tokens are counted)"),
        Column("n", "int64", "occurrences in the target"),
        Column("n_ref", "Int64", "occurrences in the reference; missing with wordfreq, which has rates only"),
        Column("total", "int64", "words of the target"),
        Column("total_ref", "Int64", "words of the reference; missing with wordfreq"),
        Column("per_10k", "float64", "occurrences per 10 000 words of the target"),
        Column("per_10k_ref", "float64", "the same in the reference"),
        Column("g2", "float64", "log-likelihood G² over four cells, with the sign of the difference: below 0 where the target has the word less often"),
        Column("log_ratio", "float64", "log2 of the ratio of both rates: 1 = twice as often, -1 = half as often; a count of 0 stands as 0.5"),
        Column("low", "float64", "lower end of the 95 % interval of log_ratio, which knows that words come in articles"),
        Column("high", "float64", "upper end"),
        Column("percent_diff", "float64", "difference of the rates in per cent of the reference's: 100 = twice as often"),
        Column("percent_low", "float64", "lower end of its 95 % interval"),
        Column("percent_high", "float64", "upper end"),
        Column("odds_ratio", "float64", "ratio of the odds of the word in both"),
        Column("odds_low", "float64", "lower end of its 95 % interval"),
        Column("odds_high", "float64", "upper end"),
        Column("log_odds_z", "float64", "weighted log-odds with an informative Dirichlet prior, in standard errors; missing with wordfreq"),
        Column("p", "float64", "probability of so large a G² by chance, if each word were drawn by itself: too small for words that come in articles"),
        Column("p_adjusted", "float64", "p adjusted for the number of words in the table"),
        Column("n_articles", "int64", "articles of the target with the word"),
        Column("n_articles_ref", "Int64", "articles of the reference with the word; missing with wordfreq"),
        Column("is_stop", "bool", "a function word"),
        Column("enough", "bool", "the side that has it more often has it in enough articles, and both sides have enough articles"),
        Column("reference_note", "str", "with wordfreq: absent (it has no such word, nothing can be compared) or parts (estimated from the parts of the word); else empty"),
    ),
)  # fmt: skip

COLLOCATES = Table(
    "collocates",
    "one word that stands near a node",
    (
        Column("node", "str", "the word, phrase or label whose company is looked at"),
        Column("lemma", "str", "the word near it (the column is named token when tokens are counted)"),
        Column("n", "int64", "times that it stands in the window of the node"),
        Column("n_before", "int64", "of these on the left"),
        Column("n_after", "int64", "of these on the right"),
        Column("n_node", "int64", "occurrences of the node"),
        Column("n_word", "int64", "occurrences of the word"),
        Column("total", "int64", "words"),
        Column("expected", "float64", "times to expect if words stood in any order"),
        Column("log_dice", "float64", "logDice: 14 = always together; the measure to rank by, it knows no corpus size"),
        Column("mi", "float64", "mutual information, log2(n / expected): favours rare words"),
        Column("mi3", "float64", "log2(n³ / expected): favours frequent words"),
        Column("t_score", "float64", "(n - expected) / √n: favours frequent words"),
        Column("g2", "float64", "log-likelihood G², below 0 where the word is avoided"),
        Column("n_articles", "int64", "articles in which both stand together"),
        Column("is_stop", "bool", "a function word"),
        Column("enough", "bool", "they stand together in enough articles"),
    ),
)  # fmt: skip
