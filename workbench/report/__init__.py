"""Notebooks in, HTML out: one file each that opens anywhere, without a network.

`execute` runs a notebook, `flatten` and `outputs` settle what it showed,
`hosting` keeps our own widgets alive, `safe` lets only harmless HTML through,
`export` writes the page, `overview` the list of pages and `pdf` prints them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import ReadError, ReportError, check_option
from workbench.labels import LANGUAGES
from workbench.report.find import find_notebooks

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ReportError", "render_report"]


def render_report(
    path: str | Path | None = None,
    *,
    notebooks: Iterable[str | Path] | None = None,
    lang: str = "de",
    out: str | Path = "reports",
    pdf: bool = False,
    progress: bool = True,
) -> list[Path]:
    """Run notebooks on a folder of articles and write one HTML file each.

    The reports go to ``<out>/<lang>/<notebook>.html``; ``<out>/index.html``
    lists what is there, in both languages if both were rendered. Each notebook
    runs in a fresh kernel with `path` and `lang` as parameters.

    Parameters
    ----------
    path
        Articles to report on: a file, a folder or a ZIP. None leaves what the
        notebooks say themselves, the sample corpus.
    notebooks
        Paths, names, slugs or numbers of notebooks; all of the language if None.
    lang
        Language of notebooks and pages: ``de`` or ``en``.
    out
        Folder for the reports; made if it is not there.
    pdf
        Print each report to a PDF beside it as well, with the Chromium, Chrome or
        Edge of this machine.
    progress
        Say on stderr what is being run.

    Returns
    -------
    list of Path
        The files written, the overview last.

    Raises
    ------
    ReportError
        When notebooks failed; the others, and what the failed ones had shown
        before, are written all the same. With `pdf` also, before anything runs,
        when there is no browser to print with.

    Examples
    --------
    >>> render_report("data/articles", notebooks=["01-one-article"])  # doctest: +SKIP
    [PosixPath('reports/de/01-one-article.html'), PosixPath('reports/index.html')]
    """
    from workbench.report.overview import write_overview  # nbconvert takes a second to import
    from workbench.report.pdf import find_chromium

    check_option("lang", lang, LANGUAGES)
    parameters: dict[str, object] = {"lang": lang}
    if path is not None:
        parameters = {"path": str(_existing(path)), **parameters}
    found = find_notebooks(notebooks, lang)
    if pdf:
        find_chromium()  # says what to install before a long run
    folder = Path(out) / lang
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    failures: list[str] = []
    for notebook in found:
        failures += _render_one(notebook, parameters, folder, written, pdf=pdf, show=progress)
    written.append(write_overview(Path(out), lang))
    if failures:
        raise ReportError("\n".join(failures))
    return written


def _existing(path: str | Path) -> Path:
    found = Path(path).expanduser()
    if not found.exists():
        raise ReadError(f"There is no file or folder {str(path)!r} (looked in {Path.cwd()}).")
    return found.resolve()


def _render_one(
    notebook: Path,
    parameters: dict[str, object],
    folder: Path,
    written: list[Path],
    *,
    pdf: bool,
    show: bool,
) -> list[str]:
    """Run, write and print one notebook; return what went wrong."""
    from workbench.report.execute import run_notebook
    from workbench.report.export import export_html
    from workbench.report.pdf import print_pdf

    clock = _Clock(notebook.stem, show=show)
    target = folder / f"{notebook.stem}.html"
    failure = ""
    try:
        run = run_notebook(notebook, parameters, clock.cell)
        failure = run.failure
        target.write_text(export_html(run, str(parameters["lang"])), encoding="utf-8")
        written.append(target)
        if pdf:
            written.append(print_pdf(target, target.with_suffix(".pdf")))
    except ReportError as error:
        clock.done(f"no report: {error}".splitlines()[0])
        return [*filter(None, [failure]), str(error)]
    clock.done(f"{'stopped early' if failure else 'done'} → {target}")
    return [failure] if failure else []


class _Clock:
    """One line on stderr about a running notebook: rewritten on a terminal, else written once."""

    def __init__(self, name: str, *, show: bool) -> None:
        self.name, self.show, self.start = name, show, time.monotonic()
        self.n_cells = 0

    def cell(self, number: int, total: int) -> None:
        self.n_cells = total
        if self.show and sys.stderr.isatty():
            self._write(f"\r\x1b[K{self.name} [{number}/{total}] …")

    def done(self, words: str) -> None:
        seconds = time.monotonic() - self.start
        back = "\r\x1b[K" if sys.stderr.isatty() else ""
        if self.show:
            self._write(f"{back}{self.name} [{self.n_cells} cells, {seconds:.1f} s] {words}\n")

    def _write(self, words: str) -> None:
        sys.stderr.write(words)
        sys.stderr.flush()
