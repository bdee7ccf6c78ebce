"""The classroom server in a real browser: live controls, nothing from elsewhere, hostile text stays text."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELLS = [
    "import workbench as wb\narticles = wb.read_articles(path)",
    "articles[['outlet', 'headline', 'source_file']]",
    "wb.show_table(articles, lang=lang)",
    "wb.show_article(articles, lang=lang)",
    "from IPython.display import HTML\nHTML(articles['headline'].iloc[0])",  # an author's mistake
    """
import ipywidgets
choice = ipywidgets.Dropdown(options=['Krieg', articles['outlet'].iloc[0]], description='Wort')
shown = ipywidgets.Output()
def tell(change):
    with shown:
        print('gewählt:', change['new'])
choice.observe(tell, 'value')
ipywidgets.VBox([choice, shown])""",
    """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const button = document.createElement("button");
        const write = () => { button.textContent = `Zahl ${model.get("n")} ${model.get("note")}`; };
        button.addEventListener("click", () => { model.set("n", 1); model.save_changes(); });
        model.on("change:n", write); write(); el.append(button); } };'''
    n = traitlets.Int(0).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    @traitlets.observe('n')
    def _double(self, change):
        if change['new'] == 1:
            self.n = 22
Counter(note=articles['outlet'].iloc[0])""",
]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Start the command on a folder of hostile articles; give its address, end it afterwards."""
    root = tmp_path_factory.mktemp("Klasse für Müller")
    folder = root / "Artikel"
    folder.mkdir()
    csv = HOSTILE.replace('"', '""')
    table = f'outlet,headline,text\n"{csv}","{csv}","Es ist Krieg. {csv}"\n'
    (folder / "<img src=x onerror=window.__pwn=1>.csv").write_text(table, encoding="utf-8")
    cells = [new_markdown_cell("# Alles gut?\n\nWas steht da?")]
    cells += [new_code_cell("lang = 'de'", metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in CELLS]
    nbformat.write(new_notebook(cells=cells), root / "01-frage.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from workbench.cli import main; main()", "serve", folder]
    command += ["-n", root / "01-frage.ipynb", "--port", str(port), "--pool", "1"]
    with (root / "log.txt").open("w+") as log:
        server = subprocess.Popen(  # noqa: S603 (our own command)
            command, stdout=log, stderr=log, env=os.environ | {"COLUMNS": "80"}
        )
        while not answers(port):
            assert server.poll() is None, (root / "log.txt").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        server.send_signal(signal.SIGTERM)  # a script in the background has Ctrl-C switched off
        try:
            assert server.wait(60) == 0
        finally:
            server.kill()
            server.wait()


def answers(port):
    with contextlib.suppress(ConnectionError):
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        return True
    return False


def test_a_visitor_reads_the_page_and_moves_its_controls(chromium, room):
    page = open_page(chromium, room, offline=False)
    assert violations_of_policy(page) == []
    page.get_by_role("link", name="Alles gut?").click()
    page.wait_for_selector(".wb-live select", timeout=60_000)
    page.wait_for_selector("#wb-running", state="detached")
    page.locator(".wb-live select").select_option(index=1)
    page.get_by_text(re.compile("gewählt: <img")).wait_for()  # through Python and back, as text
    button = page.locator(".wb-live button")
    button.click()
    page.get_by_text(re.compile("Zahl 22 <img")).wait_for()
    assert "read_articles" not in page.content()  # no code
    assert page.evaluate("window.__pwn") is None
    assert outside(page, room, room.replace("http", "ws")) == []
    assert violations_of_policy(page) == []
    assert overhang(page) == 0
    config = page.locator("#jupyter-config-data").text_content()
    kernel = f"{room}/api/kernels/{json.loads(config)['kernelId']}"
    assert page.request.get(kernel).status == 200
    page.goto("about:blank")
    while page.request.get(kernel).status == 200:  # who leaves gives the kernel back
        page.wait_for_timeout(100)
    page.context.close()


def violations_of_policy(page):
    """Return the errors of the console; Voilà's warnings about versions of its parts are known."""
    return [text for text in page.errors if "shared" not in text]


def test_there_is_nothing_but_the_pages(chromium, room):
    context = chromium.new_context()
    ask = context.request.get
    policy = ask(room).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    for path in (
        "/voila/tree",
        "/voila/api/contents",
        "/voila/files/01-frage.ipynb",
        "/api/kernels",
    ):
        assert ask(room + path).status == 404, path
    assert ask(room, headers={"Host": "evil.example"}).status == 403
    context.close()


def test_the_list_is_accessible(chromium, axe, room):
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(room)
    assert violations(page, axe) == []
    context.close()
