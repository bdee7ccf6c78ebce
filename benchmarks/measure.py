"""Run one engine in this process, and print what it took as JSON.

python benchmarks/measure.py MODULE ENGINE DATA REPEATS
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    value = run()
    return time.perf_counter() - wall, time.process_time() - cpu, value


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(run: Callable[[], Any], repeats: int) -> dict[str, Any]:
    """Return the first call, and the best of those after it."""
    first, cpu, value = timed(run)
    later = [timed(run) for _ in range(repeats)]
    return {
        "first": first,
        "warm": min([seconds for seconds, _, _ in later] or [first]),
        "cpu": min([seconds for _, seconds, _ in later] or [cpu]),
        "value": value,
    }


def main() -> None:
    module, engine, data, repeats = sys.argv[1:]
    engines = importlib.import_module(module)
    begin, before = time.perf_counter(), peak_mb()
    made = getattr(engines, engine)(Path(data))
    setup = time.perf_counter() - begin
    if callable(made):
        before = peak_mb()
        found: dict[str, Any] = measure(made, int(repeats))
    else:
        queries = {name: measure(getattr(made, name), 5) for name in engines.QUERIES}
        found = {"queries": queries}
    print(json.dumps(found | {"setup": setup, "mb": peak_mb() - before, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
