"""Articles in and out: `read_articles`, `check_articles`, `write_articles`.

Nothing is fetched, nothing is unpacked to disk, and one bad file never stops
the rest: what gave no article is counted in one warning and told apart by
`check_articles`.
"""

from __future__ import annotations

import os
import warnings
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import pandas as pd

from workbench.errors import LoadWarning, OptionError, ReadError, check_option
from workbench.labels import LANGUAGES
from workbench.languages import check_language, find_language
from workbench.lazy import is_lazy
from workbench.outlets import read_profiles
from workbench.partitions import meta_of
from workbench.progress import track
from workbench.readers.advice import advise
from workbench.readers.folders import write_by_time, write_partitions
from workbench.readers.formats import harvest_source
from workbench.readers.records import WARNING_GAP, Options, Problem
from workbench.readers.scan import ROWS
from workbench.readers.sources import (
    ACCEPTED,
    Where,
    list_files,
    list_paths,
    list_profiles,
    open_source,
)
from workbench.readers.unite import unite
from workbench.readers.writers import TABLES, write_frame
from workbench.tables import ARTICLES, CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ERRORS = ("collect", "raise")


def read_articles(
    source: Where | Iterable[Where],
    *,
    tz: str | None = None,
    language: str | None = None,
    outlet: str | None = None,
    outlets: Where | None = None,
    errors: str = "collect",
) -> pd.DataFrame:
    r"""Read articles from a file, a list of files, a folder or a ZIP.

    Parameters
    ----------
    source
        Path of a pasted page (.txt, .md), a saved page (.html), a table (.csv,
        .tsv, .jsonl, .json, .parquet), a .zip or .gz of them, a folder (with
        its subfolders), or a list of such paths. Never an address.
    tz
        Time zone of times that come without one, such as ``"Europe/Berlin"``.
        By default the outlet's, else ``"Europe/Zurich"``; `tz_source` says so.
    language, outlet
        Of all articles, where the source does not tell or tells it wrongly.
    outlets
        Folder (or file) with profiles of your own outlets and agencies, ``*.outlet.toml``. By
        default those that lie beside the articles, or in ``outlets/`` there, are used.
    errors
        ``"collect"`` leaves out what cannot be read and says so in a
        `LoadWarning`; ``"raise"`` stops at the first.

    Returns
    -------
    pandas.DataFrame
        An `articles` table: one article a row. A `text` column of a table is
        kept exactly as it stands; unknown columns are kept at the end.

    Raises
    ------
    ReadError
        If there is no such path, or no article in it.

    Misleads when
    -------------
    one file holds several articles as running text: they are read as one.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "drei.csv"
    ...     _ = path.write_text("id;Quelle;text\n007;Blick;Der Krieg geht in das dritte Jahr.\n")
    ...     articles = read_articles(path)
    >>> articles.loc[0, ["article_id", "outlet", "language"]].tolist()
    ['007', 'Blick', 'de']
    """
    check_option("errors", errors, ERRORS)
    source, options = _prepare(source, tz, language, outlet, outlets)
    articles, problems = _gather(source, options, stop=errors == "raise")
    if articles is None:
        raise ReadError(_nothing_found(source, problems))
    lost = [p for p in problems if p.skipped and not p.quiet]
    if lost:
        warnings.warn(_summary(lost), LoadWarning, stacklevel=2)
    return articles


def _prepare(
    source: Where | Iterable[Where],
    tz: str | None,
    language: str | None,
    outlet: str | None,
    outlets: Where | None,
) -> tuple[Where | list[Where], Options]:
    """Check what the caller says; a source that can be walked through once is made a list."""
    if tz is not None and tz not in available_timezones():
        guess = get_close_matches(tz, available_timezones(), n=1)
        hint = f" Did you mean {guess[0]!r}?" if guess else ""
        raise OptionError(f"tz={tz!r} is no time zone.{hint} Examples: Europe/Zurich, UTC.")
    paths: Where | list[Where] = (
        source if isinstance(source, (str, os.PathLike)) else list_paths(source)
    )
    profiles = read_profiles(list_profiles(paths, outlets))
    return paths, Options(tz, check_language(language), outlet, profiles)


def _gather(
    source: Where | Iterable[Where], options: Options, *, stop: bool
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read everything; the table is None if no file held any article."""
    parts: list[pd.DataFrame] = []
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for path, name in track(list_files(source), "reading articles"):
        for opened in open_source(path, name):
            if isinstance(opened, Problem):
                found = [opened]
            else:
                harvest = harvest_source(opened, options)
                found = harvest.problems
                rows += harvest.rows
                if harvest.frames and rows:
                    parts.append(_frame(rows))
                    rows = []
                parts += harvest.frames
            problems += found
            bad = next((p for p in found if p.skipped and not p.quiet), None)
            if stop and bad:
                raise ReadError(f"{_place(bad)}: {bad.code}. {advise(bad.code)}")
    if rows:
        parts.append(_frame(rows))
    if not parts:
        return None, problems
    return _fill_languages(unite(parts)), problems


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return ARTICLES.conform(pd.DataFrame(rows))


def _fill_languages(articles: pd.DataFrame) -> pd.DataFrame:
    """Find the language of the articles that come without one."""
    missing = articles["language"].isna()
    if not missing.any():
        return articles
    texts = articles.loc[missing, "text"].tolist()
    found = [find_language(text) or None for text in track(texts, "finding languages")]
    language = articles["language"].astype("object")
    language[missing] = found
    return articles.assign(language=language.astype("str"))


def _place(problem: Problem) -> str:
    return f"{problem.file}, item {problem.item}" if problem.item else problem.file


def _summary(lost: list[Problem]) -> str:
    n = len(lost)
    items = "1 item" if n == 1 else f"{n} items"
    first = ", ".join(f"{_place(p)} ({p.code})" for p in lost[:3])
    more = f" and {n - 3} more" if n > 3 else ""  # noqa: PLR2004
    return f"{items} gave no article: {first}{more}. check_articles(…) lists them with advice."


def _nothing_found(source: object, problems: list[Problem]) -> str:
    told = [p for p in problems if p.skipped and not p.quiet] or problems
    why = " ".join(f"{_place(p)}: {p.code}. {advise(p.code)}" for p in told[:3])
    return f"No article found in {str(source)!r}. {why or 'It is empty.'} {ACCEPTED}"


def check_articles(
    source: Where | Iterable[Where] | pd.DataFrame,
    *,
    tz: str | None = None,
    language: str | None = None,
    outlet: str | None = None,
    outlets: Where | None = None,
    lang: str = "en",
) -> pd.DataFrame:
    """Say what was noticed about each file and article, and what to do about it.

    Parameters
    ----------
    source
        What `read_articles` takes, or the table that it gave (which tells
        about the articles only, not about files that gave none).
    tz, language, outlet, outlets
        As for `read_articles`.
    lang
        Language of the advice: ``"de"`` or ``"en"``.

    Returns
    -------
    pandas.DataFrame
        A `checks` table: one finding a row, skipped items first; an article
        with nothing to remark has one row with the status ``ok``.

    Examples
    --------
    >>> articles = ARTICLES.conform(pd.DataFrame({"article_id": ["a"], "warnings": ["paywall"]}))
    >>> check_articles(articles)[["article_id", "status", "problem"]].values.tolist()
    [['a', 'warning', 'paywall']]
    """
    check_option("lang", lang, LANGUAGES)
    articles: pd.DataFrame | None
    if isinstance(source, pd.DataFrame):
        ARTICLES.require(source, "article_id", "warnings", function="check_articles")
        articles, problems = source, list[Problem]()
    else:
        source, options = _prepare(source, tz, language, outlet, outlets)
        articles, problems = _gather(source, options, stop=False)
    rows = [
        (p.file, p.item, None, "skipped" if p.skipped else "warning", p.code, advise(p.code, lang))
        for p in sorted(problems, key=lambda p: (not p.skipped, p.quiet))
    ]
    if articles is not None:
        rows += _findings(articles, lang)
    return CHECKS.conform(pd.DataFrame(rows, columns=CHECKS.names))


def _findings(articles: pd.DataFrame, lang: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    known = ARTICLES.conform(articles)[["source_file", "article_id", "warnings"]]
    for file, article_id, noted in known.itertuples(index=False):
        if not isinstance(noted, str):
            rows.append((file, 0, article_id, "ok", None, advise("ok", lang)))
            continue
        codes = noted.split(WARNING_GAP)
        rows += [(file, 0, article_id, "warning", c, advise(c, lang)) for c in codes]
    return rows


def write_articles(articles: pd.DataFrame, path: Where, *, by: str | None = None) -> Path:
    """Write articles so that `read_articles` gives the same table back.

    Parameters
    ----------
    articles
        An `articles` table, or a Dask dataframe of one.
    path
        .parquet, .jsonl or .csv; with `by`, and for a Dask dataframe, also a folder
        that `scan_articles` opens. In .csv, a cell that a spreadsheet would run
        as a formula gets an apostrophe, which `read_articles` takes off again;
        for other programs that count characters, .jsonl or .parquet is better.
    by
        ``"day"``, ``"month"`` or ``"year"`` of `published` (UTC): one Parquet file
        each in the folder `path`, articles by outlet and time.

    Returns
    -------
    pathlib.Path
        The file or folder that was written.

    Raises
    ------
    OptionError
        If the suffix or `by` is not known, or the folder holds Parquet files already.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> articles = pd.DataFrame({"article_id": ["007"], "text": ["Der Krieg tobt."]})
    >>> with TemporaryDirectory() as folder:
    ...     read_articles(write_articles(articles, f"{folder}/eins.parquet"))["text"].tolist()
    ['Der Krieg tobt.']
    """
    ARTICLES.require(meta_of(articles), "article_id", "text", function="write_articles")
    suffixes = (".parquet", ".jsonl", ".csv")
    if is_lazy(articles):
        if by is not None:
            raise OptionError(
                "write_articles: by= sorts all articles, and a Dask dataframe is written as it is "
                "cut. Leave by= out."
            )
        return write_partitions(articles, path, suffixes, quote=True)
    if by is not None:
        return write_by_time(ARTICLES.conform(articles), path, by)
    return write_frame(ARTICLES.conform(articles), path, suffixes, block=ROWS)


def write_table(frame: pd.DataFrame, path: Where, *, formulas: str = "quote") -> Path:
    """Write any table for other programs.

    Parameters
    ----------
    frame
        Any table, or a Dask dataframe of one: that is written partition by
        partition, never collected, to .csv, .jsonl or a folder of Parquet files.
    path
        .csv (UTF-8 with the mark that Excel needs to show umlauts), .jsonl,
        .parquet or .xlsx (times in UTC, for Excel knows no time zones).
    formulas
        ``"quote"`` puts an apostrophe before cells of .csv and .xlsx that a
        spreadsheet would run; ``"keep"`` leaves them as they are.

    Returns
    -------
    pathlib.Path
        The file that was written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> words = pd.DataFrame({"lemma": ["=Krieg"], "n": [3]})
    >>> with TemporaryDirectory() as folder:
    ...     write_table(words, f"{folder}/words.csv").read_text(encoding="utf-8-sig").split()
    ['lemma,n', "'=Krieg,3"]
    """
    check_option("formulas", formulas, ("quote", "keep"))
    write = write_partitions if is_lazy(frame) else write_frame
    return write(frame, path, TABLES, quote=formulas == "quote")
