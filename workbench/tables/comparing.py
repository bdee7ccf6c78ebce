"""Tables of comparing: copies and their passages, stories, and what differs between two texts."""

from __future__ import annotations

from workbench.tables.contract import META, SPAN, Column, Table

COPY_KINDS = ("version", "wire", "shared_wire", "same_text", "copy", "contains", "part")

COPIES = Table(
    "copies",
    "one pair of articles of which one holds words of the other, in the same order",
    (
        Column("article_id", "str", "the copy"),
        Column("source_id", "str", "its likely origin, by `rule`; not proof of who wrote first"),
        Column("kind", "str", "version (one outlet's article, changed), wire (from an agency's dispatch), shared_wire (both from one agency), same_text (both to 95 %), copy (half of the copy or more), contains (half of the origin or more), part (less)"),
        Column("n_shared", "int64", "words of the copy that stand in shared runs of `size` words or more"),
        Column("n_words", "int64", "words of the copy (headline, lead, subheads, body)"),
        Column("share", "float64", "n_shared / n_words"),
        Column("share_of_source", "float64", "the same share of the origin's words"),
        Column("outlet", "str", "outlet of the copy"),
        Column("source_outlet", "str", "outlet of the origin"),
        Column("published", "datetime64[us, UTC]", "publication of the copy"),
        Column("source_published", "datetime64[us, UTC]", "publication of the origin"),
        Column("hours", "float64", "from origin to copy (for versions from change to change); missing without times"),
        Column("rule", "str", "why this one is the origin: agency, earlier, longer, or order (nothing told them apart)"),
        Column("agency", "str", "agencies that the copy credits; missing if none"),
        Column("from_agency", "bool", "the origin is a news agency's own dispatch"),
        Column("group", "int64", "number of the group of articles that hang together by copies, from 1"),
        Column("digest", "str", "tells whether the copy's text is still the one that was compared"),
        Column("source_digest", "str", "the same for the origin's text"),
    ),
)  # fmt: skip

PASSAGES = Table(
    "passages",
    "one run of words that a copy shares with its origin, word for word",
    (
        *SPAN,
        Column("source_id", "category", "the origin"),
        Column("source_start", "int64", "first character of the run in the origin's `text`"),
        Column("source_end", "int64", "one past the last"),
        Column("n_words", "int64", "words of the run"),
        Column("kind", "category", "kind of the copy"),
        Column("source_outlet", "category", "outlet of the origin"),
        Column("from_agency", "bool", "the origin is a news agency's own dispatch"),
        *META,
    ),
)  # fmt: skip

COPIED = Table(
    "copied",
    "the columns that `mark_copied` adds to mentions or other spans",
    (
        Column("copied", "bool", "the span stands in words that came with a copy"),
        Column("copied_from", "str", "the origin of those words; missing if none"),
    ),
)

COPIED_SHARES = Table(
    "copied_shares",
    "one article, with how much of it stands in other articles before it",
    (
        Column("article_id", "str", "the article"),
        Column("outlet", "str", "its outlet"),
        Column("published", "datetime64[us, UTC]", "its publication"),
        Column("n", "int64", "words that stand in copied passages, each counted once"),
        Column("total", "int64", "words of the article (headline, lead, subheads, body)"),
        Column("share", "float64", "n / total; missing for an article without words"),
        Column("n_sources", "int64", "origins that they come from"),
        Column("sources", "str", "those origins, divided by '; '; missing if none"),
        Column("agency", "str", "agencies that the article credits; missing if none"),
        Column("disclosure", "str", "credited (copied, and an agency is named), silent (copied from an agency that is not named), only_credit (an agency is named, no dispatch found), copied (from another outlet), none"),
    ),
)  # fmt: skip

STORIES = Table(
    "stories",
    "one article of a story that several outlets tell",
    (
        Column("story_id", "str", "day (UTC) of the story's first article, and a number"),
        Column("article_id", "str", "the article"),
        Column("outlet", "str", "its outlet"),
        Column("published", "datetime64[us, UTC]", "its publication"),
        Column("language", "str", "its language"),
        Column("headline", "str", "its headline"),
        Column("score", "float64", "mean likeness to the story's other articles, 0 to 1; between languages names and numbers alone"),
        Column("evidence", "str", "the words shared with the others that weigh most, divided by '; '"),
        Column("n_articles", "int64", "articles of the story"),
        Column("n_outlets", "int64", "outlets of the story"),
    ),
)  # fmt: skip

COMPARISON_KINDS = ("headline", "paragraph", "sentence", "label", "voice", "source")

COMPARISON = Table(
    "comparison",
    "one part, label, voice or source of two articles (a and b), set beside each other",
    (
        Column("a_id", "str", "the one article: the origin, or the older version"),
        Column("b_id", "str", "the other: the copy, or the newer version"),
        Column("kind", "str", "what is compared: " + ", ".join(COMPARISON_KINDS) + "; labels only in sentences that are otherwise equal"),
        Column("change", "str", "same (words, or name), changed, only_a or only_b"),
        Column("similarity", "float64", "likeness of the two parts, 0 to 1; missing where there is only one"),
        Column("moved", "bool", "stands in another place than the order of the other parts would have it"),
        Column("detail", "str", "changed words (Konflikt → Krieg; − cut; + added), or the name with its count in a and b; missing if there is nothing to say"),
        Column("a_start", "int64", "first character in a's `text`; -1 where a has none, or it is no part of the text (a headline)"),
        Column("a_end", "int64", "one past the last; -1 as above"),
        Column("a_text", "str", "the words; missing where a has none"),
        Column("b_start", "int64", "first character in b's `text`; -1 where b has none, or it is no part of the text (a headline)"),
        Column("b_end", "int64", "one past the last; -1 as above"),
        Column("b_text", "str", "the words; missing where b has none"),
        Column("a_outlet", "str", "outlet of a"),
        Column("b_outlet", "str", "outlet of b"),
        Column("a_when", "datetime64[us, UTC]", "a's last change, or publication"),
        Column("b_when", "datetime64[us, UTC]", "b's last change, or publication"),
    ),
)  # fmt: skip
