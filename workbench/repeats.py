"""Words that stand twice on a page: teasers, captions and subheads that shorten the body.

A headline is the outlet's own choice and always counts. A line beside the text that only says
again what a sentence of it says would count one utterance twice.
"""

from __future__ import annotations

import re
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
    said = [_words(_core(text[b.start : b.end])) for b in blocks]
    main = [i for i, b in enumerate(blocks) if b.zone not in BESIDE and not _is_line(text, b)]
    held = [sentence for i in main for sentence in _sentences(text, blocks[i])]
    held += [frozenset(said[i]) for i, b in enumerate(blocks) if b.zone == "headline"]
    result = []
    for number, block in enumerate(blocks):
        earlier = any(said[number] == said[i] for i in range(number)) and bool(said[number])
        if block.zone in BESIDE or (block.zone == "body" and _is_line(text, block)):
            result.append(earlier or _is_held(said[number], held))
        else:
            result.append(earlier and len(said[number]) >= SHORTEST_PARAGRAPH)
    return result


def _core(line: str) -> str:
    """Return the quotation of a line that holds one: *Soldaten gegen Putin: «…»*."""
    inner = _INNER.search(line)
    return inner[1] if inner else line


def _words(line: str) -> tuple[str, ...]:
    return tuple("".join(parts_of(m[0])).casefold() for m in WORD.finditer(line))


def _is_line(text: str, block: Block) -> bool:
    """Whether a paragraph looks like a title: short and without a full stop."""
    words = text[block.start : block.end]
    short = len(words) <= LONGEST_LINE * 8 and len(WORD.findall(words)) <= LONGEST_LINE
    return block.zone == "body" and short and words.rstrip()[-1:] not in ".!?…)"


def _sentences(text: str, block: Block) -> list[frozenset[str]]:
    return [frozenset(_words(m[0])) for m in _SENTENCE.finditer(text, block.start, block.end)]


def _is_held(words: tuple[str, ...], sentences: Sequence[frozenset[str]]) -> bool:
    wanted = frozenset(words)
    if len(wanted) < SHORTEST_PARAGRAPH - 2:
        return False
    return any(len(wanted & held) >= ENOUGH * len(wanted) for held in sentences)
