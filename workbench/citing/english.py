"""English frames: *according to the police*, *the army said*, *told the Messenger*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.citing.lexicon import cue_class, word_class
from workbench.citing.scene import (
    CLAUSE_ENDS,
    CLOSERS,
    FAR,
    MEDIA,
    NEAR,
    SAYS,
    Frame,
    Scene,
    in_same_clause,
    is_unnamed,
    participle,
    posted,
    wanted_verbs,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _according(s: Scene) -> Frame | None:
    """*according to the ministry*."""
    at = s.candidate.det - 1
    if s.low(at) == "to" and s.low(at - 1) == "according":
        return Frame("attribution", (at - 1, at))
    return None


def _english_subject(s: Scene) -> Frame | None:  # noqa: PLR0911 (each way out is a rule)
    """Read *The army said*, *Radio Lauve, a local station, reported*."""
    c = s.candidate
    if s.low(c.det - 1) in word_class("before_objects") or c.kind == "social":
        return None
    at = c.end
    if s.low(at) == ",":
        at = s.clause_end(at + 1) + 1
    reach = FAR if c.kind == "document" else NEAR
    for here in range(at, min(len(s.words), at + reach)):
        if (
            s.words[here].quoted
            or s.low(here) in CLAUSE_ENDS
            or s.low(here) in word_class("auxiliaries")
        ):
            return None
        if s.low(here).endswith("ing"):
            return None
        if s.low(here) in word_class("have"):
            return participle(s, here, wanted_verbs(c))
        if s.verb(here) in wanted_verbs(c):
            return Frame("subject", (here,))
        if c.kind != "document" and not _between(s.low(here)):
            return None
    return None


def _between(word: str) -> bool:
    """Whether a word may stand between an English subject and its verb."""
    return word.endswith(("ly", "day")) or word in {
        "also",
        "now",
        "later",
        "then",
        "on",
        "earlier",
        "first",
    }


def _english_inverted(s: Scene) -> Frame | None:
    """*said the ministry* behind the words said."""
    c = s.candidate
    at = c.det - 1
    before = s.words[at - 1] if at > 0 else None
    ends = s.low(c.end) in CLOSERS and s.low(c.end) not in {"und", "oder"}
    if s.verb(at) in SAYS and ends and before is not None and (before.quoted or before.low == ","):
        return Frame("subject", (at,))
    return None


def _told(s: Scene) -> Frame | None:
    """*told Open Window, in an interview with the paper*."""
    c = s.candidate
    if c.kind not in MEDIA:
        return None
    at = c.det - 1
    if s.verb(at) == "tell":
        return Frame("recipient", (at,))
    if s.low(at) == "on" and any(s.verb(i) in SAYS for i in range(len(s.words))):
        return Frame("recipient", (at,))
    if s.low(at) == "with" and "interview" in {s.low(at - 1), s.low(at - 2)}:
        return Frame("recipient", (at,))
    return None


def _english_in(s: Scene) -> Frame | None:
    """*said in a statement*."""
    c = s.candidate
    if c.kind != "document" or s.low(c.det - 1) != "in":
        return None
    for at in range(len(s.words)):
        if s.verb(at) in SAYS and in_same_clause(s, at):
            return Frame("says_in", (at,))
    return None


def _english_by(s: Scene) -> Frame | None:
    """Read *a spokesman for the ministry, a statement from the police, reported by the paper*."""
    c = s.candidate
    at = c.det - 1
    if s.low(at) not in {"for", "of", "from", "by", "at", "in"} or at < 1:
        return None
    noun = cue_class(s.words[at - 1].text, "en") if s.words[at - 1].text else ""
    if noun == "spokesperson" and s.low(at) in {"for", "of", "from", "at"}:
        return Frame("spokesperson", (at - 1,)) if is_unnamed(s, at - 1) else None
    if s.low(at) == "by" and noun in {"report", "publish"} and c.kind in MEDIA:
        return Frame("published_by", (at - 1,))
    if s.low(at - 1) in {"report", "statement", "interview", "article"} and c.kind in MEDIA:
        return Frame("given_by", (at - 1,))
    return None


ENGLISH: tuple[Callable[[Scene], Frame | None], ...] = (
    _according,
    posted,
    _told,
    _english_in,
    _english_by,
    _english_subject,
    _english_inverted,
)
