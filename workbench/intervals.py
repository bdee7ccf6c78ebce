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

How articles are drawn
----------------------
Up to fifty articles are drawn with replacement, as many as there are. Of more, each is drawn a
Poisson number of times, once on average: the rate divides by the words that were drawn, so that
their total need not be fixed, and one table of random numbers serves all periods. All sums are
sums of whole numbers, so the interval does not depend on the order of the articles (they are put
in order of their size and counts) nor on the machine.

Sources
-------
Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28, 437–442.
Efron, B. and Tibshirani, R. J. (1993): An introduction to the bootstrap, chapter 13.
Hanley, J. A. and MacGibbon, B. (2006): Creating non-parametric bootstrap samples using Poisson
frequencies. Computer Methods and Programs in Biomedicine 83 (1), 57–62.
"""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Array = NDArray[Any]

DRAWS = 1000
_TAIL = 0.025
_FEW = 50  # articles up to which as many are drawn as there are
_SLICE = 32  # articles multiplied at a time: so few that BLAS stays on one core, which is faster
_SLICES = 32  # slices whose random numbers are made at a time
_OFTEN = 16  # no article is drawn more often: the chance is 10⁻¹⁴
_EXACT = 2**24  # whole numbers below it are exact in single precision


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
    low, high = _bootstrap(counts, sizes, np.zeros_like(sizes), 1, draws=draws, seed=seed)
    return low[0], high[0]


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
    low, high = rate_intervals(counts, sizes, np.zeros_like(sizes), 1, draws=draws, seed=seed)
    return low[0], high[0]


def rate_intervals(
    counts: Array,
    sizes: Array,
    group: Array,
    n_groups: int,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[Array, Array]:
    """Return the limits of `rate_interval` for each group of articles: a row a group.

    Parameters
    ----------
    counts, sizes
        As for `bootstrap_interval`.
    group
        Number of each article's group, below `n_groups`.

    Examples
    --------
    >>> counts, sizes, group = np.array([[2], [1], [0]]), np.full(3, 100), np.array([0, 1, 0])
    >>> low, high = rate_intervals(counts, sizes, group, 2)
    >>> (high * 100).round(2).ravel().tolist()
    [3.61, 5.57]
    """
    n, total = (summed(values, group, n_groups) for values in (counts, sizes[:, None]))
    words = np.where(total > 0, total, np.nan)  # a group without articles has no rate
    low, high = poisson_interval(n)
    drawn = _bootstrap(counts, sizes, group, n_groups, draws=draws, seed=seed)
    return np.minimum(low / words, drawn[0]), np.maximum(high / words, drawn[1])


def summed(values: Array, group: Array, n_groups: int) -> Array:
    """Add up the rows of each group, column by column.

    Examples
    --------
    >>> summed(np.array([[1, 0], [2, 5], [3, 0]]), np.array([0, 1, 0]), 2).tolist()
    [[4, 0], [2, 5]]
    """
    sums = [np.bincount(group, weights=column, minlength=n_groups) for column in values.T]
    return np.array(sums).T.astype(np.int64)


def _bootstrap(
    counts: Array, sizes: Array, group: Array, n_groups: int, *, draws: int, seed: int
) -> tuple[Array, Array]:
    """Return the middle 95 % of the rates of each group; missing where there is no article."""
    order = _in_order(np.column_stack([group, sizes, counts]))
    columns = np.column_stack([counts, sizes])[order]
    edges = np.searchsorted(group[order], np.arange(n_groups + 1))
    low, high = (np.full((n_groups, counts.shape[1]), np.nan) for _ in range(2))
    for number in np.flatnonzero(np.diff(edges)).tolist():
        sums = _sums_drawn(columns[edges[number] : edges[number + 1]].T, draws, seed)
        low[number], high[number] = _middle_of_rows(sums[:-1] / sums[-1])
    return low, high


def _in_order(columns: Array) -> Array:
    """Sort rows by all their columns: the same articles in another order are the same sample."""
    widths = (columns.max(axis=0, initial=0) + 1).tolist()
    if prod(widths) >= 2**63:
        return np.lexsort(columns.T[::-1])
    key = np.zeros(len(columns), dtype=np.int64)
    for column, width in zip(columns.T, widths, strict=True):
        key = key * width + column
    return np.argsort(key)


def _sums_drawn(columns: Array, draws: int, seed: int) -> Array:
    """Add up each row of `columns` (an article a column) as often as its articles are drawn."""
    n = columns.shape[1]
    filled = np.pad(columns, ((0, 0), (0, -n % _SLICE)))
    slices = filled.reshape(len(columns), -1, _SLICE).swapaxes(0, 1)
    sums = np.zeros((len(columns), draws))
    for number, first in enumerate(range(0, len(slices), _SLICES)):
        part = slices[first : first + _SLICES]
        few = n <= _FEW
        times = _times_few(n, draws, seed) if few else _times_many(number, draws, seed)[: len(part)]
        if part.sum(axis=(0, 2)).max() * _OFTEN >= _EXACT:
            times = times.astype(np.float64)
        sums += (part.astype(times.dtype) @ times).sum(axis=0)
    return sums


@lru_cache(maxsize=_FEW)
def _times_few(n: int, draws: int, seed: int) -> Array:
    """Return how often each of a few articles is drawn: by slice, article and draw."""
    [times] = drawn_anew(n, draws, np.random.default_rng(seed), at_once=draws)
    filled = np.pad(times.T, ((0, -n % _SLICE), (0, 0)))
    return filled.reshape(-1, _SLICE, draws).astype(np.float32)


@lru_cache(maxsize=8)
def _times_many(number: int, draws: int, seed: int) -> Array:
    """Return how often each article of a block is drawn, from the Poisson distribution."""
    from scipy.stats import poisson

    up_to = poisson.cdf(np.arange(_OFTEN), 1)
    chance = np.random.default_rng([seed, number]).random((_SLICES, _SLICE, draws))
    return np.searchsorted(up_to, chance, side="right").astype(np.float32)


def _middle_of_rows(drawn: Array) -> tuple[Array, Array]:
    """Return what `middle` does for draws that lie in rows; numpy sorts faster than it selects."""
    ordered = np.sort(drawn, axis=1)
    place = np.array([_TAIL, 1 - _TAIL]) * (drawn.shape[1] - 1)
    below = place.astype(np.int64)
    above = np.minimum(below + 1, drawn.shape[1] - 1)
    low, high = (ordered[:, below] + (ordered[:, above] - ordered[:, below]) * (place - below)).T
    return low, high
