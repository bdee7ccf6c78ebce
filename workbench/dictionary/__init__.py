"""Words and their dictionary forms, by simplemma, from one dictionary that processes share.

simplemma's own rules run on it, through the interface that it has for this; so
forms are simplemma's, word for word. Everything that asks for a form goes through
here: `simplemma.lemmatize` would load the dictionary again, into each process.

Source
------
Barbaresi, A.: simplemma, https://github.com/adbar/simplemma (MIT).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from simplemma.strategies import (
    DefaultStrategy,
    DictionaryLookupStrategy,
    ToLowercaseFallbackStrategy,
)
from simplemma.strategies.dictionaries import DictionaryFactory

from workbench.dictionary.shared import entries

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["base_form", "entries", "form_by_rule", "is_known"]
_REMEMBERED = 65_536  # words, as simplemma does


@lru_cache(maxsize=_REMEMBERED)
def base_form(word: str, language: str, *, greedy: bool = False) -> str:
    """Return the form of a word that stands in a dictionary; the word itself where none is known.

    Parameters
    ----------
    word
        A word, not empty.
    language
        A language of simplemma, such as ``"de"``; ValueError for others.
    greedy
        Whether to take words apart, and to look up the form once more.

    Examples
    --------
    >>> base_form("Kriege", "de"), base_form("Frontkriege", "de", greedy=True)
    ('Krieg', 'Frontkrieg')
    """
    return form_by_rule(word, language, greedy=greedy)


def form_by_rule(word: str, language: str, *, greedy: bool = False) -> str:
    """Return what `base_form` does, for callers that remember it themselves."""
    whole = normalize("NFC", word)
    lemma = _STRATEGIES[greedy].get_lemma(whole, language)
    return _FALLBACK.get_lemma(whole, language) if lemma is None else lemma


@lru_cache(maxsize=_REMEMBERED)
def is_known(word: str, language: str) -> bool:
    """Say whether the dictionary has a word, with a capital or without.

    Examples
    --------
    >>> is_known("krieg", "de"), is_known("Krlieg", "de")
    (True, False)
    """
    return _LOOKUP.get_lemma(normalize("NFC", word), language) is not None


class _Shared(DictionaryFactory):
    """Gives simplemma's rules the dictionary that processes share."""

    __slots__ = ()

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        if (words := entries(lang)) is None:
            raise ValueError(f"simplemma has no dictionary of {lang!r}.")
        return words


_LOOKUP = DictionaryLookupStrategy(_Shared())
_STRATEGIES = [DefaultStrategy(greedy, _Shared()) for greedy in (False, True)]
_FALLBACK = ToLowercaseFallbackStrategy()  # for languages where names are rare among unknown words
