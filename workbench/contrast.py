"""Two rates compared: ratios with intervals that know that words come in articles.

The formulas and their sources stand in `workbench.keyness`; this is their arithmetic on arrays,
one place a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.association import ZERO, log_likelihood, log_odds_z, log_ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_Z = 1.959963984540054  # 95 %, two-sided
_LN2 = float(np.log(2))


@dataclass(frozen=True)
class Side:
    """The counts of one side: arrays over the words, and what holds for all of them.

    `n_squared` and `n_by_size` are sums over the articles of f · f and f · s, with f the
    occurrences in an article and s its words; `size_squared` is the sum of s · s.
    """

    n: Array
    n_articles: Array
    n_squared: Array
    n_by_size: Array
    total: int
    total_articles: int
    size_squared: int

    def __add__(self, other: Side) -> Side:
        """Return both sides as one; they share no article."""
        return Side(**{name: value + getattr(other, name) for name, value in vars(self).items()})

    def __sub__(self, other: Side) -> Side:
        """Return what is left of this side without the other."""
        return Side(**{name: value - getattr(other, name) for name, value in vars(self).items()})

    def take(self, words: Array) -> Side:
        """Return some of the words."""
        return Side(
            self.n[words],
            self.n_articles[words],
            self.n_squared[words],
            self.n_by_size[words],
            self.total,
            self.total_articles,
            self.size_squared,
        )

    def variance(self) -> Array:
        """Return the variance of the logarithm of the rate: words by themselves, or by article."""
        n = np.maximum(self.n, ZERO)
        alone = 1 / n - 1 / self.total
        if self.total_articles < 2:  # noqa: PLR2004 (one article has no spread)
            return alone
        rate = self.n / self.total
        apart = self.n_squared - 2 * rate * self.n_by_size + rate**2 * self.size_squared
        clustered = apart / n**2 * (self.total_articles / (self.total_articles - 1))
        return np.maximum(alone, clustered)


def compare(one: Side, two: Side, strength: float) -> dict[str, Array]:
    """Compare two sides of counts, word by word."""
    both, words = one.n + two.n, one.total + two.total
    lean = log_ratio(one.n, one.total, two.n, two.total) * _LN2
    return {
        "per_10k": one.n / one.total * 10_000,
        "per_10k_ref": two.n / two.total * 10_000,
        "g2": log_likelihood(one.n, one.total, both, words),
        **_ratios(lean, one.variance() + two.variance()),
        **_odds(one, two),
        "log_odds_z": log_odds_z(
            one.n, one.total, two.n, two.total, prior=both / words, strength=strength
        ),
    }


def compare_known(one: Side, rate: Array) -> dict[str, Array]:
    """Compare a side with rates that are taken as known; a missing rate compares nothing."""
    n = np.maximum(one.n, ZERO)
    lean = np.log(n / one.total) - np.log(rate)
    expected = one.total * rate
    rest = one.total - one.n
    parts = _times_log(one.n, expected) + _times_log(rest, one.total - expected)
    odds = np.log(n / (one.total - n)) - np.log(rate / (1 - rate))
    spread = np.sqrt(one.variance()) / (1 - n / one.total)
    return {
        "per_10k": one.n / one.total * 10_000,
        "per_10k_ref": rate * 10_000,
        "g2": np.copysign(np.maximum(2 * parts, 0), one.n - expected),
        **_ratios(lean, one.variance()),
        **_interval(odds, spread, ("odds_ratio", "odds_low", "odds_high")),
        "log_odds_z": np.full(len(rate), np.nan),
    }


def _times_log(observed: Array, expected: Array) -> Array:
    return observed * np.log(np.maximum(observed, ZERO) / expected)


def _ratios(lean: Array, variance: Array) -> dict[str, Array]:
    """Return log ratio and per cent difference with their intervals, from ln(ratio)."""
    found = _interval(lean, np.sqrt(variance), ("ratio", "low", "high"))
    ratio, low, high = found.values()
    return {
        "log_ratio": np.log2(ratio),
        "low": np.log2(low),
        "high": np.log2(high),
        "percent_diff": (ratio - 1) * 100,
        "percent_low": (low - 1) * 100,
        "percent_high": (high - 1) * 100,
    }


def _odds(one: Side, two: Side) -> dict[str, Array]:
    """Return the odds ratio with its interval."""
    odds, variance = np.zeros(len(one.n)), np.zeros(len(one.n))
    for side, sign in ((one, 1), (two, -1)):
        # A word that is all there is, or is not there at all, has no odds: half an occurrence.
        n = np.clip(side.n, ZERO, max(side.total - ZERO, ZERO))
        odds += sign * np.log(n / (side.total - n))
        variance += side.variance() / (1 - n / side.total) ** 2
    return _interval(odds, np.sqrt(variance), ("odds_ratio", "odds_low", "odds_high"))


def _interval(middle: Array, spread: Array, names: tuple[str, str, str]) -> dict[str, Array]:
    with np.errstate(over="ignore"):  # a ratio of one word to none may have no upper end
        ends = (np.exp(middle), np.exp(middle - _Z * spread), np.exp(middle + _Z * spread))
    return dict(zip(names, ends, strict=True))
