"""What sentences are found by, in each different chunk: stops, quotation marks, line ends.

Most full stops can be judged by their chunk alone: a plain word stands before
them. See `workbench.sentences` for the rules, and `workbench.boundaries` for
the texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.characters import is_space
from workbench.chunks import join_bounds
from workbench.sentences import CLOSING, is_sure, may_abbreviate
from workbench.vocabulary import LETTER, LOWER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.vocabulary import Scan

    Ints = NDArray[Any]
    Flags = NDArray[np.bool_]

LINE_END, FILLED, SMALL, STOPPING, QUOTING = 1, 2, 4, 8, 16  # bits of `Marks.kind`
SURE, MOSTLY = 1, 2  # values of `Marks.ends`
_CLOSERS = re.compile(f"[{re.escape(CLOSING)}]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEHIND = ".!?…" + CLOSING + "".join(map(chr, range(0x21)))  # what may stand behind a word


class Marks(NamedTuple):
    """Some chunks: where their characters are, what may end a sentence, and quotation marks.

    What is no blank stands between `begin` and `end`, and `kind` has the bits
    LINE_END (the blank behind the chunk), FILLED, SMALL (the first letter), STOPPING
    and QUOTING. The stops of chunk `i` have the numbers from ``first[i]`` to ``first[i + 1]``
    (``quote_first`` for quotation marks), and all places count from its beginning. A
    stop begins `at`, ends at `plain`, and at `close` with the closing marks behind
    it. What follows begins at `after`, or is another chunk (-1). `ends` says what
    the chunk alone can tell: a sentence ends (SURE), or does so unless a small
    letter follows (MOSTLY).
    """

    begin: Ints
    end: Ints
    kind: Ints
    first: Ints
    at: Ints
    plain: Ints
    close: Ints
    after: Ints
    ends: Ints
    quote_first: Ints
    quote: Ints
    sign: Ints


def find_marks(
    chunks: pa.Array, scanned: Scan, bases: Ints, language: Ints, languages: Sequence[str]
) -> Marks:
    """Find the marks in chunks.

    Parameters
    ----------
    chunks
        The chunks, in UTF-8.
    scanned
        The same, joined by line ends.
    bases
        Where each begins, with the end.
    language, languages
        The language of each chunk.
    """
    text, points, marks = scanned.text, scanned.points, scanned.marks
    starts = bases[:-1]
    solid = np.flatnonzero(~is_space(points[: len(text)]))
    edges = np.searchsorted(solid, bases)
    filled = np.diff(edges) > 0
    begin, end = np.zeros((2, len(starts)), dtype=np.int64)
    begin[filled] = solid[edges[:-1][filled]] - starts[filled]
    end[filled] = solid[edges[1:][filled] - 1] + 1 - starts[filled]
    stopping = among(points[marks], ".!?…")
    dots, quotes = marks[stopping], marks[~stopping]
    at = dots[np.diff(dots, prepend=-2) > 1]
    plain = dots[np.diff(dots, append=len(points) + 2) > 1] + 1
    close = plain.copy()
    for i in np.flatnonzero(among(points[close], CLOSING)).tolist():
        close[i] = _CLOSERS.match(text, close[i]).end()  # type: ignore[union-attr]
    kept = is_space(points[close])
    at, plain, close = at[kept], plain[kept], close[kept]
    chunk = np.searchsorted(bases, at, side="right") - 1
    base = bases[chunk]
    after = np.append(solid, len(text))[np.searchsorted(solid, close)]
    after = np.where(after < bases[chunk + 1], after - base, -1)
    sure = among(points[at], "!?")
    single = np.flatnonzero((points[at] == ord(".")) & ~among(points[at + 1], ".…"))
    whole = (at - base == np.searchsorted(solid, at) - edges[chunk]) & (after < 0)
    words = [span[single] for span in (chunk, base, at, whole)]
    sure[single] = _are_sure(chunks, scanned, words, language[chunk[single]], languages)
    ends = np.where(plain == close, SURE, MOSTLY).astype(np.int8) * sure
    first, quote_first = np.searchsorted(at, bases), np.searchsorted(quotes, bases)
    kind = (
        (points[bases[1:] - 2] == ord("\n")) * LINE_END
        | filled * FILLED
        | scanned.is_a(LOWER, starts + begin) * SMALL
        | (np.diff(first) > 0) * STOPPING
        | (np.diff(quote_first) > 0) * QUOTING
    ).astype(np.uint8)
    return Marks(
        begin,
        end,
        kind,
        first,
        at - base,
        plain - base,
        close - base,
        after,
        ends,
        quote_first,
        quotes - np.repeat(starts, np.diff(quote_first)),
        points[quotes],
    )


def _are_sure(
    chunks: pa.Array, scanned: Scan, words: list[Ints], language: Ints, languages: Sequence[str]
) -> Flags:
    """Say of each word before a full stop whether it `is_sure`; the words have chunk, begin, end.

    Where a chunk is one whole word that ends in two letters, the last of them
    small, only abbreviations are in doubt. All others are asked about one by one.
    """
    chunk, begin, end, whole = words
    sure = whole & (end - begin > 1) & scanned.is_a(LETTER, end - 2)
    sure &= scanned.is_a(LETTER, end - 1) & scanned.is_a(LOWER, end - 1)
    sure &= not _SURROGATE.search(scanned.text)
    asked = np.flatnonzero(~sure)
    for number, name in enumerate(languages):
        here = np.flatnonzero(sure & (language == number))
        found = chunks.take(pa.array(chunk[here])).view(pa.string())
        sure[here] = ~may_abbreviate(pc.utf8_rtrim(found, characters=_BEHIND), name)
    spans = zip(begin[asked].tolist(), end[asked].tolist(), language[asked].tolist(), strict=True)
    sure[asked] = [is_sure(scanned.text[a:b], languages[i]) for a, b, i in spans]
    return sure


def join_marks(parts: Sequence[Marks]) -> Marks:
    """Put the marks of several lists of chunks one behind the other."""
    columns = zip(*parts, strict=True)
    return Marks(
        *(
            join_bounds(column) if name.endswith("first") else np.concatenate(column)
            for name, column in zip(Marks._fields, columns, strict=True)
        )
    )


def among(points: Ints, characters: str) -> Flags:
    """Say of each code point whether it is one of some characters."""
    return np.logical_or.reduce([points == ord(char) for char in characters])
