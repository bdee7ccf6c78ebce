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
@click.option("--by", help="Column of groups, for keyness. outlet by default.")
@click.option("--target", help="Group to look at, for keyness. Each of them by default.")
@click.option("--reference", help="Group to compare with, or wordfreq. All others by default.")
@click.option("--node", help="Word or phrase, for collocates. Every word by default.")
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
    by: str | None,
    target: str | None,
    reference: str | None,
    node: str | None,
    **options: str,
) -> None:
    """Make the table, then write it."""
    from workbench.corpus import read_articles, write_table

    if name in CODED:
        codebook(book)  # says what is wrong with it before a long reading
    asked = Options(codebook=book, by=by, target=target, reference=reference, node=node)
    frame = RECIPES[name](read_articles(path, **options), asked)
    if out is None:
        text = frame.to_csv(index=False, lineterminator="\n")
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    write_table(frame, out)
    click.echo(f"{len(frame)} rows written to {out}", err=True)
