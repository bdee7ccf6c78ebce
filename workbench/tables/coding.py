"""Tables of human judgement: codes, agreement between coders, disagreements, shared findings."""

from __future__ import annotations

from workbench.tables.contract import Column, Table

CODES = Table(
    "codes",
    "one answer of one coder to one question about one item of a sheet",
    (
        Column("coder", "str", "who coded: a letter or a name of the coder's own choice"),
        Column("item", "int64", "number of the item on the sheet"),
        Column("article_id", "str", "the article; empty for codes that came as a short text until `read_codes` is given the sheet"),
        Column("start", "int64", "first character of the label; -1 if not known"),
        Column("end", "int64", "one past its last character; -1 if not known"),
        Column("variable", "str", "the question: label, voice or stance"),
        Column("code", "str", "the answer; missing where the coder left it open"),
        Column("unsure", "bool", "the coder was not sure"),
        Column("note", "str", "what the coder wrote beside it"),
    ),
)  # fmt: skip

AGREEMENT = Table(
    "agreement",
    "one measure of agreement on one question, over all coders or one pair of them",
    (
        Column("variable", "str", "the question"),
        Column("coders", "str", "all, or two names divided by ' · '"),
        Column("measure", "str", "percent, cohen_kappa, fleiss_kappa, krippendorff_alpha or gwet_ac1"),
        Column("value", "float64", "1 is perfect, 0 what chance gives (percent: share of agreeing pairs); missing where it is not defined"),
        Column("low", "float64", "lower end of the 95 % bootstrap interval, items drawn anew"),
        Column("high", "float64", "upper end"),
        Column("n_items", "int64", "items that two or more of the coders coded"),
        Column("n_coders", "int64", "coders behind the value"),
        Column("n_codes", "int64", "codes behind the value"),
        Column("warning", "str", "few_items (too few for a claim), one_code (all gave the same: chance-corrected measures say nothing), skewed (one code has nine of ten); empty if there is none"),
    ),
)  # fmt: skip

DISAGREEMENTS = Table(
    "disagreements",
    "one item and question that coders answered differently, the most disputed first",
    (
        Column("item", "int64", "number of the item on the sheet"),
        Column("variable", "str", "the question"),
        Column("codes", "str", "each code with its coders (from six on their number), the most frequent first"),
        Column("n_codes", "int64", "coders who answered"),
        Column("agreement", "float64", "share of the pairs of coders that agree on this item"),
        Column("majority", "str", "the code that more than half gave; missing if there is none"),
        Column("n_unsure", "int64", "coders who were not sure"),
        Column("notes", "str", "their notes, divided by '; '"),
        Column("article_id", "str", "the article, where the sheet is given"),
        Column("passage", "str", "the passage, the label in [brackets], where the sheet is given"),
    ),
)  # fmt: skip

FINDINGS = Table(
    "findings",
    "one row of any span table, without the article's text: what may be passed on",
    (
        Column("article_id", "str", "the article"),
        Column("start", "int64", "first character in the article's `text`"),
        Column("end", "int64", "one past the last character"),
        Column("digest", "str", "first 12 hex digits of the SHA-256 of the article's `text`"),
        Column("snippet", "str", "the first words of the span; missing where an article's snippets would give away too much of it"),
        Column("url", "str", "where the article can be read, if it is known"),
    ),
)  # fmt: skip
