"""Subjects: who does what the verb says, before it, behind it, or at the end of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.phrases import (
    head_noun,
    is_time,
    may_be_subject,
    noun_phrase,
    speaker_phrase,
)
from workbench.speech.german.words import (
    ADJECTIVE,
    ADVERB,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    NAME,
    OBJECT_PRONOUN,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)

if TYPE_CHECKING:
    from workbench.speech.german.clauses import Clause
    from workbench.speech.german.sentences import Words
    from workbench.speech.german.verbs import Range, View

SELF = frozenset(["er", "sie", "es", "ich", "wir", "man", "wer", "dieser", "diese", "jener"])
LONGEST_ANTECEDENT = 14
ABSTRACT = frozenset(
    [
        "kritik",
        "plan",
        "wahl",
        "ziel",
        "grund",
        "meinung",
        "ansicht",
        "vorwurf",
        "wort",
        "zuversicht",
    ]
)
ABSTRACT_ENDINGS = ("ung", "heit", "keit", "tion", "vorwurf")
BODY_ENDINGS = (
    "regierung",
    "zeitung",
    "leitung",
    "verwaltung",
    "stiftung",
    "vereinigung",
    "organisation",
    "kommission",
    "fraktion",
    "nation",
    "opposition",
    "koalition",
    "union",
    "redaktion",
    "delegation",
    "abteilung",
    "vertretung",
    "behörde",
    "führung",
    "bewegung",
    "föderation",
    "administration",
    "institution",
    "gewerkschaft",
    "bevölkerung",
    "versammlung",
    "versicherung",
)


def find_subject(view: View, number: int) -> Range | None:
    """Return the subject of a clause's finite verb as a range of words."""
    words, clause = view.words, view.clauses[number]
    verb, stop = clause.finite, view.sentence.end
    if clause.subordinate:
        return _subject_of_subordinate(words, clause, stop)
    field = _skip_openers(words, clause.begin, verb)
    before = _subject_before(view, field, verb)
    after = _first_subject(words, verb + 1, clause.end, stop)
    if before is None:
        return after
    if after is not None and _outranks(words, before, after, verb):
        return after
    return before


def _skip_openers(words: Words, begin: int, verb: int) -> int:
    """Pass over *und*, *auch*, *so*, *inzwischen* in front of a subject."""
    while (
        begin < verb
        and words.flags[begin] & (COORDINATOR | ADVERB)
        and not words.flags[begin] & DETERMINER
    ):
        begin += 1
    return begin


def _subject_before(view: View, field: int, verb: int) -> Range | None:
    words = view.words
    if field >= verb:
        return None
    if words.low(field) in {"von", "zu"} and words.flags[verb - 1] & NAME and verb <= field + 3:
        return (field, verb)  # «Von der Leyen sagte»
    flags = words.flags[field]
    pronoun = flags & OBJECT_PRONOUN and not flags & DETERMINER  # «Ihr Vorsitzender» is no «ihr»
    if pronoun or flags & (PREPOSITION | SUBORDINATOR | QUOTED):
        return None
    if flags & PRONOUN and _stands_alone(words, field, verb):
        return (field, field + 1)
    end = speaker_phrase(words, field, verb)
    return (field, end) if end > field and may_be_subject(words, field, end) else None


def _stands_alone(words: Words, field: int, verb: int) -> bool:
    """Whether a pronoun is the whole subject: *er sagte*, *viele sagten*, *sie aber sagte*."""
    low = words.low(field)
    if field + 1 == verb:
        return low not in {"das", "dies"}
    return low in SELF and bool(words.flags[field + 1] & (ADVERB | PUNCTUATION))


def _outranks(words: Words, before: Range, after: Range, verb: int) -> bool:
    """Whether the phrase after the verb is the subject and the one before it an object."""
    first = words.low(after[0])
    if first in SELF and after[1] == after[0] + 1 and after[0] <= verb + 2:
        return first != "sie" or is_abstract(words, before[1] - 1)
    head = words.low(before[0])
    if head in {"das", "dies"} and before[1] == before[0] + 1:
        return True
    if head in SELF or head in {"der", "ein"} or after[0] != verb + 1:
        return False
    joined = any(words.low(i) in {"und", "sowie"} for i in range(*before))
    if joined and not words.low(verb).endswith("en"):
        return True
    named = words.flags[after[0]] & DETERMINER or any(words.flags[i] & NAME for i in range(*after))
    if not named or is_abstract(words, head_noun(words, *after)):
        return False
    return is_abstract(words, head_noun(words, *before))


def is_abstract(words: Words, index: int) -> bool:
    """Whether a noun names a thing said or done, which does not speak: *Forderungen*, *Kritik*."""
    if not words.flags[index] & CAPITAL:
        return False
    lemma = words.types[index].lemma
    if lemma.endswith(BODY_ENDINGS):
        return False
    return lemma.endswith(ABSTRACT_ENDINGS) or lemma in ABSTRACT


def _subject_of_subordinate(words: Words, clause: Clause, stop: int) -> Range | None:
    begin = clause.begin
    while begin < clause.finite and words.flags[begin] & COORDINATOR:
        begin += 1
    pronoun = words.low(begin)
    start = begin + 1
    if words.flags[begin] & PREPOSITION and words.low(begin + 1) in {"deren", "dessen"}:
        start = begin  # «in deren Haus er sagte»
    elif words.flags[begin] & PREPOSITION and words.flags[begin + 1] & RELATIVE:
        start = begin + 2  # «von dem der Wirt glaubt»
    found = _first_subject(words, start, clause.finite, min(stop, clause.finite))
    if (
        words.flags[begin] & RELATIVE
        and pronoun
        in {
            "der",
            "die",
            "das",
            "welche",
            "welcher",
            "welches",
            "wer",
        }
        and (found is None or pronoun == "der" or found[0] > begin + 1)
    ):
        return (begin, begin + 1)
    return found


def _first_subject(words: Words, begin: int, end: int, stop: int) -> Range | None:
    """Return the first phrase in a stretch that can be a subject, with all that hangs on it."""
    index = begin
    while index < end:
        flags = words.flags[index]
        if flags & PREPOSITION and not flags & DETERMINER:
            after = noun_phrase(words, index + 1, end)
            index = max(after, index + 1)
            while (
                index < end
                and words.low(index) in {"der", "des"}
                and noun_phrase(words, index, end) > index
            ):
                index = noun_phrase(words, index, end)
            continue
        after = speaker_phrase(words, index, stop)
        if flags & PRONOUN and words.low(index) in SELF and after <= index + 1:
            return (index, index + 1) if words.low(index) != "es" else None
        if after > index and index in words.partial and words.partial[index][0] >= end:
            return None
        if after > index:
            if may_be_subject(words, index, after) and not is_time(words, after - 1):
                return (index, after)
            index = noun_phrase(words, index, stop)
            continue
        index += 1
    return None


def antecedent(view: View, number: int) -> Range | None:
    """Return the phrase that a relative clause hangs on: *eine Erklärung der Stadt, in der …*."""
    words, end = view.words, view.clauses[number].begin - 1
    for begin in range(max(view.sentence.begin, end - LONGEST_ANTECEDENT), end):
        before = words.flags[begin - 1] if begin > view.sentence.begin else PUNCTUATION
        if before & (DETERMINER | ADJECTIVE) or words.flags[begin] & PREPOSITION:
            continue
        if speaker_phrase(words, begin, end, apposition=False) == end:
            return (begin, end)
    return None


def agent_of_passive(view: View, number: int) -> Range | None:
    """Return X of *wird von X als … bezeichnet*."""
    words, clause = view.words, view.clauses[number]
    for index in range(clause.begin, clause.end):
        if words.low(index) in {"von", "vom"}:
            end = speaker_phrase(words, index + 1, clause.end, apposition=False)
            if end > index + 1 and not words.flags[index + 1] & TIME:
                return (index + 1, end)
    return None
