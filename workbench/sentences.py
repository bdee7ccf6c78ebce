"""Where sentences end: NLTK's Punkt with our word lists, and rules for quotations and ordinals.

Punkt (Kiss and Strunk 2006) decides about abbreviations, initials, numbers and
dots of omission; its parameters are made in memory from
``resources/abbreviations``, so that nothing is downloaded. What it cannot know
is added by rules: ordinals («am 9. April»), quotations that go on («Ich komme.
Du bleibst», sagte er) and closing marks that belong to the sentence before.

Only full stops with a blank after them are looked at, and a plain word before
one needs no question at all. That is what makes it fast.

Source
------
Kiss, T. and Strunk, J. (2006): Unsupervised multilingual sentence boundary
detection. Computational Linguistics 32 (4), 485–525.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.lexicons import abbreviations, sentence_starters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# A quotation keeps its sentences together when it closes within this many
# characters. Without a bound, one mark that never closes swallows the rest.
QUOTATION_REACH = 300

CLOSING = "»«›‹\"“”’‘')]"
_CLOSERS = re.escape(CLOSING)
_OPENERS = "»«›‹\"“”„‚‘'([–-"
_STOP = re.compile(rf"([.!?…]+[{_CLOSERS}]*)\s+")
QUOTATION = re.compile(
    r"«[^«»]*»"  # Swiss and French
    r"|(?<![\w.,!?…])»[^«»]*«"  # German books
    r"|„[^„“”]*[“”\"]"
    r"|“[^“”]*”"
    r"|(?<!\w)\"(?=\S)[^\"]*\""
    r"|‹[^‹›]*›"
)
_MARKS = re.compile('[«»„“"‹]')
_ODD_SPACE = str.maketrans(dict.fromkeys("\t\xa0\u2009\u202f\n\r", " "))
_MARKS_AROUND = "»«›‹\"“”’‘„‚'()[]–-\x85\xa0\u2009\u2028\u2029\u202f"  # odd blanks too
_ROMAN = re.compile(r"[IVX]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_WORD = re.compile(r"\w+")
_ORDINAL_DIGITS = 3  # «am 150. Tag»; a year is no ordinal


def sentence_spans(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of the block ``text[start:end]`` begin and end.

    Examples
    --------
    >>> text = "Am 9. April kam Dr. Noll. «Ich gehe. Du bleibst», sagte sie. Er blieb."
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text), "de")]
    ['Am 9. April kam Dr. Noll.', '«Ich gehe. Du bleibst», sagte sie.', 'Er blieb.']
    """
    quotations: list[tuple[int, int]] | None = None
    begin = start
    for stop in _STOP.finditer(text, start, end):
        at, close, after = stop.start(), stop.end(1), stop.end()
        if after >= end:
            break
        if quotations is None:
            quotations = _quotations(text, start, end)
        if quotations and _goes_on(quotations, at, close):
            continue
        if breaks(text, begin, (at, close, after), language):
            yield begin, close
            begin = after
    last = begin + len(text[begin:end].rstrip())
    if last > begin:
        yield begin, last


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find balanced quotations of one block."""
    if not _MARKS.search(text, start, end):
        return []
    return [found.span() for found in QUOTATION.finditer(text, start, end)]


def _goes_on(quotations: list[tuple[int, int]], stop: int, close: int) -> bool:
    """Say whether the stop stands inside a quotation that closes soon after it."""
    nearest = bisect_left(quotations, (stop, 0)) - 1
    return nearest >= 0 and close < quotations[nearest][1] <= close + QUOTATION_REACH


def breaks(text: str, begin: int, stop: tuple[int, int, int], language: str) -> bool:
    """Decide about one stop: where it begins and closes, and what follows after a blank."""
    at, close, after = stop
    marks = text[at:close]
    # «Wir gehen!» sagte er: the sentence goes on after the closing mark.
    if marks[-1] not in ".!?…" and text[after].islower():
        return False
    if marks[0] in "!?":
        return True
    ellipsis = marks[0] == "…" or marks[1:2] in {".", "…"}
    if not ellipsis:
        word = text[(text.rfind(" ", begin, at) + 1 or begin) : at]
        if _is_plain(word, language):
            return True
    previous, word = _joined(text[max(begin, at - 40) : at])
    following = _spaced(text[after : after + 30]).split(" ", 1)[0]
    return _decide(previous, word, following, language, ellipsis=ellipsis)


@lru_cache(maxsize=1 << 17)
def _is_plain(word: str, language: str) -> bool:
    """Say whether a full stop after this word needs no second look."""
    bare = word.strip(_MARKS_AROUND).rsplit("-", 1)[-1]
    return (
        len(bare) > 1
        and bare[-1].isalpha()
        and bare[-2] not in ".\xa0\u202f"
        and not _ROMAN.fullmatch(bare)
        and bare.lower() not in _abbreviations(language)
    )


@lru_cache(maxsize=1 << 17)
def is_sure(word: str, language: str) -> bool:
    """Say the same of what stands between two blanks; no sentence can begin inside it."""
    return len(word.split()) == 1 and _is_plain(word, language)


def may_abbreviate(words: pa.Array, language: str) -> NDArray[np.bool_]:
    """Say which words are abbreviations, without marks around them or parts before a hyphen."""
    bare = pc.utf8_trim(words, characters=_MARKS_AROUND)
    bare = pc.replace_substring_regex(bare, "^.*-", "")
    known = pa.array(sorted(_abbreviations(language)), pa.string())
    found = pc.is_in(pc.utf8_lower(bare), value_set=known)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _spaced(text: str) -> str:
    """Turn odd blanks into plain ones; the plain one alone counts as printable."""
    return text if text.isprintable() else text.translate(_ODD_SPACE)


def _joined(before: str) -> tuple[str, str]:
    """Return the last word but one and the last, with z. B. joined to z.B."""
    words = _spaced(before).split(" ")
    word = words.pop()
    while words and len(words[-1]) > 1 and words[-1][-1] == "." and words[-1][:-1][-1:].isalpha():
        if len(words[-1].lstrip(_OPENERS)) != len("z."):
            break
        word = words.pop() + word
    return (words[-1] if words else ""), word.strip(_MARKS_AROUND)


@lru_cache(maxsize=1 << 16)
def _decide(previous: str, word: str, following: str, language: str, *, ellipsis: bool) -> bool:
    """Ask our rules, and Punkt where they have no answer."""
    rule = None if ellipsis else _rule(previous, word, following.lstrip(_OPENERS), language)
    if rule is not None:
        return rule
    dots = "..." if ellipsis else "."
    if _INITIALS.fullmatch(word) and word.lower() not in _abbreviations(language):
        word = word[-1]
    asked = f"{word}{dots} {following.lstrip(_OPENERS) or following}"
    return bool(_punkt(language).text_contains_sentbreak(asked))


def _rule(previous: str, word: str, following: str, language: str) -> bool | None:
    """Decide about abbreviations, initials and ordinals; None where Punkt should."""
    low = word.lower()
    first = following[:1]
    initial = following[1:2] == "."  # the B. of z. B.
    starters = sentence_starters(language)
    starts = first.isupper() and not initial and _first_word(following) in starters
    before_number = first.isdigit() and low in abbreviations(language, "number")
    if before_number or low in abbreviations(language, "inside"):
        return False
    if low in abbreviations(language, "name") and word[:1].isupper():
        return starts or not first.isalnum()
    if word.isdigit() and len(word) <= _ORDINAL_DIGITS:
        return _ordinal(previous, following, language, starts=starts)
    if _ROMAN.fullmatch(word) and (_is_after_ordinal(following, language) or first.islower()):
        return False
    if starts and _INITIALS.fullmatch(word) and low not in abbreviations(language, "end"):
        return True
    return None


def _ordinal(previous: str, following: str, language: str, *, starts: bool) -> bool | None:
    """Decide about a number with a full stop: an ordinal does not end a sentence."""
    if not previous or _is_after_ordinal(following, language):
        return False
    before = previous.lower() in abbreviations(language, "before-ordinal")
    return False if before and following[:1].isupper() and not starts else None


def _is_after_ordinal(following: str, language: str) -> bool:
    return _first_word(following) in abbreviations(language, "after-ordinal")


def _first_word(following: str) -> str:
    found = _WORD.match(following)
    return found[0].lower() if found else ""


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return abbreviations(language, "inside", "end", "number", "name")


@cache
def _punkt(language: str) -> Any:  # noqa: ANN401 (nltk has no types)
    """Make Punkt from our word lists, in memory."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    params = PunktParameters()
    params.abbrev_types = set(abbreviations(language, "inside", "end"))
    params.sent_starters = set(sentence_starters(language))
    return PunktSentenceTokenizer(params)
