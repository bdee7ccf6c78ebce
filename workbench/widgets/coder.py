"""The widget behind `browse_codes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import traitlets

from workbench.code_text import VARIABLES, Answer, encode_codes
from workbench.labels import label, number
from workbench.readers.writers import write_frame
from workbench.tables import CODES
from workbench.widgets.base import Widget, script, sheet, still_of

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = 8  # passages that stand in for the widget on paper


class Coder(Widget):
    """Asks about one passage after the other; `codes` is what was answered so far."""

    _esm = script("dom", "qr", "codes")
    _css = sheet("base", "codes")
    subjects = ("codes_",)

    answers = traitlets.Dict().tag(sync=True)  # "place:question" -> [code, unsure]
    notes = traitlets.Dict().tag(sync=True)  # "place" -> words
    coder = traitlets.Unicode().tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)

    def __init__(self, sheet: pd.DataFrame, *, file: Path | None = None, **traits: Any) -> None:  # noqa: ANN401
        self._sheet, self._file = sheet, file
        super().__init__(**traits)
        self.still = self._still()
        self.observe(lambda _: self._save(), names=["answers", "notes"])

    @property
    def codes(self) -> pd.DataFrame:
        """The codes table so far."""
        return codes_of(self._sheet, self.coder, self.answers, self.notes)

    @property
    def text(self) -> str:
        """The answers as one short text, for `read_codes`."""
        given = [
            Answer(int(place), variable, code, unsure)
            for (place, variable), (code, unsure) in (
                (key.split(":"), answer) for key, answer in self.answers.items()
            )
        ]
        return encode_codes(self.data["sheet"], self.coder, self.data["n"], given)

    def _save(self) -> None:
        """Write all answers anew: the file is whole at any moment."""
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_name(f".{self._file.stem}.part.csv")
        write_frame(self.codes, part, (".csv",), quote=False)
        part.replace(self._file)

    def _still(self) -> dict[str, Any]:
        items = self.data["items"]
        rows = [
            [item["label"], f"{item['before'][-80:]}[{item['surface']}]{item['after'][:80]}"]
            for item in items[:_ROWS]
        ]
        values = {"shown": number(len(rows), self.lang), "total": number(len(items), self.lang)}
        headings = [label("codes_label", self.lang), label("column_text", self.lang)]
        return still_of(label("codes_still", self.lang, **values), headings, rows)


def codes_of(
    sheet: pd.DataFrame, coder: str, answers: dict[str, list[Any]], notes: dict[str, str]
) -> pd.DataFrame:
    """Return the answers of a view as a codes table, in the order of the sheet."""
    ordered = sheet.sort_values("item", kind="stable")[["item", "article_id", "start", "end"]]
    spans = list(ordered.itertuples(index=False, name=None))
    keys = [(int(place), variable) for place, variable in (key.split(":") for key in answers)]
    noted = [(int(place), "voice") for place in notes if not any(int(place) == p for p, _ in keys)]
    order = list(VARIABLES)
    rows = []
    for place, variable in sorted([*keys, *noted], key=lambda key: (key[0], order.index(key[1]))):
        code, unsure = answers.get(f"{place}:{variable}", [None, False])
        note = notes.get(str(place)) or None
        rows.append((coder, *spans[place], variable, code, unsure, note))
    return CODES.conform(pd.DataFrame(rows, columns=CODES.names))
