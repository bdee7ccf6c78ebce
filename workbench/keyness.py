"""Keyness: the words that a group uses more, or less, often than a reference does.

With n of N words in the target and m of M in the reference, a word's rates are n / N and m / M.

    log_ratio    = log2((n / N) / (m / M))                      Hardie 2014
    percent_diff = 100 · ((n / N) - (m / M)) / (m / M)          Gabrielatos and Marchi 2011
    odds_ratio   = (n / (N - n)) / (m / (M - m))
    g2           = 2 · Σ O · ln(O / E) over four cells, signed  Dunning 1993
    log_odds_z   = weighted log-odds, informative prior         Monroe, Colaresi and Quinn 2008

A count of 0 stands as 0.5 in the three ratios. Their intervals are those of the logarithm. With
f_i occurrences of the word among the s_i words of article i, r = n / N and k articles,

    var(ln r) = max(1 / n - 1 / N,  k / (k - 1) · Σ (f_i - r · s_i)² / n²)

on each side: the first as if each word were drawn by itself (Katz et al. 1978), the second drawn
article by article (Cochran 1977, ratio estimator), so a word that one article has packed together
gets the wide interval that it deserves.

Misleads when
-------------
- outlets write about different things: keyness finds topics before it finds wording;
- p is believed: it takes words to be independent. Look at the interval and `n_articles` first;
- a text stands in both groups (agency copy): the difference is then too small;
- the reference is wordfreq: see `workbench.general`.

Sources
-------
Dunning, T. (1993): Accurate methods for the statistics of surprise and coincidence. Computational
Linguistics 19 (1), 61–74. Gabrielatos, C. and Marchi, A. (2011): Keyness: matching metrics to
definitions. Portsmouth. Katz, D., Baptista, J., Azen, S. P. and Pike, M. C. (1978): Obtaining
confidence intervals for the risk ratio in cohort studies. Biometrics 34 (3), 469–474. Cochran,
W. G. (1977): Sampling Techniques, chapter 6. New York. Others: `workbench.association`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.association import ADJUSTMENTS, adjust_p, chance
from workbench.background import add_forms, count_forms, rates_of
from workbench.bags import ids_of, take_articles
from workbench.contest import Contest
from workbench.counts import add_counts, cut_counts, frequent, join_counts, small
from workbench.errors import OptionError, check_count, check_option
from workbench.grouping import (
    article_parts,
    cells_of,
    codes_of,
    counted,
    firsts,
    groups_of,
    listed,
    names_of,
    spellings_of,
)
from workbench.lazy import is_lazy
from workbench.partitions import meta_of, parts_of
from workbench.subsets import contest_of
from workbench.tables import COUNTED_ZONES, KEYNESS, KEYNESS_COUNTS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("lemma", "token")
ENOUGH = 3  # articles with the word from which it says something about an outlet
PRIOR = 500.0  # words of prior knowledge, as in Monroe, Colaresi and Quinn
_NEEDED = ("article_id", "is_word", "is_stop", "zone")
_SUMS = ("n", "n_articles", "n_stop", "n_squared", "n_by_size")


def score_keyness(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame | Iterable[str] | None = None,
    by: str | None = "outlet",
    target: str | None = None,
    reference: str | pd.DataFrame = "rest",
    unit: Literal["lemma", "token"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    min_n: int = 5,
    min_articles: int = ENOUGH,
    top: int | None = None,
    stop_words: bool = True,
    adjust: Literal["bh", "holm"] = "bh",
    prior: float = PRIOR,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Compare the words of a group with those of a reference.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, the `unit` column, `is_word`, `is_stop`,
        `zone`, and the column of `by`.
    articles
        Only compare these: a table such as ``articles[articles["language"] == "de"]``, or ids. With
        a `target` by name, choices after the first are answered at once.
    by
        Column of groups: any that tokens carry, or ``"day"``, ``"week"`` or ``"month"`` of
        `published`. None takes all tokens as one group, for a reference from outside.
    target
        The group to look at; None compares each group.
    reference
        ``"rest"`` (all other groups), another group, the tokens table of a corpus of your own, or
        ``"wordfreq"``: general German or English, an optional package with traps of its own.
    unit
        Compare dictionary forms (``"lemma"``) or words as they stand, lower-cased (``"token"``).
    zones
        Parts of the page to count; None counts all.
    min_n
        Leave out words with fewer occurrences in target and reference together.
    min_articles
        Articles that `enough` asks for, of the word and of both sides.
    top
        Only so many of the most, and of the least, typical words of each target. All that are
        compared count in `p_adjusted`.
    stop_words
        False hides function words. They still count in the totals.
    adjust
        How `p` is adjusted for the number of words: ``"bh"`` (share of false alarms) or
        ``"holm"`` (no false alarm at all).
    prior
        Words of prior knowledge in `log_odds_z`; more draw rare words nearer to 0.
    tz
        Time zone in which a day begins.

    Returns
    -------
    pandas.DataFrame
        A keyness table, the most typical word of each target first, the least typical last.

    Raises
    ------
    TableError
        If `tokens` or the reference lacks a column.
    OptionError
        If there is no such group, a side has fewer than `min_articles` articles though it was
        asked for by name, or an option is not known.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> texts = ["Krieg, Krieg und Krieg in Istrau.", "Mission und Krieg in Istrau."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts, "outlet": ["A", "B"]})
    >>> table = score_keyness(tokenize(articles), target="A", min_n=1, min_articles=1)
    >>> table[["lemma", "n", "n_ref", "total", "total_ref", "log_ratio"]].head(1).round(2)
       lemma  n  n_ref  total  total_ref  log_ratio
    0  Krieg  3      1      6          5       1.32
    """
    if not (by is None or isinstance(by, str)):
        raise OptionError(f"score_keyness: by={by!r} must be one column, such as 'outlet'.")
    ids = None if articles is None else ids_of(articles, function="score_keyness")
    scoring: dict[str, Any] = {"unit": unit, "adjust": adjust, "prior": prior, "top": top}
    scoring |= {"min_n": min_n, "min_articles": min_articles}
    _check(**scoring)
    options: dict[str, Any] = {"unit": unit, "zones": listed(zones), "tz": tz}
    TOKENS.require(meta_of(tokens), unit, *_NEEDED, function="score_keyness")
    contest = None
    if by and target and isinstance(reference, str) and not is_lazy(tokens):
        named = {"by": by, "target": target, "reference": reference}
        contest = contest_of(tokens, ids, **named, min_n=min_n, **options)
    if contest is None:
        some = tokens if ids is None else take_articles(tokens, ids)
        contest = _counted(some, by, reference, min_n, options)
    table = _scored(contest, target, **scoring, stop_words=stop_words)
    if by is None:
        return table
    sides = table[["target", "reference"]]  # in counts, what stands in no group has an empty name
    return table.assign(**sides.where(sides != ""))


def _counted(
    tokens: pd.DataFrame,
    by: str | None,
    reference: str | pd.DataFrame,
    min_n: int,
    options: dict[str, Any],
) -> Contest:
    """Count all groups, and set them against each other or the reference."""
    count = partial(count_keyness, **options)
    few = partial(frequent, min_n=min_n) if isinstance(reference, str) else None
    parts, cut = parts_of(tokens), partial(cut_counts, "word")
    fold = partial(parts.fold_apart, partial(count, by=by), cut, _add, finish=few)
    counts = join_counts(fold(), "group", "word")
    if isinstance(reference, str) and reference == "wordfreq":
        forms = partial(count_forms, unit=options["unit"], zones=options["zones"])
        reference = rates_of(parts.fold(forms, add_forms))
    elif not isinstance(reference, str):
        reference = parts_of(reference).fold(partial(count, by=None), _add)
    return Contest.of(counts, reference, min_n)


def count_keyness(
    tokens: pd.DataFrame,
    *,
    by: str | None = "outlet",
    unit: Literal["lemma", "token"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count what `score_keyness_counts` needs: sums that can be added over parts of a corpus.

    Parameters
    ----------
    tokens, by, unit, zones, tz
        As in `score_keyness`. The parts of a corpus must not share an article.

    Returns
    -------
    pandas.DataFrame
        A keyness_counts table.
    """
    check_option("unit", unit, UNITS)
    TOKENS.require(tokens, unit, *_NEEDED, function="score_keyness")
    rows = np.flatnonzero(counted(tokens, zones))
    names = [by] if isinstance(by, str) else []
    group, labels = groups_of(tokens, rows, names, tz, function="score_keyness")
    if not len(rows):
        return KEYNESS_COUNTS.empty()
    word, words = spellings_of(tokens[unit], rows, fold=unit == "token")
    article = codes_of(tokens["article_id"])[0][rows].astype(np.int64)
    part, of_group, size = article_parts(group, article)
    cell_word, cell_part, f = cells_of(word, part, len(size))
    n_groups = len(labels)
    key, sums = _sums((cell_word + 1) * n_groups + of_group[cell_part], f, size[cell_part])
    stop = tokens["is_stop"].to_numpy()[rows]
    stops, n_stop = _counts(word[stop], group[stop], n_groups)
    sums["n_stop"][np.searchsorted(key, stops + n_groups)] = n_stop
    groups, all_words = _sums(of_group, size, size)  # word number 0 is any word
    key = np.concatenate([groups, key])
    names_of_groups = names_of(labels[by]) if by else pd.Index([""], dtype="str")
    of_word, of_label = np.divmod(key, n_groups)
    return pd.DataFrame(
        {
            "group": pd.Categorical.from_codes(of_label, categories=names_of_groups),
            "word": pd.Categorical.from_codes(of_word, categories=words.insert(0, "")),
        }
        | {name: np.concatenate([all_words[name], sums[name]]) for name in all_words}
    )


def score_keyness_counts(
    counts: pd.DataFrame,
    *,
    target: str | None = None,
    reference: str | pd.DataFrame = "rest",
    unit: Literal["lemma", "token"] = "lemma",
    min_n: int = 5,
    min_articles: int = ENOUGH,
    top: int | None = None,
    stop_words: bool = True,
    adjust: Literal["bh", "holm"] = "bh",
    prior: float = PRIOR,
) -> pd.DataFrame:
    """Turn the counts of `count_keyness`, added over all parts, into a keyness table.

    Parameters
    ----------
    counts
        A keyness_counts table.
    reference
        ``"rest"``, a group of `counts`, a keyness_counts table of another corpus, or a table of
        rates (`general_rates`).
    target, unit, min_n, min_articles, top, stop_words, adjust, prior
        As in `score_keyness`.

    Returns
    -------
    pandas.DataFrame
        A keyness table.
    """
    scoring: dict[str, Any] = {"unit": unit, "adjust": adjust, "prior": prior, "top": top}
    scoring |= {"min_n": min_n, "min_articles": min_articles}
    _check(**scoring)
    scoring["stop_words"] = stop_words
    return _scored(Contest.of(counts, reference, min_n), target, **scoring)


def _check(
    *, unit: str, adjust: str, min_n: int, min_articles: int, top: int | None, prior: float
) -> None:
    check_option("adjust", adjust, ADJUSTMENTS)
    check_option("unit", unit, UNITS)
    check_count("score_keyness", min_n=min_n, min_articles=min_articles)
    check_count("score_keyness", top=1 if top is None else top)
    if prior < 1:
        raise OptionError(f"score_keyness: prior={prior} must be 1 or more.")


def _scored(
    contest: Contest,
    target: str | None,
    *,
    unit: str,
    adjust: Literal["bh", "holm"],
    **options: Any,  # noqa: ANN401 (of `Contest.score`)
) -> pd.DataFrame:
    """Score each target, and adjust the probabilities for all words that were compared."""
    found, g2 = [], []
    for name in contest.targets(target, options["min_articles"]):
        table, every = contest.score(name, **options)
        found.append(table)
        g2.append(every)
    if not found:
        return KEYNESS.empty().rename(columns={"lemma": unit})
    table = pd.concat(found, ignore_index=True)
    p, every = chance(table["g2"].to_numpy()), chance(np.concatenate(g2))
    table = table.assign(p=p, p_adjusted=adjust_p(every, adjust, of=p))
    return KEYNESS.conform(table).rename(columns={"lemma": unit})


def _sums(key: Array, f: Array, size: Array) -> tuple[Array, dict[str, Array]]:
    """Add up the cells of each key; the keys come sorted."""
    first = firsts(key)
    if not len(first):
        return key, {name: key.astype(np.int64) for name in _SUMS}
    added = {
        "n": np.add.reduceat(f, first),
        "n_articles": np.diff(first, append=len(key)),
        "n_stop": np.zeros(len(first), dtype=np.int64),
        "n_squared": np.add.reduceat(f * f, first),
        "n_by_size": np.add.reduceat(f * size, first),
    }
    return key[first], added


def _counts(word: Array, group: Array, n_groups: int) -> tuple[Array, Array]:
    """Count a few words in many places: the numbers of word and group, rising, and their counts."""
    used = np.flatnonzero(np.bincount(word))
    short = np.zeros(used.max(initial=0) + 1, dtype=np.int64)
    short[used] = np.arange(len(used))
    n = np.bincount(short[word] * n_groups + group)
    there = np.flatnonzero(n)
    return used[there // n_groups] * n_groups + there % n_groups, n[there]


def _add(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Add up; parts that wait for others, and their sums, take as little room as they can."""
    return small(parts[0] if len(parts) == 1 else add_counts(parts, "group", "word"))
