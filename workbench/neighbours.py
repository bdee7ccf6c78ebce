"""Which words stand near which: windows of words counted as numbers.

A window reaches some words to the left and right of a node and ends where the sentence (or the
part of the page, or the article) ends. Everything is counted in pairs (node, word near it): a word
between two nodes stands in two windows and counts twice. All sums are whole numbers, so counts of
parts of a corpus that share no article add up to those of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.counts import number_words
from workbench.grouping import codes_of, firsts, spellings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[Any]

SPANS = {
    "sentence": ("article_id", "sentence"),
    "zone": ("article_id", "zone"),
    "article": ("article_id",),
}
_AT_ONCE = 24_000_000  # pairs held in memory together


@dataclass(frozen=True)
class Company:
    """Counts of words, of nodes, and of words near nodes.

    `windows` counts the windows that a word stands in, `reach` the places in those of a node. The
    pairs are `node` and `word` as numbers, with the times that the word stands on each side.
    """

    words: pd.Index[Any]
    n_word: Array
    windows: Array
    stop: Array
    nodes: pd.Index[Any]
    n_node: Array
    reach: Array
    node: Array
    word: Array
    left: Array
    right: Array
    n_articles: Array


@dataclass(frozen=True)
class Line:
    """The words that count, in a line: their numbers, and how far the span goes to both sides."""

    rows: Array  # in the tokens
    code: Array
    article: Array
    before: Array
    after: Array
    words: pd.Index[Any]
    stop: Array

    @classmethod
    def of(cls, tokens: pd.DataFrame, rows: Array, unit: str, span: str) -> Line:
        """Put the words of some rows in a line."""
        code, words = spellings_of(tokens[unit], rows, fold=unit == "token")
        article = codes_of(tokens["article_id"])[0][rows].astype(np.int64)
        begins = np.zeros(len(rows), dtype=bool)
        begins[:1] = True
        for name in SPANS[span]:
            values = codes_of(tokens[name])[0] if name != "sentence" else tokens[name].to_numpy()
            begins[1:] |= values[rows[1:]] != values[rows[:-1]]
        first = np.flatnonzero(begins)
        length = np.diff(first, append=len(rows))
        before = np.arange(len(rows)) - np.repeat(first, length)
        after = np.repeat(length, length) - before - 1
        stop = np.bincount(code, tokens["is_stop"].to_numpy()[rows], len(words))
        return cls(rows, code, article, before, after, words, stop.astype(np.int64))

    def added(self, values: Array) -> Array:
        """Add up values of each word."""
        return np.bincount(self.code, values, len(self.words)).astype(np.int64)

    def base(self, left: int, right: int) -> dict[str, Any]:
        """Return what is known of each word by itself."""
        # A word stands in the windows of those that it would see with left and right exchanged.
        windows = np.minimum(self.before, right) + np.minimum(self.after, left)
        return {
            "words": self.words,
            "n_word": np.bincount(self.code, minlength=len(self.words)),
            "windows": self.added(windows),
            "stop": self.stop,
        }


def near_places(
    line: Line,
    node: Array,
    first: Array,
    last: Array,
    *,
    nodes: pd.Index[Any],
    left: int,
    right: int,
) -> Company:
    """Count the words around some places; `first` and `last` are their places in the line."""
    found = []
    for step in range(1, left + 1):
        inside = np.flatnonzero(line.before[first] >= step)
        found.append((node[inside], first[inside] - step, np.zeros(len(inside), dtype=np.int64)))
    for step in range(1, right + 1):
        inside = np.flatnonzero(line.after[last] >= step)
        found.append((node[inside], last[inside] + step, np.ones(len(inside), dtype=np.int64)))
    of_node, at, side = (
        np.concatenate([np.empty(0, dtype=np.int64), *column])
        for column in zip(*found, strict=True)
    )
    packing = _Packing.of(line.code[at], line.article[at])
    keys = packing.keys(of_node.astype(np.uint64), packing.code, packing.article, side == 1)
    return Company(
        **line.base(left, right),
        nodes=nodes,
        n_node=np.bincount(node, minlength=len(nodes)),
        reach=np.bincount(of_node, minlength=len(nodes)),
        **packing.added_up(keys),
    )


def near_all(line: Line, *, left: int, right: int) -> Company:
    """Count the words around every word."""
    base = line.base(left, right)
    reach = np.minimum(line.before, left) + np.minimum(line.after, right)
    parts = [_pairs(line, part, left, right) for part in _stretches(line, max(left, right))]
    return Company(
        **base,
        nodes=line.words,
        n_node=base["n_word"],
        reach=line.added(reach),
        **_merged(parts),
    )


def _stretches(line: Line, reach: int) -> Iterator[slice]:
    """Cut the line into stretches of whole articles that are worked on at a time."""
    edges = np.flatnonzero(np.diff(line.article, prepend=-2))
    begin = 0
    for end in [*edges[1:].tolist(), len(line.code)]:
        if (end - begin) * reach >= _AT_ONCE or end == len(line.code):
            yield slice(begin, end)
            begin = end


def _pairs(line: Line, part: slice, left: int, right: int) -> dict[str, Any]:
    """Count the pairs of one stretch.

    Where both sides of the window are alike, every pair is found once and seen from both ends.
    """
    packing = _Packing.of(line.code[part], line.article[part])
    code, article = packing.code, packing.article
    after = line.after[part]
    mirrored = left == right
    found = []
    for step in range(1, max(left, right) + 1):
        here, there, near = code[:-step], code[step:], article[:-step]
        inside = after[:-step] >= step
        if mirrored:
            low, high = np.minimum(here, there), np.maximum(here, there)
            found.append(packing.keys(low, high, near, here <= there)[inside])
            continue
        if step <= right:
            found.append(packing.keys(here, there, near, np.uint64(1))[inside])
        if step <= left:
            found.append(packing.keys(there, here, near, np.uint64(0))[inside])
    pairs = packing.added_up(np.concatenate(found))
    return _seen_from_both(pairs) if mirrored else pairs


def _seen_from_both(pairs: dict[str, Any]) -> dict[str, Any]:
    """Turn pairs that were found once into node and word in both orders."""
    other = np.flatnonzero(pairs["node"] != pairs["word"])
    same = pairs["node"] == pairs["word"]
    pairs["left"] = np.where(same, pairs["right"], pairs["left"])
    turned = {"node": "word", "word": "node", "left": "right", "right": "left"}
    return {
        name: np.concatenate([values, pairs[turned.get(name, name)][other]])
        for name, values in pairs.items()
    }


@dataclass(frozen=True)
class _Packing:
    """How node, word, article and side of a pair are packed in one number, to be sorted as one."""

    code: Array
    article: Array
    word_bits: int
    article_bits: int

    @classmethod
    def of(cls, code: Array, article: Array) -> _Packing:
        article = article - article.min(initial=0)
        bits = [int(values.max(initial=0)).bit_length() for values in (code, article)]
        return cls(code.astype(np.uint64), article.astype(np.uint64), *bits)

    def keys(self, node: Array, word: Array, article: Array, side: Array | np.uint64) -> Array:
        key = node << self.word_bits
        key |= word
        key <<= self.article_bits
        key |= article
        key <<= 1
        key |= side
        return key

    def added_up(self, key: Array) -> dict[str, Any]:
        """Count pairs: node and word, times on each side, articles."""
        key.sort()
        cells = firsts(key >> 1)
        pair = key[cells] >> (self.article_bits + 1)
        begins = firsts(pair)
        first = cells[begins]
        n = np.diff(first, append=len(key))
        key &= 1
        right = np.add.reduceat(key.view(np.int64), first) if len(first) else n
        found = pair[begins].astype(np.int64)
        return {
            "node": found >> self.word_bits,
            "word": found & ((1 << self.word_bits) - 1),
            "left": n - right,
            "right": right,
            "n_articles": np.diff(begins, append=len(cells)),
        }


def _merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up the pairs of stretches or parts."""
    if len(parts) == 1:
        return parts[0]
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    size = np.int64(whole["word"].max(initial=0) + 1)
    key = whole["node"] * size + whole["word"]
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    if not len(first):
        return whole
    node, word = np.divmod(key[order][first], size)
    sums = {n: np.add.reduceat(whole[n][order], first) for n in ("left", "right", "n_articles")}
    return {"node": node, "word": word, **sums}


def combine(parts: Sequence[Company]) -> Company:
    """Add up the counts of parts of a corpus; an article lies in one of them."""
    if len(parts) == 1:
        return parts[0]
    word, words = number_words([part.words for part in parts])
    node, nodes = number_words([part.nodes for part in parts])
    pairs = [
        {
            "node": of_node[part.node],
            "word": of_word[part.word],
            "left": part.left,
            "right": part.right,
            "n_articles": part.n_articles,
        }
        for part, of_node, of_word in zip(parts, node, word, strict=True)
    ]
    return Company(
        words=words,
        n_word=_placed(word, [part.n_word for part in parts], len(words)),
        windows=_placed(word, [part.windows for part in parts], len(words)),
        stop=_placed(word, [part.stop for part in parts], len(words)),
        nodes=nodes,
        n_node=_placed(node, [part.n_node for part in parts], len(nodes)),
        reach=_placed(node, [part.reach for part in parts], len(nodes)),
        **_merged(pairs),
    )


def _placed(places: list[Array], values: list[Array], length: int) -> Array:
    added = np.zeros(length, dtype=np.int64)
    for place, value in zip(places, values, strict=True):
        added[place] += value  # no place twice in one part
    return added
