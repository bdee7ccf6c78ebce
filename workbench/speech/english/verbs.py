"""English verb groups: whether a cue word is a verb here, where its group begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.lexicon import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    THIRD,
    Cue,
    Form,
    cue_forms,
    word_class,
)

if TYPE_CHECKING:
    from workbench.speech.english.words import Sentence


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue in its verb group: ``start`` (auxiliaries), ``head``, ``stop`` (after particles)."""

    cue: Cue
    start: int
    head: int
    stop: int
    kind: int
    passive: bool
    infinitive: bool

    @property
    def ing(self) -> bool:
        """Whether only the form in -ing is possible."""
        return bool(self.kind & ING) and not self.kind & BASE

    def takes(self, frames: str) -> bool:
        """Whether the cue takes one of these frames (one letter each)."""
        return not self.cue.frames.isdisjoint(frames)


def read_verb(s: Sentence, i: int) -> Verb | None:
    """Return the cue verb headed by token ``i``, or None where the word is no verb."""
    for form in cue_forms()[s.low[i]]:
        stop = _after_particles(s, i, form.cue.particles)
        if not stop:
            continue
        start, infinitive = group_start(s, i, form.kind)
        if _is_verb(s, Verb(form.cue, start, i, stop, form.kind, False, infinitive)):  # noqa: FBT003
            passive = bool(form.kind & PARTICIPLE) and has_be(s, start, i)
            passive = passive and form.cue.particles[-1:] != ("saying",)  # was quoted as saying
            return Verb(form.cue, start, i, stop, form.kind, passive, infinitive)
    return None


def can_invert(form: Form) -> bool:
    """Whether a form may stand before its subject: *«…», said the mayor*."""
    cue = form.cue
    if "q" not in cue.frames or "a" in cue.frames or cue.particles:
        return False
    return bool(form.kind & PAST) or bool(form.kind & THIRD and not cue.noun)


def _after_particles(s: Sentence, i: int, particles: tuple[str, ...]) -> int:
    """Return the index after a phrase cue's particles (one adverb may precede), 0 if absent."""
    k = i + 1
    if particles and k < s.hi and s.tag[k] & w.ADV and s.low[k] != particles[0]:
        k += 1
    return k + len(particles) if tuple(s.low[k : k + len(particles)]) == particles else 0


def group_start(s: Sentence, i: int, kind: int) -> tuple[int, bool]:
    """Return the first token of the verb group ending at ``i``; whether a bare *to* opens it."""
    j = i
    while j > s.lo:
        tag, low = s.tag[j - 1], s.low[j - 1]
        if tag & w.CLITIC and low == "'s" and kind & (BASE | THIRD) and j == i:
            break
        since = low == "since" and j - 1 > s.lo and s.tag[j - 2] & w.HAVE
        if tag & (w.AUX | w.NEG) or (tag & w.ADV and not tag & w.CAP) or since:
            j -= 1
        elif low == "to" and kind & BASE:
            if j - 1 == s.lo or not s.tag[j - 2] & (w.SEMI | w.BE):
                return j - 1, True
            j -= 2
        else:
            break
    return j, False


def has_be(s: Sentence, start: int, i: int) -> bool:
    """Whether the auxiliary next to the head is a form of *be*."""
    return next(
        (bool(s.tag[j] & w.BE) for j in range(i - 1, start - 1, -1) if s.tag[j] & w.AUX), False
    )


def _is_verb(s: Sentence, verb: Verb) -> bool:
    """Whether the words around allow a verb here; noun and adjective readings fail."""
    i, start = verb.head, verb.start
    left = s.tag[start - 1] if start > s.lo else 0
    if (start > s.lo and s.low[start - 1] == "so") or (s.tag[i] & w.CAP and _proper_noun(s, i)):
        return False
    if verb.stop < s.hi and not verb.cue.particles and s.low[verb.stop] in word_class("phrasal"):
        return False
    if verb.infinitive:
        return bool(verb.kind & BASE)
    return _fits_left(s, verb, left)


def _fits_left(s: Sentence, verb: Verb, left: int) -> bool:
    """Whether auxiliaries or the word to the left let the form be a verb."""
    i, start = verb.head, verb.start
    determined = bool(left & (w.DET | w.POSS)) and not left & w.SUBJECT
    if any(s.tag[j] & w.AUX for j in range(start, i)):
        return not (s.tag[i] & w.PREP and has_be(s, start, i))  # is like
    if verb.kind & ING and not verb.kind & (PAST | BASE):
        return not determined
    if s.tag[i] & w.PREP and not left & w.SUBJECT and (start == s.lo or s.low[start - 1] != "who"):
        return False
    return _finite(s, verb, left, determined=determined)


def _finite(s: Sentence, verb: Verb, left: int, *, determined: bool) -> bool:
    """Whether a form without auxiliary fits what stands to its left."""
    if determined and not left & w.WH:
        return s.low[verb.start - 1] in word_class("quantifier") and not verb.cue.noun
    if verb.kind & PAST:
        counted = left & w.NUMBER and verb.stop < s.hi  # 1,200 pledged delegates
        if counted and s.tag[verb.stop] & w.WORD and not s.tag[verb.stop] & _AFTER_PAST:
            return False
        return not (left & w.PREP and not left & w.SUB)
    if verb.start == s.lo:
        return False
    if verb.kind & THIRD and not verb.kind & BASE:
        return _third_person_fits(s, verb, left)
    return _plural_fits(s, verb, left)


_AFTER_PAST = w.DET | w.POSS | w.SUBJECT | w.SUB | w.PREP


def _third_person_fits(s: Sentence, verb: Verb, left: int) -> bool:
    """*claims*, *reports*: after a name, pronoun or singular noun and before a complement."""
    if not verb.cue.noun:
        return not left & w.PREP
    if left & (w.PREP | w.DET | w.POSS | w.CLITIC | w.CC | w.NUMBER):
        return False
    ends = verb.stop >= s.hi or s.tag[verb.stop] & w.STOP
    if ends and verb.takes("q") and left & (w.CAP | w.SUBJECT):
        return True
    return _complement_follows(s, verb)


def _plural_fits(s: Sentence, verb: Verb, left: int) -> bool:
    """*critics say*: a base form needs a plural or a pronoun to its left."""
    if s.low[verb.start - 1] in {"i", "you", "we", "they", "who", "to"}:
        return True
    plural = bool(left & w.PLURAL) and not left & (w.PREP | w.CLITIC | w.AUX)
    if verb.cue.noun:
        return plural and _complement_follows(s, verb)
    return plural or bool(left & w.COMMA) or _plural_further_left(s, verb.start, left)


def _plural_further_left(s: Sentence, start: int, left: int) -> bool:
    """*proponents of the law say*: a plural before the of-phrase next to the verb."""
    if not left & w.WORD or left & (w.DET | w.POSS | w.PREP | w.SUB | w.MODAL | w.ADV):
        return False
    for j in range(start - 2, max(s.lo, start - 9) - 1, -1):
        if s.tag[j] & (w.BREAK | w.MARK | w.AUX | w.SUB) or s.low[j] == "to":
            return False
        if s.tag[j] & w.PLURAL and not s.tag[j] & w.PREP and s.tag[j + 1] & w.PREP:
            return True
    return False


def _complement_follows(s: Sentence, verb: Verb) -> bool:
    """Whether what follows can open a complement rather than modify a noun."""
    if verb.stop >= s.hi:
        return False
    tag, low = s.tag[verb.stop], s.low[verb.stop]
    if verb.cue.particles or low == "that":
        return True
    if tag & (w.DET | w.POSS | w.OBJECT | w.SUBJECT | w.WH | w.CAP | w.MARK | w.COLON):
        return True
    if tag & w.COMMA:
        return verb.stop + 1 < s.hi and bool(s.tag[verb.stop + 1] & w.MARK)
    if low == "to":
        return verb.takes("i")
    blocked = w.PREP | w.AUX | w.CC | w.SUB | w.CUE
    return bool(tag & w.WORD) and not tag & blocked and verb.takes("n")


def _proper_noun(s: Sentence, i: int) -> bool:
    """Tell a name by its capital inside a sentence (*the States*), except in title case."""
    if i == s.lo or (i - 1 == s.lo and s.tag[i - 1] & w.MARK):
        return False
    small = w.DET | w.PREP | w.CC | w.SUB | w.AUX | w.POSS
    others = [s.tag[j] for j in range(s.lo, s.hi) if j != i and s.tag[j] & w.WORD]
    others = [tag for tag in others if not tag & small]
    return sum(1 for tag in others if tag & w.CAP) * 3 < len(others) * 2
