"""Where sentences begin in many texts at once, just as `workbench.sentences` would say.

Most stops are decided by their chunk (`workbench.marks`); what is left is asked
about one by one, in the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workbench.sentences import QUOTATION, QUOTATION_REACH, breaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[Any]
    Flags = NDArray[np.bool_]
    Names = NDArray[np.object_]

_PAIRS = ("«", "»"), ("„", "“"), ("„", "”"), ("“", "”")


class Stops(NamedTuple):
    """Marks that may end a sentence, placed in a text; `chunk` says where theirs begins."""

    at: Ints
    plain: Ints
    close: Ints
    after: Ints
    chunk: Ints
    sure: Flags

    def take(self, chosen: Flags) -> Stops:
        """Return some of them."""
        return Stops(*(values[chosen] for values in self))


class Quotes(NamedTuple):
    """Quotation marks, placed in a text, and which they are."""

    at: Ints
    sign: Ints


def sentence_starts(
    text: str,
    stops: Stops,
    quotes: Quotes,
    blocks: tuple[Ints, Ints],
    languages: Names,
) -> Ints:
    """Find where sentences begin inside blocks, just as `sentence_spans` would.

    Most stops are decided by their chunk; what is left is asked about one by one.

    Parameters
    ----------
    text
        The text that the blocks stand in.
    stops, quotes
        The marks in it, in their order.
    blocks, languages
        Where the blocks begin and end, in their order, and their languages.
    """
    begins, ends = blocks
    if not len(begins):
        return begins
    block = np.searchsorted(begins, stops.plain - 1, side="right") - 1
    kept = (block >= 0) & (stops.after < ends[block])
    stops, block = stops.take(kept), block[kept]
    sure = stops.sure & (stops.chunk >= begins[block])
    stops = stops._replace(at=np.maximum(stops.at, begins[block]), sure=sure)
    outside = ~_inside_quotations(text, quotes, blocks, stops, block)
    stops, block = stops.take(outside), block[outside]
    return stops.after[_break_at(text, begins, languages, stops, block)]


def _inside_quotations(
    text: str, quotes: Quotes, blocks: tuple[Ints, Ints], stops: Stops, block: Ints
) -> Flags:
    """Say of each stop whether it stands inside a quotation that closes soon after it."""
    begins, ends = blocks
    first, last = np.searchsorted(quotes.at, begins), np.searchsorted(quotes.at, ends)
    behind = block[np.searchsorted(quotes.at, stops.at) > first[block]]
    quoting = np.flatnonzero(np.bincount(behind, minlength=len(begins)))
    opened, closed = _quotation_spans(text, quotes, first[quoting], last[quoting], ends[quoting])
    if not len(opened):
        return np.zeros(len(stops.at), dtype=bool)
    nearest = np.searchsorted(opened, stops.at) - 1
    end = closed[nearest]
    inside = (nearest >= 0) & (opened[nearest] >= begins[block])
    return inside & (stops.close < end) & (end <= stops.close + QUOTATION_REACH)


def _quotation_spans(
    text: str, quotes: Quotes, first: Ints, last: Ints, ends: Ints
) -> tuple[Ints, Ints]:
    """Find what `QUOTATION` finds in blocks that hold the quotation marks `first` to `last`.

    Where all marks of a block stand in pairs, one behind the other, the pairs are the
    quotations. Elsewhere the expression is asked, at each mark.
    """
    size = last - first
    block = np.repeat(np.arange(len(first)), size)
    place = np.arange(len(block)) - np.repeat(np.cumsum(size) - size, size)
    mark = first[block] + place
    closing = place % 2 == 1
    pair = quotes.sign[mark - closing], quotes.sign[mark + ~closing * (place + 1 < size[block])]
    paired = np.logical_or.reduce([(pair[0] == ord(a)) & (pair[1] == ord(b)) for a, b in _PAIRS])
    mixed = np.bincount(block[~paired], minlength=len(first)) > 0
    chosen = ~mixed[block]
    spans = [(0, 0)]
    places = quotes.at.tolist()
    for a, b, end in zip(
        first[mixed].tolist(), last[mixed].tolist(), ends[mixed].tolist(), strict=True
    ):
        for at in places[a:b]:
            found = QUOTATION.match(text, at, end) if at >= spans[-1][1] else None
            if found:
                spans.append(found.span())
    begin, end = np.array(spans[1:], dtype=np.int64).reshape(-1, 2).T
    opened = np.append(quotes.at[mark[chosen & ~closing]], begin)
    order = np.argsort(opened)
    return opened[order], np.append(quotes.at[mark[chosen & closing]] + 1, end)[order]


def _break_at(text: str, begins: Ints, languages: Names, stops: Stops, block: Ints) -> Flags:
    """Decide about every stop: at once where it is sure, else in the order of the text."""
    found = stops.sure.copy()
    unsure = np.flatnonzero(~found)
    before = np.maximum.accumulate(np.where(found, np.arange(len(found)), -1))[unsure]
    begin = begins[block[unsure]]
    known = before >= 0
    begin[known] = np.maximum(begin[known], stops.after[before[known]])
    spans = zip(*(places[unsure].tolist() for places in stops[:1] + stops[2:4]), strict=True)
    spoken = languages[block[unsure]].tolist()
    last = 0
    for i, start, span, name in zip(unsure.tolist(), begin.tolist(), spans, spoken, strict=True):
        if breaks(text, max(start, last), span, name):
            found[i], last = True, span[-1]
    return found
