"""The notebooks: twins with the same code, committed without outputs, and running anywhere."""

import ast
import builtins
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from workbench.cli import main
from workbench.errors import OptionError, ReadError
from workbench.lesson.learner import write_learner_copy
from workbench.report.execute import run_notebook
from workbench.report.find import find_notebooks

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
GERMAN = sorted((NOTEBOOKS / "de").glob("*.ipynb"))
BOTH = GERMAN + sorted((NOTEBOOKS / "en").glob("*.ipynb"))
LESSONS = sorted((NOTEBOOKS / "lessons" / "de").glob("*.ipynb"))
BOTH_LESSONS = LESSONS + sorted((NOTEBOOKS / "lessons" / "en").glob("*.ipynb"))
TAGS = {"parameters", "remove-input", "hide-output", "exercise", "solution"}


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code(path):
    return [c for c in cells(path) if c["cell_type"] == "code"]


def name(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_notebooks():
    assert len(GERMAN) >= 2


@pytest.mark.parametrize("german", GERMAN + LESSONS, ids=name)
def test_twins_share_every_code_cell_but_the_parameters(german):
    english = german.parents[1] / "en" / german.name
    pairs = list(zip(cells(german), cells(english), strict=True))
    for one, other in pairs:
        assert one["cell_type"] == other["cell_type"]
        if one["cell_type"] == "code" and "parameters" not in one["metadata"].get("tags", ()):
            assert one["source"] == other["source"]
        if one["cell_type"] == "markdown":
            assert one["source"] != other["source"], "prose is written twice"


@pytest.mark.parametrize("path", BOTH + BOTH_LESSONS, ids=name)
def test_no_outputs_no_counts_known_tags(path):
    for cell in code(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"].get("tags", ())) <= TAGS


@pytest.mark.parametrize("path", BOTH + BOTH_LESSONS, ids=name)
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


def test_there_are_three_lessons_with_exercises_and_solutions():
    assert len(LESSONS) == 3
    for path in BOTH_LESSONS:
        tags = [tag for cell in cells(path) for tag in cell["metadata"].get("tags", ())]
        assert tags.count("exercise") >= 4
        assert tags.count("solution") >= 6


def test_reports_by_default_hold_no_lesson():
    assert all(path.parent.name == "de" for path in find_notebooks(None, "de"))
    assert {path.stem for path in LESSONS}.isdisjoint(p.stem for p in find_notebooks(None, "de"))


@pytest.mark.parametrize("path", BOTH_LESSONS, ids=name)
def test_the_learners_copy_holds_no_solution_and_is_the_same_each_time(path, tmp_path):
    done = CliRunner().invoke(main, ["learner", str(path), "-o", str(tmp_path / "one.ipynb")])
    assert done.exit_code == 0, done.output
    copy = cells(tmp_path / "one.ipynb")
    sources = {"".join(c["source"]) for c in copy}
    assert sources.isdisjoint("".join(c["source"]) for c in cells(path) if is_solution(c))
    assert {"".join(c["source"]) for c in cells(path) if not is_solution(c)} <= sources
    assert not any(is_solution(cell) for cell in copy)
    write_learner_copy(path, tmp_path / "two.ipynb")
    assert (tmp_path / "one.ipynb").read_bytes() == (tmp_path / "two.ipynb").read_bytes()


def is_solution(cell):
    return "solution" in cell["metadata"].get("tags", ())


def test_a_notebook_without_solutions_or_onto_itself_is_refused_in_words(tmp_path):
    with pytest.raises(ReadError, match="nothing to take out"):
        write_learner_copy(GERMAN[0], tmp_path / "x.ipynb")
    with pytest.raises(OptionError, match="notebook itself"):
        write_learner_copy(LESSONS[0], LESSONS[0])
    with pytest.raises(ReadError, match="no notebook"):
        write_learner_copy(tmp_path / "none.ipynb", tmp_path / "x.ipynb")


@pytest.mark.slow
@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_runs_with_its_solutions(path):
    assert run_notebook(path, {}).failure == ""


def used_and_made(source):
    """Return the names that a cell reads, and those that it sets or imports."""
    tree = ast.parse(source)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {n.id for n in names if isinstance(n.ctx, ast.Store)}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    made |= {
        a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
    }
    return {n.id for n in names} - made, made


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_no_cell_of_the_learners_copy_needs_a_name_from_a_solution(path):
    known = set(dir(builtins))
    for cell in code(path):
        if not is_solution(cell):
            used, made = used_and_made("".join(cell["source"]))
            assert used <= known
            known |= made
