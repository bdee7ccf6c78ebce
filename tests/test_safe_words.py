"""No path for words of articles to become HTML: in the package, its pages and the notebooks."""

import json
import re
from pathlib import Path

import pytest
import workbench

ROOT = Path(workbench.__file__).parent
NOTEBOOKS = ROOT.parent / "notebooks"
# What templates may write as it is: our own sheets and scripts, their hashes, and JSON that
# `as_json` has made safe for a script element.
OWN = r"(wb\.)?style|sheet|script|style_hash|script_hash|hosted\.state"
BANNED = {
    "innerHTML or outerHTML": r"\b(inner|outer)HTML\b",
    "insertAdjacentHTML": r"insertAdjacentHTML",
    "document.write": r"document\s*\.\s*write",
    "parsing HTML in the page": r"createContextualFragment|DOMParser|setHTML\w*|srcdoc\s*=",
    "code from words": r"\beval\s*\(|\bnew\s+Function\b|setTimeout\s*\(\s*[\"'`]",
    "an HTML output from a filled string": r"\bHTML\(\s*(f[\"']|[\"'][^\"']*[\"']\s*(%|\.format|\+))",
    "ipywidgets.HTML": r"\b(w|widgets|ipywidgets)\.HTML(Math)?\(",
    "Styler": r"\.style\s*\.\s*(?!setProperty\b)\w+\s*\(|\bStyler\b",
    "escape=False": r"escape\s*=\s*False",
    "Markup of a filled string": r"\bMarkup\(\s*f[\"']",
    "jinja's safe": r"\{\{(?!\s*(" + OWN + r")\s*\|)[^}|]*\|\s*safe\b(?!_)",
}
# What may stand although it is banned, and why.
ALLOWED = {
    ("page.py", "escape=False"): "prose of a notebook; `safe_html` cleans what comes out of it",
}


def sources():
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in {".py", ".js", ".j2", ".html"}:
            yield path, path.read_text(encoding="utf-8")
    for path in sorted(NOTEBOOKS.rglob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        yield path, "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


@pytest.mark.parametrize("what", BANNED)
def test_nothing_turns_words_into_html(what):
    found = [
        f"{path.relative_to(ROOT.parent)}: {line.strip()}"
        for path, source in sources()
        if (path.name, what) not in ALLOWED
        for line in source.splitlines()
        if re.search(BANNED[what], line) and not line.lstrip().startswith(("#", "//", ">>>"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("innerHTML or outerHTML", "el.innerHTML = text"),
        ("document.write", "document.write(text)"),
        ("an HTML output from a filled string", "display(HTML(f'<b>{text}</b>'))"),
        ("ipywidgets.HTML", "w.HTML(text)"),
        ("Styler", "frame.style.format('{}')"),
        ("escape=False", "frame.to_html(escape=False)"),
        ("jinja's safe", "{{ text | safe }}"),
        ("Markup of a filled string", "Markup(f'<b>{text}</b>')"),
    ],
)
def test_the_ban_knows_what_it_bans(what, line):
    assert re.search(BANNED[what], line)
    assert not re.search(BANNED["jinja's safe"], "{{ text | safe_html }}")
