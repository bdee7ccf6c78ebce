"""Dictionary forms of types, by simplemma, and which types are function words.

A type is looked at once per process and language, never a token. What to know:

- A capital is kept where the dictionary has it (Krieg, Kosten), so the noun
  *Leben* and the verb *leben* stay two lemmas. Function words are lower-cased
  first, for at the start of a sentence they only look like another word.
- Words in capitals (INVASION) are looked up as a noun where that is known, and
  left alone otherwise (NATO, SVP).
- Hyphens inside compounds go where the closed word is known: Spezial-Operation
  and Spezialoperation share a lemma.
- A word that simplemma does not know is its own lemma; so Putins and Putin stay two.

Source
------
Barbaresi, A.: simplemma, https://github.com/adbar/simplemma (MIT).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.dictionary import entries, form_by_rule, is_known
from workbench.lexicons import base_language, function_words, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITALS = 4  # letters from which a word in capitals may be more than an acronym
# Russlands, Tarvoniens, Kasachstans: simplemma leaves them, and countries are what news is about.
_GENITIVE = re.compile(r"[^\W\d_a-zäöü].+(?:land|ien|stan)s")
_REMEMBERED = 250_000  # types a language


def lemmatize(types: Iterable[str], language: str) -> list[str]:
    """Return the dictionary form of each type.

    Examples
    --------
    >>> lemmatize(["Der", "Soldaten", "INVASION", "Spezial-Operationen", "Putin", "2022"], "de")
    ['der', 'Soldat', 'Invasion', 'Spezialoperation', 'Putin', '2022']
    """
    known = _remembered(base_language(language))
    if len(known) > _REMEMBERED:
        known.clear()
    return [known[word] for word in types]


def is_stop_word(types: Iterable[str], language: str) -> list[bool]:
    """Say of each type whether it is a function word that tables may hide.

    Examples
    --------
    >>> is_stop_word(["Der", "nicht", "Krieg"], "de")
    [True, False, False]
    """
    words = _spellings(base_language(language))
    return [word in words for word in types]


@cache
def _spellings(language: str) -> frozenset[str]:
    """Return stop words as they stand in and at the start of sentences; US is not us."""
    words = stop_words(language)
    return words | {word.capitalize() for word in words}


class _Lemmas(dict[str, str]):
    """Types of a language and their lemmas, found when they are first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        lemma = _lemma(word, self._language)
        self[word] = lemma
        return lemma


@cache
def _remembered(language: str) -> _Lemmas:
    return _Lemmas(language)


def _plain(word: str) -> str:
    """Lower a word, unless it is all capitals; US and WHO are not the words us and who."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def _lemma(word: str, language: str) -> str:
    if _plain(word) in function_words(language) and word != "I":
        word = word.lower()
    if entries(language) is None or not word[0].isalpha() or word[-1] == ".":
        return word
    if word.isupper():
        return _from_capitals(word, language)
    if language == "de" and word[-1] == "s" and _GENITIVE.fullmatch(word):
        word = word[:-1]
    return form_by_rule(word, language) or word


def _from_capitals(word: str, language: str) -> str:
    title = word.capitalize()
    if len(word) < _CAPITALS or not word.isalpha() or not is_known(title, language):
        return word
    return form_by_rule(title, language) or word
