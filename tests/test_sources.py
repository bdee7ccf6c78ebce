"""Cited sources: one sentence a construction, lexicon rows that prove themselves, the chain."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.citing.lexicon import rows
from workbench.quotations import find_quotations
from workbench.sources import find_sources, trace_sources
from workbench.tables import SOURCES

GERMAN = [
    ("Wie die «Bild» berichtet, fällt das Fest aus.", ("medium", "Bild")),
    ("Laut einem Bericht der New York Times ist er krank.", ("medium", "The New York Times")),
    ("«Es reicht», sagte er der «NZZ».", ("medium", "NZZ")),
    ("«Es reicht», sagte sie gegenüber dem ORF.", ("medium", "ORF")),
    ("Das sagte sie im Interview mit dem «Tages-Anzeiger».", ("medium", "Tages-Anzeiger")),
    ("Der «Spiegel» meldet, es eile.", ("medium", "Der Spiegel")),
    ("Er sagte dem Lokalsender «Talwelle», es eile.", ("medium", "Talwelle")),
    ("Das meldete die Agentur dpa.", ("agency", "dpa")),
    ("Das Dach hält. (sda)", ("agency", "sda")),
    ("Das teilte die Polizei am Montag mit.", ("authority", "Polizei")),
    ("Laut Bundesamt für Statistik steigt die Miete.", ("authority", "Bundesamt für Statistik")),
    ("Nach Angaben des Roten Kreuzes fehlen Decken.", ("authority", "Rotes Kreuz")),
    ("Ein Sprecher des Bauamts winkte ab.", ("authority", "Bauamt")),
    ("Laut einer Studie schlafen wir zu wenig.", ("document", "Studie")),
    ("In dem Bericht heisst es, der Damm halte.", ("document", "Bericht")),
    ("Das geht aus einem Protokoll hervor.", ("document", "Protokoll")),
    ("«Es reicht», schrieb sie auf X.", ("social", "X")),
    ("Ein auf Telegram verbreitetes Video zeigt den Sturm.", ("social", "Telegram")),
    ("Foto: Instagram @talberg", ("credit", "Instagram @talberg")),
]
ENGLISH = [
    ("He told the BBC that it was late.", ("medium", "BBC News")),
    ("According to the New York Times the road is shut.", ("medium", "The New York Times")),
    ("Reuters reported a fire.", ("agency", "Reuters")),
    ("The interior ministry said the road was open.", ("authority", "interior ministry")),
    ("A spokesman for the army said the road was open.", ("authority", "army")),
    ("According to a report the water is clean.", ("document", "report")),
    ("“It is late,” she said in a statement.", ("document", "statement")),
    ("She posted the picture on Instagram.", ("social", "Instagram")),
]
NOTHING = [
    "Die Polizei wurde gerufen.",
    "Er arbeitet im Ministerium in Bern.",
    "Die Welt ist rund, und die Zeit vergeht.",
    "Er sah ein Bild, auf dem die Sonne schien.",
    "Maria Frei lobte das Amt.",
]


def article(text, language="de", outlet=None):
    row = {"article_id": ["a"], "language": [language], "text": [text], "outlet": [outlet]}
    return pd.DataFrame(row).astype({"outlet": "str"})


def found(text, language="de", outlet=None):
    sources = find_sources(article(text, language, outlet))
    return list(zip(sources["kind"], sources["name"], strict=True))


@pytest.mark.parametrize(("text", "wanted"), GERMAN)
def test_german_constructions(text, wanted):
    assert found(text) == [wanted]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english_constructions(text, wanted):
    assert found(text, "en") == [wanted]


@pytest.mark.parametrize("text", NOTHING)
def test_words_without_a_frame_are_no_source(text):
    assert found(text) == []


@pytest.mark.parametrize("row", rows("nouns"), ids=lambda row: f"{row['language']}-{row['noun']}")
def test_the_example_of_every_noun_finds_its_kind(row):
    assert row["kind"] in {kind for kind, _ in found(row["example"], row["language"])}


def test_every_row_has_an_example_and_a_source():
    for name in ("nouns", "names", "cues", "rules", "words"):
        assert all(row["example"] and row["source"] for row in rows(name)), name


def test_an_outlet_is_no_source_of_its_own_articles():
    text = "«Es reicht», sagte er zu Blick. Das meldet auch die «NZZ»."
    assert found(text, outlet="Blick") == [("medium", "NZZ")]


def test_an_outlet_may_have_taken_its_own_picture():
    assert found("Foto: Blick", outlet="Blick") == [("credit", "Blick")]


def test_short_mentions_have_the_name_of_the_long_one():
    text = (
        "Das Verkehrsministerium in Bern teilte mit, es warte. Das Ministerium nannte keinen Grund. "
        "Das sagte sie dem Portal «Talbote». Dem Portal zufolge ist er fort."
    )
    assert [name for _, name in found(text)] == [
        "Verkehrsministerium in Bern",
        "Verkehrsministerium in Bern",
        "Talbote",
        "Talbote",
    ]


def test_a_name_is_known_without_marks_and_in_every_case_once_it_was_explained():
    text = "Das Exilportal «Offenes Fenster» berichtet. Das «Offene Fenster» zählt 219 Namen."
    assert found(text) == [("medium", "Offenes Fenster")] * 2


def test_words_between_quotation_marks_are_not_searched():
    text = "«Die Polizei hat gesagt, es sei nichts, und das Amt bestätigte das», rief sie."
    assert found(text) == []


def test_a_quotation_is_joined_with_the_source_it_came_through():
    articles = article(
        "Es werde eng, sagte Anna Keller dem «Blick». Laut der Polizei wurde niemand verletzt."
    )
    quotations = find_quotations(articles)
    sources = find_sources(articles, quotations)
    assert sources["quotation_id"].tolist() == ["a:0", "a:1"]


def test_the_chain_has_one_row_a_quotation_and_names_the_medium():
    articles = article(
        "Es werde eng, sagte Anna Keller dem «Blick». Die Strasse sei zu.", outlet="NZZ"
    )
    quotations = find_quotations(articles)
    chain = trace_sources(quotations, find_sources(articles, quotations))
    assert len(chain) == quotations["quotation_id"].nunique()
    assert chain["medium"].fillna("").tolist()[0] == "Blick"
    assert set(chain["outlet"]) == {"NZZ"}


@settings(deadline=None)  # the dictionaries load with the first text
@given(st.text(max_size=300), st.sampled_from(["de", "en"]))
def test_any_text_gives_spans_inside_it(text, language):
    sources = find_sources(article(text, language))
    assert list(sources.columns) == SOURCES.names
    for row in sources.itertuples():
        assert 0 <= row.start < row.end <= len(text)
        assert text[row.start : row.end].strip()
