"""What the desk changed: a copy beside its origin, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.alignment.compare import compare_pairs
from workbench.tables import COPIES

if TYPE_CHECKING:
    import pandas as pd


def compare_copies(
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    quotations: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say what copies changed: sentences cut, added and changed, labels swapped, voices left out.

    Parameters
    ----------
    articles
        The articles in which `copies` were found.
    copies
        A copies table (`find_copies`), or some of its rows.
    quotations, mentions, sources
        What was found in the articles, for the rows of voices, labels and sources.

    Returns
    -------
    pandas.DataFrame
        A comparison table by sentences, a the origin and b the copy: only_a was cut, only_b was
        added, `detail` tells the changed words; rows of kind label say which labels the desk
        changed in sentences that it otherwise kept (`mark_copied` marks those that it kept).

    Raises
    ------
    TableError
        If a column is missing, or the spans were made from other texts.

    Notes
    -----
    Misleads where the copy rests on another version of the dispatch than the one in the corpus:
    then the agency made the change.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["d", "p"], "text": [
    ...     "Der Konflikt um Istrau dauert an.", "Der Krieg um Istrau dauert an. Wie lange noch?"]})
    >>> copies = pd.DataFrame({"article_id": ["p"], "source_id": ["d"]})
    >>> compare_copies(articles, copies)[["a_id", "b_id", "change", "detail"]]
      a_id b_id   change            detail
    0    d    p  changed  Konflikt → Krieg
    1    d    p   only_b               NaN
    """
    COPIES.require(copies, "article_id", "source_id", function="compare_copies")
    ends = copies["source_id"].astype(str), copies["article_id"].astype(str)
    return compare_pairs(
        articles,
        zip(*ends, strict=True),
        unit="sentence",
        function="compare_copies",
        quotations=quotations,
        mentions=mentions,
        sources=sources,
    )
