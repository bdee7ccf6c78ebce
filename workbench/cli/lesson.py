"""``workbench lesson``: a lesson made from one article, or from two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.options import plain_errors, reading_options
from workbench.labels import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--id", "ids", multiple=True, help="Take the article of this id from a file of many.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="de",
    show_default=True,
    help="Language of the wording.",
)
@click.option("--level", type=click.Choice(["1", "2"]), help="1 guided, 2 open; both by default.")
@click.option(
    "--minutes",
    type=click.Choice(["45", "90"]),
    default="45",
    show_default=True,
    help="Length of the lesson.",
)
@click.option(
    "--codebook", "book", help="Codebook (TOML) for the tasks on naming; by default one that fits."
)
@click.option("--out", "-o", default="lesson", show_default=True, help="Folder for the lesson.")
@click.option("--no-pdf", is_flag=True, help="Write HTML only.")
@plain_errors
@reading_options
def lesson(
    paths: tuple[str, ...],
    *,
    ids: tuple[str, ...],
    lang: str,
    level: str | None,
    minutes: str,
    book: str | None,
    out: str,
    no_pdf: bool,
    **options: str,
) -> None:
    """Make a lesson from an ARTICLE, or from two side by side.

    Writes worksheet, answers, plan and self-check into one folder that opens
    without a network. Open index.html in it afterwards.
    """
    from workbench.codebook import read_codebook
    from workbench.lesson import write_lesson

    written = write_lesson(
        _chosen(paths, ids, options),
        out=out,
        lang=lang,
        level=None if level is None else int(level),
        minutes=int(minutes),
        codebook=None if book is None else read_codebook(book),
        pdf=not no_pdf,
    )
    click.echo(f"{len(written)} file(s) written. Open {written[-1]}")


def _chosen(paths: tuple[str, ...], ids: tuple[str, ...], options: dict[str, str]) -> pd.DataFrame:
    """Read the articles in the order given; of many only those asked for."""
    import pandas as pd

    from workbench.corpus import read_articles

    frames = [read_articles(path, **options) for path in paths]
    articles = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    return articles[articles["article_id"].isin(ids)] if ids else articles
