"""Association measures: how far a count lies from what chance would give.

All are functions of arrays, and know neither words nor tables. A table of four cells is given by
its first cell and its margins:

    n11 = both          n1 = row total (the group, the node)
    m1  = column total (the word)      n = all

so that expected(n11) = n1 · m1 / n. A cell of 0 adds 0 to the log-likelihood (x · ln x → 0).

Misleads when
-------------
- the units are not independent: words come in articles, and all tests here think that each word
  was drawn by itself. Probabilities are then too small;
- the significance is taken for the size of a difference: with enough words every difference is
  significant (log-likelihood, t), and with few words the size jumps (mutual information, ratios).

Sources
-------
Dunning, T. (1993): Accurate methods for the statistics of surprise and coincidence. Computational
Linguistics 19 (1), 61–74.
Evert, S. (2008): Corpora and collocations. In: Lüdeling, A. and Kytö, M. (eds.): Corpus
Linguistics. An International Handbook, article 58. Berlin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[Any]

ADJUSTMENTS = ("bh", "holm")
ZERO = 0.5  # what stands for a count of 0 where a logarithm needs one (Hardie 2014)


def expected_count(n1: ArrayLike, m1: ArrayLike, n: ArrayLike) -> Array:
    """Return n1 · m1 / n: the count to expect if row and column had nothing to do with each other.

    Examples
    --------
    >>> float(expected_count(20, 30, 100))
    6.0
    """
    return np.asarray(n1) * (np.asarray(m1, dtype=np.float64) / np.asarray(n))


def log_likelihood(n11: ArrayLike, n1: ArrayLike, m1: ArrayLike, n: ArrayLike) -> Array:
    """Return G² = 2 · Σ O · ln(O / E) over all four cells (Dunning 1993).

    It is signed here: below 0 where n11 is less than expected. Rayson's calculator sums the two
    cells of the word only; where the word is rare the two hardly differ.

    Examples
    --------
    >>> float(log_likelihood(150, 12593, 932, 14307668).round(2))  # most powerful
    1291.32
    """
    n11, n1, m1, n = np.broadcast_arrays(*(np.asarray(x, np.float64) for x in (n11, n1, m1, n)))
    expected = expected_count(n1, m1, n)
    cells = (n11, n1 - n11, m1 - n11, n - n1 - m1 + n11)
    wanted = (expected, n1 - expected, m1 - expected, n - n1 - m1 + expected)
    g2 = 2 * np.add.reduce([_x_log_x_over(o, e) for o, e in zip(cells, wanted, strict=True)])
    return np.copysign(np.maximum(g2, 0), n11 - expected)


def _x_log_x_over(observed: Array, expected: Array) -> Array:
    """Return x · ln(x / e), and 0 where x is 0."""
    there = (observed > 0) & (expected > 0)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=there)
    return observed * np.log(ratio)


def mutual_information(n11: ArrayLike, expected: ArrayLike, power: int = 1) -> Array:
    """Return MI = log2(O^power / E); ``power=3`` is MI³, which favours frequent pairs.

    Church, K. and Hanks, P. (1990): Word association norms, mutual information, and lexicography.
    Computational Linguistics 16 (1), 22–29. Daille, B. (1994): Approche mixte pour l'extraction
    automatique de terminologie. Paris (MI³).

    Examples
    --------
    >>> float(mutual_information(20, expected_count(42, 20, 14307668)).round(2))
    18.38
    """
    n11 = np.asarray(n11, np.float64)
    with np.errstate(divide="ignore"):
        return power * np.log2(n11) - np.log2(np.asarray(expected, np.float64))


def t_score(n11: ArrayLike, expected: ArrayLike) -> Array:
    """Return t = (O - E) / √O.

    Church, K., Gale, W., Hanks, P. and Hindle, D. (1991): Using statistics in lexical analysis. In:
    Zernik, U. (ed.): Lexical Acquisition, 115–164.

    Examples
    --------
    >>> float(t_score(20, expected_count(42, 20, 14307668)).round(4))
    4.4721
    """
    n11 = np.asarray(n11, np.float64)
    return (n11 - np.asarray(expected)) / np.sqrt(np.maximum(n11, np.finfo(float).tiny))


def log_dice(n11: ArrayLike, n1: ArrayLike, m1: ArrayLike) -> Array:
    """Return logDice = 14 + log2(2 · O / (f1 + f2)): 14 is always together; no corpus size in it.

    Rychlý, P. (2008): A lexicographer-friendly association score. In: Proceedings of Recent
    Advances in Slavonic Natural Language Processing, RASLAN 2008, 6–9. Brno.

    Examples
    --------
    >>> float(log_dice(8, 389, 230).round(6)), float(log_dice(300, 300, 300))
    (8.726204, 14.0)
    """
    both = np.asarray(n1, np.float64) + np.asarray(m1, np.float64)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * np.asarray(n11, np.float64) / both)


def log_ratio(n11: ArrayLike, n1: ArrayLike, n21: ArrayLike, n2: ArrayLike) -> Array:
    """Return log2 of the ratio of two rates: 1 is twice as often, -1 half as often.

    A count of 0 stands as 0.5, as in Hardie's definition, so the ratio is finite.

    Hardie, A. (2014): Log Ratio – an informal introduction. CASS, Lancaster University.

    Examples
    --------
    >>> float(log_ratio(40, 1000, 10, 1000)), float(log_ratio(8, 1000, 0, 1000))
    (2.0, 4.0)
    """
    rates = [np.maximum(x, ZERO) / np.asarray(size) for x, size in ((n11, n1), (n21, n2))]
    return np.log2(rates[0] / rates[1])


def log_odds_z(
    n11: ArrayLike,
    n1: ArrayLike,
    n21: ArrayLike,
    n2: ArrayLike,
    *,
    prior: ArrayLike,
    strength: float,
) -> Array:
    """Return the weighted log-odds of a word as z: how many standard errors it leans to a side.

    With y the counts of a word, N the words of a group and α = `strength` · `prior`,

        δ = ln((y1 + α) / (N1 + α0 - y1 - α)) - ln((y2 + α) / (N2 + α0 - y2 - α))
        z = δ / √(1 / (y1 + α) + 1 / (N1 + α0 - y1 - α) + 1 / (y2 + α) + 1 / (N2 + α0 - y2 - α))

    where α0 = `strength` is how many words of prior knowledge there are, and `prior` the word's
    share in them: the paper's z with an informative prior, and its variance in full.

    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008): Fightin' words: lexical feature
    selection and evaluation for identifying the content of political conflict. Political
    Analysis 16 (4), 372–403.

    Examples
    --------
    >>> float(log_odds_z(30, 1000, 10, 1000, prior=0.02, strength=500).round(3))
    2.558
    """
    alpha = strength * np.asarray(prior, np.float64)
    one, two = np.asarray(n11) + alpha, np.asarray(n21) + alpha
    # Where a word is all there is, nothing is left: half an occurrence keeps the odds finite.
    rest = [np.maximum(np.asarray(n) + strength - y, ZERO) for y, n in ((one, n1), (two, n2))]
    delta = np.log(one / rest[0]) - np.log(two / rest[1])
    return delta / np.sqrt(1 / one + 1 / rest[0] + 1 / two + 1 / rest[1])


def chance(g2: ArrayLike) -> Array:
    """Return the probability of so large a G² by chance: χ² with one degree of freedom.

    Examples
    --------
    >>> float(chance(3.841459).round(4))
    0.05
    """
    from scipy.special import chdtrc

    return chdtrc(1, np.abs(np.asarray(g2, np.float64)))


def adjust_p(
    p: ArrayLike, method: Literal["bh", "holm"] = "bh", *, of: ArrayLike | None = None
) -> Array:
    """Adjust probabilities for having tested many words.

    ``"bh"`` holds the share of false alarms among the findings (Benjamini and Hochberg 1995),
    ``"holm"`` the chance of any false alarm at all (Holm 1979). A missing value stays one and
    counts as no test. With `of`, those of `p` that are given there come back.

    Examples
    --------
    >>> adjust_p([0.01, 0.04, 0.03, 0.005], "holm").round(3).tolist()
    [0.03, 0.06, 0.06, 0.02]
    """
    asked = np.asarray(p if of is None else of, dtype=np.float64)
    tested = np.sort(np.asarray(p, dtype=np.float64))  # missing ones last
    tested = tested[: np.searchsorted(tested, np.nan)]
    there = ~np.isnan(asked)
    # Equal probabilities are adjusted alike: as the last of them (BH), as the first (Holm).
    steps = np.arange(1, len(tested) + 1, dtype=np.float64)
    if method == "bh":
        np.divide(len(tested), steps, out=steps)
        steps *= tested
        np.minimum.accumulate(steps[::-1], out=steps[::-1])
        places = np.searchsorted(tested, asked[there], side="right") - 1
    else:
        steps = tested * steps[::-1]
        np.maximum.accumulate(steps, out=steps)
        places = np.searchsorted(tested, asked[there], side="left")
    adjusted = np.full(len(asked), np.nan)
    adjusted[there] = np.minimum(steps[places], 1)
    return adjusted
