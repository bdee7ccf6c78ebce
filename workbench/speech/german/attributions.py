"""Attribution without a verb: *laut X*, *X zufolge*, *nach Angaben von X*, *so X*, *demnach*."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.speech.german.phrases import noun_phrase, speaker_phrase
from workbench.speech.german.words import (
    ADJECTIVE,
    ADVERB,
    CAPITAL,
    DETERMINER,
    FINITE,
    NUMBER,
    OBJECT_PRONOUN,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    SUBJUNCTIVE,
    TIME,
)
from workbench.speech.lexicon import word_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.speech.german.verbs import Range, View

LONGEST_BEFORE_ZUFOLGE = 16
EVENTS = frozenset(
    [
        "uhr",
        "ende",
        "beginn",
        "jahr",
        "tag",
        "monat",
        "woche",
        "tod",
        "wahl",
        "sitzung",
        "treffen",
        "spiel",
        "unfall",
        "anschlag",
    ]
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase that names the source: its extent, the source in it, and the cue word."""

    begin: int
    end: int
    speaker: Range | None
    cue: int
    rule: str


def find_attributions(view: View) -> Iterator[Attribution]:
    """Yield every attribution phrase of a sentence, left to right."""
    _words, sentence = view.words, view.sentence
    index = sentence.begin
    while index < sentence.end:
        found = _attribution_at(view, index)
        if found is not None:
            yield found
            index = max(found.end, index + 1)
        else:
            index += 1


def _attribution_at(view: View, index: int) -> Attribution | None:
    for reader in READERS.get(view.words.types[index].low, ()):
        found = reader(view, index)
        if found is not None and (found.speaker is None or found.speaker[0] < found.speaker[1]):
            return found  # a phrase without a word in it is no source: «Nach sei er krank»
    return None


def _demnach(_: View, index: int) -> Attribution:
    """Read *Demnach …*: the word points at a source named before, and stands for it."""
    return Attribution(index, index + 1, (index, index + 1), index, "demnach")


def _aus(view: View, index: int) -> Attribution | None:
    """Read *aus Sicht der Anwohner*."""
    return _laut(view, index) if view.words.low(index + 1) == "sicht" else None


def _laut(view: View, index: int) -> Attribution | None:
    words = view.words
    end = speaker_phrase(words, index + 1, view.sentence.end)
    if end == index + 1 or words.flags[index + 1] & (OBJECT_PRONOUN | PREPOSITION):
        return None
    return Attribution(index, end, (index + 1, end), index, "laut")


def _zufolge(view: View, index: int) -> Attribution | None:
    words = view.words
    lowest = max(view.sentence.begin, index - LONGEST_BEFORE_ZUFOLGE)
    for begin in range(lowest, index):
        if _may_begin_phrase(view, begin) and speaker_phrase(words, begin, index) == index:
            return Attribution(begin, index + 1, (begin, index), index, "zufolge")
        if (
            _may_begin_phrase(view, begin)
            and words.low(index - 1) == ","
            and (speaker_phrase(words, begin, index - 1) == index - 1)
        ):
            return Attribution(begin, index + 1, (begin, index - 1), index, "zufolge")
    begin = index - 1
    if begin >= lowest and words.flags[begin] & (CAPITAL | OBJECT_PRONOUN):
        return Attribution(begin, index + 1, (begin, index), index, "zufolge")
    return None


def _may_begin_phrase(view: View, begin: int) -> bool:
    """Whether a phrase may begin here: at the sentence's head, after a verb or a comma."""
    words = view.words
    if words.flags[begin] & TIME:
        return False
    if begin == view.sentence.begin:
        return True
    before = words.flags[begin - 1]
    return bool(before & (PUNCTUATION | FINITE | PRONOUN | OBJECT_PRONOUN | ADVERB)) or bool(
        words.flags[begin] & DETERMINER and not before & (DETERMINER | PREPOSITION)
    )


def _nach(view: View, index: int) -> Attribution | None:
    """Read *nach Angaben der Polizei*; *nach der Wahl* is a time, so the noun decides."""
    words, stop = view.words, view.sentence.end
    head = noun_phrase(words, index + 1, stop)
    if head == index + 1 or words.flags[index + 1] & TIME or words.flags[index - 1] & TIME:
        return None
    if _is_source(view, index + 1, head):
        end = speaker_phrase(words, index + 1, stop)
        return Attribution(index, end, (index + 1, end), index, "nach")
    return None


def _nach_konjunktiv(view: View, index: int) -> Attribution | None:
    """Read *Nach dem Chef der Bahn sei …* and *…, nach denen … sei*: the mood makes it a source."""
    words = view.words
    clause = next((c for c in view.clauses if c.begin <= index < c.end), None)
    if clause is None or clause.begin != index or words.flags[index + 1] & (TIME | NUMBER):
        return None
    if clause.konjunktiv < 0 or not words.flags[clause.konjunktiv] & SUBJUNCTIVE:
        return None
    if words.low(index + 1) in {"denen", "dem", "der"} and clause.subordinate:
        return Attribution(index, index + 2, (index + 1, index + 2), index, "nach_relative")
    end = speaker_phrase(words, index + 1, clause.end)
    if end != clause.finite or any(words.types[i].lemma in EVENTS for i in range(index + 1, end)):
        return None
    return Attribution(index, end, (index + 1, end), index, "nach")


def _wonach(view: View, index: int) -> Attribution | None:
    """Read *ein Bericht der Zeitung, wonach …*: the noun phrase before the comma is the source."""
    words = view.words
    for begin in range(max(view.sentence.begin, index - LONGEST_BEFORE_ZUFOLGE), index - 1):
        if is_source_noun(view, begin, ("statement", "opinion", "finding", "claim")):
            start = begin
            while start > view.sentence.begin and words.flags[start - 1] & (DETERMINER | ADJECTIVE):
                start -= 1
            end = speaker_phrase(words, start, index - 1)
            return Attribution(index, index + 1, (start, max(end, begin + 1)), index, "wonach")
    return Attribution(index, index + 1, (index, index + 1), index, "wonach")


def _meinung_nach(view: View, index: int) -> Attribution | None:
    """Read *ihrer Meinung nach*, *dem Vernehmen nach*, *ersten Schätzungen nach*."""
    words = view.words
    if index <= view.sentence.begin or not words.flags[index - 1] & CAPITAL:
        return None
    if not is_source_noun(view, index - 1, ("opinion", "statement")):
        return None
    for begin in range(max(view.sentence.begin, index - 4), index):
        determined = words.flags[begin] & (DETERMINER | ADJECTIVE) and words.low(begin) != "freie"
        if (
            determined
            and noun_phrase(words, begin, index) == index
            and _may_begin_phrase(view, begin)
        ):
            return Attribution(begin, index + 1, (begin, index), index, "nach")
    return None


def _so(view: View, index: int) -> Attribution | None:
    """Read *…, so X*: behind a comma or a quotation, before a nominative, without a verb."""
    words, stop = view.words, view.sentence.end
    if index == view.sentence.begin or index + 1 >= stop:
        return None
    before = words.low(index - 1)
    if not (
        before in {",", "–", "-", "“", "»", "”", '"', "(", "«"} or words.flags[index - 1] & QUOTED
    ):
        return None
    flags = words.flags[index + 1]
    if flags & PRONOUN and not flags & DETERMINER:
        end = index + 2
    else:
        end = speaker_phrase(words, index + 1, stop)
    if end == index + 1 or flags & (NUMBER | PREPOSITION):
        return None
    after = words.flags[end] if end < stop else PUNCTUATION
    if after & FINITE and not after & PUNCTUATION:
        return None
    return Attribution(index, _rest_of_frame(view, end), (index + 1, end), index, "so")


def _rest_of_frame(view: View, index: int) -> int:
    """Pass over what else a frame tells: *so Berg am Montag*, *so Berg gegenüber Radio Chur*."""
    words, stop = view.words, view.sentence.end
    end = index
    while end < stop and not words.flags[end] & (PUNCTUATION | FINITE | QUOTED):
        end += 1
    closed = end >= stop or bool(words.flags[end] & PUNCTUATION)
    return end if closed else index


def _is_source(view: View, begin: int, end: int) -> bool:
    """Whether the head of a phrase is a word for information: *Angaben*, *einer Studie*."""
    classes = ("statement", "opinion", "finding")
    return any(is_source_noun(view, i, classes) for i in range(begin, min(end, begin + 6)))


def is_source_noun(view: View, index: int, classes: tuple[str, ...]) -> bool:
    """Whether a noun, or the last part of a compound, stands for information of some class."""
    if not view.words.flags[index] & CAPITAL:
        return False
    low = view.words.low(index)
    return any(low in _nouns(name) or low.endswith(_endings(name)) for name in classes)


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(w.lower() for w in word_classes("de_nouns")[name])


@cache
def _endings(name: str) -> tuple[str, ...]:
    """Return the longer nouns, which may end a compound: *Polizeiangaben*, *Online-Bericht*."""
    shortest = 8 if name == "claim" else 6  # «Anschluss» is no «Schluss»
    return tuple(w for w in _nouns(name) if len(w) >= shortest)


READERS: dict[str, tuple[Callable[[View, int], Attribution | None], ...]] = {
    "laut": (_laut,),
    "gemäß": (_laut,),
    "gemäss": (_laut,),
    "zufolge": (_zufolge,),
    "nach": (_nach, _meinung_nach, _nach_konjunktiv),
    "aus": (_aus,),
    "wonach": (_wonach,),
    "so": (_so,),
    "demnach": (_demnach,),
    "demzufolge": (_demnach,),
}
