"""Dask collections without importing Dask, and how a cluster is asked to compute."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from workbench.progress import track

if TYPE_CHECKING:
    import pandas as pd


def is_lazy(value: object) -> bool:
    """Say whether a value is a Dask collection, without importing Dask.

    Examples
    --------
    >>> import pandas as pd
    >>> is_lazy(pd.DataFrame())
    False
    """
    return hasattr(value, "__dask_graph__")


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with pandas' own text type, which Dask turns into another one."""
    import pandas as pd

    texts = [
        name
        for name, dtype in table.dtypes.items()
        if isinstance(dtype, pd.StringDtype) and str(dtype) != "str"
    ]
    return table.astype(dict.fromkeys(texts, "str")) if texts else table


def computed(first: list[Any], roots: list[Any]) -> list[Any]:
    """Compute the roots; `first` are the steps by which one sees how far a cluster is."""
    import dask

    client = client_of()
    if client is None:
        return list(dask.compute(*roots))
    with warnings.catch_warnings():  # what a second reading must know of the first may be large
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
        futures = client.compute([*first, *roots])
    roots = futures[-len(roots) :]
    del futures[-len(roots) :]
    watch(futures, "reading partitions")
    return list(client.gather(roots))


def watch(futures: list[Any], what: str) -> None:
    """Show how far a cluster is; the list is emptied, so that workers may forget results."""
    from distributed import as_completed

    n, seen = len(futures), as_completed(futures)
    futures.clear()
    for _ in track(seen, what, total=n):
        pass


def client_of() -> Any:  # noqa: ANN401
    """Return the client of the cluster that computes, if there is one."""
    from dask.base import get_scheduler

    return getattr(get_scheduler(), "__self__", None)
