"""Reports on paper: printed by the system's Chromium, nothing cut, dead controls left out."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from workbench.errors import ReportError
from workbench.report import render_report
from workbench.report.pdf import print_pdf

from helpers.browsing import open_page, overhang

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE = """
import pandas as pd, workbench as wb
columns = {f"Eine Spalte mit Namen {i}": ["Wert " * 6, "x"] for i in range(12)}
wb.show_table(pd.DataFrame(columns | {"Letzte": ["RECHTS"] * 2}), lang=lang)
"""


@pytest.fixture(scope="module")
def printed(chromium, tmp_path_factory):
    root = tmp_path_factory.mktemp("Bericht für")
    prose = new_markdown_cell("# Größe «eins»\n\nSiehe [hier](https://example.org/seite).")
    answer = new_markdown_cell("Die geheime Antwort", metadata={"tags": ["solution"]})
    cells = [prose, new_code_cell("lang = 'de'", metadata={"tags": ["parameters"]})]
    nbformat.write(new_notebook(cells=[*cells, new_code_cell(WIDE), answer]), root / "01-x.ipynb")
    return render_report(notebooks=[root / "01-x.ipynb"], out=root, pdf=True, progress=False)


def test_a_report_is_printed_beside_its_page_and_the_overview_leads_to_it(printed):
    page, pdf, overview = printed
    assert pdf == page.with_suffix(".pdf")
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/MarkInfo" in data  # tagged: a screen reader finds headings and tables
    assert 'href="de/01-x.pdf"' in overview.read_text(encoding="utf-8")


def test_on_paper_nothing_is_cut_and_code_and_folded_solutions_are_left_out(chromium, printed):
    page = open_page(chromium, printed[0], width=680)  # pixels between the margins of A4
    page.emulate_media(media="print")
    assert overhang(page) == 0
    assert page.locator("td", has_text="RECHTS").first.is_visible()
    assert not page.locator(".wb-code").first.is_visible()
    assert not page.locator(".wb-solution").is_visible()
    shown = "getComputedStyle(document.querySelector('a[href^=http]'), '::after').content"
    assert "href" in page.evaluate(shown) or "example.org" in page.evaluate(shown)
    page.context.close()


def test_without_a_browser_the_error_says_what_to_install(monkeypatch, tmp_path):
    page = tmp_path / "x.html"
    page.write_text("<p>x", encoding="utf-8")
    monkeypatch.setenv("CHROMIUM", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("workbench.report.pdf._installed", list)
    with pytest.raises(ReportError, match="apt install chromium"):
        print_pdf(page, tmp_path / "x.pdf")
    with pytest.raises(ReportError, match="apt install chromium"):
        render_report(out=tmp_path, pdf=True, progress=False)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(ReportError, match="CHROMIUM"):
        print_pdf(page, tmp_path / "x.pdf")
