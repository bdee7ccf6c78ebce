"""What was said behind a reporting verb: which clause it is, where it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.clauses import Clause, is_reporting_mood
from workbench.speech.german.findings import Found, content_end, trimmed
from workbench.speech.german.phrases import noun_phrase
from workbench.speech.german.speakers import speaker_of
from workbench.speech.german.subjects import find_subject
from workbench.speech.german.verbs import Cue, View, find_cue
from workbench.speech.german.words import (
    ADVERB,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    KONJUNKTIV,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    TIME,
)

if TYPE_CHECKING:
    from workbench.speech.german.sentences import Words

THAT = frozenset({"dass", "daß", "ob"})
SHORTEST_CONTENT = 3
NO_COMPLEMENT = frozenset(["um", "ohne", "anstatt", "statt"])
INDIRECT_QUESTION = frozenset(
    [
        "ob",
        "wie",
        "warum",
        "weshalb",
        "wieso",
        "wer",
        "wen",
        "wem",
        "wann",
        "wo",
        "was",
        "inwiefern",
        "inwieweit",
        "woher",
        "wohin",
    ]
)
PERCEIVING = frozenset(["sehen", "halten", "finden", "schreiben", "erkennen", "wissen"])
DATIVE = frozenset(
    ["dem", "der", "einem", "einer", "den", "ihm", "ihr", "ihnen", "seinem", "ihrem"]
)


def complement(view: View, cue: Cue) -> list[Found]:
    """Read the clause behind the verb: dass, ob, Konjunktiv, zu + infinitive, main clause."""
    words, clauses = view.words, view.clauses
    if len(cue.tokens) > 1 and _holds_infinitive(view, cue):
        clause = clauses[cue.clause]
        ranges = trimmed(words, [(max(cue.tokens) + 1, clause.end)])
        return [Found(ranges, "indirect", "zu_infinitive", speaker_of(view, cue), cue.tokens)]
    for number in range(cue.clause + 1, min(cue.clause + 5, len(clauses))):
        clause = clauses[number]
        rule = complement_rule(view, cue, number)
        if rule:
            begin = _complement_begin(view, cue, number)
            ranges = trimmed(words, [(begin, complement_end(view, number))])
            return (
                [Found(ranges, "indirect", rule, speaker_of(view, cue), cue.tokens)]
                if ranges
                else []
            )
        if not _may_stand_between(words, clause) or find_cue(view, number) is not None:
            return []
    return []


def _holds_infinitive(view: View, cue: Cue) -> bool:
    """Whether the clause itself ends in what was said: *hat angekündigt den Preis zu senken*."""
    clause, last = view.clauses[cue.clause], max(cue.tokens)
    behind = clause.end - last - 1
    return clause.zu_infinitive and behind > SHORTEST_CONTENT and _takes_infinitive(cue)


def _complement_begin(view: View, cue: Cue, number: int) -> int:
    """Take in a fronted phrase, *…, in den Ländern, in denen …, sei …*, but no apposition."""
    clause, first = view.clauses[number], view.clauses[cue.clause + 1]
    if number == cue.clause + 1 or first.finite >= 0 or first.subordinate:
        return clause.begin
    subject = find_subject(view, cue.clause)
    apposition = subject is not None and subject[1] > first.begin
    fronted = clause.finite == clause.begin or clause.zu_infinitive
    return first.begin if fronted and not apposition else clause.begin


def _may_stand_between(words: Words, clause: Clause) -> bool:
    """Whether a relative clause or an apposition may part the verb from what was said."""
    return clause.subordinate or clause.finite < 0 or words.flags[clause.begin] & RELATIVE != 0


def complement_rule(view: View, cue: Cue, number: int) -> str:
    """Return which kind of complement a clause is, "" if it is none."""
    words, clause = view.words, view.clauses[number]
    low = words.low(clause.begin)
    rule, fits = "", False
    if low in THAT:
        rule, fits = "dass", True
    elif low in INDIRECT_QUESTION and clause.finite >= 0 and clause.subordinate:
        rule, fits = "question", _asks(view, cue, clause)
    elif words.flags[clause.begin] & COORDINATOR:
        return ""
    elif words.low(clause.begin - 1) == ":":
        rule, fits = "colon", "say" in cue.classes and not cue.passive and clause.finite >= 0
    elif clause.zu_infinitive and clause.konjunktiv < 0 and not clause.subordinate:
        rule, fits = "zu_infinitive", low not in NO_COMPLEMENT and _takes_infinitive(cue)
    elif not clause.subordinate and is_reporting_mood(words, clause):
        rule, fits = "konjunktiv", True
    elif not clause.subordinate:
        rule, fits = "main_clause", _is_statement(view, cue, number)
    return rule if fits else ""


def _takes_infinitive(cue: Cue) -> bool:
    wanted = cue.classes & {"demand", "plan", "allege", "say", "think"}
    return bool(wanted) and cue.lemma not in PERCEIVING


def _asks(view: View, cue: Cue, clause: Clause) -> bool:
    """Whether a clause with a question word is what was said, and no relative clause."""
    if not cue.classes & {"say", "think", "show"}:
        return False
    behind_noun = view.words.flags[clause.begin - 2] & CAPITAL
    return not behind_noun or view.words.low(clause.begin) in {"ob", "warum", "weshalb", "wieso"}


def _is_statement(view: View, cue: Cue, number: int) -> bool:
    """Whether a plain main clause is what was said: *X sagte, man müsste …*."""
    words, clause = view.words, view.clauses[number]
    far = number != cue.clause + 1 and clause.konjunktiv < 0
    if clause.finite <= clause.begin or far or not cue.classes & {"say", "think"}:
        return False
    if clause.konjunktiv >= 0:
        return True
    fronted = words.flags[clause.begin] & ADVERB and clause.finite > clause.begin + 1
    if fronted or words.flags[clause.begin] & PUNCTUATION or cue.passive:
        return False
    return "say" in cue.classes and not _has_object(view, cue)


def _has_object(view: View, cue: Cue) -> bool:
    """Whether the verb has an object already: *meldete einen Schaden*."""
    words, clause = view.words, view.clauses[cue.clause]
    subject = find_subject(view, cue.clause)
    index = clause.begin
    while index < clause.end:
        if words.flags[index] & PREPOSITION and not words.flags[index] & DETERMINER:
            index = max(noun_phrase(words, index + 1, clause.end), index + 1)
            continue
        if subject is not None and subject[0] <= index < subject[1]:
            index = subject[1]
            continue
        end = noun_phrase(words, index, clause.end)
        if end > index and words.low(index) not in DATIVE and not words.flags[end - 1] & TIME:
            return True
        index = max(end, index + 1)
    return False


def complement_end(view: View, number: int) -> int:
    """Stop where the sentence returns to its own narration: *…, und kündigte Y an*."""
    words, clauses = view.words, view.clauses
    for later in range(number + 1, len(clauses)):
        clause = clauses[later]
        if _resumes_host(view, number, later):
            return clause.begin - 1
        if not words.flags[clause.begin] & COORDINATOR or clause.subordinate:
            continue
        verb = clause.finite
        if verb < 0 or words.flags[verb] & KONJUNKTIV:
            continue
        reports = find_cue(view, later) is not None
        mood = is_reporting_mood(words, clauses[number])
        if (verb == clause.begin + 1 and (reports or mood)) or (reports and mood):
            return clause.begin - 1
    return content_end(view)


def _resumes_host(view: View, number: int, later: int) -> bool:
    """Whether the main clause goes on behind *Wenn X behauptet, dass …*: *…, dann meint er …*."""
    words, clause = view.words, view.clauses[later]
    if number == 0 or not view.clauses[number - 1].subordinate or clause.konjunktiv >= 0:
        return False
    begin = clause.begin
    return clause.finite == begin or (
        words.low(begin) in {"dann", "so"} and clause.finite == begin + 1
    )
