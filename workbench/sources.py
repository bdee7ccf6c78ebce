"""Sources: the media, agencies, bodies, documents and networks that an article cites.

A source is a phrase in a frame: *laut* before it, *zufolge* behind it, a verb of saying whose
subject it is, a speaker's *dem «Boten»*. Names come from the outlet profiles, from the list of
agencies and networks, and from the article itself (*das Exilportal «Offenes Fenster»*); nouns,
verbs and rules are rows in ``resources/sources``, each with an example. The rules live in
`workbench.citing`; this module writes their findings as a table and joins them to quotations.

Misleads when
-------------
- an article cites without a frame (*ein Papier, das der Redaktion vorliegt*): it is missed;
- the same word names a body and a place (*das Spital teilte mit*, *im Spital*): a frame decides;
- a source is cited by somebody who is quoted: words between quotation marks are not searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.citing.find import Page, Source, find_cited
from workbench.citing.lexicon import language_of, noun_kind, rule_confidence
from workbench.citing.names import is_own
from workbench.partitions import by_partition
from workbench.progress import track
from workbench.segments import blocks_of, carried, in_text, texts_of
from workbench.tables import (
    ARTICLES,
    QUOTATIONS,
    SOURCE_KINDS,
    SOURCES,
    SPAN_METADATA,
    TEXT_ZONES,
    TRACES,
    same_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]
THROUGH = ("medium", "agency", "social")  # kinds that words come through
_ARTICLE = r"(?i)^(?:der|die|das|dem|den|des|diese[rs]?|diesem|the|a|an|this)\s"
_MARKS = '«»„“”"‚‘’ '
_NEEDED = ("article_id", "start", "end", "quotation_id")


@dataclass(frozen=True, slots=True)
class _Said:
    """One quotation, as far as a source has to know it."""

    quotation_id: str
    spans: tuple[Span, ...]
    speaker: Span | None
    cue: int


@by_partition
def find_sources(articles: pd.DataFrame, quotations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the sources that articles cite.

    Parameters
    ----------
    articles
        An articles table. Reads `article_id`, `text`, and if there `language`,
        `layout`, `outlet` (never a source of its own articles, except of a
        picture) and `author_code`.
    quotations
        The quotations of these articles, if you have them: their speakers are
        sources too when they are bodies or documents, and `quotation_id` says
        which quotation came through a source.

    Returns
    -------
    pandas.DataFrame
        A sources table, in text order.

    Raises
    ------
    TableError
        If a column is missing, or the quotations were made from other texts.

    Examples
    --------
    >>> text = "Das sagte sie dem «Blick». Laut der Polizei ist niemand verletzt."
    >>> found = find_sources(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> found[["kind", "name", "cue", "rule"]].values.tolist()
    [['medium', 'Blick', 'sagte', 'recipient'], ['authority', 'Polizei', 'Laut', 'attribution']]
    """
    ARTICLES.require(articles, "article_id", "text", function="find_sources")
    said = _said_by_article(quotations, articles)
    texts = texts_of(articles)
    layouts = blocks_of(articles, texts)
    rows: list[dict[str, Any]] = []
    for number in track(list(range(len(articles))), "finding sources"):
        blocks = [(b.zone, b.start, b.end) for b in in_text(layouts[number])]
        here = said.get(str(articles["article_id"].iloc[number]), [])
        page = Page(
            texts[number],
            blocks,
            language_of(_field(articles, "language", number)),
            _field(articles, "outlet", number),
            _field(articles, "author_code", number),
        )
        found = find_cited(page, [q.speaker for q in here if q.speaker is not None])
        rows += ({"row": number, **_row(source, here)} for source in found)
    if not rows:
        return SOURCES.empty()
    table = pd.DataFrame(rows)
    meta = carried(articles, table.pop("row").to_numpy(), ["article_id", *SPAN_METADATA, "digest"])
    table["zone"] = pd.Categorical(table["zone"], categories=list(TEXT_ZONES))
    table["kind"] = pd.Categorical(table["kind"], categories=list(SOURCE_KINDS))
    return SOURCES.conform(table.assign(**meta))


@by_partition
def trace_sources(quotations: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Follow each quotation back: outlet, the medium that it came through, speaker.

    Parameters
    ----------
    quotations
        A quotations table.
    sources
        The sources of the same articles, found with these quotations.

    Returns
    -------
    pandas.DataFrame
        A traces table, one row a quotation.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from workbench.quotations import find_quotations
    >>> text = "Es werde eng, sagte Anna Keller dem «Blick»."
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["NZZ"], "text": [text]})
    >>> quotations = find_quotations(articles)
    >>> chain = trace_sources(quotations, find_sources(articles, quotations))
    >>> chain[["outlet", "medium", "speaker_name"]].values.tolist()
    [['NZZ', 'Blick', 'Anna Keller']]
    """
    QUOTATIONS.require(quotations, *_NEEDED, "medium", "confidence", function="trace_sources")
    SOURCES.require(sources, "quotation_id", "kind", "name", "rule", function="trace_sources")
    if quotations.empty:
        return TRACES.empty()
    first = quotations.drop_duplicates("quotation_id")
    through = sources[sources["kind"].isin(THROUGH) & sources["quotation_id"].notna()]
    through = through.drop_duplicates("quotation_id").set_index("quotation_id")
    joined = through.reindex(first["quotation_id"]).set_axis(first.index)
    medium = joined["name"].where(joined["name"].notna(), _written(first))
    kind = joined["kind"].astype("object").where(joined["name"].notna(), None)
    kind = kind.where(kind.notna() | medium.isna(), "medium")
    confidence = np.fmin(first["confidence"], joined["confidence"].astype("float64"))
    return TRACES.conform(
        first.assign(
            medium=medium.astype("str"),
            medium_kind=pd.Categorical(kind, categories=list(THROUGH)),
            cue=joined["cue"].astype("str"),
            rule=joined["rule"].astype("object").astype("category"),
            confidence=confidence,
        )[TRACES.names]
    ).reset_index(drop=True)


def _written(quotations: pd.DataFrame) -> pd.Series[Any]:
    """Return the media as the quotations have them: without article and marks, only by name."""
    plain = quotations["medium"].astype("object").where(quotations["medium"].notna(), "")
    bare = plain.str.replace(_ARTICLE, "", regex=True).str.strip(_MARKS)
    own = quotations["outlet"].astype("object").fillna("") if "outlet" in quotations else ""
    named = [
        name if name and not noun_kind(name, "de")[0] and not is_own(name, str(outlet)) else None
        for name, outlet in zip(bare, own if len(own) else [""] * len(bare), strict=True)
    ]
    return pd.Series(named, index=quotations.index, dtype="object")


def _field(articles: pd.DataFrame, name: str, number: int) -> str:
    value = articles[name].iloc[number] if name in articles else ""
    return value if isinstance(value, str) else ""


def _said_by_article(
    quotations: pd.DataFrame | None, articles: pd.DataFrame
) -> dict[str, list[_Said]]:
    """Return the quotations of each article, their spans together."""
    if quotations is None:
        return {}
    QUOTATIONS.require(quotations, *_NEEDED, "speaker_start", "cue_start", function="find_sources")
    same_text(quotations, articles, "find_sources")
    names = (*_NEEDED, "speaker_start", "speaker_end", "cue_start")
    columns = [quotations[name].astype("object").tolist() for name in names]
    spans: dict[str, list[Span]] = {}
    for _, start, end, name, *_ in zip(*columns, strict=True):
        spans.setdefault(name, []).append((start, end))
    said: dict[str, list[_Said]] = {}
    for article, _, _, name, speaker, end, cue in zip(*columns, strict=True):
        here = said.setdefault(str(article), [])
        if here and here[-1].quotation_id == name:
            continue
        who = None if pd.isna(speaker) else (int(speaker), int(end))
        at = -1 if pd.isna(cue) else int(cue)
        here.append(_Said(name, tuple(spans[name]), who, at))
    return said


def _row(source: Source, said: Sequence[_Said]) -> dict[str, Any]:
    return {
        "start": source.start,
        "end": source.end,
        "kind": source.kind,
        "name": source.name,
        "cue": source.cue or None,
        "rule": source.rule,
        "confidence": rule_confidence(source.rule),
        "zone": source.zone,
        "quotation_id": _quotation_of(source, said),
    }


def _quotation_of(source: Source, said: Iterable[_Said]) -> str | None:
    """Return the quotation that a source speaks, or else the nearest with its frame beside it."""
    if source.kind == "credit" or source.rule.startswith("agency_credit"):
        return None
    begin, end = source.sentence
    best, gap = None, end - begin + 1
    for quotation in said:
        who = quotation.speaker
        if who is not None and who[0] < source.end and who[1] > source.start:
            return quotation.quotation_id
        framed = begin <= quotation.cue < end
        inside = any(a < end and b > begin for a, b in quotation.spans)
        if not (framed or (inside and quotation.cue < 0)):
            continue
        places = [quotation.cue] if framed else [a for a, _ in quotation.spans]
        distance = min(abs(place - source.start) for place in places)
        if distance < gap:
            best, gap = quotation.quotation_id, distance
    return best
