"""What could be a source in a sentence: names, and noun phrases whose noun says what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.citing.credits import agency_names
from workbench.citing.lexicon import cue_class, noun_kind, word_class
from workbench.citing.names import NAMED_KINDS, Memory, Name, is_own, named_here
from workbench.dictionary import is_known
from workbench.lexicons import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.citing.words import Word

DETERMINERS = word_class("determiners")
_LONGEST_NAME = 5
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_LINKS = {"de": frozenset(["in", "von", "aus", "für"]), "en": frozenset(["in", "of", "for"])}
_HEARSAY = ("berichten", "berichte", "reports")  # of nobody in particular
_UNSPECIFIC = frozenset(["soziale", "sozialen", "social", "white"])  # social media, a white paper
_STOPS = frozenset([",", ";", ":", ".", "–"])
_ADJECTIVES = 3  # most adjectives before a noun


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a source, in word numbers."""

    begin: int
    end: int
    det: int  # the first word of the phrase: its article, or `begin`
    kind: str
    name: Name | None = None
    noun: int = -1  # the noun of a phrase that is no name
    marked: bool = False
    described: bool = False  # a noun before the name says what it is


def find_candidates(words: Sequence[Word], memory: Memory, language: str) -> Iterator[Candidate]:
    """Yield names and noun phrases in text order, none twice."""
    at = 0
    while at < len(words):
        if words[at].quoted:
            at += 1
            continue
        found = _name_at(words, at, memory, language) or _noun_at(words, at, memory, language)
        if found is not None and not (found.name and is_own(found.name.shown, memory.own)):
            yield found
        at = at + 1 if found is None else found.end if found.name else found.noun + 1


def _name_at(words: Sequence[Word], at: int, memory: Memory, language: str) -> Candidate | None:
    marked = words[at].marked >= 0
    longest = _LONGEST_NAME if memory.may_begin(words[at]) else 0
    for end in range(min(len(words), at + longest), at, -1):
        if any(w.quoted or (w.marked >= 0) != marked for w in words[at:end]):
            continue
        name = memory.find(words[at:end])
        if name is not None and not marked and noun_kind(words[end - 1].text, language)[0]:
            name = _not_only_described(words, at, end, name, language)
        if (
            name is None
            or _compounds(words, end - 1, language)
            or not _written_as_name(words[at:end])
        ):
            continue
        det = first_word(words, at, language)
        described = any(noun_kind(w.text, language)[0] in NAMED_KINDS for w in words[det:at])
        return Candidate(at, end, det, name.kind, name, -1, marked, described)
    return _marked_name(words, at, language) or _network(words, at)


def _network(words: Sequence[Word], at: int) -> Candidate | None:
    """Take an unknown name that somebody writes at: *Bei Zwitscher schrieb sie: …*."""
    begins = at == 1 or (at > 1 and words[at - 2].low in {",", ";", ":"})
    if not begins or at + 2 >= len(words) or words[at - 1].low not in {"bei", "auf", "via"}:
        return None
    writes = cue_class(words[at + 1].text, "de") in {"report", "post"}
    pronoun = words[at + 2].low in {"er", "sie", "ich", "wir"}
    if not (writes and pronoun and words[at].capital) or is_known(words[at].text, "de"):
        return None
    return Candidate(at, at + 1, at, "social", Name("social", words[at].text))


def _not_only_described(
    words: Sequence[Word], at: int, end: int, name: Name, language: str
) -> Name | None:
    """Refuse *Tageszeitung* and *Wochenzeitung «Die Zeit»* as names of their own."""
    alone = end - at == 1 or words[at].low in DETERMINERS
    told = noun_kind(words[end - 1].text, language)[0] in NAMED_KINDS
    return None if told and (alone or named_here(words, end) > end) else name


def _written_as_name(words: Sequence[Word]) -> bool:
    written = words[0].capital or len(words) > 1 or words[0].low in agency_names()
    return written or any(c.isupper() for w in words for c in w.text)


def _marked_name(words: Sequence[Word], at: int, language: str) -> Candidate | None:
    """Take an unknown name in marks that stands where only a medium can: *sagte dem «Boten»*."""
    if words[at].marked < 0 or at == 0 or words[at - 1].marked == words[at].marked:
        return None
    end = named_here(words, at)
    before = words[at - 1].low
    told = before in {"dem", "der"} and any(
        cue_class(w.text, language) in {"tell", "report"} for w in words[max(0, at - 8) : at - 1]
    )
    behind = words[end].text if end < len(words) else ""
    reports = before in {"wie", "laut", "according"} or (
        at > 1 and cue_class(words[at - 2].text, language) == "report"
    )
    follows = cue_class(behind, language) == "report" if behind else False
    opens = before in {"der", "die", "das", "the"} and (at == 1 or words[at - 2].low in _STOPS)
    if not told and not (reports and (follows or before == "laut")) and not (opens and follows):
        return None
    shown = " ".join(w.text for w in words[at:end])
    return Candidate(
        at, end, first_word(words, at, language), "medium", Name("medium", shown), -1, marked=True
    )


def _noun_at(words: Sequence[Word], at: int, memory: Memory, language: str) -> Candidate | None:
    word = words[at]
    if word.marked >= 0 or (language == "de" and not word.capital):
        return None
    kind, _ = noun_kind(word.text, language)
    if not kind or (
        word.low.endswith(_HEARSAY)
        and kind == "document"
        and (at == 0 or words[at - 1].low not in DETERMINERS)
    ):
        return None
    named = named_here(words, at + 1) > at + 1 or memory.find(words[at + 1 : at + 2]) is not None
    if kind in NAMED_KINDS and named:
        return None  # it only says what the name behind it is
    if _compounds(words, at, language):
        return None
    det = first_word(words, at, language)
    before = words[at - 1].low if at else ""
    if before in _UNSPECIFIC or (language == "en" and _also_verb(word, kind) and det == at):
        return None
    if language == "en" and word.low == "agency" and before in {"news", "press", "wire"}:
        kind = "agency"
    begin = det + 1 if words[det].low in DETERMINERS and det < at else det
    return Candidate(begin, _phrase_end(words, at + 1, language), det, kind, None, at)


def _also_verb(word: Word, kind: str) -> bool:
    """Whether an English noun for a document is a verb as well: *to report*, *to list*."""
    return kind == "document" and not word.low.endswith("s")


def _compounds(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether an English noun or name only describes the next word: *police officers*."""
    if language != "en" or at + 1 >= len(words):
        return False
    following = words[at + 1]
    if following.quoted or following.marked >= 0 or not following.text.isalpha():
        return False
    if noun_kind(following.text, "en")[0] or following.low in word_class("shows"):
        return True
    said = cue_class(following.text, "en")
    if said:
        return said in {"spokesperson", "post_noun"}
    plain = following.low in function_words("en") or following.low.endswith(("ly", "ed"))
    return not plain and not following.capital


def first_word(words: Sequence[Word], at: int, language: str) -> int:
    """Return where a phrase begins: its article, passing over adjectives and describing nouns."""
    first = at
    while first > 0 and at - first < _ADJECTIVES + 1:
        before = words[first - 1]
        if before.quoted or before.marked >= 0 or not before.text.isalpha():
            break
        if before.low in DETERMINERS:
            return first - 1
        opens = first == 1 and before.low.endswith(_ADJECTIVE_ENDINGS) and language == "de"
        if not (opens and not cue_class(before.text, "de")) and not _modifies(before, language):
            break
        first -= 1
    return first


def _modifies(word: Word, language: str) -> bool:
    if noun_kind(word.text, language)[0] in NAMED_KINDS:
        return True
    if language == "en":
        speaks = word.low != "state" and cue_class(word.text, "en") in {
            "say",
            "tell",
            "report",
            "publish",
            "post",
        }
        return (word.capital or not speaks) and word.low not in function_words("en")
    if cue_class(word.text, "de") or word.low in function_words("de") or word.low == "gegenüber":
        return False
    return word.low.endswith(_ADJECTIVE_ENDINGS) and (not word.capital or _is_adjective(word))


def _is_adjective(word: Word) -> bool:
    return word.low in {
        "rotes",
        "roten",
        "rote",
        "weisse",
        "weißes",
        "weisses",
        "weissen",
        "weißen",
    }


def _phrase_end(words: Sequence[Word], at: int, language: str) -> int:
    """Take what belongs to the noun: *in Kalven*, *des Innern*, *for Health*."""
    links = _LINKS[language] | (frozenset(["des", "der"]) if language == "de" else frozenset())
    if at + 1 < len(words) and words[at].low in links and words[at + 1].capital:
        end = named_here(words, at + 1)
        return end if not words[at + 1].text[:1].isdigit() else at
    return at
