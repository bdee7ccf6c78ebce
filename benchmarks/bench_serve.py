"""What a class costs: memory a visitor, first sight and readiness, with real pages at once.

    python benchmarks/bench_serve.py [--visitors 10] [--pool 10] [--notebook 2] [--path FOLDER]

Starts `workbench serve`, waits for the pool, opens the pages in the system's
Chromium all at once, and reads PSS (proportional set size: shared memory is
counted once) from /proc. Linux only.
"""

import argparse
import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, async_playwright
from workbench.report.find import find_notebooks
from workbench.report.pdf import find_chromium

Server = subprocess.Popen[bytes]
PORT = 8977
LIVE = ".wb-live .jupyter-widgets, .wb-live [data-wb-view]"
_LONG = 300_000  # milliseconds
_QUIET, _IDLE = 3, 0.25  # seconds without work, and the computing in a second that is none


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [pid, *(grown for child in children for grown in family(child))]


def pss(pid: int) -> float:
    """Return the proportional set size in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cpu(pids: list[int]) -> float:
    """Return the seconds that processes have computed."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / 100


def wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def settle(server: Server) -> None:
    """Wait until the kernels have nothing to do: the pool is filled."""
    before, quiet = -1.0, 0
    while quiet < _QUIET:
        time.sleep(1)
        now = cpu(family(server.pid))
        quiet = quiet + 1 if now - before < _IDLE else 0
        before = now


async def visit(browser: Browser, address: str) -> tuple[float, float]:
    """Open a page; return the seconds until its heading stood there and its controls lived."""
    page = await browser.new_page()
    start = time.monotonic()
    await page.goto(address, wait_until="commit")
    await page.locator("main h1").first.wait_for(timeout=_LONG)
    first = time.monotonic() - start
    await page.wait_for_function("() => !document.getElementById('wb-running')", timeout=_LONG)
    await page.locator(LIVE).first.wait_for(timeout=_LONG)
    return first, time.monotonic() - start


async def come(address: str, visitors: int, server: Server) -> None:
    """Let all visitors come at once, and measure while they are there."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        times = await asyncio.gather(*(visit(browser, address) for _ in range(visitors)))
        for name, seconds in zip(("heading", "controls"), zip(*times, strict=True), strict=True):
            print(f"{name}: median {median(seconds):.1f} s, last {max(seconds):.1f} s")
        report(server)
        await browser.close()


def main() -> None:
    """Serve, wait, come, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument("--pool", type=int, default=10)
    parser.add_argument("--notebook", default="2")
    parser.add_argument("--path")
    chosen = parser.parse_args()
    most = max(chosen.visitors, chosen.pool)
    command = [sys.executable, "-c", "from workbench.cli import main; main()", "serve"]
    command += [chosen.path] if chosen.path else []
    command += ["-n", chosen.notebook, "--port", str(PORT), "--pool", str(chosen.pool)]
    server = subprocess.Popen([*command, "--visitors", str(most)])
    try:
        start = time.monotonic()
        wait_for(PORT)
        print(f"server up after {time.monotonic() - start:.1f} s")
        settle(server)
        print(f"pool of {chosen.pool} filled after {time.monotonic() - start:.1f} s", flush=True)
        report(server)
        name = find_notebooks([chosen.notebook], "de")[0].name
        asyncio.run(come(f"http://127.0.0.1:{PORT}/page/{name}", chosen.visitors, server))
    finally:
        server.terminate()
        server.wait(30)


def report(server: Server) -> None:
    """Print the memory of the server and of its kernels."""
    kernels = [pss(pid) for pid in family(server.pid)[1:]]
    print(
        f"server {pss(server.pid):.0f} MB, {len(kernels)} kernels {sum(kernels):.0f} MB"
        f" (each {median(kernels or [0]):.0f} MB)",
        flush=True,
    )


if __name__ == "__main__":
    main()
