"""Articles as numbers, a few hundred at a time: tokens, and where zones and sentences begin.

The arrays of some 400,000 characters stay in the processor's cache, and two
threads share the work, for numpy and Arrow let go of Python's lock. What comes
out is the same, however the articles are divided.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.characters import is_space
from workbench.layout import plain_blocks, text_spans
from workbench.lexicons import abbreviations
from workbench.segments import languages_of, runs_of, texts_of
from workbench.sentences import sentence_starts
from workbench.tables import TEXT_ZONES
from workbench.vocabulary import Encoded, find_tokens, scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from workbench.vocabulary import Scan

    Array = NDArray[Any]

BLOCK = 400_000  # characters that are encoded at a time
THREADS = 2
_ZONE_CODES = {zone: code for code, zone in enumerate(TEXT_ZONES)}
_BODY = _ZONE_CODES["body"]


@dataclass(frozen=True)
class Piece:
    """The tokens of some consecutive articles; `code` counts in `types` of its own.

    `size` holds the tokens of each article; `sentence` is None where nobody asked for it.
    """

    size: Array
    start: Array
    end: Array
    word: Array
    zone: Array
    sentence: Array | None
    code: Array
    types: pa.Array


@dataclass(frozen=True)
class _Blocks:
    """The blocks of the text: places in the joined text, zones, and their article."""

    begin: Array
    end: Array
    zone: Array
    article: Array


def encode_articles(articles: pd.DataFrame, *, sentences: bool = True) -> list[Piece]:
    """Encode the texts of an articles table; sentences take half of the time."""
    texts, languages = texts_of(articles), languages_of(articles)
    layouts = articles["layout"].tolist() if "layout" in articles else [None] * len(texts)

    def encode(part: slice) -> Piece:
        return _piece(texts[part], layouts[part], languages[part], sentences=sentences)

    parts = list(runs_of(texts, BLOCK))
    if len(parts) == 1:
        return [encode(parts[0])]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(encode, parts))


def merge_types(pieces: Sequence[Piece]) -> tuple[list[Array], pa.Array]:
    """Put the types of all pieces in one list, and say where those of each piece stand in it."""
    merged = pa.concat_arrays([piece.types for piece in pieces]).dictionary_encode()
    ours = merged.indices.to_numpy().astype(np.int32)
    ends = np.cumsum([len(piece.types) for piece in pieces])
    return np.split(ours, ends[:-1]), merged.dictionary


def _piece(
    texts: Sequence[str], layouts: Sequence[Any], languages: Sequence[str], *, sentences: bool
) -> Piece:
    """Encode some articles, and place their tokens in articles, zones and sentences."""
    scanned = scan(texts)
    bases = scanned.bases
    found = _take_stops(find_tokens(scanned), bases, languages)
    size = np.diff(np.searchsorted(found.start, bases), append=len(found))
    base = np.repeat(bases, size)
    zone, sentence = np.full(len(found), _BODY, dtype=np.int8), None
    if sentences or _laid_out(layouts):
        blocks = _blocks(scanned, texts, layouts)
        starts = _firsts(bases, blocks.begin, blocks.article, blocks.zone, _BODY)
        zone = _spread(found.start, *starts)
        sentence = _sentences(scanned, found, blocks, languages) if sentences else None
    return Piece(
        size=size,
        start=(found.start - base).astype(np.int32),
        end=(found.end - base).astype(np.int32),
        word=found.word,
        zone=zone,
        sentence=sentence,
        code=found.code,
        types=found.types,
    )


def _laid_out(layouts: Sequence[Any]) -> bool:
    """Say whether any article has a layout; all paragraphs of the others are body."""
    return any(isinstance(layout, str) and layout for layout in layouts)


def _blocks(scanned: Scan, texts: Sequence[str], layouts: Sequence[Any]) -> _Blocks:
    """Place the blocks of the texts: those of the layout, else the paragraphs."""
    if not _laid_out(layouts):
        return _paragraphs(scanned)
    rows = []
    for i, base in enumerate(scanned.bases.tolist()):
        if isinstance(layouts[i], str) and layouts[i]:
            spans = text_spans(layouts[i])
        else:
            spans = [(block.zone, block.start, block.end) for block in plain_blocks(texts[i])]
        rows += [(base + start, base + end, _ZONE_CODES[zone], i) for zone, start, end in spans]
    begin, end, zone, article = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    limit = np.append(scanned.bases[1:] - 1, len(scanned.text))[article]
    return _Blocks(np.minimum(begin, limit), np.minimum(end, limit), zone.astype(np.int8), article)


def _paragraphs(scanned: Scan) -> _Blocks:
    """Place the lines of the texts that are not blank, without the blanks around them."""
    points, size = scanned.points, len(scanned.text)
    breaks = np.flatnonzero(points[:size] == ord("\n"))
    begin, end = np.append(0, breaks + 1), np.append(breaks, size)
    while (blank := is_space(points[begin]) & (begin < end)).any():
        begin[blank] += 1
    while (blank := is_space(points[end - 1]) & (begin < end)).any():
        end[blank] -= 1
    begin, end = begin[begin < end], end[begin < end]
    article = np.searchsorted(scanned.bases, begin, side="right") - 1
    return _Blocks(begin, end, np.full(len(begin), _BODY, dtype=np.int8), article)


def _sentences(scanned: Scan, found: Encoded, blocks: _Blocks, languages: Sequence[str]) -> Array:
    """Give every token the number of its sentence in the article."""
    spoken = [languages[i] for i in blocks.article.tolist()]
    starts = sentence_starts(
        scanned.text, scanned.points, scanned.marks, (blocks.begin, blocks.end), spoken
    )
    bases = scanned.bases
    article = np.searchsorted(bases, starts, side="right") - 1
    at, _ = _firsts(bases, starts, article, starts)
    first = np.searchsorted(at, bases)
    number = np.arange(len(at)) - np.repeat(first, np.diff(first, append=len(at)))
    return _spread(found.start, at, number.astype(np.int32))


def _firsts(
    bases: Array, begins: Array, article: Array, values: Array, default: int = 0
) -> tuple[Array, Array]:
    """Let the first stretch of each article begin with it; an article without one has `default`."""
    first = np.diff(article, prepend=-1) > 0
    of_base = np.full(len(bases), default, dtype=values.dtype)
    of_base[article[first]] = values[first]
    at = np.append(bases, begins[~first])
    order = np.argsort(at, kind="stable")
    return at[order], np.append(of_base, values[~first])[order]


def _spread(start: Array, begins: Array, values: Array) -> Array:
    """Give every token the value of the stretch that it stands in."""
    firsts = np.searchsorted(start, begins)
    return np.repeat(values, np.diff(firsts, append=len(start)))


def _take_stops(found: Encoded, bases: Array, languages: Sequence[str]) -> Encoded:
    """Give abbreviations their full stop: bzw and . become bzw."""
    stop = pc.index(found.types, ".").as_py()
    at = np.flatnonzero((found.code[1:] == stop) & found.word[:-1])
    at = at[found.start[at + 1] == found.end[at]]
    before = np.flatnonzero(np.bincount(found.code[at], minlength=len(found.types)))
    lower = pc.utf8_lower(found.types.take(pa.array(before)))
    article = np.searchsorted(bases, found.start[at], side="right") - 1
    chosen = np.zeros(len(at), dtype=bool)
    for language in set(languages):
        known = pa.array(sorted(abbreviations(language, "inside", "end")), pa.string())
        short = np.zeros(len(found.types), dtype=bool)
        short[before] = pc.is_in(lower, value_set=known).to_numpy(zero_copy_only=False)
        speaks = np.array([other == language for other in languages])
        chosen |= short[found.code[at]] & speaks[article]
    at = at[chosen]
    if not len(at):
        return found
    kept = np.ones(len(found), dtype=bool)
    kept[at + 1] = False
    code, types = _dotted(found.code, found.types, at)
    end = found.end.copy()
    end[at] += 1
    return Encoded(found.start[kept], end[kept], found.word[kept], code[kept], types)


def _dotted(code: Array, types: pa.Array, at: Array) -> tuple[Array, pa.Array]:
    """Renumber the types of the tokens that get a full stop."""
    short = np.unique(code[at])
    longer = pa.array([f"{word}." for word in types.take(pa.array(short)).to_pylist()], pa.string())
    code = code.copy()
    code[at] = len(types) + np.searchsorted(short, code[at])
    return code, pa.concat_arrays([types, longer])
