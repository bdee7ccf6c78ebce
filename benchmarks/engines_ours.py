"""What Media Workbench does in each workload: a function sets up, and what it returns is timed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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


TERMS = ("Krieg", "Invasion", "Konflikt", "Überfall", "Regierung")


class Latency:
    """What a user or widget asks of one tokens table: the public functions, as they are called."""

    def __init__(self, data: Path) -> None:
        frame = articles(data)
        self.tokens = wb.tokenize(frame)
        self.outlet = frame[frame["outlet"] == "Zeitung A"]
        self.half = frame[frame["published"] < frame["published"].median()]
        self.widget: Any = None
        sample = frame.head(1_000)
        book = wb.read_codebook(CODEBOOK)
        mentions = wb.mark_stance(wb.find_mentions(sample, book), sample)
        voices = wb.mark_voice(mentions, wb.find_quotations(sample), wb.find_sources(sample))
        self.mentions = pd.concat([voices] * (1 + 20_000 // len(voices)), ignore_index=True)
        self.browser = wb.browse_mentions(self.mentions, sample)

    def kwic_mid(self) -> int:
        return total(self.tokens, "Waffengang")

    def kwic_rare(self) -> int:
        return total(self.tokens, "Quastenflosser")

    def kwic_phrase(self) -> int:
        return total(self.tokens, "Vorgehen in Tarvonien")

    def words_of_an_outlet(self) -> int:
        return self._words(self.outlet)

    def words_of_half(self) -> int:
        return self._words(self.half)

    def _words(self, some: pd.DataFrame) -> int:
        found = wb.count_words(self.tokens, articles=some, dispersion=False, top=100)
        return int(found["n"].sum())

    def keyness_of_two_outlets(self) -> int:
        sides = {"target": "Zeitung A", "reference": "Zeitung B"}
        return len(wb.score_keyness(self.tokens, **sides, top=100))

    def keyness_in_half(self) -> int:
        sides = {"target": "Zeitung A", "reference": "Zeitung B"}
        return len(wb.score_keyness(self.tokens, articles=self.half, **sides, top=100))

    def keyness_against_the_rest(self) -> int:
        return len(wb.score_keyness(self.tokens, target="Zeitung A", top=100))

    def trends_by_week(self) -> int:
        return len(wb.count_trends(self.tokens, TERMS))

    def trends_by_month(self) -> int:
        return len(wb.count_trends(self.tokens, TERMS, every="month"))

    def browse_words_update(self) -> int:
        """Choose another outlet in the widget: it counts, and draws the figure."""
        if self.widget is None:
            self.widget = wb.browse_words(self.tokens)
        outlets = self.widget.children[0]
        outlets.value = ("Zeitung B",) if outlets.value == ("Zeitung A",) else ("Zeitung A",)
        return len(outlets.value)

    def mentions_by_outlet_and_voice(self) -> int:
        return len(pd.crosstab(self.mentions["outlet"], self.mentions["voice"]))

    def frames_by_outlet_and_voice(self) -> int:
        return len(wb.count_frames(self.mentions, by=["outlet", "voice"]))

    def browse_mentions_filtered(self) -> int:
        """Filter 20,000 mentions, as a click does, and return what is left."""
        self.browser.filters = {}
        self.browser.filters = {"outlet": ["Zeitung A"], "own": True}
        return len(self.browser.selected)


QUERIES = [name for name in vars(Latency) if not name.startswith("_")]
