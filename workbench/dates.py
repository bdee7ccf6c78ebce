"""Dates and times as newspapers write them, in German and English.

A date is never guessed: ISO dates are read as such and never swapped, a form
that has no day and no month is no date, and words such as «gestern» or «vor
3 Stunden» say nothing without the clock they were read by. A time without an
offset is taken to be local to the outlet, and is marked `assumed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from workbench.bundled import bundled_toml

DEFAULT_TZ = "Europe/Zurich"
FUTURE = timedelta(days=2)
# A date line is short; in a longer text, a date is a part of what is told.
MAX_LENGTH = 160
CENTURY_SPLIT = 70  # 69 is 2069, 70 is 1970, as strptime has it


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time with how exactly and from where it is known."""

    when: datetime
    precision: str
    source: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    """A calendar day found in a string, and the string without it."""

    day: date
    precision: str
    rest: str
    warnings: tuple[str, ...] = ()


@cache
def _words() -> dict[str, Any]:
    return bundled_toml("dates.toml")


@cache
def _day_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns of a day, the most telling first."""
    month = "|".join(sorted(map(re.escape, _words()["months"]), key=len, reverse=True))
    named = rf"(?P<name>{month})\b\.?"
    year = r"(?P<y>(?:19|20)\d\d)"
    end = r"(?!\d(?!\d?:\d\d))"  # Reuters glues the time to the year: 20229:06 PM
    patterns = {
        "iso": rf"(?<!\d){year}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        "iso_slash": rf"(?<!\d){year}/(?P<m>\d\d?)/(?P<d>\d\d?)(?!\d)",
        "compact": rf"(?<!\d){year}(?P<m>\d\d)(?P<d>\d\d)(?=T\d|\b)",
        "day_name": rf"(?<!\d)(?P<d>\d\d?)(?:\.|st|nd|rd|th)?[ \xa0-]*{named}"
        rf",?[ \xa0-]*{year}{end}",
        "name_day": rf"\b{named}[ \xa0]*(?P<d>\d\d?)(?:st|nd|rd|th)?,?[ \xa0]+{year}{end}",
        "dots": rf"(?<![\d.])(?P<d>\d\d?)\.[ \xa0]?(?P<m>\d\d?)\.[ \xa0]?{year}{end}",
        "dots_short": r"(?<![\d.,])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d)(?![\d.]\d|\d)",
        "slashes": rf"(?<![\d/])(?P<d>\d\d?)/(?P<m>\d\d?)/{year}(?![\d/])",
        "dashes": rf"(?<![\d-])(?P<d>\d\d?)-(?P<m>\d\d?)-{year}(?![\d-])",
        "name_year": rf"\b{named},?[ \xa0]+{year}{end}",
    }
    return tuple((k, re.compile(v, re.IGNORECASE)) for k, v in patterns.items())


@cache
def _yearless_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _words()["months"]), key=len, reverse=True))
    return (
        re.compile(rf"(?<!\d)(?P<d>\d\d?)\.?[ \xa0]*(?P<name>{month})\b", re.IGNORECASE),
        re.compile(rf"\b(?P<name>{month})\b\.?[ \xa0]+(?P<d>\d\d?)(?!\d)", re.IGNORECASE),
        re.compile(r"(?<![\d.,])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?!\d)"),
    )


_CLOCK = re.compile(
    r"(?<![\d:.,/-])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sep>[:.h])(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?)?"
    r"[ \xa0\u202f]*(?P<mark>Uhr|[ap]\.?[ \xa0]?m\b\.?|h\b|o['’]clock)?"
    r"(?![\d%€])(?![.,]\d)",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:(?:UTC|GMT)[ ]?)?(?P<sign>[+\u2212-])(?P<h>[01]?\d):?(?P<m>[0-5]\d)?(?![\d.])"
)
_ZULU = re.compile(r"\d\s?Z\b")
# «von 21.06» is a time when a day stands beside it, «12.5 Prozent» is not.
_WEAK_DOT = re.compile(r"\d\.\d\d(?!\s*(?:Uhr|[ap]\.?m|[A-Z]{2,4}\b|$|[,;|)•·-]))")


def parse_date(
    value: str, *, tz: str = DEFAULT_TZ, now: datetime | None = None, year: int | None = None
) -> Moment | None:
    """Read one date or time; give None when there is none.

    Reads
    -----
    value
        a date line such as «Publiziert: 09.04.2022 um 21:06 Uhr», with or
        without labels, weekdays and the like around it.
    tz
        time zone of the outlet, for times that have no offset of their own.
    now
        the clock, for the warning `date:future`.
    year
        year to take when the line has none («9. April, 21.06 Uhr»).

    Returns
    -------
    Moment or None
        `when` in UTC; `precision` minute, day or month; `source` explicit when
        the value had an offset, else assumed; `warnings` such as `date:future`.

    Misleads when
    -------------
    04/09/2022 is written by an American paper that was given a European `tz`:
    the day comes first then, and `date:order-assumed` says so.

    Examples
    --------
    >>> parse_date("Publiziert: 09.04.2022 um 21:06 Uhr").when.isoformat()
    '2022-04-09T19:06:00+00:00'
    >>> parse_date("2022-04-09").precision, parse_date("vor 3 Stunden")
    ('day', None)
    """
    text = " ".join(str(value).split())
    if not text or len(text) > MAX_LENGTH:
        return None
    exact = _machine_time(text)
    if exact is not None:
        found: tuple[datetime, str, tuple[str, ...]] | None = (exact, "minute", ())
    else:
        found = _human_time(text, tz, year)
    if found is None:
        return None
    try:
        return _moment(*found, tz=tz, now=now)
    except OverflowError:  # the first or the last day that datetime knows
        return None


def _machine_time(text: str) -> datetime | None:
    """Read ISO 8601 and RFC 2822 times, as files and feeds have them."""
    if re.match(r"\d{4}-?\d\d-?\d\d[T ]\d\d", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    if re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text)
        except ValueError:
            return None
    return None


def _human_time(
    text: str, tz: str, year: int | None
) -> tuple[datetime, str, tuple[str, ...]] | None:
    found = _find_day(text, tz) or (_find_yearless(text, year) if year else None)
    if found is None:
        return None
    clock, zone = _find_clock(found.rest)
    if clock is None or found.precision == "month":
        return datetime.combine(found.day, time()), found.precision, found.warnings
    day = found.day
    if clock == (24, 0):
        clock, day = (0, 0), day + timedelta(days=1)
    when = datetime.combine(day, time(*clock), zone)
    return when, "minute", found.warnings


def _find_day(text: str, tz: str) -> _Day | None:
    for form, pattern in _day_patterns():
        for hit in pattern.finditer(text):
            day, warnings = _calendar_day(hit, form, tz)
            if day is not None:
                rest = _without(text, hit)
                return _Day(day, "month" if form == "name_year" else "day", rest, warnings)
    return None


def _without(text: str, hit: re.Match[str]) -> str:
    """Take the day out of a line, so that its digits are not read as a time."""
    after = text[hit.end() :].lstrip(" -–,|")
    return f"{text[: hit.start()]} · {after}"


def _calendar_day(hit: re.Match[str], form: str, tz: str) -> tuple[date | None, tuple[str, ...]]:
    groups = hit.groupdict()
    name = groups.get("name")
    month = _words()["months"][name.lower()] if name else int(groups["m"])
    day = int(groups.get("d") or 1)
    warnings: tuple[str, ...] = ()
    if form == "slashes":
        day, month, warnings = _slash_order(day, month, tz)
    year = int(groups["y"])
    century = 100
    if year < century:
        year += 2000 if year < CENTURY_SPLIT else 1900
    try:
        return date(year, month, day), warnings
    except ValueError:
        return None, ()


def _slash_order(first: int, second: int, tz: str) -> tuple[int, int, tuple[str, ...]]:
    """Tell day and month of 04/09/2022 apart, by the numbers or by the country."""
    months = 12
    if first > months or second > months:
        return (first, second, ()) if first > months else (second, first, ())
    month_first = tz.startswith(tuple(_words()["day_order"]["month_first"]))
    day, month = (second, first) if month_first else (first, second)
    return day, month, () if first == second else ("date:order-assumed",)


def _find_yearless(text: str, year: int) -> _Day | None:
    for pattern in _yearless_patterns():
        hit = pattern.search(text)
        if hit is None:
            continue
        groups = hit.groupdict()
        name = groups.get("name")
        month = _words()["months"][name.lower()] if name else int(groups["m"])
        try:
            day = date(year, month, int(groups["d"]))
        except ValueError:
            continue
        rest = _without(text, hit)
        return _Day(day, "day", rest, ("date:year-assumed",))
    return None


def _find_clock(rest: str) -> tuple[tuple[int, int] | None, tzinfo | None]:
    """Find the time of day, and the offset that stands with it."""
    for hit in _CLOCK.finditer(rest):
        clock = _clock(hit, rest)
        if clock is not None:
            return clock, _find_zone(rest[hit.end() :], rest)
    return None, None


def _clock(hit: re.Match[str], rest: str) -> tuple[int, int] | None:
    mark = (hit["mark"] or "").lower().replace(".", "").replace(" ", "").replace("\xa0", "")
    if hit["min"] is None and not mark:
        return None
    if hit["sep"] == "." and not mark and _WEAK_DOT.match(rest, hit.start("min") - 2):
        return None
    hour, minute = int(hit["h"]), int(hit["min"] or 0)
    if mark in {"am", "pm"}:
        noon = 12
        if not 1 <= hour <= noon:
            return None
        hour = hour % noon + (noon if mark == "pm" else 0)
    midnight = 24
    return None if hour == midnight and minute else (hour, minute)


def _find_zone(after: str, rest: str) -> tzinfo | None:
    if _ZULU.search(rest):
        return UTC
    offset = _OFFSET.match(after.strip(" ("))
    if offset:
        sign = 1 if offset["sign"] == "+" else -1
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        return timezone(sign * timedelta(minutes=minutes))
    for word in re.findall(r"\b[A-Za-z]{2,4}\b", after)[:3]:
        zone = _words()["zones"].get(word.lower()) if word.isupper() else None
        if isinstance(zone, str):
            return ZoneInfo(zone)
        if zone is not None:
            return timezone(timedelta(minutes=zone))
    return None


def _moment(
    when: datetime, precision: str, warnings: tuple[str, ...], *, tz: str, now: datetime | None
) -> Moment:
    source = "assumed" if when.tzinfo is None else "explicit"
    local = when.replace(tzinfo=ZoneInfo(tz)) if when.tzinfo is None else when
    if precision == "minute":
        warnings += _clock_change(local)
    if local > (now or datetime.now(UTC)) + FUTURE:
        warnings += ("date:future",)
    return Moment(local.astimezone(UTC), precision, source, warnings)


def _clock_change(local: datetime) -> tuple[str, ...]:
    """Warn of times that happened twice or never, on the nights of a clock change."""
    if not isinstance(local.tzinfo, ZoneInfo):
        return ()
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return ()
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    same = back.replace(tzinfo=None) == local.replace(tzinfo=None)
    return ("date:ambiguous" if same else "date:nonexistent",)
