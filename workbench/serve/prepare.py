"""Copies of the notebooks with the parameters set, as reports set them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from workbench.report.execute import inject, read_notebook
from workbench.report.export import question_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Served:
    """One notebook that is served: its file name, title and question."""

    name: str
    title: str
    question: str
    has_title: bool


def prepare_notebooks(
    notebooks: Iterable[Path], path: str | Path | None, lang: str, folder: Path
) -> list[Served]:
    """Write the notebooks with their parameters into `folder`; say what they are.

    Parameters
    ----------
    notebooks
        Files.
    path
        Articles; None leaves what the notebooks say themselves.
    lang
        Language of the pages.
    folder
        Where the copies go.
    """
    parameters: dict[str, object] = {"lang": lang}
    if path is not None:
        parameters = {"path": str(Path(path).expanduser().resolve()), **parameters}
    served = []
    for notebook in notebooks:
        nb = read_notebook(notebook)
        inject(nb, parameters)
        nb.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python",
            "language": "python",
        }
        nbformat.write(nb, folder / notebook.name)  # type: ignore[no-untyped-call]
        title = title_of(nb)
        served.append(Served(notebook.name, title or notebook.stem, question_of(nb), bool(title)))
    return served
