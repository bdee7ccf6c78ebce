"""The page that a class codes on: offline, by keyboard, and Python reads what it hands back."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
import workbench as wb
from workbench.code_text import VARIABLES
from workbench.widgets.base import script

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXTS = Path(__file__).parents[1] / "data" / "code-texts.json"
NAME = "Name oder Kürzel"


@pytest.fixture(scope="module")
def sheet():
    text = f"Der Krieg tobt 😀. Kein Krieg, sagt er. {HOSTILE} Es bleibt Krieg."
    starts = [m.start() for m in re.finditer("Krieg", text)]
    mentions = pd.DataFrame({"article_id": HOSTILE, "start": starts, "label": "Krieg"})
    mentions = mentions.assign(end=mentions["start"] + 5, voice="outlet", stance="asserted")
    return wb.sample_mentions(mentions, pd.DataFrame({"article_id": [HOSTILE], "text": [text]}))


@pytest.fixture(scope="module")
def coding(sheet, tmp_path_factory):
    book = wb.read_codebook(wb.sample_path("codebooks") / "krieg.toml")
    book = book.assign(definition=HOSTILE)
    path = tmp_path_factory.mktemp("Für die Klasse") / "codieren.html"
    return wb.write_coding_page(sheet, path, book, questions=list(VARIABLES), title=HOSTILE)


def test_a_learner_codes_by_keyboard_and_python_reads_the_text(chromium, coding, sheet):
    page = open_page(chromium, coding)
    page.locator("fieldset input").first.focus()
    for key in (
        "12u3" + "2" + "113"
    ):  # item 1: yes, direct (unsure), distanced; item 2: not the label
        page.keyboard.press(key)
    assert page.get_by_role("status").first.inner_text() == "Stelle 3 von 3, 3 fertig"
    page.get_by_label(NAME).fill("Anna K. (8b) 😀")
    text = page.get_by_label("Ihre Codes als Text").input_value()
    codes = wb.read_codes(text, sheet)
    assert codes["coder"].unique().tolist() == ["Anna K. (8b) 😀"]
    given = codes.dropna(subset="code")
    assert given[["item", "variable", "code", "unsure"]].to_numpy().tolist() == [
        [1, "label", "yes", False],
        [1, "voice", "direct", True],
        [1, "stance", "distanced", False],
        [2, "label", "no", False],
        [3, "label", "yes", False],
        [3, "voice", "outlet", False],
        [3, "stance", "distanced", False],
    ]
    page.locator("[data-wb-part=passage]").focus()
    page.keyboard.press("Control+z")
    text = page.get_by_label("Ihre Codes als Text").input_value()
    assert len(wb.read_codes(text, sheet).dropna(subset="code")) == 6
    page.context.close()


def test_a_text_takes_coding_up_again_and_a_foreign_one_is_refused(chromium, coding, sheet):
    page = open_page(chromium, coding)
    page.get_by_label("Weiter mit einem früheren Text").fill("MW1.3fa9c2.A.v.1a-.13fa")
    page.get_by_role("button", name="Übernehmen").click()
    assert "anderen Blatt" in page.locator("[data-wb-part=told]").inner_text()
    page.get_by_label(NAME).fill("B")
    page.locator("[data-wb-part=passage]").focus()
    page.keyboard.press("2")
    text = page.get_by_label("Ihre Codes als Text").input_value()
    other = open_page(chromium, coding)
    other.get_by_label("Weiter mit einem früheren Text").fill(text)
    other.get_by_role("button", name="Übernehmen").click()
    assert other.get_by_label("Ihre Codes als Text").input_value() == text
    assert other.get_by_label(NAME).input_value() == "B"
    for each in (page, other):
        each.context.close()


def test_javascript_writes_the_same_texts_as_python(chromium):
    page = chromium.new_page()
    source = script("dom", "qr", "codes").replace("export default { render };", "")
    asked = [{"name": n, "codes": [{"code": c} for c in codes]} for n, codes in VARIABLES.items()]
    for case in json.loads(TEXTS.read_text(encoding="utf-8")):
        answers = {
            f"{place}:{name}": [code, unsure] for place, name, code, unsure in case["answers"]
        }
        data = {"sheet": case["sheet"], "n": case["n_items"], "questions": asked}
        call = (
            f"([data, coder, answers]) => {{ {source}\nreturn writeCodes(data, coder, answers); }}"
        )
        assert page.evaluate(call, [data, case["coder"], answers]) == case["text"]
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_request_no_error_no_hostile_code_nothing_axe_objects_to(
    chromium, axe, coding, width, scheme
):
    page = open_page(chromium, coding, width=width, scheme=scheme, check=True)
    page.get_by_label(NAME).fill("A")
    page.keyboard.press("Tab")
    assert overhang(page) == 0
    assert outside(page) == []
    assert page.errors == []
    assert page.evaluate("window.__pwn") is None
    assert page.url == coding.as_uri()
    assert violations(page, axe) == []
    page.context.close()
