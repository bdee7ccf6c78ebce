"""English quotations and attributions by rules: who is given which words by which cue."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.speech import english_words as w
from workbench.speech.english_clauses import clause_limit
from workbench.speech.english_frames import Finding, asked_by, complement, passive, relative_insert
from workbench.speech.english_inserted import enclosing
from workbench.speech.english_lexicon import ING, confidence, word_class
from workbench.speech.english_media import medium_of
from workbench.speech.english_nominal import nominal
from workbench.speech.english_subjects import main_subject, subject_before
from workbench.speech.english_verbs import Verb, read_verb
from workbench.speech.english_words import Paragraph, Range, Sentence, read_paragraph
from workbench.speech.marks import pair_marks
from workbench.speech.records import Quotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.marks import Marked
    from workbench.speech.records import Block, Span

__all__ = ["find_english"]


def find_english(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return all attributions of an English text, paragraph by paragraph.

    Only the outermost attribution of a passage is given: *Meyer said critics fear a rise* is
    Meyer's. Speech that opens a new paragraph belongs to the one announced or left open before.
    """
    found: list[Quotation] = []
    marked = _outermost(pair_marks(text, blocks))
    starts = [stretch.start for stretch in marked]
    announced = goes_on = False
    for _zone, start, end in blocks:
        here = marked[bisect_left(starts, start) : bisect_left(starts, end)]
        paragraph = read_paragraph(text, start, end, here)
        whole = paragraph.whole
        if not whole.low:
            continue
        taken = _carried_over(whole, announced=announced, goes_on=goes_on) if found else 0
        if taken:
            found[-1] = replace(
                found[-1], spans=(*found[-1].spans, whole.span(_between_marks(whole, (0, taken))))
            )
        found.extend(_to_quotation(whole, f) for f in find_in_paragraph(paragraph, taken))
        opening = _announcement(paragraph) if not taken else None
        announced = opening is not None
        if opening is not None:
            found = [q for q in found if q.cue != opening.cue]
            found.append(opening)
        goes_on = paragraph.goes_on and bool(found)
    return sorted((q for q in found if q.spans), key=lambda q: (q.start, -q.end))


def _outermost(marked: Sequence[Marked]) -> list[Marked]:
    """Keep the stretches that lie in no other."""
    kept: list[Marked] = []
    for stretch in marked:
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept


def _carried_over(whole: Sentence, *, announced: bool, goes_on: bool) -> int:
    """How many tokens of a paragraph go on with the speech announced or left open before."""
    if not announced and not goes_on:
        return 0
    if whole.inside[0] >= 0:
        return whole.pair_end(0)
    return 0 if goes_on else whole.hi


def _announcement(paragraph: Paragraph) -> Quotation | None:
    """*She wrote on Monday:* at a paragraph's end: the next paragraph is the content."""
    s = paragraph.sentences[-1]
    if not s.tag[s.hi - 1] & w.COLON:
        return None
    for i in range(s.hi - 1, s.lo, -1):
        verb = read_verb(s, i) if s.tag[i] & w.CUE and s.inside[i] < 0 else None
        if verb is None or not verb.takes("q") or verb.passive:
            continue
        speaker = _speaker_of(s, verb, [])
        if speaker is not None:
            cue = s.span((verb.start, verb.stop))
            return _rated((), "direct", "announced", s.span(speaker), cue)
    return None


def _to_quotation(s: Sentence, finding: Finding) -> Quotation:
    """Return the finding as character spans."""
    parts = [part for part in finding.contents if part[1] > part[0]]
    if finding.kind == "direct":
        parts = [_between_marks(s, part) for part in parts]
    spans = tuple(s.span(part) for part in parts)

    def place(part: Range | None) -> Span | None:
        return s.span(part) if part and part[1] > part[0] else None

    rated = _rated(spans, finding.kind, finding.rule, place(finding.speaker), place(finding.cue))
    medium = place(medium_of(s, finding))
    return replace(rated, addressee=place(finding.addressee), medium=medium)


def _between_marks(s: Sentence, part: Range) -> Range:
    """Leave the marks at the edges out: direct speech is the words between them."""
    first, last = part
    if last - first > 2 and s.inside[first] >= 0 and s.pairs[s.inside[first]][0] == first:  # noqa: PLR2004
        first += 1
    if last - first > 1 and s.closes_at(last - 1) and s.tag[last - 1] & w.MARK:
        last -= 1
    return first, last


def _rated(
    spans: tuple[Span, ...], kind: str, rule: str, speaker: Span | None, cue: Span | None
) -> Quotation:
    return Quotation(spans, kind, rule, speaker, cue, confidence=confidence(rule))


def find_in_paragraph(paragraph: Paragraph, taken: int) -> list[Finding]:
    """Return the attributions of one paragraph from token ``taken`` on."""
    spoken = _turn(paragraph.whole) if not taken else None
    if spoken is not None:
        return [spoken]
    found: list[Finding] = []
    for sentence in paragraph.sentences:
        if sentence.hi <= taken:
            continue
        s = replace(sentence, lo=max(sentence.lo, taken))
        here = find_in_sentence(s)
        before = next((f for f in reversed(found) if _is_direct(s, f)), None)
        if not here and before is not None and all(s.inside[i] >= 0 for i in range(s.lo, s.hi - 1)):
            before.contents.append((s.lo, s.hi))  # «A», she said. «B.»
        found.extend(here)
    return found


def _turn(s: Sentence) -> Finding | None:
    """*MEIER: …*, *Rossi: Taxes must fall*: a name and a colon open a paragraph."""
    colon = next((j for j in range(min(6, s.hi)) if s.tag[j] & w.COLON), 0)
    if not colon or colon + 1 >= s.hi or len(s.low[0]) < 3:  # noqa: PLR2004 - Q: and A:
        return None
    if not all(s.tag[j] & w.CAP or not s.tag[j] for j in range(colon)):
        return None
    return Finding([(colon + 1, s.hi)], "turn", "direct", (0, colon), (colon, colon + 1))


def _is_direct(s: Sentence, finding: Finding) -> bool:
    return finding.kind == "direct" or any(
        s.inside[b - 1] >= 0 for a, b in finding.contents if b > a
    )


def find_in_sentence(s: Sentence) -> list[Finding]:
    """Return the attributions of one sentence; outer ones swallow what they contain."""
    found: list[Finding] = []
    covered: set[int] = set()

    def take(finding: Finding) -> None:
        found.append(finding)
        for part in [*finding.contents, finding.cue or (0, 0)]:
            covered.update(range(*part))

    for finding in enclosing(s):
        if covered.isdisjoint(i for part in finding.contents for i in range(*part)):
            take(finding)
    for i in range(s.lo, s.hi):
        if not s.tag[i] & (w.CUE | w.NOMINAL) or i in covered or s.inside[i] >= 0:
            continue
        after = _after_cue(s, i, found) if s.tag[i] & w.CUE else None
        if after is None and s.tag[i] & w.NOMINAL:
            after = nominal(clause_limit(s, i, i), i)
        if after is not None:
            take(after)
    return found


def _after_cue(s: Sentence, i: int, found: list[Finding]) -> Finding | None:
    """Return the attribution whose content follows its cue."""
    verb = read_verb(s, i)
    if verb is None:
        return None
    if verb.passive:
        return passive(clause_limit(s, verb.start, verb.stop), verb)
    speaker = _speaker_of(s, verb, found)
    limited = clause_limit(s, verb.start, verb.stop, speaker)
    finding = complement(limited, verb)
    if finding is None:
        return asked_by(limited, verb) or relative_insert(limited, verb, speaker)
    finding.speaker = speaker
    if speaker is None and verb.ing and limited.hi < s.hi:  # Noting the price, the baker …
        finding.speaker = main_subject(s, limited.hi + 1, s.hi)
    return _accepted(s, finding, verb, found)


def _accepted(s: Sentence, finding: Finding, verb: Verb, found: list[Finding]) -> Finding | None:
    """Keep what the form of the cue makes likely, named after it."""
    if finding.kind == "reported" and _is_message(s, finding.contents[0]):
        return None
    if verb.infinitive or verb.ing:
        return _non_finite(finding, verb)
    if finding.speaker is None:
        return _without_subject(s, finding, verb, found)
    return finding


def _is_message(s: Sentence, content: Range) -> bool:
    """*released a statement saying …*: what counts comes with the participle."""
    return any(
        s.low[j] in word_class("medium") and s.tag[j + 1] & w.CUE and s.low[j + 1].endswith("ing")
        for j in range(content[0], min(content[1] - 1, content[0] + 6))
    )


def _non_finite(finding: Finding, verb: Verb) -> Finding | None:
    """*…, saying that*, *to say that*: only what is speech or thought beyond doubt."""
    weak = {"zero_that", "thought_zero", "question_clause", "object_phrase", "infinitive"}
    if finding.rule == "stance_phrase" or (verb.infinitive and finding.rule in weak):
        return None
    finding.rule = "infinitive_cue" if verb.infinitive else f"{finding.rule}_ing"
    return finding


def _without_subject(
    s: Sentence, finding: Finding, verb: Verb, found: list[Finding]
) -> Finding | None:
    """*Asked about taxes, …* has no speaker; other cues share the sentence's subject."""
    if verb.start == s.lo and verb.cue.name.startswith("ask"):
        finding.rule = "asked"
        return finding
    finding.speaker = main_subject(s, s.lo, verb.start) or (found[-1].speaker if found else None)
    finding.rule = "shared_subject"
    return finding if finding.speaker is not None else None


def _speaker_of(s: Sentence, verb: Verb, found: list[Finding]) -> Range | None:
    """Return the cue's subject; of a second verb or a participle, the subject before."""
    before = verb.start - 1
    if before < s.lo:
        return None
    bare_ing = bool(verb.kind & ING) and verb.start == verb.head
    shared = verb.infinitive or s.low[before] in {"and", "but", "or", "by", "then"}
    after_message = s.low[before] in word_class("medium")
    if bare_ing and (after_message or s.tag[before] & (w.COMMA | w.DASH | w.PREP | w.SUB)):
        shared = True
    elif s.tag[before] & w.COMMA and not shared and not bare_ing:
        across = subject_before(s, verb.start)
        if across is not None:
            return across
        shared = True
    if not shared:
        return subject_before(s, verb.start)
    earlier = [f for f in found if f.speaker and f.cue and f.cue[0] < verb.head]
    earlier = [f for f in earlier if f.rule != "noun_possessive"]
    return earlier[-1].speaker if earlier else main_subject(s, s.lo, verb.start)
