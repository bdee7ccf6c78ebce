"""Where the tokens of articles stand: places in the text, zones and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.boundaries import Quotes, Stops, sentence_starts
from workbench.chunks import expand
from workbench.layout import plain_blocks, text_spans
from workbench.marks import FILLED, LINE_END, MOSTLY, QUOTING, SMALL, STOPPING, SURE
from workbench.tables import TEXT_ZONES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.encoding import Part
    from workbench.forms import Forms
    from workbench.marks import Marks

    Array = NDArray[Any]

_ZONE_CODES = {zone: code for code, zone in enumerate(TEXT_ZONES)}
BODY = _ZONE_CODES["body"]


@dataclass(frozen=True)
class Piece:
    """The tokens of a part: how many each article has, their places, and their items in the forms.

    `sentence` is None where nobody asked for it.
    """

    size: Array
    start: Array
    end: Array
    zone: Array
    sentence: Array | None
    item: Array


@dataclass(frozen=True)
class _Blocks:
    """The blocks of the text: places in the joined text, zones, and their article.

    `filled` is False for those that hold blanks only.
    """

    begin: Array
    end: Array
    zone: Array
    article: Array
    filled: Array


class _Chunks:
    """The chunks of a part, placed in its texts, which are joined by line ends.

    Numbers that look things up are 64 bits wide, for numpy would widen them each time.
    """

    def __init__(self, part: Part, forms: Forms) -> None:
        self.part, self.forms = part, forms
        self.form = part.form.astype(np.intp)
        self.first = np.append(0, np.cumsum(part.size))
        length = forms.length.take(self.form)
        ends = np.cumsum(length)
        article = np.arange(len(part.size))
        self.bases = np.append(0, ends)[self.first[:-1]] + article
        self.start = ends - length + np.repeat(article, part.size)
        if forms.marks is not None:
            self.marks, self.kind = forms.marks, forms.marks.kind.take(self.form)

    @cached_property
    def text(self) -> str:
        """Return the text that all places count in."""
        return self.part.text()

    def of_kind(self, kind: int) -> Array:
        """Return the chunks of a kind."""
        return np.flatnonzero((self.kind & kind) != 0)  # numpy is quick with truth values only

    def begin(self, chunks: Array) -> Array:
        """Return where the characters of chunks begin that are no blanks."""
        return self.start[chunks] + self.marks.begin[self.form[chunks]]

    def end(self, chunks: Array) -> Array:
        """Return where they end."""
        return self.start[chunks] + self.marks.end[self.form[chunks]]

    def filled(self, chunks: Array) -> Array:
        """Return chunks, or instead of a blank one the next; their number where there is none."""
        found = chunks.copy()
        blank = self.kind.take(chunks, mode="clip") & FILLED == 0
        if blank.any():
            every = np.append(self.of_kind(FILLED), len(self.kind))
            found[blank] = every[np.searchsorted(every, chunks[blank])]
        return found


def place_tokens(part: Part, forms: Forms) -> Piece:
    """Place the tokens of a part in its articles, zones and sentences."""
    chunks = _Chunks(part, forms)
    chunk, item = expand(forms.first, chunks.form)
    base = chunks.start.take(chunk)
    start = base + forms.token_begin.take(item)
    end = base + forms.token_end.take(item)
    size = np.diff(np.searchsorted(chunk, chunks.first))
    laid_out = is_laid_out(part)
    zone, sentence = np.full(len(start), BODY, dtype=np.int8), None
    if laid_out or forms.marks is not None:
        blocks = _blocks(chunks) if laid_out else _paragraphs(chunks)
        if laid_out:
            begins = _firsts(chunks.bases, blocks.begin, blocks.article, blocks.zone, BODY)
            zone = _spread(start, *begins)
        if forms.marks is not None:
            sentence = _sentences(chunks, forms.marks, start, blocks)
    before = np.repeat(chunks.bases, size)
    start, end = (np.subtract(x, before).astype(np.int32) for x in (start, end))
    return Piece(size, start, end, zone, sentence, item)


def is_laid_out(part: Part) -> bool:
    """Say whether any article has a layout that matters; all paragraphs of the others are body."""
    return any(part.layouts)


def _blocks(chunks: _Chunks) -> _Blocks:
    """Place the blocks of the layouts, and the paragraphs of articles that have none."""
    bases = [*chunks.bases.tolist(), len(chunks.text) + 1]
    rows = []
    for i, (base, after) in enumerate(pairwise(bases)):
        layout, text = chunks.part.layouts[i], chunks.text[base : after - 1]
        if layout:
            spans = text_spans(layout)
        else:
            spans = [(block.zone, block.start, block.end) for block in plain_blocks(text)]
        rows += [
            (
                base + start,
                base + min(end, len(text)),
                _ZONE_CODES[zone],
                i,
                bool(text[start:end].strip()),
            )
            for zone, start, end in spans
        ]
    begin, end, zone, article, filled = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return _Blocks(np.minimum(begin, end), end, zone.astype(np.int8), article, filled.astype(bool))


def _paragraphs(chunks: _Chunks) -> _Blocks:
    """Place the lines of the texts that are not blank, without the blanks around them."""
    closing = (chunks.kind & LINE_END).astype(bool)
    closing[chunks.first[1:][chunks.part.size > 0] - 1] = True
    filled = chunks.of_kind(FILLED)
    nexts = np.searchsorted(filled, np.flatnonzero(closing), side="right")
    firsts = np.append(0, nexts[:-1])
    firsts, nexts = firsts[firsts < nexts], nexts[firsts < nexts]
    begin, end = chunks.begin(filled[firsts]), chunks.end(filled[nexts - 1])
    article = np.searchsorted(chunks.bases, begin, side="right") - 1
    zone = np.full(len(begin), BODY, dtype=np.int8)
    return _Blocks(begin, end, zone, article, np.ones(len(begin), dtype=bool))


def _sentences(chunks: _Chunks, marks: Marks, start: Array, blocks: _Blocks) -> Array:
    """Give every token, by its start, the number of its sentence in the article."""
    bases, part = chunks.bases, chunks.part
    text = chunks.text
    spoken = np.array(part.languages, dtype=object)[blocks.article]
    quoting, item = _marked(chunks, QUOTING, marks.quote_first)
    quotes = Quotes(chunks.start[quoting] + marks.quote[item], marks.sign[item])
    stops = _stops(chunks, marks, len(text))
    found = sentence_starts(text, stops, quotes, (blocks.begin, blocks.end), spoken)
    starts = np.sort(np.concatenate([blocks.begin[blocks.filled], found]))
    article = np.searchsorted(bases, starts, side="right") - 1
    at, _ = _firsts(bases, starts, article, starts)
    first = np.searchsorted(at, bases)
    number = np.arange(len(at)) - np.repeat(first, np.diff(first, append=len(at)))
    return _spread(start, at, number.astype(np.int32))


def _marked(chunks: _Chunks, kind: int, first: Array) -> tuple[Array, Array]:
    """List the marks of one kind: the chunk of each, and its number."""
    marked = chunks.of_kind(kind)
    chunk, item = expand(first, chunks.form[marked])
    return marked[chunk], item


def _stops(chunks: _Chunks, marks: Marks, size: int) -> Stops:
    """Place the marks that may end a sentence."""
    chunk, item = _marked(chunks, STOPPING, marks.first)
    base, inner, ends = chunks.start[chunk], marks.after[item], marks.ends[item]
    following = chunks.filled(chunk + 1)
    last = following == len(chunks.form)
    following[last] = 0
    begin = np.where(last, size, chunks.begin(following))
    small = (chunks.kind[following] & SMALL).astype(bool) | (inner >= 0)
    return Stops(
        base + marks.at[item],
        base + marks.plain[item],
        base + marks.close[item],
        np.where(inner < 0, begin, base + inner),
        base,
        (ends == SURE) | ((ends == MOSTLY) & ~small),
    )


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
