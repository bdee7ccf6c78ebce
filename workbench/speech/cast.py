"""The people of an article: everybody with an age, a role or words of their own, in text order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.dictionary import base_form
from workbench.speech.names import (
    CAPITAL,
    RUNS,
    bare,
    gender_in,
    is_body,
    is_common,
    is_introduced,
    is_name,
    name_in,
    people_words,
    role_ending,
    role_noun,
    without_giving,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.speech.records import Quotation

AGED = re.compile(rf"(?P<run>{CAPITAL}(?:[ \u00a0]{CAPITAL}){{1,4}})\s\((?P<age>\d{{1,3}})\)")
AGE = re.compile(r"\((\d{1,3})(?: Jahre)?\)|,\s(\d{2})(?=,|$)")
UNNAMED = re.compile(r"\b([Ee]iner?|[Ee]ine[mn]?|A|a|An|an)\s(?:[\w-]+\s){0,2}?([\w-]+)")
ARTICLE = re.compile(r"\b(?:[Dd](?:er|ie|en|em)|[Tt]he) $")
PAIR = 2
PLACED = (" in", "In", " aus", "Aus", " nach", " from", " to", " near")
Age = int | None


@dataclass(slots=True)
class Person:
    """Somebody in the article, with or without a name, and where he is mentioned."""

    name: str
    role: str = ""
    age: Age = None
    gender: str = ""
    anonymous: bool = False
    places: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The people of an article, in the order in which they are introduced."""

    text: str
    people: list[Person] = field(default_factory=list)

    def add(self, name: str, at: int) -> Person:
        """Return the person of that name, a new one if there is none."""
        person = self.named(name)
        if person is None:
            person = Person(name)
            self.people.append(person)
        elif " " in name and " " not in person.name:
            person.name = name
        person.places.append(at)
        return person

    def named(self, name: str, gender: str = "") -> Person | None:
        """Find the person of whom `name` is the whole name, the surname or a longer form."""
        parts = name.split()
        for person in self.people:
            full = person.name.split()
            if not full or full[-1].removesuffix("s") != parts[-1].removesuffix("s"):
                continue
            if 1 not in (len(parts), len(full)) and full[-2] != parts[-2] and full[0] != parts[0]:
                continue
            if not (gender and person.gender and gender != person.gender):
                return person
        return None

    def latest(self, before: int, gender: str) -> Person | None:
        """Return the person of a gender who was named last before a place."""
        fits = [
            (max(places), person)
            for person in self.people
            if gender in (person.gender, "") or not person.gender
            if (places := [at for at in person.places if at < before])
        ]
        return max(fits, key=lambda found: found[0])[1] if fits else None


def read_cast(text: str, quotations: Sequence[Quotation]) -> Cast:
    """Find the people of an article: those with an age or a role, and those who speak."""
    cast = Cast(text)
    found = [
        (match.start(), " ".join(bare(match["run"].split())), match[0])
        for match in AGED.finditer(text)
    ]
    found += _read_runs(text)
    for span in {q.speaker for q in quotations if q.speaker is not None}:
        phrase = without_giving(text[slice(*span)])
        found.append((span[0], name_in(phrase), phrase))
    for at, name, phrase in sorted(found):
        if name:
            learn(cast.add(name, at), phrase)
    _place_surnames(cast)
    _add_unnamed(cast, quotations)
    cast.people.sort(key=lambda p: min(p.places))
    return cast


def _read_runs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield names behind a role noun, and pairs of which the second stands alone elsewhere."""
    for match in RUNS.finditer(text):
        run = match[0].split()
        name = bare(run)
        if not name or (len(name) == 1 and name[0].endswith("s")):
            continue
        dropped = is_introduced(name, run)
        alone = len(name) == PAIR and _stands_alone(text, *name)
        if (dropped or alone) and is_name(name, dropped=dropped):
            before = ARTICLE.search(text, max(0, match.start() - 4), match.start())
            article = before[0] if before else ""
            yield match.start(), " ".join(name), article + match[0]


def _stands_alone(text: str, first: str, last: str) -> bool:
    """Whether the second of two names is used without the first: *Stavik* after *Aurel Stavik*."""
    if is_common(last) or f" {last.lower()} " in text:
        return False
    if is_common(first) and base_form(first, "de") != first:  # «Diktatoren Putin»
        return False
    return text.count(last) > text.count(f"{first} {last}") and not is_place(last, text)


def _place_surnames(cast: Cast) -> None:
    """Note where surnames stand alone: each means the first who bears it."""
    bearers: dict[str, list[Person]] = {}
    for person in cast.people:
        bearers.setdefault(person.name.split()[-1], []).append(person)
    for surname, people in bearers.items():
        for at in _places_of(surname, cast.text):
            before = cast.text[max(0, at - 30) : at].split() if len(people) > 1 else []
            named = [p for p in people if before and p.name.split()[-2:-1] == before[-1:]]
            (named or people)[0].places.append(at)


def _places_of(word: str, text: str) -> Iterator[int]:
    """Yield where a word stands by itself in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def _add_unnamed(cast: Cast, quotations: Sequence[Quotation]) -> None:
    """Add people without a name, *eine Rentnerin*, for the pronouns that follow."""
    said = [q.spans[0] for q in quotations if q.kind == "direct"]
    for match in UNNAMED.finditer(cast.text):
        apposition = cast.text[match.start() - 2 : match.start()] in {", ", "– "}
        if apposition or any(start <= match.start() < end for start, end in said):
            continue
        noun = role_ending(match[2])
        if noun and not is_body(match[2]):
            anonymous = noun not in people_words("speaks_for")
            gender = gender_in(match[0])
            cast.people.append(Person("", match[0], None, gender, anonymous, [match.start()]))


def is_place(word: str, text: str) -> bool:
    """Whether somebody is *in* or comes *from* it."""
    return any(f"{preposition} {word}" in text for preposition in PLACED)


def learn(person: Person, phrase: str) -> None:
    """Add role, age and gender that a phrase tells about its person."""
    age = AGE.search(phrase)
    if age and person.age is None:
        person.age = int(age[1] or age[2])
    if person.name:
        person.role = person.role or _role_in(phrase, person.name)
    person.gender = person.gender or gender_in(phrase, person.name)
    if not person.gender and phrase.lower() in people_words("he") | people_words("she"):
        person.gender = "m" if phrase.lower() in people_words("he") else "f"


def _role_in(phrase: str, name: str) -> str:
    """Return what stands beside the name: *einem Berater der Opposition*, *Minister*."""
    before, _, behind = phrase.partition(name)
    behind = re.sub(r"^\s*\([^)]*\)", "", behind).strip(' ,–-«»„“”"')
    if behind and role_noun(behind):
        return behind
    before = before.strip(' ,–-«»„“”"')
    return before if role_noun(before) else ""
