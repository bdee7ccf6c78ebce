"""Tokenise and count: our tables beside scikit-learn, re + Counter and NLTK.

    python benchmarks/bench_count.py ../shared/data/gnad/articles.csv --times 1 20

Every engine runs in its own process; engines take turns in each round, and the
minimum of the rounds is kept. Work differs: `tokens` also gives offsets, lemmas,
zones and sentences, and `tokens_count` counts them with Gries' DP. The first
row holds what the process needed from its first call on (dictionaries loaded).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

ENGINES = ("tokens_count", "tokens", "sklearn", "re_counter", "nltk_words")


def read(path: str, times: int) -> pd.DataFrame:
    frame = pd.read_csv(path)
    frame = pd.concat([frame] * times, ignore_index=True)
    return frame.assign(article_id=[f"a{i}" for i in range(len(frame))], language="de")


def tokens_count(frame: pd.DataFrame) -> int:
    from workbench.frequency import count_words
    from workbench.tokens import tokenize

    table = count_words(tokenize(frame), by=None)
    return int(table["n"].sum())


def tokens(frame: pd.DataFrame) -> int:
    from workbench.tokens import tokenize

    return int(tokenize(frame)["is_word"].sum())


def sklearn(frame: pd.DataFrame) -> int:
    from sklearn.feature_extraction.text import CountVectorizer

    pattern = r"\w+(?:[-'’]\w+)*"
    counts = CountVectorizer(token_pattern=pattern).fit_transform(frame["text"])
    return int(counts.sum())


def re_counter(frame: pd.DataFrame) -> int:
    import re
    from collections import Counter

    word = re.compile(r"\w+(?:[-'’]\w+)*")
    counts: Counter[str] = Counter()
    for text in frame["text"]:
        counts.update(word.findall(text.lower()))
    return counts.total()


def nltk_words(frame: pd.DataFrame) -> int:
    from nltk.tokenize import word_tokenize

    return sum(len(word_tokenize(text, preserve_line=True)) for text in frame["text"])


def measure(engine: str, path: str, times: int, repeats: int) -> dict[str, float]:
    """Run one engine in this process; the first run and the best of the rest."""
    frame = read(path, times)
    run: Callable[[pd.DataFrame], int] = globals()[engine]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = []
    words = 0
    for _ in range(repeats):
        begin = time.perf_counter()
        words = run(frame)
        seconds.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "first": seconds[0],
        "warm": min(seconds[1:] or seconds),
        "peak_mb": peak / 1024,
        "added_mb": (peak - before) / 1024,
        "words": words,
    }


def in_process(engine: str, path: str, times: int, repeats: int) -> dict[str, float]:
    command = [sys.executable, __file__, path, "--times", str(times)]
    command += ["--engine", engine, "--repeats", str(repeats)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def compare(path: str, times: int, rounds: int, engines: list[str]) -> pd.DataFrame:
    found: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            repeats = 1 if engine == "nltk_words" and times > 1 else 3
            found[engine].append(in_process(engine, path, times, repeats))
    table = pd.DataFrame({e: pd.DataFrame(runs).min() for e, runs in found.items()}).T
    table["Mwords/s"] = table["words"] / table["warm"] / 1e6
    table["ratio"] = table["warm"] / table.loc[engines[0], "warm"]
    return table.round(
        {"first": 2, "warm": 3, "peak_mb": 0, "added_mb": 0, "Mwords/s": 2, "ratio": 2}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", help="CSV with a column `text`")
    parser.add_argument("--times", type=int, nargs="+", default=[1])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(measure(options.engine, options.path, options.times[0], options.repeats)))
        return
    results = {}
    for times in options.times:
        table = compare(options.path, times, options.rounds, list(ENGINES))
        print(f"\n{len(read(options.path, times)):,} articles\n{table.to_string()}")
        results[times] = table.reset_index(names="engine").to_dict("records")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
