"""Dates as newspapers write them: what is read, and what is never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.cleaning.datelines import is_date_line, read_dates
from workbench.dates import parse_date

MIN, MAX = datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2060-01-01")
EVENING = "2022-04-09T19:06"  # 21:06 in Zurich
MIDNIGHT = "2022-04-08T22:00"  # 00:00 in Zurich

READ = [
    ("Publiziert: 09.04.2022 um 21:06 Uhr", EVENING, "minute", "assumed"),
    ("Aktualisiert: 09.04.2022 um 21:06 Uhr", EVENING, "minute", "assumed"),
    ("-Aktualisiert am 09.04.2022-21:06", EVENING, "minute", "assumed"),
    ("Samstag, 9. April 2022, 21.06 Uhr", EVENING, "minute", "assumed"),
    ("Sa., 9.4.2022 | 21:06 Uhr", EVENING, "minute", "assumed"),
    ("9. April 2022 um 21.06", EVENING, "minute", "assumed"),
    ("09.04.22, 21.06", EVENING, "minute", "assumed"),
    ("09.04.2022, 21:06  Lesezeit: 4 Min.", EVENING, "minute", "assumed"),
    ("Stand: 09.04.2022 21:06 Uhr", EVENING, "minute", "assumed"),
    ("2022-04-09 21:06", EVENING, "minute", "assumed"),
    ("2022-04-09T21:06:00+02:00", EVENING, "minute", "explicit"),
    ("2022-04-09T19:06:00Z", EVENING, "minute", "explicit"),
    ("2022-04-09T21:06:00.123+0200", EVENING, "minute", "explicit"),
    ("Sat, 09 Apr 2022 21:06:00 +0200", EVENING, "minute", "explicit"),
    ("9.4.2022 21:06 (MESZ)", EVENING, "minute", "explicit"),
    ("Sat 9 Apr 2022 20.06 BST", EVENING, "minute", "explicit"),
    ("Last modified on Sat 9 Apr 2022 20.06 BST", EVENING, "minute", "explicit"),
    ("Published: 20:06 BST, 9 April 2022", EVENING, "minute", "explicit"),
    ("Updated 3:06 PM EDT, April 9, 2022", EVENING, "minute", "explicit"),
    ("Apr. 9, 2022 3:06 p.m. ET", EVENING, "minute", "explicit"),
    ("April 9, 2022 Saturday 7:06 PM GMT", EVENING, "minute", "explicit"),
    ("April 9, 20227:06 PM UTC", EVENING, "minute", "explicit"),
    ("9 April 2022 • 9:06pm", EVENING, "minute", "assumed"),
    ("9. April 2022, 5 Uhr", "2022-04-09T03:00", "minute", "assumed"),
    ("9. April 2022 um 24:00 Uhr", "2022-04-09T22:00", "minute", "assumed"),
    ("April 9, 2022 at 12:30 a.m.", "2022-04-08T22:30", "minute", "assumed"),
    ("2022-04-09", MIDNIGHT, "day", "assumed"),
    ("2022/04/09", MIDNIGHT, "day", "assumed"),
    ("20220409", MIDNIGHT, "day", "assumed"),
    ("9. April 2022", MIDNIGHT, "day", "assumed"),
    ("9. Apr. 2022", MIDNIGHT, "day", "assumed"),
    ("April 9, 2022", MIDNIGHT, "day", "assumed"),
    ("9th April 2022", MIDNIGHT, "day", "assumed"),
    ("09-APR-2022", MIDNIGHT, "day", "assumed"),
    ("9.4.2022", MIDNIGHT, "day", "assumed"),
    ("9/4/2022", MIDNIGHT, "day", "assumed"),
    ("Veröffentlicht am 09.04.2022Lesedauer: 3 Minuten", MIDNIGHT, "day", "assumed"),
    ("12.5 Prozent am 9. April 2022", MIDNIGHT, "day", "assumed"),
    ("9. Jänner 2023, 14:32", "2023-01-09T13:32", "minute", "assumed"),
    ("9. Feber 2022", "2022-02-08T23:00", "day", "assumed"),
    ("1. Mrz. 2022", "2022-02-28T23:00", "day", "assumed"),
    ("12. Sept. 2022, 5 Uhr", "2022-09-12T03:00", "minute", "assumed"),
    ("April 2022", "2022-03-31T22:00", "month", "assumed"),
]


@pytest.mark.parametrize(("value", "when", "precision", "source"), READ)
def test_date_is_read(value, when, precision, source):
    moment = parse_date(value)
    assert moment is not None
    assert moment.when.isoformat()[:16] == when
    assert (moment.precision, moment.source) == (precision, source)


@pytest.mark.parametrize(
    "value",
    [
        "gestern", "1/6", "von 1863", "200 Mitglieder", "1:45", "31.02.2022", "vor 3 Stunden",
        "", "2022", "12.5 Prozent", "Online seit heute, 12.47 Uhr", "9. April, 21.06 Uhr",
        "0001-01-01T00:00:00+14:00", "2022-13-40", "x" * 500,
    ],
)  # fmt: skip
def test_no_date_is_invented(value):
    assert parse_date(value) is None


def test_iso_days_are_never_swapped():
    for month in range(1, 13):
        moment = parse_date(f"2022-{month:02}-05", tz="UTC")
        assert moment is not None
        assert (moment.when.month, moment.when.day) == (month, 5)


def test_slashes_follow_the_country_and_say_so():
    british = parse_date("04/09/2022", tz="Europe/London")
    american = parse_date("04/09/2022", tz="America/New_York")
    assert british.when.month == 9
    assert american.when.month == 4
    assert british.warnings == american.warnings == ("date:order-assumed",)
    assert parse_date("04/23/2022").warnings == ()


def test_future_is_kept_with_a_warning():
    now = datetime(2022, 4, 1, tzinfo=UTC)
    assert parse_date("3. April 2022", now=now).warnings == ()
    assert parse_date("9. April 2022", now=now).warnings == ("date:future",)


def test_hours_that_happen_twice_or_never_are_warned_of():
    assert parse_date("31.10.2021 02:30").warnings == ("date:ambiguous",)
    assert parse_date("28.03.2021 02:30").warnings == ("date:nonexistent",)
    assert parse_date("31.10.2021 02:30 MEZ").warnings == ()


def test_year_may_be_lent():
    moment = parse_date("9. April, 21.06 Uhr", year=2022)
    assert moment.when.isoformat()[:16] == EVENING
    assert moment.warnings == ("date:year-assumed",)


def test_zone_of_the_outlet_is_assumed():
    assert parse_date("9 April 2022 21:06", tz="Europe/London").when.hour == 20


@pytest.mark.parametrize(
    ("line", "is_line"),
    [
        ("Sat 9 Apr 2022 21.06 BST", True),
        ("Von Anna Blum, 9. April 2022, 21.06 Uhr", True),
        ("9. April 2022", True),
        ("Das Spiel beginnt am 9. April um 20 Uhr.", False),
        ("Am 2. August 2023 blieb eine Bahn stehen", False),
        ("1000 Soldaten auf der Warteliste", False),
        ("Foto vom 9. April 2022: Der Präsident in Tarn", False),
    ],
)
def test_date_lines(line, is_line):
    assert is_date_line(line) is is_line


def test_two_dates_on_one_line():
    first, last = read_dates("09.04.2022, 21:0610.04.2022, 08:12")
    assert last.when - first.when == timedelta(hours=11, minutes=6)
    first, last = read_dates(
        "Published: 20:06 BST, 9 April 2022 | Updated: 20:24 BST, 9 April 2022"
    )
    assert last.when - first.when == timedelta(minutes=18)
    assert read_dates("Aktualisiert vor 3 Stunden") == (None, None)


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(text):
    parse_date(text)
    is_date_line(text)


@given(
    st.datetimes(MIN, MAX),
    st.sampled_from(
        ["%d.%m.%Y, %H:%M Uhr", "%Y-%m-%dT%H:%M", "%d %B %Y %H.%M", "%B %d, %Y, %I:%M %p"]
    ),
)
def test_forms_agree(when, form):
    moment = parse_date(when.strftime(form), tz="UTC")
    assert moment.when.replace(tzinfo=None) == when.replace(second=0, microsecond=0)
