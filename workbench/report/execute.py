"""Run one notebook from top to bottom in a fresh kernel of this very Python."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.output_widget import OutputWidget
from nbformat.v4 import new_code_cell

from workbench.errors import ReportError
from workbench.report.facts import MARK, parameter_names, readable, versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode

INJECTED = "injected-parameters"
NUMBER = "wb_number"  # metadata key: the cell's number before a cell was put in
_KERNEL = (
    *("-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
    "--log-level=ERROR",
)
_STARTUP = 120  # seconds; a loaded classroom machine takes its time
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Run:
    """A notebook after its run: with outputs, facts for the footer, and what failed."""

    notebook: Path
    nb: NotebookNode
    facts: dict[str, Any] = field(default_factory=dict)
    failure: str = ""


class ThisPython(KernelSpecManager):
    """Knows one kernel: the interpreter that asks, whatever else is installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return this interpreter's kernel, under any name."""
        return KernelSpec(argv=[sys.executable, *_KERNEL], display_name=kernel_name)


class _Captured(OutputWidget):
    """Keeps what an Output widget captured, and does not tell the kernel.

    nbclient sends it back on the channel that it waits on for the cell's reply,
    and then sometimes waits for ever (jupyter/nbclient#312).
    """

    def send(self, *_: object, **__: object) -> None:
        """Send nothing."""


def run_notebook(
    path: Path,
    parameters: dict[str, object],
    on_cell: Callable[[int, int], None] | None = None,
) -> Run:
    """Execute a notebook with `parameters` set after its cell tagged ``parameters``.

    Parameters
    ----------
    path
        The notebook. Its folder is the working directory, as in JupyterLab.
    parameters
        Values that replace those of the parameters cell.
    on_cell
        Called with (number of the cell, number of cells) before each cell.

    Returns
    -------
    Run
        With the outputs up to a failing cell, and `failure` in words.
    """
    nb = read_notebook(path)
    for number, cell in enumerate(nb.cells, 1):
        cell.metadata[NUMBER] = number
    names = inject(nb, parameters)
    manager = AsyncKernelManager(kernel_spec_manager=ThisPython())
    folder = {"metadata": {"path": str(path.resolve().parent)}}
    client = NotebookClient(
        nb,
        km=manager,
        resources=folder,
        startup_timeout=_STARTUP,
        coalesce_streams=True,
    )
    client.widget_registry["@jupyter-widgets/output"]["OutputModel"] = _Captured
    run = Run(path, nb, {"versions": versions(), "parameters": {}})
    with client.setup_kernel(cleanup_kc=True, env=os.environ | {"TQDM_DISABLE": "1"}):
        run.failure = _run_cells(client, path.name, on_cell)
        client.set_widgets_metadata()
        if not run.failure:
            run.facts = _ask_facts(client, names)
    nb.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    _hide_home(nb, parameters)
    return run


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook, or say why it can't be read."""
    try:
        nb: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (ValueError, nbformat.ValidationError) as error:
        words = str(error).splitlines()[0][:200]
        raise ReportError(f"{path.name} is no notebook that can be read: {words}") from error
    return nb


def inject(nb: NotebookNode, parameters: dict[str, object]) -> list[str]:
    """Put a cell that sets `parameters` behind the parameters cell; return all names.

    A notebook without such a cell gets it at the top.
    """
    tagged = [i for i, c in enumerate(nb.cells) if "parameters" in c.metadata.get("tags", [])]
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = _code_cell(source, [INJECTED])
    known = [name for i in tagged for name in parameter_names(nb.cells[i].source)]
    nb.cells.insert(tagged[0] + 1 if tagged else 0, cell)
    return list(dict.fromkeys([*known, *parameters]))


def _code_cell(source: str, tags: list[str]) -> NotebookNode:
    cell: NotebookNode = new_code_cell(source)  # type: ignore[no-untyped-call]
    cell.metadata["tags"] = tags
    return cell


def _run_cells(
    client: NotebookClient, name: str, on_cell: Callable[[int, int], None] | None
) -> str:
    total = len(client.nb.cells) - 1
    for index, cell in enumerate(client.nb.cells):
        number = cell.metadata.get(NUMBER, 0)
        if on_cell and number:
            on_cell(number, total)
        try:
            client.execute_cell(cell, index)
        except CellExecutionError as error:
            return _what_failed(name, cell, error.ename, error.evalue)
        except (CellTimeoutError, DeadKernelError) as error:
            return _what_failed(name, cell, "the kernel stopped", str(error))
    return ""


def _what_failed(name: str, cell: NotebookNode, kind: str, words: str) -> str:
    lines = [line for line in _ANSI.sub("", words).splitlines() if line.strip()] or ["–"]
    number, first = cell.metadata.get(NUMBER, 0), cell.source.strip().splitlines()[0]
    return (
        f"{name}, cell {number} ({first[:60]}) failed: {kind}: {lines[-1].strip()}\n"
        f"  Open {name} in JupyterLab, run it to that cell and look at the message there; "
        "the report holds what came before."
    )


def _ask_facts(client: NotebookClient, names: list[str]) -> dict[str, Any]:
    """Let the kernel say what it worked with, in a cell that leaves no trace."""
    source = f"__import__('workbench.report.facts').report.facts.print_facts(globals(), {names!r})"
    cell = _code_cell(source, [])
    client.nb.cells.append(cell)
    try:
        client.execute_cell(cell, len(client.nb.cells) - 1)
    finally:
        client.nb.cells.pop()
    text = "".join(o.get("text", "") for o in cell.outputs)
    facts: dict[str, Any] = json.loads(text[text.rindex(MARK) + len(MARK) :])
    return facts


def _hide_home(nb: NotebookNode, parameters: dict[str, object]) -> None:
    """Shorten the path in the cell that was put in: a report is handed on."""
    for cell in nb.cells:
        if INJECTED in cell.metadata.get("tags", []) and "path" in parameters:
            shown = "…/" + readable("path", parameters["path"])
            cell.source = cell.source.replace(repr(parameters["path"]), repr(shown))
