"""Tables of who speaks: quotations, sources, the way that words took, and shares."""

from __future__ import annotations

from workbench.tables.contract import META, SPAN, Column, Table

QUOTATIONS = Table(
    "quotations",
    "one span of somebody's words; the spans of a discontinuous quotation share their quotation_id",
    (
        *SPAN,
        Column("quotation_id", "str", "the quotation, unique in the corpus"),
        Column("kind", "category", "direct (in quotation marks), indirect (dass, Konjunktiv, laut …), reported (whole sentence that tells of an utterance), free_indirect (hearsay: soll … haben)"),
        Column("speaker", "str", "who speaks, in the words of the text; empty if nobody is named"),
        Column("speaker_start", "Int64", "first character of those words"),
        Column("speaker_end", "Int64", "one past the last"),
        Column("speaker_name", "str", "the speaker by one name: surname, role noun and pronoun merged within the article"),
        Column("role", "str", "role or office that the article gives, such as Bürgermeisterin"),
        Column("age", "Int64", "age that the article gives"),
        Column("anonymous", "bool", "a person whose name the article keeps back or does not tell"),
        Column("cue", "str", "the word that tells of speaking, such as sagte or laut"),
        Column("cue_start", "Int64", "first character of the cue"),
        Column("cue_end", "Int64", "one past the last"),
        Column("addressee", "str", "to whom the words were said"),
        Column("medium", "str", "the other outlet through which the words came (gegenüber der «NZZ»)"),
        Column("nested_in", "str", "quotation_id of the quotation around this one; empty if there is none"),
        Column("repeat", "bool", "a headline, subhead or teaser that shortens words of the body; leave out when counting"),
        Column("rule", "category", "the rule that found it"),
        Column("confidence", "float64", "how sure the hit is, words and speaker both: a rating of its rule set by hand; docs/methods says how often hits of a rating were right"),
        Column("zone", "category", "the block's zone"),
        *META,
    ),
)  # fmt: skip

SOURCE_KINDS = ("medium", "agency", "authority", "document", "social", "credit")

SOURCES = Table(
    "sources",
    "one place where an article names where its words, facts or pictures come from",
    (
        *SPAN,
        Column("kind", "category", "medium (another outlet), agency, authority (a body: ministry, police, Red Cross), document (report, study), social (network), credit (of a picture)"),
        Column("name", "str", "what the source is called: the outlet's display name, one name for the ministry and its short forms in the article"),
        Column("cue", "str", "the words that make it a source, such as berichtet or laut; empty if none"),
        Column("rule", "category", "the rule that found it"),
        Column("confidence", "float64", "share of the rule's hits that were right on labelled articles, drawn towards a half where there were few"),
        Column("zone", "category", "the block's zone"),
        Column("quotation_id", "str", "the quotation that came through it or that it speaks; empty if there is none"),
        *META,
    ),
)  # fmt: skip

TRACES = Table(
    "traces",
    "one quotation with the way it took: outlet, the medium that it came through, speaker",
    (
        *SPAN,
        Column("quotation_id", "str", "the quotation; start and end are those of its first span"),
        Column("medium", "str", "the outlet, agency or network through which the words came; empty if the article says none"),
        Column("medium_kind", "category", "medium, agency or social; empty without one"),
        Column("speaker_name", "str", "who speaks, by one name; empty if nobody is named"),
        Column("anonymous", "bool", "a person whose name the article keeps back"),
        Column("kind", "category", "direct, indirect, reported or free_indirect"),
        Column("cue", "str", "the words that name the medium as a source"),
        Column("rule", "category", "the rule that found the medium; empty without one"),
        Column("confidence", "float64", "the lower of the two: of the quotation and of its medium"),
        *META,
    ),
)  # fmt: skip

SHARES = Table(
    "shares",
    "one speaker (role, kind, …) in one group, with the words that are theirs",
    (
        Column("speaker_name", "str", "the speaker (the column is named after what was counted); empty if nobody is named"),
        Column("n", "int64", "words of their quotations"),
        Column("total", "int64", "words of all quotations in the group"),
        Column("share", "float64", "n / total"),
        Column("low", "float64", "lower end of the 95 % bootstrap interval of the share, articles drawn anew"),
        Column("high", "float64", "upper end"),
        Column("n_quotations", "int64", "their quotations"),
        Column("n_articles", "int64", "articles with at least one of them"),
        Column("total_articles", "int64", "articles of the group with any quotation"),
        Column("enough", "bool", "the group has enough articles with quotations to be compared"),
    ),
)  # fmt: skip
