"""German nouns and adjectives in the nominative: *des Roten Kreuzes* is called *Rotes Kreuz*.

A noun's gender is that of its last part (``de_genders.tsv``); where no row knows it, the article
may tell. What neither tells stays as it is written.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.dictionary import base_form, is_known
from workbench.speech.lexicon import rows

ENDING = re.compile(r"(?<=\w{2})e[mnrs]?$")
GENITIVE = frozenset(["des", "eines", "seines", "ihres", "dieses", "jenes", "unseres"])
OBLIQUE = GENITIVE | {"dem"}
POSSESSIVE = re.compile(r"(?i)^(?P<whose>sein|ihr|mein|unser|dein)(?:e[nmrs]?)?$")
PLURAL, FEMININE, MASCULINE, NEUTER = "p", "f", "m", "n"
STRONG = {PLURAL: "e", FEMININE: "e", MASCULINE: "er", NEUTER: "es"}
SHORTEST_PART = 5  # letters of the noun that ends a compound which no dictionary has
MIXED = ("staat", "bauer", "nachbar", "bayer", "ungar")  # strong in the singular only: *Staaten*


@cache
def _genders() -> dict[str, str]:
    return {row["noun"]: row["gender"] for row in rows("de_genders")}


@cache
def gender_of(noun: str) -> str:
    """Return f, m or n by the longest noun or ending of the list that a word ends in, else "".

    Examples
    --------
    >>> gender_of("Verteidigungsministerium"), gender_of("Stiftung"), gender_of("Berg")
    ('n', 'f', '')
    """
    low = noun.rsplit("-", 1)[-1].lower()
    return next((_genders()[low[i:]] for i in range(len(low)) if low[i:] in _genders()), "")


@cache
def nominative(noun: str, article: str = "") -> str:
    """Return a noun in the nominative of its number: *Wasseramts*, *Kreisen* (*den*, *laut*).

    Examples
    --------
    >>> nominative("Wasseramts"), nominative("Berichten"), nominative("Nationen")
    ('Wasseramt', 'Berichte', 'Nationen')
    """
    first, hyphen, behind = noun.rpartition("-")
    if hyphen and behind:
        return first + hyphen + nominative(behind, article)
    last = _known_part(noun)
    if last:
        return noun.removesuffix(last) + nominative(last.capitalize(), article).lower()
    lemma = base_form(noun, "de")
    for ending in ("es", "s"):
        stem = noun.removesuffix(ending)
        if stem == noun or stem.endswith("s"):
            continue
        known = gender_of(stem) in {MASCULINE, NEUTER}
        if known or (article in GENITIVE and lemma == stem):
            return stem
    if noun.endswith("n") and article != "die":
        return _without_n(noun, lemma)
    return noun


def _known_part(noun: str) -> str:
    """Return the known end of a compound that no dictionary has: *Schutz-kräften*."""
    if is_known(noun, "de"):
        return ""
    ends = (noun[i:] for i in range(3, len(noun) - SHORTEST_PART + 1))
    return next((e for e in ends if is_known(e.capitalize(), "de")), "")


def _without_n(noun: str, lemma: str) -> str:
    """Return a plural without the -n of its dative, if the plural has none of its own."""
    if lemma.lower().endswith(MIXED):
        return noun
    plural = noun[:-1]
    same = lemma != noun and base_form(plural, "de") == lemma
    if not same or plural == lemma:
        dative = plural == lemma and lemma.endswith("er") and gender_of(lemma) != FEMININE
        return plural if dative else noun  # «Kritikern», but not «Experten»
    own = noun == lemma + "en" and gender_of(lemma) not in {MASCULINE, NEUTER}  # *Nationen*
    return noun if own else plural


@cache
def number_and_gender(noun: str, article: str, adjective: str) -> str:
    """Return p, f, m or n for a noun in the nominative, "" if nothing tells."""
    gender, weak = gender_of(noun) or gender_of(_singular(noun)), adjective.endswith("en")
    if (article == "die" and weak) or (gender and noun != _singular(noun)):
        return PLURAL
    strong_plural = gender in {MASCULINE, NEUTER} or noun.endswith("er")
    if weak and strong_plural and (article == "der" or (article == "den" and not gender)):
        return PLURAL  # «der dortigen Machthaber»
    if gender:
        return gender
    if article == "das":
        return NEUTER
    if (article == "der" and not weak) or (article in OBLIQUE and noun.endswith("er")):
        return MASCULINE
    plural = base_form(noun, "de") != noun
    return PLURAL if article in {"die", "den", ""} and plural else FEMININE * (article == "die")


def _singular(noun: str) -> str:
    """Return the dictionary form, but keep a noun that the dictionary takes for a verb's form."""
    lemma = base_form(noun, "de")
    return lemma if lemma[:1].isupper() else noun


def strong(adjective: str, kind: str) -> str:
    """Return an adjective as it stands without article: *Roten* (n) is *Rotes*.

    Examples
    --------
    >>> strong("Roten", "n"), strong("tarvonische", "n"), strong("Basler", "f")
    ('Rotes', 'tarvonisches', 'Basler')
    """
    whose = POSSESSIVE.match(adjective)
    if whose:
        ending = {PLURAL: "e", FEMININE: "e", MASCULINE: "", NEUTER: ""}
        return whose["whose"] + ending[kind] if kind else adjective
    of_place = adjective[:1].isupper() and adjective.endswith("er")
    if not kind or of_place or not is_inflected(adjective):
        return adjective
    return ENDING.sub("", adjective) + STRONG[kind]


@cache
def is_inflected(word: str) -> bool:
    """Whether a word may be an adjective with its ending: *roten*, *tarvonische*, not *und*."""
    low = word.lower()
    if not ENDING.search(low):
        return False
    return low.endswith(("ische", "ischen", "ischer", "isches", "ischem")) or (
        base_form(low, "de") != low
    )
