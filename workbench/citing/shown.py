"""What a source is called: *das Ministerium* has the name of the ministry that came before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import simplemma

from workbench.citing.candidates import DETERMINERS
from workbench.citing.lexicon import noun_kind
from workbench.citing.names import NAMED_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.citing.candidates import Candidate
    from workbench.citing.words import Word


_PEOPLE = re.compile(r"isch(?:e|en|er|es|em)?$")
_NEUTER = tuple(
    e
    for noun in [
        "ministerium",
        "amt",
        "gericht",
        "präsidium",
        "heer",
        "militär",
        "departement",
        "kreuz",
        "portal",
        "blatt",
        "magazin",
        "radio",
        "fernsehen",
        "papier",
        "dokument",
        "protokoll",
        "gutachten",
        "schreiben",
        "urteil",
        "rathaus",
    ]
    for e in (noun, noun + "s", noun + "es")
)
_MASCULINE = (
    "rat",
    "rats",
    "rates",
    "stab",
    "stabs",
    "stabes",
    "dienst",
    "dienstes",
    "bericht",
    "berichts",
)


@dataclass(slots=True)
class NameBook:
    """The names of one article, in the order of the text."""

    language: str
    last: dict[str, str] = field(default_factory=dict)  # kind -> name of a medium
    bodies: list[tuple[str, str]] = field(default_factory=list)  # noun of the list, name

    def name(self, words: Sequence[Word], candidate: Candidate) -> str:
        """Return the name of a candidate, and remember it for shorter mentions."""
        if candidate.name is not None:
            if not candidate.name.common or candidate.marked:
                self.last[candidate.kind] = candidate.name.shown
            return candidate.name.shown
        written = words[candidate.noun].text
        _, noun = noun_kind(written, self.language)
        plain = self._plain(words, candidate)
        if candidate.kind in NAMED_KINDS:
            endings = ("", "s", "es") if self.language == "de" else ("",)
            short = words[candidate.noun].low in [noun + ending for ending in endings]
            return self.last.get(candidate.kind, plain) if short else plain
        bare = len(plain.split()) == 1
        # «Ministerium» is short for the ministry named before; «Polizei» is its own name
        if bare and plain.lower() == noun:
            longer = next((n for k, n in reversed(self.bodies) if k == noun), "")
            if longer:
                return longer
        self.bodies.append((noun, plain))
        return plain

    def _plain(self, words: Sequence[Word], candidate: Candidate) -> str:
        """Return the phrase without article, its noun in the nominative, proper adjectives kept."""
        parts = []
        for at in range(candidate.begin, candidate.end):
            word = words[at]
            if at < candidate.noun and (
                word.low in DETERMINERS or not _belongs(word, self.language)
            ):
                continue
            is_noun = at == candidate.noun and self.language == "de"
            if at < candidate.noun and self.language == "de":
                parts.append(_strong(word.text, words[candidate.noun].low))
            else:
                parts.append(_nominative(word.text) if is_noun else word.text)
        return " ".join(parts)


def _belongs(word: Word, language: str) -> bool:
    """Whether an adjective says which body it is: *tarvonisches Ministerium*."""
    return language == "en" or word.capital or _PEOPLE.search(word.low) is not None


def _strong(adjective: str, noun: str) -> str:
    """Return the adjective as it stands without an article: *tarvonisches*, *deutsche*."""
    stem = _PEOPLE.sub("isch", adjective)
    if noun.endswith(_NEUTER):
        return stem + "es"
    return stem + ("er" if noun.endswith(_MASCULINE) else "e")


def _nominative(noun: str) -> str:
    lemma = simplemma.lemmatize(noun, lang="de")
    if lemma.lower() != noun.lower():
        return lemma if lemma[:1].isupper() else lemma.capitalize()
    for ending in ("es", "s"):
        stem = noun.removesuffix(ending)
        if stem != noun and noun_kind(stem, "de")[0] and len(stem) > 4:  # noqa: PLR2004
            return stem
    return noun
