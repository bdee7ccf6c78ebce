"""Choose outlets, zones and words, and see the counts: `browse_words`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import check_option
from workbench.frequency import count_words
from workbench.grouping import codes_of
from workbench.labels import LANGUAGES, label
from workbench.plots import plot_words
from workbench.runs import runs_of
from workbench.tables import COUNTED_ZONES, TOKENS, ZONES

if TYPE_CHECKING:
    from ipywidgets import VBox

_MOST_ROWS = 8  # rows of a list of choices before it scrolls
_WIDE = {"description_width": "9em"}


def browse_words(tokens: pd.DataFrame, *, lang: str = "de", top: int = 15) -> VBox:
    """Count words live: by outlet and zone, with or without function words.

    The controls only choose; `count_words` counts and `plot_words` draws. In a
    report the figure stands as it was when the notebook ran, with the state of
    the controls above it.

    Parameters
    ----------
    tokens
        A tokens table, as `tokenize` gives it.
    lang
        Language of the wording: ``de`` or ``en``.
    top
        Number of words to begin with.

    Returns
    -------
    ipywidgets.VBox
        The controls and the figure.

    Examples
    --------
    >>> browse_words(tokens)  # doctest: +SKIP
    """
    import ipywidgets as widgets

    check_option("lang", lang, LANGUAGES)
    TOKENS.require(tokens, "outlet", "zone", function="browse_words")
    articles = _articles(tokens)
    outlets = sorted(map(str, articles["outlet"].dropna().unique()))
    unknown = [(label("unknown", lang), "")] if articles["outlet"].isna().any() else []
    media = [*((name, name) for name in outlets), *unknown]
    found = set(tokens["zone"].unique())
    zones = [(label(f"zone_{zone}", lang), zone) for zone in ZONES if zone in found]
    counted = [zone for _, zone in zones if zone in COUNTED_ZONES]
    controls = {
        "outlets": _choice(media, [value for _, value in media], "outlets", lang),
        "zones": _choice(zones, counted, "zones", lang),
        "compare": widgets.Checkbox(description=label("control_by", lang), indent=False),
        "stop_words": widgets.Checkbox(description=label("control_stop", lang), indent=False),
        "search": widgets.Text(
            description=label("control_search", lang), continuous_update=False, style=_WIDE
        ),
        "top": widgets.IntSlider(
            top, 5, 40, description=label("control_top", lang), continuous_update=False, style=_WIDE
        ),
    }
    figure = widgets.Output()
    view = _View(tokens, articles, controls, figure, lang)
    for control in controls.values():
        control.observe(view.draw, names="value")
    view.draw()
    return widgets.VBox([*controls.values(), figure])


def _choice(options: list[Any], chosen: list[str], name: str, lang: str) -> Any:  # noqa: ANN401 (ipywidgets has no types)
    import ipywidgets as widgets

    rows = min(max(len(options), 1), _MOST_ROWS)
    words = label(f"control_{name}", lang)
    return widgets.SelectMultiple(
        options=options, value=chosen, description=words, rows=rows, style=_WIDE
    )


class _View:
    """Draws what the controls say."""

    def __init__(
        self,
        tokens: pd.DataFrame,
        articles: pd.DataFrame,
        controls: dict[str, Any],
        figure: Any,  # noqa: ANN401 (an Output)
        lang: str,
    ) -> None:
        self.tokens, self.articles, self.lang = tokens, articles, lang
        self.outlets = sorted(map(str, articles["outlet"].dropna().unique()))
        self.controls, self.figure = controls, figure

    def draw(self, _: object = None) -> None:
        """Count, draw, and show the figure in its place."""
        import matplotlib.pyplot as plt
        from IPython.display import display

        words = self.count()
        self.figure.clear_output(wait=True)
        with self.figure:
            if words.empty:
                print(label("nothing_to_plot", self.lang))  # noqa: T201 (into the Output)
                return
            by = "outlet" if "outlet" in words else None
            groups = self.outlets if by else None
            top, stop_words = self.controls["top"].value, self.controls["stop_words"].value
            axes = plot_words(
                words, by=by, groups=groups, top=top, stop_words=stop_words, lang=self.lang
            )
            figure = axes.get_figure(root=True)
            display(figure)  # type: ignore[no-untyped-call]
            plt.close(figure)

    def count(self) -> pd.DataFrame:
        """Return the words that the controls ask for."""
        value = {name: control.value for name, control in self.controls.items()}
        outlet, wanted = self.articles["outlet"], value["search"].strip()
        kept = outlet.isin(value["outlets"]) | (outlet.isna() & ("" in value["outlets"]))
        words = count_words(
            self.tokens,
            articles=self.articles[kept],
            by="outlet" if value["compare"] else None,
            zones=value["zones"],
            stop_words=value["stop_words"],
            top=None if value["compare"] or wanted else value["top"],
            dispersion=False,
        )
        if not wanted:
            return words
        return words[words["lemma"].str.contains(wanted, case=False, regex=False)]


def _articles(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the articles of the tokens with their outlets."""
    runs = runs_of(tokens, ["outlet"], zones=None, tz="UTC", function="browse_words")
    ids = codes_of(tokens["article_id"])[1].take(runs.article)
    outlet = runs.labels["outlet"].take(runs.group).array
    return pd.DataFrame({"article_id": ids, "outlet": outlet})
