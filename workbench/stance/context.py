"""The words around one place: its sentence, its clauses, its noun phrase, the marks round it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.stance.grammar import (
    ADJECTIVE,
    ADVERB,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    FINITE,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    QUOTED,
    View,
    pair_marks,
    read_words,
    split_clauses,
)
from workbench.stance.lexicon import words as classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.stance.grammar import Marked, Words
    from workbench.stance.records import Block, Span

Range = tuple[int, int]  # word numbers
MARKS = frozenset("„“”\"«»‚‘’'‹›")
LISTING = frozenset({",", "und", "oder", "sowie"})
JOINERS = frozenset(["und", "oder", "noch", "sowie", "bzw"])
TURN = re.compile(
    r"(?:^|(?<=[.!?…\n])[ \n]*|[:*]+ *)([A-ZÄÖÜ][\w-]*[.]?(?: [A-ZÄÖÜ][\w-]*[.]?){0,3}): ",
    re.MULTILINE,
)
FEWEST_TURNS = 3
LONGEST_ATTRIBUTE = 14
LONGEST_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase that a place is the head of."""

    begin: int  # its first word, determiner included
    determiner: str  # lower case; "" without
    preposition: str  # what governs it: a preposition, als, or ""
    before: int  # number of the word before it and its preposition


class Page:
    """One article, read as far as its mentions ask for."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = list(blocks)
        self.names: set[str] | None = None  # marked phrases that are names; see `distance`
        self._views: dict[int, list[View]] = {}

    @cached_property
    def marks(self) -> list[Marked]:
        """Every stretch between quotation marks."""
        return pair_marks(self.text, self.blocks)

    @cached_property
    def turns(self) -> list[tuple[int, Span, bool]]:
        """Return the turns of an interview: where each begins, its speaker, whether he asks."""
        labels = [m.span(1) for m in TURN.finditer(self.text)]
        said = [self.text[slice(*span)] for span in labels]
        repeated = sum(said.count(name) > 1 for name in said)
        if len(labels) < FEWEST_TURNS or repeated < FEWEST_TURNS or len(set(said)) < 2:  # noqa: PLR2004
            return []
        ends = [start for start, _ in labels[1:]] + [len(self.text)]
        asking = dict.fromkeys(said, 0)
        asking[said[0]] = 1  # who speaks first asks, unless the others do so more
        for name, (_, after), end in zip(said, labels, ends, strict=True):
            asking[name] += 1 if self.text[after:end].rstrip().endswith("?") else -1
        most = max(asking, key=lambda name: asking[name])
        return [(span[0], span, name == most) for name, span in zip(said, labels, strict=True)]

    def turn_at(self, start: int) -> tuple[Span, bool] | None:
        """Return who speaks at a place of an interview, and whether he asks; None outside."""
        index = bisect_right([turn[0] for turn in self.turns], start) - 1
        if index < 0:
            return None
        _, span, asks = self.turns[index]
        block = next((b for b in self.blocks if b[1] <= span[0] < b[2]), None)
        return (span, asks) if block is not None and start < block[2] else None

    def views(self, number: int) -> list[View]:
        """Return the sentences of a block, those inside utterances included."""
        if number not in self._views:
            block = self.blocks[number]
            inside = [m for m in self.marks if block[1] <= m.start and m.end <= block[2]]
            read = read_words(self.text, [block], inside)
            self._views[number] = [
                View(read, s, tuple(split_clauses(read, s))) for s in read.sentences
            ]
        return self._views[number]

    def view_before(self, place: Place) -> View | None:
        """Return the sentence before a place's, in the same paragraph."""
        for views in self._views.values():
            for before, view in pairwise(views):
                if view is place.view:
                    return before
        return None

    def around(self, start: int, end: int) -> list[Marked]:
        """Return the marks round a place, the innermost first."""
        found = [m for m in self.marks if m.inner[0] <= start and end <= m.inner[1]]
        return sorted(found, key=lambda m: m.end - m.start)

    def place(self, start: int, end: int) -> Place | None:
        """Return the place of a label; None where the text holds no word there."""
        for number, (_, begin, stop) in enumerate(self.blocks):
            if begin <= start and end <= stop:
                for view in self.views(number):
                    found = _words_at(view, start, end)
                    if found is not None:
                        return Place(self, view, *found, (start, end))
        return None


def _words_at(view: View, start: int, end: int) -> Range | None:
    words, sentence = view.words, view.sentence
    inside = [
        i
        for i in range(sentence.begin, sentence.end)
        if words.starts[i] < end and words.ends[i] > start and not words.flags[i] & QUOTED
    ]
    return (inside[0], inside[-1] + 1) if inside else None


@dataclass(frozen=True, slots=True)
class Place:
    """A label in its sentence; `begin` and `end` are word numbers."""

    page: Page
    view: View
    begin: int
    end: int
    span: Span

    @property
    def words(self) -> Words:
        """The words of the paragraph."""
        return self.view.words

    @property
    def first(self) -> int:
        """The first word of the sentence."""
        return self.view.sentence.begin

    @property
    def stop(self) -> int:
        """One past the last word of the sentence."""
        return self.view.sentence.end

    @property
    def clause(self) -> int:
        """The number of the clause that the label stands in."""
        for number, clause in enumerate(self.view.clauses):
            if clause.begin <= self.begin < clause.end:
                return number
        return len(self.view.clauses) - 1

    def low(self, index: int) -> str:
        """Return the lower-case word at a number, "" outside the sentence."""
        return self.words.low(index) if self.first <= index < self.stop else ""

    def lows(self, begin: int, end: int) -> list[str]:
        """Return lower-case words of a stretch."""
        return [self.words.low(i) for i in range(max(begin, self.first), min(end, self.stop))]

    def characters(self, *numbers: int) -> Span:
        """Return the characters from the first to the last of some words."""
        return self.words.starts[min(numbers)], self.words.ends[max(numbers)]

    def phrase(self) -> Phrase:
        """Return the noun phrase of the label."""
        return phrase_of(self, self.begin)


def leader_of(place: Place) -> Place | None:
    """Return the first of coordinated words that the label follows: *als «A», «B» oder «C»*."""
    words, head, found = place.words, place.begin, None
    while True:
        phrase = phrase_of(place, head)
        at = phrase.before
        while place.low(at) in MARKS:
            at -= 1
        if phrase.determiner or phrase.preposition or place.low(at) not in LISTING:
            break
        at -= 1
        while place.low(at) in MARKS:
            at -= 1
        if at < place.first or not words.flags[at] & CAPITAL:
            break
        head = found = at
    if found is None or not _is_list(place, found):
        return None
    return Place(place.page, place.view, found, found + 1, place.span)


def _is_list(place: Place, begin: int) -> bool:
    """Whether *und* or *oder* joins the words; a comma alone may divide clauses."""
    lows = place.lows(begin, place.end + 8)
    return bool({"und", "oder", "sowie"} & set(lows))


def phrase_of(place: Place, head: int) -> Phrase:
    """Walk left from a head noun over its attributes to determiner and preposition."""
    words, known = place.words, classes("german")
    index = head - 1
    lowest = max(place.first, head - LONGEST_PHRASE)
    begin, determiner = head, ""
    while index >= lowest:
        low, flags = words.low(index), words.flags[index]
        if low in known["definite"] | known["indefinite"] | known["negative_determiner"]:
            begin, determiner = index, low
            index -= 1
            break
        if low in MARKS or (
            _modifies(flags) and low not in JOINERS and low not in known["negator"]
        ):
            begin = index if low not in MARKS else begin
            index -= 1
            continue
        break
    preposition = ""
    low = words.low(index) if index >= place.first else ""
    if low in known["contracted"]:
        preposition, determiner, index = low, determiner or "der", index - 1
    elif index >= place.first and (words.flags[index] & PREPOSITION or low == "als"):
        preposition, index = low, index - 1
    return Phrase(begin, determiner, preposition, index)


def _modifies(flags: int) -> bool:
    if flags & (PREPOSITION | CAPITAL) and not flags & (ADJECTIVE | NUMBER):
        return False
    if flags & CAPITAL:
        return False
    return not flags or bool(flags & (ADJECTIVE | NUMBER | PARTICIPLE | ADVERB))


def head_after(place: Place, begin: int) -> Range | None:
    """Return the head nouns of the noun phrase that begins at a word."""
    words, index = place.words, begin
    while index < place.stop:
        flags, low = words.flags[index], words.low(index)
        if low in MARKS:
            index += 1
        elif flags & CAPITAL and not flags & (DETERMINER | PREPOSITION | COORDINATOR):
            end = index + 1
            while end < place.stop and (words.flags[end] & CAPITAL or words.low(end) in MARKS):
                end += 1
            return index, end
        elif flags & PREPOSITION and not flags & (ADVERB | ADJECTIVE | DETERMINER):
            return _after_attribute(place, index, begin)
        elif flags & FINITE and not flags & (ADJECTIVE | PARTICIPLE | DETERMINER):
            return None
        elif not flags or flags & (
            DETERMINER | ADJECTIVE | ADVERB | NUMBER | PARTICIPLE | COORDINATOR
        ):
            index += 1
        else:
            return None
    return None


def _after_attribute(place: Place, index: int, begin: int) -> Range | None:
    """Pass over an extended attribute: *keine [von Rebellen geführte] Offensive*."""
    words = place.words
    if index > begin + 1:
        return None
    for at in range(index + 2, min(place.stop - 1, index + LONGEST_ATTRIBUTE)):
        if words.low(at) in ",.;:":
            return None
        adjective = words.flags[at] & ADJECTIVE and not words.flags[at] & CAPITAL
        if adjective and words.flags[at - 1] & (CAPITAL | ADVERB) and words.flags[at + 1] & CAPITAL:
            return head_after(place, at + 1)
    return None


def is_head(place: Place, begin: int, *, chained: bool = True) -> bool:
    """Whether the label is the head of the phrase at a word, or of one coordinated with it."""
    while begin < place.stop:
        head = head_after(place, begin)
        if head is None or head[0] > place.begin:
            return head is not None and head[0] < place.end
        if head[0] <= place.begin < head[1]:
            return True
        if not chained or place.low(head[1]) not in JOINERS:
            return False
        if place.words.flags[head[1] + 1] & DETERMINER and place.low(head[1]) != "noch":
            return False
        begin = head[1] + 1
    return False
