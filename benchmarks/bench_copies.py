"""Copies among many articles: seconds of processor time, memory, recall.

    python benchmarks/bench_copies.py ../shared/data/gnad/articles.csv --articles 50000

Articles are made from real ones: three words in five are replaced by words drawn from all texts,
so that word frequencies stay and the articles are no copies of one another; every tenth is then
a planted copy.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

import pandas as pd
from workbench.copies.find import find_copies

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from helpers.planted import plant, score

REPLACED = 0.6


def made(texts: list[str], n: int) -> list[str]:
    """Make articles that read like news to a counter of words."""
    drawn = random.Random(0)  # noqa: S311 (draws, not secrets)
    pool = " ".join(texts).split()
    originals = [text.split() for text in texts]
    found = []
    for i in range(n):
        words = originals[i % len(originals)]
        swapped = iter(drawn.choices(pool, k=len(words)))
        found.append(" ".join(next(swapped) if drawn.random() < REPLACED else w for w in words))
    return found


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--articles", type=int, default=50_000)
    options = parser.parse_args()
    texts = pd.read_csv(options.path)["text"].tolist()
    n_copies = options.articles // 10
    articles, pairs = plant(made(texts, options.articles - n_copies), n_copies)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    copies = find_copies(articles)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    recall, precision, _, _ = score(copies, pairs)
    n_words = articles["text"].str.count(" ").sum()
    print(
        f"{len(articles)} articles, {n_words / 1e6:.1f} million words: "
        f"{cpu:.1f} s CPU, {wall:.1f} s wall, "
        f"peak {peak / 1024:.0f} MB ({before / 1024:.0f} MB before), {len(copies)} pairs, "
        f"recall {recall:.4f}, precision {precision:.4f}"
    )


if __name__ == "__main__":
    main()
