"""Do people who read the same passage code it alike? Agreement, corrected for chance.

With n_ik coders who gave item i the code k, and n_i = Σ_k n_ik coders who coded it at all,
over the items with n_i ≥ 2,

    p_a = mean_i Σ_k n_ik (n_ik - 1) / (n_i (n_i - 1))

is the share of agreeing pairs (``percent``). The chance-corrected measures are
(p_a - p_e) / (1 - p_e) and differ in what they take for chance:

- ``cohen_kappa``: p_e = Σ_k p_Ak p_Bk, each coder with shares of their own. For two coders; for
  more the mean over all pairs (Light's kappa).
- ``fleiss_kappa``: p_e = Σ_k π_k², π_k = mean_i n_ik / n_i. For items that all have coded it is
  Fleiss' kappa; with gaps its generalisation (Gwet 2014).
- ``gwet_ac1``: p_e = Σ_k π_k (1 - π_k) / (K - 1), with the K codes that occur. It stays high where
  one code has nearly all items and kappa collapses.
- ``krippendorff_alpha`` (nominal) = 1 - D_o / D_e, from pairs of codes within items and among all:
  D_o = Σ_i Σ_k n_ik (n_i - n_ik) / (n_i - 1) / n and D_e = Σ_k n_k (n - n_k) / (n (n - 1)). It
  allows for gaps and for small samples.

Intervals are the middle 95 % of bootstrap samples of the *items*.

Misleads when
-------------
- few items are shared: from about 50 on a value can be reported, below the interval is wide
  (`warning` says few_items);
- nearly all items have one code: kappa and alpha are low although coders agree (the kappa
  paradox); look at `percent` and `gwet_ac1` beside them;
- coders talked while coding: agreement then says nothing about the codebook;
- high agreement is taken for truth: coders may share an error.

Sources
-------
Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological
Measurement 20, 37-46. Fleiss, J. L. (1971): Measuring nominal scale agreement among many raters.
Psychological Bulletin 76, 378-382. Light, R. J. (1971): Measures of response agreement for
qualitative data. Psychological Bulletin 76, 365-377. Krippendorff, K. (2011): Computing
Krippendorff's alpha-reliability. Gwet, K. L. (2008): Computing inter-rater reliability and its
variance in the presence of high agreement. British Journal of Mathematical and Statistical
Psychology 61, 29-48; (2014): Handbook of Inter-Rater Reliability, 4th ed.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import TableError, check_count
from workbench.intervals import drawn_anew, middle
from workbench.tables import AGREEMENT, CODES, DISAGREEMENTS, SHEET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

FEW_ITEMS = 30  # shared items below which a value is no basis for a claim
_SKEWED = 0.9  # share of one code from which kappa and alpha mislead
_PAIR = 2  # coders that make a pair
_NAMED = 5  # coders up to whom an answer names them; a class is counted


def measure_agreement(
    codes: pd.DataFrame, *, pairs: bool = False, draws: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Measure how far coders agree, question by question.

    Parameters
    ----------
    codes
        A codes table (`read_codes`). Reads `coder`, `item`, `variable`, `code`; open answers
        are left out.
    pairs
        Also measure each pair of coders, such as each learner against the rules (`take_codes`).
    draws, seed
        Bootstrap samples of the items, and where their random numbers begin.

    Returns
    -------
    pandas.DataFrame
        An agreement table: five measures a question (for a pair: a question and pair), with
        intervals, the shared items, and a warning where the value is no basis for a claim.

    Raises
    ------
    TableError
        If a column is missing, a coder answered a question about an item twice, or no item was
        coded by two coders.
    OptionError
        If `draws` is below 1.

    Examples
    --------
    >>> codes = pd.DataFrame({
    ...     "coder": list("AAAABBBB"), "item": [1, 2, 3, 4] * 2, "variable": "stance",
    ...     "code": ["asserted", "rejected", "asserted", "rejected"] * 1
    ...     + ["asserted", "rejected", "asserted", "asserted"],
    ... })
    >>> measure_agreement(codes)[["measure", "value", "n_items", "warning"]].round(3)
                  measure  value  n_items    warning
    0             percent  0.750        4  few_items
    1         cohen_kappa  0.500        4  few_items
    2        fleiss_kappa  0.467        4  few_items
    3  krippendorff_alpha  0.533        4  few_items
    4            gwet_ac1  0.529        4  few_items
    """
    check_count("measure_agreement", draws=draws)
    CODES.require(codes, "coder", "item", "variable", "code", function="measure_agreement")
    answered = _answered(codes, "measure_agreement")
    rows = [
        row
        for variable, group in answered.groupby("variable", sort=False)
        for row in _measured(str(variable), group, pairs=pairs, draws=draws, seed=seed)
    ]
    if len(answered) and not rows:
        raise TableError(
            "measure_agreement: no item was coded by two coders. Give coders the same sheet."
        )
    return AGREEMENT.conform(pd.DataFrame(rows, columns=AGREEMENT.names))


def find_disagreements(codes: pd.DataFrame, sheet: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the items that coders answered differently, the most disputed first.

    Parameters
    ----------
    codes
        A codes table (`read_codes`).
    sheet
        The sheet that was coded (`sample_mentions`), to show the passages.

    Returns
    -------
    pandas.DataFrame
        A disagreements table, sorted by rising `agreement`, then by item.

    Raises
    ------
    TableError
        If a column is missing, or a coder answered a question about an item twice.

    Examples
    --------
    >>> codes = pd.DataFrame({
    ...     "coder": ["A", "B", "C"], "item": 7, "variable": "voice",
    ...     "code": ["outlet", "direct", "outlet"],
    ... })
    >>> find_disagreements(codes)[["item", "codes", "agreement", "majority"]].round(2)
       item                         codes  agreement majority
    0     7  outlet (A, C) · direct (B)        0.33   outlet
    """
    CODES.require(codes, "coder", "item", "variable", "code", function="find_disagreements")
    answered = _answered(codes, "find_disagreements")
    rows = [
        (item, variable, *_disputed(group))
        for (item, variable), group in answered.groupby(["item", "variable"], sort=False)
        if len(set(group["code"])) > 1
    ]
    table = pd.DataFrame(rows, columns=DISAGREEMENTS.names[:8])
    table = table.sort_values(["agreement", "item", "variable"], kind="stable", ignore_index=True)
    if sheet is not None:
        table = table.join(_passages(sheet), on="item")
    return DISAGREEMENTS.conform(table)


def _answered(codes: pd.DataFrame, function: str) -> pd.DataFrame:
    """Leave the given answers, each coder's once."""
    given = codes[codes["code"].notna() & (codes["code"].astype("str") != "")]
    twice = given.duplicated(["coder", "item", "variable"])
    if twice.any():
        row = given[twice].iloc[0]
        raise TableError(
            f"{function}: coder {row['coder']!r} answered {row['variable']} of item {row['item']} "
            "twice. Two people may have used one name; `read_codes` keeps the last answer."
        )
    return given


def _measured(
    variable: str, group: pd.DataFrame, *, pairs: bool, draws: int, seed: int
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one question: over all coders, then each pair."""
    grid, coders = _grid(group)
    chosen: list[tuple[str, list[int]]] = [("all", list(range(len(coders))))]
    if pairs:
        chosen += [
            (f"{coders[a]} · {coders[b]}", [a, b]) for a, b in combinations(range(len(coders)), 2)
        ]
    for label, columns in chosen:
        part = grid[:, columns]
        part = part[(part >= 0).sum(axis=1) >= _PAIR]
        if len(part):
            yield from ((variable, label, *row) for row in _values(part, draws, seed))


def _grid(group: pd.DataFrame) -> tuple[Array, list[str]]:
    """Return the codes as numbers, items × coders, -1 where there is none."""
    item, _ = pd.factorize(group["item"], sort=True)
    coder, coders = pd.factorize(group["coder"].astype("str"), sort=True)
    code, _ = pd.factorize(group["code"].astype("str"), sort=True)
    grid = np.full((item.max(initial=-1) + 1, len(coders)), -1, dtype=np.int64)
    grid[item, coder] = code
    return grid, list(map(str, coders))


def _values(grid: Array, draws: int, seed: int) -> Iterator[tuple[Any, ...]]:
    """Yield one row a measure; each bootstrap sample is a weight for every item."""
    n_items = len(grid)
    rng = np.random.default_rng(seed)
    weights = np.vstack([np.ones(n_items), *drawn_anew(n_items, draws, rng, at_once=draws)])
    counts = np.stack([(grid == k).sum(axis=1) for k in np.unique(grid[grid >= 0])], axis=1)
    n = (int((grid >= 0).any(axis=0).sum()), int(counts.sum()))
    warning = _warning(counts)
    for name, measure in MEASURES.items():
        values = measure(weights, counts, grid)
        point, sampled = float(values[0]), values[1:][~np.isnan(values[1:])]
        low, high = middle(sampled) if len(sampled) else (np.nan, np.nan)
        yield name, point, low, high, n_items, *n, warning


def _warning(counts: Array) -> str | None:
    """Say why a value is no basis for a claim."""
    highest = counts.sum(axis=0).max() / counts.sum()
    if highest == 1:
        return "one_code"
    if len(counts) < FEW_ITEMS:
        return "few_items"
    return "skewed" if highest >= _SKEWED else None


def _percent(weights: Array, counts: Array, _: Array) -> Array:
    """Return the share of agreeing pairs, for each row of weights."""
    size = counts.sum(axis=1)
    agree = (counts * (counts - 1)).sum(axis=1) / (size * (size - 1))
    return (weights @ agree) / weights.sum(axis=1)


def _shares(weights: Array, counts: Array) -> Array:
    """Return the mean share of each code in an item."""
    shares: Array = weights @ (counts / counts.sum(axis=1, keepdims=True))
    return shares / weights.sum(axis=1, keepdims=True)


def _beyond_chance(agree: Array, chance: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(chance < 1, (agree - chance) / (1 - chance), np.nan)


def _fleiss(weights: Array, counts: Array, grid: Array) -> Array:
    chance = (_shares(weights, counts) ** 2).sum(axis=1)
    return _beyond_chance(_percent(weights, counts, grid), chance)


def _gwet(weights: Array, counts: Array, grid: Array) -> Array:
    shares = _shares(weights, counts)
    chance = (shares * (1 - shares)).sum(axis=1) / max(counts.shape[1] - 1, 1)
    agree = _percent(weights, counts, grid)
    return _beyond_chance(agree, chance) if counts.shape[1] > 1 else np.full(len(agree), np.nan)


def _krippendorff(weights: Array, counts: Array, _: Array) -> Array:
    size = counts.sum(axis=1)
    within = (counts * (size[:, None] - counts)).sum(axis=1) / (size - 1)
    n, of_code = weights @ size, weights @ counts
    observed = (weights @ within) / n
    expected = (of_code * (n[:, None] - of_code)).sum(axis=1) / (n * (n - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def _cohen(weights: Array, _: Array, grid: Array) -> Array:
    """Return the mean over the pairs of coders, each on the items that both coded."""
    n_names = int(grid.max()) + 1
    kappas = []
    for a, b in combinations(range(grid.shape[1]), 2):
        both = (grid[:, [a, b]] >= 0).all(axis=1)
        if both.any():
            kappas.append(_cohen_pair(weights[:, both], grid[both, a], grid[both, b], n_names))
    known = ~np.isnan(kappas)
    with np.errstate(invalid="ignore"):
        return np.where(known, kappas, 0).sum(axis=0) / known.sum(axis=0)


def _cohen_pair(weights: Array, first: Array, second: Array, n_names: int) -> Array:
    each = np.eye(n_names)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = weights.sum(axis=1)
        agree = (weights @ (first == second)) / total
        chance = ((weights @ each[first]) * (weights @ each[second])).sum(axis=1) / total**2
    return _beyond_chance(agree, chance)


MEASURES: dict[str, Callable[[Array, Array, Array], Array]] = {
    "percent": _percent,
    "cohen_kappa": _cohen,
    "fleiss_kappa": _fleiss,
    "krippendorff_alpha": _krippendorff,
    "gwet_ac1": _gwet,
}


def _disputed(group: pd.DataFrame) -> tuple[Any, ...]:
    """Tell of one item who gave which code, and how far they agree."""
    by_code = group.groupby("code")["coder"].agg(lambda names: sorted(map(str, names)))
    ordered = sorted(by_code.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))
    sizes = [len(names) for _, names in ordered]
    n = sum(sizes)
    told = " · ".join(f"{code} ({_named(names)})" for code, names in ordered)
    agree = sum(size * (size - 1) for size in sizes) / (n * (n - 1))
    majority = ordered[0][0] if 2 * sizes[0] > n else None
    unsure = int(group["unsure"].sum()) if "unsure" in group else 0
    return told, n, agree, majority, unsure, _notes(group)


def _named(names: list[str]) -> str:
    """Name a few coders, and count the many of a class."""
    return ", ".join(names) if len(names) <= _NAMED else str(len(names))


def _notes(group: pd.DataFrame) -> str | None:
    notes: Sequence[str] = [] if "note" not in group else [n for n in group["note"].dropna() if n]
    return "; ".join(notes) or None


def _passages(sheet: pd.DataFrame) -> pd.DataFrame:
    SHEET.require(sheet, "item", "before", "surface", "after", function="find_disagreements")
    words = sheet["before"] + "[" + sheet["surface"] + "]" + sheet["after"]
    return pd.DataFrame(
        {"article_id": sheet.get("article_id"), "passage": words}
    ).set_axis(sheet["item"])  # fmt: skip
