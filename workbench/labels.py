"""Words that a reader sees, in German and English.

Code, columns and messages are in English; headings of plots, reports and
widgets come from ``resources/labels/<language>/``, one file a subject. No two
files of a language hold the same key, and both languages hold the same keys.
"""

from __future__ import annotations

import tomllib
from functools import cache

from workbench.bundled import RESOURCES
from workbench.errors import check_option

LANGUAGES = ("de", "en")


@cache
def _labels(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((RESOURCES / "labels" / lang).iterdir(), key=lambda path: path.name):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def label(key: str, lang: str = "de", **values: object) -> str:
    """Return the wording of `key`, with ``{name}`` places filled from `values`.

    Examples
    --------
    >>> label("n_articles", "de")
    'Artikel'
    """
    check_option("lang", lang, LANGUAGES)
    return _labels(lang)[key].format(**values)


def wording(prefix: str, lang: str = "de") -> dict[str, str]:
    """Return every wording whose key begins with `prefix`, without it; places stay open.

    For views that fill the places themselves, in the page.

    Examples
    --------
    >>> wording("mentions_s", "en")
    {'hown': '{shown} of {total} places shown'}
    """
    check_option("lang", lang, LANGUAGES)
    words = _labels(lang).items()
    return {key.removeprefix(prefix): text for key, text in words if key.startswith(prefix)}


def column_heading(column: str, lang: str = "de") -> str:
    """Return what a column is called for readers; its own name if there is no word for it.

    Examples
    --------
    >>> [column_heading(name) for name in ("n_articles", "lead", "my_column")]
    ['in Artikeln', 'Lead', 'my_column']
    """
    check_option("lang", lang, LANGUAGES)
    words = _labels(lang)
    return words.get(f"column_{column}") or words.get(f"zone_{column}") or column


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
