"""Frequency and keyness of some articles, as sums over the words of each (`workbench.bags`).

The results are those of counting the tokens of these articles; where an article stands in
several groups, or in several places of the table, there is no such sum, and None says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.bags import bags_of, folded, numbered
from workbench.contest import Contest
from workbench.contrast import Side
from workbench.grouping import names_of
from workbench.runs import runs_of
from workbench.tallies import SPELLINGS, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.bags import Bags
    from workbench.runs import Runs

    Array = NDArray[Any]

_SUMS = ("n", "n_articles", "n_squared", "n_by_size")


def tally_articles(
    tokens: pd.DataFrame,
    ids: list[Any],
    *,
    unit: str,
    names: Sequence[str],
    zones: Sequence[str] | None,
    fold: bool,
    tz: str,
    function: str,
) -> Tally | None:
    """Count the words of some articles, in all or by group, without what dispersion needs."""
    runs = runs_of(tokens, names, zones=zones, tz=tz, function=function)
    chosen = _chosen(tokens, runs, ids)
    if not runs.alone or not len(chosen):
        return None
    bags = bags_of(tokens, unit, zones, fold=fold)
    used, group = np.unique(runs.group[chosen], return_inverse=True)
    parts = [chosen[group == number] for number in range(len(used))]
    sums = [bags.sums(part, "n", "n_articles") for part in parts]
    there = np.flatnonzero(np.logical_or.reduce([each["n"] > 0 for each in sums]))
    rows = [np.flatnonzero(each["n"][there]) for each in sums]
    return Tally(
        labels=runs.labels.take(used).reset_index(drop=True),
        total=np.array([runs.sizes[part].sum() for part in parts]),
        articles=np.array([len(part) for part in parts]),
        smallest=np.array([runs.sizes[part].min() for part in parts]),
        words=bags.words.take(there),
        stop=np.where(
            bags.stop_words(chosen)[there], np.sum([each["n"][there] for each in sums], axis=0), 0
        ),
        spellings=_spellings(tokens, unit, zones, chosen, there) if fold else SPELLINGS,
        group=np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        word=np.concatenate(rows),
        n=np.concatenate([each["n"][there[row]] for each, row in zip(sums, rows, strict=True)]),
        n_articles=np.concatenate(
            [each["n_articles"][there[row]] for each, row in zip(sums, rows, strict=True)]
        ),
        rates=np.zeros((0, 4), dtype=np.int64),
    )


def _chosen(tokens: pd.DataFrame, runs: Runs, ids: list[Any] | None) -> Array:
    """Return the numbers of the runs that have words and belong to the articles."""
    wanted = runs.sizes > 0
    if ids is not None:
        wanted = wanted & numbered(tokens["article_id"], ids)[runs.article]
    return np.flatnonzero(wanted)


def _spellings(
    tokens: pd.DataFrame, unit: str, zones: Sequence[str] | None, chosen: Array, there: Array
) -> pd.DataFrame:
    """Count how the words are spelled in the articles; `there` are the words that occur."""
    plain = bags_of(tokens, unit, zones, fold=False)
    n = plain.sums(chosen, "n")["n"]
    used = np.flatnonzero(n)
    word = np.searchsorted(there, folded(tokens, unit)[0][used])
    return pd.DataFrame({"word": word, "spelling": plain.words.take(used), "n": n[used]})


def contest_of(
    tokens: pd.DataFrame,
    ids: list[Any] | None,
    *,
    by: str,
    target: str,
    reference: str,
    unit: str,
    zones: Sequence[str] | None,
    min_n: int,
    tz: str,
) -> Contest | None:
    """Set a group against another or the rest; None also where one of them is not there."""
    runs = runs_of(tokens, [by], zones=zones, tz=tz, function="score_keyness")
    chosen = _chosen(tokens, runs, ids)
    names = list(names_of(runs.labels[by]))
    of_group = {name: chosen[runs.group[chosen] == number] for number, name in enumerate(names)}
    of_group["rest"] = chosen
    asked = [of_group.get(target, []), of_group.get(reference, [])]
    unclear = len(of_group) <= len(names) or target == reference or "" in (target, reference)
    if not runs.alone or unclear or not all(map(len, asked)):
        return None
    bags = bags_of(tokens, unit, zones, fold=unit == "token")
    one, two = (_side(bags, articles) for articles in asked)
    both = two.n if reference == "rest" else one.n + two.n
    words = np.flatnonzero(both >= min_n)
    stop = bags.stop_words(chosen)[words]
    one, two = one.take(words), two.take(words)
    groups = {target: one} if reference == "rest" else {target: one, reference: two}
    return Contest(bags.words.take(words), groups, two, stop, reference)


def _side(bags: Bags, articles: Array) -> Side:
    """Return the words of some articles as one side."""
    sizes = bags.sizes[articles]
    return Side(
        **bags.sums(articles, *_SUMS),
        total=int(sizes.sum()),
        total_articles=len(articles),
        size_squared=int((sizes * sizes).sum()),
    )
