"""Which rows of a table a reader's filters leave: the same rules as in ``table.js``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError
from workbench.tables import is_own

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Filters that are not the name of a column, and what they hold.
NOT_COLUMNS = {"from": str, "to": str, "search": str, "own": bool, "repeats": bool}


def check_filters(filters: Mapping[str, Any], facets: Sequence[str]) -> dict[str, Any]:
    """Return the filters as the view keeps them; raise `OptionError` if one is not known.

    Examples
    --------
    >>> check_filters({"outlet": "Blick"}, ["outlet"])
    {'outlet': ['Blick']}
    """
    checked: dict[str, Any] = {}
    for name, value in filters.items():
        if name in NOT_COLUMNS:
            checked[name] = NOT_COLUMNS[name](value)
        elif name in facets:
            checked[name] = (
                [value] if isinstance(value, str) else ["" if pd.isna(v) else str(v) for v in value]
            )
        else:
            known = ", ".join([*facets, *NOT_COLUMNS])
            raise OptionError(f"There is no filter {name!r}; this view has: {known}.")
    return {name: value for name, value in checked.items() if value}


def passing(keys: pd.DataFrame, filters: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """Tell for each row whether it passes.

    Parameters
    ----------
    keys
        The columns that filters ask: facets as words, `day`, `passage`, and
        `repeat`, `voice`, `stance` where the table has them.
    filters
        By column the values that stay; `from`, `to`, `search`, `own`, `repeats`.
        A column that the table does not have is passed over: it belongs to a
        view that this one is linked with.

    Examples
    --------
    >>> keys = pd.DataFrame({"outlet": ["Blick", "NZZ"], "day": ["2022-04-09", ""]})
    >>> passing(keys, {"from": "2022-04"}).tolist()
    [True, False]
    """
    kept = np.ones(len(keys), dtype=bool)
    for name, wanted in filters.items():
        if name not in NOT_COLUMNS and name in keys and wanted:
            kept &= keys[name].isin(wanted).to_numpy()
    if "day" in keys and (filters.get("from") or filters.get("to")):
        kept &= _in_days(keys["day"], filters.get("from", ""), filters.get("to", ""))
    if wanted := filters.get("search"):
        kept &= [wanted.lower() in passage.lower() for passage in keys["passage"]]
    if "repeat" in keys and not filters.get("repeats"):
        kept &= ~keys["repeat"].to_numpy(dtype=bool)
    if filters.get("own") and {"voice", "stance"} <= set(keys):
        kept &= is_own(keys).to_numpy()
    return kept


def _in_days(days: pd.Series[Any], first: str, last: str) -> np.ndarray[Any, Any]:
    """Whether a day is known and in the range; the ends may be months (``2022-04``)."""
    kept = days != ""
    if first:
        kept &= days.str[: len(first)] >= first
    if last:
        kept &= days.str[: len(last)] <= last
    return kept.to_numpy(dtype=bool)
