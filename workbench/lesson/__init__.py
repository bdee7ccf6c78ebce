"""Lessons from articles: sheet, key, plan and self-check in one folder that opens offline.

`reading` puts the tables of one or two articles together and `trust` says which rows are sure;
`ask_speech`, `ask_words` and `ask_page` draw closed questions from those, `items` chooses among
them; `tasks` and `answers` are the sheet and its key, `plan` the timetable, `pages` the HTML.
`learner` takes the solutions out of a teaching notebook.
"""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import OptionError, PrintWarning, ReportError, check_option
from workbench.labels import LANGUAGES
from workbench.lesson.answers import answer_all
from workbench.lesson.ask_page import ask_page, ask_pair
from workbench.lesson.ask_speech import ask_speech
from workbench.lesson.ask_words import ask_words
from workbench.lesson.items import Item, choose_items
from workbench.lesson.learner import write_learner_copy
from workbench.lesson.pages import Lesson, is_printed, render_pages
from workbench.lesson.plan import LEVELS, make_plan
from workbench.lesson.reading import Reading, read_lesson
from workbench.lesson.tasks import make_tasks
from workbench.report.pdf import find_chromium, print_pdf

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_learner_copy", "write_lesson"]

_PRINTERS = 2


def write_lesson(
    articles: pd.DataFrame,
    *,
    out: str | Path = "lesson",
    lang: str = "de",
    level: int | None = None,
    minutes: int = 45,
    codebook: pd.DataFrame | None = None,
    pdf: bool = True,
    seed: int = 0,
) -> list[Path]:
    """Write a lesson about one article, or about two side by side, into a folder.

    The folder holds a worksheet for each level, the key, a timed plan, an interactive self-check,
    a page on what the tool can't see, and ``index.html``. Every page opens without a network.

    Parameters
    ----------
    articles
        An `articles` table with one row or two.
    out
        Folder to write to; made if it is not there.
    lang
        Language of the wording: ``de`` or ``en``. The article may have another.
    level
        1 (guided, with hints and line references) or 2 (open); both if None.
    minutes
        45 or 90.
    codebook
        Labels for the tasks on naming; by default the shipped codebook that fits best, else the
        rival names that the articles set against each other.
    pdf
        Also print each page but the self-check as PDF, with the system's Chromium. Where there is
        none the HTML is written all the same, and a warning says so.
    seed
        Seed of the choice of questions and of their options' order.

    Returns
    -------
    list of Path
        The files written, ``index.html`` last.

    Raises
    ------
    TableError
        If there are more than two articles, or one has no text.
    OptionError
        If an option is not one of the values it may have.

    Notes
    -----
    Misleads when the class takes *sure* for *true*: it says that the tool's reading of such places
    was nearly always right on labelled articles, not that the article is right.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> import workbench as wb
    >>> text = "«Wir gehen nicht», sagte Bürgermeisterin Anna Keller. Die Brücke ist gesperrt."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text], "language": ["de"]})
    >>> written = wb.write_lesson(articles, out=tempfile.mkdtemp(), pdf=False)
    >>> [path.name for path in written]  # doctest: +NORMALIZE_WHITESPACE
    ['sheet-1.html', 'sheet-2.html', 'key.html', 'plan.html', 'check.html', 'limits.html',
     'index.html']
    """
    check_option("lang", lang, LANGUAGES)
    if level not in (None, *LEVELS):
        raise OptionError(f"level={level!r} is not known. Known: 1, 2, None for both.")
    reading = read_lesson(articles, codebook)
    answers = answer_all(reading, lang)
    levels = LEVELS if level is None else (level,)
    lesson = Lesson(
        reading=reading,
        lang=lang,
        tasks={n: make_tasks(reading, answers, n, lang) for n in levels},
        answers=answers,
        items=draw_items(reading, lang, seed=seed),
        plans=make_plan(minutes, lang, pair=reading.is_pair, has_labels="naming" in answers),
        minutes=minutes,
    )
    pdf = pdf and _can_print()
    return _write(render_pages(lesson, pdf=pdf), Path(out), pdf=pdf)


def draw_items(reading: Reading, lang: str, *, seed: int = 0, **options: Any) -> list[Item]:  # noqa: ANN401
    """Draw the questions of the self-check from everything that is sure."""
    askers = (ask_page, ask_words, ask_speech, ask_pair)
    candidates = chain.from_iterable(ask(reading, lang) for ask in askers)
    return choose_items(candidates, seed=seed, **options)


def _can_print() -> bool:
    """Whether there is a browser to print with; warns where there is none."""
    try:
        find_chromium()
    except ReportError as error:
        warnings.warn(str(error), PrintWarning, stacklevel=3)
        return False
    return True


def _write(pages: dict[str, str], folder: Path, *, pdf: bool) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / name for name in pages]
    for path, page in zip(written, pages.values(), strict=True):
        path.write_text(page, encoding="utf-8")
    paper = [path for path in written if pdf and is_printed(path.name)]
    with ThreadPoolExecutor(_PRINTERS) as printers:  # each waits for a browser of its own
        printed = printers.map(lambda path: print_pdf(path, path.with_suffix(".pdf")), paper)
        return [*printed, *written]
