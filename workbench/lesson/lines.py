"""Lines of an article as they stand on paper: counted, so that a task can say *line 14*.

The breaks are made here and not by a browser: the same line has the same number on the sheet, in
the key and on a phone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.layout import Block

WIDTH = 68  # characters of running text that fit a line of an A4 page in any font
WIDTHS = {"headline": 44, "lead": 62, "subhead": 62}  # these are set larger or in bold
EVERY = 5  # lines between two printed numbers
_PIECE = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its number, its characters in the article's text, and its block."""

    number: int
    start: int
    end: int
    block: int


def number_lines(text: str, blocks: Sequence[Block]) -> list[TextLine]:
    """Break the blocks of an article into numbered lines.

    Examples
    --------
    >>> from workbench.layout import plain_blocks
    >>> text = "Wort " * 20
    >>> [(line.number, line.end - line.start) for line in number_lines(text, plain_blocks(text))]
    [(1, 65), (2, 34)]
    """
    spans = (
        (start, end, index)
        for index, block in enumerate(blocks)
        for start, end in _broken(text, block)
    )
    return [TextLine(number, *span) for number, span in enumerate(spans, 1)]


def _broken(text: str, block: Block) -> Iterator[tuple[int, int]]:
    width = WIDTHS.get(block.zone, WIDTH)
    begin = end = block.start
    for piece in _PIECE.finditer(text, block.start, block.end):
        if end > begin and len(piece.group().rstrip()) + piece.start() - begin > width:
            yield begin, end
            begin = piece.start()
        end = piece.end()
    if end > begin:
        yield begin, end
