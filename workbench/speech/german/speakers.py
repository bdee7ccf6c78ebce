"""Who speaks in a reporting clause: subject, agent, document, or the subject further left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.attributions import is_source_noun
from workbench.speech.german.phrases import may_be_subject, speaker_phrase
from workbench.speech.german.subjects import agent_of_passive, antecedent, find_subject, is_abstract
from workbench.speech.german.words import (
    ADJECTIVE,
    COORDINATOR,
    DETERMINER,
    PREPOSITION,
    QUOTED,
    RELATIVE,
)

if TYPE_CHECKING:
    from workbench.speech.german.clauses import Clause
    from workbench.speech.german.sentences import Words
    from workbench.speech.german.verbs import Cue, Range, View

CONTAINED = frozenset(["heißen", "heissen", "hervorgehen", "verlauten", "lauten"])


def speaker_of(view: View, cue: Cue) -> Range | None:
    """Return who speaks: the agent of a passive, a place of words (*in dem Brief*), the subject."""
    speaker = _speaker(view, cue)
    return None if speaker is not None and view.words.low(speaker[0]) == "man" else speaker


def _speaker(view: View, cue: Cue) -> Range | None:
    clause = view.clauses[cue.clause]
    if cue.lemma in CONTAINED and cue.lemma != "lauten":
        return container(view, cue)
    if cue.passive and cue.lemma != "zitieren":
        return agent_of_passive(view, cue.clause) or _source_in_field(view, cue)
    shares = cue.verb > clause.begin and bool(view.words.flags[cue.verb - 1] & COORDINATOR)
    opens = clause.finite == clause.begin and cue.clause > 0 and not clause.subordinate
    after = find_subject(view, cue.clause) if opens else None
    if after is not None and view.words.low(after[0]) in {"er", "sie", "wir", "ich"}:
        return after
    if shares or (opens and not view.words.flags[view.clauses[cue.clause - 1].begin] & QUOTED):
        left = subject_left_of(view, cue.clause)
        if left is not None:
            return left
    return find_subject(view, cue.clause) or subject_left_of(view, cue.clause)


def _source_in_field(view: View, cue: Cue) -> Range | None:
    """Return the document of *In einem Bericht der Zeitung wurde vermutet*."""
    words, clause = view.words, view.clauses[cue.clause]
    nouns = ("statement", "opinion", "finding", "claim")
    for begin in range(clause.begin, clause.end - 1):
        if words.low(begin) in {"in", "im", "laut", "aus", "mit"}:
            end = speaker_phrase(words, begin + 1, clause.end)
            if any(is_source_noun(view, i, nouns) for i in range(begin + 1, end)):
                return (begin + 1, end)
    return None


def subject_left_of(view: View, number: int) -> Range | None:
    """Find the subject in front of a relative clause, or of the clause that this one joins."""
    words, clause = view.words, view.clauses[number]
    if clause.finite > clause.begin and words.flags[clause.finite - 1] & COORDINATOR:
        same = find_subject(view, number)
        if same is not None and same[1] <= clause.finite:
            return same
    for earlier in range(number - 1, -1, -1):
        left = view.clauses[earlier]
        if not _may_hold_subject(words, left, clause):
            continue
        subject = (
            find_subject(view, earlier) if left.finite >= 0 else _verbless(view, earlier, clause)
        )
        if subject is not None:
            return subject
    return None


def _may_hold_subject(words: Words, left: Clause, clause: Clause) -> bool:
    """Whether a clause further left can share its subject; reported ones do not."""
    if left.subordinate or words.flags[left.begin] & QUOTED:
        return False
    if left.finite < 0:
        return not left.zu_infinitive
    return not left.konjunktiv >= 0 > clause.konjunktiv  # «X sagte, Y sei …, und fügte hinzu»


def _verbless(view: View, number: int, clause: Clause) -> Range | None:
    """Read a subject that stands alone between commas: *X, Sprecher der Polizei, sagte*."""
    words, begin, end = view.words, view.clauses[number].begin, view.clauses[number].end
    while begin < end and words.flags[begin] & COORDINATOR:
        begin += 1
    begin += words.low(begin) in {"auch", "nur", "selbst", "sogar"}
    end = speaker_phrase(words, begin, clause.begin)
    if end == begin or number != _first_of_row(view, number):
        return None
    return (begin, end) if may_be_subject(words, begin, end) else None


def _first_of_row(view: View, number: int) -> int:
    """Return the first of several verbless stretches: *X, Sprecher der Polizei, Y, …*."""
    while (
        number and view.clauses[number - 1].finite < 0 and not view.clauses[number - 1].subordinate
    ):
        if view.words.flags[view.clauses[number - 1].begin] & (PREPOSITION | QUOTED):
            break
        number -= 1
    return number


def container(view: View, cue: Cue) -> Range | None:
    """Return what holds the words: *heisst es in dem Brief*, *geht aus der Studie hervor*."""
    words, clause = view.words, view.clauses[cue.clause]
    for index in range(clause.begin, clause.end):
        if words.low(index) in {"darin", "daraus"}:
            return (index, index + 1)
        if words.low(index) in {"in", "im", "aus", "vom", "von", "bei", "auf", "seitens"}:
            if index == clause.begin and clause.subordinate and clause.opener & RELATIVE:
                return antecedent(view, cue.clause)
            end = speaker_phrase(words, index + 1, view.sentence.end)
            if end > index + 1:
                return (index + 1, end)
    for left in view.clauses[: cue.clause]:  # «Im Brief, den er schrieb, heisst es»
        if left.finite < 0 and words.low(left.begin) in {"in", "im", "aus"}:
            end = speaker_phrase(words, left.begin + 1, left.end)
            return (left.begin + 1, end) if end > left.begin + 1 else None
    return None


def before_colon(view: View, index: int) -> Range | None:
    """Return the subject of the sentence in front of a colon: *Berg freute sich: «…»*."""
    words = view.words
    row = [n for n, c in enumerate(view.clauses) if c.end < index]
    for number in reversed(row):
        clause = view.clauses[number]
        if clause.subordinate or (clause.zu_infinitive and clause.finite < 0):
            continue
        if clause.konjunktiv >= 0:  # reported itself: whoever says it was named before
            continue
        if clause.finite >= 0:
            subject = find_subject(view, number) or subject_left_of(view, number)
        else:
            begin = clause.begin + (words.low(clause.begin) in {"und", "auch", "zitat"})
            begin += words.low(begin) == "von"
            end = speaker_phrase(words, begin, index)
            subject = (begin, end) if end > begin and may_be_subject(words, begin, end) else None
            if subject is None:
                continue
        if (
            subject is not None
            and is_abstract(words, subject[1] - 1)
            and words.low(subject[0]) != "er"
        ):
            return None
        return subject
    return None


def may_speak(view: View, clause: Clause, subject: Range) -> bool:
    """Whether a subject without a reporting verb is likely one who speaks: one person or body."""
    words, verb = view.words, view.words.types[clause.finite]
    if verb.lemma == "werden" or verb.low.endswith("en") or clause.konjunktiv >= 0:
        return False
    if is_abstract(words, subject[1] - 1) or words.low(subject[0]) in {"es", "man"}:
        return False
    head = words.flags[subject[0]]
    definite = words.low(subject[0]) in {"er", "sie", "der", "die", "das"}
    return definite or not head & (DETERMINER | ADJECTIVE)
