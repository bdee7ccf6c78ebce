"""How evenly a word is spread: sums over its parts and its gaps, and the measures made of them.

A *part* is what one article has in one group; a *gap* is the distance from one occurrence to the
next. With f_i the occurrences of a word in part i of N_i words, n = Σ f_i and N = Σ N_i:

    DP     = 1 - Σ_i min(N_i / N, f_i / n)               = ½ · Σ_i |N_i / N - f_i / n|
    DPnorm = DP / (1 - min_i N_i / N)
    D      = 1 - sd(p) / mean(p) / √(m - 1),               p_i = f_i / N_i over all m parts
    ARF    = Σ_j min(d_j · n / N, 1)                       over the n gaps d_j, the last one cyclic

Every sum over parts and gaps is a sum of whole numbers, so that it does not depend on the order
of the articles in memory, nor on how they are split for Dask: n · N · DP and N · ARF are whole by
themselves, and the p of Juilland's D are counted in units of 2⁻⁶⁰. Sums hold for groups of up to
three billion words (n · N < 2⁶³).

Sources
-------
Gries, S. Th. (2008): Dispersions and adjusted frequencies in corpora. IJCL 13 (4), 403–437.
Lijffijt, J. and Gries, S. Th. (2012): Correction to Stefan Th. Gries' «Dispersions and adjusted
frequencies in corpora». IJCL 17 (1), 147–149.
Juilland, A. and Chang-Rodríguez, E. (1964): Frequency Dictionary of Spanish Words. The Hague.
Savický, P. and Hlaváčová, J. (2002): Measures of word commonness. Journal of Quantitative
Linguistics 9 (3), 215–231.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_HALF = 30  # a number of 60 bits is summed as two of 30, so that billions of them fit in 64


def shared_sums(begins: Array, f: Array, size: Array, n: Array, total: Array) -> Array:
    """Return Σ min(f · N, size · n) of each word: n · N · (1 - DP).

    Parameters
    ----------
    begins
        Where each word begins in `f` and `size`, its parts side by side.
    f, size
        Occurrences of the word in the part, and words of the part.
    n, total
        Of each word: its occurrences, and the words of its group.
    """
    length = np.diff(begins, append=len(f))
    least = np.minimum(f * np.repeat(total, length), size * np.repeat(n, length))
    return _sums(least, begins)


def deviation(shared: Array, n: Array, total: Array) -> Array:
    """Return Gries' DP: 0 for a word spread as the parts' lengths are, towards 1 for one in few.

    Examples
    --------
    A word with 1 to 5 occurrences in parts of 9, 10, 10, 10 and 11 words (Gries 2008):

    >>> n, total = np.array([15]), np.array([50])
    >>> f, size = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])
    >>> deviation(shared_sums(np.array([0]), f, size, n, total), n, total).round(2).tolist()
    [0.18]
    """
    return 1 - shared / np.maximum(n * total, 1)


def normalised(dp: Array, smallest: Array, total: Array) -> Array:
    """Return DP divided by the largest value that the parts allow; NaN where there is one part."""
    most = 1 - smallest / np.maximum(total, 1)
    return np.divide(dp, most, out=np.full(len(dp), np.nan), where=most > 0)


def rate_sums(begins: Array, f: Array, size: Array) -> Array:
    """Return Σ p and Σ p² of each word as four columns of whole numbers, which may be added up."""
    p = f / np.maximum(size, 1)
    units = [np.rint(values * 2.0 ** (2 * _HALF)).astype(np.int64) for values in (p, p * p)]
    low = (1 << _HALF) - 1
    return np.column_stack([_sums(half, begins) for x in units for half in (x >> _HALF, x & low)])


def juilland(rates: Array, parts: Array) -> Array:
    """Return Juilland's D from the sums of `rate_sums`; NaN where there is one part.

    Examples
    --------
    >>> f, size = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])
    >>> juilland(rate_sums(np.array([0]), f, size), np.array([5])).round(3).tolist()
    [0.785]
    """
    p, squares = _value(rates[:, 0], rates[:, 1]), _value(rates[:, 2], rates[:, 3])
    variation = np.maximum(parts * squares / np.maximum(p * p, np.finfo(float).tiny) - 1, 0)
    free = np.where(parts > 1, parts - 1, np.nan)
    return np.clip(1 - np.sqrt(variation / free), 0, 1)


def gap_sums(begins: Array, gaps: Array, n: Array, total: Array) -> Array:
    """Return Σ min(gap · n, N) of each word over the gaps between its occurrences.

    `gaps` holds one number an occurrence: the distance from the one before; 0 for a first
    one, whose distance only shows when the last one of the corpus is known.
    """
    length = np.diff(begins, append=len(gaps))
    return _sums(np.minimum(gaps * np.repeat(n, length), np.repeat(total, length)), begins)


def reduced_frequency(gaps: Array, total: Array) -> Array:
    """Return the average reduced frequency (ARF) from the sum over all gaps.

    Examples
    --------
    Three occurrences of nine words: evenly spread they count as 3, side by side as 1.67.

    >>> begins, n, total = np.array([0]), np.array([3]), np.array([9])
    >>> spread = gap_sums(begins, np.array([3, 3, 3]), n, total)
    >>> together = gap_sums(begins, np.array([1, 1, 7]), n, total)
    >>> reduced_frequency(np.append(spread, together), total).round(2).tolist()
    [3.0, 1.67]
    """
    return gaps / np.maximum(total, 1)


def _sums(values: Array, begins: Array) -> Array:
    """Add up whole numbers from each beginning to the next."""
    if not len(begins):
        return np.zeros(0, dtype=np.int64)
    return np.add.reduceat(values, begins)


def _value(high: Array, low: Array) -> Array:
    """Return the number of a sum in two halves: one and the same however it was added up."""
    high, low = high + (low >> _HALF), low & ((1 << _HALF) - 1)
    return high / 2.0**_HALF + low / 2.0 ** (2 * _HALF)
