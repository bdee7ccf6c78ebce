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
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workbench.characters import is_space
from workbench.lexicons import abbreviations, sentence_starters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[Any]
    Flags = NDArray[np.bool_]

# A quotation keeps its sentences together when it closes within this many
# characters. Without a bound, one mark that never closes swallows the rest.
QUOTATION_REACH = 300

_CLOSING = "»«›‹\"“”’‘')]"
_CLOSERS = re.escape(_CLOSING)
_OPENERS = "»«›‹\"“”„‚‘'([–-"
_STOP = re.compile(rf"([.!?…]+[{_CLOSERS}]*)\s+")
_QUOTATION = re.compile(
    r"«[^«»]*»"  # Swiss and French
    r"|(?<![\w.,!?…])»[^«»]*«"  # German books
    r"|„[^„“”]*[“”\"]"
    r"|“[^“”]*”"
    r"|(?<!\w)\"(?=\S)[^\"]*\""
    r"|‹[^‹›]*›"
)
_MARKS = re.compile('[«»„“"‹]')
_ODD_SPACE = str.maketrans(dict.fromkeys("\t\xa0\u2009\u202f\n\r", " "))
_MARKS_AROUND = "»«›‹\"“”’‘„‚'()[]–-"
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
        if _breaks(text, begin, (at, close, after), language):
            yield begin, close
            begin = after
    last = begin + len(text[begin:end].rstrip())
    if last > begin:
        yield begin, last


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find balanced quotations of one block."""
    if not _MARKS.search(text, start, end):
        return []
    return [found.span() for found in _QUOTATION.finditer(text, start, end)]


def _goes_on(quotations: list[tuple[int, int]], stop: int, close: int) -> bool:
    """Say whether the stop stands inside a quotation that closes soon after it."""
    nearest = bisect_left(quotations, (stop, 0)) - 1
    return nearest >= 0 and close < quotations[nearest][1] <= close + QUOTATION_REACH


def _breaks(text: str, begin: int, stop: tuple[int, int, int], language: str) -> bool:
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
    following = text[after : after + 30].translate(_ODD_SPACE).split(" ", 1)[0]
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
def _is_sure(word: str, language: str) -> bool:
    """Say the same of what stands between two blanks; no sentence can begin inside it."""
    return len(word.split()) == 1 and _is_plain(word, language)


def _joined(before: str) -> tuple[str, str]:
    """Return the last word but one and the last, with z. B. joined to z.B."""
    words = before.translate(_ODD_SPACE).split(" ")
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


def sentence_starts(
    text: str, points: Ints, marks: Ints, blocks: tuple[Ints, Ints], languages: Sequence[str]
) -> Ints:
    """Find where sentences begin in many blocks at once, just as `sentence_spans` would.

    Stops are found, and most of them decided, by array operations; what is
    left is asked about one by one.

    Parameters
    ----------
    text
        The text that the blocks stand in.
    points
        Its code points, with a margin of line ends behind them.
    marks
        Places of the characters ``. ! ? …`` and of quotation marks.
    blocks, languages
        Where the blocks begin and end, in their order, and their languages.
    """
    begins, ends = blocks
    if not len(begins):
        return begins
    stopping = _among(points[marks], ".!?…")
    stops = _stops(points, marks[stopping], begins, ends)
    stops = stops.take(~_inside_quotations(text, marks[~stopping], blocks, stops))
    breaks = _break_at(text, points, begins, languages, stops)
    filled = [bool(text[a:b].strip()) for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]
    return np.sort(np.concatenate([begins[np.array(filled, dtype=bool)], stops.after[breaks]]))


class _Stops(NamedTuple):
    """Marks that may end a sentence: where they begin and close, what follows, in which block."""

    at: Ints
    plain: Ints
    close: Ints
    after: Ints
    block: Ints

    def take(self, chosen: Flags) -> _Stops:
        return _Stops(*(values[chosen] for values in self))


def _stops(points: Ints, dots: Ints, begins: Ints, ends: Ints) -> _Stops:
    """Find what the expression `_STOP` finds: marks, closing marks, and a blank after them."""
    first = dots[np.diff(dots, prepend=-2) > 1]
    plain = dots[np.diff(dots, append=len(points) + 2) > 1] + 1
    close = plain.copy()
    while (more := _among(points[close], _CLOSING)).any():
        close[more] += 1
    block = np.searchsorted(begins, plain - 1, side="right") - 1
    after = close + 1
    kept = is_space(points[close]) & (block >= 0)
    kept &= after < ends[block]
    found = _Stops(first, plain, close, after, block).take(kept)
    after, last = found.after, ends[found.block]
    while (more := is_space(points[after]) & (after < last)).any():
        after[more] += 1
    found = found._replace(at=np.maximum(found.at, begins[found.block]))
    return found.take(after < last)


def _inside_quotations(text: str, quotes: Ints, blocks: tuple[Ints, Ints], stops: _Stops) -> Flags:
    """Say of each stop whether it stands inside a quotation that closes soon after it."""
    begins, ends = blocks
    opened = np.searchsorted(quotes, stops.at) > np.searchsorted(quotes, begins[stops.block])
    quoting = np.unique(stops.block[opened])
    first, last = (np.searchsorted(quotes, edges[quoting]).tolist() for edges in blocks)
    places, spans = quotes.tolist(), [(0, 0)]
    # What `finditer` would find, five times faster: a quotation begins with one of the marks.
    for a, b, end in zip(first, last, ends[quoting].tolist(), strict=True):
        for at in places[a:b]:
            found = _QUOTATION.match(text, at, end) if at >= spans[-1][1] else None
            if found:
                spans.append(found.span())
    if not (spans := spans[1:]):
        return np.zeros(len(stops.at), dtype=bool)
    opened, closed = np.array(spans).T
    nearest = np.searchsorted(opened, stops.at) - 1
    end = closed[nearest]
    inside = (nearest >= 0) & (opened[nearest] >= begins[stops.block])
    return inside & (stops.close < end) & (end <= stops.close + QUOTATION_REACH)


def _break_at(
    text: str, points: Ints, begins: Ints, languages: Sequence[str], stops: _Stops
) -> Flags:
    """Decide about every stop: at once where its word is plain, else in the order of the text."""
    mark, bare = points[stops.at], stops.close == stops.plain
    breaks = bare & _among(mark, "!?")
    single = bare & (mark == ord(".")) & ~_among(points[stops.at + 1], ".…")
    places, blocks = stops.at.tolist(), stops.block.tolist()
    firsts = begins[stops.block].tolist()
    for i in np.flatnonzero(single).tolist():
        begin = text.rfind(" ", 0, places[i]) + 1
        word = text[begin : places[i]]
        breaks[i] = begin >= firsts[i] and _is_sure(word, languages[blocks[i]])
    latest = np.maximum.accumulate(np.where(breaks, np.arange(len(breaks)), -1)).tolist()
    last = -1
    for i in np.flatnonzero(~breaks).tolist():
        last = max(last, latest[i])
        known = last >= 0 and blocks[last] == blocks[i]
        begin = int(stops.after[last]) if known else firsts[i]
        span = places[i], int(stops.close[i]), int(stops.after[i])
        if _breaks(text, begin, span, languages[blocks[i]]):
            breaks[i], last = True, i
    return breaks


def _among(points: Ints, characters: str) -> Flags:
    return np.logical_or.reduce([points == ord(char) for char in characters])
