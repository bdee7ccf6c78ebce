"""Make a news-like corpus of any size: sentences of a small one, recombined, with new compounds.

    python benchmarks/corpus.py 10000 articles.parquet [--seed-corpus FOLDER_OR_TABLE]

An article is a chain of runs of one to four real sentences, three to a paragraph. Half of the rarer
words (a third of all) give way to compounds and numbers that are drawn anew, so that the vocabulary
grows with the corpus, as it does in news. Two articles in a hundred carry a sentence about one war
under one of its names, and one in 20,000 a rare word.

What it cannot be: sentences repeat, so caches, compression and word pairs look better than they
would on real news of that size.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

SAMPLE = Path(__file__).parent.parent / "data/articles"
RARE = 0.35  # of the running words of the seed are called rare
DICTIONARY_ARTICLES = 2_000  # in which the terms of a dictionary are looked for
WORDS = 360  # words of a middling article
OUTLETS = [f"Zeitung {letter}" for letter in "ABCDEFGHIJKL"]
SECTIONS = ["Inland", "Ausland", "Wirtschaft", "Sport", "Kultur", "Panorama"]
FRAMES = [
    "Waffengang",
    "Krieg",
    "Invasion",
    "Spezial-Operation",
    "Angriffskrieg",
    "Konflikt",
    "Überfall",
]
FRAME = "Der Sprecher nannte das Vorgehen in Tarvonien am Abend erneut «{}», hiess es in {}."
# «Waffengang» stands in none of the seeds: a middling word, as «Quastenflosser» is a rare one.
RARE_TERM = "Der Quastenflosser blieb ein Rätsel."
_WORD = re.compile(r"[^\W_][\w-]*")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,11}")
_TERM = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,24}")


def read_seed(source: Path) -> list[list[str]]:
    """Return the sentences of each article of the seed."""
    from workbench.corpus import read_articles
    from workbench.segments import split_sentences

    articles = read_articles(source)
    articles = articles[articles["language"] == "de"]
    sentences = split_sentences(articles)
    inner = sentences["zone"].isin(["body", "lead"]) & ~sentences["text"].str.contains("%|\n")
    found = sentences[inner].groupby("article_id", observed=True, sort=False)["text"].agg(list)
    return found.tolist()


class Maker:
    """Draws words, sentences and articles from a seed."""

    def __init__(self, seed: list[list[str]], random: np.random.Generator) -> None:
        self.random = random
        counts = Counter(w for article in seed for s in article for w in _WORD.findall(s))
        falling = counts.most_common()
        covered = np.cumsum([n for _, n in falling]) / counts.total()
        self.common = {
            w for (w, _), share in zip(falling, covered, strict=True) if share < 1 - RARE
        }
        self.nouns = np.array(sorted(w for w in counts if _NOUN.fullmatch(w)), dtype=object)
        random.shuffle(self.nouns)
        self.sentences = [s for article in seed for s in article]
        self.variants = [self._slotted(s) for s in self.sentences for _ in range(4)]
        self.length = np.array([len(_WORD.findall(v.replace("%s", "x"))) for v in self.variants])
        self.slots = np.array([v.count("%s") for v in self.variants])

    def _slotted(self, sentence: str) -> str:
        """Open a slot for half of the rarer words."""
        flip = iter(self.random.random(len(sentence)) < 0.5)  # noqa: PLR2004
        return _WORD.sub(
            lambda m: "%s" if m[0] not in self.common and next(flip) else m[0], sentence
        )

    def words(self, n: int) -> list[str]:
        """Draw compounds (with ever rarer parts) and a few numbers."""
        many = len(self.nouns)
        parts = np.minimum((many ** self.random.random((2, n)) - 1).astype(int), many - 1)
        first, second = self.nouns[parts[0]], self.nouns[parts[1]]
        kind = self.random.random(n)
        numbers = self.random.integers(1, 10_000, n)
        return [
            f"{a}{b.lower()}" if k < 0.45 else a if k < 0.9 else str(i)  # noqa: PLR2004
            for a, b, k, i in zip(first, second, kind.tolist(), numbers.tolist(), strict=True)
        ]

    def texts(self, n: int) -> list[str]:
        """Draw the texts of `n` articles."""
        wanted = np.maximum(self.random.lognormal(np.log(WORDS) - 0.18, 0.6, n), 40)
        mean = self.length.mean()
        runs = int(wanted.sum() / mean / 2.5 * 1.2) + 10
        begin = self.random.integers(0, len(self.sentences), runs)
        size = self.random.integers(1, 5, runs)
        flat = (
            np.repeat(begin, size) + np.arange(size.sum()) - np.repeat(size.cumsum() - size, size)
        )
        flat = flat % len(self.sentences) * 4 + self.random.integers(0, 4, len(flat))
        place = np.searchsorted(self.length[flat].cumsum(), np.cumsum(wanted))
        fill = iter(self.words(int(self.slots[flat].sum())))
        slots, variants = self.slots.tolist(), self.variants
        done = [variants[at] % tuple(next(fill) for _ in range(slots[at])) for at in flat.tolist()]
        texts = []
        for a, b in zip([0, *place[:-1].tolist()], place.tolist(), strict=True):
            lines = [" ".join(done[i : min(i + 3, b)]) for i in range(a, b, 3)]
            texts.append("\n\n".join(lines))
        return texts

    def articles(self, n: int) -> pd.DataFrame:
        """Draw `n` articles of two years and twelve outlets."""
        texts = [t for begin in range(0, n, 5_000) for t in self.texts(min(5_000, n - begin))]
        framed = np.flatnonzero(self.random.random(n) < 0.02)  # noqa: PLR2004
        weights = 1 / np.arange(1, len(FRAMES) + 1)
        names = self.random.choice(FRAMES, len(framed), p=weights / weights.sum())
        for at, name in zip(framed.tolist(), names.tolist(), strict=True):
            texts[at] += f"\n\n{FRAME.format(name, OUTLETS[at % len(OUTLETS)])}"
        for at in self.random.integers(0, n, max(n // 20_000, 1)).tolist():
            texts[at] += f"\n\n{RARE_TERM}"
        hours = self.random.integers(0, 2 * 365 * 24, n)
        return pd.DataFrame(
            {
                "article_id": [f"a{i:07d}" for i in range(n)],
                "outlet": self.random.choice(OUTLETS, n),
                "section": self.random.choice(SECTIONS, n),
                "published": pd.Timestamp("2022-01-01", tz="UTC") + pd.to_timedelta(hours, "h"),
                "language": "de",
                "text": pd.Series(texts, dtype="str"),
            }
        )


def make(n: int, path: Path, seed_corpus: Path = SAMPLE) -> None:
    maker = Maker(read_seed(seed_corpus), np.random.default_rng(20220409))
    path.parent.mkdir(parents=True, exist_ok=True)
    maker.articles(n).to_parquet(path, index=False, compression="zstd")


def draw_terms(texts: list[str], n: int) -> list[str]:
    """Draw nouns for a dictionary from the 20,000 most frequent, frequent and rare ones alike."""
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    nouns = [w for w in counts if _TERM.fullmatch(w) and w.lower() not in counts]
    falling = sorted(nouns, key=lambda word: (-counts[word], word))[:20_000]
    step = max(len(falling) // n, 1)
    return falling[step // 2 :: step][:n]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed-corpus", type=Path, default=SAMPLE)
    options = parser.parse_args()
    make(options.n, options.path, options.seed_corpus)


if __name__ == "__main__":
    main()
