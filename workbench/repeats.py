"""Words that stand twice on a page: teasers, captions and subheads that shorten the body.

A headline is the outlet's own choice and always counts. A line beside the text that only says
again what a sentence of it says would count one utterance twice.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from workbench.variants import WORD, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.layout import Block

BESIDE = frozenset({"kicker", "subhead", "caption", "credit", "media_title", "media_caption"})
ENOUGH = 0.75  # share of a line's words that one sentence must hold
LONGEST_LINE = 20
SHORTEST_PARAGRAPH = 6
_INNER = re.compile(r"[«„“»\"]([^«»„“”\"]{8,})[»“”«\"]")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def find_repeats(text: str, blocks: Sequence[Block]) -> list[bool]:
    """Say of each block whether its words are counted elsewhere.

    Examples
    --------
    >>> from workbench.layout import Line, compose
    >>> lines = [("«Es ist eine Flut»", "media_title"), ("Er sagte, es sei eine Flut.", "body")]
    >>> find_repeats(*compose([Line(words, zone, "") for words, zone in lines]))
    [True, False]
    """
    lines = [_is_line(text, block) for block in blocks]
    page = _Page(text, blocks, lines)
    result = []
    for number, block in enumerate(blocks):
        earlier = page.stood_before(number)
        if block.zone in BESIDE or lines[number]:
            result.append(earlier or page.holds(number))
        else:
            result.append(earlier and len(page.said(number)) >= SHORTEST_PARAGRAPH)
    return result


class _Page:
    """The words of a page, which are only read where a question asks for them."""

    def __init__(self, text: str, blocks: Sequence[Block], lines: Sequence[bool]) -> None:
        self.text, self.blocks, self.lines = text, blocks, lines
        self._said: dict[int, tuple[str, ...]] = {}
        self._opening: dict[str, list[int]] = {}

    def said(self, number: int) -> tuple[str, ...]:
        """Return the words of a block."""
        if number not in self._said:
            self._said[number] = _words(self._core(number))
        return self._said[number]

    def stood_before(self, number: int) -> bool:
        """Say whether an earlier block has the same words; blocks are asked about in order.

        Only blocks that begin with one word are compared.
        """
        first = WORD.search(self._core(number))
        if first is None:
            return False
        alike = self._opening.setdefault(_as_said(first[0]), [])
        found = any(self.said(number) == self.said(i) for i in alike)
        alike.append(number)
        return found

    def holds(self, number: int) -> bool:
        """Say whether a sentence of the text, or a headline, holds most words of a line."""
        wanted = frozenset(self.said(number))
        if len(wanted) < SHORTEST_PARAGRAPH - 2:
            return False
        return any(len(wanted & held) >= ENOUGH * len(wanted) for held in self._held)

    @cached_property
    def _held(self) -> list[frozenset[str]]:
        numbered = list(enumerate(self.blocks))
        main = [b for i, b in numbered if b.zone not in BESIDE and not self.lines[i]]
        held = [sentence for block in main for sentence in _sentences(self.text, block)]
        return held + [frozenset(self.said(i)) for i, b in numbered if b.zone == "headline"]

    def _core(self, number: int) -> str:
        block = self.blocks[number]
        return _core(self.text[block.start : block.end])


def _core(line: str) -> str:
    """Return the quotation of a line that holds one: *Soldaten gegen Putin: «…»*."""
    inner = _INNER.search(line)
    return inner[1] if inner else line


def _words(line: str) -> tuple[str, ...]:
    return tuple(_as_said(form) for form in WORD.findall(line))


@lru_cache(maxsize=200_000)
def _as_said(form: str) -> str:
    return "".join(parts_of(form)).casefold()


def _is_line(text: str, block: Block) -> bool:
    """Whether a paragraph looks like a title: short and without a full stop."""
    words = text[block.start : block.end]
    if block.zone != "body" or len(words) > LONGEST_LINE * 8:
        return False
    return words.rstrip()[-1:] not in ".!?…)" and len(WORD.findall(words)) <= LONGEST_LINE


def _sentences(text: str, block: Block) -> list[frozenset[str]]:
    return [frozenset(_words(m[0])) for m in _SENTENCE.finditer(text, block.start, block.end)]
