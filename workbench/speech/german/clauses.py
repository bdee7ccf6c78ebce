"""Clauses of a sentence: where each begins, its finite verb, its mood, and how it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.speech.german.phrases import LONGEST_PAREN, find_low
from workbench.speech.german.words import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    KONJUNKTIV,
    MODAL,
    NUMBER,
    PARTICIPLE,
    PARTICLE,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    QUOTED,
    RELATIVE,
    SUBJUNCTIVE,
    SUBORDINATOR,
    VERB,
    ZU_INFINITIVE,
)

if TYPE_CHECKING:
    from workbench.speech.german.sentences import Sentence, Words

DIVIDERS = frozenset(",;:–—")
RELATIVE_PRONOUNS = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "dessen",
        "deren",
        "denen",
        "welcher",
        "welche",
        "welches",
        "welchen",
        "welchem",
    ]
)
LONGEST_PARTIAL = 7
ELIDING = frozenset({"und", "aber", "doch"})
FIRST_PERSON = frozenset({"ich", "wir"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two commas or the like, and the verb that governs it."""

    begin: int
    end: int  # before the comma, colon or dash that divides it from the next
    finite: int  # word number of the finite verb, -1 without
    opener: int  # flags of the first word that is no coordinator
    konjunktiv: int  # word number of a Konjunktiv form, -1 without
    zu_infinitive: bool
    particle: int  # word number of a separated verb particle at its end, -1 without

    @property
    def subordinate(self) -> bool:
        """Whether a conjunction, question word or relative pronoun opens it."""
        return bool(self.opener & SUBORDINATOR)


def split_clauses(words: Words, sentence: Sentence) -> list[Clause]:
    """Divide a sentence at commas, colons and dashes outside parentheses and short quotations."""
    stretches: list[tuple[int, int]] = []
    begin = index = sentence.begin
    while index < sentence.end:
        low = words.types[index].low
        if index in words.partial and words.partial[index][0] - index <= LONGEST_PARTIAL:
            index = words.partial[index][0]
        elif low == "(":
            close = find_low(words, ")", index, min(sentence.end, index + 2 * LONGEST_PAREN))
            index = max(index, close)
        elif low in DIVIDERS:
            stretches.append((begin, index))
            begin = index + 1
        elif low in {"dass", "daß"} and begin < index and words.low(index - 1) != "so":
            stretches.append((begin, index))  # also where the comma was forgotten
            begin = index
        elif low in ELIDING and index > begin and _verb_follows(words, index + 1, sentence.end):
            stretches.append((begin, index))
            begin = index
        elif words.flags[index] & QUOTED:
            stretches += [(begin, index), (index, index + 1)]
            begin = index + 1
        index += 1
    end = sentence.end
    while end > begin and words.low(end - 1) in ".!?…":
        end -= 1
    stretches.append((begin, end))
    held = _held_by_nouns(words, sentence)
    clauses = [_clause(words, b, e, held) for b, e in stretches if e > b]
    return [
        _without_borrowed(words, c, clauses[i - 1] if i else None) for i, c in enumerate(clauses)
    ]


def _verb_follows(words: Words, index: int, end: int) -> bool:
    """Whether a verb without its own subject follows: *… und sagte, …*."""
    if index >= end:
        return False
    flags = words.flags[index]
    if flags & ADJECTIVE and index + 1 < end and words.flags[index + 1] & (CAPITAL | ADJECTIVE):
        return False
    return bool(flags & FINITE) and not flags & (INFINITIVE | PARTICIPLE | CAPITAL)


def _without_borrowed(words: Words, clause: Clause, before: Clause | None) -> Clause:
    """Leave the full verb of *hatte am Montag, dem 3. Mai, behauptet* to its auxiliary."""
    verb = clause.finite
    if before is None or before.finite < 0 or verb != clause.end - 1 or clause.subordinate:
        return clause
    if not words.flags[before.finite] & (AUXILIARY | MODAL) or not words.flags[verb] & (
        PARTICIPLE | INFINITIVE
    ):
        return clause
    if any(
        words.flags[i] & (PARTICIPLE | INFINITIVE) for i in range(before.finite + 1, before.end)
    ):
        return clause
    return replace(clause, finite=-1)


def _held_by_nouns(words: Words, sentence: Sentence) -> set[int]:
    """Word numbers between a determiner and its noun: *die gestern veröffentlichte Studie*."""
    held: set[int] = set()
    flags = words.flags
    for index in range(sentence.begin, sentence.end):
        if not flags[index] & (DETERMINER | PREPOSITION):
            continue
        at = index + 1
        while (
            at < sentence.end
            and flags[at] & (ADJECTIVE | ADVERB | NUMBER)
            and not flags[at] & CAPITAL
        ):
            if flags[at] & PREPOSITION and not flags[at] & (ADVERB | ADJECTIVE):
                break
            at += 1
        if (
            at < sentence.end
            and flags[at] & CAPITAL
            and at > index + 1
            and flags[at - 1] & (ADJECTIVE | NUMBER)
        ):
            held.update(range(index + 1, at))
    return held


def _clause(words: Words, begin: int, end: int, held: set[int]) -> Clause:
    first = begin
    while (
        first < end - 1
        and words.flags[first] & COORDINATOR
        and not words.flags[first] & SUBORDINATOR
    ):
        first += 1
    opener = _opener(words, begin, first, end)
    finite = _finite(words, first, end, opener, held)
    return Clause(
        begin=begin,
        end=end,
        finite=finite,
        opener=opener,
        konjunktiv=_konjunktiv(words, begin, end, held),
        zu_infinitive=_has_zu_infinitive(words, begin, end),
        particle=_particle(words, finite, end),
    )


def _opener(words: Words, begin: int, first: int, end: int) -> int:
    """Return flags of the first word, SUBORDINATOR only where the verb stands at the end."""
    flags = words.flags[first]
    after_comma = begin > 0 and words.low(begin - 1) == ","
    if flags & PREPOSITION and first + 1 < end and words.low(first + 1) in RELATIVE_PRONOUNS:
        nested = _verb_is_last(words, first + 2, end) and after_comma
        after = words.flags[first + 2] if first + 2 < end else 0
        owner = words.low(first + 1) in {"deren", "dessen", "denen"}
        if nested and (owner or not after & (CAPITAL | ADJECTIVE | NUMBER)):
            return RELATIVE | SUBORDINATOR
    if words.low(first) in RELATIVE_PRONOUNS:
        relative = after_comma and _verb_is_last(words, first + 1, end)
        return flags | (SUBORDINATOR | RELATIVE if relative else 0)
    if flags & QUESTION and after_comma and not flags & SUBORDINATOR:
        return flags | (SUBORDINATOR if _verb_is_last(words, first + 1, end) else 0)
    if flags & SUBORDINATOR and (flags & (PREPOSITION | ADVERB) or words.low(first) == "als"):
        return flags if _verb_is_last(words, first + 1, end) else flags & ~SUBORDINATOR
    return flags & ~(RELATIVE | QUESTION)


def _verb_is_last(words: Words, begin: int, end: int) -> bool:
    """Whether the finite verb ends the clause: no other one before the closing group of verbs."""
    last = end - 1
    while last >= begin and words.flags[last] & PUNCTUATION:
        last -= 1
    if last < begin or not words.flags[last] & FINITE or words.low(last - 1) == "zu":
        return False
    while last >= begin and words.flags[last] & VERB and not words.flags[last] & CAPITAL:
        last -= 1
    return not any(
        words.flags[i] & FINITE
        and not words.flags[i] & (CAPITAL | ADJECTIVE | PARTICIPLE | INFINITIVE)
        for i in range(begin, last + 1)
    )


def _finite(words: Words, begin: int, end: int, opener: int, held: set[int]) -> int:
    """Choose the finite verb: the last one in a verb-final clause, else the first."""
    found = [i for i in range(begin, end) if _is_finite(words, i, begin) and i not in held]
    if not found:
        found = [i for i in range(begin, end) if _is_finite(words, i, begin)]
    if not found:
        return -1
    marked = [(o, c) for o, (c, _) in words.partial.items() if begin <= o < end]
    found = [i for i in found if not any(o < i < c for o, c in marked)] or found
    if not opener & SUBORDINATOR:
        strong = [
            i
            for i in found
            if words.flags[i] & (AUXILIARY | MODAL)
            or not words.flags[i] & (INFINITIVE | PARTICIPLE)
        ]
        return (strong or found)[0]
    return (
        found[-1]
        if words.flags[found[-1]] & (AUXILIARY | MODAL) or len(found) == 1
        else _last_group(words, found)
    )


def _last_group(words: Words, found: list[int]) -> int:
    """In *…, dass er kommt und bleibt* the first of two; else the verb that ends the clause."""
    for index in found:
        if words.flags[index] & (AUXILIARY | MODAL):
            return index
    return found[-1]


def _is_finite(words: Words, index: int, begin: int) -> bool:
    flags = words.flags[index]
    if not flags & FINITE or (flags & CAPITAL and index > begin):
        return False
    if flags & CAPITAL and not flags & (AUXILIARY | MODAL):
        return False
    return not (flags & INFINITIVE and words.low(index - 1) == "zu")


def _konjunktiv(words: Words, begin: int, end: int, held: set[int]) -> int:
    """Return a form in Konjunktiv, I before II; *ich habe* is none."""
    second = -1
    for index in range(begin, end):
        flags = words.flags[index]
        if not flags & KONJUNKTIV or flags & CAPITAL or index in held:
            continue
        if FIRST_PERSON & {words.low(index - 1), words.low(index + 1)}:
            continue
        if flags & SUBJUNCTIVE:
            return index
        second = index if second < 0 else second
    return second


def _has_zu_infinitive(words: Words, begin: int, end: int) -> bool:
    for index in range(end - 1, begin, -1):
        flags = words.flags[index]
        verb = flags & INFINITIVE or words.low(index) == "sein"
        if flags & ZU_INFINITIVE or (verb and words.low(index - 1) == "zu"):
            return True
    return bool(words.flags[begin] & ZU_INFINITIVE)


def _particle(words: Words, finite: int, end: int) -> int:
    """Return the separated particle of the finite verb: *teilte … mit*."""
    last = end - 1
    while last > finite and words.flags[last] & PUNCTUATION:
        last -= 1
    return last if last > finite >= 0 and words.flags[last] & PARTICLE else -1


def is_reporting_mood(words: Words, clause: Clause) -> bool:
    """Whether the clause's mood alone marks it as somebody's words: Konjunktiv I."""
    return clause.konjunktiv >= 0 and bool(words.flags[clause.konjunktiv] & SUBJUNCTIVE)
