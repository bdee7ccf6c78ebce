"""A real scheduler with two worker processes: a killed worker costs time, not figures."""

import os
import signal
from contextlib import contextmanager

import pandas as pd
import psutil
import pytest
import workbench as wb
from click.testing import CliRunner
from distributed import Client, LocalCluster
from workbench.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def articles():
    return wb.read_articles(wb.sample_path())[:9]


@pytest.fixture(scope="module")
def corpus(articles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("korpus") / "alle"
    folder.mkdir()
    for number, part in enumerate((articles[:3], articles[3:5], articles[5:7], articles[7:])):
        wb.write_articles(part, folder / f"{number}.parquet")
    return folder


@contextmanager
def nothing_left_behind():
    before = set(psutil.Process().children(recursive=True))
    yield
    left = set(psutil.Process().children(recursive=True)) - before
    running = [p for p in left if "resource_tracker" not in " ".join(p.cmdline())]
    assert psutil.wait_procs(running, timeout=10)[1] == [], "worker processes were left behind"


@pytest.fixture(scope="module")
def client():
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with (
        nothing_left_behind(),
        LocalCluster(processes=True, memory_limit="1GB", **options) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_the_command_starts_workers_of_its_own_and_ends_them(corpus, articles, tmp_path):
    arguments = ["table", "words", str(corpus), "--by", "outlet", "-o", str(tmp_path / "w.csv")]
    with nothing_left_behind():
        found = CliRunner().invoke(main, [*arguments, "--dask", "--workers", "1"])
    assert found.exit_code == 0, found.output
    plain = wb.write_table(wb.count_words(wb.tokenize(articles), by="outlet"), tmp_path / "p.csv")
    assert (tmp_path / "w.csv").read_bytes() == plain.read_bytes()


def killing(articles, folder, nth):
    """Let the worker that works on the nth partition be killed, once."""
    folder.mkdir()

    def passed_on(part):
        calls = len(list(folder.iterdir()))
        (folder / f"{os.getpid()}-{calls}").touch()
        if len(part) and calls + 1 == nth and not list(folder.glob("killed-*")):
            (folder / f"killed-{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    return wb.in_partitions(passed_on, articles, meta=articles.head(0, npartitions=1))


def test_a_worker_killed_in_the_second_reading_changes_no_figure(
    client, corpus, articles, tmp_path
):
    scan = killing(wb.scan_articles(corpus), tmp_path / "calls", 4 + 3)
    found = wb.count_words(wb.tokenize(scan), by="outlet")
    assert list((tmp_path / "calls").glob("killed-*")), "no worker was killed"
    assert found.equals(wb.count_words(wb.tokenize(articles), by="outlet"))


def test_rows_are_written_by_workers_and_one_is_killed(client, corpus, articles, tmp_path):
    scan = killing(wb.scan_articles(corpus), tmp_path / "calls", 3)
    folder = wb.write_table(wb.find_quotations(scan), tmp_path / "zitate")
    assert list((tmp_path / "calls").glob("killed-*")), "no worker was killed"
    files = sorted(folder.iterdir())
    assert len(files) == scan.npartitions
    written = pd.concat([pd.read_parquet(file).astype("object") for file in files])
    plain = wb.find_quotations(articles).astype("object")
    pd.testing.assert_frame_equal(written.reset_index(drop=True), plain, check_dtype=False)


def test_rows_come_back_in_order_into_one_file(client, corpus, articles, tmp_path):
    wb.write_table(wb.find_quotations(articles), tmp_path / "plain.csv")
    wb.write_table(wb.find_quotations(wb.scan_articles(corpus)), tmp_path / "lazy.csv")
    assert (tmp_path / "lazy.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


def test_the_command_works_on_a_running_scheduler(client, corpus):
    arguments = ["table", "words", str(corpus)]
    address = client.scheduler.address
    lazy = CliRunner().invoke(main, [*arguments, "--scheduler", address])
    plain = CliRunner().invoke(main, arguments)
    assert lazy.exit_code == 0, lazy.output
    assert lazy.stdout == plain.stdout
    refused = CliRunner().invoke(main, [*arguments, "--scheduler", address, "--language", "de"])
    assert refused.exit_code == 2
    assert "was read before" in refused.output
