"""Words and sentences of an article, with whole utterances between marks folded into one word.

*«Wir kommen. Wir bleiben», sagte Berg.* is one sentence with a subject, a verb and an object; the
object only happens to hold sentences of its own. So a quotation that is an utterance by itself
becomes one opaque word of the sentence around it, and its inside is read as sentences below.
Marks around a part of a sentence (*ein «fairer Kompromiss»*) leave the words where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from workbench.speech.german.words import (
    CAPITAL,
    FINITE,
    NUMBER,
    PUNCTUATION,
    QUOTED,
    TIME,
    Type,
    type_of,
)
from workbench.speech.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.speech.marks import Marked
    from workbench.speech.records import Block, Span

TOKEN = re.compile(
    r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:de|com|ch|org|net|at|eu|info|tv|di)\b|"
    r"\d+(?:[.,:/]\d+)*(?:[-]?\w+)*|\w+(?:[-'’&/!*]\w+)*-?|[^\w\s]"
)
SENTENCE_FINAL = frozenset(".!?…")
UTTERANCE_AFTER = frozenset(':.!?…»“”"«–-)>|')
OPAQUE = Type("⟦⟧", "⟦⟧", QUOTED)
EDGE = Type("", "", PUNCTUATION)  # behind the last word and, as [-1], before the first
ROMAN = re.compile(r"[IVXL]+$")
ORDINAL_AFTER = frozenset(
    [
        "am",
        "vom",
        "der",
        "den",
        "dem",
        "zum",
        "des",
        "die",
        "das",
        "im",
        "bis",
        "zur",
        "beim",
        "ab",
        "seit",
        "einem",
    ]
)
ORDINAL_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """Word numbers of one sentence; `inside` is the utterance that it is part of, if any."""

    begin: int
    end: int
    zone: str
    block: int
    first: bool  # first of its paragraph
    inside: Marked | None = None


@dataclass(slots=True)
class Words:
    """All words of an article as parallel lists, and the sentences over them."""

    text: str
    types: list[Type] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    utterances: dict[int, Marked] = field(default_factory=dict)  # opaque word -> its marks
    partial: dict[int, tuple[int, Marked]] = field(default_factory=dict)  # mark -> closing mark

    def add(self, kind: Type, start: int, end: int) -> None:
        """Append one word."""
        self.types.append(kind)
        self.flags.append(kind.flags)
        self.starts.append(start)
        self.ends.append(end)

    def low(self, index: int) -> str:
        """Return the lower-case form of a word, "" outside the article."""
        return self.types[index].low if 0 <= index < len(self.types) else ""

    def span(self, begin: int, end: int) -> Span:
        """Return the characters from word `begin` up to before word `end`."""
        return self.starts[begin], self.ends[end - 1]


def read_words(text: str, blocks: Sequence[Block], marks: Sequence[Marked]) -> Words:
    """Split an article into words and sentences, sentences inside utterances after their host."""
    words = Words(text)
    for number, (zone, start, end) in enumerate(blocks):
        within = [m for m in marks if start <= m.start and m.end <= end]
        _read_stretch(words, (zone, start, end), number, within)
    words.add(EDGE, len(text), len(text))
    return words


def _read_stretch(
    words: Words,
    block: Block,
    number: int,
    marks: Sequence[Marked],
    inside: Marked | None = None,
) -> None:
    """Append the words of one paragraph, or of the inside of an utterance, then its sentences."""
    zone, start, end = block
    begin = len(words.types)
    depth = inside.depth + 1 if inside is not None else 0
    outer = [m for m in marks if m.depth == depth]
    opaque = _utterances(words.text, start, outer)
    position, initial = start, True
    for marked in opaque:
        initial = _append(words, position, marked.start, initial=initial)
        words.utterances[len(words.types)] = marked
        words.add(OPAQUE, marked.start, marked.end)
        position = marked.end
    _append(words, position, end, initial=initial)
    folded = {m.start for m in opaque}
    _note_partial(words, begin, [m for m in outer if m.start not in folded])
    _split(words, begin, zone, number, inside)
    for marked in opaque:
        within = [m for m in marks if marked.start < m.start and m.end <= marked.end]
        _read_stretch(words, (zone, *marked.inner), number, within, marked)


def _append(words: Words, start: int, end: int, *, initial: bool) -> bool:
    """Append plain words; returns whether the next word opens a sentence."""
    text = words.text
    for match in TOKEN.finditer(text, start, end):
        form = match[0]
        words.add(type_of(form, initial=initial), match.start(), match.end())
        if form[0].isalnum():
            initial = False
        elif form in SENTENCE_FINAL or form == ":":
            initial = True
    return initial


def _utterances(text: str, start: int, marks: Sequence[Marked]) -> list[Marked]:
    """Choose the quotations that are utterances by themselves."""
    chosen: list[Marked] = []
    for marked in marks:
        before = text[start : marked.start].rstrip()[-1:]
        if _is_utterance(text, before, marked) or _resumes(text, before, marked, chosen):
            chosen.append(marked)
    return chosen


def _is_utterance(text: str, before: str, marked: Marked) -> bool:
    inner = text[marked.inner[0] : marked.inner[1]]
    forms = TOKEN.findall(inner)
    n_words = sum(form[0].isalnum() for form in forms)
    if before == ":" and (n_words > 1 or (n_words and inner[-1] in SENTENCE_FINAL)):
        return True
    if not inner[0].isupper() and not (inner[0].isdigit() or inner[0] in "…[("):
        return False
    finished = inner[-1] in SENTENCE_FINAL
    has_verb = any(type_of(f, initial=i == 0).flags & FINITE for i, f in enumerate(forms))
    if not before or before in UTTERANCE_AFTER:
        if _verb_follows(text, marked.end):
            return True
        return n_words > 2 and (has_verb or finished)  # noqa: PLR2004 - «Ja, klar.»
    if before == ",":
        return n_words > 3 and has_verb  # noqa: PLR2004
    return finished and has_verb and n_words > 3  # noqa: PLR2004


def _verb_follows(text: str, end: int) -> bool:
    """Whether *, sagte …* stands behind the marks: then even «Ja» is an utterance."""
    match = TOKEN.match(text, end + 2) if text[end : end + 2] == ", " else None
    return match is not None and bool(type_of(match[0]).flags & FINITE)


def _resumes(text: str, before: str, marked: Marked, chosen: list[Marked]) -> bool:
    """Whether an interrupted utterance goes on: «Wir kommen», sagte Berg, «und bleiben»."""
    if before != "," or not chosen or " " not in text[marked.inner[0] : marked.inner[1]]:
        return False
    between = text[chosen[-1].end : marked.start]
    return len(between) < 150 and not SENTENCE_FINAL & set(between)  # noqa: PLR2004


def _note_partial(words: Words, begin: int, marks: Sequence[Marked]) -> None:
    at = {words.starts[i]: i for i in range(begin, len(words.types))}
    ends = {words.ends[i]: i for i in range(begin, len(words.types))}
    for marked in marks:
        if marked.start in at and marked.end in ends:
            words.partial[at[marked.start]] = (ends[marked.end], marked)


def _split(words: Words, begin: int, zone: str, number: int, inside: Marked | None) -> None:
    first = True
    for start, end in _sentence_bounds(words, begin):
        words.sentences.append(Sentence(start, end, zone, number, first, inside))
        first = False


def _sentence_bounds(words: Words, begin: int) -> Iterator[tuple[int, int]]:
    total = len(words.types)
    closed_by = {close: open_ for open_, (close, _) in words.partial.items() if open_ >= begin}
    position, index = begin, begin
    while index < total:
        if _ends_sentence(words, begin, index, total):
            index += 1
            while index < total and (index in closed_by or words.low(index) in SENTENCE_FINAL):
                index += 1
            yield position, index
            position = index
        else:
            index += 1
    if position < total:
        yield position, total


def _ends_sentence(words: Words, begin: int, index: int, total: int) -> bool:
    low = words.low(index)
    opens = index + 1 >= total or words.flags[index + 1] & (CAPITAL | QUOTED | NUMBER)
    opens = (
        opens or words.text[words.starts[index + 1]].isupper() or words.low(index + 1) in '„«“"»”)('
    )
    if words.flags[index] & QUOTED:
        start, end = words.utterances[index].inner
        last = words.text[end - 1] if end > start else ""
        return bool(opens) and (last in SENTENCE_FINAL or words.low(index + 1) == "")
    if low not in SENTENCE_FINAL:
        return False
    return bool(opens) and not (low == "." and index > begin and _is_abbreviated(words, index - 1))


def _is_abbreviated(words: Words, index: int) -> bool:
    """Whether the point after this word belongs to the word: Dr., z. B., am 5. August."""
    if words.starts[index + 1] != words.ends[index]:
        return False
    form = words.text[words.starts[index] : words.ends[index]]
    if form.isdigit() and len(form) <= ORDINAL_DIGITS:
        return bool(words.flags[index + 2] & TIME if index + 2 < len(words.types) else 0) or (
            words.low(index - 1) in ORDINAL_AFTER
        )
    return (
        form in _abbreviations() or (len(form) == 1 and form.isalpha()) or bool(ROMAN.match(form))
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"] for row in rows("de_abbreviations"))
