"""Pack tables and articles for a page: by column, each category's values once, each text once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import TableError
from workbench.segments import blocks_of, texts_of
from workbench.tables import ARTICLES, same_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.layout import Block


_CONTEXT = 90  # characters on each side of a hit or quotation


def pack_table(
    frame: pd.DataFrame, *, values: Iterable[str] = (), numbers: Iterable[str] = ()
) -> dict[str, Any]:
    """Pack columns of words (`values`) and whole numbers (`numbers`), those that are there.

    A missing word becomes ``""``, a missing number -1.

    Examples
    --------
    >>> frame = pd.DataFrame({"outlet": ["Blick", None, "Blick"], "start": [4, 0, 9]})
    >>> packed = pack_table(frame, values=["outlet"], numbers=["start"])
    >>> packed["columns"]["outlet"]
    {'values': ['', 'Blick'], 'codes': [1, 0, 1]}
    """
    columns: dict[str, Any] = {}
    for name in values:
        if name in frame:
            codes, found = pd.factorize(as_words(frame[name]), sort=True)
            columns[name] = {"values": [str(v) for v in found], "codes": codes.tolist()}
    for name in numbers:
        if name in frame:
            whole = pd.to_numeric(frame[name], errors="coerce").fillna(-1)
            columns[name] = {"numbers": whole.astype("int64").tolist()}
    return {"n": len(frame), "columns": columns}


def as_words(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column as strings; what is missing is empty."""
    words = column.astype("object")
    return words.where(words.notna(), "").astype(str)


def days_of(published: pd.Series[Any], tz: str) -> pd.Series[Any]:
    """Return days such as ``2022-04-09`` as they were in the time zone; empty where unknown."""
    times = pd.to_datetime(published.astype("object"), utc=True).dt.tz_convert(tz)
    return times.dt.strftime("%Y-%m-%d").fillna("").astype("object")


def pack_articles(articles: pd.DataFrame, *, tz: str = "Europe/Zurich") -> dict[str, Any]:
    """Pack articles with the zones of their lines and the lines that were cut.

    Returns
    -------
    dict
        ``items``: `id`, `outlet`, `headline`, `day`, `text`, `blocks` (zone, start, end) and
        `cut` (block before which it stood, number of the line in ``lines``); ``lines``: zone,
        words and rule of cut lines, each once.
    """
    ARTICLES.require(articles, "article_id", "text", function="pack_articles")
    texts = texts_of(articles)
    heads = {n: _words(articles, n) for n in ("article_id", "outlet", "headline")}
    known = "published" in articles
    days = list(days_of(articles["published"], tz)) if known else [""] * len(articles)
    lines: dict[tuple[str, str, str], int] = {}
    items = [
        {"id": article, "outlet": outlet, "headline": headline, "day": day, "text": text}
        | _pack_blocks(blocks, lines)
        for article, outlet, headline, day, text, blocks in zip(
            *heads.values(), days, texts, blocks_of(articles, texts), strict=True
        )
    ]
    return {"items": items, "lines": [list(line) for line in lines]}


def _words(articles: pd.DataFrame, name: str) -> list[str]:
    return list(as_words(articles[name])) if name in articles else [""] * len(articles)


def _pack_blocks(
    blocks: Iterable[Block], lines: dict[tuple[str, str, str], int]
) -> dict[str, list[Any]]:
    kept: list[Any] = []
    cut: list[Any] = []
    for block in blocks:
        if block.cut is None:
            kept.append([block.zone, block.start, block.end])
        else:
            line = (block.zone, block.cut, block.rule)
            cut.append([len(kept), lines.setdefault(line, len(lines))])
    return {"blocks": kept, "cut": cut}


def articles_of(spans: pd.DataFrame, articles: pd.DataFrame, function: str) -> pd.DataFrame:
    """Return the articles that `spans` stand in; raise `TableError` if one is lacking."""
    ARTICLES.require(articles, "article_id", "text", function=function)
    same_text(spans, articles, function)
    known = as_words(articles["article_id"])
    wanted = set(as_words(spans["article_id"]))
    lacking = sorted(wanted - set(known))
    if lacking:
        raise TableError(
            f"{function}: {len(lacking)} article(s) of the table are not among the articles "
            f"(first: {lacking[0]}). Pass the articles that the table was made from."
        )
    return articles[known.isin(wanted) & ~known.duplicated()]


def around(spans: pd.DataFrame, articles: pd.DataFrame, function: str) -> pd.DataFrame:
    r"""Add the passage round each span, `from` and `to`: words of the same line on both sides.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Titel\n\nEs ist Krieg."]})
    >>> span = pd.DataFrame({"article_id": ["a"], "start": [14], "end": [19]})
    >>> around(span, articles, "x")[["from", "to"]].values.tolist()
    [[7, 20]]
    """
    here = articles_of(spans, articles, function)
    texts = dict(zip(as_words(here["article_id"]), texts_of(here), strict=True))
    places = zip(as_words(spans["article_id"]), spans["start"], spans["end"], strict=True)
    ends = [_passage(texts[article], int(start), int(end)) for article, start, end in places]
    return spans.assign(**{"from": [start for start, _ in ends], "to": [end for _, end in ends]})


def _passage(text: str, start: int, end: int) -> tuple[int, int]:
    """Go out to a blank about `_CONTEXT` characters away, but not beyond the line."""
    left = text.rfind("\n", 0, start) + 1
    line = text.find("\n", end)
    right = line if line >= 0 else len(text)
    if start - _CONTEXT > left:
        blank = text.find(" ", start - _CONTEXT, start)
        left = blank + 1 if blank >= 0 else start
    if end + _CONTEXT < right:
        blank = text.rfind(" ", end, end + _CONTEXT)
        right = blank if blank >= 0 else end
    return left, right
