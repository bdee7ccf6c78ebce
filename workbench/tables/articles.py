"""Tables of reading and splitting: articles, their blocks, paragraphs and sentences."""

from __future__ import annotations

from workbench.tables.contract import CUT_ZONES, META, SPAN, ZONES, Column, Table

ARTICLES = Table(
    "articles",
    "one article as read",
    (
        Column("article_id", "str", "given id if there is one, else the first 16 hex digits of the SHA-256 of headline and body"),
        Column("outlet", "str", "display name of the outlet; empty when nothing but the body could tell"),
        Column("outlet_source", "str", "where the outlet is known from: column, jsonld, meta, domain, furniture, filename, user; unknown if empty"),
        Column("kicker", "str", "line above the headline (schema.org alternativeHeadline)"),
        Column("headline", "str", "headline (schema.org headline)"),
        Column("lead", "str", "paragraph(s) between headline and body (schema.org abstract)"),
        Column("text", "str", "the whole article: its blocks divided by blank lines; every offset counts in it"),
        Column("section", "str", "section of the paper (schema.org articleSection)"),
        Column("published", "datetime64[us, UTC]", "first publication (schema.org datePublished)"),
        Column("updated", "datetime64[us, UTC]", "last change (schema.org dateModified)"),
        Column("date_precision", "str", "how exact `published` is: minute, day, month, or none"),
        Column("tz", "str", "time zone of the outlet (IANA name), for display"),
        Column("tz_source", "str", "explicit (the source gave an offset), assumed (from the outlet or the option `tz`), or none"),
        Column("authors", "str", "names of the authors, divided by '; ' (schema.org author)"),
        Column("author_code", "str", "the desk's shorthand, such as dzc"),
        Column("agency", "str", "agencies credited, in short: sda, dpa, apa, afp, ap, reuters, …, divided by '; '"),
        Column("language", "str", "BCP-47 code, such as de or en"),
        Column("url", "str", "address of the page (schema.org url)"),
        Column("source_file", "str", "file that the article was read from (member path for a ZIP)"),
        Column("source_format", "str", "txt, html, csv, tsv, jsonl or parquet"),
        Column("n_words", "int64", "words in the body"),
        Column("digest", "str", "first 12 hex digits of the SHA-256 of `text`"),
        Column("layout", "str", "the lines of the page with their zones, as JSON; `split_blocks` opens it"),
        Column("warnings", "str", "what was noticed while reading, divided by '; ', such as encoding:cp1252-guessed"),
    ),
    key="article_id",
)  # fmt: skip

BLOCKS = Table(
    "blocks",
    "one line (paragraph) of the page as read, in the order of the page; a line that was cut has start == end",
    (
        Column("article_id", "str", "the article that the row belongs to"),
        Column("block", "int64", "number of the block in its article, from 0"),
        Column("line", "int64", "line in the source, from 1; 0 when the source has no lines"),
        Column("zone", "str", "kind of line: " + ", ".join(ZONES)),
        Column("start", "int64", "first character in the article's `text`"),
        Column("end", "int64", "one past the last character; equal to `start` for a line that was cut"),
        Column("text", "str", "the line"),
        Column("rule", "str", "the rule that gave the line its zone"),
    ),
)  # fmt: skip

DROPPED = Table(
    "dropped",
    "one line that was cut from the page, so that nothing vanishes unseen",
    (
        Column("article_id", "str", "the article that the row belongs to"),
        Column("line", "int64", "line in the source, from 1; 0 when the source has no lines"),
        Column("zone", "str", "what the line was taken for: " + ", ".join(CUT_ZONES)),
        Column("text", "str", "the line as it stood"),
        Column("rule", "str", "the rule that cut it"),
    ),
)

CHECKS = Table(
    "checks",
    "one finding about one source item",
    (
        Column("source_file", "str", "file, or member of a ZIP"),
        Column("item", "int64", "row or line in the file, from 1; 0 for the whole file"),
        Column("article_id", "str", "the article it became; empty if it gave none"),
        Column("status", "str", "ok, warning, or skipped (gave no article)"),
        Column("problem", "str", "short code, such as empty or encoding:cp1252-guessed"),
        Column("advice", "str", "what it means and what to do about it"),
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph: a block of the article's text",
    (
        *SPAN,
        Column("paragraph", "int64", "number of the paragraph in its article, from 0"),
        Column("zone", "category", "the block's zone"),
        Column("text", "str", "the paragraph"),
        *META,
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence; sentences never cross a paragraph",
    (
        *SPAN,
        Column("sentence", "int64", "number of the sentence in its article, from 0"),
        Column("paragraph", "int64", "number of the paragraph that it stands in"),
        Column("zone", "category", "the block's zone"),
        Column("text", "str", "the sentence"),
        *META,
    ),
)
