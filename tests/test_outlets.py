"""Outlet profiles: complete, unique, and found from anything but the article."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from workbench.errors import ReadError
from workbench.outlets import agencies_of, find_outlet, read_outlets, read_profiles
from workbench.tables import ZONES

PROFILES = read_outlets()


@pytest.mark.parametrize("outlet", PROFILES, ids=lambda outlet: outlet.slug)
def test_profile_is_complete(outlet):
    assert re.fullmatch(r"[a-z0-9-]+", outlet.slug)
    assert outlet.name
    assert re.fullmatch(r"[A-Z]{2}", outlet.country)
    assert outlet.language in {"de", "en"}
    assert outlet.kind
    assert ZoneInfo(outlet.tz)
    assert outlet.opening in {"", "lead", "body"}
    assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", domain) for domain in outlet.domains)
    for line in outlet.lines:
        assert line.zone in ZONES
        assert re.fullmatch(line.pattern, line.example, re.IGNORECASE)


def test_four_countries_and_agencies():
    assert {"CH", "DE", "AT", "GB", "US"} <= {outlet.country for outlet in PROFILES}
    assert {"ap", "reuters", "dpa", "apa", "afp", "keystone-sda"} <= {o.slug for o in PROFILES}


def test_no_name_belongs_to_two():
    seen: dict[str, str] = {}
    for outlet in PROFILES:
        for name in {
            re.sub(r"[\W_]", "", n.casefold()) for n in (outlet.name, outlet.slug, *outlet.aliases)
        }:
            assert seen.setdefault(name, outlet.slug) == outlet.slug, name
    domains = [domain for outlet in PROFILES for domain in outlet.domains]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize(
    ("given", "name", "source"),
    [
        ({"filename": "blick 2022-04-09.txt"}, "Blick", "filename"),
        ({"filename": "folder/der-standard_2023-01-09.txt"}, "Der Standard", "filename"),
        ({"filename": "20 Minuten 9.4.2022.html"}, "20 Minuten", "filename"),
        ({"filename": "Der Morgen 2031-05-07 Gipfel.txt"}, "Der Morgen", "filename"),
        ({"domain": "https://www.bbc.co.uk/news/uk"}, "BBC News", "domain"),
        ({"domain": "amp.spiegel.de"}, "Der Spiegel", "domain"),
        ({"name": "Neue Zürcher Zeitung"}, "NZZ", "name"),
        ({"name": "Bote vom Berg"}, "Bote vom Berg", "name"),
        ({"lines": ["Politik", "© Frankfurter Allgemeine Zeitung GmbH 2001"]}, "FAZ", "furniture"),
        ({"lines": ["https://www.faz.net/-gpf-bz7q1"]}, "FAZ", "furniture"),
        ({"filename": "x 2022-04-09.txt", "lines": ["BBC News"]}, "BBC News", "furniture"),
    ],
)
def test_outlet_is_found(given, name, source):
    outlet, told_by = find_outlet(**given)
    assert outlet is not None
    assert (outlet.name, told_by) == (name, source)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"filename": "artikel 2022-04-09.txt"},
        {"filename": "2022-04-09.txt"},
        {"filename": "kriegsbericht.txt"},
        {"lines": ["Welt", "Heute", "Stern"]},  # rubrics, not houses
        {"domain": "blick.ch.example.org"},
    ],
)
def test_outlet_is_not_guessed(given):
    assert find_outlet(**given) == (None, "unknown")


def test_invented_outlet_has_no_zone():
    outlet, _ = find_outlet(filename="Der Morgen 2031-05-07.txt")
    assert (outlet.slug, outlet.tz, outlet.country) == ("", "", "")


OWN = """name = "Der Bote"
aliases = ["Bote vom Berg"]
tz = "Europe/Vienna"
domains = ["bote.example"]
[[lines]]
pattern = "Bote hören"
zone = "furniture"
example = "Bote hören"
"""


@pytest.fixture
def own(tmp_path):
    (tmp_path / "bote.outlet.toml").write_text(OWN, "utf-8")
    wire = 'name = "Drahtdienst"\nkind = "agency"\ncredits = ["drd", "Drahtdienst"]\n'
    (tmp_path / "drd.outlet.toml").write_text(wire, "utf-8")
    return read_profiles(sorted(tmp_path.glob("*.outlet.toml")))


@pytest.mark.parametrize(
    "given",
    [
        {"name": "der bote"},
        {"filename": "Bote vom Berg 2024-03-04.txt"},
        {"domain": "www.bote.example"},
        {"lines": ["© Der Bote 2024"]},
    ],
)
def test_own_profile_is_found(own, given):
    outlet, _ = find_outlet(**given, own=own)
    assert (outlet.name, outlet.slug, outlet.tz) == ("Der Bote", "bote", "Europe/Vienna")
    without, _ = find_outlet(**given)
    assert without is None or not without.slug


def test_own_profile_goes_before_a_known_one(tmp_path):
    path = tmp_path / "blick.outlet.toml"
    path.write_text('name = "Blick"\ntz = "Europe/London"\n', "utf-8")
    assert find_outlet(name="Blick", own=read_profiles([path]))[0].tz == "Europe/London"
    assert find_outlet(name="Blick")[0].tz == "Europe/Zurich"


def test_own_agency(own):
    assert agencies_of(own) == {"drd": "drd", "drahtdienst": "drd"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "cannot be read"),
        ('name = "A"\ncolour = "red"', "colour"),
        ('tz = "Europe/Vienna"', "name"),
        ('name = ""', "no name"),
        ('name = "A"\ntz = "Europe/Wien"', "no time zone"),
        ('name = "A"\nsigns = ["(a"]', "cannot be read"),
        ('name = "A"\n[[lines]]\npattern = "a"', "cannot be read"),
    ],
)
def test_a_mistake_in_a_profile_is_told(tmp_path, text, told):
    path = tmp_path / "a.outlet.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ReadError, match=told):
        read_profiles([path])
