"""Versions: what changed in an article after it was published.

Two articles are versions of one when they stand under one address of one outlet and their texts
differ; near-equal texts under two addresses are found by `find_copies` (kind ``version``). The
older is the one changed earlier (`updated`, else `published`).

Misleads when the outlet changes an address with the headline, or keeps several stories under one
(a live blog): then pairs are missed, or are no versions. What was changed between two saved states
and changed back is not seen.

Source
------
Word diff: Ratcliff, J. W. and Metzener, D. E. (1988): Pattern matching: the Gestalt approach.
Dr. Dobb's Journal 13 (7), as in Python's `difflib`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.alignment.compare import compare_pairs
from workbench.alignment.origins import version_pairs
from workbench.errors import OptionError
from workbench.tables import ARTICLES, COPIES

if TYPE_CHECKING:
    import pandas as pd


def compare_versions(
    articles: pd.DataFrame,
    old: str | pd.DataFrame | None = None,
    new: str | None = None,
    *,
    quotations: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say what changed between versions of an article: headline, sentences, labels, voices.

    Parameters
    ----------
    articles
        The articles. Reads `article_id`, `text` and, if there, `layout`, `language`, `outlet`,
        `url`, `published`, `updated`.
    old, new
        The ids of two articles; or a copies table, whose versions are compared; or nothing, and
        every two consecutive articles under one address of one outlet are.
    quotations, mentions, sources
        What was found in the articles, for the rows of voices, labels and sources.

    Returns
    -------
    pandas.DataFrame
        A comparison table by sentences, a the older version and b the newer, with `a_when` and
        `b_when`. `detail` tells the changed words of a sentence.

    Raises
    ------
    TableError
        If there is no such article, or the spans were made from other texts.
    OptionError
        If one of two ids is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["v2", "v1"], "outlet": "Bote", "url": "b.example/1",
    ...     "updated": pd.to_datetime(["2024-03-09 21:50", "2024-03-09 14:35"], utc=True),
    ...     "text": ["Der Krieg um Istrau dauert an.", "Der Konflikt um Istrau dauert an."]})
    >>> compare_versions(articles)[["a_id", "b_id", "change", "detail"]]
      a_id b_id   change            detail
    0   v1   v2  changed  Konflikt → Krieg
    """
    ARTICLES.require(articles, "article_id", "text", function="compare_versions")
    return compare_pairs(
        articles,
        _pairs(articles, old, new),
        unit="sentence",
        function="compare_versions",
        quotations=quotations,
        mentions=mentions,
        sources=sources,
    )


def _pairs(
    articles: pd.DataFrame, old: str | pd.DataFrame | None, new: str | None
) -> list[tuple[str, str]]:
    if old is None and new is None:
        return version_pairs(articles)
    if isinstance(old, str) and new is not None:
        return [(old, new)]
    if old is None or isinstance(old, str):
        raise OptionError("compare_versions: name both versions, the older first.")
    COPIES.require(old, "article_id", "source_id", "kind", function="compare_versions")
    found = old[old["kind"].astype(str) == "version"]
    return list(zip(found["source_id"].astype(str), found["article_id"].astype(str), strict=True))
