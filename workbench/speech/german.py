"""German quotations and their speakers: the engine that puts the rules together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.speech.attributions import Attribution, find_attributions
from workbench.speech.channels import find_channel
from workbench.speech.clauses import is_reporting_mood, split_clauses
from workbench.speech.frames import CONTAINED, Found, frames_of, speaker_of, subject_left_of, trimmed
from workbench.speech.marks import pair_marks
from workbench.speech.phrases import may_be_subject, speaker_phrase
from workbench.speech.records import Quotation, in_text_order
from workbench.speech.repeats import mark_repeats
from workbench.speech.sentences import Words, read_words
from workbench.speech.verbs import View, antecedent, find_cue, find_subject, is_abstract
from workbench.speech.words import ADJECTIVE, CAPITAL, DETERMINER, FINITE, KONJUNKTIV, PARTICIPLE, PREPOSITION, PUNCTUATION, QUOTED, RELATIVE, SUBJUNCTIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.clauses import Clause
    from workbench.speech.records import Block, Span
    from workbench.speech.verbs import Range

CONTINUES = frozenset({"konjunktiv_continuation", "konjunktiv2_continuation", "hearsay"})
LOOSE = frozenset({"zu_infinitive", "dass_any", "konjunktiv_any", "noun_dass", "noun_konjunktiv", "noun_zu"})
NEAR = 3  # sentences over which an utterance without a frame does
REACH = 6  # sentences over which a subjunctive sentence looks back for its speaker


@dataclass(slots=True)
class State:
    """What the rules remember from sentence to sentence."""

    views: list[View]
    speaker: Range | None = None
    sentence: int = -99
    reported: bool = False  # whether the last sentence held reported words
    continuation: Found | None = None
    found: list[Found] = field(default_factory=list)


def find_german(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Find the quotations of a German text, in text order, each with its speaker and rule."""
    words = read_words(text, blocks, pair_marks(text, blocks))
    views = [View(words, s, tuple(split_clauses(words, s))) for s in words.sentences]
    state = State(views)
    for number, view in enumerate(views):
        if view.sentence.inside is None:
            _read_sentence(view, number, state)
        else:
            _read_inside(view, number, state)
    found = in_text_order([_quotation(views, f) for f in state.found])
    return mark_repeats(text, blocks, found)


def _read_sentence(view: View, number: int, state: State) -> None:
    found = frames_of(view)
    for attribution in find_attributions(view):
        found += _attributed(view, attribution, found)
    found = [f for f in found if f.rule not in LOOSE or not _inside_another(f, found)]
    found += _orphans(view, number, state, found)
    _answer(view, number, state)
    found += _judgements(view, found)
    if not found:
        found += _pointing_back(view, number, state) or _continuation(view, number, state) or hearsay(view)
        for item in found:
            if item.rule == "hearsay" and item.speaker is None and number - state.sentence <= REACH:
                item.speaker = state.speaker
    if not found:
        found += _reported(view) or _subordinate_konjunktiv(view)
    found += _partials(view, found or _carried_on(state, number))
    for item in found:
        item.sentence = number
    _remember(view, state, found, number)
    state.found += found


def _inside_another(item: Found, found: list[Found]) -> bool:
    """Whether a loosely found stretch is only part of a surer one."""
    begin = item.ranges[0][0]
    return any(f is not item and f.covers(begin) and f.rule not in LOOSE for f in found)


def _carried_on(state: State, number: int) -> list[Found]:
    """Return the continuation that this sentence was just added to."""
    last = state.continuation
    return [last] if last is not None and last.sentence == number else []


def _answer(view: View, number: int, state: State) -> None:
    """Read *«…» Das sagte X*: the sentence behind a lone utterance names who spoke."""
    words, begin = view.words, view.sentence.begin
    last = state.found[-1] if state.found else None
    if last is None or last.rule != "direct_alone" or last.sentence != number - 1:
        return
    if words.low(begin) not in {"das", "dies", "so", "mit", "diese"}:
        return
    cue = find_cue(view, 0)
    speaker = speaker_of(view, cue) if cue is not None else None
    if speaker is not None and cue is not None and speaker[0] > begin:
        last.speaker, last.cue, last.rule = speaker, cue.tokens, "direct_before"
        last.frame = number


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


def _reported(view: View) -> list[Found]:
    """Read *X warnt vor Z*: the whole sentence tells what somebody said, in the article's words."""
    for number, clause in enumerate(view.clauses):
        cue = find_cue(view, number)
        if cue is None or clause.subordinate or view.words.flags[cue.verb] & SUBJUNCTIVE:
            continue
        speaker = speaker_of(view, cue)
        if speaker is None:
            continue
        if "reported" in cue.classes:
            return [Found([(view.sentence.begin, view.sentence.end)], "reported", "reported", speaker, cue.tokens)]
    return []


def _subordinate_konjunktiv(view: View) -> list[Found]:
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


def _judgements(view: View, found: list[Found]) -> list[Found]:
    """Read *X nannte das «fahrlässig»*: words between marks in the clause of a reporting verb."""
    words, items = view.words, []
    for number, clause in enumerate(view.clauses):
        marks = [i for i in range(clause.begin, clause.end) if i in words.partial]
        if not marks:
            continue
        cue = find_cue(view, number)
        if cue is None or words.flags[cue.verb] & KONJUNKTIV:
            continue
        speaker = speaker_of(view, cue)
        if speaker == (clause.begin, clause.begin + 1) and clause.subordinate:
            speaker = antecedent(view, number) or speaker
        for index in marks:
            close = words.partial[index][0]
            if any(f.covers(index) for f in found) or (speaker and speaker[0] <= index < speaker[1]):
                continue
            if not _is_judged(words, index, close, judges="judge" in cue.classes):
                continue
            if speaker is not None:
                items.append(Found([(index + 1, close)], "direct", "direct_partial", speaker, cue.tokens, partial=index))
    return items


def _is_judged(words: Words, index: int, close: int, *, judges: bool) -> bool:
    """Tell *nannte das «fahrlässig»* from a name or title: *las die «Neue Post»*."""
    before = words.flags[index - 1]
    if before & CAPITAL and words.flags[index + 1] & CAPITAL:  # «die Enzyklika «Deus caritas est»»
        return False
    if not words.text[words.starts[index + 1]].isupper():
        return True
    if judges and words.low(index - 1) in {"als", "ein", "eine", "einen", "einer", "einem", "von"}:
        return True
    if before & (DETERMINER | PREPOSITION):
        return any(words.flags[i] & FINITE and not words.flags[i] & CAPITAL for i in range(index + 2, close))
    return not _is_name(words, index, close)


def _pointing_back(view: View, number: int, state: State) -> list[Found]:
    """Read *A. Das erklärte X.*: the sentence before was the content."""
    words, sentence = view.words, view.sentence
    if words.low(sentence.begin) not in {"das", "dies"} or number == 0:
        return []
    cue = find_cue(view, 0)
    if cue is None or cue.verb > sentence.begin + 2 or not cue.classes & {"say", "show"}:
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


def _remember(view: View, state: State, found: list[Found], number: int) -> None:
    """Keep the last speaker; a reporting verb without a quotation also introduces one."""
    speakers = [f.speaker for f in found if f.speaker is not None and f.rule not in CONTINUES and f.rule != "demnach"]
    if not speakers:
        cues = [find_cue(view, n) for n, c in enumerate(view.clauses) if not c.subordinate]
        speakers = [s for s in (speaker_of(view, c) for c in cues if c is not None and not view.words.flags[c.verb] & SUBJUNCTIVE) if s]
    if speakers:
        state.speaker, state.sentence = speakers[0], number
    elif found and number - state.sentence <= REACH:
        state.sentence = number


def _read_inside(view: View, number: int, state: State) -> None:
    """Look for indirect speech inside an utterance; there nobody reports in the first person."""
    for item in frames_of(view):
        if item.speaker is None or view.words.low(item.speaker[0]) in {"ich", "wir", "sie", "es", "man"}:
            continue
        if item.rule in {"dass", "konjunktiv", "verb_final", "wie"} :
            item.sentence = number
            state.found.append(item)


def _attributed(view: View, attribution: Attribution, found: list[Found]) -> list[Found]:
    words, sentence = view.words, view.sentence
    beside = [i for i in (attribution.begin - 1, attribution.begin - 2, attribution.end, attribution.end + 1) if sentence.begin <= i < sentence.end and words.flags[i] & QUOTED]
    if beside:
        utterances = [i for i in range(sentence.begin, sentence.end) if words.flags[i] & QUOTED]
        return [Found([(i, i + 1)], "direct", "direct_" + attribution.rule, attribution.speaker, (attribution.cue,), utterance=i) for i in utterances if not any(f.covers(i) for f in found)]
    begin, end = _scope(view, attribution)
    ranges = trimmed(words, [(begin, attribution.begin), (_past_relative(view, attribution), end)])
    if sum(e - b for b, e in ranges) < 3:
        return []
    return [Found(ranges, "indirect", attribution.rule, attribution.speaker, (attribution.cue,))]


def _past_relative(view: View, attribution: Attribution) -> int:
    """Pass over a relative clause that hangs on the source: *laut X, der dort war, …*."""
    for clause in view.clauses:
        if clause.begin == attribution.end + 1 and clause.subordinate and clause.opener & RELATIVE:
            return clause.end
    return attribution.end


def _scope(view: View, attribution: Attribution) -> Range:
    """A relative clause of its own, else the whole sentence."""
    words, sentence = view.words, view.sentence
    end = sentence.end
    while end > sentence.begin and words.low(end - 1) in ".!?…":
        end -= 1
    for number, clause in enumerate(view.clauses):
        if attribution.rule in {"wonach", "nach_relative"} and clause.begin <= attribution.begin < clause.end:
            return clause.begin, clause.end
        if clause.begin <= attribution.begin < clause.end and clause.subordinate and number:
            return clause.begin, clause.end
        if clause.begin <= attribution.begin < clause.end and attribution.rule == "demnach":
            return clause.begin, end
    return sentence.begin, end


def _orphans(view: View, number: int, state: State, found: list[Found]) -> list[Found]:
    """Give utterances that no verb of their sentence claims to whoever was named last."""
    words, items = view.words, []
    for index in range(view.sentence.begin, view.sentence.end):
        if not words.flags[index] & QUOTED or any(f.covers(index) for f in found):
            continue
        speaker, rule = None, "direct_alone"
        if words.low(index - 1) == ":":
            speaker, rule = _before_colon(view, index), "direct_colon"
        if speaker is None and number - state.sentence <= NEAR:
            speaker = state.speaker
        items.append(Found([(index, index + 1)], "direct", rule, speaker, utterance=index))
    return items


def _before_colon(view: View, index: int) -> Range | None:
    """Return the subject of the sentence in front of a colon: *Berg freute sich: «…»*."""
    words = view.words
    row = [n for n, c in enumerate(view.clauses) if c.end < index]
    for number in reversed(row):
        clause = view.clauses[number]
        if clause.subordinate or clause.zu_infinitive and clause.finite < 0:
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
        if subject is not None and is_abstract(words, subject[1] - 1) and words.low(subject[0]) != "er":
            return None
        return subject
    return None


def _continuation(view: View, number: int, state: State) -> list[Found]:
    """A main clause in Konjunktiv without a frame goes on with the last speaker's words."""
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
    speaker = _named_before(view, number, state)
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
        speaker = _before_colon(view, colon)
        if speaker is None or not ranges:
            return None
        return Found(ranges, "indirect", "konjunktiv_colon", speaker)
    return None


def _named_before(view: View, number: int, state: State) -> Range | None:
    """Return the subject of the sentence before, if that sentence reports nothing itself."""
    if not number or state.sentence == number - 1:
        return None
    before = state.views[number - 1]
    if before.sentence.block != view.sentence.block or before.sentence.inside is not None:
        return None
    for index, clause in enumerate(before.clauses):
        if clause.finite >= 0 and not clause.subordinate:
            subject = find_subject(before, index) or subject_left_of(before, index)
            return subject if subject is not None and _may_speak(before, clause, subject) else None
    return None


def _may_speak(view: View, clause: Clause, subject: Range) -> bool:
    """Whether a subject without a reporting verb is likely one who speaks: one person or body."""
    words, verb = view.words, view.words.types[clause.finite]
    if verb.lemma == "werden" or verb.low.endswith("en") or is_abstract(words, subject[1] - 1):
        return False
    head = words.flags[subject[0]]
    return words.low(subject[0]) in {"er", "sie", "der", "die", "das"} or not head & (DETERMINER | ADJECTIVE)


def _supposes_on(view: View, number: int, state: State) -> bool:
    """Whether a Konjunktiv II goes on reporting: right behind reported words, and no condition."""
    words = view.words
    if not state.found or state.found[-1].sentence != number - 1:
        return False
    conditions = {"wenn", "falls", "sollte", "sollten", "wäre", "hätte"}
    return not any(words.low(c.begin) in conditions for c in view.clauses)


def _partials(view: View, found: list[Found]) -> list[Found]:
    """Words between marks inside reported speech are quoted word for word."""
    items = []
    words = view.words
    for index in range(view.sentence.begin, view.sentence.end):
        if index not in words.partial:
            continue
        close, _ = words.partial[index]
        host = next((f for f in found if f.covers(index)), None)
        if host is None or _is_name(words, index, close):
            continue
        items.append(Found([(index + 1, close)], "direct", "partial", host.speaker, host.cue, partial=index))
    return items


def _is_name(words: Words, begin: int, close: int) -> bool:
    inner = [i for i in range(begin + 1, close) if not words.flags[i] & PUNCTUATION]
    return bool(inner) and all(words.flags[i] & CAPITAL or words.text[words.starts[i]].isupper() for i in inner)


def _quotation(views: list[View], found: Found) -> Quotation:
    view = views[found.sentence]
    words = view.words
    if found.utterance >= 0:
        spans: tuple[Span, ...] = (words.utterances[found.utterance].inner,)
    else:
        spans = tuple(words.span(b, e) for b, e in found.ranges)
    cue = (words.starts[min(found.cue)], words.ends[max(found.cue)]) if found.cue else None
    channel = find_channel(views[found.frame if found.frame >= 0 else found.sentence], found.cue, found.speaker)
    return Quotation(
        spans,
        found.kind,
        found.rule,
        speaker=words.span(*found.speaker) if found.speaker else None,
        cue=cue,
        addressee=words.span(*channel.addressee) if channel.addressee else None,
        medium=words.span(*channel.medium) if channel.medium else None,
    )
