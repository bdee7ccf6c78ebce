"""Reports without a reporting verb: nouns of saying, predicates, any verb before a dass-clause."""

from __future__ import annotations

from workbench.speech.german.attributions import is_source_noun
from workbench.speech.german.clauses import Clause, is_reporting_mood
from workbench.speech.german.complements import NO_COMPLEMENT, THAT, complement_end, complement_rule
from workbench.speech.german.findings import Found, trimmed
from workbench.speech.german.phrases import speaker_phrase
from workbench.speech.german.speakers import subject_left_of
from workbench.speech.german.subjects import agent_of_passive, find_subject
from workbench.speech.german.verbs import Cue, Range, View, predicates
from workbench.speech.german.words import AUXILIARY, CAPITAL, COORDINATOR, FINITE, KONJUNKTIV, MODAL
from workbench.speech.lexicon import word_classes

SHORTEST_CONTENT = 3


def predicate(view: View, number: int) -> list[Found]:
    """Read *X ist überzeugt, dass …* and *X ist der Ansicht, …*."""
    words, clause = view.words, view.clauses[number]
    if clause.finite < 0 or words.types[clause.finite].lemma not in {"sein", "zeigen"}:
        return _becomes_known(view, number)
    if words.flags[clause.finite] & KONJUNKTIV or number + 1 >= len(view.clauses):
        return []
    at = next(
        (i for i in range(clause.end - 1, clause.finite, -1) if words.low(i) in predicates()), -1
    )
    subject = find_subject(view, number) or subject_left_of(view, number)
    if at < 0 or subject is None or words.low(subject[0]) == "es":
        return []
    cue = Cue(number, clause.finite, (clause.finite, at), "sein", frozenset({"think", "plan"}))
    rule = complement_rule(view, cue, number + 1)
    ranges = trimmed(words, [(view.clauses[number + 1].begin, complement_end(view, number + 1))])
    return [Found(ranges, "indirect", rule, subject, cue.tokens)] if rule and ranges else []


def _becomes_known(view: View, number: int) -> list[Found]:
    """Read *wurde bekannt, dass …*: nobody is named."""
    words, clause = view.words, view.clauses[number]
    lows = {words.low(i) for i in range(clause.begin, clause.end)}
    if (
        "bekannt" not in lows
        or not lows & {"wurde", "geworden", "wird"}
        or number + 1 >= len(view.clauses)
    ):
        return []
    if words.low(view.clauses[number + 1].begin) not in THAT:
        return []
    ranges = trimmed(words, [(view.clauses[number + 1].begin, complement_end(view, number + 1))])
    return (
        [Found(ranges, "indirect", "dass", None, (clause.finite,))]
        if ranges and clause.finite >= 0
        else []
    )


def noun_frame(view: View, number: int) -> list[Found]:
    """Read *die Forderung des Rates, … zu …* and *die Behauptung, X habe …*."""
    words, clauses = view.words, view.clauses
    clause = clauses[number]
    if number + 1 >= len(clauses) or words.low(clause.end) != ",":
        return []
    if clause.finite >= 0 and words.flags[clause.finite] & KONJUNKTIV:
        return []
    noun = next(
        (
            i
            for i in range(clause.end - 1, clause.begin - 1, -1)
            if is_source_noun(view, i, ("claim",))
        ),
        -1,
    )
    rule = _noun_rule(view, number, noun) if noun >= 0 else ""
    if not rule:
        return []
    begin = clauses[number + 1 + _skips_apposition(view, number + 1)].begin
    ranges = trimmed(words, [(begin, _noun_complement_end(view, number + 1))])
    return [Found(ranges, "indirect", rule, _owner(view, number, noun), (noun,))] if ranges else []


def _skips_apposition(view: View, number: int) -> bool:
    """Whether a clause is a short apposition: *die Ankündigung des Trainers, Jo Berg, …*."""
    clause = view.clauses[number]
    if number + 1 >= len(view.clauses) or clause.finite >= 0 or clause.zu_infinitive:
        return False
    return clause.end - clause.begin <= SHORTEST_CONTENT and not clause.subordinate


def _noun_rule(view: View, number: int, noun: int) -> str:
    words, clause = view.words, view.clauses[number]
    behind = view.clauses[number + 1 + _skips_apposition(view, number + 1)]
    low = words.low(behind.begin)
    if low in THAT:
        return "noun_dass"
    if words.flags[behind.begin] & COORDINATOR or behind.subordinate or low in NO_COMPLEMENT:
        return ""
    if behind.konjunktiv >= 0 and behind.konjunktiv < behind.end - 1:
        return "noun_konjunktiv"
    near = noun > clause.end - 6
    strong = is_source_noun(view, noun, ("demand",))
    return "noun_zu" if behind.zu_infinitive and behind.finite < 0 and near and strong else ""


def _noun_complement_end(view: View, number: int) -> int:
    """Stop where the clause around the noun goes on: *die Forderung, zu gehen, wies er ab*."""
    words, clauses = view.words, view.clauses
    for later in range(number + 1, len(clauses)):
        clause = clauses[later]
        if clause.subordinate or clause.konjunktiv >= 0 or words.flags[clause.begin] & COORDINATOR:
            continue
        return clause.begin - 1
    return complement_end(view, number)


def _owner(view: View, number: int, noun: int) -> Range | None:
    """Return whose claim it is: the genitive behind the noun, else the clause's subject."""
    words, clause = view.words, view.clauses[number]
    if noun + 1 < clause.end and words.low(noun + 1) in {
        "des",
        "der",
        "von",
        "vom",
        "eines",
        "einer",
        "seines",
        "ihres",
    }:
        begin = noun + 1 + (words.low(noun + 1) in {"von", "vom"})
        end = speaker_phrase(words, begin, clause.end)
        if end > begin:
            return (begin, end)
    subject = agent_of_passive(view, number) or find_subject(view, number)
    if subject is None or subject[0] <= noun < subject[1]:
        subject = subject_left_of(view, number)
    return None if subject is not None and subject[0] <= noun < subject[1] else subject


def generic_that(view: View, number: int) -> list[Found]:
    """Read any verb before a dass-clause or a Konjunktiv clause, unless it names a result."""
    words, clauses = view.words, view.clauses
    clause = clauses[number]
    if clause.finite < 0 or number + 1 >= len(clauses):
        return []
    behind = clauses[number + 1]
    that = words.low(behind.begin) in {"dass", "daß"}
    mood = is_reporting_mood(words, behind) and not behind.subordinate
    if mood and clause.subordinate and behind.finite == behind.begin:
        return []  # «Ein Film, der kursiert, zeige …»: the clause around the relative one goes on
    if not (that or mood) or _is_reported(view, number) or _names_result(view, clause):
        return []
    ranges = trimmed(words, [(behind.begin, complement_end(view, number + 1))])
    if not ranges:
        return []
    speaker = find_subject(view, number) or subject_left_of(view, number)
    return [
        Found(
            ranges, "indirect", "dass_any" if that else "konjunktiv_any", speaker, (clause.finite,)
        )
    ]


def _is_reported(view: View, number: int) -> bool:
    """Whether a main clause up to this one is in Konjunktiv, hence somebody's words itself."""
    return any(c.konjunktiv >= 0 and not c.subordinate for c in view.clauses[: number + 1])


def _names_result(view: View, clause: Clause) -> bool:
    """Whether the verb causes or is: *führte dazu, dass*, *so … dass*, *ist wichtig, dass*."""
    words = view.words
    stop = word_classes("de_not_speech")["result"]
    verbs = [
        i
        for i in range(clause.begin, clause.end)
        if words.types[i].lemma in stop or words.flags[i] & (AUXILIARY | MODAL)
    ]
    full = [
        i
        for i in range(clause.begin, clause.end)
        if words.flags[i] & FINITE
        and not words.flags[i] & (AUXILIARY | MODAL)
        and not words.flags[i] & CAPITAL
    ]
    if any(
        words.types[i].lemma in stop and not words.flags[i] & (AUXILIARY | MODAL) for i in verbs
    ):
        return True
    return not full or words.low(clause.end - 1) in {"so", "dadurch", "ohne", "dafür"}
