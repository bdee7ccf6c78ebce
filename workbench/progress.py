"""Progress bars for work that takes longer than two seconds, and for nothing else.

The one place that knows tqdm. Bars go to stderr (in JupyterLab: below the
cell) and leave nothing behind. ``TQDM_DISABLE=1`` switches them off; reports
are rendered that way.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PATIENCE = 2.0  # seconds before a bar appears

_SILENT = ContextVar("_SILENT", default=False)

T = TypeVar("T")


@contextmanager
def silence() -> Iterator[None]:
    """Show no bar of what happens inside: partitions are told by the bar of their corpus."""
    before = _SILENT.set(True)
    try:
        yield
    finally:
        _SILENT.reset(before)


def track(items: Iterable[T], what: str = "", *, total: int | None = None) -> Iterable[T]:
    """Hand on `items` one by one, with a bar once two seconds have passed.

    Parameters
    ----------
    items
        What to work through.
    what
        Words before the bar, such as ``"reading articles"``.
    total
        Number of items, where `items` has no length.

    Examples
    --------
    >>> [word.upper() for word in track(["krieg", "frieden"], "shouting")]
    ['KRIEG', 'FRIEDEN']
    """
    from tqdm.auto import tqdm

    return tqdm(
        items,
        desc=what or None,
        total=total,
        delay=PATIENCE,
        leave=False,
        file=sys.stderr,
        dynamic_ncols=True,
        # tqdm's notebook bar overlooks TQDM_DISABLE
        disable=_SILENT.get() or bool(os.environ.get("TQDM_DISABLE")),
    )
