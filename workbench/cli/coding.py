"""``workbench coding`` and ``workbench agreement``: a class codes, and how far it agrees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import recipes
from workbench.cli.options import plain_errors, reading_options
from workbench.labels import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 10  # disputed passages that the screen shows


@click.command()
@click.argument("path")
@click.option("--codebook", "book", required=True, help="Codebook (TOML) of the labels.")
@click.option(
    "-n",
    "n",
    default=20,
    show_default=True,
    help="Passages to draw; at least one of each voice and stance.",
)
@click.option("--seed", default=0, show_default=True, help="Another number draws others.")
@click.option(
    "--question",
    "questions",
    multiple=True,
    type=click.Choice(("label", "voice", "stance")),
    help="What to ask; repeat for more. Voice and stance by default.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="de", show_default=True)
@click.option("--out", "-o", default="coding", show_default=True, help="Folder to write to.")
@reading_options
@plain_errors
def coding(  # noqa: PLR0917 (one parameter an option)
    path: str,
    book: str,
    n: int,
    seed: int,
    questions: tuple[str, ...],
    lang: str,
    out: str,
    **options: str,
) -> None:
    """Draw passages from the articles in PATH, and write a page on which people code them.

    Hand out coding.html; keep sheet.csv. Each coder sends back a short text, which
    'workbench agreement' compares.
    """
    from workbench.audit import sample_mentions
    from workbench.coding_page import write_coding_page
    from workbench.corpus import read_articles, write_table
    from workbench.errors import TableError

    codebook = recipes.codebook(book)
    articles = read_articles(path, **options)
    mentions = recipes.mentions(articles, codebook)
    if mentions.empty:
        raise TableError(f"No label of {book} stands in these articles; nothing to code.")
    sheet = sample_mentions(mentions, articles, n=n, at_least=1, seed=seed)
    folder = Path(out)
    asked = questions or ("voice", "stance")
    page = write_coding_page(sheet, folder / "coding.html", codebook, questions=asked, lang=lang)
    write_table(sheet, folder / "sheet.csv")
    click.echo(f"{len(sheet)} passages written. Hand out {page}, keep {folder / 'sheet.csv'}.")


@click.command()
@click.argument("sources", metavar="CODES…", nargs=-1, required=True)
@click.option("--sheet", "sheet_path", required=True, help="The sheet that was coded (sheet.csv).")
@click.option("--rules", is_flag=True, help="Compare with what the rules said, too.")
@click.option("--out", "-o", help="File for the agreement table: .csv, .jsonl, .parquet, .xlsx.")
@plain_errors
def agreement(sources: tuple[str, ...], sheet_path: str, out: str | None, *, rules: bool) -> None:
    """Say how far coders agree.

    CODES are CSV files, .txt files with pasted coding texts, folders of both, or
    coding texts (MW1.…) themselves.
    """
    import pandas as pd

    from workbench.agreement import find_disagreements, measure_agreement
    from workbench.coding import read_codes, read_sheet, take_codes
    from workbench.corpus import write_table
    from workbench.readers.writers import check_suffix

    if out is not None:
        check_suffix(out)
    sheet = read_sheet(sheet_path)
    codes = read_codes(list(sources), sheet)
    found = measure_agreement(codes)
    if rules:
        both = pd.concat([codes, take_codes(sheet)], ignore_index=True)
        paired = measure_agreement(both, pairs=True)
        with_rules = paired["coders"].str.split(" · ").map(lambda names: "rules" in names)
        found = pd.concat([found, paired[with_rules]], ignore_index=True)
    if out is not None:
        write_table(found, out)
    for line in (*_measures(found), *_disputes(find_disagreements(codes, sheet))):
        click.echo(line)


def _measures(found: pd.DataFrame) -> list[str]:
    lines = [f"{'question':8} {'coders':16} {'measure':20} value  95 % interval  items  warning"]
    for row in found.itertuples():
        interval = f"[{row.low:.2f}, {row.high:.2f}]"
        warning = row.warning if isinstance(row.warning, str) else ""
        lines.append(
            f"{row.variable:8} {row.coders:16.16} {row.measure:20} {row.value:5.2f}  "
            f"{interval:13}  {row.n_items:5}  {warning}".rstrip()
        )
    return lines


def _disputes(found: pd.DataFrame) -> list[str]:
    if found.empty:
        return ["", "No item was answered differently."]
    lines = ["", f"Most disputed ({min(len(found), _SHOWN)} of {len(found)}):"]
    for row in found.head(_SHOWN).itertuples():
        passage = " ".join(str(row.passage).split())
        middle = passage.find("[")
        around = passage[max(0, middle - 60) : middle + 80]
        lines += [f"item {row.item}, {row.variable}: {row.codes}", f"    … {around} …"]
    return lines
