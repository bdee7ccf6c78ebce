"""Codes: what coders save, paste and scan comes back, and what is broken or foreign is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest
import workbench as wb
from hypothesis import given
from hypothesis import strategies as st
from workbench.code_text import VARIABLES, Answer, decode_codes, encode_codes, sheet_id
from workbench.errors import LoadWarning, OptionError, ReadError, TableError

TEXTS = Path(__file__).parent / "data" / "code-texts.json"  # the page's JavaScript writes the same


def own_id(sheet):
    ordered = sheet.sort_values("item")
    return sheet_id(zip(ordered["article_id"], ordered["start"], ordered["end"], strict=True))


def text_of(sheet, coder, voices, stances):
    answers = [Answer(i, "voice", code, unsure=False) for i, code in enumerate(voices)]
    answers += [Answer(i, "stance", code, unsure=False) for i, code in enumerate(stances)]
    return encode_codes(own_id(sheet), coder, len(sheet), answers)


def test_texts_stay_readable_for_pages_that_are_already_out():
    for case in json.loads(TEXTS.read_text(encoding="utf-8")):
        answers = [Answer(*row) for row in case["answers"]]
        written = encode_codes(case["sheet"], case["coder"], case["n_items"], answers)
        assert written == case["text"]
        [read] = decode_codes(case["text"])
        assert (read.sheet, read.coder) == (case["sheet"], case["coder"])
        assert {a for a in read.answers if a.code} == set(answers)


answers_of_one = st.dictionaries(
    st.tuples(st.integers(0, 5), st.sampled_from(sorted(VARIABLES))),
    st.tuples(st.integers(0, 2), st.booleans()),
    min_size=1,
)


@given(st.text(max_size=12), answers_of_one)
def test_any_answers_of_any_coder_come_back(coder, drawn):
    coder = coder.encode("utf-8", "ignore").decode()
    answers = {
        Answer(place, variable, VARIABLES[variable][number % len(VARIABLES[variable])], unsure)
        for (place, variable), (number, unsure) in drawn.items()
    }
    [read] = decode_codes("Ciao\n" + encode_codes("0af93b", coder, 6, answers) + " bye")
    assert read.coder == coder
    assert {a for a in read.answers if a.code} == answers


def test_a_mail_with_many_texts_and_broken_lines_is_read(sheet):
    one = text_of(sheet, "Anna K.", ["outlet", "direct", "outlet"], ["asserted"] * 3)
    two = text_of(sheet, "Béla", ["outlet"] * 3, ["asserted", "rejected", "asserted"])
    mail = f"Hallo,\n{one[:20]}\n  {one[20:]}\nund {two}, Gruss"
    codes = wb.read_codes(mail, sheet)
    assert codes["coder"].unique().tolist() == ["Anna K.", "Béla"]
    assert len(codes) == 12
    places = codes.drop_duplicates("item").set_index("item")["start"]
    assert places.to_dict() == sheet.set_index("item")["start"].to_dict()


@pytest.mark.parametrize(
    "spoil",
    [lambda t: t[:-3], lambda t: t.replace(".vs.", ".vs.0"), lambda t: t.replace("A", "B", 1)],
)
def test_a_cut_or_mistyped_text_is_refused(sheet, spoil):
    text = text_of(sheet, "A", ["outlet"] * 3, ["asserted"] * 3)
    with pytest.raises(ReadError, match="ask for it again"):
        wb.read_codes(spoil(text), sheet)


def test_codes_of_another_sheet_are_refused(sheet):
    text = text_of(sheet, "A", ["outlet"] * 3, ["asserted"] * 3)
    other = sheet.assign(start=sheet["start"] + 1)
    with pytest.raises(TableError, match="another sheet"):
        wb.read_codes(text, other)
    with pytest.raises(TableError, match="another sheet"):
        wb.read_codes(text, sheet.head(2))


def test_saved_files_and_pasted_texts_merge_and_the_last_answer_stands(sheet, tmp_path):
    first = wb.read_codes(text_of(sheet, "A", ["outlet"] * 3, ["asserted"] * 3), sheet)
    wb.write_table(first, tmp_path / "1 anna.csv")
    later = text_of(sheet, "A", ["direct", "outlet", "outlet"], ["asserted"] * 3)
    (tmp_path / "2 mail.txt").write_text(later, encoding="utf-8")
    with pytest.warns(LoadWarning, match=r"A answered 1 question"):
        codes = wb.read_codes(tmp_path, sheet)
    assert len(codes) == 6
    assert (
        codes.loc[(codes["item"] == 1) & (codes["variable"] == "voice"), "code"].item() == "direct"
    )


def test_what_is_no_code_file_is_refused_by_name(tmp_path):
    (tmp_path / "liste.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"liste\.csv holds no codes: it lacks the column 'coder'"):
        wb.read_codes(tmp_path / "liste.csv")
    (tmp_path / "liste.csv").write_text(
        "coder,item,variable,code\nA,1,voice,paper\n", encoding="utf-8"
    )
    with pytest.raises(ReadError, match="voice='paper'"):
        wb.read_codes(tmp_path)
    with pytest.raises(ReadError, match="no file or folder"):
        wb.read_codes(tmp_path / "nichts.csv")
    for source in (None, [None], pd.DataFrame({"code": ["outlet"]})):
        with pytest.raises(ReadError, match=r"give CSV files, coding texts .* or a folder of them"):
            wb.read_codes(source)


def test_a_codebook_in_the_place_of_the_path_is_told(sheet, tmp_path):
    with pytest.raises(OptionError, match=r"path is the file to write, .* not a DataFrame"):
        wb.write_coding_page(sheet, wb.read_codebook(wb.sample_path("codebooks") / "krieg.toml"), tmp_path / "x.html")  # fmt: skip


def test_a_class_of_25_goes_from_texts_to_agreement_disagreements_and_audit(sheet):
    texts = [
        text_of(
            sheet,
            f"L{i:02}",
            ["outlet", "indirect" if i % 5 else "outlet", "outlet"],
            ["asserted"] * 3,
        )
        for i in range(25)
    ]
    codes = wb.read_codes("\n".join(texts), sheet)
    both = pd.concat([codes, wb.take_codes(sheet)], ignore_index=True)
    agreement = wb.measure_agreement(both, draws=20)
    assert agreement.loc[agreement["measure"] == "percent", "n_coders"].tolist() == [26, 26]
    worst = wb.find_disagreements(codes, sheet).iloc[0]
    assert worst["item"] == 2
    assert worst["majority"] == "indirect"
    assert worst["codes"] == "indirect (20) · outlet (L00, L05, L10, L15, L20)"
    assert "[Krieg]" in worst["passage"]
    settled = wb.mark_codes(sheet, codes)
    assert settled["coded_voice"].tolist() == ["outlet", "indirect", "outlet"]
    assert settled.drop(columns=["coded_voice", "coded_stance"]).equals(
        sheet.drop(columns=["coded_voice", "coded_stance"])
    )
    mentions = sheet["stratum"].str.split(" · ", expand=True).set_axis(["voice", "stance"], axis=1)
    audit = wb.audit_mentions(mentions, settled).set_index(["measure", "value"])
    assert audit.loc[("voice", "outlet"), "n_coded"] == 2


def test_one_coder_settles_and_a_tie_stays_open(sheet):
    codes = wb.read_codes(
        [
            text_of(sheet, "A", ["outlet"] * 3, ["asserted"] * 3),
            text_of(sheet, "B", ["direct", "outlet", "outlet"], ["asserted"] * 3),
        ],
        sheet,
    )
    assert wb.mark_codes(sheet, codes)["coded_voice"].tolist() == ["", "outlet", "outlet"]
    assert wb.mark_codes(sheet, codes, coder="B")["coded_voice"].tolist()[0] == "direct"
    with pytest.raises(OptionError, match="There are: A, B"):
        wb.mark_codes(sheet, codes, coder="C")


def test_the_sheet_may_lie_in_the_folder_of_the_answers(sheet, tmp_path):
    """`workbench coding` writes both the sheet and the page that answers come from there."""
    wb.write_table(sheet, tmp_path / "sheet.csv")
    wb.write_table(wb.take_codes(sheet, coder="Anna"), tmp_path / "anna.csv")
    assert set(wb.read_codes(tmp_path, sheet)["coder"]) == {"Anna"}
    (tmp_path / "foreign.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ReadError, match=r"foreign\.csv holds no codes"):
        wb.read_codes(tmp_path)
