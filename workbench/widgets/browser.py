"""The widget behind `browse_mentions`, `browse_kwic` and `browse_quotations`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import traitlets

from workbench.display.cells import timestamp
from workbench.labels import label, number
from workbench.widgets.base import Widget, script, sheet, still_of
from workbench.widgets.filtering import check_filters, passing
from workbench.widgets.layers import (
    headings_of,
    names_of,
    places_of,
    quotation_layer,
    speaker_layer,
)
from workbench.widgets.packing import articles_of, as_words, days_of, pack_articles, pack_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ROWS = 10_000  # rows that a page carries; of more, a sample is shown
_PAPER_ROWS = 20  # of them that stand in for the widget on paper


@dataclass(frozen=True)
class Kind:
    """What one kind of passages is made of: the columns that filter, label, colour and tell."""

    view: str  # mentions, kwic or quotations
    layer: str  # how the reader marks it: mention, hit or quotation
    facets: Sequence[str]
    chips: Sequence[str]
    facts: Sequence[str]
    tag: str = ""
    hue: str = ""
    bars: tuple[str, str] = ("", "")
    aligned: bool = False


class PassageBrowser(Widget):
    """Passages that a reader filters, counts and opens; `selected` is what the filters leave.

    Linked widgets (`ipywidgets.jslink`) share `filters`; a filter on a column
    that a table does not have is passed over.
    """

    _esm = script("dom", "text", "table", "reader", "filters", "bars", "passages")
    _css = sheet("base", "reader", "passages")

    filters = traitlets.Dict().tag(sync=True)
    bars: Any = traitlets.List().tag(sync=True)
    opened = traitlets.Int(-1).tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        articles: pd.DataFrame,
        kind: Kind,
        *,
        filters: Mapping[str, Any] | None = None,
        quotations: pd.DataFrame | None = None,
        lang: str = "de",
        tz: str = "Europe/Zurich",
    ) -> None:
        """Show the passages `from` to `to` (columns of `frame`) of the articles."""
        self._frame, self._kind = frame.drop(columns=["from", "to"]), kind
        articles = articles_of(frame, articles, f"browse_{kind.view}")
        self._keys = _keys(frame, articles, kind, tz)
        facets = [name for name in kind.facets if name in frame]
        checked = check_filters(filters or {}, facets)
        drawn = _drawn(len(frame))
        rows = frame.iloc[drawn].assign(day=self._keys["day"].iloc[drawn])
        here = articles_of(rows, articles, f"browse_{kind.view}")
        data = _data(rows, here, kind, quotations, lang)
        data["articles"] = pack_articles(here, tz=tz)
        data["note"] = _sampled(len(rows), len(frame), lang)
        bars = _bars(kind, data["facets"])
        super().__init__(lang=lang, data=data, filters=checked, bars=bars)
        self.observe(lambda _: self._draw_still(), names="filters")
        self._draw_still()

    @property
    def selected(self) -> pd.DataFrame:
        """The rows of the given table that the filters leave, with all its columns."""
        return self._frame[passing(self._keys, self.filters)]

    def _draw_still(self) -> None:
        kept = np.flatnonzero(passing(self._keys, self.filters))
        rows = self._keys.iloc[kept[:_PAPER_ROWS]]
        columns = [name for name in ("outlet", "day", *self._kind.chips) if name in rows]
        names = self.data["names"]
        cells = [
            [row["passage"], *(_word(names, name, row[name], self.lang) for name in columns)]
            for row in rows.to_dict("records")
        ]
        told = headings_of(["passage", *columns], self.lang)
        shown, total = number(len(cells), self.lang), number(len(self._keys), self.lang)
        left = number(len(kept), self.lang)
        caption = label("widget_still_rows", self.lang, shown=shown, left=left, total=total)
        self.still = still_of(caption, told.values(), cells, self.data["note"])


def _data(
    rows: pd.DataFrame,
    articles: pd.DataFrame,
    kind: Kind,
    quotations: pd.DataFrame | None,
    lang: str,
) -> dict[str, Any]:
    """Return what the view reads, but for the articles themselves."""
    places = places_of(articles)
    rows = rows.assign(article=as_words(rows["article_id"]).map(places))
    facets, facts, chips = (
        [name for name in names if name in rows] for names in (kind.facets, kind.facts, kind.chips)
    )
    words = dict.fromkeys([*facets, *facts, *chips, "day"])
    numbers = ("article", "start", "end", "from", "to", "repeat")
    table = pack_table(rows, values=words, numbers=numbers)
    hue, tag = (name if name in words else "" for name in (kind.hue, kind.tag))
    main = {"kind": kind.layer, "tag": tag, "hue": hue, "facts": facts, "table": None}
    more = quotation_layer(quotations, places) or [speaker_layer(rows, places)]
    told = dict.fromkeys([*words, "rule", *(n for layer in more for n in layer["facts"])])
    return {
        "view": kind.view,
        "aligned": kind.aligned,
        "around": kind.layer != "mention",  # a mention stands in its sentence, others in a context
        "table": table,
        "layers": [main, *more],
        "facets": [n for n in facets if len(table["columns"][n]["values"]) > 1],
        "chips": chips,
        "names": names_of(lang),
        "headings": headings_of(list(told), lang),
    }


def _bars(kind: Kind, facets: Sequence[str]) -> list[str]:
    """Return the columns of bars and panels: the kind's own, or the first that there is."""
    by, panel = (name if name in facets else "" for name in kind.bars)
    return [by or next((name for name in facets if name != panel), ""), panel]


def _word(names: dict[str, dict[str, str]], column: str, value: str, lang: str) -> str:
    """Return a value as readers read it."""
    if column == "day" and value:
        return timestamp(pd.Timestamp(value), lang, exact=False)
    return names.get(column, {}).get(value, value)


def _keys(frame: pd.DataFrame, articles: pd.DataFrame, kind: Kind, tz: str) -> pd.DataFrame:
    """Return what filters and the still picture ask of each row."""
    texts = dict(zip(as_words(articles["article_id"]), articles["text"], strict=True))
    places = zip(as_words(frame["article_id"]), frame["from"], frame["to"], strict=True)
    passages = [texts[article][start:end] for article, start, end in places]
    asked = dict.fromkeys([*kind.facets, *kind.chips, "outlet", "voice", "stance"])
    words = {name: as_words(frame[name]) for name in asked if name in frame}
    day = days_of(frame["published"], tz) if "published" in frame else ""
    keys = frame[[]].assign(**words, day=day, passage=passages)
    return keys.assign(repeat=frame["repeat"].astype(bool)) if "repeat" in frame else keys


def _drawn(n: int) -> np.ndarray[Any, Any]:
    """Return the numbers of the rows to show: all, or a random sample in the table's order."""
    if n <= MOST_ROWS:
        return np.arange(n)
    return np.sort(np.random.default_rng(0).choice(n, MOST_ROWS, replace=False))


def _sampled(shown: int, total: int, lang: str) -> str:
    if shown == total:
        return ""
    values = {"shown": number(shown, lang), "total": number(total, lang)}
    return label("widget_sampled", lang, **values)
