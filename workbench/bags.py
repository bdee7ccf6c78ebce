"""The words of each article, counted once: what any choice of articles says is a sum of them.

A widget asks for an outlet, then for two months of it, then for the same without captions. Each
answer adds up the words of the articles that were chosen; the tokens are not read again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.grouping import codes_of, counted, firsts, fold_case
from workbench.index import index_of
from workbench.partitions import by_partition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]


@dataclass(frozen=True)
class Bags:
    """One cell an article and word, the cells of an article side by side."""

    words: pd.Index[Any]
    sizes: Array  # words of each article
    begins: Array  # where the cells of each article begin, and where the last one ends
    word: Array
    n: Array
    stop: Array  # how many of them are function words
    _whole: dict[str, Array] = field(default_factory=dict)

    def sums(self, articles: Array, *names: str) -> dict[str, Array]:
        """Add up each word over some articles.

        Parameters
        ----------
        articles
            Their numbers, rising.
        names
            What to add up: ``n``, ``n_articles``, ``n_stop``, ``n_squared`` (of n · n) and
            ``n_by_size`` (of n times the words of the article).
        """
        if 2 * len(articles) <= len(self.sizes):
            return self._added(articles, names)
        every = np.arange(len(self.sizes))
        new = [name for name in names if name not in self._whole]
        self._whole.update(self._added(every, new) if new else {})
        if len(articles) == len(every):
            return {name: self._whole[name] for name in names}
        rest = self._added(np.delete(every, articles), names)
        return {name: self._whole[name] - rest[name] for name in names}

    def stop_words(self, articles: Array) -> Array:
        """Say of each word whether most of its occurrences in some articles are function words.

        Nearly all words are so always or never; only the others are counted.
        """
        n, n_stop = self.sums(np.arange(len(self.sizes)), "n", "n_stop").values()
        verdict: Array = 2 * n_stop >= np.maximum(n, 1)
        chosen = np.zeros(len(self.sizes), dtype=bool)
        chosen[articles] = True
        here = chosen[self._mixed[0]]
        word, n, n_stop = (values[here] for values in self._mixed[1:])
        short, word = np.unique(word, return_inverse=True)
        verdict[short] = 2 * np.bincount(word, n_stop) >= np.bincount(word, n)
        return verdict

    @cached_property
    def _mixed(self) -> tuple[Array, Array, Array, Array]:
        """Article, word, n and function words of the cells of words that are only sometimes one."""
        n, n_stop = self.sums(np.arange(len(self.sizes)), "n", "n_stop").values()
        cells = np.flatnonzero(((n_stop > 0) & (n_stop < n))[self.word])
        article = np.searchsorted(self.begins, cells, side="right") - 1
        return article, self.word[cells], self.n[cells], self.stop[cells]

    def _added(self, articles: Array, names: Iterable[str]) -> dict[str, Array]:
        spans = list(self._spans(articles))
        word = _pieces(self.word, spans).astype(np.intp)
        n = _pieces(self.n, spans).astype(np.float64)  # exact: sums lie far below 2⁵³
        sums = {}
        for name in names:
            weights: Array | None = n
            if name == "n_articles":
                weights = None
            elif name == "n_stop":
                weights = _pieces(self.stop, spans)
            elif name == "n_squared":
                weights = n * n
            elif name == "n_by_size":
                weights = n * np.repeat(self.sizes[articles], np.diff(self.begins)[articles])
            added = np.bincount(word, weights, minlength=len(self.words))
            sums[name] = added.astype(np.int64, copy=False)
        return sums

    def _spans(self, articles: Array) -> Iterator[slice]:
        """Yield where the cells of the articles lie; those of neighbours in one piece."""
        first = np.flatnonzero(np.diff(articles, prepend=-2) != 1)
        last = np.append(first[1:], len(articles))[: len(first)] - 1
        lows, highs = self.begins[articles[first]], self.begins[articles[last] + 1]
        return map(slice, lows.tolist(), highs.tolist())


def _pieces(values: Array, spans: list[slice]) -> Array:
    return np.concatenate([values[:0], *(values[span] for span in spans)])


def bags_of(tokens: pd.DataFrame, unit: str, zones: Sequence[str] | None, *, fold: bool) -> Bags:
    """Return the words of each article, remembered for as long as the tokens live.

    Articles must stand together, as `Runs.alone` says.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> texts = ["Krieg ist Krieg.", "Der Krieg endet."]
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))
    >>> bags = bags_of(tokens, "token", None, fold=True)
    >>> bags.words.tolist(), bags.sums(np.array([0, 1]), "n")["n"].tolist()
    (['krieg', 'ist', '.', 'der', 'endet'], [3, 1, 0, 1, 1])
    """
    index, article = index_of(tokens), tokens["article_id"]
    sizes = index.sizes(zones, [article])
    name = ("bags", unit, None if zones is None else tuple(zones), fold)
    columns = [article, tokens["is_stop"]]
    return index.keep(name, columns, lambda: _count(tokens, unit, zones, sizes, fold=fold))


def _count(
    tokens: pd.DataFrame, unit: str, zones: Sequence[str] | None, sizes: Array, *, fold: bool
) -> Bags:
    rows = np.flatnonzero(counted(tokens, zones))
    codes, words = codes_of(tokens[unit])
    word = codes[rows]
    if fold:
        number, words = folded(tokens, unit)
        word = number[word]
    width = np.int64(max(len(words), 1))
    # Article, word and whether it is a function word in one number, which numpy sorts fast.
    key = np.repeat(np.arange(len(sizes)) * width, sizes)
    key += word
    key *= 2
    key += tokens["is_stop"].to_numpy()[rows]
    key.sort()
    first = firsts(key >> 1)
    article, word = np.divmod(key[first] >> 1, width)
    n = np.diff(first, append=len(key))
    stop = np.add.reduceat(key & 1, first) if len(first) else n
    small = np.min_scalar_type(int(n.max(initial=0)))
    return Bags(
        words=pd.Index(words, dtype="str"),
        sizes=sizes,
        begins=np.searchsorted(article, np.arange(len(sizes) + 1)),
        word=word.astype(np.int32),
        n=n.astype(small),
        stop=stop.astype(small),
    )


def folded(tokens: pd.DataFrame, unit: str) -> tuple[Array, pd.Index[Any]]:
    """Return the number of each type among the lower-cased words, and these words."""
    column = tokens[unit]

    def fold() -> tuple[Array, pd.Index[Any]]:
        return fold_case(codes_of(column)[1])

    return index_of(tokens).keep("folded", [column], fold)


def ids_of(articles: pd.DataFrame | Iterable[Any], *, function: str) -> list[Any]:
    """Return the ids of some articles: those of a table, or the ids themselves.

    Examples
    --------
    >>> ids_of(pd.DataFrame({"article_id": ["a", "b"]}), function="count_words")
    ['a', 'b']
    """
    if isinstance(articles, pd.DataFrame):
        if "article_id" not in articles:
            raise TableError(f"{function}: articles= is a table without a column 'article_id'.")
        articles = articles["article_id"]
    ids = [articles] if isinstance(articles, str) else list(articles)
    if ids and isinstance(ids[0], (bool, np.bool_)):
        raise TableError(
            f"{function}: articles= holds true and false. Give the articles themselves: "
            "articles=articles[condition]."
        )
    return ids


@by_partition
def take_articles(tokens: pd.DataFrame, ids: list[Any]) -> pd.DataFrame:
    """Return the tokens of some articles."""
    return tokens[numbered(tokens["article_id"], ids)[codes_of(tokens["article_id"])[0]]]


def numbered(column: pd.Series[Any], ids: list[Any]) -> Array:
    """Say of each number of an article whether it is one of the ids; the last is none at all."""
    values = codes_of(column)[1]
    chosen = np.zeros(len(values) + 1, dtype=bool)
    try:
        wanted = pd.Index(ids, dtype=values.dtype if ids else None)
    except (TypeError, ValueError):  # such as a name where ids are numbers: nowhere to be found
        wanted = pd.Index(ids, dtype="object")
    chosen[values.get_indexer(wanted)] = True
    chosen[-1] = False  # where those lie that are not there
    return chosen
