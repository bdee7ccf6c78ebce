"""German denials, and whether a label is in the scope of one.

Scope is decided on the surface: a negative determiner reaches the head of its own noun phrase and
what is coordinated with it; *nicht* reaches the phrase that follows when that is indefinite, or
when *sondern* takes it up; a verb of denial reaches its object. Everything else (*Der Krieg ist
nicht vorbei*) negates something about the thing, and the label stays asserted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.stance.context import MARKS, head_after, is_head
from workbench.stance.grammar import (
    ADJECTIVE,
    AUXILIARY,
    CAPITAL,
    MODAL,
    PARTICIPLE,
    PREPOSITION,
    find_subject,
)
from workbench.stance.lexicon import words as classes
from workbench.stance.predicates import lemmas_of
from workbench.stance.records import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.stance.context import Place

REACH = 14  # words between a negator and the head that it reaches
SHORT = 4
OF_NAMING = frozenset(["als", "um", "von", "vom", "für", "zu", "zum", "zur"])


def negated(place: Place) -> Verdict | None:
    """Return the denial that the label is in the scope of, if there is one."""
    rules = (_no, _no_talk, _not_before, _not_behind, _neither, _without)
    return next((verdict for rule in rules if (verdict := rule(place))), None)


def _rejected(place: Place, rule: str, *numbers: int) -> Verdict:
    return Verdict("rejected", place.characters(*numbers), rule)


def _before(place: Place, name: str) -> Iterator[int]:
    """Yield the words of a class before the label, the nearest first."""
    known = classes("german")[name]
    for index in range(place.begin - 1, max(place.first, place.begin - REACH) - 1, -1):
        if place.words.low(index) in known:
            yield index


def _no(place: Place) -> Verdict | None:
    """*Es gab keine Panne*; not *so eng wie noch keine Wahl*, *keine Autos dürfen fahren*."""
    for index in _before(place, "negative_determiner"):
        if not is_head(place, index + 1):
            continue
        compared = set(place.lows(index - SHORT, index)) & classes("german")["comparison"]
        excelled = place.low(place.first) == "so" and place.low(place.end) in {"mehr", "zuvor"}
        if compared or excelled or (_acts(place, index) and not _taken_up(place, place.end)):
            return None
        return _rejected(place, "no", index)
    return None


def _acts(place: Place, index: int) -> bool:
    """Whether the phrase is the subject of a verb that says more than that it exists."""
    clause = place.view.clauses[place.clause]
    if clause.finite < 0:
        return False
    subject = find_subject(place.view, place.clause)
    if subject is None or not subject[0] <= place.begin < subject[1] or _has_other_subject(place):
        return False
    words, lemmas = place.words, lemmas_of(place)
    if lemmas & classes("german")["existence"] - {"werden"}:
        full = [i for i in range(clause.begin, clause.end) if _is_full_verb(place, i)]
        return bool(full) and not lemmas & {"geben"} and bool(words.flags[clause.finite] & MODAL)
    passive = words.types[clause.finite].lemma == "werden" or "werden" in lemmas
    return not passive and place.low(index) != "keinen"


def _has_other_subject(place: Place) -> bool:
    """Whether another phrase of the clause can only be a subject: *dass er keine Panne sah*."""
    clause, words = place.view.clauses[place.clause], place.words
    for index in range(clause.begin, clause.end):
        low, before = words.low(index), words.flags[index - 1] if index else 0
        if low in {"er", "wir", "ich", "man"}:
            return True
        free = index > clause.begin and not before & (CAPITAL | PREPOSITION)
        if low in {"der", "dieser", "jeder"} and free and not place.begin - 2 <= index < place.end:
            return True
    return False


def _is_full_verb(place: Place, index: int) -> bool:
    words, known = place.words, classes("german")["existence"]
    kind = words.types[index]
    verb = words.flags[index] & PARTICIPLE or kind.lemma == kind.low
    if not verb or words.flags[index] & (CAPITAL | AUXILIARY | MODAL | ADJECTIVE | PREPOSITION):
        return False
    return kind.lemma.endswith("n") and kind.lemma not in known


def _no_talk(place: Place) -> Verdict | None:
    """*Von einer Hungersnot könne keine Rede sein*."""
    if place.phrase().preposition not in {"von", "vom"}:
        return None
    clause = place.view.clauses[place.clause]
    for index in range(clause.begin, clause.end - 1):
        if place.low(index) in {"keine", "nicht", "keinerlei"}:
            talk = [
                i for i in range(index + 1, min(index + 3, clause.end)) if place.low(i) == "rede"
            ]
            if talk:
                return _rejected(place, "no_talk_of", index, talk[0])
    return None


def _not_before(place: Place) -> Verdict | None:
    """*Es handelt sich nicht um eine Blockade*; *nicht Streit, sondern Krieg*."""
    known = classes("german")
    for index in _before(place, "negator"):
        at = index + 1
        while place.low(at) in known["negator_more"]:
            at += 1
        if place.low(at) in known["not_only"]:
            return None
        if any(place.low(i) in {",", ";", ":", "–"} for i in range(at, place.begin)):
            continue
        preposition = ""
        if place.words.flags[at] & PREPOSITION or place.low(at) == "als":
            preposition, at = place.low(at), at + 1
        if is_head(place, at, chained=False) and _is_denied(place, at, preposition):
            return _rejected(place, "not", index)
    return None


def _is_denied(place: Place, at: int, preposition: str) -> bool:
    """Whether *nicht* denies the phrase itself and not what is said of it."""
    known, low = classes("german"), place.low(at)
    head = head_after(place, at)
    if head is not None and _taken_up(place, head[1]):
        return True
    definite = low in known["definite"] or preposition in known["contracted"]
    lemmas = lemmas_of(place)
    if preposition:
        if preposition not in OF_NAMING:
            return False
        named = bool(lemmas & known["naming"])
        coming = preposition in {"zu", "zum", "zur"} and "kommen" in lemmas
        return preposition == "als" or ((named or coming) and not definite)
    if low in known["indefinite"]:
        return True
    if definite:
        return bool(lemmas & {"sein", "bleiben"}) and _points(place)
    bare = place.words.flags[at] & CAPITAL or low in MARKS
    verbless = place.view.clauses[place.clause].finite < 0
    return bool(bare) and (verbless or bool(lemmas & known["copula"]))


def _taken_up(place: Place, end: int) -> bool:
    """Whether *sondern* follows before the next full clause."""
    for index in range(end, place.stop):
        if place.low(index) == "sondern":
            return True
        if place.low(index) in {";", ":", ".", "dass"}:
            return False
    return False


def _points(place: Place) -> bool:
    """Whether the subject is *das*, *dies*, *es*: then the label is what it is not."""
    clause = place.view.clauses[place.clause]
    lows = place.lows(clause.begin, clause.finite + 3)
    return bool(set(lows) & classes("german")["pointing"])


def _not_behind(place: Place) -> Verdict | None:
    """*Einen Engpass gebe es nicht*; *ein Krieg sei das nicht*; *Details nannte er nicht*."""
    known, clause = classes("german"), place.view.clauses[place.clause]
    negators = [i for i in range(place.end, clause.end) if place.low(i) in known["negator"]]
    if not negators or clause.finite < 0 or place.low(negators[0] + 1) in known["not_only"]:
        return None
    denied = _denied_complement(place) if place.phrase().preposition else _denied_phrase(place)
    return _rejected(place, "not_behind", negators[0]) if denied else None


def _denied_complement(place: Place) -> bool:
    """*Zu einer Eskalation kam es nicht*; *um eine Panne handelt es sich nicht*."""
    known, phrase, lemmas = classes("german"), place.phrase(), lemmas_of(place)
    about = {
        **dict.fromkeys(("zu", "zum", "zur"), frozenset({"kommen"})),
        "um": frozenset({"handeln", "gehen"}),
        "von": known["naming"],
        "als": known["naming"],
    }
    governed = lemmas & about.get(phrase.preposition, frozenset())
    return bool(governed) and phrase.determiner not in known["definite"]


def _denied_phrase(place: Place) -> bool:
    """*Einen Engpass gebe es nicht*; *ein Krieg sei das nicht*; *Details nannte er nicht*."""
    clause, phrase, lemmas = place.view.clauses[place.clause], place.phrase(), lemmas_of(place)
    if not is_free(place, phrase.before):
        return False
    if lemmas & classes("german")["occurrence"] and not _has_other_predicate(place, lemmas):
        return True
    fronted = phrase.begin <= clause.begin + 1 and place.end <= clause.finite
    definite = phrase.determiner in classes("german")["definite"]
    return fronted and not definite and _is_plain(place, lemmas)


def _has_other_predicate(place: Place, lemmas: frozenset[str]) -> bool:
    """Whether the verb of existing only helps another: *besteht nicht auf*."""
    clause = place.view.clauses[place.clause]
    return "auf" in place.lows(clause.finite, clause.end) and "bestehen" in lemmas


def _is_plain(place: Place, lemmas: frozenset[str]) -> bool:
    """Whether a fronted phrase is a predicate (*… ist das nicht*) or an object."""
    clause = place.view.clauses[place.clause]
    behind = place.lows(clause.finite + 1, clause.finite + 2)
    if lemmas & {"sein", "bleiben"}:
        return bool(set(behind) & classes("german")["pointing"])
    subject = find_subject(place.view, place.clause)
    return subject is not None and not subject[0] <= place.begin < subject[1]


def is_free(place: Place, before: int) -> bool:
    """Whether the phrase hangs on no noun before it (genitive, apposition)."""
    if before < place.first:
        return True
    return not place.words.flags[before] & CAPITAL or place.low(before) in MARKS


def _neither(place: Place) -> Verdict | None:
    """*Weder eine Blockade noch eine Belagerung*."""
    lows = place.lows(place.first, place.begin)
    if "weder" not in lows:
        return None
    opening = place.first + lows.index("weder")
    for index in range(place.begin - 1, opening - 1, -1):
        if place.low(index) not in {"weder", "noch"}:
            continue
        at = index + 1
        if place.words.flags[at] & PREPOSITION:
            at += 1
        definite = place.low(at) in classes("german")["definite"]
        if is_head(place, at, chained=False) and not definite:
            return _rejected(place, "neither_nor", index)
    return None


def _without(place: Place) -> Verdict | None:
    """*Das Dorf blieb ohne Strom*; not *Ärzte ohne Grenzen*, *nicht ohne Streit*."""
    known = classes("german")
    for index in _before(place, "without"):
        name = place.low(index - 1) in known["organisation"]
        definite = place.low(index + 1) in known["definite"]
        double = place.low(index - 1) in known["negator"]
        if is_head(place, index + 1) and not (name or definite or double):
            return _rejected(place, "without", index)
    return None
