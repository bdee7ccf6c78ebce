"""English subjects without a tagger: the noun phrase before, across, after or far from a cue."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.speech.english import words as w
from workbench.speech.english.lexicon import ING, word_class
from workbench.speech.english.verbs import group_start, read_verb

if TYPE_CHECKING:
    from workbench.speech.english.words import Range, Sentence

_STATE: Final = re.compile(r"[rdi]-[a-z.]+$|[a-z]{1,5}\.?$")  # R-Texas, Ky., Iowa
_WALLS: Final = w.COMMA | w.STOP | w.COLON | w.SEMICOLON | w.DASH | w.OPEN | w.MARK
_HEADS: Final = w.SUBJECT | w.CAP | w.DET | w.POSS
_ENDS: Final = w.COMMA | w.STOP | w.COLON | w.SEMICOLON | w.DASH | w.MARK


def subject_before(s: Sentence, end: int) -> Range | None:
    """Return the noun phrase right before token ``end``, appositions included."""
    if end <= s.lo:
        return None
    if s.tag[end - 1] & (w.COMMA | w.DASH):
        return _subject_across(s, end - 1)
    if end - 2 > s.lo and s.tag[end - 1] & w.MARK and s.tag[end - 2] & w.COMMA:
        return _subject_across(s, end - 2)
    return noun_phrase_before(s, end)


def noun_phrase_before(s: Sentence, end: int) -> Range | None:
    """Walk left over one noun phrase with its of-phrases and relative clauses."""
    if end <= s.lo:
        return None
    if s.tag[end - 1] & w.SUBJECT or s.low[end - 1] == "which":
        return end - 1, end
    first = _trim_left(s, _walk_left(s, end), end)
    return (first, end) if first < end else None


def _walk_left(s: Sentence, end: int) -> int:
    """Return where the phrase begins; ``verb_at`` remembers a verb that needs its own *who*."""
    j, verb_at = end, -1
    while j > s.lo:
        tag, low = s.tag[j - 1], s.low[j - 1]
        if tag & w.CLOSE:
            opener = _matching_open(s, j - 1)
            if opener < 0:
                break
            j = opener
            continue
        own_verb = verb_at >= 0 or (low in {"who", "which"} and _has_own_verb(s, j, end))
        if own_verb and low in {"who", "that", "which", "whose"}:
            verb_at = -1
            j -= 1
            continue
        if _stops_walk(tag, low, after_verb=verb_at >= 0) or _is_relative_that(s, j - 1):
            break
        if tag & w.SUBJECT and low not in {"this", "that", "there"}:
            return j - 1 if j < end and s.low[j] == "and" and verb_at < 0 else max(j, verb_at)
        if verb_at < 0 and ((tag & w.AUX and not tag & w.CLITIC) or _acts(s, j - 1, end)):
            verb_at = j
        j -= 1
    return verb_at if verb_at >= 0 else j


def _is_relative_that(s: Sentence, i: int) -> bool:
    """Whether *that* opens a clause: *a plan that | critics say*, *said that | Meyer*."""
    if s.low[i] != "that" or i == s.lo:
        return False
    before = s.tag[i - 1]
    return bool(before & w.WORD) and not before & (w.PREP | w.SUB | w.CC)


def _has_own_verb(s: Sentence, first: int, end: int) -> bool:
    """Whether *who* opens a clause of its own: *who spoke on Monday*, not *which critics*."""
    return end - first > 1 and not s.tag[first] & _HEADS


def _stops_walk(tag: int, low: str, *, after_verb: bool) -> bool:
    if tag & _WALLS or low in {"but", "yet", "so", "as", "since", "than", "until", "who", "which"}:
        return True
    if low in {"and", "or"}:
        return after_verb
    return bool(tag & (w.SUB | w.WH)) and not tag & w.PREP and low != "that"


def _acts(s: Sentence, i: int, end: int) -> bool:
    """Whether a past form with an object of its own stands here: *backed the plan*."""
    if i + 1 >= end or s.tag[i] & (w.CAP | w.PLURAL) or not s.tag[i] & w.WORD:
        return False
    if not s.low[i].endswith("ed") and s.low[i] not in word_class("past"):
        return False
    following = s.tag[i + 1]
    if i and s.tag[i - 1] & (w.DET | w.POSS | w.ADV) and following & w.CAP:
        return False
    return bool(following & (w.DET | w.POSS | w.OBJECT | w.CAP)) and not following & w.SUB


def _matching_open(s: Sentence, close: int) -> int:
    behind = range(close - 1, max(s.lo, close - 12) - 1, -1)
    return next((j for j in behind if s.tag[j] & w.OPEN), -1)


def _trim_left(s: Sentence, j: int, end: int) -> int:
    """Drop leading conjunctions, adverbs, dates and prepositional phrases."""
    while j < end:
        tag = s.tag[j]
        if tag & (w.CC | w.ADV | w.NEG | w.CLITIC) and not tag & w.DET:
            j += 1
        elif tag & w.PREP:
            return _after_preposition(s, j, end)
        elif tag & w.TIME and not tag & w.DET and s.low[j] not in {"may", "march"} and j + 1 < end:
            j += 1
        else:
            break
    return j


def _after_preposition(s: Sentence, j: int, end: int) -> int:
    """Return the start of the last simple noun phrase after a preposition: *In Iowa | Meyer*."""
    k = end - 1
    if s.tag[k] & w.CAP:
        while k > j + 1 and s.tag[k - 1] & w.CAP:
            k -= 1
        if k > j + 1 and s.tag[k - 1] & w.DET:
            k -= 1
    else:
        while k > j + 1 and not s.tag[k] & (w.DET | w.POSS):
            k -= 1
    return k if k > j + 1 or (k > j and s.tag[j] & w.SUB) else end


def _subject_across(s: Sentence, comma: int) -> Range | None:
    """Return the subject before a parenthesis (*Meyer, the mayor, said*) without who-clauses."""
    breaks = [
        j
        for j in range(s.lo, comma + 1)
        if s.tag[j] & (w.COMMA | w.DASH) and (j == comma or s.inside[j] < 0)
    ]
    at = last = len(breaks) - 1
    end = comma
    while at > 0 and _parenthesis(s, breaks, at):
        before = _after_quotation(s, breaks[at - 2] + 1 if at > 1 else s.lo, breaks[at - 1])
        if at < last and _opens_clause(s, before) and before != s.lo:
            break
        first = breaks[at - 1] + 1
        if s.low[first] in word_class("relative") or s.tag[first] & w.PREP:
            end = breaks[at - 1]
        at -= 1
        if s.tag[before] & w.CAP and not s.tag[before] & (w.PREP | w.SUB):
            break
    head = noun_phrase_before(s, breaks[at]) if at < last else None
    return (head[0], max(end, head[1])) if head is not None and head[0] < end else None


def _parenthesis(s: Sentence, breaks: list[int], at: int) -> bool:
    """Whether the stretch before break ``at`` is an apposition, a name after a role included."""
    first, last = breaks[at - 1] + 1, breaks[at]
    if _is_parenthetical(s, first, last):
        return True
    role = s.tag[first - 2] if first - 2 >= s.lo else 0
    named = last > first and all(s.tag[j] & w.CAP or not s.tag[j] for j in range(first, last))
    return named and bool(role & w.WORD) and not role & (w.CAP | w.TIME | w.NUMBER | w.CUE | w.ADV)


def _after_quotation(s: Sentence, first: int, last: int) -> int:
    """Return the first token behind a quotation that opens the stretch: «…» | *Meyer, …*."""
    return next((j + 1 for j in range(last - 1, first - 1, -1) if s.inside[j] >= 0), first)


def _opens_clause(s: Sentence, first: int) -> bool:
    tag = s.tag[first]
    gerund = s.low[first].endswith("ing") and not tag & w.CAP
    return gerund or bool(tag & (w.PREP | w.SUB | w.ADV | w.CC))


def _is_parenthetical(s: Sentence, first: int, last: int) -> bool:
    """Whether the tokens between two commas read like an apposition, an age or a who-clause."""
    if first >= last:
        return False
    tag, low = s.tag[first], s.low[first]
    if tag & w.SUBJECT and not tag & w.WH:
        return False
    if tag & (w.DET | w.POSS | w.NUMBER | w.PREP | w.WH):
        return True
    if last - first <= 2 and _STATE.match(low):  # noqa: PLR2004 - a state and its full stop
        return True
    if tag & w.CAP and last - first > 1 and not tag & w.SUB:
        ends_small = s.tag[last - 1] & w.WORD and not s.tag[last - 1] & w.CAP
        return low in word_class("title") or bool(ends_small)
    return bool(tag & w.WORD) and not tag & (w.CAP | w.CC | w.SUB | w.AUX)


def subject_after(s: Sentence, first: int) -> Range | None:
    """Return the inverted subject of *«…», said Meyer, the mayor of Bern*."""
    if first >= s.hi or not s.tag[first] & w.WORD or s.tag[first] & w.TIME:
        return None
    if s.tag[first] & (w.PREP | w.AUX | w.OBJECT | w.SUB) and not s.tag[first] & w.CAP:
        return None
    if s.tag[first] & w.SUBJECT and s.low[first] not in {"he", "she", "they", "i", "we"}:
        return None
    k = first + 1
    while k < s.hi and not s.tag[k] & (_ENDS | w.WH | w.SUB):
        if s.tag[k] & w.PREP and s.low[k] not in {"of", "for", "at", "from", "with"}:
            break
        k += 1
    end = _apposition_end(s, k) if k < s.hi and s.tag[k] & w.COMMA else k
    return first, end


def _apposition_end(s: Sentence, comma: int) -> int:
    """Return the end of *, the mayor of Bern* after a name, or the name's own end."""
    end = comma
    while comma + 1 < s.hi and _is_parenthetical(s, comma + 1, s.hi):
        if s.tag[comma + 1] & (w.WH | w.PREP | w.SUB | w.CUE):
            break
        k = comma + 1
        while k < s.hi and not s.tag[k] & _ENDS and s.low[k] not in word_class("relative"):
            k += 1
        end = k
        if k >= s.hi or not s.tag[k] & w.COMMA:
            break
        comma = k
    return end


def main_subject(s: Sentence, first: int, before: int) -> Range | None:
    """Return the subject of the first finite verb in a stretch: who acts in *…, adding that*."""
    s = replace(s, lo=first)
    for i in range(first + 1, before):
        if s.inside[i] >= 0 or not is_finite(s, i):
            continue
        subject = subject_before(s, group_start(s, i, 0)[0])
        if subject is not None and not s.tag[subject[0]] & w.WH:
            return subject
    return None


def is_finite(s: Sentence, i: int) -> bool:
    """Whether a finite verb stands here, as far as form and cue lists tell."""
    tag = s.tag[i]
    past = s.low[i].endswith("ed") or s.low[i] in word_class("past")
    possessive = s.low[i] == "'s" and i > s.lo and not s.tag[i - 1] & w.SUBJECT
    if (tag & w.AUX and not possessive) or (tag & w.WORD and past and not tag & w.CAP):
        return True
    verb = read_verb(s, i) if tag & w.CUE else None
    return verb is not None and not verb.kind & ING and not verb.infinitive
