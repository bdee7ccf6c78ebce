"""Media Workbench: articles in, evidence out.

>>> import workbench as wb
>>> articles = wb.read_articles(wb.sample_path())
>>> tokens = wb.tokenize(articles)
>>> words = wb.count_words(tokens, by="outlet")

Every public function is here; tables and their columns are described in
``docs/tables.md``, measures in ``docs/methods.md``.
"""

from importlib.metadata import PackageNotFoundError, version

from workbench.concordance import kwic
from workbench.corpus import check_articles, read_articles, write_articles, write_table
from workbench.display import show_article, show_dropped, show_kwic, show_table
from workbench.display.speech import show_quotations, show_sources
from workbench.errors import (
    LoadWarning,
    OptionError,
    ReadError,
    ReportError,
    TableError,
    WorkbenchError,
)
from workbench.frequency import count_words
from workbench.places import sample_path
from workbench.plots import describe_figure, house_style, plot_words
from workbench.plots.shares import plot_sources
from workbench.quotations import find_quotations, mark_people
from workbench.report import render_report
from workbench.segments import (
    find_dropped,
    mark_zones,
    split_blocks,
    split_paragraphs,
    split_sentences,
)
from workbench.shares import count_sources
from workbench.sources import find_sources, trace_sources
from workbench.tokens import tokenize
from workbench.widgets.words import browse_words

try:
    __version__ = version("media-workbench")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"

__all__ = [
    "LoadWarning",
    "OptionError",
    "ReadError",
    "ReportError",
    "TableError",
    "WorkbenchError",
    "browse_words",
    "check_articles",
    "count_sources",
    "count_words",
    "describe_figure",
    "find_dropped",
    "find_quotations",
    "find_sources",
    "house_style",
    "kwic",
    "mark_people",
    "mark_zones",
    "plot_sources",
    "plot_words",
    "read_articles",
    "render_report",
    "sample_path",
    "show_article",
    "show_dropped",
    "show_kwic",
    "show_quotations",
    "show_sources",
    "show_table",
    "split_blocks",
    "split_paragraphs",
    "split_sentences",
    "tokenize",
    "trace_sources",
    "write_articles",
    "write_table",
]
