"""German quotations and their speakers: the engine that puts the rules together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.confidence import rate
from workbench.speech.german.attributions import Attribution, find_attributions
from workbench.speech.german.channels import find_channel
from workbench.speech.german.clauses import split_clauses
from workbench.speech.german.continuations import (
    REACH,
    continuation,
    hearsay,
    named_before,
    pointing_back,
    reported,
    subordinate_konjunktiv,
)
from workbench.speech.german.findings import Found, State, trimmed
from workbench.speech.german.frames import frames_of
from workbench.speech.german.nominal import SHORTEST_CONTENT
from workbench.speech.german.partials import judgements, partials
from workbench.speech.german.sentences import read_words
from workbench.speech.german.speakers import before_colon, speaker_of
from workbench.speech.german.subjects import find_subject
from workbench.speech.german.verbs import Range, View, find_cue
from workbench.speech.german.words import QUOTED, RELATIVE, SUBJUNCTIVE
from workbench.speech.interviews import find_turns
from workbench.speech.marks import pair_marks
from workbench.speech.records import Block, Quotation, Span, in_text_order, join_paragraphs
from workbench.speech.repeats import mark_repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTINUES = frozenset({"konjunktiv_continuation", "konjunktiv2_continuation", "hearsay", "demnach"})
POINTING = frozenset(  # words that name nobody by themselves
    {"das", "es", "man", "der", "die", "welche", "welcher", "welches"}
)
NESTED = frozenset(  # rules that hold inside an utterance
    {"dass", "konjunktiv", "verb_final", "wie", "direct_after", "direct_before"}
)
LEAST = 0.3  # confidence
LOOSE = frozenset(
    {"zu_infinitive", "dass_any", "konjunktiv_any", "noun_dass", "noun_konjunktiv", "noun_zu"}
)
NEAR = 3  # sentences over which an utterance without a frame does


def find_german(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Find the quotations of a German text, in text order, each with its speaker and rule."""
    marks = pair_marks(text, blocks)
    words = read_words(text, blocks, marks)
    turns = find_turns(text, blocks)
    asked = {turn.block for turn in turns}
    views = [View(words, s, tuple(split_clauses(words, s))) for s in words.sentences]
    state = State(views)
    for number, view in enumerate(views):
        if view.sentence.inside is None and view.sentence.block not in asked:
            _read_sentence(view, number, state)
        else:
            _read_inside(view, number, state)
    found = [_quotation(views, f) for f in state.found if _has_words(f)]
    said = join_paragraphs(found, marks)
    said += [Quotation((t.words,), "direct", "interview_turn", t.speaker) for t in turns]
    rated = rate(text, in_text_order(said), "de_confidence")
    return mark_repeats(text, blocks, in_text_order([q for q in rated if _is_kept(q, rated)]))


def _is_kept(quotation: Quotation, others: Sequence[Quotation]) -> bool:
    """Drop clauses and words that are twice as often wrong as right; utterances always stay."""
    around = quotation.nested_in
    nested = around is not None and others[around].kind == "direct"
    doubtful = quotation.kind in {"indirect", "reported"} or quotation.rule.endswith("partial")
    return quotation.confidence >= LEAST or nested or not doubtful


def _read_sentence(view: View, number: int, state: State) -> None:
    found = frames_of(view)
    for attribution in find_attributions(view):
        found += _attributed(view, attribution, found)
    found = [f for f in found if f.rule not in LOOSE or not _inside_another(f, found)]
    found += _orphans(view, number, state, found)
    _answer(view, number, state)
    found += judgements(view, found)
    if not found:
        found += (
            pointing_back(view, number, state) or continuation(view, number, state) or hearsay(view)
        )
        for item in found:
            if item.rule == "hearsay" and item.speaker is None and number - state.sentence <= REACH:
                item.speaker = state.speaker
    if not found:
        found += reported(view) or subordinate_konjunktiv(view)
    found += partials(view, found or _carried_on(state, number))
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


def _remember(view: View, state: State, found: list[Found], number: int) -> None:
    """Keep the last speaker; a reporting verb without a quotation also introduces one."""
    named = [f.speaker for f in found if f.rule not in CONTINUES] or _introduced(view)
    speakers = [s for s in named if s is not None and not _only_points(view, s)]
    if speakers:
        state.speaker, state.sentence = speakers[0], number
    elif found and number - state.sentence <= REACH:
        state.sentence = number


def _only_points(view: View, speaker: Range) -> bool:
    """Tell the pronoun *das* from *das Ministerium*."""
    return speaker[1] == speaker[0] + 1 and view.words.low(speaker[0]) in POINTING


def _introduced(view: View) -> list[Range | None]:
    """List the subjects of reporting verbs in a sentence that quotes nothing."""
    cues = (find_cue(view, n) for n, c in enumerate(view.clauses) if not c.subordinate)
    own = (c for c in cues if c is not None and not view.words.flags[c.verb] & SUBJUNCTIVE)
    return [speaker_of(view, cue) for cue in own]


def _read_inside(view: View, number: int, state: State) -> None:
    """Look for indirect speech inside an utterance; there nobody reports in the first person."""
    for item in frames_of(view):
        if item.speaker is None or view.words.low(item.speaker[0]) in {
            "ich",
            "wir",
            "sie",
            "es",
            "man",
        }:
            continue
        if item.rule in NESTED:
            item.sentence = number
            state.found.append(item)


def _attributed(view: View, attribution: Attribution, found: list[Found]) -> list[Found]:
    words, sentence = view.words, view.sentence
    beside = [
        i
        for i in (
            attribution.begin - 1,
            attribution.begin - 2,
            attribution.end,
            attribution.end + 1,
        )
        if sentence.begin <= i < sentence.end and words.flags[i] & QUOTED
    ]
    if beside:
        utterances = [i for i in range(sentence.begin, sentence.end) if words.flags[i] & QUOTED]
        return [
            Found(
                [(i, i + 1)],
                "direct",
                "direct_" + attribution.rule,
                attribution.speaker,
                (attribution.cue,),
                utterance=i,
            )
            for i in utterances
            if not any(f.covers(i) for f in found)
        ]
    begin, end = _scope(view, attribution)
    ranges = trimmed(words, [(begin, attribution.begin), (_past_relative(view, attribution), end)])
    if sum(e - b for b, e in ranges) < SHORTEST_CONTENT:
        return []
    return [Found(ranges, "indirect", attribution.rule, attribution.speaker, (attribution.cue,))]


def _past_relative(view: View, attribution: Attribution) -> int:
    """Pass over a relative clause that hangs on the source: *laut X, der dort war, …*."""
    for clause in view.clauses:
        if clause.begin == attribution.end + 1 and clause.subordinate and clause.opener & RELATIVE:
            return clause.end
    return attribution.end


def _scope(view: View, attribution: Attribution) -> Range:
    """Return what an attribution covers: its own subordinate clause, else the whole sentence."""
    words, sentence = view.words, view.sentence
    end = sentence.end
    while end > sentence.begin and words.low(end - 1) in ".!?…":
        end -= 1
    for number, clause in enumerate(view.clauses):
        if (
            attribution.rule in {"wonach", "nach_relative"}
            and clause.begin <= attribution.begin < clause.end
        ):
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
        speaker, rule, cue = _beside(view, number, index, state)
        if speaker is None and index == view.sentence.begin:
            speaker = named_before(view, number, state)
        if speaker is None and number - state.sentence <= NEAR:
            speaker = state.speaker
        items.append(Found([(index, index + 1)], "direct", rule, speaker, cue, utterance=index))
    return items


def _beside(
    view: View, number: int, index: int, state: State
) -> tuple[Range | None, str, tuple[int, ...]]:
    """Return who speaks by a colon before an utterance or by any verb behind it, rule and cue."""
    if index > view.sentence.begin and view.words.low(index - 1) == ":":
        return before_colon(view, index), "direct_colon", ()
    if index == view.sentence.begin and _ends_in_colon(state, number - 1):
        before = state.views[number - 1]
        return before_colon(before, before.sentence.end), "direct_colon", ()
    clause = _verb_behind(view, index)
    speaker = find_subject(view, clause) if clause else None
    if speaker is None:
        return None, "direct_alone", ()
    return speaker, "direct_before", (view.clauses[clause].finite,)


def _ends_in_colon(state: State, number: int) -> bool:
    """Whether a sentence ends in a colon, so that the next paragraph is what it announces."""
    if number < 0 or state.views[number].sentence.inside is not None:
        return False
    view = state.views[number]
    return view.words.low(view.sentence.end - 1) == ":"


def _verb_behind(view: View, index: int) -> int:
    """Return the clause of *«…», lacht sie*: words before a verb are its object; 0 without."""
    for number, clause in enumerate(view.clauses[1:], 1):
        behind = clause.begin == index + 2 and view.words.low(index + 1) == ","
        if behind and clause.finite == clause.begin and not clause.subordinate:
            return number
    return 0


def _has_words(found: Found) -> bool:
    """Tell whether anything is left of a finding once its frame is taken off."""
    return found.utterance >= 0 or any(begin < end for begin, end in found.ranges)


def _quotation(views: list[View], found: Found) -> Quotation:
    view = views[found.sentence]
    words = view.words
    if found.utterance >= 0:
        spans: tuple[Span, ...] = (words.utterances[found.utterance].inner,)
    else:
        spans = tuple(words.span(b, e) for b, e in found.ranges if b < e)
    cue = (words.starts[min(found.cue)], words.ends[max(found.cue)]) if found.cue else None
    channel = find_channel(
        views[found.frame if found.frame >= 0 else found.sentence], found.cue, found.speaker
    )
    return Quotation(
        spans,
        found.kind,
        found.rule,
        speaker=words.span(*found.speaker) if found.speaker else None,
        cue=cue,
        addressee=words.span(*channel.addressee) if channel.addressee else None,
        medium=words.span(*channel.medium) if channel.medium else None,
    )
