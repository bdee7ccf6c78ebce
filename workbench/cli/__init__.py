"""The command ``workbench``: reports, tables and checks without writing Python.

One command a file; this one only puts them together.
"""

from __future__ import annotations

from importlib.metadata import version

import click

from workbench.cli.check import check
from workbench.cli.coding import agreement, coding
from workbench.cli.evaluate import evaluate
from workbench.cli.learner import learner
from workbench.cli.lesson import lesson
from workbench.cli.report import report
from workbench.cli.serve import serve
from workbench.cli.table import table


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("media-workbench"), prog_name="workbench")
def main() -> None:
    """News articles in, evidence out: reports, tables and checks."""


for _command in (report, serve, lesson, learner, table, check, evaluate, coding, agreement):
    main.add_command(_command)
