"""Every table of the package: its columns, their types and what they mean.

This is the one place that says so. ``docs/tables.md`` is generated from it
(``python docs/make_tables.py``), empty tables are made from it, and every
function checks what it is given against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.errors import TableError

# Zones whose words count by default. A repeated teaser, a caption or a kicker
# is not counted unless it is asked for.
COUNTED_ZONES = ("headline", "lead", "subhead", "body")

# Zones that are part of `articles.text`, in the order of a page.
TEXT_ZONES = (
    "kicker",
    "headline",
    "lead",
    "subhead",
    "body",
    "caption",
    "credit",
    "media_title",
    "media_caption",
)

# Zones of lines that are read and then cut from the text; `dropped` shows them.
CUT_ZONES = (
    "section",
    "byline",
    "published",
    "updated",
    "media_duration",
    "furniture",
    "boilerplate",
)

ZONES = TEXT_ZONES + CUT_ZONES

# Article metadata that every span table carries along as categoricals.
SPAN_METADATA = ("outlet", "published", "section", "language")


@dataclass(frozen=True)
class Column:
    """One column: its name, its pandas type and its meaning."""

    name: str
    dtype: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table's contract: what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Return the column names in order."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """Return the table with no rows and every column typed.

        Examples
        --------
        >>> BLOCKS.empty().dtypes["start"]
        dtype('int64')
        """
        return pd.DataFrame(
            {c.name: pd.Series(dtype=c.dtype) for c in self.columns},
        )

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` with the contract's columns first, in order and typed.

        Columns that are missing are filled with the empty value of their type;
        columns that the contract does not name stay, at the end.
        """
        none = pd.Series(None, index=frame.index, dtype="object")
        typed = {c.name: _cast(frame.get(c.name, none), c.dtype) for c in self.columns}
        extra = {name: frame[name] for name in frame.columns if name not in typed}
        return pd.DataFrame(typed | extra, index=frame.index)

    def require(self, frame: pd.DataFrame, *names: str, function: str) -> None:
        """Raise `TableError` unless `frame` has the columns `names`.

        Examples
        --------
        >>> ARTICLES.require(pd.DataFrame({"txt": []}), "text", function="tokenize")
        Traceback (most recent call last):
        ...
        workbench.errors.TableError: tokenize needs an articles table with the column 'text'; ...
        """
        if not isinstance(frame, pd.DataFrame):
            raise TableError(
                f"{function} needs {_article(self.name)} {self.name} table (a pandas DataFrame), "
                f"not {type(frame).__name__}."
            )
        missing = [name for name in names if name not in frame.columns]
        if not missing:
            return
        column = "column" if len(missing) == 1 else "columns"
        has = ", ".join(map(str, frame.columns[:12])) or "no columns"
        raise TableError(
            f"{function} needs {_article(self.name)} {self.name} table with the {column} "
            f"{', '.join(map(repr, missing))}; this one has: {has}."
        )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _cast(values: Any, dtype: str) -> Any:  # noqa: ANN401 (the stubs know no dtype by name)
    """Cast with the empty value that the type has: 0, False, NaT or NaN."""
    if str(values.dtype) == dtype:
        return values
    if dtype.startswith("int") or dtype == "bool":
        filled = values.astype("object").where(values.notna(), 0) if values.hasnans else values
        return filled.astype(dtype)
    if dtype.startswith("datetime64"):
        return pd.to_datetime(values, utc=True).astype(dtype)
    return values.astype(dtype)


def same_text(spans: pd.DataFrame, articles: pd.DataFrame, function: str) -> None:
    """Raise `TableError` when spans were made from other texts than `articles` holds.

    Offsets only mean something on the text that they were counted in; the
    `digest` column of both tables tells whether it is the same.
    """
    if "digest" not in spans or "digest" not in articles:
        return
    pairs = spans[["article_id", "digest"]].drop_duplicates()
    known = dict(zip(articles["article_id"].astype(str), articles["digest"], strict=True))
    ids = pairs["article_id"].astype(str)
    stale = [i for i, d in zip(ids, pairs["digest"], strict=True) if i in known and known[i] != d]
    if stale:
        raise TableError(
            f"{function}: the text of {len(stale)} article(s) has changed since these offsets were "
            f"made (first: {stale[0]}). Make the table again from the articles you pass."
        )


_SPAN = (
    Column("article_id", "category", "the article that the row belongs to"),
    Column("start", "int64", "first character in the article's `text`"),
    Column("end", "int64", "one past the last character: `text[start:end]` is the surface"),
)

_META = (
    Column("outlet", "category", "the article's outlet"),
    Column("published", "category", "the article's time of publication (UTC)"),
    Column("section", "category", "the article's section"),
    Column("language", "category", "the article's language"),
    Column("digest", "category", "the article's text digest; guards against mixing offsets"),
)

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
        *_SPAN,
        Column("paragraph", "int64", "number of the paragraph in its article, from 0"),
        Column("zone", "category", "the block's zone"),
        Column("text", "str", "the paragraph"),
        *_META,
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence; sentences never cross a paragraph",
    (
        *_SPAN,
        Column("sentence", "int64", "number of the sentence in its article, from 0"),
        Column("paragraph", "int64", "number of the paragraph that it stands in"),
        Column("zone", "category", "the block's zone"),
        Column("text", "str", "the sentence"),
        *_META,
    ),
)

TOKENS = Table(
    "tokens",
    "one token: a word, a number or a mark of punctuation",
    (
        Column("article_id", "category", "the article that the row belongs to"),
        Column("start", "int32", "first character in the article's `text`"),
        Column("end", "int32", "one past the last character: `text[start:end]` is the surface"),
        Column("token", "category", "the token, with unified hyphens and apostrophes"),
        Column("lemma", "category", "its dictionary form by simplemma, lower case only where the dictionary has it so"),
        Column("is_word", "bool", "a word or number, not punctuation; only these are counted"),
        Column("is_stop", "bool", "a function word; used for display only, never removed before counting"),
        Column("zone", "category", "the block's zone"),
        Column("sentence", "int32", "number of the sentence in its article, from 0"),
        *_META,
    ),
)  # fmt: skip

WORDS = Table(
    "words",
    "one word (per group) with its counts",
    (
        Column("lemma", "str", "the word (the column is named token when tokens are counted)"),
        Column("n", "int64", "occurrences"),
        Column("total", "int64", "words in the group"),
        Column("per_10k", "float64", "occurrences per 10 000 words of the group"),
        Column("n_articles", "int64", "articles with at least one occurrence"),
        Column("total_articles", "int64", "articles of the group"),
        Column("dispersion", "float64", "Gries' DP: 0 = spread as evenly as the articles' lengths, near 1 = in few articles"),
        Column("is_stop", "bool", "a function word"),
    ),
)  # fmt: skip

KWIC = Table(
    "kwic",
    "one hit in its context",
    (
        *_SPAN,
        Column("left", "str", "words before the hit"),
        Column("node", "str", "the hit, with unified hyphens and apostrophes"),
        Column("right", "str", "words after the hit"),
        Column("zone", "category", "the block's zone"),
        Column("n_total", "int64", "hits of the query, also those that a sample leaves out"),
        *_META,
    ),
)

QUOTATIONS = Table(
    "quotations",
    "one span of somebody's words; the spans of a discontinuous quotation share their quotation_id",
    (
        *_SPAN,
        Column("quotation_id", "str", "the quotation, unique in the corpus"),
        Column("kind", "category", "direct (in quotation marks), indirect (dass, Konjunktiv, laut …), reported (whole sentence that tells of an utterance), free_indirect (hearsay: soll … haben)"),
        Column("speaker", "str", "who speaks, in the words of the text; empty if nobody is named"),
        Column("speaker_start", "Int64", "first character of those words"),
        Column("speaker_end", "Int64", "one past the last"),
        Column("speaker_name", "str", "the speaker by one name: surname, role noun and pronoun merged within the article"),
        Column("role", "str", "role or office that the article gives, such as Bürgermeisterin"),
        Column("age", "Int64", "age that the article gives"),
        Column("anonymous", "bool", "a person whose name the article keeps back or does not tell"),
        Column("cue", "str", "the word that tells of speaking, such as sagte or laut"),
        Column("cue_start", "Int64", "first character of the cue"),
        Column("cue_end", "Int64", "one past the last"),
        Column("addressee", "str", "to whom the words were said"),
        Column("medium", "str", "the outlet through which the words came (gegenüber der «NZZ»)"),
        Column("nested_in", "str", "quotation_id of the quotation around this one; empty if there is none"),
        Column("repeat", "bool", "a headline, subhead or teaser that shortens words of the body; leave out when counting"),
        Column("rule", "category", "the rule that found it"),
        Column("confidence", "float64", "share of hits of this rule that were right in words and speaker on labelled articles"),
        Column("zone", "category", "the block's zone"),
        *_META,
    ),
)  # fmt: skip

CODEBOOK = Table(
    "codebook",
    "one variant of one label",
    (
        Column("frame", "str", "the frame, the picture that a label belongs to"),
        Column("label", "str", "the label: the word whose use is studied"),
        Column("language", "str", "language of the label, such as de"),
        Column("variant", "str", "a word or phrase that counts as the label; inflection and spelling are found by themselves"),
        Column("kind", "str", "label, variant, or exclusion (a word that looks like the label and is not)"),
        Column("compounds", "str", "which compounds count: none, hyphen (Ukraine-Krieg), head (also Angriffskrieg), parts (any hyphenated part)"),
        Column("definition", "str", "what counts, for a coder"),
        Column("example", "str", "a sentence that counts"),
        Column("counter_example", "str", "a sentence that does not"),
        Column("source", "str", "where the label or its meaning is documented"),
        Column("codebook", "str", "title of the codebook"),
        Column("version", "str", "version of the codebook"),
        Column("author", "str", "who wrote the codebook"),
    ),
)  # fmt: skip

CODEBOOK_CHECKS = Table(
    "codebook_checks",
    "one finding about a label of a codebook",
    (
        Column("frame", "str", "the frame"),
        Column("label", "str", "the label"),
        Column("problem", "str", "overlap, ambiguous, no_hit or no_example"),
        Column("detail", "str", "what was found, and what to do about it"),
        Column("n", "int64", "hits in the articles that were given; 0 without articles"),
    ),
)

MENTIONS = Table(
    "mentions",
    "one place where a label of the codebook stands",
    (
        *_SPAN,
        Column("frame", "category", "the label's frame"),
        Column("label", "category", "the label of the codebook"),
        Column("surface", "str", "the words as they stand"),
        Column("zone", "category", "the block's zone"),
        Column("repeat", "bool", "the same words stand elsewhere in the article and are counted there (teaser, caption, subhead)"),
        Column("sentence_start", "int64", "first character of the sentence in the article's `text`"),
        Column("sentence", "str", "the sentence"),
        *_META,
    ),
)  # fmt: skip

STANCES = ("asserted", "rejected", "distanced")
VOICES = ("outlet", "direct", "indirect")

MENTION_STANCE = Table(
    "mention_stance",
    "the columns that `mark_stance` adds to mentions",
    (
        Column("stance", "category", "of the voice towards the label: " + ", ".join(STANCES)),
        Column("trigger", "str", "the words that decided the stance; empty when it is asserted"),
        Column("trigger_start", "int64", "first character of the trigger; -1 without"),
        Column("trigger_end", "int64", "one past its last character; -1 without"),
        Column("stance_rule", "str", "the rule that gave the stance"),
        Column("quoted", "category", "marks round the label: term (it alone or a short phrase), name (of a ship, film, law), words (a longer stretch), or empty"),
        Column("source", "str", "whom the clause itself ascribes the word to (X nannte es Y, X forderte Y); empty if nobody"),
        Column("source_start", "int64", "first character of that source; -1 without"),
        Column("source_end", "int64", "one past its last character; -1 without"),
        Column("source_rule", "str", "the construction that ascribes it; empty if none"),
    ),
)  # fmt: skip

MENTION_VOICE = Table(
    "mention_voice",
    "the columns that `mark_voice` adds to mentions",
    (
        Column("voice", "category", "whose word it is here: outlet (its own narration), direct (quoted), indirect (reported)"),
        Column("speaker", "str", "text of the source nearest the label; empty when nobody is named"),
        Column("speaker_start", "int64", "first character of the speaker; -1 without"),
        Column("speaker_end", "int64", "one past its last character; -1 without"),
        Column("speaker_name", "str", "the speaker's name, mentions of one person merged; empty when unknown"),
        Column("medium", "str", "the outlet through which the words came; empty without"),
        Column("quotation_id", "str", "the quotation that the mention stands in; empty without"),
        Column("voice_rule", "str", "the rule that gave the voice"),
    ),
)  # fmt: skip

FRAMES = Table(
    "frames",
    "one frame (or label) in one group, counted",
    (
        Column("frame", "str", "the frame (the column is named label when labels are counted)"),
        Column("n", "int64", "mentions, repeats left out"),
        Column("total", "int64", "mentions of all frames in the group"),
        Column("share", "float64", "n / total; missing when total is 0"),
        Column("low", "float64", "lower end of the 95 % bootstrap interval of the share, articles drawn anew"),
        Column("high", "float64", "upper end"),
        Column("n_own", "int64", "mentions in the outlet's own voice, asserted"),
        Column("total_own", "int64", "such mentions of all frames in the group"),
        Column("share_own", "float64", "n_own / total_own; missing when total_own is 0"),
        Column("low_own", "float64", "lower end of its interval"),
        Column("high_own", "float64", "upper end"),
        Column("n_articles", "int64", "articles with at least one mention"),
        Column("total_articles", "int64", "articles of the group with any mention"),
        Column("enough", "bool", "the group holds enough evidence to rank the naive shares"),
        Column("enough_own", "bool", "the group holds enough evidence to rank the outlet's own shares"),
    ),
)  # fmt: skip

HEADLINE_BODY = Table(
    "headline_body",
    "one label in one article's headline, set against its body",
    (
        Column("article_id", "str", "the article"),
        Column("outlet", "str", "the article's outlet"),
        Column("frame", "str", "the frame"),
        Column("label", "str", "the label in the headline (kicker and headline)"),
        Column("headline_voice", "str", "whose word it is in the headline"),
        Column("headline_stance", "str", "that voice's stance"),
        Column("n_body", "int64", "mentions of the label in lead and body"),
        Column("body_voice", "str", "its most frequent voice there; empty when it does not occur"),
        Column("body_stance", "str", "its most frequent stance there"),
        Column("body_speakers", "str", "who says it there, divided by '; '"),
        Column("change", "str", "same, only_headline, attributed_in_body, adopted_in_body or stance_changes"),
    ),
)  # fmt: skip

RIVALS = Table(
    "rivals",
    "one pair of words that name the same thing somewhere: candidates for a codebook",
    (
        Column("label", "str", "the one word"),
        Column("rival", "str", "the other; empty for a word that is only held at a distance"),
        Column("pattern", "str", "where they met: contrast (X und keine Y), or (X oder Y), renaming (X, die Y nennt), distanced (sogenannte X), quoted («X») or slot (near-equal sentences)"),
        Column("n", "int64", "places"),
        Column("n_articles", "int64", "articles"),
        Column("example", "str", "the first place"),
    ),
)  # fmt: skip

SHEET = Table(
    "sheet",
    "one sampled mention to be coded by hand",
    (
        Column("item", "int64", "number on the sheet, in random order"),
        Column("article_id", "str", "the article"),
        Column("start", "int64", "first character of the label"),
        Column("end", "int64", "one past its last character"),
        Column("label", "str", "the label"),
        Column("before", "str", "text before the label"),
        Column("surface", "str", "the label as it stands"),
        Column("after", "str", "text after the label"),
        Column("coded_voice", "str", "to be filled in: outlet, direct or indirect"),
        Column("coded_stance", "str", "to be filled in: asserted, rejected or distanced"),
        Column("note", "str", "to be filled in: what made it hard"),
        Column("stratum", "str", "predicted voice and stance; hide it from the coder"),
        Column("weight", "float64", "how many mentions this one stands for"),
    ),
)

AUDIT = Table(
    "audit",
    "one class of an audit: how right the marks are, and what the shares become",
    (
        Column("measure", "str", "voice or stance"),
        Column("value", "str", "the class"),
        Column("n_coded", "int64", "coded mentions that the coder gave this class"),
        Column("n_predicted", "int64", "coded mentions that the rules gave this class"),
        Column("n_right", "int64", "both"),
        Column("precision", "float64", "weighted share of the predicted that are right"),
        Column("precision_low", "float64", "lower end of its 95 % interval"),
        Column("precision_high", "float64", "upper end"),
        Column("recall", "float64", "weighted share of the coded that were found"),
        Column("recall_low", "float64", "lower end of its 95 % interval"),
        Column("recall_high", "float64", "upper end"),
        Column("f1", "float64", "harmonic mean of both"),
        Column("share", "float64", "share among all mentions as the rules have it"),
        Column("corrected", "float64", "share corrected for the errors found"),
        Column("corrected_low", "float64", "lower end of its 95 % interval"),
        Column("corrected_high", "float64", "upper end"),
    ),
)

SCORES = Table(
    "scores",
    "one score of predictions against hand labels",
    (
        Column(
            "part",
            "str",
            "all, or the part scored: sure (mentions both readers were sure of), a type of the gold, a kind of source",
        ),
        Column(
            "measure",
            "str",
            "voice, stance, joint (both right), speaker; quote, cue, attributed; source",
        ),
        Column(
            "value", "str", "accuracy, macro_f1, precision, recall, f1, or the class whose F1 it is"
        ),
        Column("score", "float64", "from 0 to 1"),
        Column("n", "int64", "labels behind it (predictions for a precision)"),
    ),
)

SOURCE_KINDS = ("medium", "agency", "authority", "document", "social", "credit")

SOURCES = Table(
    "sources",
    "one place where an article names where its words, facts or pictures come from",
    (
        *_SPAN,
        Column("kind", "category", "medium (another outlet), agency, authority (a body: ministry, police, Red Cross), document (report, study), social (network), credit (of a picture)"),
        Column("name", "str", "what the source is called: the outlet's display name, one name for the ministry and its short forms in the article"),
        Column("cue", "str", "the words that make it a source, such as berichtet or laut; empty if none"),
        Column("rule", "category", "the rule that found it"),
        Column("confidence", "float64", "share of the rule's hits that were right on labelled articles, drawn towards a half where there were few"),
        Column("zone", "category", "the block's zone"),
        Column("quotation_id", "str", "the quotation that came through it or that it speaks; empty if there is none"),
        *_META,
    ),
)  # fmt: skip

TRACES = Table(
    "traces",
    "one quotation with the way it took: outlet, the medium that it came through, speaker",
    (
        *_SPAN,
        Column("quotation_id", "str", "the quotation; start and end are those of its first span"),
        Column("medium", "str", "the outlet, agency or network through which the words came; empty if the article says none"),
        Column("medium_kind", "category", "medium, agency or social; empty without one"),
        Column("speaker_name", "str", "who speaks, by one name; empty if nobody is named"),
        Column("anonymous", "bool", "a person whose name the article keeps back"),
        Column("kind", "category", "direct, indirect, reported or free_indirect"),
        Column("cue", "str", "the words that name the medium as a source"),
        Column("rule", "category", "the rule that found the medium; empty without one"),
        Column("confidence", "float64", "the lower of the two: of the quotation and of its medium"),
        *_META,
    ),
)  # fmt: skip

SHARES = Table(
    "shares",
    "one speaker (role, kind, …) in one group, with the words that are theirs",
    (
        Column("speaker_name", "str", "the speaker (the column is named after what was counted); empty if nobody is named"),
        Column("n", "int64", "words of their quotations"),
        Column("total", "int64", "words of all quotations in the group"),
        Column("share", "float64", "n / total"),
        Column("low", "float64", "lower end of the 95 % bootstrap interval of the share, articles drawn anew"),
        Column("high", "float64", "upper end"),
        Column("n_quotations", "int64", "their quotations"),
        Column("n_articles", "int64", "articles with at least one of them"),
        Column("total_articles", "int64", "articles of the group with any quotation"),
        Column("enough", "bool", "the group has enough articles with quotations to be compared"),
    ),
)  # fmt: skip

TABLES = {
    table.name: table
    for table in (
        ARTICLES,
        BLOCKS,
        DROPPED,
        CHECKS,
        PARAGRAPHS,
        SENTENCES,
        TOKENS,
        WORDS,
        KWIC,
        QUOTATIONS,
        CODEBOOK,
        CODEBOOK_CHECKS,
        MENTIONS,
        MENTION_STANCE,
        MENTION_VOICE,
        FRAMES,
        HEADLINE_BODY,
        RIVALS,
        SHEET,
        AUDIT,
        SOURCES,
        TRACES,
        SHARES,
        SCORES,
    )
}
