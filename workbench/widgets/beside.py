"""The widget behind `browse_stories`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from workbench.labels import label
from workbench.widgets.base import Widget, script, sheet, still_of

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 12  # parts that stand in for the widget on paper
_PARTS = ("headline", "paragraph", "sentence")


class StoryReader(Widget):
    """Shows two articles of one story; `selected` is their comparison."""

    _esm = script("dom", "text", "table", "stories")
    _css = sheet("base", "stories")
    subjects = ("widget_", "compare_")

    choice = traitlets.Dict().tag(sync=True)

    def __init__(self, comparison: pd.DataFrame, *, choice: dict[str, str], **traits: Any) -> None:  # noqa: ANN401
        self._comparison = comparison
        super().__init__(choice=choice, **traits)
        self.observe(lambda _: self._draw_still(), names="choice")
        self._draw_still()

    @property
    def selected(self) -> pd.DataFrame:
        """The rows of the comparison that is open; a and b as the table has them."""
        chosen = {self.choice.get("a"), self.choice.get("b")}
        pair = self._comparison[["a_id", "b_id"]]
        rows = pair["a_id"].isin(chosen) & pair["b_id"].isin(chosen)
        return self._comparison[rows].reset_index(drop=True)

    def _draw_still(self) -> None:
        rows = self.selected
        parts = rows[rows["kind"].isin(_PARTS)].head(_ROWS)
        if parts.empty:
            self.still = still_of(label("widget_nothing", self.lang), [], [])
            return
        first = parts.iloc[0]
        names = [str(first[f"{s}_outlet"] or first[f"{s}_id"]) for s in "ab"]
        plain = parts[["change", "a_text", "b_text"]].astype("object")
        cells = plain.where(plain.notna(), "").to_numpy().tolist()
        states = {change: self._state(change) for change in parts["change"].unique()}
        told = [[states[change], a, b] for change, a, b in cells]
        headings = [label("column_change", self.lang), *names]
        self.still = still_of(label("compare_title", self.lang), headings, told)

    def _state(self, change: str) -> str:
        return label(f"compare_{'only' if change.startswith('only') else change}", self.lang)
