"""Findings may be passed on: no way leads from them back to the text but the text itself."""

import pandas as pd
import pytest
import workbench as wb
from hypothesis import given
from workbench.errors import OptionError, TableError

from strategies import articles

TEXT = (
    "Der Krieg tobt. «Wir bleiben hier, bis der letzte Zug gefahren ist», sagte Anna Keller am Bahnhof. "
    * 3
)
ARTICLES = pd.DataFrame({"article_id": ["a"], "text": [TEXT], "url": ["https://blatt.example/1"]})


def test_quotations_go_out_as_places_and_come_back_as_words(tmp_path):
    quotations = wb.find_quotations(ARTICLES)
    shared = wb.export_findings(quotations, ARTICLES, max_words=3, max_share=1)
    assert shared["snippet"].str.contains("Wir bleiben hier").all()
    assert not shared.astype("str").apply(lambda c: c.str.contains("Zug gefahren")).any().any()
    assert set(shared["url"]) == {"https://blatt.example/1"}
    assert shared["speaker_name"].tolist() == quotations["speaker_name"].tolist()
    wb.write_table(shared, tmp_path / "funde.csv")
    read = pd.read_csv(tmp_path / "funde.csv")
    back = wb.attach_text(read, ARTICLES.assign(article_id="mine"))
    assert back["attached"].unique().tolist() == ["yes"]
    assert back["article_id"].unique().tolist() == ["mine"]
    wanted = [TEXT[s:e] for s, e in zip(quotations["start"], quotations["end"], strict=True)]
    assert back["text"].tolist() == wanted


def test_snippets_of_many_rows_never_add_up_to_the_article():
    tokens = wb.tokenize(ARTICLES)
    shared = wb.export_findings(tokens, ARTICLES)
    assert len(shared) == len(tokens)
    assert 0 < shared["snippet"].dropna().str.len().sum() <= len(TEXT) / 10
    assert "token" not in shared
    assert "lemma" not in shared


@given(articles())
def test_what_is_attached_is_the_surface_in_any_text(drawn):
    tokens = wb.tokenize(drawn)
    back = wb.attach_text(wb.export_findings(tokens, drawn), drawn)
    texts = dict(zip(drawn["article_id"], drawn["text"], strict=True))
    wanted = [
        texts[a][s:e]
        for a, s, e in zip(tokens["article_id"], tokens["start"], tokens["end"], strict=True)
    ]
    assert back["text"].tolist() == wanted


def test_another_version_of_the_text_is_said_and_not_cut():
    shared = wb.export_findings(wb.find_quotations(ARTICLES), ARTICLES)
    other = wb.attach_text(shared, ARTICLES.assign(text="Neu. " + TEXT))
    assert other["attached"].unique().tolist() == ["other_text"]
    assert other["text"].isna().all()
    none = wb.attach_text(shared, ARTICLES.assign(article_id="b", text="Neu."))
    assert none["attached"].unique().tolist() == ["no_article"]


def test_wrong_ceilings_and_tables_are_refused():
    spans = wb.find_quotations(ARTICLES)
    with pytest.raises(OptionError, match="max_share"):
        wb.export_findings(spans, ARTICLES, max_share=2)
    with pytest.raises(TableError, match="needs a findings table with the column 'digest'"):
        wb.attach_text(spans.drop(columns="digest"), ARTICLES)
