"""Frames around a reporting verb: what was said stands behind it, before it, or both.

Each rule looks at one clause with a reporting verb and says which words are the reported ones.
Rules are tried from the most explicit to the loosest; the first that fits wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.clauses import is_reporting_mood
from workbench.speech.german.complements import INDIRECT_QUESTION, PERCEIVING, THAT, complement
from workbench.speech.german.findings import Found, content_end, overlaps, row_start, trimmed
from workbench.speech.german.nominal import SHORTEST_CONTENT, generic_that, noun_frame, predicate
from workbench.speech.german.phrases import speaker_phrase
from workbench.speech.german.speakers import CONTAINED, container, speaker_of
from workbench.speech.german.subjects import agent_of_passive, find_subject
from workbench.speech.german.verbs import Cue, Range, View, find_cue
from workbench.speech.german.words import AUXILIARY, COORDINATOR, MODAL, QUOTED, SUBJUNCTIVE

if TYPE_CHECKING:
    from workbench.speech.german.clauses import Clause

QUANTITIES = frozenset(
    ["viele", "vielen", "viel", "weit", "lange", "oft", "hoch", "groß", "gross", "sehr", "stark"]
)
INVERTED = frozenset({"say", "think", "demand", "show", "plan"})


def frames_of(view: View) -> list[Found]:
    """Find what the reporting verbs of a sentence govern."""
    found: list[Found] = []
    for number in range(len(view.clauses)):
        cue = find_cue(view, number)
        if cue is not None and _reports(view, cue):
            new = _of_cue(view, cue) or noun_frame(view, number)
            found += [f for f in new if f.rule != "verb_final" or not overlaps(f, found)]
        elif cue is None:
            found += (
                _inverted_any(view, number)
                or predicate(view, number)
                or noun_frame(view, number)
                or generic_that(view, number)
            )
    return found


def _reports(view: View, cue: Cue) -> bool:
    """Whether the article itself reports here: *er habe gesagt* is somebody's report already."""
    return not view.words.flags[cue.verb] & SUBJUNCTIVE


def _of_cue(view: View, cue: Cue) -> list[Found]:
    if cue.classes & {"say", "think", "show"} and _wie_clause(view, cue) >= 0:
        return _wie(view, cue)
    direct = _utterances_of(view, cue)
    if direct:
        return direct
    return complement(view, cue) or _inverted(view, cue)


def _utterances_of(view: View, cue: Cue) -> list[Found]:
    """Give the verb the utterances beside its clause: «…», sagte X / X sagte: «…»."""
    words = view.words
    near = [n for n in (cue.clause - 1, cue.clause + 1) if 0 <= n < len(view.clauses)]
    if cue.clause + 1 < len(view.clauses):
        later = cue.clause + 2
        while (
            later < len(view.clauses)
            and words.low(view.clauses[later].begin - 1) != ":"
            and (view.clauses[later - 1].subordinate or view.clauses[later - 1].finite < 0)
        ):
            later += 1
        near += [cue.clause + 2] if cue.clause + 2 < len(view.clauses) else []
        near += [later] if later < len(view.clauses) else []
    speaker = speaker_of(view, cue)
    found = []
    for number in dict.fromkeys(near):
        index = view.clauses[number].begin
        if words.flags[index] & QUOTED:
            rule = "direct_before" if number < cue.clause else "direct_after"
            found.append(
                Found([(index, index + 1)], "direct", rule, speaker, cue.tokens, utterance=index)
            )
    return found


def _wie_clause(view: View, cue: Cue) -> int:
    """Return the clause that *wie* opens, also before an apposition: *Wie X, der Chef, sagte*."""
    for number in range(cue.clause, max(cue.clause - 4, -1), -1):
        clause = view.clauses[number]
        if view.words.low(clause.begin) == "wie":
            asks = view.words.low(clause.begin + 1) in QUANTITIES
            return -1 if asks or view.words.low(clause.begin - 2) == "nicht" else number
        if number < cue.clause and clause.finite >= 0 and not clause.subordinate:
            return -1
        if number == cue.clause and clause.finite != clause.end - 1:
            return -1
    return -1


def _wie(view: View, cue: Cue) -> list[Found]:
    """Read *Wie X mitteilte, …* and *…, wie X sagte, …*: all else in the sentence is reported."""
    words, opener = view.words, _wie_clause(view, cue)
    clause = view.clauses[opener]
    begin = view.clauses[row_start(view, opener)].begin
    ranges = [(begin, clause.begin), (view.clauses[cue.clause].end, content_end(view))]
    ranges = trimmed(words, ranges)
    if sum(e - b for b, e in ranges) < SHORTEST_CONTENT:
        return []
    speaker = _wie_speaker(view, cue, opener)
    cues = (clause.begin, *cue.tokens)
    utterances = [i for b, e in ranges for i in range(b, e) if words.flags[i] & QUOTED]
    if utterances:
        return [
            Found([(i, i + 1)], "direct", "direct_wie", speaker, cues, utterance=i)
            for i in utterances
        ]
    return [Found(ranges, "indirect", "wie", speaker, cues)]


def _wie_speaker(view: View, cue: Cue, opener: int) -> Range | None:
    if opener < cue.clause:
        begin = view.clauses[opener].begin + 1
        end = speaker_phrase(view.words, begin, view.clauses[cue.clause].begin)
        return (begin, end) if end > begin else None
    speaker = speaker_of(view, cue) if cue.passive else find_subject(view, cue.clause)
    return speaker or container(view, cue)


def _inverted(view: View, cue: Cue) -> list[Found]:
    """Read *…, sagte X* and *…, so schätzt X, …*: the content stands before the verb."""
    words, clause = view.words, view.clauses[cue.clause]
    if not cue.clause or not cue.classes & INVERTED:
        return []
    first = clause.begin + (words.low(clause.begin) == "so")
    if clause.finite != first or words.low(clause.begin - 1) not in {",", "–", "—", "-"}:
        return []
    before = view.clauses[row_start(view, cue.clause) : cue.clause]
    behind = view.clauses[cue.clause + 1 : cue.clause + 2]
    split = first > clause.begin and bool(behind) and behind[0].finite == behind[0].begin
    if not before or not (_is_content(view, before) or split):
        return []
    if cue.lemma in PERCEIVING and before[-1].konjunktiv < 0:  # «…, fand sie Arbeit»
        return []
    mood = any(c.konjunktiv >= 0 for c in (before[-1], *behind))
    ranges = [(before[0].begin, clause.begin)]
    if behind and (mood or not words.flags[behind[0].begin] & COORDINATOR):
        ranges.append((clause.end, content_end(view)))
    ranges = trimmed(words, ranges)
    tokens = (first - 1, *cue.tokens) if first > clause.begin else cue.tokens
    speaker = _inverted_speaker(view, cue)
    if not ranges or (speaker is None and cue.lemma not in CONTAINED):
        return []
    return [Found(ranges, "indirect", "verb_final", speaker, tokens)]


def _inverted_any(view: View, number: int) -> list[Found]:
    """Read *Er sei zufrieden, brummt sie*: behind words in Konjunktiv any verb reports."""
    words, clause = view.words, view.clauses[number]
    if not number or clause.finite != clause.begin or clause.konjunktiv >= 0:
        return []
    before = view.clauses[number - 1]
    if before.subordinate or not is_reporting_mood(words, before):
        return []
    if words.flags[clause.finite] & (AUXILIARY | MODAL):
        return []
    verb = clause.finite
    cue = Cue(number, verb, (verb,), words.types[verb].lemma, frozenset({"say"}))
    return _inverted(view, cue)


def _inverted_speaker(view: View, cue: Cue) -> Range | None:
    if cue.lemma in {"heißen", "heissen", "verlauten"}:
        return container(view, cue)
    return agent_of_passive(view, cue.clause) if cue.passive else find_subject(view, cue.clause)


def _is_content(view: View, before: tuple[Clause, ...]) -> bool:
    """Whether the stretch before an inverted verb is a statement, not only a subject."""
    first = before[0]
    if view.words.low(first.begin) in INDIRECT_QUESTION | THAT or (
        first.zu_infinitive and first.finite < 0
    ):
        return True
    return any(_is_main(c) for c in before)


def _is_main(clause: Clause) -> bool:
    """Whether a clause is a main clause with its verb in second place."""
    if clause.finite < 0 or clause.subordinate:
        return False
    short = clause.end - clause.begin <= SHORTEST_CONTENT
    return clause.finite < clause.end - 1 or clause.konjunktiv >= 0 or short
