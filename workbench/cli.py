"""The command ``workbench``: reports, tables and checks without writing Python."""

from __future__ import annotations

import warnings
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import WorkbenchError
from workbench.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

TABLES = (
    "articles",
    "blocks",
    "dropped",
    "paragraphs",
    "sentences",
    "tokens",
    "words",
    "quotations",
    "sources",
)
CODED_TABLES = ("mentions",)  # these need a codebook
_USER_ERROR = 2


def _say_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as one line, without the place in the code."""
    click.echo(f"workbench: {message}", err=True)


def _plain_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say what went wrong in one clear message, and leave the traceback to programmers."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401 (any command)
        try:
            with warnings.catch_warnings():
                warnings.showwarning = _say_warning
                return command(*args, **options)
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            raise click.exceptions.Exit(0) from None
        except (WorkbenchError, OSError) as error:
            click.echo(f"workbench: {error}", err=True)
            raise click.exceptions.Exit(_USER_ERROR) from error

    return run


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that `read_articles` takes."""
    for name, words in (
        ("--language", "Language of all articles, such as de."),
        ("--outlet", "Outlet of all articles."),
        ("--tz", "Time zone of times that come without one, such as Europe/Berlin."),
    ):
        command = click.option(name, help=words)(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("media-workbench"), prog_name="workbench")
def main() -> None:
    """News articles in, evidence out: reports, tables and checks."""


@main.command()
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
@click.option("--quiet", "-q", is_flag=True, help="Say nothing about progress.")
@_plain_errors
def report(
    path: str | None, notebooks: tuple[str, ...], lang: str, out: str, *, quiet: bool
) -> None:
    """Run the notebooks on PATH and write one HTML file each.

    PATH is a folder, file or ZIP of articles; without it the notebooks take
    the sample corpus. Open index.html in the output folder afterwards.
    """
    from workbench.report import render_report

    written = render_report(
        path, notebooks=notebooks or None, lang=lang, out=out, progress=not quiet
    )
    click.echo(f"{len(written) - 1} report(s) written. Open {written[-1]}")


@main.command()
@click.argument("name", metavar="TABLE", type=click.Choice(TABLES + CODED_TABLES))
@click.argument("path")
@click.option("--codebook", help="Codebook (TOML) of the labels, for mentions.")
@click.option(
    "--out",
    "-o",
    help="File to write: .csv, .jsonl, .parquet or .xlsx. CSV to the screen by default.",
)
@_reading_options
@_plain_errors
def table(name: str, path: str, out: str | None, codebook: str | None, **options: str) -> None:
    """Write one table made from the articles in PATH.

    TABLE is articles, blocks, dropped, paragraphs, sentences, tokens, words,
    quotations, sources, or mentions (with --codebook).
    What the columns mean stands in docs/tables.md.
    """
    from workbench.corpus import read_articles, write_table

    if name in CODED_TABLES:
        book = _codebook(codebook)
        frame = _mentions(read_articles(path, **options), book)
    else:
        frame = _make(name, read_articles(path, **options))
    if out is None:
        text = frame.to_csv(index=False, lineterminator="\n")
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    write_table(frame, out)
    click.echo(f"{len(frame)} rows written to {out}", err=True)


@main.command()
@click.argument("path")
@_reading_options
@_plain_errors
def check(path: str, **options: str) -> None:
    """Say what was noticed while reading PATH, and what to do about it."""
    from workbench.corpus import check_articles

    findings = check_articles(path, **options)
    for line in _told(findings):
        click.echo(line)
    if not (findings["status"] != "skipped").any():
        raise click.exceptions.Exit(_USER_ERROR)


@main.group()
def evaluate() -> None:
    """Score the rules against articles that were labelled by hand."""


@evaluate.command("quotations")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--predictions", "-p", help="File to write: what was found, in the format of the gold."
)
@click.option("--language", help="Language of all articles, such as de; by default as labelled.")
@_plain_errors
def evaluate_quotations(gold: str, predictions: str | None, language: str | None) -> None:
    """Find the quotations of GOLD.jsonl and score them against its labels.

    One article a line: name, text, quotations with type, quote, speaker, cue
    (lists of [start, end)). Speech inside speech is predicted if the gold has it.
    """
    from workbench import evaluation
    from workbench.quotations import find_quotations

    records = evaluation.read_gold(gold, "quotations")
    nested = evaluation.has_nested(records)
    found = find_quotations(evaluation.gold_articles(records, language), nested=nested)
    predicted = evaluation.predicted_quotations(found)
    if predictions is not None:
        evaluation.write_predictions(predicted, predictions, records)
    for line in evaluation.score_lines(evaluation.score_quotations(records, predicted)):
        click.echo(line)
    n = sum(len(record["quotations"]) for record in predicted)
    labelled = sum(len(record["quotations"]) for record in records)
    click.echo(f"{len(records)} article(s), {labelled} labelled, {n} found")


@evaluate.command("mentions")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--predictions", "-p", help="File to write: what was found, in the format of the gold."
)
@click.option("--codebook", help="Codebook (TOML); without it the labels are those of GOLD.")
@click.option("--language", help="Language of all articles, such as de; by default as labelled.")
@_plain_errors
def evaluate_mentions(
    gold: str, predictions: str | None, codebook: str | None, language: str | None
) -> None:
    """Score voice, stance and speaker of the mentions in GOLD.

    GOLD has one article a line: name, text, and mentions with start, end,
    surface, voice, stance, speakers and sure.
    """
    from workbench import evaluation
    from workbench.errors import ReadError

    records = evaluation.read_gold(gold, "mentions")
    if not any(record["mentions"] for record in records):
        raise ReadError(f"{gold} holds no labelled mention.")
    book = _codebook(codebook) if codebook else evaluation.gold_codebook(records, language)
    found = _mentions(evaluation.gold_articles(records, language), book)
    predicted = evaluation.predicted_mentions(found)
    if predictions is not None:
        evaluation.write_predictions(predicted, predictions, records, "mentions")
    for line in evaluation.mention_lines(evaluation.score_mentions(records, predicted)):
        click.echo(line)


def _codebook(path: str | None) -> pd.DataFrame:
    from workbench.codebook import read_codebook
    from workbench.errors import OptionError

    if path is None:
        raise OptionError("Mentions need a codebook, such as --codebook data/codebooks/krieg.toml.")
    return read_codebook(path)


def _mentions(articles: pd.DataFrame, book: pd.DataFrame) -> pd.DataFrame:
    """Find the labels, and say of each whose word it is and how it is meant."""
    from workbench.framing import find_mentions, mark_stance
    from workbench.quotations import find_quotations
    from workbench.sources import find_sources
    from workbench.voices import mark_voice

    found = mark_stance(find_mentions(articles, book), articles)
    quotations = find_quotations(articles)
    return mark_voice(found, quotations, find_sources(articles, quotations))


def _make(name: str, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table called `name` of these articles."""
    from workbench import frequency, quotations, segments, sources, tokens

    makers: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "articles": lambda articles: articles,
        "blocks": segments.split_blocks,
        "dropped": segments.find_dropped,
        "paragraphs": segments.split_paragraphs,
        "sentences": segments.split_sentences,
        "tokens": tokens.tokenize,
        "words": lambda articles: frequency.count_words(tokens.tokenize(articles)),
        "quotations": quotations.find_quotations,
        "sources": lambda articles: sources.find_sources(
            articles, quotations.find_quotations(articles)
        ),
    }
    return makers[name](articles)


def _told(findings: pd.DataFrame) -> list[str]:
    """Write findings as lines: alike ones together, files below, the worst first."""
    lines = []
    for status in ("skipped", "warning", "ok"):
        rows = findings[findings["status"] == status]
        told = rows["problem"].fillna("read") + ". " + rows["advice"].fillna("")
        for words, group in rows.groupby(told, sort=False):
            lines.append(f"{status}: {len(group)} × {words}".rstrip(" ."))
            if status != "ok":
                lines += [f"    {place}" for place in _places(group)]
    readable = findings.loc[findings["status"] != "skipped", "article_id"].nunique()
    return [*lines, f"{readable} article(s) read."]


def _places(group: pd.DataFrame, most: int = 10) -> list[str]:
    """Name the files of some findings, the first few."""
    names = [
        f"{file}, item {item}" if item else str(file)
        for file, item in zip(group["source_file"], group["item"], strict=True)
    ]
    rest = [f"… and {len(names) - most} more"] if len(names) > most else []
    return [*names[:most], *rest]
