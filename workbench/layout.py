"""The lines of a page with their zones, packed into one column of `articles`.

`articles.layout` holds them as JSON, so that they survive CSV, Parquet and
Dask alike: ``[[zone, start, end, line, rule, cut text or null], …]`` in page
order. A line that was cut from the text keeps its place with start == end.
"""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.tables import TEXT_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

BLOCK_GAP = "\n\n"
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PLAIN = r'^\[(\["body",[0-9,]+,"given",null\],?)+\]$'  # as `plain_blocks` lays out


class Line(NamedTuple):
    """One line of a page: what it says, its zone, the rule that gave it, its number."""

    text: str
    zone: str
    rule: str
    number: int = 0


class Block(NamedTuple):
    """A line placed in the text; `cut` holds the words of a line that was cut."""

    zone: str
    start: int
    end: int
    line: int
    rule: str
    cut: str | None = None


def compose(lines: Iterable[Line]) -> tuple[str, list[Block]]:
    r"""Join the lines that belong to the text by blank lines, and place every line.

    Examples
    --------
    >>> text, blocks = compose([Line("Titel", "headline", "x"), Line("1/6", "furniture", "y")])
    >>> text, blocks[1].start, blocks[1].cut
    ('Titel', 5, '1/6')
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for line in lines:
        if line.zone not in TEXT_ZONES:
            blocks.append(Block(line.zone, length, length, line.number, line.rule, line.text))
            continue
        start = length + len(BLOCK_GAP) if parts else 0
        length = start + len(line.text)
        parts.append(line.text)
        blocks.append(Block(line.zone, start, length, line.number, line.rule))
    return BLOCK_GAP.join(parts), blocks


def lines_of(text: str, blocks: Iterable[Block]) -> list[Line]:
    """Undo `compose`: the lines that a text and its blocks were made of."""
    return [
        Line(text[b.start : b.end] if b.cut is None else b.cut, b.zone, b.rule, b.line)
        for b in blocks
    ]


def pack(blocks: Iterable[Block]) -> str:
    """Write blocks as the JSON of the `layout` column."""
    return _WRITER.encode([*blocks])


def unpack(layout: str) -> list[Block]:
    """Read blocks from the JSON of the `layout` column.

    Examples
    --------
    >>> unpack(pack([Block("body", 0, 4, 1, "else")]))
    [Block(zone='body', start=0, end=4, line=1, rule='else', cut=None)]
    """
    return [Block(*row) for row in json.loads(layout)]


def text_spans(layout: str) -> list[tuple[str, int, int]]:
    """Read zone, start and end of the blocks that are part of the text, and nothing else.

    Examples
    --------
    >>> text_spans(pack([Block("body", 0, 4, 1, "else"), Block("furniture", 4, 4, 2, "x", "1/6")]))
    [('body', 0, 4)]
    """
    rows = json.loads(layout)
    return [(zone, start, end) for zone, start, end, _, _, cut in rows if cut is None]


def are_plain(layouts: Iterable[object]) -> NDArray[np.bool_]:
    """Say which layouts are those of texts that came in clean: paragraphs, and all of them body.

    Whoever only wants zones and paragraphs need not read these.

    Examples
    --------
    >>> are_plain([pack(plain_blocks("Krieg.")), None, "[]"]).tolist()
    [True, False, False]
    """
    rows = [layout if isinstance(layout, str) else "" for layout in layouts]
    found = pc.match_substring_regex(pa.array(rows, pa.large_string()), _PLAIN)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def digest(text: str) -> str:
    """Return the first 12 hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def digests_at(data: NDArray[np.uint8], bounds: NDArray[np.int64]) -> list[str]:
    """Return the digests of texts that lie in `data` as UTF-8, each from one bound to the next.

    Examples
    --------
    >>> digests_at(np.frombuffer(b"KriegRat", np.uint8), np.array([0, 5, 8])) == [
    ...     digest("Krieg"),
    ...     digest("Rat"),
    ... ]
    True
    """
    spans = pairwise(bounds.tolist())
    return [hashlib.sha256(data[a:b].data).hexdigest()[:12] for a, b in spans]


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the non-empty lines of a text, stripped of blanks.

    Examples
    --------
    >>> paragraphs("Eins.\n\n Zwei. ")
    [(0, 5), (8, 13)]
    """
    spans = []
    at = 0
    for raw in text.split("\n"):
        if stripped := raw.strip():
            start = at + raw.index(stripped[0])
            spans.append((start, start + len(stripped)))
        at += len(raw) + 1
    return spans


def plain_blocks(text: str, *, known: dict[str, str] | None = None) -> list[Block]:
    """Lay out a text that came in clean: paragraphs are body.

    `known` maps the words of a headline, kicker or lead to their zone, for
    texts that begin with them.
    """
    known = known or {}
    blocks = []
    for number, (start, end) in enumerate(paragraphs(text), 1):
        zone = known.get(text[start:end], "body")
        blocks.append(Block(zone, start, end, number, "given" if zone == "body" else "metadata"))
    return blocks
