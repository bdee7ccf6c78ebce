"""Words that a reader sees, in German and English.

Code, columns and messages are in English; headings of plots, reports and
widgets come from ``resources/labels/<language>.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from workbench.errors import check_option

LANGUAGES = ("de", "en")


@cache
def _labels(lang: str) -> dict[str, str]:
    path = files("workbench") / "resources" / "labels" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def label(key: str, lang: str = "de", **values: object) -> str:
    """Return the wording of `key`, with ``{name}`` places filled from `values`.

    Examples
    --------
    >>> label("n_articles", "de")
    'Artikel'
    """
    check_option("lang", lang, LANGUAGES)
    return _labels(lang)[key].format(**values)


def number(value: float, lang: str = "de", digits: int = 0) -> str:
    r"""Write a number as German (1 234,5) or English (1,234.5) readers expect.

    Examples
    --------
    >>> number(1234.5, "en", 1), number(1234.5, "de", 1)
    ('1,234.5', '1\u202f234,5')
    """
    text = f"{value:,.{digits}f}"
    if lang == "de":
        return text.replace(",", "\u202f").replace(".", ",")
    return text
