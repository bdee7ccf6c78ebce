"""One table, or the partitions of a Dask collection: the same steps over both.

A pandas table is one part and is worked on at once. A Dask dataframe has many: each is worked on
where it lies, and only the small results are added up, neighbours first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


class Parts:
    """The parts of a table, in order."""

    def __init__(self, parts: list[Any]) -> None:
        self._parts = parts

    def map(self, step: Callable[..., Any], *shared: Any) -> Parts:  # noqa: ANN401 (any value)
        """Apply `step` to each part."""
        return Parts([step(part, *shared) for part in self._parts])

    def fold(self, step: Callable[..., Any], combine: Callable[..., Any], *shared: Any) -> Any:  # noqa: ANN401
        """Apply `step` to each part, and `combine` to the list of what comes back."""
        return combine([step(part, *shared) for part in self._parts], *shared)


def parts_of(table: pd.DataFrame) -> Parts:
    """Return the parts of a table: itself, if it is a pandas table."""
    return Parts([table])


def meta_of(table: Any) -> Any:  # noqa: ANN401 (any table)
    """Return a pandas table with the columns and types of `table`."""
    return table
