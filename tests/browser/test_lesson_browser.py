"""Lessons in a real browser with the network off: by keyboard, on a phone, on paper."""

import pandas as pd
import pytest
import workbench as wb

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAIR = (
    "Volksblitz 2024-03-09 granaten-auf-krankenhaus.txt",
    "Sarmund Direkt 2024-03-09 provokation-in-velmin.txt",
)
PAGES = ("index", "sheet-1", "sheet-2", "key", "plan", "check", "limits")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    out = tmp_path_factory.mktemp("Stunde für")
    frames = [wb.read_articles(wb.sample_path() / name) for name in PAIR]
    wb.write_lesson(pd.concat(frames, ignore_index=True), out=out, lang="en", pdf=False)
    return out


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_for_axe_objects_to_nothing_and_no_page_scrolls_sideways(
    chromium, axe, lesson, name
):
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = open_page(chromium, lesson / f"{name}.html", width=width, scheme=scheme, check=True)
        assert overhang(page) == 0
        assert outside(page) == []
        assert page.errors == []
        assert violations(page, axe) == []
        page.context.close()


def focused(page):
    return page.evaluate("document.activeElement.className")


def test_the_self_check_is_walked_by_keyboard_alone(chromium, axe, lesson):
    page = open_page(chromium, lesson / "check.html", width=390, check=True)
    answers = page.eval_on_selector_all(".wbl-item", "all => all.map((i) => +i.dataset.answer)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips to the content
    for number, right in enumerate(answers):
        wanted = right if number else (right + 1) % 3  # the first one wrong, the others right
        item = page.locator(".wbl-item").nth(number)
        option = item.locator(".wbl-option").nth(wanted)
        for _ in range(20):
            page.keyboard.press("Tab")
            if option.evaluate("(o) => o === document.activeElement"):
                break
        page.keyboard.press("Space" if number % 2 else "Enter")
        assert option.evaluate("(o) => o === document.activeElement"), "focus stays"
        assert item.locator("[role=status]").inner_text().startswith("Right." if number else "Not")
        assert len(item.locator("[role=status] .wbl-reason").inner_text()) > 20
    assert page.locator("#wbl-score").inner_text() == "9 right, 10 of 10 answered"
    assert "right answer" in page.locator(".wbl-right").first.inner_text()
    assert violations(page, axe) == []
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page) == "wbl-again":
            break
    page.keyboard.press("Enter")
    assert page.locator("#wbl-score").inner_text() == ""
    assert focused(page) == "wbl-option"
    assert page.errors == []
    assert outside(page) == []
    page.context.close()


def test_an_answer_counts_once_and_nothing_is_kept(chromium, lesson):
    page = open_page(chromium, lesson / "check.html")
    item = page.locator(".wbl-item").first
    for option in item.locator(".wbl-option").all():
        option.click(force=True)
    assert page.locator("#wbl-score").inner_text().endswith("1 of 10 answered")
    assert item.locator(".wbl-solution").is_hidden()
    assert page.evaluate("document.cookie") == ""
    page.reload()
    assert page.locator("#wbl-score").inner_text() == ""
    page.context.close()


def test_hostile_text_does_not_run_on_any_page(chromium, tmp_path):
    text = f"{HOSTILE} ist da.\n\n«{HOSTILE} Wir gehen jetzt nicht», sagte Anna Keller am Montag."
    row = {"article_id": "a", "outlet": HOSTILE, "language": "de", "text": text}
    wb.write_lesson(pd.DataFrame([row]), out=tmp_path, pdf=False)
    for name in ("index", "sheet-2", "key", "check"):
        page = open_page(chromium, tmp_path / f"{name}.html")
        assert page.evaluate("window.__pwn") is None
        assert outside(page) == []
        assert page.errors == []
        page.context.close()


def test_each_page_is_printed_beside_its_html(lesson, chromium, tmp_path):
    frame = wb.read_articles(wb.sample_path() / PAIR[0])
    written = wb.write_lesson(frame, out=tmp_path, level=2)
    printed = {path.name for path in written if path.suffix == ".pdf"}
    assert printed == {"sheet-2.pdf", "key.pdf", "plan.pdf", "limits.pdf"}
    for name in printed:
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
        assert f'href="{name}"' in (tmp_path / "index.html").read_text(encoding="utf-8")
