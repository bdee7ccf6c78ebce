"""Sentences that report without a frame: Konjunktiv, hearsay, speech in the article's words."""

from __future__ import annotations

from itertools import pairwise

from workbench.speech.german.clauses import is_reporting_mood
from workbench.speech.german.findings import Found, State, trimmed
from workbench.speech.german.speakers import (
    CONTAINED,
    before_colon,
    may_speak,
    speaker_of,
    subject_left_of,
)
from workbench.speech.german.subjects import find_subject
from workbench.speech.german.verbs import Cue, Range, View, find_cue
from workbench.speech.german.words import PARTICIPLE, SUBJUNCTIVE

REACH = 6  # sentences over which a subjunctive sentence looks back for its speaker
OF_TOPIC = frozenset(["von", "vom", "davon", "über", "darüber"])  # what *sprechen* says sth. with


def continuation(view: View, number: int, state: State) -> list[Found]:
    """Read a main clause in Konjunktiv without a frame as more words of the last speaker."""
    words = view.words
    moods = [c for c in view.clauses if c.konjunktiv >= 0 and not c.subordinate]
    first = [c for c in moods if words.flags[c.konjunktiv] & SUBJUNCTIVE]
    if not first and not (moods and _supposes_on(view, number, state)):
        state.continuation = None
        return []
    end = view.sentence.end
    behind_colon = _konjunktiv_behind_colon(view)
    if behind_colon is not None:
        return [behind_colon]
    last = state.continuation
    if last is not None and last.sentence == number - 1:
        last.ranges[-1] = (last.ranges[-1][0], end)
        last.sentence = number
        state.sentence = number
        return []
    speaker = named_before(view, number, state)
    if speaker is None and number - state.sentence <= REACH:
        speaker = state.speaker
    rule = "konjunktiv_continuation" if first else "konjunktiv2_continuation"
    item = Found([(view.sentence.begin, end)], "indirect", rule, speaker)
    state.continuation = item
    return [item]


def _konjunktiv_behind_colon(view: View) -> Found | None:
    """Read *Berg zweifelt an dem Plan: Er sei …*: the subject before the colon speaks."""
    for number in range(1, len(view.clauses)):
        colon = view.clauses[number].begin - 1
        if view.words.low(colon) not in {":", ";"}:
            continue
        if any(c.konjunktiv >= 0 and not c.subordinate for c in view.clauses[:number]):
            return None
        ranges = trimmed(view.words, [(colon + 1, view.sentence.end)])
        speaker = before_colon(view, colon + 1)
        if speaker is None or not ranges:
            return None
        return Found(ranges, "indirect", "konjunktiv_colon", speaker)
    return None


def named_before(view: View, number: int, state: State) -> Range | None:
    """Return the subject of the sentence before, if that sentence reports nothing itself."""
    if not number or state.sentence == number - 1:
        return None
    before = state.views[number - 1]
    if before.sentence.block != view.sentence.block or before.sentence.inside is not None:
        return None
    for index, clause in enumerate(before.clauses):
        if clause.finite >= 0 and not clause.subordinate:
            subject = find_subject(before, index) or subject_left_of(before, index)
            return subject if subject is not None and may_speak(before, clause, subject) else None
    return None


def _supposes_on(view: View, number: int, state: State) -> bool:
    """Whether a Konjunktiv II goes on reporting: right behind reported words, and no condition."""
    words = view.words
    if not state.found or state.found[-1].sentence != number - 1:
        return False
    conditions = {"wenn", "falls", "sollte", "sollten", "wäre", "hätte"}
    return not any(words.low(c.begin) in conditions for c in view.clauses)


def hearsay(view: View) -> list[Found]:
    """Read *soll … geholfen haben*: somebody says so, and the sentence does not say who."""
    words = view.words
    for clause in view.clauses:
        verb = clause.finite
        if verb < 0 or words.low(verb) not in {"soll", "sollen"}:
            continue
        last = clause.end - 1
        if clause.subordinate:
            last = verb - 1
        perfect = words.low(last) in {"haben", "sein"} and words.flags[last - 1] & PARTICIPLE
        if perfect or (words.low(last) == "sein" and last > verb + 1):
            return [Found([(view.sentence.begin, view.sentence.end)], "free_indirect", "hearsay")]
    return []


def reported(view: View) -> list[Found]:
    """Read *X warnt vor Z*: the whole sentence tells what somebody said, in the article's words."""
    for number, clause in enumerate(view.clauses):
        cue = find_cue(view, number)
        if cue is None or clause.subordinate or view.words.flags[cue.verb] & SUBJUNCTIVE:
            continue
        speaker = speaker_of(view, cue)
        tells = ("reported" in cue.classes and _names_topic(view, cue)) or _gives_as(view, cue)
        if tells and speaker is not None:
            span = (view.sentence.begin, view.sentence.end)
            return [Found([span], "reported", "reported", speaker, cue.tokens)]
    return []


def _names_topic(view: View, cue: Cue) -> bool:
    """Whether *sprechen* tells what is said: *spricht von Glück*, but not *spricht Dänisch*."""
    if cue.lemma != "sprechen":
        return True
    clause = view.clauses[cue.clause]
    return any(view.words.low(i) in OF_TOPIC for i in range(clause.begin, clause.end))


def _gives_as(view: View, cue: Cue) -> bool:
    """Whether something is given as a reason or the like: *nannte als Grund*, *gab als Ziel an*."""
    if cue.lemma not in {"nennen", "angeben", "anführen", "sehen"}:
        return False
    clause = view.clauses[cue.clause]
    lows = [view.words.low(i) for i in range(clause.begin, clause.end)]
    given = ("grund", "gründe", "gründen", "ursache", "beispiel", "ziel", "termin")
    return any(a == "als" and b.endswith(given) for a, b in pairwise(lows))


def subordinate_konjunktiv(view: View) -> list[Found]:
    """Read *…, weil er krank sei*: the mood gives the reason to the subject of the main clause."""
    words = view.words
    for number, clause in enumerate(view.clauses):
        if not number or not clause.subordinate or not is_reporting_mood(words, clause):
            continue
        speaker = subject_left_of(view, number)
        ranges = trimmed(words, [(clause.begin, clause.end)])
        if speaker is not None and ranges:
            return [Found(ranges, "indirect", "konjunktiv_subordinate", speaker)]
    return []


def pointing_back(view: View, number: int, state: State) -> list[Found]:
    """Read *A. Das erklärte X.*: the sentence before was the content."""
    words, sentence = view.words, view.sentence
    if words.low(sentence.begin) not in {"das", "dies"} or number == 0:
        return []
    cue = find_cue(view, 0)
    if cue is None or cue.verb != sentence.begin + 1 or not cue.classes & {"say", "show"}:
        return []
    before = state.views[number - 1].sentence
    if before.block != sentence.block or before.inside is not None:
        return []
    speaker = speaker_of(view, cue)
    if speaker is not None and speaker[0] == sentence.begin:
        speaker = None
    if speaker is None and cue.lemma not in CONTAINED and not cue.passive:
        return []
    kept = [f for f in state.found if f.sentence != number - 1]
    if any(f.sentence == number - 1 and f.kind == "direct" for f in state.found):
        return []
    state.found[:] = kept
    ranges = [(before.begin, before.end)]
    return [Found(ranges, "indirect", "pointing_back", speaker, cue.tokens)]
