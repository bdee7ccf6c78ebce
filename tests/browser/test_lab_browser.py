"""A real JupyterLab: open the notebook, run it, filter, click to the passage, and go on in Python."""

import os
import re
import socket
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.browsing import HOSTILE, outside

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOKEN = "nur-hier"  # noqa: S105 (of a server that lives as long as this test)
FOLDERS = (
    "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR",
)  # fmt: skip
FLAGS = (
    "--no-browser", "--allow-root", "--ip=127.0.0.1", "--ServerApp.port_retries=0",
    f"--IdentityProvider.token={TOKEN}", "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly",
)  # fmt: skip
# Waiting for an idle kernel is not enough: Run All is then silently nothing.
READY = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready; await panel.revealed; await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
}"""
CELLS = [
    f"""
import pandas as pd, workbench as wb
from workbench.matching import codebook_of
hostile = {HOSTILE!r}
articles = pd.DataFrame({{'article_id': ['a', 'b', hostile], 'outlet': ['Blick', 'NZZ', hostile],
    'headline': ['Eins', hostile, 'Drei'], 'language': 'de',
    'text': ['Heute ist Krieg. Es bleibt Krieg.', 'Kein Krieg ' + hostile, 'Der Angriff dauert.']}})
book = codebook_of(['Krieg', 'Angriff'])
book['frame'] = book['label']
mentions = wb.mark_stance(wb.find_mentions(articles, book), articles)
articles""",
    "wb.browse_words(wb.tokenize(articles), lang='de')",
    "widget = wb.browse_mentions(mentions, articles, lang='de')\nwidget",
    "print('In Python:', len(widget.selected), sorted(widget.selected['outlet'].unique()))",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start JupyterLab with folders of its own; give its address, end it afterwards."""
    root = tmp_path_factory.mktemp("Ordner für Lab")
    cells = [new_code_cell(source.strip()) for source in CELLS]
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, root / "gang.ipynb")
    news = root / "JUPYTERLAB_SETTINGS_DIR/@jupyterlab/apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "lab", *FLAGS, f"--port={port}"]
    own = {name: str(root / name) for name in FOLDERS}
    with (root / "log.txt").open("w") as log:
        server = subprocess.Popen(  # noqa: S603 (JupyterLab of this environment)
            [*command, f"--ServerApp.root_dir={root}"], env=os.environ | own, stdout=log, stderr=log
        )
        while "is running at" not in (root / "log.txt").read_text():
            assert server.poll() is None, (root / "log.txt").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def page(chromium, lab):
    """Open the notebook and run all of it through the menu's command."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
    page.goto(f"{lab}/lab/tree/gang.ipynb?token={TOKEN}&reset")
    page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext")
    page.evaluate(READY)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.get_by_text("In Python: 4").wait_for(timeout=60_000)
    yield page
    context.close()


def test_controls_draw_a_new_figure(page):
    figure = page.locator(".jp-OutputArea-output img").first
    figure.wait_for()
    before = figure.get_attribute("src")
    page.get_by_label("Wörter mit").fill("krieg")
    page.get_by_label("Wörter mit").press("Enter")
    page.wait_for_function(
        "before => document.querySelector('.jp-OutputArea-output img')?.src !== before", arg=before
    )
    assert page.locator(".jp-OutputArea-output img").count() == 1


def test_from_the_bar_to_the_passage_to_the_article_and_back_to_python(page):
    view = page.locator("[data-wb-view=mentions]")
    view.get_by_role("button", name="Blick, Krieg").click()
    assert view.locator("[data-wb-part=status]").inner_text() == "2 von 4 Stellen"
    view.locator(".wb-passage").nth(1).click()
    reader = view.locator("[data-wb-part=reader]")
    reader.get_by_text("Es bleibt").wait_for()
    assert reader.locator(".wb-tag[aria-current=true]").count() == 1
    page.locator(".jp-Notebook .jp-CodeCell").last.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.get_by_text(re.compile(r"In Python: 2 \['Blick'\]")).wait_for()


def test_hostile_text_does_not_run_and_nothing_is_asked_of_elsewhere(page, lab):
    assert page.get_by_text("<img src=x onerror").count()
    assert page.evaluate("window.__pwn") is None
    assert outside(page, lab, lab.replace("http", "ws")) == []
    assert page.errors == []
