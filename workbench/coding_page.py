"""A page that a class codes on: one file, offline, without accounts.

The same view as `browse_codes`. The page stores nothing and sends nothing; what
was coded leaves it as a short text or a QR code, which `read_codes` reads.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import OptionError, check_option
from workbench.labels import LANGUAGES, label
from workbench.widgets.codes import coding_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def write_coding_page(
    sheet: pd.DataFrame,
    path: str | Path,
    codebook: pd.DataFrame | None = None,
    *,
    questions: Iterable[str] = ("voice", "stance"),
    title: str | None = None,
    lang: str = "de",
) -> Path:
    """Write a page on which people code a sheet and hand in a short text.

    Parameters
    ----------
    sheet
        A sheet (`sample_mentions`). Keep it: `read_codes` needs it with the texts.
    path
        The HTML file to write.
    codebook
        A codebook (`read_codebook`), for definitions and examples.
    questions
        What to ask: ``"label"``, ``"voice"``, ``"stance"``.
    title
        Heading of the page.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    pathlib.Path
        The file. It holds the passages of the sheet, so the articles' rights apply to it.

    Raises
    ------
    TableError
        If a column is missing.
    OptionError
        If a question or the language is not known, or `path` is no path.

    Examples
    --------
    >>> write_coding_page(sheet, "coding.html", codebook)  # doctest: +SKIP
    PosixPath('coding.html')
    """
    from workbench.report.hosting import host_widgets
    from workbench.report.templates import fill_template
    from workbench.widgets.coder import Coder

    check_option("lang", lang, LANGUAGES)
    if not isinstance(path, (str, PathLike)):
        raise OptionError(
            f"write_coding_page: path is the file to write, such as 'coding.html', not a "
            f"{type(path).__name__}. The codebook stands behind it: "
            "write_coding_page(sheet, 'coding.html', codebook)."
        )
    data = coding_data(sheet, codebook, questions=questions, lang=lang)
    view = Coder(sheet, data=data | {"hand_in": True}, lang=lang)
    state = {"model_module": "anywidget", "model_name": "Coder", "state": view.get_state()}
    view.close()
    hosted = host_widgets({"codes": state}, lang)
    words = {
        "intro": label("codes_page_intro", lang),
        "needs_script": label("codes_needs_script", lang),
    }
    target = Path(path).expanduser()
    target.parent.mkdir(parents=True, exist_ok=True)
    page = fill_template(
        "report/coding.html.j2",
        lang=lang,
        title=title or label("codes_title", lang),
        words=words,
        hosted=hosted,
    )
    target.write_text(page, encoding="utf-8")
    return target
