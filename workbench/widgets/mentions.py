"""Look through mentions, from the bar to the sentence and its rule: `browse_mentions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import check_option
from workbench.labels import LANGUAGES
from workbench.tables import MENTIONS
from workbench.widgets.layers import MENTION_FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from workbench.widgets.browser import PassageBrowser

_FACETS = ("frame", "outlet", "voice", "stance", "label", "zone", "section", "language")
_CHIPS = ("frame", "voice", "speaker", "stance", "voice_rule", "stance_rule")


def browse_mentions(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    quotations: pd.DataFrame | None = None,
    *,
    filters: Mapping[str, Any] | None = None,
    columns: Sequence[str] = (),
    lang: str = "de",
    tz: str = "Europe/Zurich",
) -> PassageBrowser:
    """Count mentions in bars, open the passages behind a bar, and read them in their article.

    A switch counts all places or only those in the outlet's own voice that are
    asserted. Choices can be undone, and ``widget.selected`` is the table of
    what they leave.

    Parameters
    ----------
    mentions
        A mentions table; with `voice` and `stance` once they are marked.
    articles
        The articles that it was made from.
    quotations
        Their quotations, if the reader is to mark them too.
    filters
        State to begin with: by column the values that stay, such as
        ``{"outlet": ["Blick"]}``; also ``from``, ``to`` (days or months),
        ``search``, ``own`` (own voice, asserted) and ``repeats``.
    columns
        More columns of the table to filter and count by.
    lang
        Language of the wording: ``de`` or ``en``.
    tz
        Time zone of the dates.

    Returns
    -------
    PassageBrowser
        A widget. Its `selected` has the rows of `mentions` that the filters
        leave, with the same columns; its `filters` can be set, too.

    Raises
    ------
    TableError
        If a column or an article is missing, or the texts have changed.
    OptionError
        If a filter is not known.

    Misleads when
        Bars of outlets of unequal size are compared: they are counts, not
        shares; `count_frames` has denominators and intervals. More than 10 000
        mentions are sampled for the page (the view says so), `selected` is not.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Es ist Krieg. Kein Angriff."]})
    >>> mentions = pd.DataFrame({
    ...     "article_id": ["a", "a"], "start": [7, 19], "end": [12, 26],
    ...     "sentence_start": [0, 14], "sentence": ["Es ist Krieg.", "Kein Angriff."],
    ...     "frame": ["war", "attack"],
    ... })
    >>> browser = browse_mentions(mentions, articles, filters={"frame": "attack"}, lang="en")
    >>> browser.selected["sentence"].tolist()
    ['Kein Angriff.']
    """
    from workbench.widgets.browser import Kind, PassageBrowser

    check_option("lang", lang, LANGUAGES)
    needed = ("article_id", "start", "end", "sentence_start", "sentence")
    MENTIONS.require(mentions, *needed, *columns, function="browse_mentions")
    ends = mentions["sentence_start"] + mentions["sentence"].str.len().astype("int64")
    frame = mentions.assign(**{"from": mentions["sentence_start"], "to": ends})
    kind = Kind(
        view="mentions",
        layer="mention",
        facets=(*_FACETS, *columns),
        chips=_CHIPS,
        facts=MENTION_FACTS,
        tag="frame",
        hue="frame",
        bars=("frame", "outlet"),
    )
    return PassageBrowser(
        frame, articles, kind, filters=filters, quotations=quotations, lang=lang, tz=tz
    )
