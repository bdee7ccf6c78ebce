"""Lines that give the date of an article, and which date it is."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from workbench.bundled import bundled_toml
from workbench.dates import DEFAULT_TZ, MAX_LENGTH, Moment, parse_date

# What is left of a date line without its date, label, clock and weekday: a name at most.
MOST_LEFT = 5


@cache
def _words() -> dict[str, Any]:
    return bundled_toml("dates.toml")


@cache
def _label(kind: str) -> re.Pattern[str]:
    words = sorted(_words()["labels"][kind], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _noise() -> re.Pattern[str]:
    """Words of a date line that are neither its label nor anybody's name."""
    words = _words()
    known = [*words["months"], *words["zones"], *words["weekdays"], *words["noise"]]
    known += [*words["labels"]["published"], *words["labels"]["updated"]]
    ordered = sorted(map(re.escape, known), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(ordered)})(?![^\W\d_])", re.IGNORECASE)


def is_date_line(text: str, *, tz: str = DEFAULT_TZ) -> bool:
    """Tell whether a line is there to give a date, and nothing else.

    Examples
    --------
    >>> is_date_line("Veröffentlicht am 02.08.2023Lesedauer: 3 Minuten")
    True
    >>> is_date_line("Am 2. August 2023 blieb eine Bahn stehen.")
    False
    """
    if len(text) > MAX_LENGTH or not any(map(str.isdigit, text)):
        return False
    if parse_date(text, tz=tz, year=2000) is None:
        return False
    words = leftover(text).split()
    if has_label(text):
        return len(words) <= MOST_LEFT
    if text.rstrip().endswith("."):
        return not words  # «9. April 2022.» but not «Das Spiel ist am 9. April.»
    return len(words) <= 1 or (len(words) <= MOST_LEFT and words[0].casefold() in _before_name())


def has_label(text: str) -> bool:
    """Tell whether a line says that it gives a date: «Stand», «Aktualisiert».

    Examples
    --------
    >>> has_label("| Stand: 19.09.2022, 17:40"), has_label("19.09.2022")
    (True, False)
    """
    return bool(_label("published").search(text) or _label("updated").search(text))


@cache
def _before_name() -> frozenset[str]:
    return frozenset(_words()["before_name"])


def leftover(text: str) -> str:
    """Return the words of a date line that are not about time.

    Examples
    --------
    >>> leftover("Von Anna Blum, 9. April 2022, 21.06 Uhr")
    'Von Anna Blum'
    """
    return " ".join(re.findall(r"[^\W\d_][\w'’.-]*", _noise().sub(" ", text)))


def read_dates(
    text: str, *, tz: str = DEFAULT_TZ, year: int | None = None
) -> tuple[Moment | None, Moment | None]:
    """Read the dates of publication and of the last change from one line.

    Examples
    --------
    >>> first, last = read_dates("Published: 9 April 2022 | Updated: 11 April 2022")
    >>> first.when.day, last.when.day
    (8, 10)
    """
    label = _label("updated").search(text)
    if label is None:
        return _two_dates(text, tz=tz, year=year)
    if not re.search(r"\d", text[: label.start()]):
        published_after = _label("published").search(text, label.end())
        if published_after is None:
            return None, parse_date(text, tz=tz, year=year)
        before, after = text[published_after.start() :], text[: published_after.start()]
        return parse_date(before, tz=tz, year=year), parse_date(after, tz=tz, year=year)
    before, after = text[: label.start()], text[label.start() :]
    first = parse_date(before, tz=tz, year=year)
    last = parse_date(after, tz=tz, year=year)
    return first, last or (same_day(first, after, tz=tz) if first is not None else None)


def same_day(first: Moment, text: str, *, tz: str = DEFAULT_TZ) -> Moment | None:
    """Read «Update 21:22 Uhr»: a time without a day, on the day of publication.

    Examples
    --------
    >>> same_day(parse_date("16. April 2024"), "Update 21:22 Uhr").when.isoformat()[:16]
    '2024-04-16T19:22'
    """
    if _relative().search(text):
        return None
    day = first.when.astimezone(ZoneInfo(tz)).date().isoformat()
    found = parse_date(f"{text} {day}", tz=tz)
    if found is None or found.precision != "minute":
        return None
    return replace(found, warnings=(*found.warnings, "date:day-assumed"))


@cache
def _relative() -> re.Pattern[str]:
    """Words that make a time depend on the clock of the reader: «heute», «vor 3 Stunden»."""
    return re.compile(rf"\b(?:{'|'.join(_words()['relative'])})\b", re.IGNORECASE)


def _two_dates(text: str, *, tz: str, year: int | None) -> tuple[Moment | None, Moment | None]:
    """«09.04.2022, 21:0610.04.2022, 08:12»: the second date is the change."""
    cut = re.search(r"(?<=\d\d:\d\d)\s*[|·•,]?\s*(?=\d\d?\.\d\d?\.\d{4})", text)
    if cut is None:
        return parse_date(text, tz=tz, year=year), None
    first = parse_date(text[: cut.start()], tz=tz, year=year)
    return first, parse_date(text[cut.end() :], tz=tz, year=year)
