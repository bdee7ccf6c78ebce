"""English attributions without a reporting verb: nouns, adjectives, *seem*, hearsay adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.clauses import content_end
from workbench.speech.english.frames import Finding
from workbench.speech.english.lexicon import BASE, openers, word_class
from workbench.speech.english.subjects import main_subject, subject_before
from workbench.speech.english.verbs import group_start, has_be

if TYPE_CHECKING:
    from workbench.speech.english.words import Range, Sentence


def nominal(s: Sentence, i: int) -> Finding | None:
    """Return the attribution that a noun, adjective, *seem* or hearsay adverb at ``i`` opens."""
    low = s.low[i]
    if low in word_class("impression"):
        return seems(s, i)
    if low in word_class("hearsay"):
        return hearsay(s, i)
    if i + 1 >= s.hi:
        return None
    if s.low[i + 1] in openers("en_adjectives").get(low, ()):
        found = adjective(s, i)
        if found is not None:
            return found
    return noun(s, i) if s.low[i + 1] in openers("en_nouns").get(low, ()) else None


def seems(s: Sentence, i: int) -> Finding | None:
    """*X seems to Y*: the whole statement is an impression, and nobody's by name."""
    k = i + 1
    if k >= s.hi or s.tag[k] & (w.BREAK | w.MARK):
        return None
    if s.low[i].startswith("appear") and s.low[k] not in {"to", "that", "as"}:
        return None
    start, infinitive = group_start(s, i, BASE)
    subject = subject_before(s, start)
    if subject is None or infinitive:
        return None
    contents = [subject, (k, content_end(s, k, phrase=False))]
    return Finding(contents, "seems", "reported", None, (start, k))


def hearsay(s: Sentence, i: int) -> Finding | None:
    """*X reportedly did Y*: the clause around the adverb."""
    subject = subject_before(s, group_start(s, i, 0)[0]) or main_subject(s, s.lo, i)
    end = content_end(s, i + 1, phrase=False) if i + 1 < s.hi else s.hi
    if subject is None or end <= i + 1:
        return None
    contents = [(subject[0], i), (i + 1, end)]
    return Finding(contents, "hearsay", "indirect", None, (i, i + 1))


def adjective(s: Sentence, i: int) -> Finding | None:
    """*X is confident that*, *X was critical of*: a state of mind with its object."""
    start, _ = group_start(s, i, 0)
    if not has_be(s, start, i):
        return None
    clause = s.low[i + 1] in {"that", "to"} or s.low[i + 1] in word_class("question")
    first = i + 1 if clause else i + 2
    speaker = subject_before(s, start)
    end = content_end(s, first, phrase=True) if first < s.hi else first
    if speaker is None or end <= first:
        return None
    rule = "adjective_clause" if clause else "adjective_phrase"
    return Finding([(first, end)], rule, "reported", speaker, (start, first))


def noun(s: Sentence, i: int) -> Finding | None:
    """*her criticism of*, *expressed concerns about*, *their claim that*."""
    clause = _opens_clause(s, i + 1)
    first = i + 1 if clause else i + 2
    if first >= s.hi or s.tag[first] & (w.BREAK | w.NUMBER):
        return None
    speaker, start, rule = _holder(s, i)
    if not rule:
        return None
    end = content_end(s, first, phrase=True)
    if s.low[first] != "that":  # the noun phrase may be a subject: its predicate is not content
        end = next((j for j in range(first + 1, end) if _is_auxiliary(s, j)), end)
    return (
        Finding([(first, end)], rule, "reported", speaker, (start, first)) if end > first else None
    )


def _opens_clause(s: Sentence, k: int) -> bool:
    if s.low[k] == "to":
        return k + 1 < s.hi and not s.tag[k + 1] & (w.DET | w.CAP | w.POSS)
    return s.low[k] == "that"


def _is_auxiliary(s: Sentence, j: int) -> bool:
    return bool(s.tag[j] & w.AUX and not s.tag[j] & w.CLITIC and s.inside[j] < 0)


def _holder(s: Sentence, i: int) -> tuple[Range | None, int, str]:
    """Who holds the view: a possessive or the subject of a light verb; no rule if nobody."""
    for j in range(i - 1, max(s.lo, i - 5) - 1, -1):
        tag, low = s.tag[j], s.low[j]
        if tag & w.POSS and low != "whose":
            return (j, j + 1), j + 1, "noun_possessive"
        if low == "'s" and j > s.lo:
            owner = _owner(s, j)
            return owner, j + 1, "noun_possessive" if owner else ""
        light = j if low in word_class("light") else j - 1 if tag & w.DET and j > s.lo else 0
        if light and s.low[light] in word_class("light"):
            start, _ = group_start(s, light, 0)
            return subject_before(s, start), start, "noun_light_verb"
        if tag & (w.DET | w.BREAK | w.PREP | w.CC | w.SUB | w.AUX | w.MARK):
            break
    return None, i, ""


def _owner(s: Sentence, end: int) -> Range | None:
    """Return the name or short noun phrase before a possessive *'s*."""
    j = end
    while j > s.lo and (s.tag[j - 1] & w.CAP or not s.tag[j - 1]):
        j -= 1
    if j < end:
        return j, end
    walls = w.PREP | w.CC | w.SUB | w.AUX
    while j > max(s.lo, end - 5) and s.tag[j - 1] & w.WORD and not s.tag[j - 1] & walls:
        j -= 1
        if s.tag[j] & (w.DET | w.POSS):
            break
    return (j, end) if j < end else None
