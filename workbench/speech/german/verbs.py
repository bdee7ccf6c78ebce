"""The verb that reports, and its subject: *teilte … mit*, *hat … erklärt*, *wird … zitiert*."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.speech.german.words import (
    AUXILIARY,
    CAPITAL,
    COORDINATOR,
    INFINITIVE,
    MODAL,
    PARTICIPLE,
)
from workbench.speech.lexicon import rows, word_classes

if TYPE_CHECKING:
    from workbench.speech.german.clauses import Clause
    from workbench.speech.german.sentences import Sentence, Words

Range = tuple[int, int]  # word numbers
LOOSE_PARTICLES = frozenset(["weiter", "wieder", "nach", "zu", "mit"])
CLAUSES_TO_PARTICLE = 3


@dataclass(frozen=True, slots=True)
class View:
    """One sentence with its clauses, as every rule sees it."""

    words: Words
    sentence: Sentence
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports: its words, its lemma with particle, and what kind of saying it is."""

    clause: int
    verb: int
    tokens: tuple[int, ...]
    lemma: str
    classes: frozenset[str]
    passive: bool = False


@cache
def cue_classes() -> dict[str, frozenset[str]]:
    """Return the reporting verbs, each with the kinds of saying that it can be."""
    found: dict[str, set[str]] = {}
    for row in rows("de_cues"):
        if row["class"] == "predicate":
            continue
        found.setdefault(row["cue"], set()).add(row["class"])
    return {cue: frozenset(classes) for cue, classes in found.items()}


@cache
def predicates() -> frozenset[str]:
    """Return adjectives and nouns that report with *sein*: überzeugt, der Ansicht."""
    return frozenset(row["cue"] for row in rows("de_cues") if row["class"] == "predicate")


@cache
def _particles_of() -> dict[str, frozenset[str]]:
    """Return which separable particles make a reporting verb of a plain one: teilen -> mit."""
    found: dict[str, set[str]] = {}
    for cue in cue_classes():
        for particle in word_classes("de_words")["particle"]:
            base = cue.removeprefix(particle)
            if base != cue and base.endswith("n"):
                found.setdefault(base, set()).add(particle)
    return {base: frozenset(particles) for base, particles in found.items()}


def find_cue(view: View, number: int) -> Cue | None:
    """Return the reporting verb of a clause, None if its verb reports nothing."""
    words, verb = view.words, view.clauses[number].finite
    if verb < 0:
        return None
    if words.flags[verb] & (AUXILIARY | MODAL) or words.types[verb].lemma == "lassen":
        return _compound_cue(view, number)
    return _simple_cue(view, number)


def _simple_cue(view: View, number: int) -> Cue | None:
    """Read one finite verb, with its particle: *sagte*, *teilte … mit*, *bekannt gab*."""
    words, clause = view.words, view.clauses[number]
    verb, lemma = clause.finite, words.types[clause.finite].lemma
    particle = _particle(view, number, lemma)
    if particle < 0 and clause.subordinate and words.low(verb - 1) + lemma in cue_classes():
        particle = verb - 1
    whole = words.low(particle) + lemma if particle >= 0 else lemma
    if whole not in cue_classes() and words.low(particle) in LOOSE_PARTICLES:
        particle, whole = -1, lemma
    if whole not in cue_classes():
        return None
    tokens = (verb,) if particle < 0 else (min(verb, particle), max(verb, particle))
    return Cue(number, verb, tokens, whole, cue_classes()[whole])


def _particle(view: View, number: int, lemma: str) -> int:
    """Return the verb's particle, also behind a relative clause: *teilte X, der …, mit*."""
    words, clause = view.words, view.clauses[number]
    wanted = _particles_of().get(lemma, frozenset())
    if clause.particle >= 0 and (words.low(clause.particle) in wanted or not wanted):
        return clause.particle
    for index in range(clause.finite + 1, clause.end):  # «gab bekannt im Rathaus»
        if words.low(index) in wanted and words.low(index) in {
            "bekannt",
            "klar",
            "fest",
            "hin",
            "hinzu",
        }:
            return index
    for later in view.clauses[number + 1 : number + 1 + CLAUSES_TO_PARTICLE]:
        if words.low(later.begin) in wanted and (
            later.end == later.begin + 1 or words.flags[later.begin + 1] & COORDINATOR
        ):
            return later.begin
    return clause.particle


def _compound_cue(view: View, number: int) -> Cue | None:
    """Find the full verb of *hat … gesagt*, *wird … vorgeworfen*, *will … mitteilen*."""
    words, clause = view.words, view.clauses[number]
    verb = clause.finite
    for index in _full_verbs(view, number):
        lemma = words.types[index].lemma
        if words.low(index - 1) + lemma in cue_classes():  # «bekannt gegeben»
            lemma = words.low(index - 1) + lemma
        if lemma not in cue_classes():
            if words.flags[index] & PARTICIPLE and not words.flags[index] & AUXILIARY:
                return None
            continue
        if words.flags[verb] & MODAL and _is_denied(view, number):
            return None
        form = words.types[verb].lemma
        participle = bool(words.flags[index] & PARTICIPLE)
        passive = participle and form == "werden"
        if (
            form == "sein"
            and participle
            and lemma != "ausgehen"
            and words.low(clause.end - 1) not in {"worden", "gewesen"}
        ):
            return None
        passive = passive or "worden" in {
            words.low(i) for i in range(index, min(index + 2, clause.end))
        }
        tokens = (verb, index) if verb < index else (index, verb)
        return Cue(number, verb, tokens, lemma, cue_classes()[lemma], passive)
    return None


def _is_denied(view: View, number: int) -> bool:
    """Whether somebody could or would not say it: *wollte nicht bestätigen, dass …*."""
    clause = view.clauses[number]
    return "nicht" in {view.words.low(i) for i in range(clause.begin, clause.end)}


def _full_verbs(view: View, number: int) -> list[int]:
    """List participles and infinitives that may go with an auxiliary, the last one first."""
    words, clause = view.words, view.clauses[number]
    found = [
        i
        for i in range(clause.end - 1, clause.begin - 1, -1)
        if words.flags[i] & (PARTICIPLE | INFINITIVE)
        and i != clause.finite
        and not (words.flags[i] & CAPITAL and i > clause.begin)
    ]
    if found or number + 1 >= len(view.clauses):
        return found
    for later in view.clauses[number + 1 : number + 1 + CLAUSES_TO_PARTICLE]:
        if later.finite < 0 and words.flags[later.end - 1] & PARTICIPLE:
            return [later.end - 1]
    return found
