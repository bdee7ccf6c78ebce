"""How often the 95 % interval of a rate holds the true rate, by the number of articles.

Poisson alone, the bootstrap over articles alone, and the wider of both, which
`workbench.intervals.rate_interval` gives. Run: ``python benchmarks/interval_coverage.py``
"""

from __future__ import annotations

import numpy as np
from workbench.intervals import bootstrap_interval, poisson_interval

PERIODS, DRAWS = 400, 400


def coverage(
    articles: int, rate: float, burst: float, random: np.random.Generator
) -> dict[str, float]:
    """Simulate periods whose true rate is known; `burst` is the variance of articles' own rates."""
    hits = dict.fromkeys(("poisson", "bootstrap", "wider"), 0)
    for _ in range(PERIODS):
        sizes = random.lognormal(np.log(350), 0.5, articles).astype(int) + 50
        mean = rate / 10_000 * sizes
        own = random.gamma(1 / burst, burst, articles) if burst else 1
        counts = random.poisson(mean * own)[:, None]
        exact = [float(end[0]) / sizes.sum() for end in poisson_interval(counts.sum(axis=0))]
        drawn = [float(end[0]) for end in bootstrap_interval(counts, sizes, draws=DRAWS)]
        wider = [min(exact[0], drawn[0]), max(exact[1], drawn[1])]
        for name, (low, high) in zip(hits, (exact, drawn, wider), strict=True):
            hits[name] += low <= rate / 10_000 <= high
    return {name: n / PERIODS for name, n in hits.items()}


if __name__ == "__main__":
    random = np.random.default_rng(1)
    for burst, words in ((0, "one by one"), (3, "in clusters")):
        for rate in (5, 40):
            for articles in (2, 10, 100):
                found = coverage(articles, rate, burst, random)
                shown = "  ".join(f"{name} {share:.2f}" for name, share in found.items())
                print(f"{words:12} {rate:3} per 10 000  {articles:4} articles: {shown}")
