"""Zones corrected by hand: the articles are composed anew from their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import TableError, check_option
from workbench.layout import Line, compose, digest, lines_of, pack
from workbench.segments import each_page
from workbench.tables import ARTICLES, BLOCKS, ZONES

if TYPE_CHECKING:
    from workbench.layout import Block

_HEADS = ("kicker", "headline", "lead")
_COUNTED = re.compile(r"\w+(?:[-'’]\w+)*")  # as the readers count `n_words`


def mark_zones(articles: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Correct zones by hand, and compose the articles anew from their lines.

    A line that was cut comes back into the text with a text zone (body), and
    one of the text is cut with any other (furniture). Offsets move, so tables
    made before no longer fit; the new `digest` guards against mixing them.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and `layout`.
    corrections
        One correction a row: `article_id`, `line` (as in `split_blocks`), `zone`.

    Returns
    -------
    pandas.DataFrame
        The articles, in the same order, with new `text`, `layout`, `digest`,
        `kicker`, `headline`, `lead` and `n_words` where a correction applies.

    Raises
    ------
    TableError
        If a column is missing, or there is no such article or line.
    OptionError
        If a zone is not known.

    Examples
    --------
    >>> text, blocks = compose([Line("Krieg", "headline", "x", 1), Line("Mehr", "body", "x", 2)])
    >>> page = pd.DataFrame({"article_id": ["a"], "text": [text], "layout": [pack(blocks)]})
    >>> fix = pd.DataFrame({"article_id": ["a"], "line": [2], "zone": ["furniture"]})
    >>> mark_zones(page, fix)["text"].tolist()
    ['Krieg']
    """
    ARTICLES.require(articles, "article_id", "text", function="mark_zones")
    BLOCKS.require(corrections, "article_id", "line", "zone", function="mark_zones")
    wanted = _corrections(corrections, set(articles["article_id"]))
    result = articles.copy()
    if "layout" not in result:
        result["layout"] = [pack(blocks) for _, _, blocks in each_page(articles)]
    changed: dict[str, dict[Any, Any]] = {}
    for index, (article, text, blocks) in zip(result.index, each_page(articles), strict=True):
        if article in wanted:
            for name, value in _recompose(article, text, blocks, wanted[article]).items():
                changed.setdefault(name, {})[index] = value
    for name, values in changed.items():
        if name in result or name == "digest":
            old = result.get(name, pd.Series("", index=result.index))
            result[name] = [values.get(i, v) for i, v in old.items()]
    return result


def _corrections(corrections: pd.DataFrame, known: set[Any]) -> dict[Any, dict[int, str]]:
    """Return the wanted zone by article and line."""
    wanted: dict[Any, dict[int, str]] = {}
    for article, line, zone in corrections[["article_id", "line", "zone"]].itertuples(index=False):
        check_option("zone", zone, ZONES)
        if article not in known:
            raise TableError(f"mark_zones: no article has the article_id {article!r}.")
        wanted.setdefault(article, {})[int(line)] = zone
    return wanted


def _recompose(
    article: object, text: str, blocks: list[Block], wanted: dict[int, str]
) -> dict[str, Any]:
    """Return the changed columns of one article."""
    lines = lines_of(text, blocks)
    unknown = sorted(set(wanted) - {line.number for line in lines})
    if unknown:
        raise TableError(
            f"mark_zones: the article {article!r} has no line {unknown[0]}. "
            "split_blocks(articles) lists the lines and their numbers."
        )
    lines = [
        Line(x.text, wanted[x.number], "corrected", x.number) if x.number in wanted else x
        for x in lines
    ]
    text, blocks = compose(lines)
    heads = {zone: " ".join(x.text for x in lines if x.zone == zone) or None for zone in _HEADS}
    n_words = sum(len(_COUNTED.findall(x.text)) for x in lines if x.zone == "body")
    new = {"text": text, "layout": pack(blocks), "digest": digest(text), "n_words": n_words}
    return heads | new
