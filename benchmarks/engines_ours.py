"""What Media Workbench does in each workload: a function sets up, and what it returns is timed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import workbench as wb

from corpus import DICTIONARY_ARTICLES, draw_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[], Any]

CODEBOOK = Path(__file__).parent.parent / "data/codebooks/krieg.toml"
WORDS = 120_000
ZONES = ("headline", "lead", "subhead", "body")


def articles(data: Path) -> pd.DataFrame:
    return pd.read_parquet(data / "articles.parquet")


def count(data: Path) -> Run:
    frame = articles(data)
    return lambda: facts(wb.count_tokens(frame).assign(token=lambda t: t["token"].str.lower()))


def facts(table: pd.DataFrame) -> list[int]:
    """Return words, types and the count of one word: what engines should agree on."""
    return [
        int(table["n"].sum()),
        len(table),
        int(table.loc[table["token"] == "invasion", "n"].sum()),
    ]


def tokens(data: Path) -> Run:
    frame = articles(data)
    return lambda: len(wb.tokenize(frame))


def tokens_count(data: Path) -> Run:
    frame = articles(data)
    return lambda: len(wb.count_words(wb.tokenize(frame), unit="token"))


def total(table: pd.DataFrame, query: str) -> int:
    """Make a hundred lines, and return how many hits there are."""
    hits = wb.kwic(table, query, sample=100)
    return int(hits["n_total"].iloc[0]) if len(hits) else 0


def kwic(data: Path) -> Run:
    table = wb.tokenize(articles(data))

    def run() -> list[int]:
        return [total(table, word) for word in ("Waffengang", "Quastenflosser")]

    return run


def bigrams(data: Path) -> Run:
    table = wb.tokenize(articles(data))
    return lambda: int(wb.count_ngrams(table, n=2, unit="token")["n"].sum())


def collocations(data: Path) -> Run:
    table = wb.tokenize(articles(data))
    options: dict[str, Any] = {"window": 5, "unit": "token", "min_n": 5, "min_articles": 1}
    return lambda: len(wb.score_collocates(table, None, **options))


def keyness(data: Path) -> Run:
    table = wb.tokenize(articles(data))

    def run() -> list[float]:
        found = wb.score_keyness(table, target="Zeitung A", unit="token", min_n=1)
        one = found[found["token"] == "die"]
        return [int(one["n"].iloc[0]), round(float(one["g2"].iloc[0]), 3)]

    return run


def dispersion(data: Path) -> Run:
    table = wb.tokenize(articles(data))

    def run() -> float:
        found = wb.count_words(table, unit="token")
        return round(float(found.loc[found["token"].str.lower() == "die", "dispersion"].iloc[0]), 6)

    return run


def read_parquet(data: Path) -> Run:
    return lambda: len(wb.read_articles(data / "ours.parquet"))


def read_csv(data: Path) -> Run:
    return lambda: len(wb.read_articles(data / "articles.csv"))


def read_jsonl(data: Path) -> Run:
    return lambda: len(wb.read_articles(data / "articles.jsonl"))


def some(data: Path) -> pd.DataFrame:
    """Return 120,000 words: 300 articles of 400."""
    frame = articles(data).head(1_000)
    n_words = frame["text"].str.split().str.len().cumsum()
    return frame[n_words <= WORDS]


def dictionary(data: Path, n: int) -> Run:
    from workbench.matching import codebook_of

    frame = articles(data).head(DICTIONARY_ARTICLES)
    terms = draw_terms(frame["text"].tolist(), n)
    # Compounds would add hits that no peer looks for.
    book = codebook_of(terms).assign(compounds="none")

    def run() -> list[int]:
        found = wb.find_mentions(frame, book)
        return [len(found), int(found["surface"].isin(terms).sum())]

    return run


def dictionary_12(data: Path) -> Run:
    return dictionary(data, 12)


def dictionary_500(data: Path) -> Run:
    return dictionary(data, 500)


def dictionary_10000(data: Path) -> Run:
    return dictionary(data, 10_000)


def attribution(data: Path) -> Run:
    frame = some(data)
    return lambda: len(wb.find_quotations(frame)) + len(wb.find_sources(frame))


def framing(data: Path) -> Run:
    frame = some(data)
    book = wb.read_codebook(CODEBOOK)
    quotations, sources = wb.find_quotations(frame), wb.find_sources(frame)

    def run() -> int:
        mentions = wb.mark_stance(wb.find_mentions(frame, book), frame)
        return len(wb.mark_voice(mentions, quotations, sources))

    return run


class Latency:
    """The queries of a widget, each on the same tokens table."""

    def __init__(self, data: Path) -> None:
        from workbench.index import index_of

        frame = articles(data)
        self.tokens = wb.tokenize(frame)
        self.index = index_of(self.tokens)
        self.frame = frame
        self.one = frame.loc[frame["outlet"] == "Zeitung A", "article_id"]
        self.rest = frame.loc[frame["outlet"] == "Zeitung B", "article_id"]
        self.week = (frame["published"] - pd.Timestamp(0, tz="UTC")).dt.days.to_numpy() // 7
        self.week -= self.week.min()
        sample = frame.head(1_000)
        book = wb.read_codebook(CODEBOOK)
        mentions = wb.mark_stance(wb.find_mentions(sample, book), sample)
        voices = wb.mark_voice(mentions, wb.find_quotations(sample), wb.find_sources(sample))
        self.mentions = pd.concat([voices] * (1 + 20_000 // len(voices)), ignore_index=True)

    def kwic_mid(self) -> int:
        return total(self.tokens, "Waffengang")

    def kwic_rare(self) -> int:
        return total(self.tokens, "Quastenflosser")

    def kwic_phrase(self) -> int:
        return total(self.tokens, "Vorgehen in Tarvonien")

    def frequency_of_a_subset(self) -> int:
        n = self.index.count("lemma", self.one, ZONES)
        top = np.argpartition(n, -100)[-100:]
        return int(n[top].sum())

    def keyness_of_two_subsets(self) -> int:
        from workbench.association import log_likelihood, log_ratio

        n = self.index.count("lemma", self.one, ZONES)
        n_ref = self.index.count("lemma", self.rest, ZONES)
        used = np.flatnonzero(n + n_ref >= 5)  # noqa: PLR2004 (rarer words say nothing)
        n, n_ref, total, total_ref = n[used], n_ref[used], n.sum(), n_ref.sum()
        g2 = log_likelihood(n, total, n + n_ref, total + total_ref)
        return int(np.isfinite(g2 + log_ratio(n, total, n_ref, total_ref)).sum())

    def trends_of_five_terms(self) -> int:
        total = np.bincount(self.week, weights=self.index.sizes(ZONES))
        found = 0.0
        for term in ("krieg", "invasion", "konflikt", "überfall", "regierung"):
            rows = self.index.rows("lemma", self.index.types("lemma", [term], case=False))
            n = np.bincount(self.week[self.index.articles(rows)], minlength=len(total))
            found += float((n / np.maximum(total, 1) * 10_000).sum())
        return int(found)

    def trends_in_full(self) -> int:
        return len(wb.count_trends(self.tokens, ["Krieg", "Invasion"], every="month"))

    def mentions_by_outlet_and_voice(self) -> int:
        return len(pd.crosstab(self.mentions["outlet"], self.mentions["voice"]))


QUERIES = [name for name in vars(Latency) if not name.startswith("_")]
