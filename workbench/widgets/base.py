r"""What every live widget shares: its JavaScript, its wording, and a still picture for paper.

A widget is a subclass of `Widget` with a view written in plain JavaScript. To
add one:

1. Write ``resources/widgets/<view>.js``. It ends in ``export default { render };``,
   the only export; it imports nothing and names no address, for the same module
   must live in a report without a network. ``render({ model, el })`` draws into
   `el` with `h`, `button`, `rove`, `say` and the other helpers of ``dom.js``;
   words of articles only go in as strings, never as HTML.
2. Name the parts in the class: ``_esm = script("dom", "text", "<view>")`` and
   ``_css = sheet("base", "<view>")``. The view comes last.
3. Put what the view reads into `data` (see `workbench.widgets.packing`) and add
   a trait of your own for what the reader changes: ``history(model, "<trait>")``
   in JavaScript gives it a way back.
4. Put the reader-facing words into ``resources/labels/<lang>/<subject>.toml`` and
   name their prefix in `subjects`; the view finds them by ``say(model, "<rest of the key>")``.
5. Set `still`: the rows that stand in for the widget on paper and without
   JavaScript. The exporter prints them; a report never loses what was shown.

Hooks that tests use and that stay as they are: the root of a widget is
``.wb-w[data-wb-view=mentions|kwic|quotations|article]``; in it ``data-wb-part`` names the
parts (filters, facet with ``data-wb-column``, chosen, bars, panel, status, passages, pages,
reader, rule, text, note) and ``data-wb-key`` the controls (``undo``, ``reset``, ``search``,
``from``, ``to``, ``repeats``, ``count-own``, ``count-naive``, ``copy``, ``back``, ``earlier``,
``later``, ``<column>=<value>``). Bars are ``.wb-bar`` (buttons named «panel, value: number»),
passages ``.wb-passage[data-wb-row]``, marks in the text ``.wb-tag``; what is open has
``aria-current="true"``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from workbench.bundled import bundled_text
from workbench.errors import check_option
from workbench.labels import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def script(*parts: str) -> str:
    """Join JavaScript parts into the one module that Lab and reports load; the view is last.

    Examples
    --------
    >>> script("dom", "text", "article").count("export default")
    1
    """
    return "\n".join(bundled_text(f"widgets/{p}.js") for p in parts)


@cache
def sheet(*parts: str) -> str:
    """Join style sheets."""
    return "\n".join(bundled_text(f"widgets/{p}.css") for p in parts)


class Widget(anywidget.AnyWidget):
    """A live view: what it reads (`data`), its wording, and its still picture (`still`)."""

    _esm = ""
    subjects: tuple[str, ...] = ("widget_",)

    lang = traitlets.Unicode("de").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    still = traitlets.Dict().tag(sync=True)

    def __init__(self, *, lang: str = "de", **traits: object) -> None:
        check_option("lang", lang, LANGUAGES)
        words: dict[str, str] = {}
        for prefix in self.subjects:
            words |= wording(prefix, lang)
        super().__init__(lang=lang, words=words, **traits)


def still_of(
    caption: str, headings: Iterable[str], rows: Iterable[Iterable[str]], note: str = ""
) -> dict[str, Any]:
    """Return the rows that stand in for a widget on paper, as `still` holds them.

    Examples
    --------
    >>> still_of("1 of 3 places", ["sentence"], [["Es ist Krieg."]])["rows"]
    [['Es ist Krieg.']]
    """
    cells = [[str(cell) for cell in row] for row in rows]
    return {"caption": caption, "headings": list(headings), "rows": cells, "note": note}
