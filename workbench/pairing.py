"""The best one-to-one pairs of two lists: the assignment problem, without another library.

Source
------
Crouse, D. F. (2016): On implementing 2D rectangular assignment algorithms. IEEE Transactions on
Aerospace and Electronic Systems 52 (4), 1679–1696. Ties are broken as SciPy breaks them, so that
both give the same pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def pair_best(gain: Array) -> list[tuple[int, int]]:
    """Return the pairs of row and column whose gains have the highest sum.

    Examples
    --------
    >>> pair_best(np.array([[0.9, 0.8], [0.8, 0.1]]))
    [(0, 1), (1, 0)]
    """
    if not gain.size:
        return []
    n_rows, n_columns = gain.shape
    if n_columns < n_rows:
        return sorted((row, column) for column, row in _assign(-gain.T))
    return _assign(-gain)


@dataclass(slots=True)
class _State:
    """Prices of rows and columns, and who has whom so far."""

    cost: Array
    of_row: Array
    of_column: Array
    row_price: Array
    column_price: Array
    shortest: Array = field(default_factory=lambda: np.empty(0))
    path: Array = field(default_factory=lambda: np.empty(0))


def _assign(cost: Array) -> list[tuple[int, int]]:
    n_rows, n_columns = cost.shape
    none = -np.ones(n_columns, dtype=int)
    state = _State(
        cost, -np.ones(n_rows, dtype=int), none.copy(), np.zeros(n_rows), np.zeros(n_columns)
    )
    for row in range(n_rows):
        sink, lowest, rows, columns = _shortest_path(state, row)
        state.row_price[row] += lowest
        for other in rows - {row}:
            state.row_price[other] += lowest - state.shortest[state.of_row[other]]
        for column in columns:
            state.column_price[column] -= lowest - state.shortest[column]
        _augment(state, row, sink)
    return [(row, int(column)) for row, column in enumerate(state.of_row)]


def _shortest_path(state: _State, start: int) -> tuple[int, float, set[int], set[int]]:
    """Find the cheapest way from a row to a free column; also which rows and columns were seen."""
    n_columns = state.cost.shape[1]
    remaining = list(range(n_columns - 1, -1, -1))
    state.shortest = np.full(n_columns, np.inf)
    state.path = -np.ones(n_columns, dtype=int)
    rows: set[int] = set()
    columns: set[int] = set()
    row, lowest = start, 0.0
    while True:
        rows.add(row)
        best, index = np.inf, -1
        for place, column in enumerate(remaining):
            way = (
                lowest + state.cost[row, column] - state.row_price[row] - state.column_price[column]
            )
            if way < state.shortest[column]:
                state.path[column], state.shortest[column] = row, way
            here, free = state.shortest[column], state.of_column[column] == -1
            if here < best or (here == best and free):
                best, index = here, place
        lowest, column = float(best), remaining[index]
        columns.add(column)
        if state.of_column[column] == -1:
            return column, lowest, rows, columns
        row = int(state.of_column[column])
        remaining[index] = remaining[-1]
        remaining.pop()


def _augment(state: _State, start: int, sink: int) -> None:
    """Turn round the pairs along the way that was found."""
    column = sink
    while True:
        row = int(state.path[column])
        state.of_column[column] = row
        state.of_row[row], column = column, int(state.of_row[row])
        if row == start:
            return
