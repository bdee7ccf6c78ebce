"""Which rows may become a closed question, with one right answer and no *but*.

A quotation or source by its confidence. A mention where voice and stance rest on rules
that were right on hand-labelled articles: inside a sure quotation, or in plain narration of one
label without marks, reported words or talk about words. The words and rules are rows of
``resources/lesson/sure.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.bundled import bundled_toml
from workbench.lexicons import base_language

if TYPE_CHECKING:
    import pandas as pd

_KINDS = ("direct", "indirect")
_MARKS = re.compile(r"[«»„“”\"‹›‚‘]")
_WORD = re.compile(r"\w+")
_SHORTEST = 6  # words of a sentence that narrates
_SIDE_ZONES = ("caption", "credit", "media_title", "media_caption")


@cache
def _rules() -> dict[str, Any]:
    return bundled_toml("lesson/sure.toml")


def mark_sure_quotations(quotations: pd.DataFrame) -> pd.DataFrame:
    """Add `sure`: words and speaker both may be asked for."""
    sure = quotations["confidence"] >= _rules()["quotation"]
    return quotations.assign(sure=sure & quotations["kind"].astype(str).isin(_KINDS))


def mark_sure_sources(sources: pd.DataFrame) -> pd.DataFrame:
    """Add `sure`: the source and its kind may be asked for."""
    return sources.assign(sure=sources["confidence"] >= _rules()["source"])


def mark_sure_mentions(mentions: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Add `sure`: voice and stance both may be asked for."""
    said = _telling(quotations)
    spans = _spans(quotations)
    unfit = _about_words(mentions, quotations)
    sentence = mentions["article_id"].astype(str) + ":" + mentions["sentence_start"].astype(str)
    crowd = sentence.map(sentence.value_counts())
    rows = mentions.assign(crowd=crowd).to_dict(orient="records")
    return mentions.assign(sure=[_is_sure(row, said, spans, unfit) for row in rows])


def _telling(quotations: pd.DataFrame) -> dict[str, set[str]]:
    """Return the quotations whose voice is sure: reported ones, and any words between marks."""
    kind = quotations["kind"].astype(str)
    marked = (kind == "direct") & (quotations["confidence"] >= _rules()["marked"])
    reported = mark_sure_quotations(quotations)["sure"] & (kind == "indirect")
    ids = quotations["quotation_id"].astype(str)
    return {"direct": set(ids[marked]), "indirect": set(ids[reported])}


def _spans(quotations: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    columns = (quotations["article_id"].astype(str), quotations["start"], quotations["end"])
    for article, start, end in zip(*columns, strict=True):
        found.setdefault(article, []).append((int(start), int(end)))
    return found


def _about_words(mentions: pd.DataFrame, quotations: pd.DataFrame) -> set[str]:
    """Return the articles where the outlet's own word can't be told: interviews, talk of words."""
    talked = mentions["stance_rule"].isin(["word_as_word", "what_they_call"])
    asked = quotations["rule"].astype(str) == "interview_turn"
    ids = [*mentions.loc[talked, "article_id"], *quotations.loc[asked, "article_id"]]
    return {str(article) for article in ids}


def _is_sure(
    row: dict[Any, Any],
    said: dict[str, set[str]],
    spans: dict[str, list[tuple[int, int]]],
    unfit: set[str],
) -> bool:
    article = str(row["article_id"])
    stance, rule = str(row["stance"]), str(row["stance_rule"])
    if stance != "asserted" and rule not in _rules()[stance]:
        return False
    voice = str(row["voice"])
    if voice != "outlet":
        inside = str(row["quotation_id"]) in said[voice] and row["voice_rule"] != "interview_turn"
        return inside and row["quoted"] != "term"
    plain = stance == "asserted" and not row["quoted"] and not row["voice_rule"]
    return plain and article not in unfit and _narrates(row, spans.get(article, []))


def _narrates(row: dict[Any, Any], spans: list[tuple[int, int]]) -> bool:
    """Whether the sentence tells in the outlet's own words, with no label beside this one."""
    words = str(row["sentence"])
    begin = int(row["sentence_start"])
    end = begin + len(words)
    tokens = [token.casefold() for token in _WORD.findall(words)]
    doubts = _rules()["doubt"].get(base_language(row["language"]), [])
    return (
        row["crowd"] == 1
        and str(row["zone"]) not in _SIDE_ZONES
        and len(tokens) >= _SHORTEST
        and not _MARKS.search(words)
        and not any(start < end and begin < stop for start, stop in spans)
        and not set(tokens) & set(doubts)
    )
