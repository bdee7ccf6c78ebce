"""What two outlets tell of one story: shared, missing and added parts, labels, voices, sources."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from workbench.alignment.compare import compare_pairs
from workbench.errors import OptionError
from workbench.tables import STORIES

if TYPE_CHECKING:
    from collections.abc import Iterator


def compare_stories(
    articles: pd.DataFrame,
    a: str | pd.DataFrame,
    b: str | None = None,
    *,
    unit: str = "paragraph",
    quotations: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Set two articles beside each other: what both tell, and what only one tells.

    Parameters
    ----------
    articles
        The articles. Reads `article_id`, `text` and, if there, `layout`, `language`, `outlet`,
        `published`, `updated`.
    a, b
        The ids of two articles; or, instead of `a` alone, rows of a stories table
        (`match_stories`), and every two outlets of each story are compared.
    unit
        Align ``"paragraph"`` or ``"sentence"``.
    quotations, mentions, sources
        What was found in the articles, for the rows of voices, labels and sources.

    Returns
    -------
    pandas.DataFrame
        A comparison table. Rows of kind headline and `unit` in reading order: same, changed (both
        tell it, in other words), only_a, only_b. Then `label` (labels that differ in sentences
        otherwise equal), `voice` and `source` (in both, or in one only; by last name).

    Raises
    ------
    TableError
        If there is no such article, or the spans were made from other texts.
    OptionError
        If `unit` is not known, or `b` is missing.

    Notes
    -----
    Misleads when a paragraph of one is three of the other: one of them is its answer, the rest
    stand alone (``unit="sentence"`` is finer). Between languages only names and numbers tell
    which parts belong together, and labels are not compared. A voice that is absent may be there
    under another name.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": [
    ...     "Der Konflikt um Istrau dauert an. Er ist alt.", "Der Krieg um Istrau dauert an."]})
    >>> compare_stories(articles, "a", "b", unit="sentence")[["change", "detail"]]
        change            detail
    0  changed  Konflikt → Krieg
    1   only_a               NaN
    """
    pairs = list(_pairs(a)) if isinstance(a, pd.DataFrame) else [(a, b)]
    if any(b is None for _, b in pairs):
        raise OptionError("compare_stories: name two articles, or give rows of a stories table.")
    return compare_pairs(
        articles,
        [(str(one), str(other)) for one, other in pairs],
        unit=unit,
        function="compare_stories",
        quotations=quotations,
        mentions=mentions,
        sources=sources,
    )


def _pairs(stories: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield every two articles of different outlets in each story."""
    STORIES.require(stories, "story_id", "article_id", "outlet", function="compare_stories")
    for _, story in stories.groupby("story_id", sort=False):
        told = story[["article_id", "outlet"]].astype("object").to_numpy().tolist()
        for (one, here), (other, there) in combinations(told, 2):
            if here != there:
                yield str(one), str(other)
