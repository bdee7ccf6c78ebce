"""Quotation marks: which opening mark belongs to which closing one, in every style newspapers use.

The same sign opens in one country and closes in the next: “ ends a German quotation and begins an
English one, » begins a German book's quotation and ends a Swiss newspaper's. So a mark is read by
three things, in this order: what is open, what only ever opens or closes, and where the spaces are.
A mark without its partner is repaired inside its own paragraph and says so; nothing raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.speech.records import Block, Span

CLOSERS = {  # an opening mark and all that may close it; the first is what the style asks for
    "«": "»",
    "»": "«",
    "„": '“”"»«‟',
    "“": '”"“',
    "”": "”",
    '"': '"”“',
    "‚": "‘’'",
    "‘": "’'",
    "›": "‹",
    "‹": "›",
    "'": "'’",
    "‟": "”",
}
PARAGRAPHS_AHEAD = 5
OPENS_ONLY = frozenset("„‚‟")
CLOSES_ONLY = frozenset("”’")
SINGLE = frozenset("‚‘’'")
LOOKALIKES = {",,": "„", "``": "“", "''": '"', "<<": "«", ">>": "»"}
MARK = re.compile(r",,(?=\w)|``|''|<<|>>|[«»„“”\"‚‘’'‹›‟]")
SENTENCE_END = re.compile(r"[.!?…][\s»“”\"]*\s")
BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{-–—/:;,.!?…>|")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks; `start` and `end` take in the marks, `inner` does not."""

    start: int
    end: int
    inner: Span
    depth: int = 0
    repaired: str = ""  # "" | "no closing mark" | "no opening mark" | "next paragraph"


@dataclass(slots=True)
class _Open:
    sign: str
    start: int
    inner: int


def pair_marks(text: str, blocks: Sequence[Block]) -> list[Marked]:
    """Find every stretch between quotation marks, outer before inner, in text order.

    A quotation over several paragraphs opens anew in each and closes in the last; every such
    paragraph is a stretch of its own, all but the last with `repaired="next paragraph"`.
    """
    found: list[Marked] = []
    carried = ""
    for number, (_, start, end) in enumerate(blocks):
        later = [(b[1], b[2]) for b in blocks[number + 1 : number + 1 + PARAGRAPHS_AHEAD]]
        pairs, left = _pair_in_block(text, start, end, carried)
        carried = left[0].sign if left and _goes_on(text, left[0].sign, later) else ""
        found += pairs
        found += [_until_end(left[0], end)] if carried else _left_open(text, left, end)
    stretches = (_trimmed(text, m) for m in found if text[m.inner[0] : m.inner[1]].strip())
    return sorted(stretches, key=lambda m: (m.start, -m.end))


def _signs(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in MARK.finditer(text, start, end):
        yield LOOKALIKES.get(match[0], match[0]), match.start(), match.end()


def _goes_on(text: str, sign: str, later: list[Span]) -> bool:
    """Whether a quotation left open is taken up by one of the next paragraphs."""
    for number, (start, end) in enumerate(later):
        first = next(_signs(text, start, end), None)
        if first is None:
            continue
        if first[1] == start:
            return number == 0 and first[0] == sign
        behind = text[first[2]] if first[2] < end else " "
        return first[0] in CLOSERS[sign] and first[0] != sign and not behind.isalnum()
    return False


def _pair_in_block(
    text: str, start: int, end: int, carried: str
) -> tuple[list[Marked], list[_Open]]:
    """Pair the marks of one paragraph; also returns what is still open at its end."""
    first = next(_signs(text, start, end), None)
    taken_up = first is not None and first[:2] == (carried, start)
    stack = [_Open(carried, start, start)] if carried and not taken_up else []
    found: list[Marked] = []
    for sign, at, after in _signs(text, start, end):
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        partner = _partner(stack, sign, before, behind)
        if partner is not None:
            found += _left_open(text, stack[partner + 1 :], at)
            del stack[partner + 1 :]
            opening = stack.pop()
            found.append(Marked(opening.start, after, (opening.inner, at), len(stack)))
        elif _may_open(sign, before, behind):
            if text.count(sign, start, end) > text.count(CLOSERS[sign][0], start, end):
                found += _close_unclosed(text, stack, sign, at)
            stack.append(_Open(sign, at, after))
        elif sign not in SINGLE and not stack and not (sign == '"' and before.isdigit()):
            found += _without_opening(text, start, at, after, found)
    return found, stack


def _partner(stack: list[_Open], sign: str, before: str, behind: str) -> int | None:
    """Index of the open mark that `sign` closes, if it closes one here."""
    if sign in OPENS_ONLY or (before.isspace() and not behind.isspace()):
        return None
    if sign in SINGLE and behind.isalnum():  # an apostrophe inside a word
        return None
    if sign == '"' and before in BEFORE_OPENING - frozenset(".!?…,;:)") and behind.isalnum():
        return None
    for index in range(len(stack) - 1, -1, -1):
        if sign in CLOSERS[stack[index].sign]:
            return index
    return None


def _may_open(sign: str, before: str, behind: str) -> bool:
    if sign in OPENS_ONLY:
        return True
    if sign in CLOSES_ONLY or behind.isspace() or behind in ",;:.!?)":
        return False
    return before in BEFORE_OPENING or MARK.match(before) is not None


def _close_unclosed(text: str, stack: list[_Open], sign: str, at: int) -> list[Marked]:
    """Close the first of two opening marks of one style: its partner was forgotten."""
    same = next((i for i, o in enumerate(stack) if o.sign == sign), None)
    if same is None:
        return []
    lost = stack[same:]
    del stack[same:]
    return _left_open(text, lost[:1], at)


def _until_end(opening: _Open, end: int) -> Marked:
    return Marked(opening.start, end, (opening.inner, end), 0, "next paragraph")


def _left_open(text: str, stack: list[_Open], end: int) -> list[Marked]:
    """Close what is still open at the end of its sentence; a single mark was an apostrophe."""
    found = []
    for depth, opening in enumerate(stack):
        if opening.sign in SINGLE and opening.sign != "‚":
            continue
        stop = _local_end(text, opening.inner, end)
        found.append(Marked(opening.start, stop, (opening.inner, stop), depth, "no closing mark"))
    return found


def _local_end(text: str, start: int, end: int) -> int:
    """End of the sentence that an unclosed mark stands in."""
    match = SENTENCE_END.search(text, start, end)
    return match.start() + 1 if match else end


def _without_opening(
    text: str, start: int, at: int, after: int, found: list[Marked]
) -> list[Marked]:
    """Give a closing mark without partner the sentence that it ends, if that is a sentence."""
    begin = max([start, *(m.end for m in found)])
    for match in SENTENCE_END.finditer(text, begin, at):
        begin = match.end()
    while begin < at and not text[begin].isalnum():
        begin += 1
    if text.count(" ", begin, at) < 3:  # noqa: PLR2004 - two or three words are no sentence
        return []
    return [Marked(begin, after, (begin, at), 0, "no opening mark")]


def _trimmed(text: str, marked: Marked) -> Marked:
    start, end = marked.inner
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(marked, inner=(start, end))
