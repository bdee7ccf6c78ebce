"""The quotations table: one row a span, places that hold, one name for one person."""

import pandas as pd
import pytest
import workbench as wb
from hypothesis import given, settings
from hypothesis import strategies as st

MARKS = ["„", "“", "«", "»", "‚", "‘", "’", "”", '"', "'", ",", ".", ":", "?", "\n\n"]
WORDS = ["sagte", "laut", "zufolge", "dass", "sei", "Berg", "der", "(34)", "said", "told", "who"]
MORE = ["«A»", "according to", "that", "CNN", "asked", "she"]
PIECES = st.one_of(st.text(max_size=5), st.sampled_from([*MARKS, *WORDS, *MORE]))


def frame(*texts, language="de"):
    ids = [chr(97 + i) for i in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "text": texts, "language": language})


@pytest.mark.parametrize("language", ["de", "en"])
def test_any_text_gives_places_that_hold(language):
    @settings(max_examples=200, deadline=None)
    @given(st.lists(PIECES, max_size=30).map(" ".join))
    def holds(text):
        for row in wb.find_quotations(frame(text, language=language)).itertuples():
            assert 0 <= row.start < row.end <= len(text)
            for role in ("speaker", "cue"):
                start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
                assert pd.isna(start) or text[start:end] == getattr(row, role)

    holds()


@pytest.mark.parametrize(
    "text",
    [
        "Nach sei er krank, zweimal.",
        "Wörter waren am Morgen mit wechseln, zufolge In Istrau leben Menschen.",
    ],
)
def test_a_cue_without_a_word_for_the_source_is_none(text):
    """One garbled sentence in a million articles had stopped them all."""
    found = wb.find_quotations(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    assert (found["speaker"] != "").all() or found.empty


def test_the_spans_of_a_broken_quotation_share_their_id():
    text = "Die Stadt sei nach Angaben von Ministerin Lena Berg am Montag geräumt worden."
    found = wb.find_quotations(frame(text))
    assert set(found["quotation_id"]) == {"a:0"}
    assert [text[r.start : r.end] for r in found.itertuples()] == [
        "Die Stadt sei",
        "am Montag geräumt worden",
    ]
    assert set(found["speaker_name"]) == {"Lena Berg"}


def test_speech_in_speech_says_in_which():
    text = "«Er sagte, das sei ein Krieg», erklärte Anna Keller."
    found = wb.find_quotations(frame(text))
    inner = found[found["nested_in"].notna()]
    assert inner["nested_in"].tolist() == [found.loc[0, "quotation_id"]]
    assert wb.find_quotations(frame(text), nested=False)["nested_in"].isna().all()


def test_one_person_has_one_name_in_the_article_and_in_the_corpus():
    found = wb.find_quotations(
        frame(
            "«Nein», sagte Premierministerin Salme Orvik. «Niemals», sagte Orvik am Abend.",
            "«Wir bleiben», sagte Orvik.",
        )
    )
    assert found["speaker_name"].tolist() == ["Salme Orvik", "Salme Orvik", "Orvik"]
    assert set(wb.mark_people(found)["person"]) == {"Salme Orvik"}


def test_each_article_is_read_for_itself():
    articles = frame("«Ja», sagte Berg.", "Laut Keller ist das falsch.")
    whole = wb.find_quotations(articles)
    parts = pd.concat(
        [wb.find_quotations(articles.iloc[[0]]), wb.find_quotations(articles.iloc[[1]])],
        ignore_index=True,
    )
    assert whole["quotation_id"].tolist() == parts["quotation_id"].tolist()
    assert whole["start"].tolist() == parts["start"].tolist()
