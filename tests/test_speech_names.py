"""What speakers are called: nominative, one name for one body, a name only for who has one."""

import pandas as pd
import pytest
import workbench as wb
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.speech.bodies import body_name
from workbench.speech.cast import read_cast
from workbench.speech.lexicon import rows
from workbench.speech.names import is_introduced


def quoted(text, **columns):
    """The quotations of one article."""
    return wb.find_quotations(pd.DataFrame({"article_id": ["a"], "text": [text], **columns}))


def names(text, **columns):
    """The speakers' names, without repetition, in text order."""
    return quoted(text, **columns)["speaker_name"].dropna().drop_duplicates().tolist()


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("des Blauen Kreuzes", "Blaues Kreuz"),
        ("dem Blauen Kreuz", "Blaues Kreuz"),
        ("den Vereinten Verbänden", "Vereinte Verbände"),
        ("der Deutschen Bahn", "Deutsche Bahn"),
        ("des Bündner Bauamts", "Bündner Bauamt"),
        ("Handwerkerkreisen", "Handwerkerkreise"),
        ("den Kritikern", "Kritiker"),
        ("den Experten", "Experten"),
        ("der dortigen Gewerkschaften", "dortige Gewerkschaften"),
        ("der EU-Kommission", "EU-Kommission"),
        ("der örtliche Radiosender Alpenruf", "Alpenruf"),
        (
            "die Nachrichtenagentur Eildienst und die Polizei",
            "Nachrichtenagentur Eildienst und die Polizei",
        ),
        ("Gewerkschaftsangaben", "Gewerkschaft"),
        ("seines Wirtschaftsministeriums", "sein Wirtschaftsministerium"),
    ],
)
def test_a_body_is_called_by_its_nominative(phrase, name):
    assert body_name(phrase) == name


def test_one_body_has_one_name_in_an_article():
    text = (
        "Das Verkehrsministerium in Bern teilte mit, der Tunnel sei zu. Nach Angaben des "
        "Verkehrsministeriums fehlt Geld. Das Ministerium sagte, man prüfe. Das Bauamt sagte, es eile."
    )
    assert names(text) == ["Verkehrsministerium in Bern", "Bauamt"]


def test_sources_and_speakers_call_a_body_alike():
    articles = pd.DataFrame(
        {
            "article_id": ["a"],
            "text": [
                "Nach Angaben des Blauen Kreuzes fehlen dort Zelte. Laut Streitkräften ist jetzt Ruhe."
            ],
        }
    )
    found = wb.find_quotations(articles)
    assert found["speaker_name"].tolist() == ["Blaues Kreuz", "Streitkräfte"]
    assert wb.find_sources(articles, found)["name"].tolist()[-1] == "Streitkräfte"


def test_who_somebody_is_does_not_belong_to_the_name():
    text = (
        "Die Astronomin Jana Velt sagte, es werde hell. Der Obmann Peter Kolb sagte, es regne. "
        "Der Bundespräsident Jan Peter Kolm sagte, er bleibe. Sebastian Karl Moos sagte, er gehe."
    )
    assert names(text) == ["Jana Velt", "Peter Kolb", "Jan Peter Kolm", "Sebastian Karl Moos"]
    people = read_cast("Er traf seinen Vertrauten Aldo Brunn. Brunn schwieg.", ()).people
    assert [person.name for person in people] == ["Aldo Brunn"]


@pytest.mark.parametrize(
    "text",
    [
        "Nach neuen Erkenntnissen ist der Fluss sauber.",
        "Ersten Angaben zufolge brannte der Stall.",
        "Knapp 30 Prozent sagten, sie seien müde.",
        "Niemand sagte, dass der Steg morsch ist.",
    ],
)
def test_what_nobody_says_has_words_but_no_name(text):
    found = quoted(text)
    assert found["speaker"].notna().tolist() == [True]
    assert found["speaker_name"].isna().all()


def test_a_language_that_is_spoken_is_no_speech():
    assert quoted("Etwa 20 Prozent der Leute sprechen Rätoromanisch.").empty
    assert quoted("Die Wirtin spricht von einem Wunder.")["rule"].tolist() == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        "Das Dach sei dicht, sagte Nora Velt gegenüber Rundfunk Mitte.",
        "Das Dach ist dicht, so Velt gegenüber Rundfunk Mitte am Montag.",
        "«Das Dach ist dicht», sagte Velt zu Rundfunk Mitte.",
    ],
)
def test_a_time_word_may_end_a_medium_which_is_never_the_outlet_itself(text):
    other, own = quoted(text), quoted(text, outlet=["Rundfunk Mitte"])
    assert other["medium"].tolist() == ["Rundfunk Mitte"]
    assert own["medium"].isna().all()
    assert other["speaker"].str.endswith("Velt").all()
    sources = wb.find_sources(pd.DataFrame({"article_id": ["a"], "text": [text]}), other)
    assert sources["name"].tolist() == ["Rundfunk Mitte"]


def test_mitte_before_its_whole_is_a_time():
    (row,) = quoted("Der Turm ist fertig, sagte der Sprecher der Bahn Mitte Mai.").itertuples()
    assert row.speaker == "der Sprecher der Bahn"


def test_this_newspaper_is_no_other_medium():
    assert quoted("Der Steg sei morsch, sagte Nora Velt dieser Zeitung.")["medium"].isna().all()


def test_every_gender_is_one_of_three():
    assert {row["gender"] for row in rows("de_genders")} == {"f", "m", "n"}
    assert all(row["example"] and row["source"] for row in rows("de_genders"))


@settings(max_examples=60, deadline=None)
@given(st.text("aeinrsBKM -,()«»", max_size=30))
def test_any_phrase_has_a_name_without_its_marks(phrase):
    assert isinstance(body_name(phrase), str)


def test_a_role_alone_is_no_name_and_stops_nothing():
    assert not is_introduced([], ["Generalsekretär"])
