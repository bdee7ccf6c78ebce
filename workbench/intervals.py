"""Intervals of rates: what chance alone, and what the choice of articles, would let one expect.

Two bounds, and why both
------------------------
*Poisson* (Garwood 1936) is exact when occurrences come one by one, each
independent of the others. Words don't: who writes *Krieg* once writes it again.
The *bootstrap* draws whole articles anew and so knows that words come in
clusters, but with few articles it can't know what the others might have said:
of two articles it makes an interval that holds the true rate one time in three.
`rate_interval` is the wider of the two at each end. Its coverage in a
simulation (`benchmarks/interval_coverage.py`) stands in ``docs/methods/time.md``.

Sources
-------
Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28, 437–442.
Efron, B. and Tibshirani, R. J. (1993): An introduction to the bootstrap, chapter 13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Array = NDArray[Any]

DRAWS = 1000
_TAIL = 0.025
_AT_ONCE = 2_000_000  # numbers drawn at a time


def drawn_anew(n: int, draws: int, random: np.random.Generator, *, at_once: int) -> Iterator[Array]:
    """Draw `n` articles anew, with replacement, again and again.

    Yields tables of whole numbers: a row a draw, a column an article, and in it how often the
    article was drawn. The tables have `at_once` rows at most; where they are cut changes nothing.

    Examples
    --------
    >>> [times] = drawn_anew(3, 2, np.random.default_rng(0), at_once=10)
    >>> times.shape, times.sum(axis=1).tolist()
    ((2, 3), [3, 3])
    """
    chance = np.full(n, 1 / n)
    for first in range(0, draws, at_once):
        yield random.multinomial(n, chance, size=min(at_once, draws - first))


def middle(drawn: Array) -> tuple[Array, Array]:
    """Return the ends of the middle 95 % of the draws, which are rows (percentile method)."""
    low, high = np.quantile(drawn, [_TAIL, 1 - _TAIL], axis=0)
    return low, high


def poisson_interval(n: Array) -> tuple[Array, Array]:
    """Return the exact 95 % limits of the mean of Poisson counts.

    Examples
    --------
    >>> low, high = poisson_interval(np.array([0, 10]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.0, 4.8], [3.69, 18.39])
    """
    from scipy.stats import chi2

    n = np.asarray(n, dtype=float)
    low = np.where(n > 0, chi2.ppf(_TAIL, 2 * np.maximum(n, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - _TAIL, 2 * n + 2) / 2


def bootstrap_interval(
    counts: Array, sizes: Array, *, draws: int = DRAWS, seed: int = 0
) -> tuple[Array, Array]:
    """Return the middle 95 % of the rates when articles are drawn anew.

    Parameters
    ----------
    counts
        Occurrences: a row an article, a column a term.
    sizes
        Words of each article.
    """
    random = np.random.default_rng(seed)
    at_once = max(1, _AT_ONCE // len(sizes))
    rates = [
        (times @ counts) / (times @ sizes)[:, None]
        for times in drawn_anew(len(sizes), draws, random, at_once=at_once)
    ]
    return middle(np.vstack(rates))


def rate_interval(
    counts: Array, sizes: Array, *, draws: int = DRAWS, seed: int = 0
) -> tuple[Array, Array]:
    """Return 95 % limits of each rate: the wider of Poisson and bootstrap at each end.

    Examples
    --------
    >>> low, high = rate_interval(np.array([[2], [0]]), np.array([100, 100]))
    >>> (low * 100).round(2).tolist(), (high * 100).round(2).tolist()
    ([0.0], [3.61])
    """
    n, total = counts.sum(axis=0), sizes.sum()
    low, high = poisson_interval(n)
    drawn = bootstrap_interval(counts, sizes, draws=draws, seed=seed)
    return np.minimum(low / total, drawn[0]), np.maximum(high / total, drawn[1])
