"""Quotations: who says what, through which medium, and by which rule it was found.

The rules are in `workbench.speech`, one engine a language; this module runs
them over articles and writes their findings as a table. Figures, rules and
known weaknesses: ``docs/methods.md``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.cache import remembered
from workbench.citing.names import is_itself
from workbench.partitions import by_partition
from workbench.progress import track
from workbench.segments import blocks_of, carried, in_text, languages_of, texts_of
from workbench.speech.english import find_english
from workbench.speech.german import find_german
from workbench.speech.people import Speaker, name_speakers
from workbench.tables import ARTICLES, QUOTATIONS, SPAN_METADATA, TEXT_ZONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.records import Block, Quotation, Span

NOWHERE = (None, None)


@by_partition
def find_quotations(articles: pd.DataFrame, *, nested: bool = True) -> pd.DataFrame:
    """Find direct, indirect and reported speech, with speaker, cue and medium.

    Parameters
    ----------
    articles
        An articles table. Reads `article_id`, `text`, `language` (German where
        there is none; English by its own rules, other languages by the German
        ones, which then find little but marked quotations), `layout`, and
        `outlet`, which is never the medium of its own articles.
    nested
        Whether speech inside speech has rows of its own (`nested_in` says in which).

    Returns
    -------
    pandas.DataFrame
        A quotations table, one row a span, in text order. The rows of a
        discontinuous quotation share their `quotation_id`.

    Raises
    ------
    TableError
        If a column is missing.

    Misleads when
    -------------
    - confidence is low: it is a rating of the rule by hand, checked on labelled
      articles: at .6 about four in ten are wrong in words or speaker;
    - a headline repeats the body: leave out rows with `repeat` when counting words.

    Examples
    --------
    >>> text = "«Wir gehen nicht», sagte Bürgermeisterin Anna Keller (51). Es sei ein Krieg."
    >>> found = find_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> [text[row.start : row.end] for row in found.itertuples()]
    ['Wir gehen nicht', 'Es sei ein Krieg.']
    >>> found[["kind", "speaker_name", "age"]].values.tolist()
    [['direct', 'Anna Keller', 51], ['indirect', 'Anna Keller', 51]]
    """
    ARTICLES.require(articles, "article_id", "text", function="find_quotations")
    texts = texts_of(articles)
    pages = zip(texts, blocks_of(articles, texts), languages_of(articles), strict=True)
    rows: list[dict[str, Any]] = []
    for number, (text, layout, language) in enumerate(track(list(pages), "finding quotations")):
        blocks = [(b.zone, b.start, b.end) for b in in_text(layout)]
        key = [text, blocks, language, nested]
        found = remembered("quotations", key, partial(_rows, text, blocks, language, nested=nested))
        article_id = str(articles["article_id"].iloc[number])
        rows += ({"row": number, **row, **_ids(article_id, row)} for row in found)
    if not rows:
        return QUOTATIONS.empty()
    table = pd.DataFrame(rows)
    meta = carried(articles, table.pop("row").to_numpy(), ["article_id", *SPAN_METADATA, "digest"])
    table["zone"] = pd.Categorical(table["zone"], categories=list(TEXT_ZONES))
    return QUOTATIONS.conform(_without_own(table.assign(**meta)))


_WRITTEN = (
    "Names are merged over the corpus, so no partition can stand by itself: write the quotations, "
    "write_table(quotations, 'quotations/'), and read what is needed of them, "
    "mark_people(pandas.read_parquet('quotations/')), or first .compute() those of some articles."
)


def mark_people(quotations: pd.DataFrame) -> pd.DataFrame:
    """Merge speakers over a corpus: add `person`, one name for one person.

    Within an article `speaker_name` already merges surname, role and pronoun.
    Here a bare surname takes the full name that ends with it, if the corpus
    has exactly one such name.

    Parameters
    ----------
    quotations
        A quotations table. Reads `speaker_name`.

    Returns
    -------
    pandas.DataFrame
        The same rows with the column `person`.

    Examples
    --------
    >>> rows = pd.DataFrame({"speaker_name": ["Salme Orvik", "Orvik", "die Polizei", None]})
    >>> mark_people(rows)["person"].tolist()[:3]
    ['Salme Orvik', 'Salme Orvik', 'die Polizei']
    """
    QUOTATIONS.require(quotations, "speaker_name", function="mark_people", instead=_WRITTEN)
    names = quotations["speaker_name"].dropna().unique()
    full: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            full.setdefault(name.rsplit(" ", 1)[1], set()).add(name)
    whole = {short: next(iter(longer)) for short, longer in full.items() if len(longer) == 1}
    merged = quotations["speaker_name"].map(lambda name: whole.get(name, name))
    return quotations.assign(person=merged.astype("str"))


def _without_own(table: pd.DataFrame) -> pd.DataFrame:
    """Drop the outlet itself as a medium: *sagte er dieser Zeitung*, *told the Ledger* in it."""
    outlets = table["outlet"] if "outlet" in table else pd.Series("", table.index)
    own = [
        isinstance(medium, str) and is_itself(medium, outlet if isinstance(outlet, str) else "")
        for medium, outlet in zip(table["medium"], outlets, strict=True)
    ]
    return table.assign(medium=table["medium"].mask(pd.Series(own, table.index)))


def _find(text: str, blocks: Sequence[Block], language: str, *, nested: bool) -> list[Quotation]:
    if language == "en":
        return find_english(text, blocks, nested=nested)
    found = find_german(text, blocks)
    return found if nested else [q for q in found if q.nested_in is None]


def _rows(
    text: str, blocks: Sequence[Block], language: str, *, nested: bool
) -> list[dict[str, Any]]:
    """Find the quotations of an article; one row a span, numbered within the article."""
    found = _find(text, blocks, language, nested=nested)
    starts = np.array([start for _, start, _ in blocks])
    rows = []
    speakers = name_speakers(text, found, language=language)
    for number, (quotation, who) in enumerate(zip(found, speakers, strict=True)):
        shared = _shared(number, text, quotation, who)
        for start, end in quotation.spans:
            at = max(int(np.searchsorted(starts, start, side="right")) - 1, 0)
            rows.append({"start": start, "end": end, "zone": blocks[at][0], **shared})
    return rows


def _ids(article_id: str, row: dict[str, Any]) -> dict[str, str | None]:
    """Return the numbers of a quotation and of the one around it as ids of the corpus."""
    around = row["nested_in"]
    return {
        "quotation_id": f"{article_id}:{row['quotation_id']}",
        "nested_in": None if around is None else f"{article_id}:{around}",
    }


def _shared(number: int, text: str, quotation: Quotation, who: Speaker) -> dict[str, Any]:
    """Return what all spans of a quotation have in common."""
    return {
        "quotation_id": number,
        "kind": quotation.kind,
        **_place(text, "speaker", quotation.speaker),
        "speaker_name": who.name or None,
        "role": who.role or None,
        "age": who.age,
        "anonymous": who.anonymous,
        **_place(text, "cue", quotation.cue),
        "addressee": _words(text, quotation.addressee),
        "medium": _words(text, quotation.medium),
        "nested_in": quotation.nested_in,
        "repeat": quotation.repeat,
        "rule": quotation.rule,
        "confidence": quotation.confidence,
    }


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[slice(*span)]


def _place(text: str, name: str, span: Span | None) -> dict[str, Any]:
    start, end = span or NOWHERE
    return {name: _words(text, span), f"{name}_start": start, f"{name}_end": end}
