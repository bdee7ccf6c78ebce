"""Reports in a real browser with the network off: no request, no error, nothing axe objects to."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from workbench.errors import WorkbenchError
from workbench.report import render_report

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COUNTER = """
function render({ model, el }) {
  const button = document.createElement("button");
  const write = () => { button.textContent = `Zahl ${model.get("n")}`; };
  button.addEventListener("click", () => {
    model.set("n", model.get("n") + 1);
    model.save_changes();
  });
  model.on("change:n", write);
  write();
  el.append(button);
}
export default { render };
"""
SETUP = f"""
import anywidget, ipywidgets, pandas as pd, traitlets
from IPython.display import HTML, Markdown, display
from workbench.display import show_article, show_dropped, show_kwic, show_table
from workbench.frequency import count_words
from workbench.concordance import kwic
from workbench.plots import plot_words
from workbench.tokens import tokenize
from workbench.widgets.words import browse_words
hostile = {HOSTILE!r}
"""
CELLS = [
    """
articles = pd.DataFrame({'article_id': ['a', 'b'], 'outlet': ['Blick', hostile],
    'headline': [hostile, 'x'], 'language': ['de', 'en'],
    'text': ['Es ist Krieg. ' + hostile, 'War']})""",
    "articles",
    "show_table(articles, caption=hostile, lang=lang)",
    "show_article(articles, lang=lang)",
    "show_dropped(articles, lang=lang)",
    "tokens = tokenize(articles)\nshow_kwic(kwic(tokens, 'Krieg'), lang=lang)",
    "plot_words(count_words(tokens, by='outlet'), by='outlet', title=hostile, lang=lang);",
    "browse_words(tokens, lang=lang)",
    "display(HTML(hostile), Markdown(hostile)); print(hostile)",
    f"""
class Counter(anywidget.AnyWidget):
    _esm = {COUNTER!r}
    n = traitlets.Int(1).tag(sync=True)
    note = traitlets.Unicode(hostile).tag(sync=True)
one, two = Counter(n=3), Counter()
link = ipywidgets.jslink((one, 'n'), (two, 'n'))
ipywidgets.VBox([one, two])""",
    "import warnings; warnings.warn('Achtung')",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Render a notebook whose article text is hostile, to a folder with a blank and an umlaut."""
    root = tmp_path_factory.mktemp("Bericht für")
    prose = new_markdown_cell(f"# Feindlicher Text?\n\nWas läuft? {HOSTILE}\n\n{HOSTILE}")
    cells = [prose, new_code_cell("lang = 'de'", metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in [SETUP, *CELLS]]
    nbformat.write(new_notebook(cells=cells), root / "01-feind.ipynb")
    written = render_report(notebooks=[root / "01-feind.ipynb"], out=root / "aus", progress=False)
    return {"report": written[0], "overview": written[1]}


def test_nothing_is_asked_for_nothing_fails_and_hostile_text_does_not_run(chromium, report):
    for path in report.values():
        page = open_page(chromium, path)
        page.wait_for_timeout(300)
        assert outside(page) == []
        assert page.errors == []
        assert page.evaluate("window.__pwn") is None
        assert page.url == path.as_uri()
        page.context.close()


def test_widgets_of_our_own_kind_live_on_and_stay_linked(chromium, report):
    page = open_page(chromium, report["report"])
    buttons = page.locator(".wb-widget button")
    assert buttons.all_inner_texts() == ["Zahl 3", "Zahl 3"]
    buttons.nth(1).click()
    assert buttons.all_inner_texts() == ["Zahl 4", "Zahl 4"]
    assert page.errors == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("which", ["report", "overview"])
def test_axe_objects_to_nothing_and_the_page_does_not_scroll_sideways(
    chromium, axe, report, *, which, width, scheme
):
    page = open_page(chromium, report[which], width=width, scheme=scheme, check=True)
    assert overhang(page) == 0
    assert violations(page, axe) == []
    page.context.close()


def test_the_real_notebooks_keep_the_contract(chromium, axe, tmp_path):
    for path in render_report(lang="de", out=tmp_path, progress=False):
        for scheme, width in (("light", 1280), ("dark", 390)):
            page = open_page(chromium, path, width=width, scheme=scheme, check=True)
            assert overhang(page) == 0, path.name
            assert outside(page) == []
            assert page.errors == []
            assert violations(page, axe) == [], path.name
            page.context.close()


def test_the_keyboard_reaches_the_content_first(chromium, report):
    page = open_page(chromium, report["report"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.url.endswith("#wb-main")
    page.context.close()


def test_the_overview_leads_to_the_report(chromium, report):
    page = open_page(chromium, report["overview"])
    page.get_by_role("link", name="Feindlicher Text?").click()
    page.wait_for_load_state("load")
    assert page.title().startswith("Feindlicher Text?")
    page.context.close()


def test_without_words_for_a_figure_there_is_no_report(tmp_path):
    source = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), tmp_path / "01-x.ipynb")
    with pytest.raises(WorkbenchError, match="describe_figure"):
        render_report(notebooks=[tmp_path / "01-x.ipynb"], out=tmp_path, progress=False)
