"""What sentences are found by, in each different chunk: stops, quotation marks, line ends.

Most full stops can be judged by their chunk alone: a plain word stands before
them. See `workbench.sentences` for the rules, and `workbench.boundaries` for
the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workbench.characters import is_space
from workbench.chunks import join_bounds
from workbench.sentences import CLOSING, is_sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.vocabulary import Scan

    Ints = NDArray[Any]
    Flags = NDArray[np.bool_]

LINE_END, FILLED, SMALL, STOPPING, QUOTING = 1, 2, 4, 8, 16  # bits of `Marks.kind`
SURE, MOSTLY = 1, 2  # values of `Marks.ends`


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


def find_marks(scanned: Scan, bases: Ints, language: Ints, languages: Sequence[str]) -> Marks:
    """Find the marks in chunks that are joined by line ends.

    Parameters
    ----------
    scanned
        The joined chunks.
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
    while (more := among(points[close], CLOSING)).any():
        close[more] += 1
    kept = is_space(points[close])
    at, plain, close = at[kept], plain[kept], close[kept]
    chunk = np.searchsorted(bases, at, side="right") - 1
    base = bases[chunk]
    after = np.append(solid, len(text))[np.searchsorted(solid, close)]
    after = np.where(after < bases[chunk + 1], after - base, -1)
    single = (points[at] == ord(".")) & ~among(points[at + 1], ".…")
    spans = zip(base[single].tolist(), at[single].tolist(), strict=True)
    spoken = [languages[i] for i in language[chunk[single]].tolist()]
    words = [text[a:b] for a, b in spans]
    ending = among(points[at], "!?")
    ending[single] = [is_sure(word, name) for word, name in zip(words, spoken, strict=True)]
    ends = np.where(plain == close, SURE, MOSTLY).astype(np.int8) * ending
    first, quote_first = np.searchsorted(at, bases), np.searchsorted(quotes, bases)
    kind = (
        (points[bases[1:] - 2] == ord("\n")) * LINE_END
        | filled * FILLED
        | scanned.is_lower(starts + begin) * SMALL
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
