"""Choose what each output shows in a report, and refuse figures without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.labels import label
from workbench.report.execute import NUMBER
from workbench.report.flatten import HOSTED

if TYPE_CHECKING:
    from nbformat import NotebookNode

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
PRIORITY = ("text/html", "text/markdown", *PICTURES, "text/latex", "text/plain")
NO_ALT = "No description has been provided for this image"  # what nbconvert would write


def settle(nb: NotebookNode, lang: str) -> list[int]:
    """Leave one form of each output, and give each picture its words as `alt`.

    Returns
    -------
    list of int
        Numbers of the cells with a picture that has none.
    """
    silent = []
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [o for o in cell.outputs if not _is_blank(o)]
        for output in cell.outputs:
            if "data" in output and HOSTED not in output.metadata:
                _settle_data(output, lang)
                if output.metadata.get("alt") == "":
                    silent.append(cell.metadata.get(NUMBER, 0))
                    output.metadata["alt"] = NO_ALT
    return silent


def without_alt(name: str, cells: list[int]) -> str:
    """Say which pictures lack words, and how to give them."""
    places = ", ".join(map(str, dict.fromkeys(cells)))
    return (
        f"{name}: a picture in cell {places} has no description for readers who can't see it.\n"
        "  In the cell that draws it, add: wb.describe_figure(ax, '…what it shows…'). "
        "A picture in Markdown takes it in the brackets: ![what it shows](file.png)."
    )


def _is_blank(output: NotebookNode) -> bool:
    """Tell whether an output has nothing to show, such as a progress bar's remains."""
    if output.output_type == "stream":
        return not output.text.strip()
    data = output.get("data")
    return data is not None and not any(str(value).strip() for value in data.values())


def _settle_data(output: NotebookNode, lang: str) -> None:
    data, metadata = output.data, output.metadata
    chosen = next((kind for kind in PRIORITY if str(data.get(kind, "")).strip()), None)
    if chosen is None:
        kinds = ", ".join(data)
        output.data = {"text/plain": label("removed", lang, what=kinds)}
        return
    output.data = {chosen: data[chosen]}
    if chosen in PICTURES:
        metadata["alt"] = _alt(metadata, chosen)
        metadata["width"] = metadata.get(chosen, {}).get("width")


def _alt(metadata: dict[str, Any], kind: str) -> str:
    words = metadata.get(kind, {}).get("alt") or metadata.get("alt") or ""
    return "" if NO_ALT in words else str(words).strip()
