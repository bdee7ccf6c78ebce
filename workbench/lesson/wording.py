"""Wordings with words of an article in them: escaped, cut to length, each in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from workbench.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.lesson.reading import Page

LONGEST = 240  # characters of a passage


def say(key: str, lang: str, **values: object) -> Markup:
    """Return a wording of ``lesson.toml``; what is put into it is escaped.

    Examples
    --------
    >>> say("lesson_line", "en", line="<3>")
    Markup('line &lt;3&gt;')
    """
    open_places = label(
        f"lesson_{key}" if not key.startswith("lesson_") else key,
        lang,
        **{name: "{" + name + "}" for name in values},
    )
    return escape(open_places).format(**values)


def cite(words: str, page: Page, lang: str, *, longest: int = LONGEST) -> Markup:
    """Return words of an article, marked with their language where the page has another."""
    plain = shorten(words, longest)
    if page.language == lang:
        return escape(plain)
    return Markup('<span lang="{}">{}</span>').format(page.language, plain)


def shorten(words: str, longest: int = LONGEST) -> str:
    """Cut at a blank and say so.

    Examples
    --------
    >>> shorten("Der Krieg tobt weiter", 12)
    'Der Krieg …'
    """
    plain = " ".join(words.split())
    if len(plain) <= longest:
        return plain
    return plain[: longest - 1].rsplit(" ", 1)[0] + " …"


def listed(words: Sequence[str], lang: str) -> Markup:
    """Join words with commas and a last *and*; what is no markup yet is escaped.

    Examples
    --------
    >>> listed(["4", "9", "12"], "en")
    Markup('4, 9 and 12')
    """
    if len(words) < 2:  # noqa: PLR2004 (one word needs no joining)
        return Markup("").join(words)
    joined = Markup(", ").join(words[:-1])
    return Markup("{} {} {}").format(joined, label("lesson_and", lang), words[-1])
