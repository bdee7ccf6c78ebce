"""Media Workbench beside its peers: every engine in a process of its own, in turns.

    make bench                         (10,000 and 100,000 articles, under ten minutes)
    make bench BENCH="--size 2000 --large 10000 --rounds 1"

Prints one table a workload and writes ``benchmarks/last.json``, from which
``benchmarks/page.py`` makes ``docs/performance.md``. A ratio says how many times
longer a peer takes; `warm` is the shortest of the calls after the first one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from corpus import DICTIONARY_ARTICLES, SAMPLE, make

HERE = Path(__file__).parent
LAST = HERE / "last.json"
PER_SECOND = ("attribution", "framing")
ARTICLES = 300  # of 400 words, which `engines_ours.some` gives
OURS = "Media Workbench"


@dataclass(frozen=True)
class Peer:
    """An engine beside ours: its name, its function, and how many times faster we want to be."""

    name: str
    engine: str
    bar: float = 0
    repeats: int = 2


@dataclass(frozen=True)
class Workload:
    """What is measured: our engine and its peers, on the small or the large corpus."""

    title: str
    engine: str
    peers: tuple[Peer, ...] = ()
    large: bool = False
    repeats: int = 3
    rounds: int = 2
    equal: str = ""
    articles: int = 0  # where the first ones of the corpus will do


WORKLOADS = (
    Workload(
        "count: text column to lower-cased frequency table",
        "count",
        (
            Peer("re + Counter", "count_re_counter", 3),
            Peer("scikit-learn CountVectorizer", "count_sklearn", 8, 1),
            Peer("polars streaming", "count_polars"),
        ),
        equal="words: ours keep 3,5 and bzw. whole and count no web addresses",
    ),
    Workload(
        "count, large",
        "count",
        (
            Peer("polars streaming", "count_polars", 1 / 1.3, 1),
            Peer("re + Counter", "count_re_counter", 0, 0),
        ),
        large=True,
        repeats=2,
        rounds=1,
        equal="as above",
    ),
    Workload(
        "tokens with lemmas, places, zones and sentences",
        "tokens",
        (
            Peer("nltk word_tokenize (words only)", "tokens_nltk", 20, 0),
            Peer("spaCy blank + sentencizer", "tokens_spacy", 20, 0),
            Peer("conc build", "tokens_conc", 20, 0),
        ),
        rounds=1,
        equal="not equal: four definitions of a token",
    ),
    Workload(
        "tokens and count_words with dispersion",
        "tokens_count",
        rounds=1,
    ),
    Workload(
        "bigrams inside sentences, from tokens",
        "bigrams",
        (Peer("nltk FreqDist", "bigrams_nltk", 10, 1),),
        rounds=1,
        equal="not equal: ours end at commas and dashes, too",
    ),
    Workload(
        "collocations: all pairs within five words, five times or more",
        "collocations",
        (Peer("nltk BigramCollocationFinder, likelihood ratio", "collocations_nltk", 10, 0),),
        repeats=1,
        rounds=1,
        equal="not equal: ours score both directions and more measures",
    ),
    Workload(
        "keyness: one outlet against the rest",
        "keyness",
        (Peer("scikit-learn + numpy, G² only", "keyness_sklearn", 5, 1),),
        rounds=1,
        equal="n and G² of one word; ours keep the words of each article from the first call on",
    ),
    Workload(
        "dispersion (DP) of all words; the peer: of 2,000",
        "dispersion",
        (Peer("scikit-learn + numpy", "dispersion_sklearn", 4, 0),),
        rounds=1,
        equal="DP of one word",
    ),
    *(
        Workload(
            f"dictionary of {n:,} terms",
            f"dictionary_{n}",
            (Peer("ahocorasick_rs, whole words", f"dictionary_{n}_ahocorasick"),),
            repeats=1,
            rounds=1,
            articles=DICTIONARY_ARTICLES,
            equal="the second number, to one in a thousand: hits of the terms as they stand. The "
            "first is all hits: ours are inflected forms, too, with zone, sentence and repeats",
        )
        for n in (12, 500, 10_000)
    ),
    Workload(
        "keyword in context: total and 100 lines, a middling and a rare word",
        "kwic",
        (Peer("tantivy (ranked snippets)", "kwic_tantivy", 1 / 2, 3),),
        large=True,
        rounds=1,
        equal="hits (tantivy counts articles)",
    ),
    Workload(
        "read our Parquet, large",
        "read_parquet",
        (Peer("pandas read_parquet, no check", "read_parquet_pandas"),),
        large=True,
        repeats=1,
        rounds=1,
    ),
    Workload(
        "read a foreign CSV, large",
        "read_csv",
        (Peer("pandas read_csv, no check", "read_csv_pandas", 0, 1),),
        large=True,
        repeats=0,
        rounds=1,
    ),
    Workload(
        "read foreign JSON Lines, large",
        "read_jsonl",
        (Peer("pandas read_json", "read_jsonl_pandas", 0, 0),),
        large=True,
        repeats=0,
        rounds=1,
    ),
    Workload("quotations and sources", "attribution", repeats=1),
    Workload("mentions with stance and voice, quotations given", "framing", repeats=1),
)


@dataclass
class Bench:
    """One run: where data lies, and which Python runs the peers."""

    data: Path
    peers: Path
    sizes: dict[bool, int]
    rounds: int
    found: list[dict[str, Any]] = field(default_factory=list)

    def folder(self, *, large: bool) -> Path:
        return self.data / str(self.sizes[large])

    def measure(self, module: str, engine: str, data: Path, repeats: int) -> dict[str, Any]:
        """Run one engine in a process of its own; one that fails is named as absent."""
        python = sys.executable if module == "engines_ours" else str(self.peers)
        command = [python, "measure.py", module, engine, str(data.resolve()), str(repeats)]
        try:
            done = subprocess.run(
                command, cwd=HERE, capture_output=True, text=True, check=True, timeout=400
            )
            return json.loads(done.stdout.splitlines()[-1])
        except FileNotFoundError:
            return {"absent": "the peers' environment is not there"}
        except subprocess.TimeoutExpired:
            return {"absent": "more than 400 seconds"}
        except subprocess.CalledProcessError as error:
            lines = error.stderr.strip().splitlines() or ["stopped"]
            return {"absent": lines[-1][:120]}

    def run(self, workload: Workload) -> None:
        """Measure ours and the peers in turns, and keep the minimum of the rounds."""
        data = self.folder(large=workload.large)
        engines = [(OURS, "engines_ours", workload.engine, workload.repeats)]
        engines += [(p.name, "engines_peers", p.engine, p.repeats) for p in workload.peers]
        rows: dict[str, dict[str, Any]] = {}
        for _ in range(min(workload.rounds, self.rounds)):
            for name, module, engine, repeats in engines:
                now = self.measure(module, engine, data, repeats)
                rows[name] = _better(rows.get(name), now)
        if workload.engine in PER_SECOND and "cpu" in rows[OURS]:
            rows[OURS]["per_second"] = ARTICLES / rows[OURS]["cpu"]
        n = min(workload.articles or self.sizes[workload.large], self.sizes[workload.large])
        entry = asdict(workload) | {"articles": n, "rows": rows}
        self.found.append(entry)
        print(f"\n{workload.title} ({entry['articles']:,} articles)\n{table(entry).to_string()}")


def _better(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    if old is None or "absent" in new:
        return new if old is None else old
    return new | {
        key: min(old.get(key, new[key]), new[key]) for key in ("first", "warm", "cpu", "mb")
    }


def table(entry: dict[str, Any]) -> pd.DataFrame:
    """Return the figures of a workload, with ratios to ours."""
    ours = entry["rows"][OURS]
    rows = {}
    for name, row in entry["rows"].items():
        if "absent" in row:
            rows[name] = {"note": f"absent: {row['absent']}"}
            continue
        ratio = {
            key: row[key] / ours[key] if key in ours else float("nan") for key in ("warm", "cpu")
        }
        rows[name] = {
            "ratio": f"{ratio['warm']:.2f}",
            "ratio CPU": f"{ratio['cpu']:.2f}",
            "first s": f"{row['first']:.3f}",
            "warm s": f"{row['warm']:.3f}",
            "CPU s": f"{row['cpu']:.3f}",
            "setup s": f"{row['setup']:.1f}",
            "added MB": f"{row['mb']:.0f}",
            "found": str(row["value"]),
        }
    return pd.DataFrame(rows).T.fillna("")


def prepare(folder: Path, n: int, seed: Path, *, words: bool) -> None:
    """Make a corpus and the forms of it that engines read, unless they are there."""
    if (folder / "done").exists():
        return
    print(f"making {n:,} articles …")
    make(n, folder / "articles.parquet", seed)
    import workbench as wb

    frame = pd.read_parquet(folder / "articles.parquet")
    frame.to_csv(folder / "articles.csv", index=False)
    wb.write_table(frame, folder / "articles.jsonl")
    wb.write_articles(wb.read_articles(folder / "articles.parquet"), folder / "ours.parquet")
    if words:
        _write_words(wb.tokenize(frame), folder / "words.parquet")
    (folder / "done").touch()


def _write_words(tokens: pd.DataFrame, path: Path) -> None:
    """Write our words, in small letters, one sentence a row: what peers count."""
    kept = tokens[tokens["is_word"]]
    lower = kept["token"].cat.categories.str.lower().take(kept["token"].cat.codes.to_numpy())
    kept = pd.DataFrame(
        {
            "article_id": kept["article_id"].astype("str"),
            "outlet": kept["outlet"].astype("str"),
            "sentence": kept["sentence"],
            "words": lower,
        }
    )
    keys = ["article_id", "outlet", "sentence"]
    kept.groupby(keys, sort=False)["words"].agg(list).reset_index().to_parquet(path)


def about() -> dict[str, Any]:
    """Return what the figures depend on."""
    names = ("media-workbench", "pandas", "numpy", "pyarrow", "scipy")
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": {name: version(name) for name in names},
        "load": os.getloadavg()[0],
        "date": time.strftime("%Y-%m-%d"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=10_000, help="articles of the small corpus")
    parser.add_argument("--large", type=int, default=100_000, help="articles of the large one")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", nargs="*", help="engines of ours, such as count kwic latency")
    parser.add_argument("--peers", type=Path, default=HERE / ".venv/bin/python")
    parser.add_argument("--data", type=Path, default=HERE / ".data")
    parser.add_argument("--seed-corpus", type=Path, default=SAMPLE)
    options = parser.parse_args()
    sizes = {False: options.size, True: options.large}
    bench = Bench(options.data, options.peers.absolute(), sizes, options.rounds)
    begin, facts = time.perf_counter(), about()
    for large, n in sizes.items():
        prepare(bench.folder(large=large), n, options.seed_corpus, words=not large)
    for workload in WORKLOADS:
        if not options.only or workload.engine in options.only:
            bench.run(workload)
    latency: dict[str, Any] = {}
    if not options.only or "latency" in options.only:
        latency = bench.measure("engines_ours", "Latency", bench.folder(large=True), 5)
        print(f"\nlatency ({options.large:,} articles)\n{json.dumps(latency, indent=1)}")
    facts |= {"seconds": round(time.perf_counter() - begin), "load_after": os.getloadavg()[0]}
    result = {"about": facts, "workloads": bench.found, "latency": latency, "large": options.large}
    LAST.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
