"""What is marked in an article's text: mentions, quotations, speakers, hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.labels import column_heading, label
from workbench.tables import QUOTATIONS, STANCES, VOICES, ZONES
from workbench.widgets.packing import as_words, pack_table

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the reader is told of a span, in this order; columns that are not there are skipped.
MENTION_FACTS = (
    "frame", "label", "voice", "speaker", "voice_rule", "stance", "trigger", "stance_rule",
    "medium", "zone",
)  # fmt: skip
QUOTATION_FACTS = ("kind", "speaker_name", "role", "cue", "medium", "rule", "zone")
HIT_FACTS = ("node", "zone")
_KINDS = ("direct", "indirect", "reported", "free_indirect")
_SPEAKER_FACTS = ("speaker", "speaker_name", "voice_rule", "rule")


def span_layer(  # a layer is what it is made of
    kind: str,
    spans: pd.DataFrame,
    places: dict[str, int],
    *,
    tag: str = "",
    hue: str = "",
    facts: Sequence[str] = (),
) -> dict[str, Any]:
    """Pack spans as one layer of the reader.

    Parameters
    ----------
    kind
        mention, quotation, speaker or hit: the view knows these by their look.
    spans
        Reads `article_id`, `start`, `end` and the columns named below.
    places
        Number of each article in the packed articles.
    tag
        The column whose value labels a span; a word for the kind without.
    hue
        The column that gives the colour.
    facts
        The columns that are told on hover or focus.
    """
    there = [name for name in facts if name in spans]
    numbered = spans.assign(article=as_words(spans["article_id"]).map(places))
    table = pack_table(
        numbered,
        values=dict.fromkeys([*there, *filter(None, (tag, hue))]),
        numbers=("article", "start", "end"),
    )
    return {"kind": kind, "tag": tag, "hue": hue, "facts": there, "table": table}


def speaker_layer(spans: pd.DataFrame, places: dict[str, int]) -> dict[str, Any]:
    """Pack who speaks, from the `speaker_start` and `speaker_end` of mentions or quotations."""
    if "speaker_start" not in spans:
        return span_layer("speaker", spans.head(0), places)
    named = spans[pd.to_numeric(spans["speaker_start"]).fillna(-1).astype("int64") >= 0]
    named = named.assign(start=named["speaker_start"], end=named["speaker_end"])
    named = named.drop_duplicates(["article_id", "start", "end"])
    return span_layer("speaker", named, places, facts=_SPEAKER_FACTS)


def quotation_layer(
    quotations: pd.DataFrame | None, places: dict[str, int]
) -> list[dict[str, Any]]:
    """Pack quotations of these articles and their speakers; nothing without quotations."""
    if quotations is None:
        return []
    QUOTATIONS.require(quotations, "article_id", "start", "end", function="quotation_layer")
    here = quotations[as_words(quotations["article_id"]).isin(list(places))]
    tag = "kind" if "kind" in here else ""
    spans = span_layer("quotation", here, places, tag=tag, facts=QUOTATION_FACTS)
    return [spans, speaker_layer(here, places)]


def places_of(articles: pd.DataFrame) -> dict[str, int]:
    """Return the number of each article."""
    return {article: i for i, article in enumerate(as_words(articles["article_id"]))}


def names_of(lang: str) -> dict[str, dict[str, str]]:
    """Return the readers' words for codes, by column."""
    codes = {"voice": VOICES, "stance": STANCES, "kind": _KINDS, "zone": ZONES}
    return {
        column: {code: label(f"{column}_{code}", lang) for code in values}
        for column, values in codes.items()
    }


def headings_of(columns: Sequence[str], lang: str) -> dict[str, str]:
    """Return the readers' words for columns."""
    return {name: column_heading(name, lang) for name in columns}
