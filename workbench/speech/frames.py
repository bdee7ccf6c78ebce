"""Frames around a reporting verb: what was said stands behind it, before it, or both.

Each rule looks at one clause with a reporting verb and says which words are the reported ones.
Rules are tried from the most explicit to the loosest; the first that fits wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.speech.attributions import is_source_noun
from workbench.speech.clauses import is_reporting_mood
from workbench.speech.lexicon import word_classes
from workbench.speech.phrases import may_be_subject, noun_phrase, speaker_phrase
from workbench.speech.verbs import Cue, agent_of_passive, antecedent, find_cue, find_subject, predicates
from workbench.speech.words import (
    AUXILIARY,
    ADVERB,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    FINITE,
    KONJUNKTIV,
    MODAL,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    QUOTED,
    RELATIVE,
    SUBJUNCTIVE,
    TIME,
)

if TYPE_CHECKING:
    from workbench.speech.clauses import Clause
    from workbench.speech.sentences import Words
    from workbench.speech.verbs import Range, View

THAT = frozenset({"dass", "daß", "ob"})
SAYING = frozenset({"say", "think", "demand", "plan", "allege", "show"})
INVERTED = frozenset({"say", "think", "demand", "show", "plan"})
CONTAINED = frozenset("heißen heissen hervorgehen verlauten lauten".split())
NO_COMPLEMENT = frozenset("um ohne anstatt statt".split())
INDIRECT_QUESTION = frozenset(
    "ob wie warum weshalb wieso wer wen wem wann wo was inwiefern inwieweit woher wohin".split()
)
PERCEIVING = frozenset("sehen halten finden schreiben erkennen wissen".split())
DATIVE = frozenset("dem der einem einer den ihm ihr ihnen seinem ihrem".split())
SHORTEST_CONTENT = 3


@dataclass(slots=True)
class Found:
    """A quotation in word numbers, while it is being put together."""

    ranges: list[Range]
    kind: str
    rule: str
    speaker: Range | None = None
    cue: tuple[int, ...] = ()
    addressee: Range | None = None
    utterance: int = -1  # opaque word that holds it
    sentence: int = -1
    partial: int = -1  # opening mark of a partial quotation
    frame: int = -1  # sentence of the cue, where it is not the one of the words

    def covers(self, index: int) -> bool:
        """Whether the word is one of the quoted."""
        return any(begin <= index < end for begin, end in self.ranges)


def frames_of(view: View) -> list[Found]:
    """Find what the reporting verbs of a sentence govern."""
    found: list[Found] = []
    for number in range(len(view.clauses)):
        cue = find_cue(view, number)
        if cue is not None and _reports(view, cue):
            new = _of_cue(view, cue) or _noun_frame(view, number)
            found += [f for f in new if f.rule != "verb_final" or not _overlaps(f, found)]
        elif cue is None:
            found += _predicate(view, number) or _noun_frame(view, number) or _generic_that(view, number)
    return found


def _overlaps(item: Found, found: list[Found]) -> bool:
    return any(f.covers(begin) or item.covers(f.ranges[0][0]) for f in found for begin, _ in item.ranges)


def _reports(view: View, cue: Cue) -> bool:
    """Whether the article itself reports here: *er habe gesagt* is somebody's report already."""
    return not view.words.flags[cue.verb] & SUBJUNCTIVE


def _of_cue(view: View, cue: Cue) -> list[Found]:
    clause = view.clauses[cue.clause]
    if cue.classes & {"say", "think", "show"} and _wie_clause(view, cue) >= 0:
        return _wie(view, cue)
    direct = _utterances_of(view, cue)
    if direct:
        return direct
    return _complement(view, cue) or _inverted(view, cue)


def speaker_of(view: View, cue: Cue) -> Range | None:
    """Return who speaks: the agent of a passive, a place of words (*in dem Brief*), the subject."""
    speaker = _speaker(view, cue)
    return None if speaker is not None and view.words.low(speaker[0]) == "man" else speaker


def _speaker(view: View, cue: Cue) -> Range | None:
    clause = view.clauses[cue.clause]
    if cue.lemma in CONTAINED and cue.lemma != "lauten":
        return _container(view, cue)
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
        if left.subordinate or words.flags[left.begin] & QUOTED or (left.finite < 0 and left.zu_infinitive):
            continue
        if left.finite >= 0:
            subject = find_subject(view, earlier)
            if subject is not None:
                return subject
            continue
        begin = left.begin
        while begin < left.end and words.flags[begin] & COORDINATOR:
            begin += 1
        if words.low(begin) in {"auch", "nur", "selbst", "sogar"}:
            begin += 1
        end = speaker_phrase(words, begin, clause.begin)
        if end > begin and earlier == _first_of_row(view, earlier) and may_be_subject(words, begin, end):
            return (begin, end)
    return None


def _first_of_row(view: View, number: int) -> int:
    """Return the first of several verbless stretches: *X, Sprecher der Polizei, Y, …*."""
    while number and view.clauses[number - 1].finite < 0 and not view.clauses[number - 1].subordinate:
        if view.words.flags[view.clauses[number - 1].begin] & (PREPOSITION | QUOTED):
            break
        number -= 1
    return number


def _container(view: View, cue: Cue) -> Range | None:
    """Return what holds the words: *heisst es in dem Brief*, *geht aus der Studie hervor*."""
    words, clause = view.words, view.clauses[cue.clause]
    for index in range(clause.begin, clause.end):
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


def _utterances_of(view: View, cue: Cue) -> list[Found]:
    """Give the verb the utterances beside its clause: «…», sagte X / X sagte: «…»."""
    words = view.words
    near = [n for n in (cue.clause - 1, cue.clause + 1) if 0 <= n < len(view.clauses)]
    if cue.clause + 1 < len(view.clauses):
        later = cue.clause + 2
        while later < len(view.clauses) and words.low(view.clauses[later].begin - 1) != ":" and (
            view.clauses[later - 1].subordinate or view.clauses[later - 1].finite < 0
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
            found.append(Found([(index, index + 1)], "direct", rule, speaker, cue.tokens, utterance=index))
    return found


def _wie_clause(view: View, cue: Cue) -> int:
    """Return the clause that *wie* opens, also before an apposition: *Wie X, der Chef, sagte*."""
    for number in range(cue.clause, max(cue.clause - 4, -1), -1):
        clause = view.clauses[number]
        if view.words.low(clause.begin) == "wie":
            return number
        if number < cue.clause and clause.finite >= 0 and not clause.subordinate:
            return -1
        if number == cue.clause and clause.finite != clause.end - 1:
            return -1
    return -1


def _wie(view: View, cue: Cue) -> list[Found]:
    """Read *Wie X mitteilte, …* and *…, wie X sagte, …*: all else in the sentence is reported."""
    words, opener = view.words, _wie_clause(view, cue)
    clause = view.clauses[opener]
    begin = view.clauses[_row_start(view, opener)].begin
    ranges = [(begin, clause.begin), (view.clauses[cue.clause].end, _content_end(view))]
    ranges = trimmed(words, ranges)
    if sum(e - b for b, e in ranges) < SHORTEST_CONTENT:
        return []
    speaker = _wie_speaker(view, cue, opener)
    cues = (clause.begin, *cue.tokens)
    utterances = [i for b, e in ranges for i in range(b, e) if words.flags[i] & QUOTED]
    if utterances:
        return [Found([(i, i + 1)], "direct", "direct_wie", speaker, cues, utterance=i) for i in utterances]
    return [Found(ranges, "indirect", "wie", speaker, cues)]


def _wie_speaker(view: View, cue: Cue, opener: int) -> Range | None:
    if opener < cue.clause:
        begin = view.clauses[opener].begin + 1
        end = speaker_phrase(view.words, begin, view.clauses[cue.clause].begin)
        return (begin, end) if end > begin else None
    speaker = speaker_of(view, cue) if cue.passive else find_subject(view, cue.clause)
    return speaker or _container(view, cue)


def _complement(view: View, cue: Cue) -> list[Found]:
    """Read the clause behind the verb: dass, ob, Konjunktiv, zu + infinitive, main clause."""
    words, clauses = view.words, view.clauses
    for number in range(cue.clause + 1, min(cue.clause + 5, len(clauses))):
        clause = clauses[number]
        rule = _complement_rule(view, cue, number)
        if rule:
            begin = _complement_begin(view, cue, number)
            ranges = trimmed(words, [(begin, _complement_end(view, number))])
            return [Found(ranges, "indirect", rule, speaker_of(view, cue), cue.tokens)] if ranges else []
        if not _may_stand_between(words, clause) or find_cue(view, number) is not None:
            return []
    return []


def _complement_begin(view: View, cue: Cue, number: int) -> int:
    """Take in a fronted phrase: *…, in den Ländern, in denen …, sei …*, unless it is an apposition."""
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


def _complement_rule(view: View, cue: Cue, number: int) -> str:
    """Return which kind of complement a clause is, "" if it is none."""
    words, clause = view.words, view.clauses[number]
    low = words.low(clause.begin)
    if low in THAT:
        return "dass"
    if low in INDIRECT_QUESTION and clause.finite >= 0 and clause.subordinate:
        return "question" if _asks(view, cue, clause) else ""
    if words.flags[clause.begin] & COORDINATOR:
        return ""
    if words.low(clause.begin - 1) == ":":
        return "colon" if "say" in cue.classes and not cue.passive and clause.finite >= 0 else ""
    if clause.zu_infinitive and clause.konjunktiv < 0 and not clause.subordinate:
        wanted = cue.classes & {"demand", "plan", "allege", "say", "think"} and cue.lemma not in PERCEIVING
        return "zu_infinitive" if wanted and low not in NO_COMPLEMENT else ""
    if clause.subordinate or number > cue.clause + 1 and clause.konjunktiv < 0:
        return ""
    if is_reporting_mood(words, clause):
        return "konjunktiv"
    return "main_clause" if cue.classes & {"say", "think"} and _is_statement(view, cue, number) else ""


def _asks(view: View, cue: Cue, clause: Clause) -> bool:
    """Whether a clause with a question word is what was said, and no relative clause."""
    if not cue.classes & {"say", "think", "show"}:
        return False
    behind_noun = view.words.flags[clause.begin - 2] & CAPITAL
    return not behind_noun or view.words.low(clause.begin) in {"ob", "warum", "weshalb", "wieso"}


def _is_statement(view: View, cue: Cue, number: int) -> bool:
    """Whether a plain main clause is what was said: *X sagte, man brauche …* without Konjunktiv I."""
    words, clause = view.words, view.clauses[number]
    if clause.finite <= clause.begin or number != cue.clause + 1:
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


def _complement_end(view: View, number: int) -> int:
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
    return _content_end(view)


def _resumes_host(view: View, number: int, later: int) -> bool:
    """Whether the main clause goes on behind *Wenn X behauptet, dass …*: *…, dann meint er …*."""
    words, clause = view.words, view.clauses[later]
    if number == 0 or not view.clauses[number - 1].subordinate or clause.konjunktiv >= 0:
        return False
    begin = clause.begin
    return clause.finite == begin or (words.low(begin) in {"dann", "so"} and clause.finite == begin + 1)


def _inverted(view: View, cue: Cue) -> list[Found]:
    """Read *…, sagte X* and *…, so schätzt X, …*: the content stands before the verb."""
    words, clause = view.words, view.clauses[cue.clause]
    if not cue.clause or not cue.classes & INVERTED:
        return []
    first = clause.begin + (words.low(clause.begin) == "so")
    if clause.finite != first or words.low(clause.begin - 1) not in {",", "–", "—", "-"}:
        return []
    before = view.clauses[_row_start(view, cue.clause) : cue.clause]
    behind = view.clauses[cue.clause + 1 : cue.clause + 2]
    split = first > clause.begin and bool(behind) and behind[0].finite == behind[0].begin
    if not before or not (_is_content(view, before) or split):
        return []
    ranges = [(before[0].begin, clause.begin)]
    if behind and not words.flags[behind[0].begin] & COORDINATOR:
        ranges.append((clause.end, _content_end(view)))
    elif behind and (behind[0].konjunktiv >= 0 or before[-1].konjunktiv >= 0):
        ranges.append((clause.end, _content_end(view)))
    ranges = trimmed(words, ranges)
    tokens = (first - 1, *cue.tokens) if first > clause.begin else cue.tokens
    speaker = find_subject(view, cue.clause) if not cue.passive else agent_of_passive(view, cue.clause)
    if cue.lemma in {"heißen", "heissen", "verlauten"}:
        speaker = _container(view, cue)
    if not ranges or (speaker is None and cue.lemma not in CONTAINED):
        return []
    return [Found(ranges, "indirect", "verb_final", speaker, tokens)]


def _is_content(view: View, before: tuple[Clause, ...]) -> bool:
    """Whether the stretch before an inverted verb is a statement, not only a subject."""
    first = before[0]
    if view.words.low(first.begin) in INDIRECT_QUESTION | THAT or (first.zu_infinitive and first.finite < 0):
        return True
    return any(_is_main(c) for c in before)


def _is_main(clause: Clause) -> bool:
    """Whether a clause is a main clause with its verb in second place."""
    if clause.finite < 0 or clause.subordinate:
        return False
    short = clause.end - clause.begin <= SHORTEST_CONTENT
    return clause.finite < clause.end - 1 or clause.konjunktiv >= 0 or short


def _row_start(view: View, number: int) -> int:
    """Return the first clause behind the last colon or semicolon before this one."""
    for earlier in range(number, 0, -1):
        if view.words.low(view.clauses[earlier].begin - 1) in {":", ";"}:
            return earlier
    return 0


def _predicate(view: View, number: int) -> list[Found]:
    """Read *X ist überzeugt, dass …* and *X ist der Ansicht, …*."""
    words, clause = view.words, view.clauses[number]
    if clause.finite < 0 or words.types[clause.finite].lemma not in {"sein", "zeigen"}:
        return _becomes_known(view, number)
    if words.flags[clause.finite] & KONJUNKTIV or number + 1 >= len(view.clauses):
        return []
    at = next((i for i in range(clause.end - 1, clause.finite, -1) if words.low(i) in predicates()), -1)
    subject = find_subject(view, number) or subject_left_of(view, number)
    if at < 0 or subject is None or words.low(subject[0]) == "es":
        return []
    cue = Cue(number, clause.finite, (clause.finite, at), "sein", frozenset({"think", "plan"}))
    rule = _complement_rule(view, cue, number + 1)
    ranges = trimmed(words, [(view.clauses[number + 1].begin, _complement_end(view, number + 1))])
    return [Found(ranges, "indirect", rule, subject, cue.tokens)] if rule and ranges else []


def _becomes_known(view: View, number: int) -> list[Found]:
    """Read *wurde bekannt, dass …*: nobody is named."""
    words, clause = view.words, view.clauses[number]
    lows = {words.low(i) for i in range(clause.begin, clause.end)}
    if "bekannt" not in lows or not lows & {"wurde", "geworden", "wird"} or number + 1 >= len(view.clauses):
        return []
    if words.low(view.clauses[number + 1].begin) not in THAT:
        return []
    ranges = trimmed(words, [(view.clauses[number + 1].begin, _complement_end(view, number + 1))])
    return [Found(ranges, "indirect", "dass", None, (clause.finite,))] if ranges and clause.finite >= 0 else []


def _noun_frame(view: View, number: int) -> list[Found]:
    """Read *die Forderung des Rates, … zu …* and *die Behauptung, X habe …*."""
    words, clauses = view.words, view.clauses
    clause = clauses[number]
    if number + 1 >= len(clauses) or words.low(clause.end) != ",":
        return []
    if clause.finite >= 0 and words.flags[clause.finite] & KONJUNKTIV:
        return []
    noun = next((i for i in range(clause.end - 1, clause.begin - 1, -1) if is_source_noun(view, i, ("claim",))), -1)
    rule = _noun_rule(view, number, noun) if noun >= 0 else ""
    if not rule:
        return []
    begin = clauses[number + 1 + _skips_apposition(view, number + 1)].begin
    ranges = trimmed(words, [(begin, _noun_complement_end(view, number + 1))])
    return [Found(ranges, "indirect", rule, _owner(view, number, noun), (noun,))] if ranges else []


def _skips_apposition(view: View, number: int) -> bool:
    """Whether the clause is a short apposition to skip: *die Ankündigung des Trainers, Jo Berg, …*."""
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
    return _complement_end(view, number)


def _owner(view: View, number: int, noun: int) -> Range | None:
    """Return whose claim it is: the genitive behind the noun, else the clause's subject."""
    words, clause = view.words, view.clauses[number]
    if noun + 1 < clause.end and words.low(noun + 1) in {"des", "der", "von", "vom", "eines", "einer", "seines", "ihres"}:
        begin = noun + 1 + (words.low(noun + 1) in {"von", "vom"})
        end = speaker_phrase(words, begin, clause.end)
        if end > begin:
            return (begin, end)
    subject = agent_of_passive(view, number) or find_subject(view, number)
    if subject is None or subject[0] <= noun < subject[1]:
        subject = subject_left_of(view, number)
    return None if subject is not None and subject[0] <= noun < subject[1] else subject


def _generic_that(view: View, number: int) -> list[Found]:
    """Read a main clause with a dass-clause or Konjunktiv clause behind it, unless it is a result."""
    words, clauses = view.words, view.clauses
    clause = clauses[number]
    if clause.finite < 0 or number + 1 >= len(clauses):
        return []
    behind = clauses[number + 1]
    that = words.low(behind.begin) in {"dass", "daß"}
    mood = is_reporting_mood(words, behind) and not behind.subordinate
    if not (that or mood) or _is_reported(view, number) or _names_result(view, clause):
        return []
    ranges = trimmed(words, [(behind.begin, _complement_end(view, number + 1))])
    if not ranges:
        return []
    speaker = find_subject(view, number) or subject_left_of(view, number)
    return [Found(ranges, "indirect", "dass_any" if that else "konjunktiv_any", speaker, (clause.finite,))]


def _is_reported(view: View, number: int) -> bool:
    """Whether a main clause up to this one is in Konjunktiv, hence somebody's words itself."""
    return any(c.konjunktiv >= 0 and not c.subordinate for c in view.clauses[: number + 1])


def _names_result(view: View, clause: Clause) -> bool:
    """Whether the verb causes or is: *führte dazu, dass*, *so … dass*, *ist wichtig, dass*."""
    words = view.words
    stop = word_classes("not_speech_german")["result"]
    verbs = [i for i in range(clause.begin, clause.end) if words.types[i].lemma in stop or words.flags[i] & (AUXILIARY | MODAL)]
    full = [
        i
        for i in range(clause.begin, clause.end)
        if words.flags[i] & FINITE and not words.flags[i] & (AUXILIARY | MODAL) and not words.flags[i] & CAPITAL
    ]
    if any(words.types[i].lemma in stop and not words.flags[i] & (AUXILIARY | MODAL) for i in verbs):
        return True
    return not full or words.low(clause.end - 1) in {"so", "dadurch", "ohne", "dafür"}


def _content_end(view: View) -> int:
    """Return the end of the sentence's words, its final point left out."""
    end = view.sentence.end
    while end > view.sentence.begin and view.words.low(end - 1) in ".!?…":
        end -= 1
    return end


def trimmed(words: Words, ranges: list[Range]) -> list[Range]:
    """Cut commas and dashes off both ends of each range and drop what is empty."""
    kept = []
    for begin, end in ranges:
        while begin < end and words.flags[begin] & PUNCTUATION and begin not in words.partial and words.low(begin) in ",;:–—-.":
            begin += 1
        while end > begin and words.low(end - 1) in ",;:–—-":
            end -= 1
        if begin < end:
            kept.append((begin, end))
    return kept
