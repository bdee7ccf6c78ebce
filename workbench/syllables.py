"""Syllables of German and English words, by rules of spelling.

A word has as many syllables as nuclei: groups of vowels that sound as one. What
counts as one group stands in `_NUCLEUS`; where letters deceive (Fa-mi-li-e,
ge-impft, silent -e) stands in ``resources/syllables``, a row a pattern with an
example. Parts of a compound that are joined by a hyphen are counted one by one,
abbreviations as they are read out (z.B.: zum Beispiel), capital letters one by
one (SPD), numbers as they are spoken (1918: neunzehnhundertachtzehn).

Misleads when
-------------
- a word is foreign: *Journal* and *Jour fixe* follow other rules;
- vowels meet where a compound was joined: *Seeigel*, *Bauuntern…* come out right
  by chance or not;
- a number is a year in one text and an amount in the other.

How often it is right on hand-checked words stands in ``docs/methods/readability.md``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from workbench.bundled import bundled_words
from workbench.lexicons import base_language

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = ("de", "en")
_NUCLEUS = {
    "de": re.compile(
        r"eau|aa|ai|au|ay|ee|ei|eu|ey|ie|oo|oi|ou|oy|äu|[aeiouyäöüáàâãåéèêëíìîïóòôõøúùûæœəı]"
    ),
    "en": re.compile(r"[aeiouyäöüáàâãåéèêëíìîïóòôõøúùûæœ]+|ə"),
}
_PART = re.compile(r"\d[\d.,'\u202f]*|[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d)[.,'\u202f](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_CONSONANT_Y = re.compile(r"(?<![^\W\d_])y(?=[aeouäöü])")
_VOWEL = re.compile(r"[AEIOUÄÖÜ]")
_VOWELS = "aeiouy"
_SHORT = 5  # capital letters that may be an abbreviation
_PURE = 3  # and that always are one
_LONG_LETTER = {"de": ("y", 3), "en": ("w", 3)}  # Ypsilon, double-u


class _Rules(NamedTuple):
    split: re.Pattern[str]
    mute: re.Pattern[str]
    add: re.Pattern[str]
    words: dict[str, int]


def count_syllables(word: str, language: str = "de") -> int:
    """Return the syllables of a word; at least one.

    Parameters
    ----------
    word
        A word, number or abbreviation, with its capitals.
    language
        ``de`` or ``en``; others are counted like German.

    Examples
    --------
    >>> [count_syllables(word) for word in ("Krieg", "Familie", "geimpft", "Ukraine-Krieg", "SPD")]
    [1, 4, 2, 5, 3]
    >>> [count_syllables(word, "en") for word in ("states", "wanted", "radio", "1984")]
    [1, 2, 3, 5]
    """
    spoken = base_language(language) if base_language(language) in LANGUAGES else "de"
    rules = _rules(spoken)
    known = rules.words.get(word.casefold())
    if known is not None:
        return known
    plain = word.replace("'", "").replace("\u2019", "")
    return max(1, sum(_part(part, spoken, rules) for part in _PART.findall(plain)))


def _part(part: str, language: str, rules: _Rules) -> int:
    """Count what stands between hyphens."""
    if part[0].isdecimal():
        return _figure(part, language)
    lower = part.casefold() if language == "en" else part.lower()
    if (known := rules.words.get(lower)) is not None:
        return known
    if _spelled(part):
        letter, long = _LONG_LETTER[language]
        return sum(long if char == letter else 1 for char in lower)
    lower = _CONSONANT_Y.sub("j", lower)
    if language == "de":
        lower = lower.replace("qu", "q")
    lower = rules.split.sub(r"\g<0>·", lower)
    lower = rules.add.sub(r"\g<0>ə", lower)
    lower = rules.mute.sub(lambda found: found.group().rstrip(_VOWELS), lower)
    return len(_NUCLEUS[language].findall(lower))


def _spelled(part: str) -> bool:
    """Say whether capitals are read letter by letter: SPD is, NATO is not."""
    if not part.isupper() or len(part) > _SHORT:
        return False
    return len(part) <= _PURE or not _VOWEL.search(part[1:-1])


def _figure(part: str, language: str) -> int:
    """Count a number with its marks: 48.000 is one number, 3,5 is drei Komma fünf."""
    whole = _THOUSANDS.sub("", part)
    numbers = [_number(int(digits), language) for digits in _DIGITS.findall(whole)]
    comma = 2 if language == "de" else 1  # Komma, point
    decimal = _DECIMAL.fullmatch(whole) is not None
    return sum(numbers) + (comma if decimal else 0)


def _number(value: int, language: str) -> int:
    """Count the syllables of a whole number as it is spoken."""
    if value >= 10**9:
        return sum(_number(int(digit), language) for digit in str(value))
    return _german(value) if language == "de" else _english(value)


# Syllables of the numbers from 0 to 19, of the tens, and of hundred, thousand, million.
_DE = (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2)
_DE_TENS = (0, 1, 2, 2, 2, 2, 2, 2, 2, 2)
_EN = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_EN_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)
_TEENS, _YEARS = 20, range(1100, 2000)


def _german(n: int) -> int:
    if n < _TEENS:
        return _DE[n]
    if n < 100:  # noqa: PLR2004 (einundzwanzig)
        return _DE_TENS[n // 10] + (_DE[n % 10] + 1 if n % 10 else 0)
    if n in _YEARS:  # neunzehnhundertachtzehn
        return _joined(n, 100, 2, _german)
    if n < 1000:  # noqa: PLR2004
        return _joined(n, 100, 2, _german)
    return _joined(n, 1000, 2, _german) if n < 10**6 else _joined(n, 10**6, 4, _german)


def _english(n: int) -> int:
    if n < _TEENS:
        return _EN[n]
    if n < 100:  # noqa: PLR2004
        return _EN_TENS[n // 10] + (_EN[n % 10] if n % 10 else 0)
    if n in _YEARS and n % 100 >= 10:  # noqa: PLR2004 (nineteen eighty-four)
        return _english(n // 100) + _english(n % 100)
    if n < 1000:  # noqa: PLR2004
        return _joined(n, 100, 2, _english)
    return _joined(n, 1000, 2, _english) if n < 10**6 else _joined(n, 10**6, 2, _english)


def _joined(n: int, unit: int, syllables: int, say: Callable[[int], int]) -> int:
    head, rest = divmod(n, unit)
    return say(head) + syllables + (say(rest) if rest else 0)


@cache
def _rules(language: str) -> _Rules:
    """Read the rows of a language and join the patterns of each kind."""
    rows = [line.split("\t") for line in bundled_words(f"syllables/{language}.tsv")[1:]]
    kinds = {
        kind: re.compile("|".join(f"(?:{row[1]})" for row in rows if row[0] == kind) or r"(?!)")
        for kind in ("split", "mute", "add")
    }
    return _Rules(**kinds, words={row[1]: int(row[3]) for row in rows if row[0] == "word"})
