"""``workbench check``: what was noticed while reading, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.options import USER_ERROR, plain_errors, reading_options

if TYPE_CHECKING:
    import pandas as pd


@click.command()
@click.argument("path")
@reading_options
@plain_errors
def check(path: str, **options: str) -> None:
    """Say what was noticed while reading PATH, and what to do about it."""
    from workbench.corpus import check_articles
    from workbench.errors import ReadError
    from workbench.readers.sources import ACCEPTED

    findings = check_articles(path, **options)
    if findings.empty:
        raise ReadError(f"{path!r} holds nothing to read. {ACCEPTED}")
    for line in _told(findings):
        click.echo(line)
    if not (findings["status"] != "skipped").any():
        raise click.exceptions.Exit(USER_ERROR)


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
