"""Runs of words as numbers (shingles), and which articles share enough of them.

Every word is a number; a run of `size` words is hashed to 64 bits by a polynomial over mixed
numbers. Among 15 million runs the chance of any false meeting is about one in a hundred
thousand. Which articles share runs is counted exactly, as a product of sparse matrices.

A run that stands in more than `HOT` articles (a text that everybody prints, a line of page
furniture) would make their square of pairs. It pairs its articles with the first of them only,
so the order of the articles matters: the likely origin comes first.

Source
------
Broder, A. Z. (1997): On the resemblance and containment of documents. Proceedings of Compression
and Complexity of Sequences, 21–29. Sample of which the whole is: here all runs are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

HOT = 100  # articles that may hold a run before it pairs with the first of them only
_AT_ONCE = 1024  # rows of the product that are held at a time
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def hash_runs(word: Array, article: Array, size: int) -> tuple[Array, Array]:
    """Return the hash of every run of `size` words, and the place of its first word.

    No run crosses from one article to the next.

    Examples
    --------
    >>> word, article = np.array([7, 8, 7, 8, 9]), np.array([0, 0, 1, 1, 1])
    >>> hashes, place = hash_runs(word, article, 2)
    >>> place.tolist(), bool(hashes[0] == hashes[1])
    ([0, 2, 3], True)
    """
    n = max(len(word) - size + 1, 0)
    place = np.flatnonzero(article[:n] == article[size - 1 :]) if n else np.empty(0, np.int64)
    mixed = _mix(word.astype(np.uint64))
    hashes = np.zeros(n, dtype=np.uint64)
    for offset in range(size):
        hashes *= _FACTOR
        hashes += mixed[offset : offset + n]
    return hashes[place], place


def _mix(number: Array) -> Array:
    """Spread numbers over 64 bits (the finaliser of splitmix64)."""
    x = (number + np.uint64(1)) * _FACTOR
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def pair_articles(
    hashes: Array, article: Array, n_articles: int, least: Array, *, hot: int = HOT
) -> tuple[Array, Array]:
    """Return the pairs of articles that may share enough runs.

    A pair is returned if it shares at least the smaller of the two `least` numbers of runs;
    runs in more than `hot` articles are given the benefit of the doubt, so check what comes.

    Examples
    --------
    >>> hashes, article = np.array([1, 2, 3, 1, 2, 9, 3]), np.array([0, 0, 0, 1, 1, 1, 2])
    >>> first, second = pair_articles(hashes, article, 3, np.array([2, 2, 2]))
    >>> list(zip(first.tolist(), second.tolist()))
    [(0, 1)]
    """
    run, owner, n_runs = _shared_runs(hashes, article)
    held_by = np.bincount(run, minlength=n_runs)
    cold = held_by[run] <= hot
    stars = _stars(run[~cold], owner[~cold])
    maybe = np.bincount(owner[~cold], minlength=n_articles)
    pairs = [stars, *_products(run[cold], owner[cold], (n_articles, n_runs), least, maybe)]
    both = np.unique(np.concatenate(pairs, axis=1), axis=1)
    return both[0], both[1]


def _shared_runs(hashes: Array, article: Array) -> tuple[Array, Array, int]:
    """Return the runs that several articles hold, as numbers, each with its holders once."""
    order = np.argsort(hashes, kind="stable")
    owner = article[order].astype(np.int32)
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.diff(hashes[order]) != 0
    once = new.copy()
    once[1:] |= owner[1:] != owner[:-1]
    new, owner = new[once], owner[once]
    several = ~(new & np.append(new[1:], True))  # a run that begins where the next begins is alone
    new, owner = new[several], owner[several]
    return np.cumsum(new) - 1, owner, int(new.sum())


def _stars(run: Array, owner: Array) -> Array:
    """Pair the articles of each run with the first of them."""
    if not len(run):
        return np.empty((2, 0), dtype=np.int64)
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    lowest = np.minimum.reduceat(owner, begins)
    first = np.repeat(lowest, np.diff(begins, append=len(run)))
    both = np.stack([first, owner]).astype(np.int64)
    return np.unique(both[:, first != owner], axis=1)


def _products(
    run: Array, owner: Array, shape: tuple[int, int], least: Array, maybe: Array
) -> list[Array]:
    """Count shared runs some articles at a time, and keep the pairs with enough."""
    from scipy.sparse import csr_array

    ones = np.ones(len(run), dtype=np.int32)
    holds = csr_array((ones, (owner, run)), shape=shape)
    held = holds.T.tocsr()
    pairs = []
    for begin in range(0, shape[0], _AT_ONCE):
        shared = (holds[begin : begin + _AT_ONCE] @ held).tocoo()
        first, second, n = shared.row + begin, shared.col, shared.data
        enough = n + np.minimum(maybe[first], maybe[second])
        kept = (first < second) & (enough >= np.minimum(least[first], least[second]))
        pairs.append(np.stack([first[kept], second[kept]]).astype(np.int64))
    return pairs


def covered_words(hashes: Array, place: Array, other: Array, n_words: int, size: int) -> Array:
    """Say of each word whether it stands in a run that the other text has too.

    `place` counts from the first word of the text.

    Examples
    --------
    >>> covered_words(np.array([5, 6, 7]), np.array([0, 1, 2]), np.array([6]), 4, 2).tolist()
    [False, True, True, False]
    """
    covered = np.zeros(n_words + size, dtype=bool)
    begins = place[np.isin(hashes, other)]
    for offset in range(size):
        covered[begins + offset] = True
    return covered[:n_words]
