"""To whom the words were said, and through which outlet they reached the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.outlets import read_outlets
from workbench.speech.german.phrases import is_time, noun_phrase, speaker_phrase
from workbench.speech.german.subjects import is_abstract
from workbench.speech.german.words import (
    CAPITAL,
    DETERMINER,
    OBJECT_PRONOUN,
    PREPOSITION,
    QUOTED,
)
from workbench.speech.lexicon import rows

if TYPE_CHECKING:
    from workbench.speech.german.verbs import Range, View
    from workbench.speech.german.words import Type

TOWARDS = frozenset(["gegenüber", "mit", "vor", "an", "zu", "zur", "in", "im", "bei"])
TALKS = frozenset(["gespräch", "interview", "gastbeitrag", "sendung"])
DATIVE = frozenset(
    ["dem", "der", "einem", "einer", "seinem", "seiner", "ihrem", "ihrer", "ihm", "ihnen"]
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where the words went: to somebody, through an outlet, or both unknown."""

    addressee: Range | None = None
    medium: Range | None = None


@cache
def _outlet_names() -> frozenset[str]:
    names = {n.casefold() for o in read_outlets() for n in (o.name, *o.aliases)}
    return frozenset(n for n in names if len(n) > 2)  # noqa: PLR2004 - «20», «SZ» need marks


@cache
def _media_nouns() -> tuple[str, ...]:
    return tuple(row["noun"] for row in rows("media_nouns"))


def is_medium(view: View, begin: int, end: int) -> bool:
    """Whether a phrase names a newspaper, broadcaster, agency or the like."""
    words = view.words
    head = next((i for i in range(begin, end) if words.flags[i] & CAPITAL), begin)
    if _names_medium(words.types[head]):
        return True
    text = words.text[words.starts[begin] : words.ends[end - 1]].casefold()
    bare = text.strip('«»„“”"‚‘’ ').removeprefix("die ").removeprefix("der ").removeprefix("das ")
    return bare.removeprefix("dem ").strip('«»„“”" ') in _outlet_names()


def _names_medium(kind: Type) -> bool:
    return bool(kind.flags & CAPITAL) and (
        kind.lemma in _media_nouns() or kind.low.endswith(("zeitung", "magazin", "fernsehsender"))
    )


def find_channel(view: View, cue: tuple[int, ...], speaker: Range | None) -> Channel:
    """Find whom a reporting clause addresses, and the outlet in it."""
    if not cue:
        return Channel(medium=speaker if speaker and is_medium(view, *speaker) else None)
    begin, end = _frame(view, cue, speaker)
    addressee, medium = None, None
    index = begin
    while index < end:
        phrase = _addressed(view, index, end, speaker)
        if phrase is None:
            index += 1
            continue
        if is_medium(view, *phrase):
            medium = medium or phrase
        elif view.words.low(index) == "gegenüber" or index == phrase[0]:
            addressee = addressee or phrase
        index = phrase[1]
    if medium is None and speaker is not None and is_medium(view, *speaker):
        medium = speaker
    return Channel(addressee, medium)


def _frame(view: View, cue: tuple[int, ...], speaker: Range | None) -> Range:
    """Return the words of the clause around the cue, up to a quotation."""
    clause = next((c for c in view.clauses if c.begin <= cue[0] < c.end), None)
    if clause is None:
        return cue[0], cue[-1] + 1
    last = max(clause.end, speaker[1] if speaker else 0)
    for index in range(cue[0], view.sentence.end):
        if view.words.flags[index] & QUOTED or (
            view.words.low(index) in {":", ","} and index >= last
        ):
            return clause.begin, index
    return clause.begin, view.sentence.end


def _addressed(view: View, index: int, end: int, speaker: Range | None) -> Range | None:
    """Return the phrase behind *gegenüber*, or a dative phrase of its own."""
    words = view.words
    if speaker is not None and speaker[0] <= index < speaker[1]:
        return None
    low = words.low(index)
    begin = index + 1 if low in TOWARDS and words.flags[index] & PREPOSITION else index
    if low in TOWARDS - {"gegenüber"} and not _in_talk(view, index):
        return _medium_only(view, begin, end)
    if begin == index and not (
        low in DATIVE and words.flags[index] & (DETERMINER | OBJECT_PRONOUN)
    ):
        return None
    if (
        begin == index
        and words.flags[index - 1] & (PREPOSITION | DETERMINER | CAPITAL)
        and not (speaker is not None and speaker[1] == index)
    ):
        return None
    stop = speaker_phrase(words, begin, end, apposition=False)
    if stop == begin and words.flags[begin] & OBJECT_PRONOUN:
        stop = begin + 1
    if stop == begin or is_time(words, stop - 1) or is_abstract(words, begin + 1):
        return None
    bare = begin == index and low == "der"  # also a nominative and a genitive
    return None if bare and not is_medium(view, begin, stop) else (begin, stop)


def _in_talk(view: View, index: int) -> bool:
    """Whether *mit* belongs to *im Gespräch mit*, *Interview mit*."""
    return view.words.low(index) == "mit" and view.words.low(index - 1) in TALKS


def _medium_only(view: View, begin: int, end: int) -> Range | None:
    stop = noun_phrase(view.words, begin, end)
    return (begin, stop) if stop > begin and is_medium(view, begin, stop) else None
