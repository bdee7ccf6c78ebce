"""Noun phrases: where one that begins at a word ends, and what belongs to a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.words import (
    ADJECTIVE,
    ADVERB,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    FINITE,
    NAME,
    NOT_NOMINATIVE,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    QUOTED,
    TIME,
)
from workbench.speech.lexicon import word_classes

if TYPE_CHECKING:
    from workbench.speech.german.sentences import Words

GENITIVE = frozenset(
    [
        "des",
        "der",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "seines",
        "seiner",
        "ihres",
        "ihrer",
        "deren",
        "dessen",
        "aller",
        "unserer",
        "mehrerer",
        "zweier",
        "dreier",
        "jener",
        "jenes",
        "beider",
    ]
)
OF = frozenset(["von", "vom"])
CLOSE_PREPOSITIONS = frozenset(["für", "aus", "bei", "beim", "zur", "zum", "gegen", "über"])
LOOSE_PREPOSITIONS = frozenset(["in", "im", "an", "am", "auf", "mit", "ohne", "unter"])
BEHIND_NAME = frozenset(["der", "die", "das", "ein", "eine", "dieser"])  # no genitive of a name
PARTS_OF_TIME = frozenset(["anfang", "mitte", "ende"])
JOINERS = frozenset(["und", "sowie", "oder", "bzw"])
PHRASE_END = frozenset(',.:;!?…–)“»”"')
LONGEST_PAREN = 8
LONGEST_NAME = 8
NAME_PARTICLES = frozenset(["von", "van", "de", "al", "bin", "da", "del", "di", "zu", "el", "ibn"])
TITLES = frozenset({"Dr", "Prof", "St", "Dipl", "Ing", "med", "phil"})
MEASURED = ("alt", "lang", "hoch", "hoh", "breit", "tief", "schwer", "groß", "gross")
INITIAL = 2  # letters of an initial: *J. Berg*, *Ch. Berg*
LONGEST_ATTRIBUTE = 14


def noun_phrase(words: Words, begin: int, stop: int) -> int:
    """Return where the simple noun phrase that begins here ends; `begin` itself if none does."""
    index, started = begin, False
    while index < stop:
        flags = words.flags[index]
        if started and flags & CAPITAL and _measures(words, index, stop):
            index += 2  # «der 47 Jahre alte Zöllner»
            continue
        if flags & CAPITAL or (flags & NUMBER and _stands_alone(words, index, stop)):
            index = _names(words, index, stop)
            return _trailing(words, index, stop)
        if index in words.partial and words.partial[index][0] < stop:
            index = words.partial[index][0] + 1
            if index >= stop or not words.flags[index] & CAPITAL:
                return _trailing(words, index, stop)
        elif (
            flags & DETERMINER and (not started or words.flags[index - 1] & DETERMINER)
        ) or _modifies(words, index, started=started):
            index += 1
        elif started and flags & PREPOSITION:
            return _after_participle(words, index, min(stop, index + LONGEST_ATTRIBUTE), begin)
        else:
            return begin
        started = True
    return begin


def _measures(words: Words, index: int, stop: int) -> bool:
    """Whether number and noun only measure an adjective: *der 47 Jahre alte Zöllner*."""
    if not words.flags[index - 1] & NUMBER or index + 2 >= stop:
        return False
    return words.low(index + 1).startswith(MEASURED) and bool(words.flags[index + 1] & ADJECTIVE)


def _stands_alone(words: Words, index: int, stop: int) -> bool:
    """Whether a number has no noun behind it: *200 wurden verletzt*."""
    if index + 1 >= stop or words.low(index + 1) == ".":
        return index + 1 >= stop
    return not words.flags[index + 1] & (CAPITAL | ADJECTIVE | DETERMINER | ADVERB)


def _modifies(words: Words, index: int, *, started: bool) -> bool:
    flags = words.flags[index]
    if flags & (PREPOSITION | PRONOUN | OBJECT_PRONOUN | COORDINATOR) and not (
        words.low(index) in JOINERS and words.flags[index - 1] & ADJECTIVE
    ):
        return False
    if flags & ADJECTIVE:
        return True
    return started and bool(flags & (ADVERB | PARTICIPLE | COORDINATOR) or _is_bare(flags))


def _is_bare(flags: int) -> bool:
    return flags == 0


def _after_participle(words: Words, index: int, stop: int, begin: int) -> int:
    """Pass over an extended attribute: *die in Chur gedruckte Zeitung*."""
    for at in range(index + 2, stop - 1):
        if words.low(at) in PHRASE_END or (
            words.flags[at] & FINITE and not words.flags[at] & ADJECTIVE
        ):
            return begin
        if words.flags[at] & ADJECTIVE and not words.flags[at - 1] & (DETERMINER | PREPOSITION):
            end = noun_phrase(words, at, stop)
            if end > at:
                return end
    return begin


def _names(words: Words, index: int, stop: int) -> int:
    """Pass over a run of nouns and names: *Stadtpräsident Jost Amrein*."""
    index += 1
    while index < stop and _continues_name(words, index, stop):
        index += 1
    return index


def _continues_name(words: Words, index: int, stop: int) -> bool:
    flags, low = words.flags[index], words.low(index)
    after = words.flags[index + 1] if index + 1 < stop else 0
    if flags & CAPITAL:
        return not is_time(words, index)
    if low in NAME_PARTICLES:
        return _is_particle_of_name(words, index, stop)
    if low == ".":  # «J. Berg», «Prof. Dr. Berg»
        form = words.text[words.starts[index - 1] : words.ends[index - 1]]
        return bool(after & CAPITAL) and (len(form) <= INITIAL or form in TITLES)
    return bool(flags & NUMBER and words.flags[index - 1] & CAPITAL) and not after & (
        CAPITAL | ADJECTIVE
    )


def is_time(words: Words, index: int) -> bool:
    """Whether a word names a time; *Mitte* only before its whole: *Mitte Mai, Mitte der Woche*."""
    if not words.flags[index] & TIME or index == 0 or words.low(index) not in PARTS_OF_TIME:
        return bool(words.flags[index] & TIME)
    after = words.flags[index + 1] if index + 1 < len(words.flags) else 0
    whole = after & (TIME | NUMBER | DETERMINER | ADJECTIVE)
    return bool(whole) or not words.flags[index - 1] & CAPITAL


def _is_particle_of_name(words: Words, index: int, stop: int) -> bool:
    """Whether *von*, *de*, *al* stands inside a name and not before a noun phrase."""
    if index + 1 >= stop or not words.flags[index + 1] & CAPITAL:
        return False
    if words.low(index) == "zu":  # «zu Guttenberg», but «(sagte Berg) zu Reportern»
        return bool(words.flags[index + 1] & NAME)
    return words.low(index) not in OF


def _trailing(words: Words, index: int, stop: int) -> int:
    """Pass over a quoted name or a parenthesis right behind a noun: *Grüne (34)*."""
    while index < stop:
        low = words.low(index)
        if low == "(":
            close = find_low(words, ")", index + 1, min(stop, index + LONGEST_PAREN))
            if close < 0:
                return index
            index = close + 1
        elif index in words.partial and words.partial[index][0] < min(stop, index + LONGEST_NAME):
            if not words.flags[index + 1] & (CAPITAL | DETERMINER):
                return index
            index = words.partial[index][0] + 1
        else:
            return index
    return index


def find_low(words: Words, low: str, begin: int, stop: int) -> int:
    """Return the first place of a lower-case form, -1 if there is none."""
    for index in range(begin, stop):
        if words.types[index].low == low:
            return index
    return -1


def speaker_phrase(words: Words, begin: int, stop: int, *, apposition: bool = True) -> int:
    """Return where a speaker's phrase ends: the noun phrase and all that hangs on it."""
    index = noun_phrase(words, begin, stop)
    if index == begin:
        return begin
    while index < stop:
        after = _attached(words, index, stop)
        if after == index:
            break
        index = after
    if apposition and index < stop and words.low(index) == ",":
        return _apposition(words, index, stop)
    return index


def _attached(words: Words, index: int, stop: int) -> int:
    """Pass over one genitive, prepositional or coordinated phrase."""
    low = words.low(index)
    if low in GENITIVE:
        if words.flags[index - 1] & NAME and low in BEHIND_NAME:
            return index
        return noun_phrase(words, index, stop)
    if low.endswith("er") and words.flags[index] & (ADJECTIVE | DETERMINER):
        return noun_phrase(words, index, stop)  # «Meinung vieler Experten»
    if low in JOINERS:
        end = noun_phrase(words, index + 1, stop)
        return end if end > index + 1 else index
    if low in OF or low in CLOSE_PREPOSITIONS or low in LOOSE_PREPOSITIONS:
        return _prepositional(words, index, stop)
    return index


def _prepositional(words: Words, index: int, stop: int) -> int:
    """Pass over *der Polizei in Bonn*, but not over *(erzählte) von ihren Sorgen*, *am Montag*."""
    low, end = words.low(index), noun_phrase(words, index + 1, stop)
    if low in OF and words.low(index + 1).startswith(("sein", "ihr")):
        return index
    if words.flags[index + 1] & NUMBER:  # «(schätzt) die Behörde auf 27 Prozent»
        return index
    if end == index + 1 or is_time(words, end - 1) or words.flags[index + 1] & TIME:
        return index
    closed = end >= stop or words.low(end) in PHRASE_END | GENITIVE | JOINERS
    return end if closed or low in OF or words.flags[end] & FINITE else index


def _apposition(words: Words, comma: int, stop: int) -> int:
    """Pass over *, der Sprecher der Polizei* when a comma or the end of the stretch follows."""
    begin = comma + 1
    end = noun_phrase(words, begin, stop)
    if end == begin or words.flags[begin] & (PREPOSITION | COORDINATOR):
        return comma
    while end < stop:
        after = _attached(words, end, stop)
        if after == end:
            break
        end = after
    if end >= stop or words.low(end) in PHRASE_END:
        return end
    return comma


def _is_oblique(words: Words, begin: int, end: int) -> bool:
    """Tell *der kleinen Zeitung* (to whom) from *der kleine Mann* (who) by the adjective."""
    if words.low(begin) != "der" or begin + 2 >= end:
        return False
    return bool(words.flags[begin + 1] & ADJECTIVE) and words.low(begin + 1).endswith("en")


def head_noun(words: Words, begin: int, end: int) -> int:
    """Return the word number of a phrase's first noun."""
    return next((i for i in range(begin, end) if words.flags[i] & CAPITAL), begin)


def may_be_subject(words: Words, begin: int, end: int) -> bool:
    """Whether a phrase can be a subject and a speaker: nominative form, no date, no utterance."""
    flags = words.flags[begin]
    if flags & NOT_NOMINATIVE or flags & QUOTED or _is_oblique(words, begin, end):
        return False
    if flags & PRONOUN and end == begin + 1:
        return words.low(begin) != "es"
    nouns = [i for i in range(begin, end) if words.flags[i] & CAPITAL]
    if len(nouns) > 1 and _measures(words, nouns[0], end):
        return True
    return bool(nouns) and not words.flags[nouns[0]] & TIME


def times() -> frozenset[str]:
    """Return words that name a time and so never speak."""
    classes = word_classes("de_words")
    return classes["month"] | classes["weekday"]
