"""English quotations and attributions by rules: who is given which words by which cue."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.speech.english import words as w
from workbench.speech.english.frames import Finding
from workbench.speech.english.lexicon import confidence, word_class
from workbench.speech.english.media import medium_of
from workbench.speech.english.sentence import find_in_sentence, speaker_of
from workbench.speech.english.verbs import read_verb
from workbench.speech.english.words import (
    Paragraph,
    Range,
    Sentence,
    read_paragraph,
    sentence_bounds,
)
from workbench.speech.marks import pair_marks
from workbench.speech.records import Quotation
from workbench.speech.repeats import mark_repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.marks import Marked
    from workbench.speech.records import Block, Span

__all__ = ["find_english"]

_SPEECH: Final = frozenset(  # rules after which a sentence in marks goes on with the same speaker
    ["that_clause", "zero_that", "said_indirect", "that_clause_ing", "zero_that_ing"]
)
Entry = tuple[Quotation, int]  # with the index of the entry around it, or -1


def find_english(text: str, blocks: Sequence[Block], *, nested: bool = False) -> list[Quotation]:
    """Return the attributions of an English text in text order.

    Without ``nested`` only the outermost attribution of a passage is given: *Meyer said critics
    fear a rise* is Meyer's. Speech that opens a new paragraph belongs to the one announced or left
    open before. Headlines inherit the speaker of the body words they shorten (``repeat``).
    """
    found: list[Entry] = []
    marked = _outermost(pair_marks(text, blocks))
    starts = [stretch.start for stretch in marked]
    announced = goes_on = False
    last = -1  # the newest outer entry: what a new paragraph may go on with
    for zone, start, end in blocks:
        here = marked[bisect_left(starts, start) : bisect_left(starts, end)]
        paragraph = read_paragraph(text, start, end, here)
        whole = paragraph.whole
        if not whole.low:
            continue
        taken = _carried_over(whole, announced=announced, goes_on=goes_on) if found else 0
        if taken:
            found[last] = (_longer(found[last][0], whole, taken), -1)
        opening = _announcement(paragraph) if not taken else None
        findings = find_in_paragraph(paragraph, taken)
        if zone in {"headline", "kicker", "subhead"}:
            findings += _headline_quotes(whole, findings)
        for finding in findings:
            quotation = _to_quotation(whole, finding)
            if opening is not None and finding.cue and quotation.cue == opening.cue:
                continue
            last = len(found)
            found.append((quotation, -1))
            if nested:
                found.extend((_to_quotation(whole, f), last) for f in _within(whole, finding))
        announced = opening is not None
        if opening is not None:
            last = len(found)
            found.append((opening, -1))
        goes_on = paragraph.goes_on and bool(found)
    return mark_repeats(text, blocks, _in_order(found))


def _in_order(entries: list[Entry]) -> list[Quotation]:
    """Sort by place, wider first, and let ``nested_in`` point into the sorted list."""
    kept = [n for n, (quotation, _) in enumerate(entries) if quotation.spans]
    kept.sort(key=lambda n: (entries[n][0].start, -entries[n][0].end))
    place = {n: rank for rank, n in enumerate(kept)}
    return [replace(entries[n][0], nested_in=place.get(entries[n][1])) for n in kept]


def _within(s: Sentence, finding: Finding) -> list[Finding]:
    """Speech in speech: quoted words in indirect speech, and attributions in either."""
    found: list[Finding] = []
    for part in finding.contents:
        first, last = _between_marks(s, part) if finding.kind == "direct" else part
        last -= bool(last - first > 1 and s.tag[last - 1] & w.COMMA)
        inner = replace(s, lo=first, hi=last)
        if finding.kind == "direct":
            inner = replace(inner, inside=[-1] * len(s.low), pairs=[])
        for lo, hi in sentence_bounds(inner):
            found.extend(find_in_sentence(replace(inner, lo=lo, hi=hi)))
        given = {content for f in found for content in f.contents}
        for pair in inner.pairs:
            quoted = first <= pair[0] and pair[1] <= last and pair[1] - pair[0] > 3  # noqa: PLR2004
            if quoted and pair not in given:
                words = Finding([pair], "quoted_words", "direct", finding.speaker, finding.cue)
                found.append(words)
    return found


def _longer(quotation: Quotation, whole: Sentence, taken: int) -> Quotation:
    """Add the words at a paragraph's beginning that go on with earlier speech."""
    span = whole.span(_between_marks(whole, (0, taken)))
    return replace(quotation, spans=(*quotation.spans, span))


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
        speaker = speaker_of(s, verb, [])
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
        if before is None and found and found[-1].rule in _SPEECH:
            before = found[-1]
        if not here and before is not None and all(s.inside[i] >= 0 for i in range(s.lo, s.hi - 1)):
            before.contents.append((s.lo, s.hi))  # «A», she said. «B.»
        found.extend(here)
    return found


def _turn(s: Sentence) -> Finding | None:
    """*MEIER: …*, *Rossi: Taxes must fall*, *«No»: Rossi*: a colon in a paragraph's first words."""
    colon = next((j for j in range(min(30, s.hi)) if s.tag[j] & w.COLON and s.inside[j] < 0), 0)
    if not colon or colon + 1 >= s.hi or (len(s.low[0]) < 3 and not s.pairs):  # noqa: PLR2004 - Q: and A:
        return None
    if s.pairs and s.pairs[0] == (0, colon):  # «We are not afraid»: teachers on the strike
        speaker = (colon + 1, s.hi) if _all_capitals(s, colon + 1, s.hi) else None
        return Finding([(0, colon)], "turn" if speaker else "headline", "direct", speaker)
    if colon > 5 or not _all_capitals(s, 0, colon) or s.low[0] in word_class("label"):  # noqa: PLR2004
        return None
    return Finding([(colon + 1, s.hi)], "turn", "direct", (0, colon), (colon, colon + 1))


def _all_capitals(s: Sentence, first: int, last: int) -> bool:
    return all(s.tag[j] & w.CAP or not s.tag[j] for j in range(first, last))


def _headline_quotes(s: Sentence, found: Sequence[Finding]) -> list[Finding]:
    """Read marked words of a headline that nobody is given; the body may tell whose they are."""
    given = {i for f in found for part in f.contents for i in range(*part)}
    pairs = [pair for pair in s.pairs if pair[1] - pair[0] > 4]  # noqa: PLR2004 - three words
    return [Finding([p], "headline", "direct") for p in pairs if given.isdisjoint(range(*p))]


def _is_direct(s: Sentence, finding: Finding) -> bool:
    return finding.kind == "direct" or any(
        s.inside[b - 1] >= 0 for a, b in finding.contents if b > a
    )
