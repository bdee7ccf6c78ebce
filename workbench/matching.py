"""Looking for many labels at once, in the vocabulary first and in the text only where it helps.

Every word form is looked up once: whether it is a label, the head of a compound that counts, or
the first word of a phrase. After that a text costs one dictionary look-up a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from workbench.dictionary import base_form
from workbench.tables import CODEBOOK
from workbench.variants import (
    SHORTEST_MODIFIER,
    SHORTEST_TAIL,
    WORD,
    dictionary_form,
    is_word,
    key_of,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = re.compile(r"[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f\"'»«„“”‚‘’‹›]*")
POLICIES = ("none", "hyphen", "head", "parts")
EXCLUDED = -1
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_PRONOUN = re.compile(r" (?:wir|sie|Sie|ihr|du|er|ich|es|man)\b")
# Prefixes that make verbs, not compounds.
_NO_MODIFIER = frozenset(["ab", "an", "auf", "aus", "bei", "ein", "er", "ent", "ge", "miss"]) | {
    *("über", "um", "un", "unter", "ver", "vor", "zer", "zu")
}


class Hit(NamedTuple):
    """A place where a row of the codebook matches: characters and the row's number."""

    start: int
    end: int
    row: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One variant of a label, as it is looked for. `row` is `EXCLUDED` for an exclusion."""

    variant: str
    row: int
    compounds: str = "none"


@dataclass(slots=True)
class _Lookup:
    """What one word form can be: a label by itself, and the first word of phrases."""

    row: int | None = None
    phrases: list[tuple[tuple[str, ...], int]] = field(default_factory=list)


def codebook_of(labels: list[str], language: str = "de") -> pd.DataFrame:
    """Make a bare codebook of words, each its own frame; for a quick look, not for a study.

    Examples
    --------
    >>> codebook_of(["Krieg", "Invasion"])[["frame", "label", "kind"]].values.tolist()
    [['Krieg', 'Krieg', 'label'], ['Invasion', 'Invasion', 'label']]
    """
    unique = list(dict.fromkeys(labels))
    frame = pd.DataFrame({"frame": unique, "label": unique, "variant": unique})
    frame = frame.assign(language=language, kind="label", compounds="parts")
    return CODEBOOK.conform(frame).fillna("")


def patterns_of(codebook: pd.DataFrame, language: str) -> list[Pattern]:
    """Return the codebook's rows of one language as patterns; `row` counts over all rows."""
    patterns = []
    columns = ("variant", "kind", "compounds", "language")
    for number, values in enumerate(zip(*(codebook[c] for c in columns), strict=True)):
        variant, kind, compounds, spoken = values
        if spoken in ("", language):
            excluded = kind == "exclusion"
            row, policy = (EXCLUDED, "none") if excluded else (number, compounds)
            patterns.append(Pattern(variant, row, policy))
    # An exclusion is meant, a variant may be an accident: exclusions go first.
    return sorted(patterns, key=lambda pattern: pattern.row != EXCLUDED)


class Matcher:
    """Looks for many patterns at once in texts of one language.

    Examples
    --------
    >>> matcher = Matcher([Pattern("Krieg", 0, "head"), Pattern("Handelskrieg", EXCLUDED)], "de")
    >>> matcher.find("Nach dem Angriffskrieg kam ein Handelskrieg.")
    [Hit(start=9, end=22, row=0)]
    """

    def __init__(self, patterns: Iterable[Pattern], language: str) -> None:
        self.language = language
        self._words: dict[str, int] = {}
        self._tails: dict[str, tuple[int, str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._types: dict[str, _Lookup | None] = {}
        self._nouns: set[str] = set()
        for pattern in patterns:
            self._add(pattern)

    def _add(self, pattern: Pattern) -> None:
        keys = [key_of(m[0], self.language) for m in WORD.finditer(pattern.variant)]
        if len(keys) > 1:
            self._phrases.setdefault(keys[0], []).append((tuple(keys[1:]), pattern.row))
        elif keys:
            self._words.setdefault(keys[0], pattern.row)
            if self.language == "de" and pattern.variant[0].isupper():
                self._nouns.add(keys[0])
            if pattern.compounds != "none":
                self._tails.setdefault(keys[0], (pattern.row, pattern.compounds))

    def knows(self, form: str) -> bool:
        """Whether a word form is a label or may begin one."""
        return self._lookup(form) is not None

    def _lookup(self, form: str) -> _Lookup | None:
        if form not in self._types:
            self._types[form] = self._read(form)
        return self._types[form]

    def _read(self, form: str) -> _Lookup | None:
        key = key_of(form, self.language)
        row = self._words[key] if key in self._words else self._compound(form, key)
        if key in self._nouns and form[0].islower():
            # *illegal* is not *Illegale*; *invasion* in small letters still is a noun.
            row = row if dictionary_form(form, "de")[0].isupper() else None
        phrases = self._phrases.get(key, [])
        return _Lookup(row, phrases) if row is not None or phrases else None

    def _compound(self, form: str, key: str) -> int | None:
        """Find a label at the end of a compound, as far as its policy goes."""
        parts = parts_of(form)
        for begin in range(1, len(parts)):
            row, _ = self._tails.get(key_of("-".join(parts[begin:]), self.language), (None, ""))
            if row is not None:
                return row
        for begin in range(len(parts) - 1):
            for end in range(begin + 1, len(parts)):
                run = key_of("-".join(parts[begin:end]), self.language)
                row, policy = self._tails.get(run, (None, ""))
                if policy == "parts":
                    return row
        return self._closed_compound(key)

    def _closed_compound(self, key: str) -> int | None:
        for tail, (row, policy) in self._tails.items():
            if policy == "head" and key.endswith(tail) and _is_modifier(key[: -len(tail)]):
                return row
        return None

    def find(self, text: str) -> list[Hit]:
        """Return the hits of a text in order; where two overlap, the longer one wins."""
        found: list[Hit] = []
        lookup = self._types
        for match in WORD.finditer(text):
            form = match[0]
            seen = lookup[form] if form in lookup else self._lookup(form)
            if seen is None:
                continue
            if seen.row is not None and not _opens_as_verb(text, match):
                found.append(Hit(match.start(), match.end(), seen.row))
            if seen.phrases:
                found += self._phrases_at(text, match, seen.phrases)
        return [hit for hit in _longest(found) if hit.row != EXCLUDED]

    def _phrases_at(
        self,
        text: str,
        first: re.Match[str],
        phrases: Sequence[tuple[tuple[str, ...], int]],
    ) -> list[Hit]:
        found = []
        for keys, row in phrases:
            end = first.end()
            for key in keys:
                gap = GAP.match(text, end)
                word = WORD.match(text, gap.end()) if gap and gap.end() > end else None
                if word is None or key_of(word[0], self.language) != key:
                    break
                end = word.end()
            else:
                found.append(Hit(first.start(), end, row))
        return found


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits, the earlier pattern of equal ones."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept)


@lru_cache(maxsize=100_000)
def _is_modifier(stem: str) -> bool:
    """Whether the first part of a compound is a word, with or without a linking -s or -en."""
    if len(stem) < SHORTEST_MODIFIER or stem in _NO_MODIFIER:
        return False
    for link in _LINKS:
        base = stem.removesuffix(link) if link else stem
        known = is_word(base.capitalize()) or is_word(base)
        if len(base) >= SHORTEST_MODIFIER and known and base not in _NO_MODIFIER:
            return True
    # The first part may be a compound or a name itself: Bürgerrechts-, Ukraine-.
    return len(stem) > 2 * SHORTEST_TAIL


def _opens_as_verb(text: str, match: re.Match[str]) -> bool:
    """Tell *Kriegen wir das hin?* from the noun: first word, known verb, pronoun behind it."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(' \n"«»„“”(')
    if before and before[-1] not in ".!?:":
        return False
    low = match[0].lower()
    lemma = base_form(low, "de")
    verb = lemma.islower() and lemma.endswith("n") and is_word(low)
    return verb and _PRONOUN.match(text, match.end()) is not None
