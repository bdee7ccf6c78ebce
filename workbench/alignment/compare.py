"""Two articles beside each other, as rows: parts, labels, voices, sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.alignment.diffs import told_edits
from workbench.alignment.units import (
    BETWEEN_LANGUAGES,
    ENOUGH,
    UNITS,
    Match,
    Unit,
    align,
    units_of,
    words_in,
)
from workbench.errors import TableError, check_option
from workbench.lexicons import function_words
from workbench.segments import blocks_of, in_text, languages_of, texts_of
from workbench.tables import ARTICLES, COMPARISON, same_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    _Row = dict[str, Any]

_HEAD = "headline"
_ALIKE = 0.5  # likeness from which two sentences are equal but for some words
_WORDED = 0.6  # likeness from which a word diff says more than the two texts


class Span(NamedTuple):
    """A label, voice or source: its name, its place, and what is told about it."""

    name: str
    start: int
    end: int
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two articles, with what was found in it."""

    article_id: str
    outlet: str | None
    when: Any
    language: str
    text: str
    blocks: list[Any]
    headline: str
    labels: list[Span]
    voices: list[Span]
    sources: list[Span]

    def units(self, unit: str) -> list[Unit]:
        """Return the parts of the text; a headline that is no part of it comes first."""
        found = units_of(self.text, self.blocks, self.language, unit)
        if not self.headline or any(part.zone == _HEAD for part in found):
            return found
        words = words_in(self.headline)
        return [Unit(-1, -1, self.headline, _HEAD, -1, words), *found] if words else found


def compare_pairs(
    articles: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    *,
    unit: str,
    function: str,
    quotations: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the comparison table of some pairs of articles."""
    check_option("unit", unit, UNITS)
    for spans in (quotations, mentions, sources):
        if spans is not None:
            same_text(spans, articles, function)
    sides = _sides(articles, quotations, mentions, sources, function)
    rows = []
    for a, b in pairs:
        for name in (a, b):
            if name not in sides:
                some = ", ".join(list(sides)[:5])
                raise TableError(f"{function}: there is no article {name!r}. The first: {some}.")
        rows += list(_compare(_Pair(sides[a], sides[b]), unit))
    if not rows:
        return COMPARISON.empty()
    return COMPARISON.conform(pd.DataFrame(rows))


def _sides(
    articles: pd.DataFrame,
    quotations: pd.DataFrame | None,
    mentions: pd.DataFrame | None,
    sources: pd.DataFrame | None,
    function: str,
) -> dict[str, Side]:
    ARTICLES.require(articles, "article_id", "text", function=function)
    texts = texts_of(articles)
    labels = _spans(mentions, ("label",), ("voice", "stance"))
    voices = _spans(quotations, ("speaker_name", "speaker"), ())
    cited = _spans(sources, ("name",), ())
    when = pd.to_datetime(_column(articles, "published"), utc=True)
    updated = pd.to_datetime(_column(articles, "updated"), utc=True)
    facts = {
        "article_id": articles["article_id"].astype(str),
        "outlet": _column(articles, "outlet").astype("object"),
        "when": updated.where(updated.notna(), when),
        "language": languages_of(articles),
        "text": texts,
        "headline": _column(articles, "headline").astype("object").fillna("").astype(str),
        "blocks": [in_text(blocks) for blocks in blocks_of(articles, texts)],
    }
    rows = (dict(zip(facts, row, strict=True)) for row in zip(*facts.values(), strict=True))
    return {
        row["article_id"]: Side(
            **row,
            labels=labels[row["article_id"]],
            voices=voices[row["article_id"]],
            sources=cited[row["article_id"]],
        )
        for row in rows
    }


def _column(articles: pd.DataFrame, name: str) -> pd.Series[Any]:
    return articles.get(name, pd.Series(None, index=articles.index, dtype="object"))


def _spans(
    table: pd.DataFrame | None, names: Sequence[str], facts: Sequence[str]
) -> defaultdict[str, list[Span]]:
    """Return the named spans of each article; the first name that is there counts."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    if table is None:
        return found
    there = [name for name in names if name in table]
    named = table[there].astype("object").bfill(axis=1).iloc[:, 0]
    told = [name for name in facts if name in table]
    kept = table.assign(_named=named)[named.notna()]
    if "repeat" in kept:
        kept = kept[~kept["repeat"].astype(bool)]
    for article, start, end, name, *more in kept[
        ["article_id", "start", "end", "_named", *told]
    ].itertuples(index=False):
        span = Span(str(name), int(start), int(end), tuple(map(str, more)))
        found[str(article)].append(span)
    return found


class _Pair(NamedTuple):
    """The two articles that are set beside each other."""

    a: Side
    b: Side


def _compare(pair: _Pair, unit: str) -> Iterator[_Row]:
    """Yield the rows of one pair: parts in reading order, then labels, voices, sources."""
    yield from _parts(pair, unit)
    if pair.a.language == pair.b.language:
        yield from _labels(pair)
    yield from _named(pair, "voice", *(_told_by_name(side) for side in pair))
    yield from _named(pair, "source", pair.a.sources, pair.b.sources)


def _parts(pair: _Pair, unit: str) -> Iterator[_Row]:
    translated = pair.a.language != pair.b.language
    ours, theirs = pair.a.units(unit), pair.b.units(unit)
    heads = _headlines(ours), _headlines(theirs)
    for match in _side_by_side(*heads):
        yield _part(pair, "headline", match, heads)
    rest = [u for u in ours if u.zone != _HEAD], [u for u in theirs if u.zone != _HEAD]
    least = BETWEEN_LANGUAGES if translated else ENOUGH[unit]
    for match in align(rest[0], rest[1], least, translated=translated):
        yield _part(pair, unit, match, rest)


def _headlines(units: list[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.zone == _HEAD]


def _side_by_side(a: list[Unit], b: list[Unit]) -> list[Match]:
    """Pair headlines by their words, and what is left by its place."""
    found = align(a, b, _ALIKE)
    paired = [match for match in found if match.a is not None and match.b is not None]
    free_a = [match.a for match in found if match.b is None]
    free_b = [match.b for match in found if match.a is None]
    return paired + [
        Match(i, j, 0.0 if i is not None and j is not None else np.nan, moved=False)
        for i, j in zip_longest(free_a, free_b)
    ]


def _part(pair: _Pair, kind: str, match: Match, units: tuple[list[Unit], list[Unit]]) -> _Row:
    one = None if match.a is None else units[0][match.a]
    other = None if match.b is None else units[1][match.b]
    row = _row(pair, kind, one, other) | {"similarity": match.similarity, "moved": match.moved}
    if one is None or other is None:
        return row
    if one.words == other.words:
        return row | {"change": "same"}
    worded = match.similarity >= _WORDED and pair.a.language == pair.b.language
    return row | {"detail": told_edits(one.text, other.text) if worded else None}


def _row(pair: _Pair, kind: str, one: Unit | Span | None, other: Unit | Span | None) -> _Row:
    """Return a row with the places in both texts; -1 where there is none."""
    change = "only_b" if one is None else "only_a" if other is None else "changed"
    row: _Row = {"kind": kind, "change": change, "similarity": np.nan, "moved": False}
    for name, side, span in (("a", pair.a, one), ("b", pair.b, other)):
        row |= {
            f"{name}_id": side.article_id,
            f"{name}_outlet": side.outlet,
            f"{name}_when": side.when,
            f"{name}_start": span.start if span else -1,
            f"{name}_end": span.end if span else -1,
            f"{name}_text": _words(side, span) if span else None,
        }
    return row


def _words(side: Side, span: Unit | Span) -> str:
    return span.text if isinstance(span, Unit) else side.text[span.start : span.end]


def _labels(pair: _Pair) -> Iterator[_Row]:
    """Yield labels that differ in sentences that are otherwise equal."""
    if not pair.a.labels and not pair.b.labels:
        return
    ours, theirs = pair.a.units("sentence"), pair.b.units("sentence")
    for match in align(ours, theirs, _ALIKE):
        if match.a is None or match.b is None:
            continue
        here, there = _inside(pair.a.labels, ours[match.a]), _inside(pair.b.labels, theirs[match.b])
        for one, other in _swaps(here, there):
            told = _told_swap(one, other) if one and other else None
            similarity = {"similarity": match.similarity, "detail": told}
            yield _row(pair, "label", one, other) | similarity


def _inside(spans: list[Span], unit: Unit) -> list[Span]:
    return [span for span in spans if unit.start <= span.start and span.end <= unit.end]


def _swaps(a: list[Span], b: list[Span]) -> Iterator[tuple[Span | None, Span | None]]:
    """Pair equal labels, then different ones by their order; yield what is not the same."""
    free = list(b)
    left = []
    for one in a:
        same = next((other for other in free if other.name == one.name), None)
        if same is None:
            left.append(one)
            continue
        free.remove(same)
        if same.facts != one.facts:
            yield one, same
    yield from zip_longest(left, free)


def _told_swap(one: Span, other: Span) -> str:
    pairs = zip((one.name, *one.facts), (other.name, *other.facts), strict=True)
    return "; ".join(dict.fromkeys(f"{x} → {y}" for x, y in pairs if x != y))


def _told_by_name(side: Side) -> list[Span]:
    """Return the voices that are more than a pronoun."""
    pronouns = function_words(side.language)
    return [span for span in side.voices if span.name.casefold() not in pronouns]


def _named(pair: _Pair, kind: str, ours: list[Span], theirs: list[Span]) -> Iterator[_Row]:
    """Yield voices or sources: in both, or in one only; each with its first place."""
    one, other = _by_name(ours), _by_name(theirs)
    for name in dict.fromkeys([*one, *other]):
        here, there = one.get(name, []), other.get(name, [])
        told = max((span.name for span in (*here, *there)), key=len)
        change = {"change": "same"} if here and there else {}
        row = _row(pair, kind, here[0] if here else None, there[0] if there else None)
        yield row | change | {"detail": f"{told} ({len(here)} : {len(there)})"}


def _by_name(spans: list[Span]) -> dict[str, list[Span]]:
    """Group by the last word of the name: *Nora Islev* and *Islevs* are one."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        last = span.name.split()[-1:] or [""]
        found.setdefault(last[0].casefold().rstrip("s"), []).append(span)
    return found
