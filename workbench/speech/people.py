"""Who a speaker's phrase means: name, role, age, and whether nobody is named.

One person is *Franak Viacorka (34), einem Berater der Opposition* at first, then *Viacorka*, then
*der Berater*, then *er*. Mentions are merged inside one article, in text order: a surname takes the
full name that it ends, a role noun the person who bears it, a pronoun the last person who spoke.
Bodies keep the name they are called by, without article; their short form in brackets is an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import simplemma

from workbench.speech.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.records import Quotation, Span

CAPITAL = r"[^\W\d_a-zäöüß][\w'’-]*\.?"
PARTICLE = r"(?:von der|van der|von|van|de|zu|al|el|bin|ibn|da|di|del|la|le)"
RUN = re.compile(rf"{CAPITAL}(?:\s+(?:{PARTICLE}\s+)?{CAPITAL})*")
AGED = re.compile(rf"(?P<run>{CAPITAL}(?:\s+{CAPITAL}){{1,4}})\s\((?P<age>\d{{1,3}})\)")
AGE = re.compile(r"\((\d{1,3})(?: Jahre)?\)|,\s(\d{2})(?=,|$)")
SHORT_FORM = re.compile(
    rf"(?P<long>{CAPITAL}(?:\s(?:für|der|des|und|of|for|{CAPITAL}))*)\s\((?P<short>[A-ZÄÖÜ][\w-]{{1,11}})\)"
)
GIVEN_BY = re.compile(  # «Angaben der Polizei»: the source is behind the noun
    r"(?i)^(?:\S+\s){0,2}\S*(?:angaben?|aussagen?|auskunft|informationen|worten|ansicht|meinung|"
    r"einschätzung|darstellung|mitteilung)\s(?:von\s|vom\s|des\s|der\s|(?=eine[rs]\s))"
)
DETERMINER = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "the",
        "a",
        "an",
        "dieser",
        "diese",
        "this",
    ]
)
INDEFINITE = frozenset(
    [
        "ein",
        "eine",
        "einem",
        "einer",
        "einen",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "mehrere",
        "einige",
        "viele",
        "manche",
        "zahlreiche",
        "etliche",
        "a",
        "an",
        "some",
        "several",
        "many",
        "two",
        "three",
        "four",
        "one",
    ]
)
PRONOUNS = frozenset(
    ["er", "sie", "ihm", "ihr", "seiner", "ihrer", "he", "she", "him", "her", "his", "der"]
)
BEHIND = frozenset(
    [
        "gegen",
        "von",
        "vom",
        "für",
        "aus",
        "in",
        "im",
        "bei",
        "mit",
        "um",
        "of",
        "for",
        "from",
        "at",
        "with",
        "der",
        "des",
        "und",
    ]
)
TITLES = frozenset(
    [
        "Dr",
        "Prof",
        "Mr",
        "Mrs",
        "Ms",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
        "Sen",
        "Rep",
        "Gov",
        "Herr",
        "Frau",
    ]
)
LONGEST_NAME = 4
Age = int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """What an article tells about a speaker."""

    name: str = ""
    role: str = ""
    age: Age = None
    anonymous: bool = False


@dataclass(slots=True)
class _Person:
    name: str
    role: str = ""
    age: Age = None


def name_speakers(text: str, quotations: Sequence[Quotation]) -> list[Speaker]:
    """Return who speaks in each quotation, mentions of one person under one name."""
    people = [
        _Person(" ".join(_bare(m["run"].split())), age=int(m["age"])) for m in AGED.finditer(text)
    ]
    aliases = {m["short"]: _without_article(m["long"]) for m in SHORT_FORM.finditer(text)}
    known: dict[Span, Speaker] = {}
    last: _Person | None = None
    for span in sorted({q.speaker for q in quotations if q.speaker is not None}):
        phrase = GIVEN_BY.sub("", text[slice(*span)])
        person = last if phrase.lower() in PRONOUNS else _meant(phrase, people, text)
        if person is not None:
            _learn(person, phrase)
            last = person
            known[span] = Speaker(person.name, person.role, person.age)
        else:
            known[span] = _unnamed(phrase, aliases)
    return [known[q.speaker] if q.speaker is not None else Speaker() for q in quotations]


def _meant(phrase: str, people: list[_Person], text: str) -> _Person | None:
    """Return the person whom a phrase means; a new full name makes a new person."""
    name = _name_in(phrase, people, text)
    if name:
        person = _same_name(name, people)
        if person is None:
            person = _Person(name)
            people.append(person)
        elif len(name) > len(person.name):
            person.name = name
        return person
    head = _role_noun(phrase)
    if not head or _first(phrase) in INDEFINITE:
        return None
    return next((p for p in reversed(people) if p.role and _role_noun(p.role) == head), None)


def _same_name(name: str, people: Sequence[_Person]) -> _Person | None:
    """Find the person of whom `name` is the whole name, the surname or a longer form."""
    parts = name.split()
    for person in reversed(people):
        full = person.name.split()
        if full[-1] == parts[-1] and (1 in (len(parts), len(full)) or full[0] == parts[0]):
            return person
    return None


def _name_in(phrase: str, people: Sequence[_Person], text: str) -> str:
    """Return the personal name in a phrase, "" if it names a body, a document or nobody."""
    plain = re.sub(r"\([^)]*\)", "", phrase).strip('«»„“”"‚‘ ')
    if RUN.fullmatch(plain) and " " not in plain:
        return _full_name(plain, people, text)
    for piece in plain.split(","):
        for match in RUN.finditer(piece):
            before = piece[: match.start()].split()
            if len(before) > 1 and before[-1].lower() in BEHIND:
                continue
            run = match[0].split()
            if run[0].lower() in DETERMINER:
                run = run[1:]
            name = _bare(run)
            dropped = len(run) > len(name)
            if _is_name(name, dropped=dropped):
                return " ".join(name)
    return ""


def _full_name(surname: str, people: Sequence[_Person], text: str) -> str:
    """Complete a bare surname from the text: *Odermatt* after *Lukas Odermatt*."""
    if any(p.name.split()[-1] == surname for p in people):
        return surname
    for match in re.finditer(rf"({CAPITAL}(?:\s{CAPITAL}){{0,3}})\s{re.escape(surname)}\b", text):
        run = [*match[1].split(), surname]
        name = _bare(run)
        if len(name) > 1 and _is_name(name, dropped=False):
            return " ".join(name)
        if len(name) == 1 and len(run) > 1:  # a role stands before it
            return surname
    return "" if _is_common(surname) or surname.isupper() else surname


def _is_name(name: list[str], *, dropped: bool) -> bool:
    """Whether the words left of a run are a person's name."""
    if not name or len(name) > LONGEST_NAME or any(_is_body(word) for word in name):
        return False
    if len(name) == 1 or dropped:
        return dropped
    return not (_is_adjective(name[0]) and _is_common(name[-1]))


@cache
def _is_adjective(word: str) -> bool:
    """Whether a capitalised word is an inflected adjective: *Junge Leute*, *Erste Proben*."""
    low = word.lower()
    return low.endswith(("e", "en", "er", "es")) and simplemma.lemmatize(low, lang="de") != low


def _bare(run: list[str]) -> list[str]:
    """Drop articles, titles and role nouns in front of a name."""
    while len(run) > 1 and (
        run[0].lower() in DETERMINER or run[0].rstrip(".") in TITLES or _is_role(run[0])
    ):
        run = run[1:]
    return [] if len(run) == 1 and _is_role(run[0]) else run


@cache
def _role_endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows("roles"))


@cache
def _is_role(word: str) -> bool:
    low = word.lower()
    return any(low.endswith((e, e + "s", e + "n", e + "en")) for e in _role_endings())


@cache
def _is_common(word: str) -> bool:
    """Whether a word, or the last part of a compound, is a common noun rather than a name."""
    last = word.rsplit("-", 1)[-1]
    return simplemma.is_known(last, lang="de") and not last.isupper()


@cache
def _is_body(word: str) -> bool:
    return any(ending in word.lower() for ending in _body_parts())


@cache
def _body_parts() -> tuple[str, ...]:
    return tuple(row["part"] for row in rows("bodies"))


def _role_noun(phrase: str) -> str:
    """Return the noun that names a role, without its case ending: *dem Berater* -> berater."""
    for word in re.findall(r"[^\W\d_a-zäöüß][\w-]*", phrase):
        low = word.lower()
        for ending in sorted(_role_endings(), key=len, reverse=True):
            if low.endswith((ending, ending + "s", ending + "n", ending + "en")):
                return ending
    return ""


def _learn(person: _Person, phrase: str) -> None:
    """Add role and age that a phrase tells about its person."""
    age = AGE.search(phrase)
    if age and person.age is None:
        person.age = int(age[1] or age[2])
    person.role = person.role or _role_in(phrase, person.name)


def _role_in(phrase: str, name: str) -> str:
    """Return what stands beside the name: *einem Berater der Opposition*, *Minister*."""
    before, _, behind = phrase.partition(name)
    behind = re.sub(r"^\s*\([^)]*\)", "", behind).strip(' ,–-«»„“”"')
    if behind and _role_noun(behind):
        return behind
    before = before.strip(' ,–-«»„“”"')
    return before if _role_noun(before) else ""


def _first(phrase: str) -> str:
    return next(iter(phrase.split()), "").lower()


def _unnamed(phrase: str, aliases: dict[str, str]) -> Speaker:
    """Describe a speaker without a personal name: an unnamed person, or a body by its own name."""
    if phrase.lower() in PRONOUNS:
        return Speaker()
    person = _role_noun(phrase) and not _is_body(_first_noun(phrase))
    vague = _first(phrase) in INDEFINITE or (person and _first(phrase) not in DETERMINER)
    if vague and not _is_body(_first_noun(phrase)):
        return Speaker(role=phrase, anonymous=True)
    if person:
        return Speaker(_without_article(phrase), role=phrase)
    body = _without_article(phrase)
    return Speaker(aliases.get(body, body))


def _first_noun(phrase: str) -> str:
    match = RUN.search(phrase if _first(phrase) not in DETERMINER else phrase.partition(" ")[2])
    return match[0].split()[0] if match else ""


def _without_article(phrase: str) -> str:
    plain = re.sub(r"\([^)]*\)", "", phrase).partition(",")[0].strip('«»„“”"‚‘ ')
    first, _, rest = plain.partition(" ")
    return (rest if first.lower() in DETERMINER and rest else plain).strip('«»„“”"‚‘ ')
