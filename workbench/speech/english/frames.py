"""What follows an English cue: that-clauses, questions, infinitives, objects, passives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.clauses import content_end, reported_end
from workbench.speech.english.lexicon import PAST, word_class
from workbench.speech.english.subjects import subject_before

if TYPE_CHECKING:
    from workbench.speech.english.verbs import Verb
    from workbench.speech.english.words import Range, Sentence


THAT_CLAUSES = frozenset(["that_clause", "other_that", "zero_that", "other_zero"])


@dataclass(slots=True)
class Finding:
    """One attribution in token indices of its paragraph."""

    contents: list[Range]
    rule: str
    kind: str
    speaker: Range | None = None
    cue: Range | None = None
    addressee: Range | None = None


def complement(s: Sentence, verb: Verb) -> Finding | None:
    """Return the content that follows the cue, with the rule that recognised it."""
    k, addressee = skip_addressee(s, verb.stop) if verb.takes("a") else (verb.stop, None)
    k = skip_adjuncts(s, k)
    if k >= s.hi:
        return None
    found = _marked(s, verb, k) or _unmarked(s, verb, k, told=addressee is not None)
    if found is not None:
        found.addressee = addressee
        found.cue = (verb.start, verb.stop)
    return found


def in_who_clause(s: Sentence, verb: Verb) -> bool:
    """Whether the cue's subject is a relative pronoun."""
    return verb.start > s.lo and s.low[verb.start - 1] in {"who", "which"}


def _marked(s: Sentence, verb: Verb, k: int) -> Finding | None:
    """Content behind a colon, a comma or at once in quotation marks."""
    if s.tag[k] & w.COLON and k + 1 < s.hi:
        quoted = s.tag[k + 1] & w.MARK
        if not quoted and not verb.takes("q"):
            return None
        return Finding([(k + 1, s.hi)], "colon", "direct" if quoted else "indirect")
    if s.tag[k] & w.COMMA and s.opens_at(k + 1):
        if not verb.takes("qtz"):
            return None
        return Finding([(k + 1, s.pair_end(k + 1))], "said_quote", "direct")
    if not s.opens_at(k):
        return None
    end = content_end(s, k, phrase=not verb.takes("qtz"), relative=in_who_clause(s, verb))
    return Finding([(k, end)], "partial_quote", "direct" if s.pair_end(k) >= end else "indirect")


def _unmarked(s: Sentence, verb: Verb, k: int, *, told: bool) -> Finding | None:
    rule = _clause_rule(s, verb, k, told=told)
    if rule:
        inside = in_who_clause(s, verb)
        past = verb.kind & PAST and rule in THAT_CLAUSES
        find_end = reported_end if past else partial(content_end, phrase=False)
        return Finding([(k, find_end(s, k, relative=inside))], rule, "indirect")
    if verb.takes("no") and _starts_phrase(s, k):
        end = content_end(s, k, phrase=True, relative=in_who_clause(s, verb))
        return Finding([(k, end)], _object_rule(verb), "reported")
    return None


def _clause_rule(s: Sentence, verb: Verb, k: int, *, told: bool) -> str:
    """Return the name of the clause that begins at ``k``, empty if none does."""
    low = s.low[k]
    if low == "that" and verb.takes("tz"):
        return "that_clause" if verb.takes("q") else "other_that"
    if low in word_class("question") and verb.takes("wn"):
        return "question_clause"
    negated = low == "not" and k + 1 < s.hi and s.low[k + 1] == "to"
    if (low == "to" or negated) and verb.takes("io"):
        return "infinitive"
    clause = verb.takes("z") and _starts_clause(s, verb, k)
    if clause and (told or not verb.takes("n") or _has_finite(s, k)):
        return "zero_that" if verb.takes("q") else "other_zero"
    return ""


def _object_rule(verb: Verb) -> str:
    if verb.cue.particles:
        return "about_phrase"
    if verb.takes("o"):
        return "urge_object"
    return "object_phrase" if verb.takes("sq") else "stance_phrase"


def _starts_clause(s: Sentence, verb: Verb, k: int) -> bool:
    """Whether a clause without *that* can begin here."""
    tag = s.tag[k]
    if tag & (w.SUBJECT | w.POSS):
        return True
    if tag & w.OBJECT or not tag & w.WORD:
        return False
    if tag & (w.DET | w.CAP | w.NUMBER):
        return True
    if tag & (w.PREP | w.SUB):
        return s.low[k] in {"if", "when", "because", "under"} and verb.takes("q")
    return not tag & (w.AUX | w.CC)


def _has_finite(s: Sentence, k: int) -> bool:
    """Whether a finite verb makes a clause of what follows before the next break."""
    for j in range(k, min(s.hi, k + 25)):
        tag = s.tag[j]
        if s.inside[j] < 0 and tag & (w.COMMA | w.STOP | w.DASH | w.SEMICOLON | w.COLON):
            return False
        if j > k and tag & (w.SUB | w.WH) and not tag & w.PREP:
            return False
        if tag & w.AUX and not (s.low[j] == "'s" and not s.tag[j - 1] & w.SUBJECT):
            return True
        modifies = s.tag[j - 1] & (w.DET | w.POSS | w.PREP)
        if j > k and tag & w.WORD and s.low[j].endswith("ed") and not modifies:
            return True
    return False


def _starts_phrase(s: Sentence, k: int) -> bool:
    tag = s.tag[k]
    if tag & (w.DET | w.POSS | w.OBJECT | w.CAP | w.NUMBER):
        return True
    return bool(tag & w.WORD) and not tag & (w.PREP | w.SUB | w.CC | w.AUX | w.NEG | w.WH)


def skip_addressee(s: Sentence, k: int) -> tuple[int, Range | None]:
    """*told reporters in Bern | that*: the noun phrase between *told* and its message."""
    opens = k < s.hi and (s.low[k] == "to" or s.low[k] in word_class("question") | {"that"})
    if k >= s.hi or opens or s.tag[k] & (w.BREAK | w.MARK | w.PREP):
        return k, None
    if s.tag[k] & w.OBJECT:
        return k + 1, (k, k + 1)
    stops = w.COLON | w.MARK | w.COMMA | w.STOP | w.SUBJECT
    for j in range(k + 1, min(s.hi, k + 14)):
        tag, low = s.tag[j], s.low[j]
        second = tag & (w.DET | w.POSS) and not s.tag[j - 1] & (w.PREP | w.DET)
        outward = tag & w.PREP and low not in {"of", "for"}
        outward = outward or (tag & w.TIME and not s.tag[j - 1] & (w.DET | w.CLITIC))
        if tag & stops or second or outward or low in {"to", "that"}:
            return j, (k, j)
        if low in word_class("question"):
            return j, (k, j)
    return k + 1, (k, k + 1)


def skip_adjuncts(s: Sentence, k: int) -> int:
    """Skip *on Tuesday*, *in an interview with the paper*, *, for example,* before the content."""
    while k < s.hi:
        after = _after_adjunct(s, k)
        if after <= k:
            return k
        k = after
    return k


def _after_adjunct(s: Sentence, k: int) -> int:
    tag, low = s.tag[k], s.low[k]
    following = s.tag[k + 1] if k + 1 < s.hi else 0
    if tag & w.COMMA:
        return _after_aside(s, k)
    if low in {"this", "that", "last", "next"} and following & w.TIME:
        return k + 2
    if tag & w.TIME and not tag & (w.DET | w.MODAL):
        return k if following & w.CLITIC else k + 1
    if low in {"earlier", "later", "again", "recently", "repeatedly", "also", "publicly"}:
        return k + 1
    if low in {"on", "in", "since"} and following & (w.TIME | w.NUMBER):
        return k + 2
    return _after_prepositional(s, k) if tag & w.PREP and low not in {"than", "if", "as"} else k


def _after_aside(s: Sentence, k: int) -> int:
    """Skip *, for example, | that*."""
    for j in range(k + 2, min(s.hi - 1, k + 14)):
        if s.tag[j] & w.COMMA:
            return j + 1 if s.low[j + 1] in {"that", "to", "whether"} else k
        if s.tag[j] & (w.STOP | w.MARK | w.COLON):
            return k
    return k


def _after_prepositional(s: Sentence, k: int) -> int:
    """Return the end of a phrase that leads to *that*, a colon or a quotation; else ``k``."""
    for j in range(k + 1, min(s.hi, k + 22)):
        tag = s.tag[j]
        quoted = tag & w.COMMA and s.inside[j] < 0 and s.opens_at(j + 1)
        if tag & w.COLON or quoted or (s.low[j] == "that" and not s.tag[j - 1] & w.PREP):
            return j
        if tag & w.COMMA:
            after = _after_aside(s, j)
            return after if after > j else k
        short = j - k <= 10  # noqa: PLR2004
        if tag & (w.STOP | w.SEMICOLON | w.DASH | w.MARK):
            return j if short and tag & w.MARK and s.inside[j] >= 0 else k
        if s.low[j] in word_class("medium") and j - k <= 4 and _starts_afresh(s, j + 1):  # noqa: PLR2004
            return j + 1
    return k


def _starts_afresh(s: Sentence, j: int) -> bool:
    openers = w.SUBJECT | w.DET | w.CAP | w.TIME
    return j < s.hi and bool(s.tag[j] & openers) and not s.tag[j] & w.PREP


def passive(s: Sentence, verb: Verb) -> Finding | None:
    """*X was accused of Y*, *X is expected to Y*: subject and complement are the content."""
    if "p" not in verb.cue.frames and not _passive_fits(s, verb):
        return None
    subject = subject_before(s, verb.start)
    if subject is None:
        return None
    k = skip_adjuncts(s, verb.stop)
    end = max(k, content_end(s, k, phrase=True, relative=in_who_clause(s, verb)))
    cue = (verb.start, verb.stop)
    by = next((j for j in range(k, end - 1) if s.low[j] == "by"), 0)
    if not by:
        if s.low[subject[0]] == "it" and end > k and s.low[k] != "to":  # it is understood that …
            return Finding([(k, end)], "passive", "reported", None, cue)
        return Finding([subject, (k, end)], "passive", "reported", None, cue)
    stop = _agent_end(s, by + 1, end)
    return Finding([subject, (k, by), (stop, end)], "passive_by", "reported", (by + 1, stop), cue)


def asked_by(s: Sentence, verb: Verb) -> Finding | None:
    """*When asked by a reporter whether …*: the agent asks, the question is the content."""
    k = verb.stop
    if verb.cue.name != "ask" or k + 1 >= s.hi or s.low[k] != "by":
        return None
    first = _agent_end(s, k + 1, s.hi)
    if first >= s.hi or s.low[first] not in word_class("question") | {"about"}:
        return None
    contents = [(first, content_end(s, first, phrase=False))]
    return Finding(contents, "asked", "indirect", (k + 1, first), (verb.start, verb.stop))


def _passive_fits(s: Sentence, verb: Verb) -> bool:
    """Any cue's passive counts when *by* names who speaks; *seen as* when *as* follows."""
    if not verb.takes("no") or verb.stop >= s.hi:
        return False
    if s.low[verb.stop] == "as":
        return verb.takes("s") or verb.cue.name in word_class("seen_as")
    return "by" in s.low[verb.stop : min(s.hi, verb.stop + 5)]


def _agent_end(s: Sentence, k: int, hi: int) -> int:
    walls = w.PREP | w.SUB | w.BREAK | w.WH
    links = word_class("agent_link")
    return next((j for j in range(k + 1, hi) if s.tag[j] & walls and s.low[j] not in links), hi)


def relative_insert(s: Sentence, verb: Verb, speaker: Range | None) -> Finding | None:
    """Read *a plan which critics say would fail*: the relative word belongs to the content."""
    if speaker is None or speaker[0] <= s.lo or verb.stop >= s.hi or not verb.takes("zt"):
        return None
    opener = speaker[0] - 1
    if s.low[opener] not in {"which", "that", "what", "who"} or verb.passive or verb.infinitive:
        return None
    if not s.tag[verb.stop] & (w.AUX | w.ADV) and not s.low[verb.stop].endswith(("ed", "s")):
        return None
    end = content_end(s, verb.stop, phrase=False, relative=True)
    contents = [(opener, speaker[0]), (verb.stop, end)]
    return Finding(contents, "relative", "indirect", speaker, (verb.start, verb.stop))
