"""What is worked out of many texts at once, in a few passes over the bytes of their column.

Paragraphs, words, identifiers, digests and looks come out as `workbench.layout`,
`workbench.readers.records` and `workbench.readers.looks` give them for one text:
the tests hold this module to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.characters import MOJIBAKE_STARTS, is_space
from workbench.chunks import as_bytes
from workbench.layout import digests_at
from workbench.readers.looks import OPENINGS, look_of
from workbench.readers.records import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]
    # Of a text's number: the paragraphs that are not body, with their zones.
    Zones = Mapping[int, Mapping[str, str]]

BLOCK = 2_000_000  # bytes of text at a time: what is made of them stays in the processor's cache

_LETTER, _BLANK, _JOINER = 1, 2, 4
_ZONES = ("body", "headline", "kicker", "lead")
_RULES = ("given", "metadata", "metadata", "metadata")
_MANY, _FIRST = 0x80, 0xC0  # a byte of a character beyond ASCII; the first one of it
_APOSTROPHE = ord("’")


@dataclass(slots=True)
class Measures:
    """What texts measure, in their order; looks are told by the number of the text."""

    layouts: list[pa.Array] = field(default_factory=list)
    n_words: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    looks: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Block:
    """Texts, each with a line end before and behind it, and where things stand in their bytes."""

    data: bytes
    classes: Array  # of every byte; all bytes of a character have one class
    start: Array  # of each text
    end: Array
    wide: Array  # first bytes of the characters beyond ASCII
    points: Array  # code points of these characters
    inner: Array  # their other bytes
    lines: Array  # first bytes of all lines
    begin: Array  # of each paragraph, which is a line without the blanks around it
    stop: Array
    owner: Array  # the text that a paragraph is of
    first: Array  # the first paragraph of each text, and how many there are

    @property
    def numbers(self) -> Array:
        """Return the bytes as numbers."""
        return np.frombuffer(self.data, np.uint8)

    def paragraphs_of(self, at: int) -> slice:
        """Return where the paragraphs of a text are in the list of all."""
        return slice(self.first[at], self.first[at + 1])


def measure(
    texts: pa.ChunkedArray, ids: Sequence[str], headlines: Sequence[str], zones: Zones
) -> Measures:
    """Lay out texts whose paragraphs are body, but for those that `zones` names.

    A text without an identifier gets one that is made of its headline and body.
    """
    found = Measures()
    for begin, end, piece in _pieces(texts):
        block = _scan(piece)
        zone = _zones_of(block, {at - begin: zones[at] for at in range(begin, end) if at in zones})
        found.layouts.append(_pack(block, zone))
        found.n_words += _count_words(block, zone)
        found.ids += _make_ids(block, zone, ids[begin:end], headlines[begin:end])
        found.looks |= {begin + at: told for at, told in _looks(block)}
    return found


def digests(texts: pa.ChunkedArray) -> list[str]:
    """Return the digest of each text, as `layout.digest` makes it; a missing text is empty.

    Examples
    --------
    >>> from workbench.layout import digest
    >>> digests(pa.chunked_array([["Krieg", None]])) == [digest("Krieg"), digest("")]
    True
    """
    return [found for chunk in texts.chunks for found in digests_at(*as_bytes(chunk))]


def _pieces(texts: pa.ChunkedArray) -> Iterator[tuple[int, int, pa.Array]]:
    """Cut a column into blocks of neighbouring texts; tell which texts each holds."""
    at = 0
    for chunk in texts.chunks:
        size = pc.binary_length(chunk).to_numpy()
        number = (np.cumsum(size) - size) // BLOCK
        cuts = np.flatnonzero(np.diff(number)) + 1
        for begin, end in pairwise([0, *cuts.tolist(), len(chunk)]):
            yield at + begin, at + end, chunk[begin:end]
        at += len(chunk)


@cache
def _ascii_classes() -> bytes:
    """Return the class of each byte that is a character by itself; others have none yet."""
    plain = [
        (_LETTER if one.isalnum() or one == "_" else 0)
        | (_BLANK if one.isspace() else 0)
        | (_JOINER if one in "-'" else 0)
        for one in map(chr, range(_MANY))
    ]
    return bytes(plain) + bytes(_MANY)


def _scan(texts: pa.Array) -> _Block:
    """Give every byte its class, and find the paragraphs."""
    joined = _join([0, len(texts)], texts, "\n")[0]
    data = b"\n" + joined.as_buffer().to_pybytes() + b"\n" * 4  # so that one can look ahead
    numbers = np.frombuffer(data, np.uint8)
    classes = np.frombuffer(bytearray(data.translate(_ascii_classes())), np.uint8)
    high = np.flatnonzero(numbers >= _MANY)
    first = numbers[high] >= _FIRST
    points = np.frombuffer(numbers[high].tobytes().decode().encode("utf-32-le"), np.uint32)
    kinds = letters().take(points) * np.uint8(_LETTER) + is_space(points) * np.uint8(_BLANK)
    classes[high] = kinds[np.cumsum(first) - 1]
    size = pc.binary_length(texts).to_numpy()
    end = np.cumsum(size + 1)
    breaks = np.flatnonzero(numbers == ord("\n"))[:-3]
    begin, stop = _strip(classes, breaks[:-1] + 1, breaks[1:])
    owner = np.searchsorted(end - size, begin, side="right") - 1
    return _Block(
        data=data,
        classes=classes,
        start=end - size,
        end=end,
        wide=high[first],
        points=points,
        inner=high[~first],
        lines=breaks[:-1] + 1,
        begin=begin,
        stop=stop,
        owner=owner,
        first=np.searchsorted(owner, np.arange(len(size) + 1)),
    )


def _join(places: Any, strings: pa.Array, mark: str) -> pa.Array:  # noqa: ANN401 (list or array)
    """Join the strings between neighbouring places."""
    lists = pa.LargeListArray.from_arrays(places, strings)
    return pc.binary_join(lists, pa.scalar(mark, strings.type))


def _strip(classes: Array, begin: Array, stop: Array) -> tuple[Array, Array]:
    """Take the blanks off both sides of the lines, and the blank lines out."""
    filled = begin < stop
    begin, stop = begin[filled], stop[filled]
    blank = (classes & _BLANK) > 0
    if not (blank[begin] | blank[stop - 1]).any():
        return begin, stop
    turns = np.flatnonzero(blank[1:] != blank[:-1]) + 1  # blanks begin or end here
    turns = np.concatenate([[0], turns, [len(blank)]])
    begin = np.where(blank[begin], turns[np.searchsorted(turns, begin, "right")], begin)
    stop = np.where(blank[stop - 1], turns[np.searchsorted(turns, stop - 1, "right") - 1], stop)
    filled = begin < stop
    return begin[filled], stop[filled]


def _zones_of(block: _Block, zones: Zones) -> Array:
    """Return the zone of each paragraph as its place in the list of zones."""
    zone = np.zeros(len(block.begin), dtype=np.int8)
    for at, known in zones.items():
        codes = {line.encode("utf-8", "surrogatepass"): _ZONES.index(known[line]) for line in known}
        lines = block.paragraphs_of(at)
        spans = zip(block.begin[lines].tolist(), block.stop[lines].tolist(), strict=True)
        zone[lines] = [codes.get(block.data[a:b], 0) for a, b in spans]
    return zone


def _pack(block: _Block, zone: Array) -> pa.Array:
    """Write the layouts, as `layout.pack` does."""
    base = block.start[block.owner]
    places = (
        ends - base - np.searchsorted(block.inner, ends) + np.searchsorted(block.inner, base)
        for ends in (block.begin, block.stop)
    )
    number = np.arange(1, len(zone) + 1) - block.first[block.owner]
    columns = [pa.array(column).cast(pa.string()) for column in (*places, number)]
    heads = pa.array([f'["{name}"' for name in _ZONES], pa.string()).take(pa.array(zone))
    tails = pa.array([f'"{rule}",null]' for rule in _RULES], pa.string()).take(pa.array(zone))
    lines = pc.binary_join_element_wise(heads, *columns, tails, ",")
    layouts = _join(block.first, lines, ",")
    return pc.binary_join_element_wise("[", layouts, "]", "")


def _count_words(block: _Block, zone: Array) -> list[int]:
    """Count the words of the bodies, as `records.count_words` does."""
    classes = block.classes
    begins = ((classes[1:] & ~classes[:-1] & _LETTER) > 0).view(np.uint8)  # of the byte before
    # A joiner right between two letters begins no word.
    plain = np.flatnonzero(classes == _JOINER)
    curly = block.wide[block.points == _APOSTROPHE]
    before, after = np.append(plain, curly) - 1, np.append(plain + 1, curly + 3)
    begins[after[(classes[before] & classes[after] & _LETTER) > 0] - 1] = 0
    pairs = zip((block.start - 1).tolist(), (block.end - 1).tolist(), strict=True)
    counts = [int(np.count_nonzero(begins[a:b])) for a, b in pairs]
    for at in np.flatnonzero(zone).tolist():
        inside = begins[block.begin[at] - 1 : block.stop[at] - 1]
        counts[block.owner[at]] -= int(np.count_nonzero(inside))
    return counts


def _make_ids(
    block: _Block, zone: Array, ids: Sequence[str], headlines: Sequence[str]
) -> list[str]:
    """Give an identifier to the texts that have none, as `records.make_id` does."""
    if all(ids):
        return list(ids)
    heads = (" ".join(headline.split()).encode("utf-8", "surrogatepass") for headline in headlines)
    pairs = zip(heads, _bodies(block, zone), strict=True)
    parts = (b" ".join(filter(None, pair)) for pair in pairs)
    return [given or sha256(part).hexdigest()[:16] for given, part in zip(ids, parts, strict=True)]


def _bodies(block: _Block, zone: Array) -> list[bytes]:
    """Return the bodies with one space for all blanks that stand together, and none around."""
    blank = (block.classes & _BLANK) > 0
    spaced = block.numbers.copy()
    spaced[np.flatnonzero(blank & (spaced != ord(" ")))] = ord(" ")
    doubled = np.flatnonzero(blank[1:] & blank[:-1]) + 1
    data = np.delete(spaced, doubled).tobytes()

    def cut(begin: Array, end: Array) -> list[bytes]:
        places = ((at - np.searchsorted(doubled, at)).tolist() for at in (begin, end))
        return [data[a:b].strip() for a, b in zip(*places, strict=True)]

    bodies = cut(block.start, block.end)
    for at in np.unique(block.owner[zone > 0]).tolist():
        lines = block.paragraphs_of(at)
        body = zone[lines] == 0
        bodies[at] = b" ".join(cut(block.begin[lines][body], block.stop[lines][body]))
    return bodies


def _looks(block: _Block) -> Iterator[tuple[int, list[str]]]:
    """Look closely at the texts that have anything of what `look_of` warns of."""
    numbers, points = block.numbers, block.points
    begins = numbers[block.lines[:, None] + np.arange(4)].view(">u4").ravel()
    openings = np.frombuffer(b"".join(sorted(OPENINGS)), ">u4")
    doubled = np.isin(points[:-1], [ord(one) for one in MOJIBAKE_STARTS])
    doubled &= np.diff(block.wide) == len("Ã".encode())
    places = (
        block.lines[np.isin(begins, openings)],
        block.wide[:-1][doubled],
        np.flatnonzero((numbers[:-1] == ord("<")) & (numbers[1:] == ord("/"))),
    )
    suspects = np.searchsorted(block.start, np.concatenate(places), side="right") - 1
    for at in np.unique(suspects).tolist():
        if told := look_of(block.data[block.start[at] : block.end[at]].decode()):
            yield at, told
