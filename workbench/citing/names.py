"""Names of media, agencies and networks: those known, and those that an article introduces.

*Das Exilportal «Offenes Fenster»*, *Radio Lauve, a local station*: a noun that says what it is
makes a source of an unknown name, and the article may use the bare name from then on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workbench.citing.lexicon import noun_kind, rows
from workbench.dictionary import is_known
from workbench.outlets import find_outlet, read_outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.citing.words import Word

Range = tuple[int, int]
NAMED_KINDS = ("medium", "agency", "social")
_LONGEST = 5  # words of a name
_SHORTEST = 2  # letters of a name that needs no marks: «AZ», «X» are also other things
_CASE_ENDING = re.compile(r"(?<=\w{3})(?:es|er|en|em|e|s)$")
_PART = re.compile(r"@?\w+(?:[-'’.+]\w+)*")
_ARTICLE = re.compile(r"(?i)^(?:der|die|das|dem|den|des|the)\s")
_THIS = re.compile(r"(?i)^(?:diese[rmns]?|unsere[rmns]?|this|our)\s")
_MARKS = '«»„“”"‚‘’ '
_SHAPES = {  # words that make a name of a medium of what stands beside them
    "first": frozenset(["radio", "rundfunk", "tv", "canal"]),
    "last": frozenset(
        [
            "zeitung",
            "nachrichten",
            "tagblatt",
            "tageblatt",
            "anzeiger",
            "rundschau",
            "times",
            "post",
            "herald",
            "tribune",
            "journal",
            "gazette",
            "chronicle",
            "tv",
            "fernsehen",
            "radio",
        ]
    ),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a list of folded words, with what it names."""

    kind: str
    shown: str
    common: bool = False  # also an ordinary word: needs marks or a verb of reporting


@dataclass(slots=True)
class Memory:
    """The names that one article has introduced, in the order of the text."""

    own: str = ""  # the article's outlet, which is never a cited source
    names: dict[tuple[str, ...], Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the article's outlet, so that *Rundfunk Mitte* is not a broadcaster «Mitte»."""
        if self.own:
            folded = tuple(_CASE_ENDING.sub("", w.lower()) for w in _PART.findall(self.own))
            self.names[folded] = Name("medium", self.own)

    def learn(self, words: Sequence[Word], kind: str) -> None:
        """Remember a name that the article explains."""
        key = _key(words)
        if key and known_name(words) is None:
            self.names.setdefault(key, Name(kind, " ".join(w.text for w in words)))

    def may_begin(self, word: Word) -> bool:
        """Whether some name begins with this word."""
        first = _fold(word.low)
        return first in _first_words() or any(key[0] == first for key in self.names)

    def find(self, words: Sequence[Word]) -> Name | None:
        """Return what these words name: an introduced name first, then a known one."""
        return self.names.get(_key(words)) or known_name(words)


def _key(words: Sequence[Word]) -> tuple[str, ...]:
    """Fold a name: without case endings, *Offenes Fenster* is *Offene Fenster*."""
    return tuple(_fold(w.low) for w in words)


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    return _CASE_ENDING.sub("", word)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key[0] for key in _known() if key)


def _is_word(name: str) -> bool:
    return is_known(name, "de") or is_known(name.lower(), "en")


@cache
def _known() -> dict[tuple[str, ...], Name]:
    found: dict[tuple[str, ...], Name] = {}
    for outlet in read_outlets():
        kind = "agency" if outlet.kind == "news agency" else "medium"
        for alias in (outlet.name, *outlet.aliases):
            parts = _PART.findall(alias)
            word = len(parts) == 1 and alias[1:].islower()
            single = word and (outlet.common_word or _is_word(alias))
            common = single or len(alias) <= _SHORTEST
            article = parts[0].lower() in {"der", "die", "das", "the"} and len(parts) > 1
            for key in (parts, parts[1:]) if article else (parts,):
                folded = tuple(_CASE_ENDING.sub("", part.lower()) for part in key)
                bare = article and len(key) == 1
                found.setdefault(folded, Name(kind, outlet.name, common or bare))
    for row in rows("names"):
        folded = tuple(_CASE_ENDING.sub("", part.lower()) for part in row["name"].split())
        common = len(row["name"]) <= _SHORTEST or row["name"] in {"Signal", "Threads", "Spiegel"}
        found.setdefault(folded, Name(row["kind"], row["name"], common))
    return found


def known_name(words: Sequence[Word]) -> Name | None:
    """Return the outlet, agency or network of this name, None if there is none."""
    if not words or words[0].quoted or not (words[0].capital or len(words[0].low) > _SHORTEST):
        return None
    return _known().get(_key(words))


def is_own(shown: str, own: str) -> bool:
    """Whether a name is the article's own outlet: *BBC* in an article of *BBC News*."""
    if not own:
        return False
    return _house(shown) == _house(own)


def is_itself(phrase: str, own: str) -> bool:
    """Whether a phrase means the article's own outlet: *dem Blick*, *dieser Zeitung*."""
    bare = _ARTICLE.sub("", phrase).strip(_MARKS)
    return bool(_THIS.match(phrase)) or is_own(bare, own)


@cache
def _house(name: str) -> str:
    outlet, _ = find_outlet(name=name)
    return re.sub(r"[\W_]+", "", (outlet.name if outlet else name).casefold())


def named_here(words: Sequence[Word], begin: int) -> int:
    """Return the end of a name that begins at a word: marked words, or a run of capitals."""
    if begin >= len(words) or words[begin].quoted:
        return begin
    end = begin
    mark = words[begin].marked
    if mark >= 0:
        while end < len(words) and words[end].marked == mark:
            end += 1
        return end
    while end < len(words) and end - begin < _LONGEST and _in_name(words[end], end > begin):
        end += 1
    return end


def _in_name(word: Word, later: bool) -> bool:  # noqa: FBT001 (an inner helper)
    if word.quoted or word.marked >= 0:
        return False
    return word.capital and (later or not word.text[:1].isdigit())


def introduce(words: Sequence[Word], memory: Memory, language: str) -> None:
    """Learn the names that a sentence explains by a noun beside them."""
    for at, word in enumerate(words):
        if word.quoted or (language == "de" and not word.capital):
            continue
        kind, _ = noun_kind(word.text, language)
        shape = _shaped(words, at)
        if shape is not None:
            memory.learn(words[slice(*shape)], "medium")
        if kind not in NAMED_KINDS or shape is not None:
            continue
        end = named_here(words, at + 1)
        if end > at + 1 and word.marked < 0:
            memory.learn(words[at + 1 : end], kind)
        elif language == "en":
            _apposed(words, at, kind, memory)


def _apposed(words: Sequence[Word], noun: int, kind: str, memory: Memory) -> None:
    """Read *Open Window, a news site*: the noun explains the name before the comma."""
    first = noun
    while first > 0 and words[first - 1].text.isalpha() and noun - first < _LONGEST:
        first -= 1
        if words[first].low in {"a", "an", "the"}:
            break
    if words[first].low not in {"a", "an", "the"} or first < 2 or words[first - 1].low != ",":  # noqa: PLR2004
        return
    begin = first - 1
    while begin > 0 and words[begin - 1].capital and words[begin - 1].text[:1].isalpha():
        begin -= 1
    if begin < first - 1:
        memory.learn(words[begin : first - 1], kind)


def _shaped(words: Sequence[Word], at: int) -> Range | None:
    """Return a name that its own form gives away: *Radio Lauve*, *Talheimer Anzeiger*."""
    word = words[at]
    if word.low in _SHAPES["first"]:
        end = named_here(words, at + 1)
        return (at, end) if end > at + 1 and word.capital else None
    if word.low in _SHAPES["last"] and word.capital and at and words[at - 1].capital:
        return at - 1, at + 1
    return None
