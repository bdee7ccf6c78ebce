"""Coding by hand: saved with every answer, taken up again, settled, and blind to what rules said."""

import json

import pandas as pd
import pytest
import workbench as wb
from workbench.errors import OptionError, TableError


def test_every_answer_is_saved_and_coding_goes_on_where_it_stopped(sheet, tmp_path):
    file = tmp_path / "codes.csv"
    view = wb.browse_codes(sheet, coder="Anna", path=file)
    assert not file.exists()
    view.answers = {"0:voice": ["direct", True]}
    view.notes = {"0": "Ironie; «sic»"}
    assert wb.read_codes(file, sheet)[["coder", "code", "unsure", "note"]].to_numpy().tolist() == [
        ["Anna", "direct", True, "Ironie; «sic»"]
    ]
    again = wb.browse_codes(sheet, coder="Anna", path=file)
    assert again.answers == {"0:voice": ["direct", True]}
    assert again.notes == {"0": "Ironie; «sic»"}
    assert wb.read_codes(again.text, sheet)["code"].dropna().tolist() == ["direct"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_of_another_sheet_is_never_overwritten(sheet, tmp_path):
    file = tmp_path / "codes.csv"
    wb.browse_codes(sheet, path=file).answers = {"0:voice": ["direct", False]}
    with pytest.raises(TableError, match=r"codes\.csv is in the way"):
        wb.browse_codes(sheet.assign(start=sheet["start"] + 1), path=file)


def test_the_view_never_holds_what_the_rules_said(sheet, tmp_path):
    view = wb.browse_codes(sheet, path=tmp_path / "x.csv", questions=["label", "voice"])
    told = json.dumps(view.data["items"])
    assert "outlet" not in told
    assert "stratum" not in told
    assert [q["name"] for q in view.data["questions"]] == ["label", "voice"]


def test_the_codebooks_definition_stands_beside_the_passage(sheet, tmp_path):
    book = wb.read_codebook(wb.sample_path("codebooks") / "krieg.toml")
    view = wb.browse_codes(sheet, book, path=tmp_path / "x.csv")
    assert set(view.data["book"]["Krieg"]) >= {"definition", "example", "counter_example"}


def test_settling_shows_only_disputed_items_with_what_each_said(sheet, tmp_path):
    codes = pd.concat(
        [wb.take_codes(sheet, coder="A"), wb.take_codes(sheet, coder="B")], ignore_index=True
    )
    codes.loc[
        (codes["coder"] == "B") & (codes["item"] == 2) & (codes["variable"] == "voice"), "code"
    ] = "indirect"
    chair = wb.browse_codes(sheet, coder="Leitung", codes=codes, path=tmp_path / "chair.csv")
    [item] = chair.data["items"]
    assert item["place"] == 1
    assert "indirect (B)" in item["beside"]["voice"]
    chair.answers = {"1:voice": ["indirect", False]}
    settled = wb.mark_codes(sheet, chair.codes, coder="Leitung")
    assert settled["coded_voice"].tolist() == ["", "indirect", ""]


def test_passages_are_cut_at_words_and_say_so():
    long = pd.DataFrame({"article_id": ["a"], "text": ["Wort " * 50 + "Krieg" + " Ende" * 50]})
    mentions = pd.DataFrame({"article_id": ["a"], "start": [250], "end": [255], "label": "Krieg"})
    sheet = wb.sample_mentions(mentions.assign(voice="outlet", stance="asserted"), long, width=18)
    assert sheet[["before", "after"]].to_numpy().tolist() == [
        ["… Wort Wort Wort ", " Ende Ende Ende …"]
    ]


def test_questions_and_names_are_checked(sheet):
    with pytest.raises(OptionError, match="questions='voices'"):
        wb.browse_codes(sheet, questions=["voices"])
    with pytest.raises(OptionError, match="name or letter"):
        wb.browse_codes(sheet, coder=" ")
    with pytest.raises(TableError, match="'before'"):
        wb.browse_codes(sheet.drop(columns="before"))
