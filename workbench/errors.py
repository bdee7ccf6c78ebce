"""What can go wrong, in words that say what to do."""

from __future__ import annotations

from operator import index
from typing import SupportsIndex


class WorkbenchError(ValueError):
    """Base of all errors that this package raises on purpose."""


class TableError(WorkbenchError):
    """A table lacks a column, or mixes rows that do not belong together."""


class ReadError(WorkbenchError):
    """A source gave no article (with ``errors="raise"``), or there is no such source."""


class OptionError(WorkbenchError):
    """An argument is not one of the words it may be."""


class ReportError(WorkbenchError):
    """A notebook could not become a report."""


class PrintWarning(UserWarning):
    """Pages were written and not printed; says how to get them on paper."""


class LoadWarning(UserWarning):
    """Some items of a source gave no article; `check_articles` lists them."""


def check_option(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not allowed, and guess what was meant.

    Examples
    --------
    >>> check_option("case", "lowre", ("lower", "keep"))
    Traceback (most recent call last):
    ...
    workbench.errors.OptionError: case='lowre' is not known. Did you mean 'lower'? ...
    """
    if value in allowed:
        return
    from difflib import get_close_matches

    guess = get_close_matches(str(value), allowed, n=1)
    hint = f" Did you mean {guess[0]!r}?" if guess else ""
    raise OptionError(f"{name}={value!r} is not known.{hint} Known: {', '.join(allowed)}.")


def check_count(function: str, *, least: int = 1, **values: SupportsIndex) -> None:
    """Refuse what is no whole number from `least` on.

    Examples
    --------
    >>> check_count("count_words", min_n=1, top=0)
    Traceback (most recent call last):
    ...
    workbench.errors.OptionError: count_words: top=0 must be a whole number, 1 or more.
    """
    for name, value in values.items():
        try:
            enough = index(value) >= least
        except TypeError:  # a text, or 1.5
            enough = False
        if not enough:
            raise OptionError(
                f"{function}: {name}={value!r} must be a whole number, {least} or more."
            )
