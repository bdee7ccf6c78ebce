"""``workbench evaluate``: the rules scored against labels made by hand."""

from __future__ import annotations

import click

from workbench.cli import recipes
from workbench.cli.options import plain_errors


@click.group()
def evaluate() -> None:
    """Score the rules against articles that were labelled by hand."""


@evaluate.command("quotations")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--predictions", "-p", help="File to write: what was found, in the format of the gold."
)
@click.option("--language", help="Language of all articles, such as de; by default as labelled.")
@plain_errors
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
@plain_errors
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
    book = recipes.codebook(codebook) if codebook else evaluation.gold_codebook(records, language)
    found = recipes.mentions(evaluation.gold_articles(records, language), book)
    predicted = evaluation.predicted_mentions(found)
    if predictions is not None:
        evaluation.write_predictions(predicted, predictions, records, "mentions")
    for line in evaluation.mention_lines(evaluation.score_mentions(records, predicted)):
        click.echo(line)
