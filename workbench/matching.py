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
    from collections.abc import Iterable

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


# Phrases with one first word: by their second, what comes behind it and the row.
_Phrases = dict[str, list[tuple[tuple[str, ...], int]]]


@dataclass(slots=True)
class _Lookup:
    """What one word form can be: a label by itself, and the first word of phrases."""

    row: int | None = None
    phrases: _Phrases = field(default_factory=dict)


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
        self._heads: dict[str, int] = {}  # tails that end closed compounds, in their order
        self._phrases: dict[str, _Phrases] = {}
        self._types: dict[str, _Lookup | None] = {}
        self._nouns: set[str] = set()
        for pattern in patterns:
            self._add(pattern)

    def _add(self, pattern: Pattern) -> None:
        keys = [key_of(m[0], self.language) for m in WORD.finditer(pattern.variant)]
        if len(keys) > 1:
            phrases = self._phrases.setdefault(keys[0], {})
            phrases.setdefault(keys[1], []).append((tuple(keys[2:]), pattern.row))
        elif keys:
            self._words.setdefault(keys[0], pattern.row)
            if self.language == "de" and pattern.variant[0].isupper():
                self._nouns.add(keys[0])
            if pattern.compounds != "none":
                _, policy = self._tails.setdefault(keys[0], (pattern.row, pattern.compounds))
                if policy == "head":
                    self._heads.setdefault(keys[0], len(self._heads))

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
        phrases = self._phrases.get(key, {})
        return _Lookup(row, phrases) if row is not None or phrases else None

    def _compound(self, form: str, key: str) -> int | None:
        """Find a label at the end of a compound, as far as its policy goes."""
        if not self._tails:
            return None
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
        """Find a label at the end of a closed compound; of several, the first of the codebook."""
        if not self._heads:
            return None
        ends = [key[cut:] for cut in range(SHORTEST_MODIFIER, len(key)) if key[cut:] in self._heads]
        for tail in sorted(ends, key=self._heads.__getitem__):
            if _is_modifier(key[: -len(tail)]):
                return self._tails[tail][0]
        return None

    def find(self, text: str) -> list[Hit]:
        """Return the hits of a text in order; where two overlap, the longer one wins."""
        return self.find_at(text, (match.span() for match in WORD.finditer(text)))

    def find_at(self, text: str, words: Iterable[tuple[int, int]]) -> list[Hit]:
        """Return the hits of a text where it is known which words may be or begin one.

        Examples
        --------
        >>> Matcher([Pattern("Krieg", 0)], "de").find_at("Im Krieg", [(3, 8)])
        [Hit(start=3, end=8, row=0)]
        """
        found: list[Hit] = []
        for start, end in words:
            seen = self._lookup(text[start:end])
            if seen is None:
                continue
            if seen.row is not None and not _opens_as_verb(text, start, end):
                found.append(Hit(start, end, seen.row))
            if seen.phrases:
                found += self._phrases_at(text, start, end, seen.phrases)
        return [hit for hit in _longest(found) if hit.row != EXCLUDED]

    def _phrases_at(self, text: str, start: int, end: int, phrases: _Phrases) -> list[Hit]:
        """Return the phrases that begin with the word from `start` to `end`."""
        second = self._next_word(text, end)
        if second is None:
            return []
        found = []
        for keys, row in phrases.get(second[0], []):
            after = second[1]
            for key in keys:
                following = self._next_word(text, after)
                if following is None or following[0] != key:
                    break
                after = following[1]
            else:
                found.append(Hit(start, after, row))
        return found

    def _next_word(self, text: str, end: int) -> tuple[str, int] | None:
        """Return the key and the end of the word behind a gap; None where no word follows."""
        gap = GAP.match(text, end)
        word = WORD.match(text, gap.end()) if gap and gap.end() > end else None
        return (key_of(word[0], self.language), word.end()) if word else None


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits, the earlier pattern of equal ones."""
    kept: list[Hit] = []
    group: list[Hit] = []
    reach = 0
    # Hits in front of `start` and behind it that do not touch know nothing of each other.
    for hit in sorted(hits, key=lambda h: h.start):
        if hit.start >= reach:
            kept += _longest_of(group)
            group = []
        group.append(hit)
        reach = max(reach, hit.end)
    return kept + _longest_of(group)


def _longest_of(hits: list[Hit]) -> list[Hit]:
    if len(hits) < 2:  # noqa: PLR2004 (nothing to choose from)
        return hits
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


def _opens_as_verb(text: str, start: int, end: int) -> bool:
    """Tell *Kriegen wir das hin?* from the noun: first word, known verb, pronoun behind it."""
    if _PRONOUN.match(text, end) is None:
        return False
    before = text[max(0, start - 3) : start].rstrip(' \n"«»„“”(')
    if before and before[-1] not in ".!?:":
        return False
    low = text[start:end].lower()
    lemma = base_form(low, "de")
    return lemma.islower() and lemma.endswith("n") and is_word(low)
