"""English cues around or after their content: *…, she said.*, *According to X, …*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.clauses import content_end
from workbench.speech.english.frames import Finding, skip_addressee
from workbench.speech.english.lexicon import ING, cue_forms, word_class
from workbench.speech.english.subjects import (
    is_finite,
    noun_phrase_before,
    subject_after,
    subject_before,
)
from workbench.speech.english.verbs import can_invert, read_verb

if TYPE_CHECKING:
    from workbench.speech.english.words import Range, Sentence

_ENDS = w.COMMA | w.STOP | w.COLON | w.SEMICOLON | w.DASH | w.MARK


def enclosing(s: Sentence) -> list[Finding]:
    """Return the attributions of a sentence whose cue stands behind or before all its content."""
    return [*according_to(s), *in_document(s), *as_said(s), *inserted(s)]


def after_conjunction(s: Sentence, first: int) -> int:
    """Skip *And*, *But* at the beginning."""
    while first < s.hi and s.tag[first] & w.CC and not s.tag[first] & w.DET:
        first += 1
    return first


def according_to(s: Sentence) -> list[Finding]:
    """*According to X, …* and *…, according to X*."""
    places = range(s.lo, s.hi - 2)
    i = next((j for j in places if s.low[j : j + 2] == ["according", "to"] and s.inside[j] < 0), -1)
    if i < 0:
        return []
    stop = next((j for j in range(i + 2, s.hi) if s.tag[j] & _ENDS), s.hi)
    if all(s.tag[j] & (w.CC | w.ADV | w.MARK) for j in range(s.lo, i)):
        contents = [(stop + 1, content_end(s, stop + 1, phrase=False))] if stop + 1 < s.hi else []
    else:
        end = i - 1 if s.tag[i - 1] & w.COMMA else i
        contents = [(after_conjunction(s, s.lo), end)]
        apposed = stop + 1 < s.hi and s.tag[stop + 1] & w.DET and _states(s, s.lo, end)
        if _goes_on_after(s, stop) and not apposed:
            contents.append((stop + 1, content_end(s, stop + 1, phrase=False)))
    if not contents or contents[0][0] >= contents[0][1]:
        return []
    kind = "direct" if s.inside[contents[0][0]] >= 0 else "indirect"
    return [Finding(contents, "according_to", kind, (i + 2, stop), (i, i + 2))]


def _goes_on_after(s: Sentence, comma: int) -> bool:
    """Whether content, not a new clause, follows an inserted source."""
    n = comma + 1
    if n >= s.hi or not s.tag[comma] & w.COMMA:
        return False
    if s.tag[n] & w.CUE and s.low[n].endswith("ing"):
        return False
    return s.low[n] not in {"which", "who", "and", "but"}


def in_document(s: Sentence) -> list[Finding]:
    """*In a survey by the city, …*: a document opens the sentence and speaks for the rest."""
    first = after_conjunction(s, s.lo)
    if first >= s.hi or s.low[first] != "in" or s.inside[first] >= 0:
        return []
    comma = next((j for j in range(first, min(s.hi, first + 16)) if s.tag[j] & w.COMMA), 0)
    head = next((j for j in range(first, comma) if s.low[j] in word_class("document")), 0)
    if not head or comma + 2 >= s.hi:
        return []
    walls = w.AUX | w.SUB | w.WH
    if any(s.tag[j] & walls and not s.tag[j] & w.CLITIC for j in range(first + 1, head)):
        return []
    verbs = (read_verb(s, j) for j in range(comma + 1, s.hi) if s.tag[j] & w.CUE)
    if any(verb is not None and verb.takes("qa") for verb in verbs):
        return []
    content = (comma + 1, content_end(s, comma + 1, phrase=False))
    return [Finding([content], "in_document", "indirect", (first + 1, comma), (first, first + 1))]


def as_said(s: Sentence) -> list[Finding]:
    """*As Meyer put it, …*: the rest of the sentence is the content."""
    first = after_conjunction(s, s.lo)
    if first >= s.hi or s.low[first] != "as":
        return []
    comma = next((j for j in range(first, s.hi) if s.tag[j] & (w.COMMA | w.COLON)), s.hi)
    if comma + 1 >= s.hi:
        return []
    for i in range(first + 2, comma):
        verb = read_verb(s, i) if s.tag[i] & w.CUE else None
        if verb is None or not verb.takes("q") or verb.kind & ING:
            continue
        speaker = noun_phrase_before(s, verb.start)
        if speaker is None or speaker[0] <= first or s.tag[speaker[0]] & w.WH:
            return []
        content = (comma + 1, content_end(s, comma + 1, phrase=False))
        return [Finding([content], "as_said", "indirect", speaker, (verb.start, verb.stop))]
    return []


def inserted(s: Sentence) -> list[Finding]:
    """*…, Meyer said.* and *…, said Meyer.*: the cue after or within its content."""
    found: list[Finding] = []
    start = s.lo
    for i in range(s.lo + 1, s.hi):
        if s.tag[i] & w.CUE and s.inside[i] < 0 and i > start:
            finding = _inverted(s, i, start) or _regular(s, i, start)
            if finding is not None:
                found.append(finding)
                start = max(end for _, end in finding.contents)
    return found


def _inverted(s: Sentence, i: int, lo: int) -> Finding | None:
    """*«…», said Meyer*."""
    edge = i - 1
    closes = s.closes_at(edge)
    if not (closes or s.tag[edge] & w.COMMA) or not any(map(can_invert, cue_forms()[s.low[i]])):
        return None
    speaker = subject_after(s, i + 1)
    if speaker is None or not _is_name(s, speaker, closes=closes):
        return None
    found = Finding([], "said_inverted", "", speaker, (i, i + 1))
    return _around(s, found, edge, speaker[1], lo)


def _is_name(s: Sentence, part: Range, *, closes: bool) -> bool:
    """Tell a name: it holds no verb and, without quotation marks before, ends the sentence."""
    head = next((j for j in range(*part) if s.tag[j] & w.COMMA), part[1])
    if any(s.tag[j] & w.AUX and not s.tag[j] & w.CLITIC for j in range(part[0], head)):
        return False
    if closes:
        return True
    stops = part[1] >= s.hi or s.tag[part[1]] & (w.COMMA | w.STOP | w.WH)
    near = s.tag[part[1]] & w.PREP and s.hi - part[1] < 6 if part[1] < s.hi else False  # noqa: PLR2004
    return bool((stops or near) and s.tag[part[0]] & (w.CAP | w.DET | w.POSS))


def _regular(s: Sentence, i: int, lo: int) -> Finding | None:
    """*«…», Meyer said*."""
    verb = read_verb(s, i)
    if verb is None or not verb.takes("qz") or verb.passive or verb.infinitive:
        return None
    if verb.kind & ING and verb.start == verb.head:
        return None
    speaker = subject_before(s, verb.start)
    if speaker is None or speaker[0] <= lo:
        return None
    marker = s.low[speaker[0]] == "you"  # you know, you see
    if not s.closes_at(speaker[0] - 1) and (marker or not verb.takes("tz")):
        return None
    found = Finding([], "said_final", "", speaker, (verb.start, verb.stop))
    after = skip_addressee(s, verb.stop)[0] if verb.takes("a") else verb.stop
    return _around(s, found, speaker[0] - 1, after, lo)


def _around(s: Sentence, found: Finding, edge: int, after: int, lo: int) -> Finding | None:
    """Give a cue the words before its comma or closing mark and those that go on behind it."""
    closes = s.closes_at(edge)
    end = edge + 1 if closes else edge
    first = after_conjunction(s, lo)
    opening = s.pairs[s.inside[edge]][0] if closes else 0
    if opening > first and s.tag[opening - 1] & w.COLON:  # The motto was clear: «…», she said
        first = opening
    if not (closes or s.tag[edge] & w.COMMA) or end <= first:
        return None
    tail = after
    while tail < s.hi and not s.tag[tail] & _ENDS and s.low[tail] != "that":
        tail += 1
    if not closes and not _may_insert(s, (first, end), after, tail):
        return None
    if opening > first + 1 and not _states(s, first, end):  # On the show «Today», she said
        return None
    found.contents = [(first, end)]
    comma = tail + 1 < s.hi and s.tag[tail] & w.COMMA
    if comma and s.opens_at(tail + 1):
        found.contents.append((tail + 1, s.pair_end(tail + 1)))
    elif comma and not closes and _goes_on_after(s, tail):
        found.contents.append((tail + 1, content_end(s, tail + 1, phrase=False)))
    begins = closes and opening <= first + 1
    found.kind = "direct" if begins else "indirect"
    if not closes:
        found.rule = "said_indirect"
    return found


def _may_insert(s: Sentence, before: Range, after: int, tail: int) -> bool:
    """Whether words without marks before *she said* are its content, not a leading adjunct."""
    if tail > after and not s.tag[after] & (w.PREP | w.TIME | w.ADV | w.WH):
        return False
    if tail >= s.hi:
        return _states(s, *before)
    if s.low[tail] == "that" or s.tag[tail] & w.COLON or (s.tag[tail] & w.MARK and tail == after):
        return False
    if s.tag[tail] & w.COMMA and s.opens_at(tail + 1):  # a capital begins a quotation of its own
        return tail + 2 < s.hi and not s.tag[tail + 2] & w.CAP
    return bool(tail == after and s.tag[tail] & w.COMMA) or _states(s, *before)


def _states(s: Sentence, first: int, end: int) -> bool:
    """Long enough to be a statement, and no leading adjunct."""
    low, tag = s.low[first], s.tag[first]
    if low in {"asked", "pressed", "questioned"} or end - first <= 2:  # noqa: PLR2004
        return False
    if any(s.tag[j] & w.COMMA and s.inside[j] < 0 for j in range(first, end)):
        return True
    if tag & w.SUB and not tag & w.DET:
        return False
    leads = tag & w.PREP or low.endswith("ing")
    outside = (j for j in range(first + 1, end) if s.inside[j] < 0)
    return not leads or any(is_finite(s, j) for j in outside)
