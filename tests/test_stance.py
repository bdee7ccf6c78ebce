"""Stance: 150 own sentences, and the edges of every rule."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from workbench.framing import mark_stance
from workbench.quotations import find_quotations
from workbench.stance.context import Page
from workbench.stance.lexicon import rows
from workbench.stance.read import read_place
from workbench.voices import mark_voice

CASES = Path(__file__).parent / "data" / "stance_cases.tsv"


def _cases():
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(text, label, language="de"):
    start = text.index(label)
    return read_place(Page(text, [("body", 0, len(text))]), start, start + len(label), language)


def stance(text, label, language="de"):
    verdict = read(text, label, language).verdict
    return verdict.stance if verdict else "asserted"


@pytest.fixture(scope="module")
def marked():
    cases = _cases()
    ids = [str(number) for number in range(len(cases))]
    articles = pd.DataFrame(
        {
            "article_id": ids,
            "text": [case["sentence"] for case in cases],
            "language": [case["language"] for case in cases],
        }
    )
    starts = [case["sentence"].index(case["label"]) for case in cases]
    ends = [start + len(case["label"]) for start, case in zip(starts, cases, strict=True)]
    mentions = pd.DataFrame({"article_id": ids, "start": starts, "end": ends})
    return cases, mark_voice(mark_stance(mentions, articles), find_quotations(articles))


def test_there_are_enough_own_sentences():
    cases = _cases()
    assert len(cases) >= 120
    assert sum(case["written"] == "before" for case in cases) >= 60
    assert {case["language"] for case in cases} == {"de", "en"}


@pytest.mark.parametrize("column", ["stance", "voice"])
def test_own_sentences(marked, column):
    cases, mentions = marked
    wrong = [
        f"{case['sentence']} [{case['label']}] {got}, not {case[column]}"
        for case, got in zip(cases, mentions[column], strict=True)
        if got != case[column]
    ]
    assert len(wrong) <= 0.03 * len(cases), "\n".join(wrong)


def test_own_sentences_name_their_speaker(marked):
    cases, mentions = marked
    pairs = [
        (case, got) for case, got in zip(cases, mentions["speaker"], strict=True) if case["speaker"]
    ]
    right = [set(c["speaker"].lower().split()) & set(got.lower().split()) for c, got in pairs]
    assert sum(map(bool, right)) >= 0.95 * len(pairs)


@pytest.mark.parametrize("name", ["words_german", "words_english", "verbs_german", "verbs_english"])
def test_every_row_of_knowledge_has_an_example(name):
    assert all(row["example"] for row in rows(name))


@pytest.mark.parametrize("language", ["german", "english"])
def test_every_verb_stands_once_a_frame(language):
    pairs = [
        (row["verb"], frame) for row in rows(f"verbs_{language}") for frame in row["frame"].split()
    ]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Es gab keine Panne.", "Panne", "rejected"),
        ("Es gab keine von Menschen verursachte Panne.", "Panne", "rejected"),
        ("Es gab keine von Menschen verursachte Panne.", "Menschen", "asserted"),
        ("Es gab keine Pannen und Störungen.", "Störungen", "rejected"),
        ("Keine Spur von Streit war zu sehen.", "Streit", "asserted"),
        ("Das war nicht irgendeine Wahl.", "Wahl", "rejected"),
        ("Der Streik ist nicht vorbei.", "Streik", "asserted"),
        ("Das ist nicht ohne Streit gegangen.", "Streit", "asserted"),
        ("Die Lehrer ohne Grenzen tagen.", "Grenzen", "asserted"),
        ("Er dementierte die Gerüchte über einen Verkauf.", "Verkauf", "rejected"),
        ("Er dementierte den Verkauf nicht.", "Verkauf", "asserted"),
        ("Das Gericht wies die Klage zurück.", "Klage", "asserted"),
        ("Die so genannten Helfer kamen.", "Helfer", "distanced"),
        ("Die sog. Helfer kamen.", "Helfer", "distanced"),
    ],
)
def test_scope(text, label, expected):
    assert stance(text, label) == expected


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Die «Hilfe» kam mit Panzern.", "Hilfe", "term"),
        ("Das Schiff «Hilfe» sank.", "Hilfe", "name"),
        ("In den Klassen «Kinder» und «Erwachsene» siegten Gäste.", "Erwachsene", "name"),
        ("«Zarvonix» heißt das Projekt.", "Zarvonix", "name"),
        ("Laut «Morgen»-Zeitung regnet es.", "Morgen", "name"),
        ("Auch «Hilfe» taugt nicht.", "Hilfe", "term"),
        ("Er rief: «Wir brauchen Hilfe und Brot und Salz.»", "Hilfe", "words"),
        ("Die Hilfe kam.", "Hilfe", ""),
    ],
)
def test_what_stands_between_marks(text, label, kind):
    assert read(text, label).quoted == kind


def test_the_thing_that_gets_a_name_is_the_narrators_word():
    reading = read("Er nennt die Räumung eine «Rettung».", "Räumung")
    assert reading.verdict is None
    assert reading.ascribed.source is None


def test_the_interviewer_asks_and_the_guest_answers():
    text = "Blatt: Kommt die Flut? Ohm: Ja, die Flut kommt. Blatt: Wann? Ohm: Bald. Die Flut wird hoch."
    page = Page(text, [("body", 0, len(text))])
    places = [i for i in range(len(text)) if text.startswith("Flut", i)]
    sources = [read_place(page, i, i + 4, "de").ascribed for i in places]
    assert [s.source and text[slice(*s.source)] for s in sources] == [None, "Ohm", "Ohm"]
    assert sources[0].rule == "asks"


def test_an_unknown_language_has_marks_and_nothing_else():
    assert read("Das ist kein Krieg.", "Krieg", "fr").verdict is None


@pytest.mark.parametrize(
    "text", ["", " ", "«", "Krieg", "«Krieg", "nicht", "\u00ad", "Krieg\u0308"]
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_odd_texts_do_not_raise(text, language):
    page = Page(text, [("body", 0, len(text))])
    read_place(page, 0, len(text), language)
