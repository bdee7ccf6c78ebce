"""environment.yml, pyproject.toml and the lock files name the same packages."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMED = {"jupyterlab", "pandas", "matplotlib", "nltk", "ipywidgets"}  # the mission's own list


def name_and_range(requirement):
    requirement = requirement.split(";")[0].strip()
    name = re.match(r"[\w.-]+", requirement).group()
    return name, requirement[len(name) :]


def conda_lines():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    return [m.group(1) for line in lines if (m := re.match(r"  - ([\w.-]+[<>=].*)$", line))]


def test_conda_packages_are_the_projects_own_with_the_same_ranges():
    project = dict(map(name_and_range, PROJECT["dependencies"]))
    conda = dict(map(name_and_range, conda_lines()))
    assert conda.pop("python") == "=3.12"
    assert set(conda) >= NAMED
    assert conda == {name: project[name] for name in conda}


def test_conda_installs_the_package_itself_through_pip():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "- -e ." in text


def test_every_dependency_is_locked_with_a_hash_and_no_address():
    for file, wanted in (
        ("requirements.lock", PROJECT["dependencies"]),
        (
            "requirements-dev.lock",
            PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"],
        ),
    ):
        lock = (ROOT / file).read_text(encoding="utf-8")
        locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
        assert {name_and_range(r)[0].lower().replace("_", "-") for r in wanted} <= locked, file
        assert "://" not in lock, file
        for entry in re.split(r"\n(?=\S)", lock.strip()):
            assert entry.startswith("#") or "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_two_locks_agree():
    def versions(file):
        text = (ROOT / file).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==\S+(?: ;[^\\\n]*)?", text, re.MULTILINE))

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_importing_the_package_leaves_heavy_libraries_for_those_who_need_them():
    heavy = {
        "IPython", "anywidget", "dask", "distributed", "ftfy", "ipywidgets", "jinja2", "matplotlib",
        "nbclient", "nbconvert", "nbformat", "nltk", "openpyxl", "rensa", "scipy", "tornado",
        "trafilatura", "voila", "wordfreq",
    }  # fmt: skip
    code = f"import sys, workbench; print(*sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.split() == []


def test_the_pages_of_tables_and_rooms_are_current():
    for script in ("make_tables.py", "make_rooms.py"):
        command = [sys.executable, str(ROOT / "docs" / script), "--check"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert run.returncode == 0, run.stderr
