"""How a corpus grows on Dask: CPU, time and memory of counts, keyness and mentions with voice.

    python benchmarks/bench_dask.py FOLDER --sizes 100000 1000000 [--jobs words keyness]

The corpora are made by `corpus.py` (FOLDER/100000/*.parquet) if they are not there yet. Every job
has a fresh cluster of two worker processes with one thread and 2.5 GB each; with a gigabyte for
the process that asks, that is six in all. CPU is of all processes of the job. The peak is that of
a worker process since it started, and imports are part of it.

What was measured is kept in `growth.json`, which `page.py` shows in `docs/performance.md`; a job
that is measured again takes the place of its last figures.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dask
import numpy as np
import pandas as pd
import workbench as wb
from distributed import Client, LocalCluster
from workbench.cli.recipes import mentions

from corpus import SAMPLE, Maker, read_seed

if TYPE_CHECKING:
    from collections.abc import Callable

    import dask.dataframe as dd

A_FILE = 25_000
WORKERS, MEMORY = 2, "2.5GB"
TOP = 1000  # words at both ends of each outlet; all of a million articles are 20 million rows
KEPT = Path(__file__).parent / "growth.json"
BOOK = Path(__file__).parent.parent / "data/codebooks/krieg.toml"


def generate(folder: Path, n: int) -> Path:
    """Make a corpus of files with ids of their own, unless it is there."""
    target = folder / str(n)
    seed: list[list[str]] = []
    for number in range(-(-n // A_FILE)):
        path = target / f"{number:03d}.parquet"
        if path.exists():
            continue
        seed = seed or quiet_seed()
        maker = Maker(seed, np.random.default_rng([20220409, number]))
        articles = maker.articles(min(A_FILE, n - number * A_FILE))
        ids = [f"f{number:03d}-{i:05d}" for i in range(len(articles))]
        wb.write_articles(articles.assign(article_id=ids), path)
    return target


def quiet_seed() -> list[list[str]]:
    """Return the sentences of the sample without a label: labels come in 2 % of the articles."""
    sentences = [s for article in read_seed(SAMPLE) for s in article]
    ids = [str(i) for i in range(len(sentences))]
    found = wb.find_mentions(
        pd.DataFrame({"article_id": ids, "text": sentences, "language": "de"}),
        wb.read_codebook(BOOK),
    )
    labelled = set(found["article_id"])
    return [[s for i, s in zip(ids, sentences, strict=True) if i not in labelled]]


def words(articles: dd.DataFrame) -> pd.DataFrame:
    return wb.count_words(wb.tokenize(articles), dispersion=False)


def dispersion(articles: dd.DataFrame) -> pd.DataFrame:
    return wb.count_words(wb.tokenize(articles))


def keyness(articles: dd.DataFrame) -> pd.DataFrame:
    return wb.score_keyness(wb.tokenize(articles), by="outlet", top=TOP)


def voices(articles: dd.DataFrame) -> pd.DataFrame:
    return wb.count_frames(mentions(articles, wb.read_codebook(BOOK)), by=["outlet", "voice"])


JOBS: dict[str, Callable[[dd.DataFrame], pd.DataFrame]] = {
    "words": words,
    "dispersion": dispersion,
    "keyness": keyness,
    "voices": voices,
}


def usage() -> tuple[float, float]:
    """Return the CPU seconds and the peak in MB of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(job: str, corpus: Path) -> dict[str, Any]:
    """Run one job in a cluster of its own."""
    dask.config.set({"distributed.logging.distributed": "error"})
    options: dict[str, Any] = {"n_workers": WORKERS, "threads_per_worker": 1, "processes": True}
    with (
        LocalCluster(memory_limit=MEMORY, dashboard_address="127.0.0.1:0", **options) as cluster,
        Client(cluster) as client,
    ):
        articles = wb.scan_articles(corpus)
        client.run(lambda: __import__("workbench"))
        before = [usage()[0], *(cpu for cpu, _ in client.run(usage).values())]
        begin = time.perf_counter()
        table = JOBS[job](articles)
        wall = time.perf_counter() - begin
        workers = list(client.run(usage).values())
    cpu, peak = usage()
    return {
        "job": job,
        "partitions": articles.npartitions,
        "rows": len(table),
        "cpu_s": round(cpu + sum(c for c, _ in workers) - sum(before), 1),
        "wall_s": round(wall, 1),
        "worker_peak_mb": [round(mb) for _, mb in workers],
        "client_peak_mb": round(peak),
    }


def in_process(job: str, corpus: Path) -> dict[str, Any]:
    """Run a job in a process of its own, so that peaks do not mix."""
    import subprocess
    import sys

    command = [sys.executable, __file__, str(corpus), "--one", job]
    environment = os.environ | {"TQDM_DISABLE": "1"}
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(out.stdout.splitlines()[-1])


def growth(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return how much each job grows from one size to the next."""
    table = pd.DataFrame(rows).sort_values(["job", "articles"], kind="stable")
    table["worker"] = table["worker_peak_mb"].map(max)
    before = table.groupby("job")[["articles", "cpu_s", "worker", "client_peak_mb"]].shift()
    there = before["articles"].notna()
    told = {
        "job": table["job"],
        "from": before["articles"],
        "to": table["articles"],
        "cpu": table["cpu_s"] / before["cpu_s"],
        "worker_peak": table["worker"] / before["worker"],
        "client_peak": table["client_peak_mb"] / before["client_peak_mb"],
    }
    found = pd.DataFrame(told)[there].astype({"from": "int64"}).round(2)
    return found.reset_index(drop=True)


def keep(row: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    """Put a measurement in the place of the last one of its job and size."""
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    same = ("job", "articles")
    rows = [old for old in rows if any(old[name] != row[name] for name in same)]
    rows = sorted([*rows, row], key=lambda r: (list(JOBS).index(r["job"]), r["articles"]))
    about = {"date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    kept = {"about": about, "workers": WORKERS, "memory": MEMORY, "top": TOP, "rows": rows}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", nargs="+", choices=tuple(JOBS), default=list(JOBS))
    parser.add_argument("--generate", action="store_true", help="only make the corpora")
    parser.add_argument("--one", choices=tuple(JOBS), help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, default=KEPT)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.folder)))
        return
    rows: list[dict[str, Any]] = []
    for size in options.sizes:
        corpus = generate(options.folder, size)
        for job in [] if options.generate else options.jobs:
            row = {"articles": size, **in_process(job, corpus)}
            print(pd.DataFrame([row]).to_string(index=False), flush=True)
            rows = keep(row, options.json)
    if rows:
        print(growth(rows).to_string(index=False))


if __name__ == "__main__":
    main()
