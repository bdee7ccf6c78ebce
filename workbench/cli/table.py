"""``workbench table``: one table made from articles, to a file or the screen."""

from __future__ import annotations

import click

from workbench.cli.options import plain_errors, reading_options
from workbench.cli.recipes import CODED, RECIPES, Options, codebook

_NAMES = ", ".join(RECIPES)


@click.command(
    help=f"""Write one table made from the articles in PATH.

    TABLE is one of: {_NAMES}. {", ".join(CODED)} need --codebook.
    What the columns mean stands in docs/tables.md.
    """
)
@click.argument("name", metavar="TABLE", type=click.Choice(tuple(RECIPES)))
@click.argument("path")
@click.option("--codebook", "book", help="Codebook (TOML) of the labels, for mentions.")
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    help="Outlet that is a news agency, for copies; repeat for more. Well-known ones are known.",
)
@click.option(
    "--out",
    "-o",
    help="File to write: .csv, .jsonl, .parquet or .xlsx. CSV to the screen by default.",
)
@reading_options
@plain_errors
def table(
    name: str,
    path: str,
    *,
    out: str | None,
    book: str | None,
    agencies: tuple[str, ...],
    **options: str,
) -> None:
    """Make the table, then write it."""
    from workbench.corpus import read_articles, write_table

    if name in CODED:
        codebook(book)  # says what is wrong with it before a long reading
    told = Options(codebook=book, agencies=agencies)
    frame = RECIPES[name](read_articles(path, **options), told)
    if out is None:
        text = frame.to_csv(index=False, lineterminator="\n")
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    write_table(frame, out)
    click.echo(f"{len(frame)} rows written to {out}", err=True)
