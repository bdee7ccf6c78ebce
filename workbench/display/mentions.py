"""Mentions of labels, each in its sentence: who speaks, how, and by which rule we say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from workbench.display.cells import Shown, shown_columns
from workbench.display.views import View, on_days, view_of
from workbench.labels import label, number
from workbench.tables import ARTICLES, MENTIONS, same_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_RULES = ("voice_rule", "stance_rule")
_MARKS = ("voice", "speaker", "stance", "trigger")
_SHOWN = ("outlet", *_MARKS, "rule", "label", "zone", "published", "article_id")


class _Part(NamedTuple):
    """A stretch of the article that is set apart: its place, element and CSS class."""

    start: int
    end: int
    tag: str
    css: str


def show_mentions(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    lang: str = "de",
    max_rows: int = 50,
    tz: str = "Europe/Zurich",
) -> View:
    """Show mentions in their sentences, with voice, speaker, stance and the rules that decided.

    Parameters
    ----------
    mentions
        A mentions table; with `voice` and `stance` once they are marked.
    articles
        The articles that it was made from.
    lang
        Language of the view.
    max_rows
        Rows to show; the view says how many there are.
    tz
        Time zone of the dates.

    Returns
    -------
    View
        One row a mention. In the sentence the label is bold, the speaker underlined, and the
        words that decided the stance are dashed.

    Raises
    ------
    TableError
        If a column is missing, or the texts have changed.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Es ist kein Krieg."]})
    >>> mentions = pd.DataFrame({
    ...     "article_id": ["a"], "start": [12], "end": [17], "sentence": ["Es ist kein Krieg."],
    ...     "sentence_start": [0], "label": ["Krieg"], "stance": ["rejected"], "trigger": ["kein"],
    ... })
    >>> show_mentions(mentions, articles, lang="en")
    Es ist kein [Krieg]. | Krieg | rejected | kein
    1 of 1 places shown
    """
    needed = ("article_id", "start", "end", "sentence_start", "sentence")
    MENTIONS.require(mentions, *needed, function="show_mentions")
    ARTICLES.require(articles, "article_id", "text", function="show_mentions")
    same_text(mentions, articles, "show_mentions")
    head = mentions.head(max_rows)
    texts = dict(zip(articles["article_id"].astype(str), articles["text"], strict=True))
    rows: list[dict[str, Any]] = [
        dict(zip(head.columns, row, strict=True)) for row in head.itertuples(index=False)
    ]
    marked = [_sentence(row, texts.get(str(row["article_id"]), "")) for row in rows]
    more = _more(head, lang, tz)
    shown = number(len(head), lang)
    note = label("mentions_shown", lang, shown=shown, total=number(len(mentions), lang))
    columns = [Shown("sentence", label("column_sentence", lang), list(marked), "wb-sentence")]
    columns += shown_columns(more, lang, max_rows)
    view = view_of(columns, None, f"{note} · {label('mentions_marks', lang)}", lang, "wb-mentions")
    return View(view.html, "\n".join([*_lines(rows, more), note]))


def _sentence(row: dict[str, Any], text: str) -> Markup:
    """Write the sentence, escaped, with label, speaker and trigger set apart."""
    begin, words = int(row["sentence_start"]), str(row["sentence"])
    end = begin + len(words)
    source = text[begin:end] if text else words
    parts: list[Markup] = []
    at = begin
    for part in _parts(row, begin, end):
        if part.start < at:
            continue  # inside one that is set apart already
        parts.append(Markup("{}").format(source[at - begin : part.start - begin]))
        inner = source[part.start - begin : part.end - begin]
        parts.append(_set_apart(part, inner))
        at = part.end
    return Markup("").join([*parts, Markup("{}").format(source[at - begin :])])


def _set_apart(part: _Part, words: str) -> Markup:
    if part.tag == "strong":
        return Markup("<strong>{}</strong>").format(words)
    return Markup('<span class="{}">{}</span>').format(part.css, words)


def _parts(row: dict[str, Any], begin: int, end: int) -> Iterator[_Part]:
    """Yield what is set apart in the sentence, in its order; the label before all others."""
    node = _Part(int(row["start"]), int(row["end"]), "strong", "")
    places = [("speaker", "span", "wb-speaker"), ("trigger", "span", "wb-trigger")]
    found = [node]
    for name, tag, css in places:
        start, stop = row.get(f"{name}_start", -1), row.get(f"{name}_end", -1)
        inside = begin <= start < stop <= end
        if inside and not any(start < other.end and other.start < stop for other in found):
            found.append(_Part(int(start), int(stop), tag, css))
    yield from sorted(found)


def _more(head: pd.DataFrame, lang: str, tz: str) -> pd.DataFrame:
    """Return the columns beside the sentence."""
    frame = head.copy()
    there = [name for name in _RULES if name in frame]
    if there:
        rules = [[str(r) for r in row if r] for row in zip(*(frame[n] for n in there), strict=True)]
        frame["rule"] = [" · ".join(row) or label("no_rule", lang) for row in rules]
    kept = [name for name in _SHOWN if name in frame and (name in _MARKS or _told(frame[name]))]
    return on_days(frame[kept].reset_index(drop=True), tz)


def _told(column: pd.Series[Any]) -> bool:
    """Whether a column holds anything."""
    return bool((column.astype("object").fillna("").astype(str) != "").any())


def _lines(rows: list[dict[str, Any]], more: pd.DataFrame) -> Iterator[str]:
    """Yield the rows as plain text."""
    kept = [name for name in ("label", *_MARKS) if name in more]
    for row, (_, beside) in zip(rows, more.iterrows(), strict=True):
        begin, words = int(row["sentence_start"]), str(row["sentence"])
        start, end = int(row["start"]) - begin, int(row["end"]) - begin
        sentence = f"{words[:start]}[{words[start:end]}]{words[end:]}"
        yield " | ".join([sentence, *(str(beside[name]) for name in kept if beside[name])])
