"""``workbench table``: one table made from articles, to a file or the screen."""

from __future__ import annotations

from typing import Any

import click

from workbench.cli.cluster import cluster_options, open_cluster
from workbench.cli.options import plain_errors, reading_options
from workbench.cli.recipes import CODED, COMPARED, RECIPES, USES, Options, check_fit, codebook
from workbench.errors import OptionError

_NAMES = ", ".join(RECIPES)


def _takers(option: str) -> str:
    return ", ".join(name for name, uses in USES.items() if option in uses)


@click.command(
    help=f"""Write one table made from the articles in PATH.

    PATH is a file, a folder or a ZIP of articles. TABLE is one of: {_NAMES}.
    {", ".join(CODED)} need --codebook. What the columns mean stands in docs/tables.md.

    \b
    workbench table words "My articles"
    workbench table words "My articles" --by outlet -o words.xlsx
    workbench table keyness "My articles" --target Blick -o blick.csv
    """
)
@click.argument("name", metavar="TABLE", type=click.Choice(tuple(RECIPES)))
@click.argument("path")
@click.option("--codebook", "book", help=f"Codebook (TOML) of labels, for {_takers('codebook')}.")
@click.option(
    "--by",
    help="Groups to count in: outlet, section, language, article_id, day, week, month or another "
    f"column of the articles, for {_takers('by')}.",
)
@click.option("--target", help="Group to look at, for keyness. Each of them by default.")
@click.option(
    "--reference",
    help="Group to compare with, for keyness, or wordfreq: language in general. All other groups "
    "by default.",
)
@click.option("--node", help="Word or phrase, for collocates. Every word by default.")
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    help="Outlet that is a news agency, for copies; repeat for more. Well-known ones are known.",
)
@click.option(
    "--out",
    "-o",
    help="File to write: .csv, .jsonl, .parquet or .xlsx; with --dask, .parquet is a folder. "
    "CSV to the screen by default.",
)
@reading_options
@cluster_options
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
    agencies: tuple[str, ...],
    partitioned: bool,
    workers: int | None,
    memory: str | None,
    scheduler: str | None,
    **options: Any,  # noqa: ANN401 (texts, or None)
) -> None:
    """Make the table, then write it."""
    from workbench.corpus import read_articles
    from workbench.readers.folders import check_partitioned
    from workbench.readers.writers import check_suffix

    asked = Options(
        codebook=book, by=by, target=target, reference=reference, node=node, agency=agencies
    )
    check_fit(name, asked)
    lazy = partitioned or scheduler is not None
    if out is not None:  # before the work, not after it
        (check_partitioned if lazy else check_suffix)(out)
    if name in CODED:
        codebook(book)  # says what is wrong with it before a long reading
    if not lazy:
        _refuse_cluster(workers=workers, memory=memory)
        made = RECIPES[name](read_articles(path, **options), asked)
        _write(made, out)
        if name in COMPARED and made.empty:
            click.echo(f"No row: {COMPARED[name]}.", err=True)
        return
    _refuse(options)
    with open_cluster(scheduler, workers, memory):
        _write(RECIPES[name](_scan(path), asked), out)


def _scan(path: str) -> Any:  # noqa: ANN401 (a Dask dataframe)
    from workbench.readers.scan import scan_articles

    return scan_articles(path)


def _refuse(options: dict[str, Any]) -> None:
    """Say that what tells how to read belongs to the making of the corpus."""
    given = [name for name, value in options.items() if value is not None]
    if given:
        raise OptionError(
            f"--{given[0]} tells how articles are read, and --dask opens a corpus that was read "
            "before. Give it to `workbench table articles` when you make the corpus."
        )


def _refuse_cluster(**given: object) -> None:
    """Say that what tells how to share the work needs partitions to share."""
    for name, value in given.items():
        if value is not None:
            raise OptionError(f"--{name} does nothing without --dask or --scheduler. Leave it out.")


def _write(frame: Any, out: str | None) -> None:  # noqa: ANN401 (pandas or Dask)
    """Write to a file, or as CSV to the screen, partition by partition where there are some."""
    from workbench.corpus import write_table
    from workbench.lazy import is_lazy
    from workbench.partitions import stream

    if out is None:
        for number, part in enumerate(stream(frame)):
            text = part.to_csv(index=False, header=number == 0, lineterminator="\n")
            click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    written = write_table(frame, out)
    what = "Partitions" if is_lazy(frame) else f"{len(frame)} rows"
    click.echo(f"{what} written to {written}", err=True)
