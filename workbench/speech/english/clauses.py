"""Where attributed English words end: at a new cue, a contrast, an aside or the full stop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.speech.english import words as w
from workbench.speech.english.lexicon import BASE, PAST, THIRD, cue_forms, word_class
from workbench.speech.english.subjects import subject_before
from workbench.speech.english.verbs import read_verb

if TYPE_CHECKING:
    from workbench.speech.english.words import Range, Sentence

_TAIL: Final = w.STOP | w.CLOSE | w.SEMICOLON


def clause_limit(s: Sentence, start: int, stop: int, subject: Range | None = None) -> Sentence:
    """Return the sentence cut at the comma that ends an adverbial clause around the cue.

    *While defending the plan, she …* and *When the mayor announced it, the crowd …*.
    """
    first = s.lo
    while first < start and s.tag[first] & (w.CC | w.MARK):
        first += 1
    opens = _opens_adverbial(s, first, start)
    if subject and subject[0] > s.lo and s.low[subject[0] - 1] in _adverbial_words():
        if any(s.tag[j] & w.AUX for j in range(first, subject[0])):
            return s
        opens, first = True, subject[0]
    if not opens or any(_outer_comma(s, j) for j in range(first, start)):
        return s
    return s.until(next((j for j in range(stop + 1, s.hi) if _outer_comma(s, j)), s.hi))


def _adverbial_words() -> frozenset[str]:
    return word_class("link") | word_class("contrast")


def _opens_adverbial(s: Sentence, first: int, start: int) -> bool:
    tag, low = s.tag[first], s.low[first]
    if tag & (w.SUB | w.PREP | w.WH) and low not in {"that", "this", "who"}:
        return True
    return (first == start or low.endswith("ing")) and not tag & (w.DET | w.SUBJECT)


def _outer_comma(s: Sentence, j: int) -> bool:
    return bool(s.tag[j] & w.COMMA) and s.inside[j] < 0


def reported_end(s: Sentence, first: int, *, relative: bool) -> int:
    """Return where a clause behind a cue in the past ends: before what the writer adds.

    *She said that power had failed in the city, which is encircled*: reported words follow the cue
    into the past; a relative clause in the present, to the end of the sentence, is the writer's.
    """
    end = content_end(s, first, phrase=False, relative=relative)
    for k in range(end - 1, first, -1):
        if _outer_comma(s, k):
            return k if k + 2 < end and _adds(s, k + 1, end) else end
    return end


def _adds(s: Sentence, n: int, end: int) -> bool:
    """Whether a relative clause begins here with a verb, or a second one, in the present."""
    if s.low[n] not in word_class("relative"):
        return False
    near = [*range(n + 1, min(n + 4, end)), *(j for j in range(n + 4, end) if s.tag[j - 1] & w.CC)]
    return any(s.low[j] in word_class("present") or _is_third(s, j) for j in near)


def _is_third(s: Sentence, j: int) -> bool:
    """*, which expires*: a verb in -s, right behind the pronoun."""
    plain = not s.tag[j] & (w.CAP | w.AUX | w.POSS | w.DET)
    return bool(s.tag[j - 1] & w.WH) and plain and s.low[j].endswith("s")


def content_end(s: Sentence, first: int, *, phrase: bool, relative: bool = False) -> int:
    """Return where content that begins at ``first`` ends.

    ``phrase``: an object rather than a clause, so adverbial clauses end it, too;
    ``relative``: the cue stands in a who-clause, so the main clause's verb ends it.
    """
    hi = s.hi
    while hi > first and s.tag[hi - 1] & _TAIL and s.inside[hi - 1] < 0:
        hi -= 1
    s = s.until(hi)
    k = first
    while k < hi:
        if s.inside[k] >= 0:
            k = max(k + 1, s.pair_end(k))
            if k < hi and s.tag[k - 2] & w.COMMA and _comma_ends(s, k - 1, phrase=phrase):
                return k
        elif s.tag[k] & w.OPEN:
            k = next((j + 1 for j in range(k + 1, min(hi, k + 40)) if s.tag[j] & w.CLOSE), k + 1)
        elif s.tag[k] & w.SEMICOLON or (k > first and _ends_at(s, k, first, phrase, relative)):
            return k
        else:
            k += 1
    return hi


def _ends_at(s: Sentence, k: int, first: int, phrase: bool, relative: bool) -> bool:  # noqa: FBT001
    tag, low = s.tag[k], s.low[k]
    if tag & w.COMMA:
        return _comma_ends(s, k, phrase=phrase) or (relative and _resumes(s, k + 1))
    if tag & w.DASH:
        spaced = s.start[k] > s.end[k - 1]
        return spaced and not any(s.tag[j] & w.DASH for j in range(k + 1, s.hi))
    if low in {"and", "but"}:
        return _new_cue(s, k + 1)
    if low in word_class("contrast"):
        return k > first + 1
    occasion = low in {"in", "during"} and _names_occasion(s, k)
    dated = low == "on" and k + 1 < s.hi and bool(s.tag[k + 1] & w.TIME)
    return occasion or (phrase and (dated or _adverbial(s, k)))


def _names_occasion(s: Sentence, k: int) -> bool:
    """*in an interview*, *during a televised debate*: where the words were said."""
    if k + 2 >= s.hi or not s.tag[k + 1] & (w.DET | w.POSS):
        return False
    return any(s.low[j] in word_class("medium") for j in range(k + 2, min(k + 4, s.hi)))


def _adverbial(s: Sentence, k: int) -> bool:
    """*when he took office*, *even as she spoke*: an adverbial clause after an object."""
    if s.low[k] not in word_class("link") or k + 1 >= s.hi:
        return False
    return bool(s.tag[k + 1] & w.SUBJECT) and s.low[k + 1] != "that"


def _comma_ends(s: Sentence, k: int, *, phrase: bool) -> bool:
    """Whether a comma closes the content: *, adding*, *, but*, *, and she said*."""
    n = k + 1
    while n < s.hi and s.tag[n] & w.ADV and s.low[n] != "both":
        n += 1
    if n >= s.hi:
        return True
    low = s.low[n]
    if low in {"but", "according"} or low in word_class("contrast"):
        return True
    if s.tag[n] & w.CUE and low.endswith("ing"):
        return True
    if phrase and (
        low in word_class("relative") or (low in {"and", "so"} and _new_clause(s, n + 1))
    ):
        return True
    return low in {"and", "or"} and (_new_cue(s, n + 1) or _clause_with_cue(s, n + 1))


def _new_clause(s: Sentence, n: int) -> bool:
    """*and the vote was close*: a subject of a few words, then an auxiliary or a past form."""
    if n >= s.hi or not s.tag[n] & (w.DET | w.POSS | w.SUBJECT | w.CAP | w.PLURAL):
        return False
    for j in range(n + 1, min(n + 6, s.hi)):
        tag = s.tag[j]
        if tag & (w.BREAK | w.MARK | w.PREP | w.SUB):
            return False
        if tag & w.AUX and not tag & w.CLITIC:
            return True
        if tag & w.WORD and s.low[j].endswith("ed") and not tag & w.CAP:
            return True
    return False


def _resumes(s: Sentence, n: int) -> bool:
    """After a who-clause the main clause goes on: *, who wants peace, has said*."""
    if n >= s.hi:
        return False
    past = s.low[n].endswith("ed") or s.low[n] in word_class("past")
    return bool(s.tag[n] & w.AUX) or past or _new_cue(s, n)


def _new_cue(s: Sentence, n: int) -> bool:
    """*and vowed*, *but also said*: a finite cue verb right after the conjunction."""
    while n < s.hi and s.tag[n] & (w.ADV | w.AUX | w.NEG):
        n += 1
    if n >= s.hi or not s.tag[n] & w.CUE or s.inside[n] >= 0:
        return False
    return any(
        (form.kind & PAST or (form.kind & THIRD and not form.cue.noun)) and not form.kind & BASE
        for form in cue_forms()[s.low[n]]
    )


def _clause_with_cue(s: Sentence, n: int) -> bool:
    """*and the mayor, a doctor, said*: a speech verb whose subject begins right here."""
    if n >= s.hi or s.low[n] in {"that", "whether"}:
        return False
    clause = replace(s, lo=n)
    for i in range(n + 1, min(n + 24, s.hi)):
        if s.tag[i] & (w.STOP | w.SEMICOLON | w.COLON | w.MARK):
            return False
        verb = read_verb(clause, i) if s.tag[i] & w.CUE else None
        if verb and verb.takes("q") and verb.kind & (PAST | THIRD) and not verb.infinitive:
            subject = subject_before(clause, verb.start)
            return subject is not None and subject[0] == n
    return False
