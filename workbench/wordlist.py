"""The frequency list straight from the texts, where nothing else is wanted.

`count_words` counts a tokens table, which also holds lemmas, sentences and
places. Where one only asks how often each word form occurs, that table need not
be made: here tokens are counted block by block and forgotten. The numbers are
those of ``count_words(tokenize(articles), unit="token")``.

Misleads when
-------------
an article stands in the corpus twice (agency copy, updated version), and for
rates of words that few articles have; see `n_articles` beside them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.encoding import THREADS, encode_articles, merge_types
from workbench.errors import check_count, check_option
from workbench.grouping import firsts, fold_case, listed
from workbench.tables import ARTICLES, COUNTED_ZONES, TEXT_ZONES, WORDLIST, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from workbench.encoding import Piece

    Array = NDArray[Any]


def count_tokens(
    articles: pd.DataFrame,
    *,
    zones: Iterable[str] | None = COUNTED_ZONES,
    fold: bool = True,
    min_n: int = 1,
    top: int | None = None,
) -> pd.DataFrame:
    """Count the word forms of all articles, several times faster than through tokens.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout` and `language`.
    zones
        Parts of the page to count; None counts all, also captions and kickers.
    fold
        Count *Der* and *der* as one, under the spelling that is most frequent.
    min_n
        Leave out words with fewer occurrences.
    top
        Only the most frequent words.

    Returns
    -------
    pandas.DataFrame
        A wordlist table: `token`, `n`, `total` (words of all articles), `per_10k`,
        `n_articles`, `total_articles`; sorted by falling `n`, and word.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.
    OptionError
        If a zone is not known, or `min_n` or `top` is below 1.

    Notes
    -----
    For groups, lemmas, function words and dispersion use `count_words`.

    Examples
    --------
    >>> texts = ["Krieg ist Krieg.", "Der Krieg endet, der Streit und der Streik bleiben."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts})
    >>> count_tokens(articles, top=2)[["token", "n", "total", "n_articles"]]
       token  n  total  n_articles
    0  Krieg  3     12           2
    1    der  3     12           1
    """
    ARTICLES.require(articles, "article_id", "text", function="count_tokens")
    check_count("count_tokens", min_n=min_n, top=1 if top is None else top)
    wanted = _wanted(zones)
    if articles.empty:
        return WORDLIST.empty()
    pieces = encode_articles(articles, sentences=False)
    places, types = merge_types(pieces)
    n = np.zeros(len(types), dtype=np.int64)
    for at, piece in zip(places, pieces, strict=True):
        counted = piece.code[piece.word & wanted[piece.zone]]
        np.add.at(n, at, np.bincount(counted, minlength=len(at)))
    number, words = np.arange(len(types)), types
    if fold:
        number, spelling = _folded(types, n)
        words = types.take(pa.array(spelling))
        n = np.bincount(number, weights=n, minlength=len(words)).astype(np.int64)
    ranges, total_articles = _ranges(pieces, [number[at] for at in places], len(words), wanted)
    order = _order(n, words, min_n)[:top]
    total = int(n.sum())
    return pd.DataFrame(
        {
            "token": words.take(pa.array(order)).to_pandas(),
            "n": n[order],
            "total": np.full(len(order), total),
            "per_10k": n[order] / max(total, 1) * 10_000,
            "n_articles": ranges[order],
            "total_articles": np.full(len(order), total_articles),
        }
    )


def _wanted(zones: Iterable[str] | None) -> Array:
    """Return True for the codes of the zones that count."""
    names = listed(TEXT_ZONES if zones is None else zones) or []
    for zone in names:
        check_option("zones", zone, ZONES)
    return np.isin(TEXT_ZONES, names)


def _folded(types: pa.Array, n: Array) -> tuple[Array, Array]:
    """Put together types that differ by case: the word of each, and the type that it is spelt like.

    That is the most frequent one, and the first in the alphabet among equals.
    """
    number, _ = fold_case(pd.Index(types.to_pandas(), dtype="str"))
    rank = np.zeros(len(number), dtype=np.int64)
    several = np.flatnonzero(np.bincount(number)[number] > 1)
    rank[several[pc.sort_indices(types.take(pa.array(several))).to_numpy()]] = np.arange(
        len(several)
    )
    order = np.lexsort((rank, -n, number))
    return number, order[firsts(number[order])]


def _ranges(
    pieces: list[Piece], words: list[Array], n_words: int, wanted: Array
) -> tuple[Array, int]:
    """Return in how many articles each word stands, and how many articles have a word.

    `words` gives the word of each type of a piece.
    """

    def once(piece: Piece, word: Array) -> tuple[Array, int]:
        """Return the words of a piece, once an article."""
        chosen = piece.word & wanted[piece.zone]
        article = np.repeat(np.arange(len(piece.size), dtype=np.int32), piece.size)[chosen]
        own, short = np.unique(word, return_inverse=True)
        key = article * np.int32(len(own)) + short.astype(np.int32)[piece.code[chosen]]
        key.sort()
        first = firsts(key)
        return own[key[first] % max(len(own), 1)], int(np.count_nonzero(np.bincount(article)))

    with ThreadPoolExecutor(THREADS) as threads:
        found, filled = zip(*threads.map(once, pieces, words), strict=True)
    return np.bincount(np.concatenate(found), minlength=n_words), sum(filled)


def _order(n: Array, words: pa.Array, min_n: int) -> Array:
    """Return the words to show, by falling n, and word."""
    shown = np.flatnonzero(n >= min_n)
    rows = pa.table({"n": n[shown], "word": words.take(pa.array(shown))})
    order = pc.sort_indices(rows, sort_keys=[("n", "descending"), ("word", "ascending")])
    return shown[order.to_numpy()]
