"""The story reader and both views in a report: choices work offline, states are said, axe is content."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from workbench.report import render_report

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELLS = [
    f"""
import pandas as pd
import workbench as wb
hostile = {HOSTILE!r}
articles = pd.DataFrame({{'article_id': ['a', 'b', 'c'], 'outlet': ['Bote', 'Post', hostile],
    'headline': ['Alt', 'Neu', hostile], 'language': 'de',
    'text': ['🔥 Der Konflikt um Istrau dauert an. Er ist alt.', '🔥 Der Krieg um Istrau dauert an.',
             'Der Krieg um Istrau dauert an. ' + hostile]}})
stories = articles.assign(story_id='x')""",
    "wb.browse_stories(articles, stories, unit='sentence', lang=lang)",
    "wb.show_stories(wb.compare_stories(articles, stories, unit='sentence'), lang=lang)",
    "wb.show_versions(wb.compare_versions(articles, 'a', 'c'), lang=lang)",
]


@pytest.fixture(scope="module", params=["de", "en"])
def page(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    cells = [new_code_cell(f"lang = {request.param!r}", metadata={"tags": ["parameters"]})]
    cells = [new_markdown_cell("# Probe"), *cells, *map(new_code_cell, CELLS)]
    nbformat.write(new_notebook(cells=cells), folder / "08-probe.ipynb")
    return render_report(
        None, notebooks=[folder / "08-probe.ipynb"], lang=request.param, out=folder / "out"
    )[0]


def test_choosing_swaps_and_hides_without_a_kernel(chromium, page):
    view = open_page(chromium, page)
    widget = view.locator("[data-wb-view=stories]")
    assert widget.locator("mark").first.text_content().strip() == "Konflikt"
    assert widget.locator(".wb-pair.wb-is-only").count() == 1
    widget.locator("[data-wb-key=a]").select_option("b")  # now the other way round
    heads = widget.locator(".wb-side-name").all_text_contents()
    assert heads == ["Post", "Bote"]
    assert widget.locator("mark").first.text_content().strip() == "Krieg"
    widget.locator("[data-wb-key=state-only]").click()
    assert widget.locator(".wb-pair.wb-is-only").count() == 0
    widget.locator("[data-wb-key=b]").select_option("c")
    assert "<img" in widget.text_content()
    widget.locator("[data-wb-key=undo]").click()
    assert widget.locator(".wb-side-name").all_text_contents() == ["Post", "Bote"]
    assert view.evaluate("window.__pwn") is None
    assert not view.errors
    assert not outside(view)
    view.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overhangs_and_axe_is_content(chromium, axe, page, width):
    view = open_page(chromium, page, width=width, check=True)
    assert overhang(view) == 0
    assert violations(view, axe) == []
    view.context.close()
