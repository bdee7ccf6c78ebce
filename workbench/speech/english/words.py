"""English paragraphs as tokens with word classes, paired quotation marks and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from workbench.speech.english.lexicon import cue_forms, openers, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.marks import Marked

Range = tuple[int, int]

LONGEST: Final = 600  # tokens; a table without full stops is cut, so that time stays linear

DET: Final = 1 << 0
POSS: Final = 1 << 1
SUBJECT: Final = 1 << 2
OBJECT: Final = 1 << 3
BE: Final = 1 << 4
HAVE: Final = 1 << 5
DO: Final = 1 << 6
MODAL: Final = 1 << 7
PREP: Final = 1 << 8
CC: Final = 1 << 9
SUB: Final = 1 << 10
WH: Final = 1 << 11
NEG: Final = 1 << 12
ADV: Final = 1 << 13
TIME: Final = 1 << 14
SEMI: Final = 1 << 15
CAP: Final = 1 << 16
MARK: Final = 1 << 17
COMMA: Final = 1 << 18
STOP: Final = 1 << 19
COLON: Final = 1 << 20
SEMICOLON: Final = 1 << 21
DASH: Final = 1 << 22
OPEN: Final = 1 << 23
CLOSE: Final = 1 << 24
WORD: Final = 1 << 25
CUE: Final = 1 << 26
PLURAL: Final = 1 << 27
CLITIC: Final = 1 << 28
NUMBER: Final = 1 << 29
NOMINAL: Final = 1 << 30

AUX: Final = BE | HAVE | DO | MODAL
BREAK: Final = COMMA | STOP | COLON | SEMICOLON | DASH | OPEN | CLOSE

_CLASSES: Final = (
    ("det", DET), ("poss", POSS), ("subject", SUBJECT), ("object", OBJECT), ("be", BE),
    ("have", HAVE), ("do", DO), ("modal", MODAL), ("prep", PREP), ("cc", CC), ("sub", SUB),
    ("wh", WH), ("neg", NEG), ("adv", ADV), ("time", TIME), ("semi", SEMI), ("plural", PLURAL),
    ("impression", NOMINAL), ("hearsay", NOMINAL),
)  # fmt: skip
_SIGNS: Final = {
    ",": COMMA, ".": STOP, "?": STOP, "!": STOP, "…": STOP, ":": COLON, ";": SEMICOLON,
    "—": DASH, "–": DASH, "―": DASH, "--": DASH, "-": DASH,
    "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE,
}  # fmt: skip
_MARKS: Final = frozenset("“”„«»‘\"'’") | {"''"}
_CLITIC: Final = r"['’](?:s|re|ve|ll|d|m|S)\b"
_TOKEN: Final = re.compile(
    _CLITIC  # stands alone: Meyer|’s
    + rf"|\$?[^\W_]+(?:[-.,&/@_](?=[^\W_])[^\W_]+|(?!{_CLITIC})['’][^\W_]+)*%?"
    + r"|''|--+|[^\w\s]|_"
)


@cache
def word_tags(word: str) -> tuple[str, int]:
    """Return the lower-cased word and its classes as bits; computed once per word type."""
    low = word.lower().replace("’", "'")
    if word in _SIGNS:
        return low, _SIGNS[word]
    if word in _MARKS:
        return low, MARK
    if not (word[0].isalnum() or (word[0] in "'’$" and len(word) > 1)):
        return low, 0
    tags = CLITIC if word[0] in "'’" else WORD
    for name, bit in _CLASSES:
        if low in word_class(name):
            tags |= bit
    if low in cue_forms():
        tags |= CUE
    if low in openers("en_nouns") or low in openers("en_adjectives"):
        tags |= NOMINAL
    return low, _by_shape(word, low, tags)


def _by_shape(word: str, low: str, tags: int) -> int:
    """Add what spelling alone tells: capitals, numbers, plurals, adverbs."""
    if word[0].isupper():
        tags |= CAP
        if low in {"will", "may"}:  # Will Rogers and the month stand inside sentences
            tags &= ~MODAL
    ending = tuple(word_class("adverb_ending")) if tags & CAP else "ly"
    if low.endswith(ending) and low not in word_class("no_adverb"):
        tags |= ADV
    if any(sign.isdigit() for sign in word):
        tags |= NUMBER
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):  # noqa: PLR2004
        tags |= PLURAL
    return tags


@dataclass(slots=True)
class Sentence:
    """The tokens ``lo`` … ``hi - 1`` of a paragraph, whose parallel lists it shares."""

    low: list[str]
    tag: list[int]
    start: list[int]
    end: list[int]
    inside: list[int]  # index into pairs, -1 outside quotation marks
    pairs: list[Range]
    lo: int = 0
    hi: int = 0

    def until(self, hi: int) -> Sentence:
        """Return the same sentence cut off before token ``hi``."""
        return self if hi == self.hi else replace(self, hi=hi)

    def span(self, part: Range) -> Range:
        """Return the character span of a token range."""
        return self.start[part[0]], self.end[part[1] - 1]

    def closes_at(self, i: int) -> bool:
        """Return whether token ``i`` is the closing mark of a quotation."""
        return self.inside[i] >= 0 and self.pairs[self.inside[i]][1] == i + 1

    def opens_at(self, i: int) -> bool:
        """Return whether token ``i`` is the opening mark of a quotation."""
        return i < self.hi and self.inside[i] >= 0 and self.pairs[self.inside[i]][0] == i

    def pair_end(self, i: int) -> int:
        """Return the end of the quotation around token ``i``, within the sentence."""
        return min(self.hi, self.pairs[self.inside[i]][1])


@dataclass(slots=True)
class Paragraph:
    """One block of the article, read."""

    whole: Sentence
    sentences: list[Sentence] = field(default_factory=list)
    goes_on: bool = False  # its last quotation is taken up by the next paragraph


def read_paragraph(text: str, start: int, end: int, marked: Sequence[Marked]) -> Paragraph:
    """Return tokens, quotation pairs and sentences of ``text[start:end]``."""
    whole = Sentence([], [], [], [], [], [])
    for match in _TOKEN.finditer(text, start, end):
        low, tags = word_tags(match.group())
        whole.low.append(low)
        whole.tag.append(tags)
        whole.start.append(match.start())
        whole.end.append(match.end())
    whole.hi = len(whole.low)
    _quiet_abbreviations(whole)
    goes_on = _set_pairs(whole, marked)
    sentences = [replace(whole, lo=lo, hi=hi) for lo, hi in sentence_bounds(whole)]
    return Paragraph(whole, sentences, goes_on)


def _quiet_abbreviations(s: Sentence) -> None:
    """Full stops of abbreviations and initials stop nothing: Mr., U.S., R-Fla."""
    for i in range(1, s.hi - 1):
        if s.low[i] == "." and s.start[i] == s.end[i - 1] and _abbreviates(s, i - 1):
            s.tag[i] = 0


def _abbreviates(s: Sentence, i: int) -> bool:
    word = s.low[i]
    initial = len(word) == 1 and s.tag[i] & CAP and word != "i"
    return bool(initial) or word.split("-")[-1] in word_class("abbreviation")


def _set_pairs(s: Sentence, marked: Sequence[Marked]) -> bool:
    """Take over the outermost stretches between marks; whether the last one is still open."""
    s.inside.extend([-1] * s.hi)
    goes_on = False
    for stretch in marked:
        first, last = bisect_left(s.start, stretch.start), bisect_left(s.start, stretch.end)
        if last - first > 1 and s.inside[first] < 0:
            s.inside[first:last] = [len(s.pairs)] * (last - first)
            s.pairs.append((first, last))
            goes_on = stretch.repaired == "next paragraph"
    return goes_on


def sentence_bounds(s: Sentence) -> list[Range]:
    """Bound sentences; a stop inside a quotation counts only at its closing mark."""
    bounds: list[Range] = []
    first = i = s.lo
    while i < s.hi:
        if not (s.tag[i] & STOP and _ends_sentence(s, i)):
            i += 1
            continue
        last = _after_closing(s, i + 1)
        i_is_quoted = s.inside[last - 1] >= 0 and not s.closes_at(last - 1)
        if not i_is_quoted and not (last > i + 1 and _asks_on(s, i, last)):
            bounds.append((first, last))
            first = last
        i = last
    bounds.append((first, s.hi))
    return [(lo, min(hi, lo + LONGEST)) for begin, hi in bounds for lo in range(begin, hi, LONGEST)]


def _after_closing(s: Sentence, i: int) -> int:
    while i < s.hi and s.tag[i] & (MARK | CLOSE | STOP) and not s.opens_at(i):
        i += 1
    return i


def _ends_sentence(s: Sentence, i: int) -> bool:
    """Tell a full stop: it ends a sentence when what follows looks like a beginning."""
    glued = i + 1 < s.hi and s.start[i + 1] == s.end[i]
    if s.low[i] == "." and glued and s.tag[i + 1] & WORD:
        return False
    following = i + 1
    while following < s.hi and s.tag[following] & (MARK | CLOSE | STOP):
        following += 1
    if following >= s.hi:
        return True
    return bool(s.tag[following] & (CAP | NUMBER | OPEN)) or not s.tag[following] & WORD


def _asks_on(s: Sentence, stop: int, i: int) -> bool:
    """*«Why?» the mayor asked*: a question in marks goes on with its speaker and cue."""
    if s.low[stop] == "." or s.inside[i - 1] < 0:
        return False
    for j in range(i, min(i + 15, s.hi)):
        if s.tag[j] & CUE and not s.tag[j] & AUX:
            return any("q" in form.cue.frames for form in cue_forms()[s.low[j]])
        if s.tag[j] & (STOP | COLON | SEMICOLON | MARK | AUX):
            return False
    return False
