"""Write ``docs/performance.md`` from ``benchmarks/last.json`` and ``growth.json`` (bench_dask.py).

python benchmarks/page.py
"""

from __future__ import annotations

import json
from typing import Any

from run import HERE, LAST, OURS

GROWTH = HERE / "growth.json"
PAGE = HERE.parent / "docs/performance.md"
HEAD = """# Performance

Written by `benchmarks/page.py` from the last run of `make bench`; do not edit. To repeat it:

```
make bench                                        # under ten minutes on two cores
make bench BENCH="--size 2000 --large 10000"      # a minute or two
make bench BENCH="--only count kwic latency"      # some workloads
make bench BENCH="--seed-corpus my/articles/"     # sentences of your own
```

Every engine runs in a process of its own, engines take turns in a round, and the shortest call
counts. **Ratio**: how many times longer the peer took than Media Workbench, by the clock;
**CPU** the same in processor time, which says more on a machine that does other things. *First*
is the first call of a process (dictionaries are loaded, memory is mapped), *warm* the best of
those after it. The corpus is made of the sentences of `data/articles` with new compounds
(`benchmarks/corpus.py`): its sentences repeat, so pairs of words and caches look better than
they would on real news, and so do `re` and `Counter`. Peers live in `benchmarks/.venv`
(`benchmarks/requirements.txt`) and are no part of the package.
"""


def main() -> None:
    run = json.loads(LAST.read_text(encoding="utf-8"))
    lines = _page(run)
    if GROWTH.exists():
        lines += _growth(json.loads(GROWTH.read_text(encoding="utf-8")))
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(HERE.parent)}")


def _page(run: dict[str, Any]) -> list[str]:
    facts = run["about"]
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    made = (
        f"Last run: {facts['date']}, {facts['machine']}, Python {facts['python']}; {versions}; "
        f"{facts['seconds']} s in all; load {facts['load']:.1f} before and "
        f"{facts['load_after']:.1f} after (above 1 before the start: other work ran)."
    )
    lines = [HEAD, made, ""]
    for entry in run["workloads"]:
        lines += (
            _per_second(entry) if entry["engine"] in {"attribution", "framing"} else _table(entry)
        )
    queries = run["latency"].get("queries", {})
    if queries:
        lines += _latency(queries, run)
    return lines


def _table(entry: dict[str, Any]) -> list[str]:
    ours = entry["rows"][OURS]
    bars = {peer["name"]: peer["bar"] for peer in entry["peers"]}
    lines = [
        f"## {entry['title'].capitalize()}: {entry['articles']:,} articles",
        "",
        "| engine | ratio | wanted | CPU | first s | warm s | CPU s | set-up s | MB | found |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, row in entry["rows"].items():
        if "absent" in row or "absent" in ours:
            lines.append(f"| {name} | absent: {row.get('absent', '')} | | | | | | | | |")
            continue
        wanted = f"{bars[name]:.2g}" if bars.get(name) else ""
        lines.append(
            f"| {name} | {row['warm'] / ours['warm']:.2f} | {wanted} | "
            f"{row['cpu'] / ours['cpu']:.2f} | {row['first']:.2f} | {row['warm']:.3f} | "
            f"{row['cpu']:.3f} | {row['setup']:.1f} | {row['mb']:.0f} | {row['value']} |"
        )
    equal = [f"Equal results: {entry['equal']}.", ""] if entry["equal"] else []
    return [*lines, "", *equal]


def _per_second(entry: dict[str, Any]) -> list[str]:
    row = entry["rows"][OURS]
    if "absent" in row:
        return [f"{entry['title']}: absent, {row['absent']}", ""]
    rate = f"{row['per_second']:.0f} articles of 400 words a second and core"
    return [f"**{entry['title'].capitalize()}**: {rate} ({row['value']:,} rows found).", ""]


def _latency(queries: dict[str, Any], run: dict[str, Any]) -> list[str]:
    lines = [
        f"## Latency of a question: {run['large']:,} articles, tokens in memory",
        "",
        "| question | first ms | warm ms | rows or hits |",
        "|---|--:|--:|--:|",
    ]
    for name, row in queries.items():
        shown = name.replace("_", " ")
        lines.append(
            f"| {shown} | {row['first'] * 1e3:.0f} | {row['warm'] * 1e3:.1f} | {row['value']} |"
        )
    peak = run["latency"]["peak_mb"]
    told = (
        "In the order of the table: the first question of a kind builds its part of the index, and "
        "the others share it. All are calls of public functions (`Latency` in "
        "`benchmarks/engines_ours.py`): trends are of five terms, with intervals; half is "
        "half of the articles; there are 20,000 mentions. Peak memory of the "
        f"process: {peak:,.0f} MB."
    )
    return [*lines, "", told, ""]


JOBS = {
    "words": "`count_words(dispersion=False)`",
    "dispersion": "`count_words`",
    "keyness": '`score_keyness(by="outlet", top={top})`',
    "voices": "mentions with stance and voice, `count_frames`",
}


def _growth(found: dict[str, Any]) -> list[str]:
    """Show each job in the sizes it was measured in, with its growth from the size before."""
    lines = [
        "## Growth on Dask",
        "",
        "| job | articles | CPU s | growth | clock s | worker's MB | client's MB | rows |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    before: dict[str, Any] = {}
    for row in found["rows"]:
        last = before.get("job") == row["job"] and before
        grown = f"{row['cpu_s'] / last['cpu_s']:.1f} ×" if last else ""
        lines.append(
            f"| {JOBS[row['job']].format(top=found['top'])} | {row['articles']:,} | "
            f"{row['cpu_s']:,.0f} | {grown} | {row['wall_s']:,.0f} | "
            f"{max(row['worker_peak_mb']):,} | {row['client_peak_mb']:,} | {row['rows']:,} |"
        )
        before = row
    about = found["about"]
    told = (
        f"`python benchmarks/bench_dask.py FOLDER --sizes 100000 1000000`, {about['date']}: "
        f"{found['workers']} worker processes with one thread and {found['memory']} each on "
        f"{about['cores']} cores (load at the end {about['load']:.1f}). CPU is of all processes; "
        "a peak is that of a process since its start, with imports and dictionaries. Texts are "
        "generated, about 360 words each, with a vocabulary that grows with the corpus. What the "
        "client holds grows with the table that it asked for."
    )
    return [*lines, "", told, ""]


if __name__ == "__main__":
    main()
