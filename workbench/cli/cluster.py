"""A Dask cluster for one command: workers of this machine, or a scheduler that runs already."""

from __future__ import annotations

import logging
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
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails comes as an error
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
    cores = workers or dask.system.CPU_COUNT
    options: dict[str, Any] = {"memory_limit": memory} if memory else {}
    with (
        LocalCluster(
            n_workers=cores, threads_per_worker=1, processes=True, dashboard_address=None, **options
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
