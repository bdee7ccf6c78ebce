"""Every table of the package: its columns, their types and what they mean.

This is the one place that says so: one file a family of tables, `contract` for
what a table promises. ``docs/tables.md`` is generated from it (``make docs``),
empty tables are made from it, and every function checks what it is given
against it.
"""

from workbench.tables.articles import ARTICLES, BLOCKS, CHECKS, DROPPED, PARAGRAPHS, SENTENCES
from workbench.tables.coding import AGREEMENT, CODES, DISAGREEMENTS, FINDINGS
from workbench.tables.comparing import (
    COMPARISON,
    COPIED,
    COPIED_SHARES,
    COPIES,
    COPY_KINDS,
    PASSAGES,
    STORIES,
)
from workbench.tables.contract import (
    COUNTED_ZONES,
    CUT_ZONES,
    SPAN_METADATA,
    TEXT_ZONES,
    ZONES,
    Column,
    Table,
    check_there,
    same_text,
)
from workbench.tables.contrast import (
    COLLOCATES,
    KEYNESS,
    KEYNESS_COUNTS,
    REFERENCE_NOTES,
)
from workbench.tables.framing import (
    AUDIT,
    CODEBOOK,
    CODEBOOK_CHECKS,
    FRAMES,
    HEADLINE_BODY,
    MENTION_STANCE,
    MENTION_VOICE,
    MENTIONS,
    RIVALS,
    SCORES,
    SHEET,
    STANCES,
    VOICES,
    is_own,
)
from workbench.tables.speech import QUOTATIONS, SHARES, SOURCE_KINDS, SOURCES, TRACES
from workbench.tables.trends import NGRAMS, READABILITY, TRENDS, VARIETY
from workbench.tables.wordlist import WORDLIST
from workbench.tables.words import KWIC, TOKENS, WORDS

TABLES = {table.name: table for table in list(globals().values()) if isinstance(table, Table)}

__all__ = [
    "AGREEMENT",
    "ARTICLES",
    "AUDIT",
    "BLOCKS",
    "CHECKS",
    "CODEBOOK",
    "CODEBOOK_CHECKS",
    "CODES",
    "COLLOCATES",
    "COMPARISON",
    "COPIED",
    "COPIED_SHARES",
    "COPIES",
    "COPY_KINDS",
    "COUNTED_ZONES",
    "CUT_ZONES",
    "DISAGREEMENTS",
    "DROPPED",
    "FINDINGS",
    "FRAMES",
    "HEADLINE_BODY",
    "KEYNESS",
    "KEYNESS_COUNTS",
    "KWIC",
    "MENTIONS",
    "MENTION_STANCE",
    "MENTION_VOICE",
    "NGRAMS",
    "PARAGRAPHS",
    "PASSAGES",
    "QUOTATIONS",
    "READABILITY",
    "REFERENCE_NOTES",
    "RIVALS",
    "SCORES",
    "SENTENCES",
    "SHARES",
    "SHEET",
    "SOURCES",
    "SOURCE_KINDS",
    "SPAN_METADATA",
    "STANCES",
    "STORIES",
    "TABLES",
    "TEXT_ZONES",
    "TOKENS",
    "TRACES",
    "TRENDS",
    "VARIETY",
    "VOICES",
    "WORDLIST",
    "WORDS",
    "ZONES",
    "Column",
    "Table",
    "check_there",
    "is_own",
    "same_text",
]
