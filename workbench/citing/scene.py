"""A sentence with one phrase in it, and what every frame asks about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.citing.lexicon import cue_class, particle_class, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.citing.candidates import Candidate
    from workbench.citing.words import Word

MEDIA = frozenset(["medium", "agency"])
SAYS = frozenset(["say", "tell", "report"])
TELLS = frozenset(["tell", "report"])
CLAUSE_ENDS = frozenset([",", ";", ":", "–", "—", ".", "!", "?", "(", ")"])
CLOSERS = CLAUSE_ENDS | frozenset(["", "und", "oder"])
NEAR, FAR = 4, 14  # words between a phrase and its verb: verb-second, verb-final


@dataclass(frozen=True, slots=True)
class Frame:
    """Why a phrase is a source: the rule, and the words of the cue by number."""

    rule: str
    cue: tuple[int, ...]


def _is_subjunctive(word: str) -> bool:
    """Whether a verb is itself part of reported words: *die Redaktion rechne mit …*."""
    return word.endswith("e") and word[-2:-1] not in "td"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with one candidate in it."""

    words: Sequence[Word]
    candidate: Candidate
    language: str

    def low(self, at: int) -> str:
        """Return a word in lower case, "" outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def verb(self, at: int) -> str:
        """Return the class of the cue at a place; a German particle may stand apart."""
        if not 0 <= at < len(self.words) or self.words[at].quoted:
            return ""
        word = self.words[at].text
        if self.candidate.begin <= at < self.candidate.end or word == "state":
            return ""  # the phrase itself: *document* is also a verb; *state television*
        if self.language == "de" and self.low(at) in word_class("come"):
            concludes = {"schluss", "ergebnis", "fazit"} & {self.low(at + n) for n in (2, 3, 4)}
            return "say" if concludes else ""
        if self.language == "de":
            if (self.words[at].capital and at > 0) or _is_subjunctive(self.low(at)):
                return ""
            for there in range(at + 1, min(len(self.words), at + 30)):
                if self.low(there) in word_class("particles") and self._closes(there):
                    return particle_class(word, self.low(there)) or cue_class(word, "de")
        return cue_class(word, self.language)

    def _closes(self, at: int) -> bool:
        """Whether a particle ends its clause."""
        return self.low(at + 1) in CLOSERS

    def clause_end(self, at: int) -> int:
        """Return the end of the clause that a word stands in."""
        while (
            at < len(self.words) and self.low(at) not in CLAUSE_ENDS and not self.words[at].quoted
        ):
            at += 1
        return at


def participle(s: Scene, auxiliary: int, wanted: frozenset[str]) -> Frame | None:
    """*hat … mitgeteilt*: the verb ends the clause."""
    end = s.clause_end(auxiliary + 1)
    ends = range(auxiliary + 1, end) if s.language == "en" else range(end - 1, auxiliary, -1)
    for at in list(ends)[:2]:
        if s.verb(at) in wanted:
            return Frame("subject", (auxiliary, at))
    return None


def is_unnamed(s: Scene, at: int) -> bool:
    """Whether a spokesperson speaks for the body: *ein Sprecher*, not *Berg, der Sprecher*."""
    first = at
    while first > 0 and s.low(first - 1) not in word_class("determiners") and first > at - 3:
        if s.words[first - 1].quoted or s.low(first - 1) in CLAUSE_ENDS:
            break
        first -= 1
    return first == 0 or s.low(first - 1) in {"ein", "eine", "einer", "einem", "a", "an"}


def wanted_verbs(c: Candidate) -> frozenset[str]:
    """Return the verbs that make this phrase a source; ordinary words need verbs of reporting."""
    if c.name is not None and c.name.common and not (c.marked or c.described):
        return frozenset(["report"])
    if c.kind == "document":
        return SAYS | {"publish", "contain"}
    return SAYS | {"publish"} if c.kind in MEDIA else SAYS


def in_same_clause(s: Scene, at: int) -> bool:
    """Whether a word is near the phrase, with no more than an apposition between."""
    first, last = sorted((at, s.candidate.begin))
    commas = sum(s.low(i) in {",", ";", ":"} for i in range(first, last))
    return last - first <= FAR and (commas in {0, 2} or s.verb(at) in TELLS)


def posted(s: Scene) -> Frame | None:
    """*schrieb auf X, ein auf X verbreitetes Video*."""
    c = s.candidate
    where = {"auf", "bei", "über", "via", "per", "in", "on", "to", "over"}
    if c.kind != "social" or not (s.low(c.det) == "beim" or s.low(c.det - 1) in where):
        return None
    if c.name is None and c.noun >= 0 and not c.described:
        where_noun = s.words[c.noun].low
        if where_noun in {"service", "network", "app", "kanal"}:
            return None
    for at in range(len(s.words)):
        if (s.verb(at) or cue_class(s.words[at].text, s.language) if s.words[at].text else "") in {
            "post",
            "post_noun",
            "say",
            "report",
            "publish",
        }:
            return Frame("posted", (at,))
    return None
