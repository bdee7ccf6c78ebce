"""Look through hits in context, aligned, with the article beside them: `browse_kwic`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import check_option
from workbench.labels import LANGUAGES
from workbench.tables import KWIC
from workbench.widgets.layers import HIT_FACTS
from workbench.widgets.packing import around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from workbench.widgets.browser import PassageBrowser

_FACETS = ("outlet", "zone", "node", "section", "language")


def browse_kwic(
    kwic: pd.DataFrame,
    articles: pd.DataFrame,
    quotations: pd.DataFrame | None = None,
    *,
    filters: Mapping[str, Any] | None = None,
    columns: Sequence[str] = (),
    lang: str = "de",
    tz: str = "Europe/Zurich",
) -> PassageBrowser:
    """Count hits in bars, read them below one another, and open the article of a hit.

    Parameters
    ----------
    kwic
        A kwic table, as `kwic` gives it.
    articles
        The articles that it was made from.
    quotations
        Their quotations, if the reader is to mark them too.
    filters
        State to begin with, as for `browse_mentions`.
    columns
        More columns of the table to filter and count by.
    lang
        Language of the wording: ``de`` or ``en``.
    tz
        Time zone of the dates.

    Returns
    -------
    PassageBrowser
        A widget. Its `selected` has the rows of `kwic` that the filters leave.

    Raises
    ------
    TableError
        If a column or an article is missing, or the texts have changed.
    OptionError
        If a filter is not known.

    Misleads when
        The kwic table itself is a sample (`n_total` says so): the bars count
        its rows.

    Examples
    --------
    >>> import pandas as pd
    >>> import workbench as wb
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Der Krieg. Kein Krieg."]})
    >>> hits = wb.kwic(wb.tokenize(articles), "Krieg")
    >>> len(browse_kwic(hits, articles, filters={"search": "kein"}).selected)
    2
    """
    from workbench.widgets.browser import Kind, PassageBrowser

    check_option("lang", lang, LANGUAGES)
    KWIC.require(kwic, "article_id", "start", "end", *columns, function="browse_kwic")
    kind = Kind(
        view="kwic",
        layer="hit",
        facets=(*_FACETS, *columns),
        chips=("zone",),
        facts=HIT_FACTS,
        bars=("outlet", ""),
        aligned=True,
    )
    frame = around(kwic, articles, "browse_kwic")
    return PassageBrowser(
        frame, articles, kind, filters=filters, quotations=quotations, lang=lang, tz=tz
    )
