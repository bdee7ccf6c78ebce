"""The widget behind `browse_article`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from workbench.labels import label, number
from workbench.widgets.base import Widget, script, sheet, still_of
from workbench.widgets.packing import as_words

if TYPE_CHECKING:
    import pandas as pd

_PARAGRAPHS = 6  # of an article that stand in for the widget on paper


class ArticleReader(Widget):
    """Shows one article of a table; `selected` is its row."""

    _esm = script("dom", "text", "table", "reader", "article")
    _css = sheet("base", "reader")

    article = traitlets.Unicode().tag(sync=True)

    def __init__(self, articles: pd.DataFrame, *, article: str, **traits: Any) -> None:  # noqa: ANN401
        self._articles = articles
        super().__init__(article=article, **traits)
        self.observe(lambda _: self._draw_still(), names="article")
        self._draw_still()

    @property
    def selected(self) -> pd.DataFrame:
        """The row of the articles table that is open."""
        return self._articles[as_words(self._articles["article_id"]) == self.article].head(1)

    def _draw_still(self) -> None:
        items = self.data["articles"]["items"]
        place = next((i for i, item in enumerate(items) if item["id"] == self.article), None)
        if place is None:
            self.still = still_of(label("widget_nothing", self.lang), [], [])
            return
        item, zones = items[place], self.data["names"]["zone"]
        rows = [
            [zones.get(zone, zone), item["text"][start:end]]
            for zone, start, end in item["blocks"][:_PARAGRAPHS]
        ]
        shown, total = number(place + 1, self.lang), number(len(items), self.lang)
        caption = label("widget_still_article", self.lang, shown=shown, total=total)
        headings = [label("column_zone", self.lang), label("column_text", self.lang)]
        where = " · ".join(filter(None, [item["headline"], item["outlet"], item["day"]]))
        self.still = still_of(caption, headings, rows, where)
