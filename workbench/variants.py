"""One word, many spellings: the key under which all variants of a label meet.

``Spezial-Operation``, ``SPEZIALOPERATION``, ``Spezial\u2011Operationen`` and a word that was
broken at the end of a line are one word for a reader. The recipe, in this order: drop what cannot
be seen, unify hyphens, join the parts, lemma, fold case and ß. Every word form is looked up once
(a type, not a token), so long texts cost a dictionary look-up a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from workbench.dictionary import base_form, is_known

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2043\ufe63\uff0d"
_LETTER = rf"[^\W_]|[{INVISIBLE}\u0300-\u036f]"
_GENDER = r"(?:[*:_/]-?)(?=[Ii]nn?(?:en)?\b)"
WORD = re.compile(
    rf"[^\W_](?:{_LETTER})*(?:(?:[{HYPHENS}]\n?|{_GENDER}|['’])[^\W_](?:{_LETTER})*)*"
)
LONGEST_CHAIN = 3
SHORTEST_MODIFIER = 3
SHORTEST_TAIL = 4
SHORTEST_SHOUT = 4
_UNSEEN = str.maketrans("", "", INVISIBLE)
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))


@lru_cache(maxsize=100_000)
def parts_of(form: str) -> tuple[str, ...]:
    r"""Return the hyphenated parts of a word as a reader sees them.

    Examples
    --------
    >>> parts_of("Spezial\u2011Opera\u00adtion"), parts_of("Aktivist*innen")
    (('Spezial', 'Operation'), ('Aktivistinnen',))
    """
    seen = unicodedata.normalize("NFKC", form.translate(_HYPHENS).translate(_UNSEEN))
    seen = re.sub(r"[*:_/]-?(?=[Ii]nn?(?:en)?\b)", "", seen.replace("\n", ""))
    seen = re.sub(r"(?<=[a-zäöüß])Inn(?=en\b)", "inn", seen)
    seen = re.sub(r"['’]s?$", "", seen)
    return tuple(part for part in seen.split("-") if part)


@lru_cache(maxsize=200_000)
def key_of(form: str, language: str = "de") -> str:
    """Return the key of a word: joined, lemmatised, folded.

    Examples
    --------
    >>> key_of("SPEZIAL-OPERATIONEN"), key_of("Ueberfälle"), key_of("wars", "en")
    ('spezialoperation', 'überfall', 'war')
    """
    return dictionary_form(form, language).casefold()


@lru_cache(maxsize=200_000)
def dictionary_form(form: str, language: str) -> str:
    """Return the joined lemma of a word, in its own case."""
    parts = parts_of(form)
    if not parts:
        return form
    if not all(part.isalpha() for part in parts):
        return "-".join(parts)
    word = parts[0] + "".join(part.lower() for part in parts[1:])
    if word.isupper() and len(word) >= SHORTEST_SHOUT:
        word = word.capitalize()
    lemma = _lemma(word, language)
    if lemma != word or is_word(word, language):
        return lemma
    # The dictionary lacks the compound: its last part inflects.
    if len(parts) > 1:
        last = _lemma(parts[-1], language)
        return word[: len(word) - len(parts[-1])] + last.lower()
    return _with_known_tail(word) if language == "de" else word


def _with_known_tail(word: str) -> str:
    """*Klimaextremisten* → *Klimaextremist*, by the longest last part that inflects."""
    for cut in range(SHORTEST_MODIFIER, len(word) - SHORTEST_TAIL + 1):
        tail = word[cut:].capitalize()
        if is_word(tail):
            return word[:cut] + _lemma(tail, "de").lower()
    return word


def _lemma(word: str, language: str) -> str:
    """Apply the dictionary until nothing changes: *Geflüchteten* → *Geflüchtete* → *…ter*."""
    if language == "de":
        word = _with_umlauts(word)
    if language == "en" and word.endswith(("ing", "ed")):
        return word  # a label is a noun; *conflicting* is none
    for _ in range(LONGEST_CHAIN):
        lemma = base_form(word, language, greedy=True)
        if lemma == word:
            break
        word = lemma
    return word


def _with_umlauts(word: str) -> str:
    """Restore ä, ö, ü from ae, oe, ue where only that gives a known word."""
    if not any(two in word.lower() for two, _ in _UMLAUTS) or is_word(word, "de"):
        return word
    restored = word
    for two, one in _UMLAUTS:
        restored = restored.replace(two, one).replace(two.capitalize(), one.upper())
    return restored if is_word(restored, "de") else word


def is_word(word: str, language: str = "de") -> bool:
    """Whether the dictionary knows the form, in this case or as a noun."""
    return is_known(word, language)
