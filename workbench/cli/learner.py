"""``workbench learner``: a teaching notebook without its solutions."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.options import plain_errors


@click.command()
@click.argument("notebook")
@click.option(
    "--out", "-o", help="File to write; by default NOTEBOOK-learner.ipynb in the current folder."
)
@plain_errors
def learner(notebook: str, out: str | None) -> None:
    """Write the learners' copy of a teaching NOTEBOOK.

    Cells with the tag solution are taken out; an empty cell stands for each.
    """
    from workbench.lesson.learner import write_learner_copy

    written = write_learner_copy(notebook, out or f"{Path(notebook).stem}-learner.ipynb")
    click.echo(f"Learners' copy written: {written}")
