"""Look through quotations and who speaks, with the article beside them: `browse_quotations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import check_option
from workbench.labels import LANGUAGES
from workbench.tables import QUOTATIONS
from workbench.widgets.layers import QUOTATION_FACTS
from workbench.widgets.packing import around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from workbench.widgets.browser import PassageBrowser

_FACETS = (
    "kind", "outlet", "person", "speaker_name", "role", "medium", "rule", "zone", "section",
    "language",
)  # fmt: skip
_CHIPS = ("speaker_name", "kind", "cue", "medium", "rule")


def browse_quotations(
    quotations: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    filters: Mapping[str, Any] | None = None,
    columns: Sequence[str] = (),
    lang: str = "de",
    tz: str = "Europe/Zurich",
) -> PassageBrowser:
    """Count quotations in bars, open the passages behind a bar, and read them in their article.

    Parameters
    ----------
    quotations
        A quotations table, as `find_quotations` gives it.
    articles
        The articles that it was made from.
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
        A widget. Its `selected` has the rows of `quotations` that the filters leave.

    Raises
    ------
    TableError
        If a column or an article is missing, or the texts have changed.
    OptionError
        If a filter is not known.

    Misleads when
        The bars are taken for shares of words: they count spans, and a
        discontinuous quotation has several; `count_sources` counts words.

    Examples
    --------
    >>> import pandas as pd
    >>> import workbench as wb
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["«Krieg», sagte Anna Keller."]})
    >>> browser = browse_quotations(wb.find_quotations(articles), articles)
    >>> browser.selected["speaker_name"].tolist()
    ['Anna Keller']
    """
    from workbench.widgets.browser import Kind, PassageBrowser

    check_option("lang", lang, LANGUAGES)
    names = ("article_id", "start", "end", *columns)
    QUOTATIONS.require(quotations, *names, function="browse_quotations")
    kind = Kind(
        view="quotations",
        layer="quotation",
        facets=(*_FACETS, *columns),
        chips=_CHIPS,
        facts=QUOTATION_FACTS,
        tag="kind",
        hue="kind",
        bars=("kind", "outlet"),
    )
    frame = around(quotations, articles, "browse_quotations")
    return PassageBrowser(frame, articles, kind, filters=filters, lang=lang, tz=tz)
