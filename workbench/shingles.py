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
    from scipy.sparse import csr_array

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


def number_runs(hashes: Array, article: Array) -> tuple[Array, int]:
    """Return the number of each run, -1 for one that a single article has, and how many there are.

    Examples
    --------
    >>> number_runs(np.array([5, 7, 5, 5, 9]), np.array([0, 0, 0, 1, 1]))
    (array([ 0, -1,  0,  0, -1], dtype=int32), 1)
    """
    order = np.argsort(hashes, kind="stable")
    owner = article[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.diff(hashes[order]) != 0
    group = np.cumsum(new, dtype=np.int32) - 1
    other = np.append(False, owner[1:] != owner[:-1]) & ~new
    several = np.zeros(int(new.sum()), dtype=bool)
    several[group[other]] = True
    number = np.where(several, np.cumsum(several) - 1, -1).astype(np.int32)
    run = np.empty(len(order), dtype=np.int32)
    run[order] = number[group]
    return run, int(several.sum())


def pair_articles(
    run: Array, article: Array, n_articles: int, least: Array, *, hot: int = HOT
) -> tuple[Array, Array]:
    """Return the pairs of articles that may share enough runs.

    A pair is returned if it shares at least the smaller of the two `least` numbers of runs;
    runs in more than `hot` articles are given the benefit of the doubt, so check what comes.

    Examples
    --------
    >>> run, article = np.array([0, 1, 2, 0, 1, 2]), np.array([0, 0, 0, 1, 1, 2])
    >>> first, second = pair_articles(run, article, 3, np.array([2, 2, 2]))
    >>> list(zip(first.tolist(), second.tolist()))
    [(0, 1)]
    """
    from scipy.sparse import csr_array

    shape = (n_articles, int(run.max(initial=-1)) + 1)
    holds = csr_array((np.ones(len(run), dtype=np.int32), (article, run)), shape=shape)
    holds.sum_duplicates()
    holds.data[:] = 1  # how often one article says it does not matter
    cold = np.bincount(holds.indices, minlength=shape[1]) <= hot
    widely = holds[:, ~cold]
    maybe = np.asarray(widely.sum(axis=1)).ravel()
    pairs = [_stars(widely), *_products(holds[:, cold], least, maybe)]
    both = np.unique(np.concatenate(pairs, axis=1), axis=1)
    return both[0], both[1]


def _stars(holds: csr_array) -> Array:
    """Pair the articles of each run with the first of them."""
    held = holds.tocsc()
    held.sort_indices()
    if not held.nnz:
        return np.empty((2, 0), dtype=np.int64)
    first = np.repeat(held.indices[held.indptr[:-1]], np.diff(held.indptr))
    both = np.stack([first, held.indices]).astype(np.int64)
    return np.unique(both[:, first != held.indices], axis=1)


def _products(holds: csr_array, least: Array, maybe: Array) -> list[Array]:
    """Count shared runs some articles at a time, and keep the pairs with enough."""
    held = holds.T.tocsr()
    pairs = []
    for begin in range(0, holds.shape[0], _AT_ONCE):
        shared = (holds[begin : begin + _AT_ONCE] @ held).tocoo()
        first, second, n = shared.row + begin, shared.col, shared.data
        enough = n + np.minimum(maybe[first], maybe[second])
        kept = (first < second) & (enough >= np.minimum(least[first], least[second]))
        pairs.append(np.stack([first[kept], second[kept]]).astype(np.int64))
    return pairs


def covered_words(begins: Array, n_words: int, size: int) -> Array:
    """Say of each word whether it stands in one of the runs that begin at these words.

    Examples
    --------
    >>> covered_words(np.array([1]), 4, 2).tolist()
    [False, True, True, False]
    """
    steps = np.zeros(n_words + 1, dtype=np.int32)
    steps[begins] += 1
    steps[begins + size] -= 1
    return steps[:-1].cumsum() > 0
