"""Author lines, desk shorthand, agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.bylines import (
    dateline_agencies,
    find_names,
    parse_byline,
    split_signature,
    strip_author_code,
)

LINES = [
    ("Von Max Muster", ("Max Muster",), None, ()),
    ("Von Henning Overbeck, Berlin", ("Henning Overbeck",), None, ()),
    ("Von Johanna Sievers, ARD Brüssel", ("Johanna Sievers",), None, ()),
    ("Von: ANNA BLUM", ("Anna Blum",), None, ()),
    ("von Anna Blum und Jan Roth", ("Anna Blum", "Jan Roth"), None, ()),
    ("By MARCUS DELANEY and ANA PRUITT", ("Marcus Delaney", "Ana Pruitt"), None, ()),
    ("By ELLA MARSH FOR MAILONLINE", ("Ella Marsh",), None, ()),
    ("By Jane Doe, Political Editor", ("Jane Doe",), None, ()),
    ("Imogen Radley Health correspondent", ("Imogen Radley",), None, ()),
    ("Kommentar von Friederike Brandl", ("Friederike Brandl",), None, ()),
    ("Das Gespräch führte Anna Blum", ("Anna Blum",), None, ()),
    ("Autor: Beat Kuratli", ("Beat Kuratli",), None, ()),
    ("mik/dpa/Reuters", (), "mik", ("dpa", "reuters")),
    ("mbe/dpa", (), "mbe", ("dpa",)),
    ("red, ORF.at/Agenturen", (), None, ()),
    ("Quelle: ntv.de, lar/dpa", (), "lar", ("dpa",)),
    ("mit dpa", (), None, ("dpa",)),
    ("DPA · mik", (), "mik", ("dpa",)),
    ("ts/haz (dpa, afp)", (), "ts", ("dpa", "afp")),
    ("/pash", (), "pash", ()),
    ("(SDA)", (), None, ("sda",)),
    ("Associated Press", (), None, ("ap",)),
    ("(Mit Material der Nachrichtenagenturen dpa und AFP)", (), None, ("dpa", "afp")),
    ("Regionaljournal Ostschweiz, 9.4.2022, 17:30 Uhr; asch", (), "asch", ()),
    ("Pruitt reported from Salem, Oregon.", (), None, ()),
    ("Reporting by Jane Doe; Editing by John Roe", ("Jane Doe",), None, ()),
    ("@imogenradley", (), None, ()),
]


@pytest.mark.parametrize(("line", "authors", "code", "agency"), LINES)
def test_byline_is_read(line, authors, code, agency):
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.authors, byline.author_code, byline.agency) == (authors, code, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Von wegen gescheitert", "Von Angst und Mut", "Von Kopf bis Fuss", "Krieg und Frieden",
        "Teilen", "Drei Gegentore in neun Minuten", "Reto Zbinden ist Datenjournalist.",
        "By the time the ferry came, the bridge was gone", "",
    ],
)  # fmt: skip
def test_other_lines_are_no_bylines(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("paragraph", "text", "code", "agency"),
    [
        ("Er schwieg. (dzc)", "Er schwieg.", "dzc", ()),
        ("Er schwieg. (sda/abc)", "Er schwieg.", "abc", ("sda",)),
        ("Er schwieg. (SDA)", "Er schwieg.", None, ("sda",)),
        ("Er schwieg.(pd/sda)", "Er schwieg.", None, ("sda",)),
        ("Er schwieg. /pash", "Er schwieg.", "pash", ()),
        ("Er schwieg. dpa/lmi", "Er schwieg.", "lmi", ("dpa",)),
        ("«Nein.» mbe/dpa", "«Nein.»", "mbe", ("dpa",)),
        ("Er schwieg. red, ORF.at/Agenturen", "Er schwieg.", None, ()),
        ("Er schwieg. (links)", "Er schwieg. (links)", None, ()),
        ("Er schwieg. (lacht)", "Er schwieg. (lacht)", None, ()),
        ("Sie ist in der Partei. (CDU)", "Sie ist in der Partei. (CDU)", None, ()),
        ("Er kam aus Basel (SDA)", "Er kam aus Basel (SDA)", None, ()),
        ("Er kam. Sie ging. So", "Er kam. Sie ging. So", None, ()),
        ("Das sagte er der dpa", "Das sagte er der dpa", None, ()),
    ],
)
def test_shorthand_is_taken_off(paragraph, text, code, agency):
    assert strip_author_code(paragraph) == (text, code, agency)


def test_signature_with_names():
    text, byline = split_signature("Das ist offen. (Valentina Kohlhofer, APA, 9.1.2023)")
    assert (text, byline.authors, byline.agency) == (
        "Das ist offen.", ("Valentina Kohlhofer",), ("apa",)
    )  # fmt: skip


def test_names():
    assert find_names("Corinne Haldimann, Reto Zbinden") == ("Corinne Haldimann", "Reto Zbinden")
    assert find_names("Ursula von der Leyen") == ("Ursula von der Leyen",)
    assert find_names("Teure Sanierung der Brücke") == ()
    assert find_names("BBC News") == ()


def test_dateline():
    assert dateline_agencies("CARVER ISLAND, Ore. (AP) — The horn sounded.") == ("ap",)
    assert dateline_agencies("Berlin (dpa/AFP) - Der Bundestag hat getagt.") == ("dpa", "afp")
    assert dateline_agencies("Der Mann (69) – er heisst Putin – schwieg.") == ()


@given(st.text(max_size=120))
def test_no_text_breaks_them(text):
    parse_byline(text)
    shorter, _, _ = strip_author_code(text)
    assert text.startswith(shorter)
