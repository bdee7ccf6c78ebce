"""Media Workbench: articles in, evidence out.

>>> import workbench as wb
>>> articles = wb.read_articles(wb.sample_path())
>>> tokens = wb.tokenize(articles)
>>> words = wb.count_words(tokens, by="outlet")

Every public function is here; tables and their columns are described in
``docs/tables.md``, measures in ``docs/methods.md``.
"""

from importlib.metadata import PackageNotFoundError, version

from workbench.agreement import find_disagreements, measure_agreement
from workbench.audit import audit_mentions, sample_mentions
from workbench.codebook import check_codebook, read_codebook
from workbench.coding import mark_codes, read_codes, read_sheet, take_codes
from workbench.coding_page import write_coding_page
from workbench.collocation import score_collocates
from workbench.concordance import kwic
from workbench.copies.compare import compare_copies
from workbench.copies.find import find_copies
from workbench.copies.passages import find_passages, mark_copied, measure_copied
from workbench.corpus import check_articles, read_articles, write_articles, write_table
from workbench.corrections import mark_zones
from workbench.display import show_article, show_dropped, show_kwic, show_mentions, show_table
from workbench.display.comparing import show_stories, show_versions
from workbench.display.speech import show_quotations, show_sources
from workbench.errors import (
    LoadWarning,
    OptionError,
    PrintWarning,
    ReadError,
    ReportError,
    TableError,
    WorkbenchError,
)
from workbench.evaluation import score_mentions
from workbench.findings import attach_text, export_findings
from workbench.frames import compare_headline_body, count_frames
from workbench.framing import find_mentions, mark_stance
from workbench.frequency import count_words
from workbench.keyness import score_keyness
from workbench.lesson import write_learner_copy, write_lesson
from workbench.ngrams import count_ngrams
from workbench.partitions import in_partitions
from workbench.places import sample_path
from workbench.plots import describe_figure, house_style, plot_frames, plot_words
from workbench.plots.copies import plot_copies
from workbench.plots.dispersion import plot_dispersion
from workbench.plots.keyness import plot_keyness
from workbench.plots.scatter import plot_word_scatter
from workbench.plots.shares import plot_sources
from workbench.plots.trends import plot_trends
from workbench.quotations import find_quotations, mark_people
from workbench.readability import measure_readability
from workbench.readers.scan import scan_articles
from workbench.report import render_report
from workbench.rivals import find_rival_labels
from workbench.segments import (
    find_dropped,
    split_blocks,
    split_paragraphs,
    split_sentences,
)
from workbench.shares import count_sources
from workbench.sources import find_sources, trace_sources
from workbench.stories.compare import compare_stories
from workbench.stories.match import match_stories
from workbench.tokens import tokenize
from workbench.trends import count_trends
from workbench.variety import measure_variety
from workbench.versions import compare_versions
from workbench.voices import mark_voice
from workbench.widgets.article import browse_article
from workbench.widgets.codes import browse_codes
from workbench.widgets.kwic import browse_kwic
from workbench.widgets.mentions import browse_mentions
from workbench.widgets.quotations import browse_quotations
from workbench.widgets.stories import browse_stories
from workbench.widgets.words import browse_words
from workbench.wordlist import count_tokens

try:
    __version__ = version("media-workbench")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"

__all__ = [
    "LoadWarning",
    "OptionError",
    "PrintWarning",
    "ReadError",
    "ReportError",
    "TableError",
    "WorkbenchError",
    "attach_text",
    "audit_mentions",
    "browse_article",
    "browse_codes",
    "browse_kwic",
    "browse_mentions",
    "browse_quotations",
    "browse_stories",
    "browse_words",
    "check_articles",
    "check_codebook",
    "compare_copies",
    "compare_headline_body",
    "compare_stories",
    "compare_versions",
    "count_frames",
    "count_ngrams",
    "count_sources",
    "count_tokens",
    "count_trends",
    "count_words",
    "describe_figure",
    "export_findings",
    "find_copies",
    "find_disagreements",
    "find_dropped",
    "find_mentions",
    "find_passages",
    "find_quotations",
    "find_rival_labels",
    "find_sources",
    "house_style",
    "in_partitions",
    "kwic",
    "mark_codes",
    "mark_copied",
    "mark_people",
    "mark_stance",
    "mark_voice",
    "mark_zones",
    "match_stories",
    "measure_agreement",
    "measure_copied",
    "measure_readability",
    "measure_variety",
    "plot_copies",
    "plot_dispersion",
    "plot_frames",
    "plot_keyness",
    "plot_sources",
    "plot_trends",
    "plot_word_scatter",
    "plot_words",
    "read_articles",
    "read_codebook",
    "read_codes",
    "read_sheet",
    "render_report",
    "sample_mentions",
    "sample_path",
    "scan_articles",
    "score_collocates",
    "score_keyness",
    "score_mentions",
    "show_article",
    "show_dropped",
    "show_kwic",
    "show_mentions",
    "show_quotations",
    "show_sources",
    "show_stories",
    "show_table",
    "show_versions",
    "split_blocks",
    "split_paragraphs",
    "split_sentences",
    "take_codes",
    "tokenize",
    "trace_sources",
    "write_articles",
    "write_coding_page",
    "write_learner_copy",
    "write_lesson",
    "write_table",
]
