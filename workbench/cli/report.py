"""``workbench report``: notebooks in, HTML out."""

from __future__ import annotations

import click

from workbench.cli.options import plain_errors
from workbench.labels import LANGUAGES


@click.command()
@click.argument("path", required=False)
@click.option(
    "--notebook",
    "-n",
    "notebooks",
    multiple=True,
    help="Name, number or file; repeat for more. All by default.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="de",
    show_default=True,
    help="Language of the reports.",
)
@click.option("--out", "-o", default="reports", show_default=True, help="Folder for the reports.")
@click.option(
    "--pdf", is_flag=True, help="Print each to PDF as well (with Chromium, Chrome or Edge)."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing about progress.")
@plain_errors
def report(
    path: str | None, notebooks: tuple[str, ...], lang: str, out: str, *, pdf: bool, quiet: bool
) -> None:
    """Run the notebooks on PATH and write one HTML file each.

    PATH is a folder, file or ZIP of articles; without it the notebooks take
    the sample corpus. Open index.html in the output folder afterwards.
    """
    from workbench.report import render_report

    written = render_report(
        path, notebooks=notebooks or None, lang=lang, out=out, pdf=pdf, progress=not quiet
    )
    n_reports = sum(file.suffix == ".html" for file in written) - 1
    click.echo(f"{n_reports} report(s) written. Open {written[-1]}")
