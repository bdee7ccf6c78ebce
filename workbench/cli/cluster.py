"""A Dask cluster for one command: workers of this machine, or a scheduler that runs already."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SECONDS = 10  # to wait for a scheduler


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose a cluster."""
    for option in (
        click.option(
            "--scheduler", help="Address of a running scheduler, such as tcp://host:8786."
        ),
        click.option(
            "--memory", help="Memory of each worker, such as 3GB; all is shared by default."
        ),
        click.option("--workers", type=click.IntRange(1), help="Worker processes; one a core."),
        click.option(
            "--dask",
            "partitioned",
            is_flag=True,
            help="Work on a corpus in Parquet that does not fit in memory, in partitions.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def open_cluster(scheduler: str | None, workers: int | None, memory: str | None) -> Iterator[Any]:
    """Connect to the scheduler, or start workers that end with the command."""
    import dask
    from distributed import Client

    for name in ("distributed", "asyncio"):  # what fails comes as an error
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=_SECONDS)
        except (OSError, ValueError) as error:
            raise OptionError(
                f"No scheduler answers at {scheduler!r}. Start one with `dask scheduler`, or leave "
                "--scheduler out."
            ) from error
        with client:
            yield client
        return
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")  # the workers' part of it
    with _local(workers or dask.system.CPU_COUNT, memory) as cluster, Client(cluster) as client:
        yield client


def _local(workers: int, memory: str | None) -> Any:  # noqa: ANN401
    """Start workers of this machine. Ctrl-C is for the command, which then ends them."""
    from distributed import LocalCluster

    options: dict[str, Any] = {"memory_limit": memory} if memory else {}
    with _ctrl_c_for_us():
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",  # any free port, for this machine only
            **options,
        )


@contextmanager
def _ctrl_c_for_us() -> Iterator[None]:
    """Start threads and processes that do not hear Ctrl-C; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started later, it would open the ears of its thread
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
