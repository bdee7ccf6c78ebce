"""Texts as numbers: where tokens begin and end, and one vocabulary for all of them.

A block of articles is one array of code points. Every character gets its class
from a table, a few array operations find the tokens, and Arrow gives every
token the number of its type. No Python loop runs over tokens; only types (some
200,000 in 10,000 articles) are ever handled one by one.

What a token is, in order:

1. an address (``https://…``, ``www.…``), without the mark that ends a sentence;
2. a word or number: letters, digits, combining marks and ``_``, joined by

   - a hyphen, an apostrophe, ``&`` or ``@``: Ukraine-Krieg, geht's, H&M;
   - full stop, comma or colon between digits: 3,5, 21.06, 09.04.2022, 2:1;
   - a no-break or thin space before three digits: 1 000;
   - a full stop between single letters (z.B, U.S) or small letters (orf.at);
   - ``:`` or ``*`` before -in or -innen: Bürger:innen;

   with a leading ``@`` or ``#``, and with the full stop of U.S. or z.B.;
3. a mark: one character, or several equal ones of ``. - ! ?``.

Invisible characters (soft hyphen, zero-width space) belong to no token and
divide none; hyphens and apostrophes are unified in the type, not in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

# Classes of characters, as bits.
WORD, DIGIT, LETTER, LOWER, VISIBLE, JOINER, IGNORED, MARK = (1 << i for i in range(8))

_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'\u2019\u02bc\u2018\u00b4\u0060"
_SPACES = "\u00a0\u2009\u202f"
_JOINERS = _HYPHENS + _APOSTROPHES + _SPACES + "&@#.,:*"
_MARKS = '.!?…«»„“”"‹›'  # what sentences are found by
_REPEATED = np.array([ord(c) for c in ".-!?"], dtype=np.uint32)
_MARGIN = 8  # separators on both sides, so that looking around needs no bounds check
_UNASSIGNED = 0x40000  # planes 4 to 13 hold no characters, 15 and 16 private ones
_SCHEMES = (re.compile("://"), "https", "http"), (re.compile(r"www\."), "")
_STOP = r"\s\x00-\x1f\x7f-\x9f\ud800-\udfff<>\"«»„“”‹›"
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^{_STOP}]*[^{_STOP}.,;:!?)\]'’]")
_BEFORE_ADDRESS = "".join(map(chr, range(0x21))) + '\u00a0([«„“"‹»'


@dataclass(frozen=True)
class Scan:
    """A text as code points and their classes, with a margin of line ends on both sides."""

    text: str
    padded: NDArray[np.uint32]
    classes: NDArray[np.uint8]

    @property
    def points(self) -> NDArray[np.uint32]:
        """Return the code points of `text`, and line ends behind its end."""
        return self.padded[_MARGIN:]

    @property
    def marks(self) -> Ints:
        """Return the places of full stops and the like, and of quotation marks."""
        return np.flatnonzero(_is(self.classes[_MARGIN:], MARK))

    def is_a(self, kind: int, places: Ints) -> Flags:
        """Say whether characters of a class stand at some places."""
        return _is(self.classes[_MARGIN + places], kind)


@dataclass(frozen=True)
class Encoded:
    """The tokens of a text: their places, and their types.

    Types are in composed form (NFC), so that one may stand there twice.
    """

    start: Ints
    end: Ints
    word: Flags
    code: NDArray[np.int32]
    types: pa.Array

    def __len__(self) -> int:
        return len(self.start)


@cache
def _classes() -> NDArray[np.uint8]:
    """Return the class of every code point (once per process, 30 ms)."""
    table = np.full(0x110000, VISIBLE, dtype=np.uint8)
    table[:_UNASSIGNED] = [_class(chr(i)) for i in range(_UNASSIGNED)]
    table[0xE0000:0xE0200] = IGNORED  # tags and variation selectors
    for joiner in _JOINERS:
        table[ord(joiner)] |= JOINER
    for mark in _MARKS:
        table[ord(mark)] |= MARK
    return table


def _class(char: str) -> int:
    category = unicodedata.category(char)
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return IGNORED
    if category in {"Cc", "Cs"} or char.isspace():
        return 0
    word = char.isalnum() or char == "_" or category[0] == "M"
    digit, letter, lower = char.isdecimal(), char.isalpha(), char.islower()
    return VISIBLE | WORD * word | DIGIT * digit | LETTER * letter | LOWER * lower


@cache
def _unified() -> NDArray[np.uint32]:
    """Return the plain form of the characters below U+2100."""
    table = np.arange(0x2100, dtype=np.uint32)
    for variants, plain in ((_HYPHENS, "-"), (_APOSTROPHES, "'"), (_SPACES, "\u202f")):
        for variant in variants:
            table[ord(variant)] = ord(plain)
    return table


def scan(text: str) -> Scan:
    """Look up the class of every character."""
    margin = "\n" * _MARGIN
    padded = f"{margin}{text}{margin}".encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(padded, dtype=np.uint32)
    return Scan(text, points, _classes().take(points))


def encode(texts: Sequence[str]) -> tuple[Encoded, Ints]:
    """Find the tokens of texts that are joined by line ends, and number their types.

    Returns
    -------
    Encoded
        The tokens, with places in the joined text.
    numpy.ndarray
        Where each text begins in the joined text.

    Examples
    --------
    >>> found, _ = encode(["Der Ukraine-Krieg geht's an."])
    >>> found.types.to_pylist(), found.word.tolist()
    (['Der', 'Ukraine-Krieg', "geht's", 'an', '.'], [True, True, True, True, False])
    """
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    return find_tokens(scan("\n".join(texts))), np.cumsum(lengths) - lengths


def find_tokens(scanned: Scan) -> Encoded:
    """Find the tokens of a scanned text, and number their types."""
    text, points, kinds = scanned.text, scanned.padded, scanned.classes
    places = None
    if _is(kinds, IGNORED).any():
        places = np.flatnonzero(~_is(kinds, IGNORED))
        points, kinds = points[places], kinds[places]
        text = points[_MARGIN:-_MARGIN].tobytes().decode("utf-32-le", "surrogatepass")
    start, end, word, chars = _spans(points, kinds, text)
    code, types = _types(chars, np.append(0, np.cumsum(end - start)))
    if places is not None:
        start, end = places[start], places[end - 1] + 1
    return Encoded(start - _MARGIN, end - _MARGIN, word, code, types)


def _spans(
    points: NDArray[np.uint32], kinds: NDArray[np.uint8], text: str
) -> tuple[Ints, Ints, Flags, NDArray[np.uint32]]:
    """Return where tokens begin and end, which are words, and their unified characters."""
    joins = np.flatnonzero(_is(kinds, JOINER))
    inside = _is(kinds, WORD)
    inside[_joining(points, kinds, joins)] = True
    addresses = _addresses(text) + _MARGIN
    part = _parts(inside, kinds, addresses)
    begins = _begins(part, points, addresses)
    ends = part.astype(bool)
    ends[:-1] &= (part[1:] == 0) | begins[1:]
    start, end = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    word = part[start] == 1
    if len(addresses):
        word &= ~np.isin(start, addresses[:, 0])
    unified = points.copy()
    unified[joins] = _unified()[np.minimum(points[joins], len(_unified()) - 1)]
    return start, end, word, np.compress(part > 0, unified)


def _parts(inside: Flags, kinds: NDArray[np.uint8], addresses: Ints) -> NDArray[np.uint8]:
    """Return 1 for the characters of words, 2 for marks, 0 for what is between."""
    for a, b in addresses:
        inside[a:b] = True
        inside[b] &= bool(kinds[b] & WORD)
    words = inside.view(np.uint8)
    marks = (_is(kinds, VISIBLE) & ~inside).view(np.uint8)
    return words | marks << np.uint8(1)


def _begins(part: NDArray[np.uint8], points: NDArray[np.uint32], addresses: Ints) -> Flags:
    """Return True where a token begins."""
    begins = np.zeros(len(part), dtype=bool)
    begins[1:] = (part[1:] != part[:-1]) & (part[1:] > 0)
    marks = np.flatnonzero(part == 2)  # noqa: PLR2004 (as `_parts` says)
    same = (points[marks] == points[marks - 1]) & (part[marks - 1] == part[marks])
    begins[marks] = ~(same & np.isin(points[marks], _REPEATED))
    begins[addresses[:, 0]] = True
    edges = addresses[:, 1]
    begins[edges[part[edges] > 0]] = True
    return begins


def _joining(points: NDArray[np.uint32], kinds: NDArray[np.uint8], joins: Ints) -> Ints:
    """Return the places of the joiners that are part of a word."""
    left, right, char = kinds[joins - 1], kinds[joins + 1], points[joins]
    after, before = _is(left, WORD), _is(right, WORD)
    lead = joins[before & ~after & ((char == ord("@")) | (char == ord("#")))]
    stop = _closing_stops(points, kinds, joins[(char == ord(".")) & _is(left, LETTER)])
    between = after & before
    at, char, left, right = joins[between], char[between], left[between], right[between]
    plain = np.isin(char, [ord(c) for c in _HYPHENS + _APOSTROPHES + "&@"])
    figures = _is(left & right, DIGIT) & np.isin(char, [ord(c) for c in ".,:"])
    single = _is(left & right, LETTER) & ~_is(kinds[at - 2], WORD) & ~_is(kinds[at + 2], WORD)
    letters = (char == ord(".")) & (single | _is(left & right, LOWER))
    sure = plain | figures | letters
    return np.concatenate([lead, stop, at[sure], _rare(points, kinds, at[~sure])])


def _closing_stops(points: NDArray[np.uint32], kinds: NDArray[np.uint8], at: Ints) -> Ints:
    """Return the last full stops of z.B. and U.S.: after a letter, a stop and a single letter."""
    at = at[points[at - 2] == ord(".")]
    dotted = _is(kinds[at - 3], LETTER)
    dotted &= ~_is(kinds[at - 4], WORD) & ~_is(kinds[at + 1], WORD)
    return at[dotted & ~np.isin(points[at + 1], [ord(c) for c in ".@#"])]


def _rare(points: NDArray[np.uint32], kinds: NDArray[np.uint8], at: Ints) -> Ints:
    """Return the thin spaces of 1 000 and the marks of Bürger:innen."""
    digit = {i: _is(kinds[at + i], DIGIT) for i in (-4, -3, -2, -1, 1, 2, 3, 4)}
    year = digit[-4] & digit[-3] & digit[-2]  # before a number: im Jahr 2022 100 Menschen
    thousand = digit[-1] & digit[1] & digit[2] & digit[3] & ~digit[4] & ~year
    thousand &= np.isin(points[at], [ord(c) for c in _SPACES])
    letters = ["".join(map(chr, row)) for row in points[at[:, None] + np.arange(1, 6)]]
    ends = [not (kinds[i + 3] & WORD) for i in at], [not (kinds[i + 6] & WORD) for i in at]
    female = np.array(
        [
            (word[:2] == "in" and short) or (word == "innen" and long)
            for word, short, long in zip(letters, *ends, strict=True)
        ],
        dtype=bool,
    )
    female &= _is(kinds[at - 1], LOWER) & np.isin(points[at], [ord(":"), ord("*")])
    return at[thousand | female]


def _is(kinds: NDArray[np.uint8], kind: int) -> Flags:
    return (kinds & kind).astype(bool)


def _addresses(text: str) -> Ints:
    """Return the spans of web addresses. Looking for a literal is five times faster."""
    if "://" not in text and "www." not in text:
        return np.empty((0, 2), dtype=np.int64)
    begins = [
        found.start() - len(scheme)
        for mark, *schemes in _SCHEMES
        for found in mark.finditer(text)
        for scheme in schemes
        if text.endswith(scheme, 0, found.start())
    ]
    spans = [(0, 0)]
    for begin in sorted(begins):
        free = begin == 0 or text[begin - 1] in _BEFORE_ADDRESS
        found = _ADDRESS.match(text, begin) if free and begin >= spans[-1][1] else None
        if found:
            spans.append(found.span())
    return np.array(spans[1:], dtype=np.int64).reshape(-1, 2)


def _types(chars: NDArray[np.uint32], offsets: Ints) -> tuple[NDArray[np.int32], pa.Array]:
    """Give tokens, whose characters stand together in `chars`, the number of their type."""
    extra = (chars >= 0x80).astype(np.int32)  # noqa: PLR2004 (ASCII takes one byte)
    extra += chars >= 0x800  # noqa: PLR2004
    extra += chars >= 0x10000  # noqa: PLR2004
    bounds = (offsets + np.append(0, np.cumsum(extra))[offsets]).astype(np.int32)
    data = pa.py_buffer(chars.tobytes().decode("utf-32-le").encode())
    tokens = pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(bounds), data)
    # Below U+0300 and among the quotation marks and dashes there is nothing to compose.
    plain = (chars < 0x300) | ((chars >= 0x2010) & (chars < 0x20D0))  # noqa: PLR2004
    encoded = tokens.dictionary_encode()
    types = encoded.dictionary
    return encoded.indices.to_numpy(), types if plain.all() else pc.utf8_normalize(types, "NFC")
