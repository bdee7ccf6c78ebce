"""The notebooks: twins with the same code, committed without outputs, and running anywhere."""

import json
import re
from pathlib import Path

import pytest
from workbench.report.execute import run_notebook

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
GERMAN = sorted((NOTEBOOKS / "de").glob("*.ipynb"))
BOTH = GERMAN + sorted((NOTEBOOKS / "en").glob("*.ipynb"))
TAGS = {"parameters", "remove-input", "hide-output", "exercise", "solution"}


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code(path):
    return [c for c in cells(path) if c["cell_type"] == "code"]


def name(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_notebooks():
    assert len(GERMAN) >= 2


@pytest.mark.parametrize("german", GERMAN, ids=name)
def test_twins_share_every_code_cell_but_the_parameters(german):
    english = NOTEBOOKS / "en" / german.name
    pairs = list(zip(cells(german), cells(english), strict=True))
    for one, other in pairs:
        assert one["cell_type"] == other["cell_type"]
        if one["cell_type"] == "code" and "parameters" not in one["metadata"].get("tags", ()):
            assert one["source"] == other["source"]
        if one["cell_type"] == "markdown":
            assert one["source"] != other["source"], "prose is written twice"


@pytest.mark.parametrize("path", BOTH, ids=name)
def test_no_outputs_no_counts_known_tags(path):
    for cell in code(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"].get("tags", ())) <= TAGS


@pytest.mark.parametrize("path", BOTH, ids=name)
def test_house_style_of_cells(path):
    found = code(path)
    assert "parameters" in found[1]["metadata"]["tags"]
    for cell in found:
        source = "".join(cell["source"])
        assert not re.search(r"^\s*[%!]", source, re.MULTILINE)
        assert "install" not in source
        assert "filterwarnings" not in source
        assert len(source.splitlines()) <= 12
    prose = " ".join("".join(c["source"]) for c in cells(path) if c["cell_type"] == "markdown")
    assert 500 <= len(prose.split()) <= 1500
    assert 25 <= len(cells(path)) <= 50


@pytest.mark.slow
@pytest.mark.parametrize("path", BOTH, ids=name)
def test_runs_top_to_bottom_on_the_sample_corpus(path):
    assert run_notebook(path, {}).failure == ""


@pytest.mark.slow
@pytest.mark.parametrize("path", GERMAN, ids=name)
def test_runs_on_a_folder_of_ones_own(path, tmp_path):
    folder = tmp_path / "Meine Artikel – Ü"
    folder.mkdir()
    (folder / "Mein Blatt 2024-01-02 eins.txt").write_text(
        "Der Fluss steigt weiter\n\nDer Pegel stieg am Montag auf vier Meter. "
        "Die Feuerwehr füllte Säcke mit Sand, und die Schule blieb geschlossen.\n",
        encoding="utf-8",
    )
    assert run_notebook(path, {"path": str(folder)}).failure == ""
