"""How far can the marks be trusted? Draw a sample, code it by hand, correct the shares.

Counts of an automatic mark inherit its errors, and errors are not fair: if reported words are
taken for the outlet's more often in one paper than in another, the comparison is wrong however
many articles it rests on. So a sample is drawn from each stratum (predicted voice × stance), coded
by a person who does not see the prediction, and weighted back to all mentions.

Estimator: in stratum h with N_h mentions, of which n_h are coded, the share of true class c is
p_hc. The corrected share is Σ N_h p_hc / N, precision and recall are ratios of such sums. Intervals
are the middle 95 % of 4 000 draws of p_h from a Dirichlet distribution with the coded counts + 1/K
(Perks' prior for K classes), so that a stratum coded without an error still has a width.

Misleads when
-------------
- few items are coded in a stratum: look at the interval, not at the share;
- the coder sees the prediction, or is the one who wrote the rules;
- mentions that were never found are missed: audit the codebook with `check_codebook` and `kwic`.

Source
------
Cochran, W. G. (1977): Sampling techniques, chapter 5A. Perks, W. (1947): Some observations on
inverse probability, Journal of the Institute of Actuaries 73.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError, TableError, check_count
from workbench.tables import (
    ARTICLES,
    AUDIT,
    MENTIONS,
    SHEET,
    STANCES,
    VOICES,
    check_there,
    same_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

AT_LEAST = 5  # items a stratum, if it has that many
_DRAWS = 4000
_LEVEL = 0.95
_CODED = {"voice": VOICES, "stance": STANCES}


def sample_mentions(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    n: int = 100,
    at_least: int = AT_LEAST,
    width: int = 300,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw a sheet of mentions to be coded by hand.

    Parameters
    ----------
    mentions
        A `mentions` table with `voice` and `stance`.
    articles
        The articles that it was made from.
    n
        Items on the sheet, if there are that many. It is no upper bound: an audit needs items of
        each stratum, so 12 strata with `at_least` 5 come to 60 also for ``n=1``.
    at_least
        Items that each stratum (voice × stance) gets, if it has that many; the rest is shared
        out in proportion to its size. With fewer than five the audit's intervals are wide; 1
        makes the shortest sheet that can be audited.
    width
        Characters of text on either side, at most; a cut is marked by dots.
    seed
        Seed of the draw and of the order.

    Returns
    -------
    pandas.DataFrame
        A `sheet` table in random order. Fill in `coded_voice` and `coded_stance` without looking
        at `stratum`, then pass it to `audit_mentions`.

    Raises
    ------
    TableError
        If a column is missing, or the texts have changed.
    OptionError
        If `at_least` is below 1.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Die Flut kam."]})
    >>> mentions = pd.DataFrame({"article_id": ["a"], "start": 4, "end": 8, "label": "Flut"})
    >>> sheet = sample_mentions(mentions.assign(voice="outlet", stance="asserted"), articles)
    >>> sheet[["before", "surface", "after", "weight"]].values.tolist()
    [['Die ', 'Flut', ' kam.', 1.0]]
    """
    check_count("sample_mentions", n=n, at_least=at_least)
    needed = ("article_id", "start", "end", "label", "voice", "stance")
    MENTIONS.require(mentions, *needed, function="sample_mentions")
    ARTICLES.require(articles, "article_id", "text", function="sample_mentions")
    same_text(mentions, articles, "sample_mentions")
    check_there(mentions, articles, "sample_mentions")
    rng = np.random.default_rng(seed)
    strata = _strata(mentions)
    chosen, weights = [], []
    for stratum, size in _allotted(strata.value_counts(sort=False), n, at_least).items():
        rows = np.flatnonzero(strata == stratum)
        chosen += list(rng.choice(rows, size=size, replace=False))
        weights += [len(rows) / size] * size
    order = rng.permutation(len(chosen))
    picked = [chosen[i] for i in order]
    sheet = _context(mentions.iloc[picked], articles, width)
    told = strata.iloc[picked].to_numpy()
    sheet = sheet.assign(
        item=range(1, len(picked) + 1), stratum=told, weight=[weights[i] for i in order]
    )
    return SHEET.conform(sheet.assign(coded_voice="", coded_stance="", note=""))


def _strata(mentions: pd.DataFrame) -> pd.Series[str]:
    voice, stance = mentions["voice"].astype(str), mentions["stance"].astype(str)
    return voice.str.cat(stance, sep=" · ").reset_index(drop=True)


def _allotted(sizes: pd.Series[int], n: int, at_least: int) -> dict[str, int]:
    """Give each stratum `at_least`, then share the rest out by size."""
    given = {str(name): min(at_least, size) for name, size in sizes.items()}
    rest = max(0, min(n, int(sizes.sum())) - sum(given.values()))
    while rest:
        open_ = [name for name in given if given[name] < sizes[name]]
        name = max(open_, key=lambda name: sizes[name] / given[name])
        given[name] += 1
        rest -= 1
    return given


def _context(chosen: pd.DataFrame, articles: pd.DataFrame, width: int) -> pd.DataFrame:
    texts = dict(zip(articles["article_id"].astype(str), articles["text"], strict=True))
    sheet = chosen[["article_id", "start", "end", "label"]].reset_index(drop=True)
    places = list(zip(sheet["article_id"].astype(str), sheet["start"], sheet["end"], strict=True))
    return sheet.assign(
        before=[_before(texts[a], s, width) for a, s, _ in places],
        surface=[texts[a][s:e] for a, s, e in places],
        after=[_after(texts[a], e, width) for a, _, e in places],
    )


def _before(text: str, start: int, width: int) -> str:
    """Return the text before a place, from a whole word on."""
    if start <= width:
        return text[:start]
    cut = text[start - width : start]
    return "… " + cut[cut.find(" ") + 1 :]


def _after(text: str, end: int, width: int) -> str:
    """Return the text behind a place, up to a whole word."""
    if end + width >= len(text):
        return text[end:]
    cut = text[end : end + width]
    return cut[: cut.rfind(" ") + 1] + "…"


def audit_mentions(mentions: pd.DataFrame, sheet: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Compare the marks with a coded sheet, and correct the shares of voice and stance.

    Parameters
    ----------
    mentions
        The `mentions` table that the sheet was drawn from.
    sheet
        The coded sheet; items left empty are not counted.
    seed
        Seed of the draws behind the intervals.

    Returns
    -------
    pandas.DataFrame
        An `audit` table: precision, recall, F1 and the share before and after the correction.

    Raises
    ------
    OptionError
        If a code is not one of the words it may be.
    TableError
        If nothing is coded, or a stratum has no coded item.

    Examples
    --------
    Ten mentions are called the outlet's; of five that were coded, one is not.

    >>> mentions = pd.DataFrame({"voice": ["outlet"] * 10, "stance": ["asserted"] * 10})
    >>> sheet = pd.DataFrame({"stratum": "outlet · asserted", "coded_voice": ["outlet"] * 5})
    >>> sheet.loc[4, "coded_voice"] = "direct"
    >>> audit = audit_mentions(mentions, sheet.assign(coded_stance="asserted"))
    >>> audit[["value", "precision", "share", "corrected"]].head(1).values.tolist()
    [['outlet', 0.8, 1.0, 0.8]]
    """
    MENTIONS.require(mentions, "voice", "stance", function="audit_mentions")
    SHEET.require(sheet, "stratum", "coded_voice", "coded_stance", function="audit_mentions")
    sizes = _strata(mentions).value_counts(sort=False)
    rng = np.random.default_rng(seed)
    rows: list[tuple[Any, ...]] = []
    for measure, allowed in _CODED.items():
        coded = _coded(sheet, measure, allowed)
        _check_strata(sizes, coded, measure)
        rows += [(measure, *row) for row in _audited(sizes, coded, measure, allowed, rng)]
    return AUDIT.conform(pd.DataFrame(rows, columns=AUDIT.names))


def _coded(sheet: pd.DataFrame, measure: str, allowed: tuple[str, ...]) -> pd.DataFrame:
    codes = sheet[f"coded_{measure}"].fillna("").astype(str).str.strip().str.lower()
    wrong = sorted(set(codes) - {"", *allowed})
    if wrong:
        raise OptionError(
            f"coded_{measure}={wrong[0]!r} is not known. Known: {', '.join(allowed)}."
        )
    return pd.DataFrame({"stratum": sheet["stratum"].astype(str), "code": codes})[codes != ""]


def _check_strata(sizes: pd.Series[int], coded: pd.DataFrame, measure: str) -> None:
    if not len(coded):
        raise TableError(f"No item of the sheet has a coded_{measure}. Fill it in first.")
    missing = sorted(set(sizes.index.astype(str)) - set(coded["stratum"]))
    if missing:
        raise TableError(
            f"No item of the stratum {missing[0]!r} is coded; code at least one of it."
        )


def _audited(
    sizes: pd.Series[int],
    coded: pd.DataFrame,
    measure: str,
    allowed: tuple[str, ...],
    rng: np.random.Generator,
) -> Iterator[tuple[Any, ...]]:
    names = [str(name) for name in sizes.index]
    size: Array = sizes.to_numpy(dtype=float).astype(float)
    counts = np.array([[_n(coded, name, c) for c in allowed] for name in names], dtype=float)
    place = 0 if measure == "voice" else 1
    predicted = [name.split(" · ")[place] for name in names]
    point = counts / counts.sum(axis=1, keepdims=True)
    prior = counts + 1 / len(allowed)
    draws = np.stack([rng.dirichlet(row, size=_DRAWS) for row in prior], axis=1)
    for k, value in enumerate(allowed):
        own = np.array([p == value for p in predicted])
        estimates = _estimates(point[None], size, own, k)
        low, high = (_quantiles(_estimates(draws, size, own, k), q) for q in (0.025, 0.975))
        precision, recall, corrected = (float(e[0]) for e in estimates)
        right = int(counts[own, k].sum())
        bounds = list(zip((precision, recall, corrected), low, high, strict=True))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else float("nan")
        n = (int(counts[:, k].sum()), int(counts[own].sum()), right)
        yield (
            value,
            *n,
            *bounds[0],
            *bounds[1],
            f1,
            float(size[own].sum() / size.sum()),
            *bounds[2],
        )


def _n(coded: pd.DataFrame, stratum: str, code: str) -> int:
    return int(((coded["stratum"] == stratum) & (coded["code"] == code)).sum())


def _estimates(p: Array, size: Array, own: NDArray[np.bool_], k: int) -> tuple[Array, Array, Array]:
    """Return precision, recall and corrected share of class `k` for each draw of p."""
    right = (p[:, own, k] * size[own]).sum(axis=1)
    true = (p[:, :, k] * size).sum(axis=1)
    said = size[own].sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        return right / said if said else right * np.nan, right / true, true / size.sum()


def _quantiles(estimates: tuple[Array, Array, Array], q: float) -> list[float]:
    return [float(np.quantile(e, q)) for e in estimates]
