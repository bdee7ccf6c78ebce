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
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.lexicons import base_language, function_words, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITALS = 4  # letters from which a word in capitals may be more than an acronym
# Russlands, Tarvoniens, Kasachstans: simplemma leaves them, and countries are what news is about.
_GENITIVE = re.compile(r"[^\W\d_a-zäöü].+(?:land|ien|stan)s")
_REMEMBERED = 100_000  # types a language from which those that were not asked for again may go


def lemmatize(types: Iterable[str], language: str) -> list[str]:
    """Return the dictionary form of each type.

    Examples
    --------
    >>> lemmatize(["Der", "Soldaten", "INVASION", "Spezial-Operationen", "Putin", "2022"], "de")
    ['der', 'Soldat', 'Invasion', 'Spezialoperation', 'Putin', '2022']
    """
    code = base_language(language)
    memory = _remembered(code)
    if len(memory.now) > _REMEMBERED:
        memory.now, memory.before = {}, memory.now
    known, before = memory.now, memory.before
    words = list(types)
    fresh = {word for word in words if word not in known}
    known.update((word, before.get(word) or _lemma(word, code)) for word in fresh)
    return [known[word] for word in words]


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


def _plain(word: str) -> str:
    """Lower a word, unless it is all capitals; US and WHO are not the words us and who."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def _lemma(word: str, language: str) -> str:
    lemmatizer = _lemmatizer(language)
    if _plain(word) in function_words(language) and word != "I":
        word = word.lower()
    if lemmatizer is None or not word[0].isalpha() or word[-1] == ".":
        return word
    if word.isupper():
        return _from_capitals(word, language, lemmatizer)
    if language == "de" and _GENITIVE.fullmatch(word):
        word = word[:-1]
    return lemmatizer.lemmatize(word, language) or word


def _from_capitals(word: str, language: str, lemmatizer: Any) -> str:  # noqa: ANN401
    from simplemma import is_known

    title = word.capitalize()
    if len(word) < _CAPITALS or not word.isalpha() or not is_known(title, language):
        return word
    return lemmatizer.lemmatize(title, language) or word


@dataclass
class _Memory:
    """Lemmas of late, and those before them: common words stay, and the many rare ones go.

    So a process that sees a corpus part by part does not grow with its vocabulary.
    """

    now: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)


@cache
def _remembered(language: str) -> _Memory:  # noqa: ARG001 (one memory each)
    return _Memory()


@cache
def _lemmatizer(language: str) -> Any:  # noqa: ANN401 (simplemma has no types)
    """Return simplemma for a language that it has; None for others."""
    from simplemma import Lemmatizer

    lemmatizer = Lemmatizer(cache_max_size=0)
    try:
        lemmatizer.lemmatize("a", language)
    except ValueError:
        return None
    return lemmatizer
