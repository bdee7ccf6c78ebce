"""The learners' copy of a teaching notebook: made from it, never kept beside it by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import OptionError, ReadError

if TYPE_CHECKING:
    from nbformat import NotebookNode

SOLUTION = "solution"
EXERCISE = "exercise"


def write_learner_copy(notebook: str | Path, out: str | Path) -> Path:
    """Write a copy of a notebook without its solutions: one empty cell stands for each.

    Parameters
    ----------
    notebook
        A notebook whose solution cells carry the tag ``solution``.
    out
        File to write; not the notebook itself.

    Returns
    -------
    Path
        The file written. It holds no output, so that no answer is left in one.

    Raises
    ------
    ReadError
        If the notebook can't be read, or has no solutions to take out.
    OptionError
        If `out` is the notebook itself.

    Examples
    --------
    >>> write_learner_copy("notebooks/lessons/de/02-who-speaks.ipynb", "02.ipynb")  # doctest: +SKIP
    PosixPath('02.ipynb')
    """
    import nbformat  # with its schemas it takes longer to import than the whole package

    source, target = Path(notebook), Path(out)
    if source.resolve() == target.resolve():
        raise OptionError(f"out={str(out)!r} is the notebook itself; name another file.")
    nb = _open(source)
    if not any(_has(cell, SOLUTION) for cell in nb.cells):
        raise ReadError(
            f"{source.name} has no cell with the tag {SOLUTION!r}: nothing to take out."
        )
    nb.cells = _without_solutions(nb.cells)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nb.metadata.pop("widgets", None)
    nbformat.write(nb, target)  # type: ignore[no-untyped-call]
    return target


def _open(path: Path) -> NotebookNode:
    import nbformat

    try:
        nb: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError:
        raise ReadError(f"There is no notebook {str(path)!r} (looked in {Path.cwd()}).") from None
    except (ValueError, nbformat.ValidationError) as error:
        words = str(error).splitlines()[0][:200]
        raise ReadError(f"{path.name} is no notebook that can be read: {words}") from error
    return nb


def _without_solutions(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Put one empty cell where a run of solution cells stood."""
    kept: list[NotebookNode] = []
    for before, cell in zip([None, *cells[:-1]], cells, strict=True):
        if not _has(cell, SOLUTION):
            kept.append(cell)
        elif before is None or not _has(before, SOLUTION):
            kept.append(_room(cell))
    return kept


def _room(cell: NotebookNode) -> NotebookNode:
    """Return an empty code cell under the solution's id: the copy is the same each time."""
    from nbformat.v4 import new_code_cell

    room: NotebookNode = new_code_cell()  # type: ignore[no-untyped-call]
    room.metadata["tags"] = [EXERCISE]
    if "id" in cell:
        room["id"] = cell["id"]
    return room


def _has(cell: Any, tag: str) -> bool:  # noqa: ANN401 (a notebook's cell)
    return tag in cell.metadata.get("tags", [])
