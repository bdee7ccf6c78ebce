"""Who a speaker's phrase means: name, role, age, and whether nobody is named.

One person is *Franak Viacorka (34), einem Berater der Opposition* at first, then *Viacorka*, then
*der Berater*, then *er*. Mentions are merged inside one article, in text order: a surname takes the
full name that it ends, a role noun the person who bears it, a pronoun the last person who spoke.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.speech.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.speech.records import Quotation

NAME_PART = r"[^\W\d_a-zäöüß][\w'’.-]*"
PARTICLES = "von der|van der|von|van|de|zu|al|el|bin|ibn|da|di|del|la|le"
BEHIND = frozenset("gegen von vom für aus in im bei mit um of for from at with against".split())
NAME = re.compile(rf"{NAME_PART}(?:\s+(?:(?:{PARTICLES})\s+)*{NAME_PART})*")
AGE = re.compile(r"\((\d{1,3})(?: Jahre)?\)|,\s(\d{2}),?")
ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines the a an this that dieser diese".split()
)
INDEFINITE = frozenset(
    "ein eine einem einer einen zwei drei vier fünf mehrere einige viele manche zahlreiche "
    "a an some several many two three four one another".split()
)
PERSONS = {"er": 1, "he": 1, "sie": 1, "she": 1, "ihm": 1, "ihr": 1, "seiner": 1, "ihrer": 1}
BESIDE = re.compile(r"\s*(?:\([^)]*\))?\s*[,–-]?\s*")
DEFINED = re.compile(  # a name with an age, and the role behind it
    rf"(?P<name>{NAME_PART}(?:\s+{NAME_PART}){{1,3}})\s\((?P<age>\d{{1,3}})\)"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What an article tells about a speaker."""

    name: str = ""
    role: str = ""
    age: int | None = None
    anonymous: bool = False


@dataclass(slots=True)
class _Person:
    name: str
    role: str = ""
    age: int | None = None


def name_speakers(text: str, quotations: Sequence[Quotation]) -> list[Speaker]:
    """Return who speaks in each quotation, mentions of one person under one name."""
    people = _defined_in(text)
    spans = sorted({q.speaker for q in quotations if q.speaker is not None})
    known: dict[tuple[int, int], Speaker] = {}
    last: _Person | None = None
    for start, end in spans:
        phrase = text[start:end]
        person = _meant(phrase, people, last)
        if person is not None:
            _learn(person, phrase)
            last = person
            known[start, end] = Speaker(person.name, person.role, person.age)
        else:
            known[start, end] = _unnamed(phrase)
    return [known[q.speaker] if q.speaker is not None else Speaker() for q in quotations]


def _defined_in(text: str) -> list[_Person]:
    """Collect people whom the article introduces with their age."""
    return [_Person(_without_role(m["name"]), age=int(m["age"])) for m in DEFINED.finditer(text)]


def _meant(phrase: str, people: list[_Person], last: _Person | None) -> _Person | None:
    """Return the person a phrase means, registering a new full name."""
    if phrase.lower() in PERSONS:
        return last
    name = _name_in(phrase)
    if name:
        found = _same_name(name, people)
        if found is None:
            found = _Person(name)
            people.append(found)
        elif len(name) > len(found.name):
            found.name = name
        return found
    head = _role_noun(phrase)
    if not head or phrase.split()[0].lower() in INDEFINITE:
        return None
    bearers = [p for p in people if p.role and _role_noun(p.role) == head]
    return bearers[-1] if bearers else None


def _same_name(name: str, people: Iterable[_Person]) -> _Person | None:
    """Find the person of whom `name` is the whole name, the surname or a longer form."""
    parts = name.split()
    for person in reversed(list(people)):
        full = person.name.split()
        if full[-1] != parts[-1]:
            continue
        if len(parts) == 1 or len(full) == 1 or full[0] == parts[0]:
            return person
    return None


def _name_in(phrase: str) -> str:
    """Return the personal name in a phrase: the last capitals that are no role or known noun."""
    for piece in re.split(r",|\(|\bund\b|\band\b", phrase):
        best = ""
        for match in NAME.finditer(piece.strip()):
            before = piece.strip()[: match.start()].split()
            if before and before[-1].lower() in BEHIND:
                continue
            found = _without_role(match[0])
            if found and (" " in found or not _is_common(found)):
                best = best or found
        if best and not _is_body(piece):
            return best
    return ""


def _without_role(name: str) -> str:
    """Drop articles, titles and role nouns in front of a name."""
    parts = name.split()
    while parts and (parts[0].lower() in ARTICLES or _is_role(parts[0]) or _is_title(parts[0]) or (len(parts) > 1 and _is_common(parts[0]) and "-" in parts[0])):
        parts = parts[1:]
    return " ".join(parts)


def _is_title(word: str) -> bool:
    return word.rstrip(".") in {"Dr", "Prof", "Mr", "Mrs", "Ms", "Sir", "Dame", "Lord", "Lady", "Sen", "Rep", "Gov"}


def _is_role(word: str) -> bool:
    return any(word.lower().endswith(ending) for ending in _role_endings())


@cache
def _role_endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows("roles"))


@cache
def _is_common(word: str) -> bool:
    """Whether a word, or the last part of a compound, is a common noun rather than a name."""
    import simplemma

    last = word.rsplit("-", 1)[-1]
    return simplemma.is_known(last, lang="de") and not last.isupper()


BODY = re.compile(
    r"(?i)\b\w*(?:zeitung|magazin|agentur|sender|partei|verband|amt|ministerium|polizei|behörde|regierung|"
    r"institut|universität|bericht|studie|angaben|medien|quellen|party|agency|ministry|university|report)\w*\b"
)


def _is_body(phrase: str) -> bool:
    return bool(BODY.search(phrase))


def _role_noun(phrase: str) -> str:
    """Return the noun that names a role, without its case ending: *dem Berater* -> berater."""
    for word in re.findall(r"[\w-]+", phrase):
        low = word.lower()
        for ending in _role_endings():
            if word[:1].isupper() and (low.endswith(ending) or low.endswith((ending + "s", ending + "n", ending + "en"))):
                return ending
    return ""


def _learn(person: _Person, phrase: str) -> None:
    """Add role and age that a phrase tells about its person."""
    age = AGE.search(phrase)
    if age and person.age is None:
        person.age = int(age[1] or age[2])
    if not person.role:
        person.role = _role_in(phrase, person.name)


def _role_in(phrase: str, name: str) -> str:
    """Return what stands beside the name: *einem Berater der Opposition*, *Minister*."""
    surname = name.split()[-1]
    before, _, behind = phrase.partition(surname)
    behind = re.sub(r"^\s*\([^)]*\)", "", behind).lstrip(" ,–-").rstrip(" ,–-")
    if behind:
        return behind
    first = before.removesuffix(name.removesuffix(surname)).strip(" ,–-")
    return first if _role_noun(first) else ""


def _unnamed(phrase: str) -> Speaker:
    first = phrase.split()[0].lower() if phrase.split() else ""
    person = bool(_role_noun(phrase))
    anonymous = first in INDEFINITE or (person and first not in ARTICLES)
    return Speaker(role=phrase if person else "", anonymous=anonymous and not _is_body(phrase))
