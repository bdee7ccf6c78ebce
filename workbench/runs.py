"""The articles of a tokens table as runs of rows, with the group that each run belongs to.

Metadata and dates are the same for all tokens of an article. So a measure that asks for them
looks once a run instead of once a token: a run is where an article goes on without any of the
columns to group by changing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.grouping import PERIODS, codes_of, groups_of
from workbench.index import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]


@dataclass(frozen=True)
class Runs:
    """Where the runs begin, their words, and the numbers of their articles and groups."""

    begins: Array
    sizes: Array
    article: Array
    group: Array
    labels: pd.DataFrame
    articles: Array  # number of the article of each token

    @cached_property
    def alone(self) -> bool:
        """Say whether each article is one run."""
        return bool(np.bincount(self.article + 1).max(initial=0) <= 1)

    def of(self, rows: Array) -> Array:
        """Return the number of the run that each row stands in."""
        if not self.alone:
            return np.searchsorted(self.begins, rows, side="right") - 1
        place = np.zeros(self.article.max(initial=0) + 2, dtype=np.int64)
        place[self.article] = np.arange(len(self.article))
        return place[self.articles[rows]]

    def parts(self) -> tuple[Array, Array]:
        """Return a run of each pair of group and article, and the number of each run's pair."""
        if self.alone:
            return np.arange(len(self.begins)), np.arange(len(self.begins))
        pair = self.group * np.int64(self.article.max(initial=0) + 2) + self.article
        return np.unique(pair, return_index=True, return_inverse=True)[1:]


def runs_of(
    tokens: pd.DataFrame,
    names: Sequence[str],
    *,
    zones: Sequence[str] | None,
    tz: str,
    function: str,
) -> Runs:
    """Return the runs of a tokens table, grouped by some columns or periods, with their words.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["Krieg.", "Der Krieg."]})
    >>> tokens = tokenize(articles.assign(outlet=["B", "A"]))
    >>> runs = runs_of(tokens, ["outlet"], zones=None, tz="UTC", function="count_trends")
    >>> runs.sizes.tolist(), runs.labels["outlet"].take(runs.group).tolist()
    ([1, 2], ['B', 'A'])
    """
    wanted = dict.fromkeys(["article_id", *(_column(tokens, name) for name in names)])
    columns = [tokens[name] for name in wanted if name in tokens]
    index = index_of(tokens)
    begins = index.begins(columns)
    few = pd.DataFrame({column.name: column.array.take(begins) for column in columns})
    if len(columns) < len(wanted):
        few = tokens.head(0)  # for an error that says which columns there are
    group, labels = groups_of(few, np.arange(len(few)), list(names), tz, function=function)
    articles = codes_of(tokens["article_id"])[0]
    article = articles[begins].astype(np.int64)
    return Runs(begins, index.sizes(zones, columns), article, group, labels, articles)


def _column(tokens: pd.DataFrame, name: str) -> str:
    """Return the column that a group is made of."""
    return "published" if name in PERIODS and name not in tokens else name
