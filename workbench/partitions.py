"""One table, or the partitions of a Dask collection: the same functions over both.

Functions that give rows (`tokenize`, `find_mentions`) are marked `by_partition`: over a Dask
dataframe they stay lazy and work on one partition at a time. Functions that give numbers
(`count_words`) are written as steps over `parts_of` a table: what each part knows, how two of
that add up, and what is made of the sum. A pandas table is one part and is worked on at once;
Dask is only imported where a Dask collection comes in.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from workbench.errors import TableError
from workbench.lazy import client_of, computed, is_lazy, plain, watch
from workbench.progress import silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

_FAN = 8  # results that are added up at a time
_APART = 8  # partitions from which their words are added up in one piece more
_STEPS = 16  # in which the pieces of all partitions are added up, one after the other


def meta_of(table: Any) -> Any:  # noqa: ANN401 (any table)
    """Return a table to check columns and types on: itself, or a partition without rows."""
    return plain(table._meta) if is_lazy(table) else table  # noqa: SLF001 (as Dask documents it)


def by_partition(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function of tables take Dask dataframes: one partition at a time, lazily.

    The function must work on every article by itself, and give a typed empty table for an empty
    one: from that the columns of the result are known before anything is computed. Several
    dataframes must be cut at the same places, as they are when all come from the same articles.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not any(map(is_lazy, (*args, *kwargs.values()))):
            return function(*args, **kwargs)
        named = {str(i): value for i, value in enumerate(args)} | kwargs
        tables = {name: value for name, value in named.items() if is_lazy(value)}
        rest = {name: value for name, value in named.items() if name not in tables}
        step = partial(_call, run, list(tables), rest)
        return _mapped(step, list(tables.values()), function.__name__)

    return run


def _call(
    function: Callable[..., Any],
    names: list[str],
    rest: dict[str, Any],
    *tables: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Call a function with tables and other values in the places that they were given for."""
    named = rest | dict(zip(names, tables, strict=True))
    positions = sorted((name for name in named if name.isdigit()), key=int)
    options = {name: value for name, value in named.items() if not name.isdigit()}
    return function(*(named[name] for name in positions), **options)


def in_partitions(
    function: Callable[..., pd.DataFrame],
    articles: Any,  # noqa: ANN401 (pandas or Dask)
    *others: Any,  # noqa: ANN401
    meta: pd.DataFrame | None = None,
) -> Any:  # noqa: ANN401
    """Apply a function of your own to each partition of a Dask dataframe.

    Parameters
    ----------
    function
        Takes a pandas table (and one more for each of `others`) and gives one. It sees one
        partition, so it must not need the rest of the corpus.
    articles
        A Dask dataframe, such as `scan_articles` gives, or any that was made of it. A pandas
        table is passed to `function` as it is.
    others
        More dataframes made of the same articles.
    meta
        An empty table with the columns and types of the result. By default what `function`
        makes of an empty partition.

    Returns
    -------
    dask.dataframe.DataFrame
        What `function` gives, partition by partition; nothing is computed yet.

    Raises
    ------
    TableError
        If the dataframes are cut differently, or `function` fails on an empty table.

    Examples
    --------
    >>> import pandas as pd
    >>> def long_ones(articles):
    ...     return articles[articles["text"].str.len() > 20]
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Der Krieg endet heute."]})
    >>> len(in_partitions(long_ones, articles))
    1
    """
    tables = [articles, *others]
    if not all(map(is_lazy, tables)):
        if any(map(is_lazy, tables)):
            raise TableError("in_partitions: some tables are Dask dataframes and some are not.")
        return function(*tables)
    return _mapped(function, tables, "in_partitions", meta)


def _mapped(
    step: Callable[..., Any],
    tables: list[Any],
    name: str,
    meta: pd.DataFrame | None = None,
) -> Any:  # noqa: ANN401
    """Apply a step to the partitions of dataframes that are cut alike."""
    from dask.dataframe import map_partitions

    _same_cuts(tables, name)
    empty = _empty_result(step, tables, name) if meta is None else meta.head(0)
    return map_partitions(
        partial(_typed, step, empty), *tables, meta=_unknown(empty), align_dataframes=False
    ).clear_divisions()


def _same_cuts(tables: list[Any], name: str) -> None:
    counts = [table.npartitions for table in tables]
    if len(set(counts)) > 1:
        raise TableError(
            f"{name}: these Dask dataframes have {' and '.join(map(str, counts))} partitions, so "
            "they are not cut at the same articles. Make all of them from the same scan, and do "
            "not repartition between."
        )


def _empty_result(step: Callable[..., Any], tables: list[Any], name: str) -> pd.DataFrame:
    """Return what the step makes of nothing; errors of the package speak for themselves."""
    try:
        return step(*(meta_of(table).head(0) for table in tables)).head(0)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise TableError(
            f"{name}: the function fails on an empty table ({type(error).__name__}: {error}), so "
            "the columns of its result are not known. Pass meta=, an empty table like the result."
        ) from error


def _unknown(empty: pd.DataFrame) -> pd.DataFrame:
    """Return the empty table with categories that each partition fills by itself."""
    from dask.dataframe.utils import clear_known_categories

    return clear_known_categories(empty)


def _typed(step: Callable[..., Any], empty: pd.DataFrame, *tables: Any) -> pd.DataFrame:  # noqa: ANN401
    """Apply the step, and give an empty result the columns that a full one has."""
    with silence():
        found = step(*map(plain, tables))
    return _worded(found) if len(found) else empty


def _worded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with words as categories where a partition has none at all.

    A column without any value does not know its type, and then could not be joined to the others.
    """
    import pandas as pd

    words: dict[str, Any] = {}
    for name in table.select_dtypes("category").columns:
        values = table[name].cat.categories
        if values.dtype == "object" and all(isinstance(value, str) for value in values):
            words[str(name)] = table[name].astype(pd.CategoricalDtype(values.astype("str")))
    return table.assign(**words)


class Parts:
    """The parts of one table, or of several that are cut alike, in order."""

    def __init__(self, tables: tuple[Any, ...]) -> None:
        self._tables = tables
        self._steps: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []

    @property
    def lazy(self) -> bool:
        """Return True for the partitions of a Dask dataframe."""
        return any(map(is_lazy, self._tables))

    def map(self, step: Callable[..., Any], *shared: Any) -> Parts:  # noqa: ANN401
        """Apply `step` to each part; a pandas table's result is made once, and kept."""
        if self.lazy:
            parts = Parts(self._tables)
            parts._steps = [*self._steps, (step, shared)]
            return parts
        return Parts((step(*self._tables, *shared),))

    def fold(self, step: Callable[..., Any], combine: Callable[..., Any], *shared: Any) -> Any:  # noqa: ANN401
        """Apply `step` to each part, and `combine` to lists of neighbours, until one is left.

        Both get `shared` too. Over Dask this computes: the corpus is read once a fold.
        """
        if not self.lazy:
            return combine([step(*self._tables, *shared)], *shared)
        from dask import delayed

        known = _known(shared)
        level = self._delayed(step, known)
        first = level
        while len(level) > 1 or level is first:
            level = [
                delayed(combine, pure=False)(level[i : i + _FAN], *known)
                for i in range(0, len(level), _FAN)
            ]
        return computed(first, level)[0]

    def fold_apart(
        self,
        step: Callable[..., Any],
        cut: Callable[[Any, int], list[Any]],
        combine: Callable[..., Any],
        *shared: Any,  # noqa: ANN401
        finish: Callable[[Any], Any] | None = None,
    ) -> list[Any]:
        """Fold as above, with every result cut in pieces that are added up each by itself.

        ``cut(result, n)`` gives `n` pieces, such as the counts of an nth of all words. So no
        worker ever adds up all words at once; the sum of each piece comes back, or what `finish`
        leaves of it. A pandas table is the only piece.
        """
        if not self.lazy:
            whole = combine([step(*self._tables, *shared)], *shared)
            return [whole if finish is None else finish(whole)]
        from dask import delayed

        known = _known(shared)
        n_parts = self._tables[0].npartitions
        n, fan = -(-n_parts // _APART), max(_FAN, -(-n_parts // _STEPS))
        first = self._delayed(partial(_cut, step, cut, n), known, n)
        add = delayed(combine, pure=False)
        sums: list[list[Any]] = [[] for _ in range(n)]
        # One after the other, not in a tree: besides the sum so far, little waits to be added.
        for i in range(0, n_parts, fan):
            for number, some in enumerate(sums):
                pieces = [result[number] for result in first[i : i + fan]]
                sums[number] = [add([*some, *pieces], *known)]
        if finish is not None:
            sums = [[delayed(finish, pure=False)(some)] for (some,) in sums]
        return computed(first, [some for (some,) in sums])

    def _delayed(
        self, step: Callable[..., Any], known: list[Any], n: int | None = None
    ) -> list[Any]:
        """Return the step of each part as one task that reads, works and keeps the result only."""
        from dask import delayed

        _same_cuts(list(self._tables), "this function")
        columns = [table.to_delayed() for table in self._tables]
        run = delayed(partial(_steps, self._steps, step, len(columns)), pure=False, nout=n)
        return [run(*parts, *known) for parts in zip(*columns, strict=True)]


def _known(shared: tuple[Any, ...]) -> list[Any]:
    """Return values as tasks of their own, so that each travels to a worker once."""
    from dask import delayed

    return [delayed(value, traverse=False) for value in shared]


def _cut(
    step: Callable[..., Any],
    cut: Callable[[Any, int], list[Any]],
    n: int,
    *values: Any,  # noqa: ANN401
) -> list[Any]:
    return cut(step(*values), n)


def _steps(
    before: list[tuple[Callable[..., Any], tuple[Any, ...]]],
    step: Callable[..., Any],
    n_tables: int,
    *values: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    tables, known = tuple(map(plain, values[:n_tables])), values[n_tables:]
    with silence():
        for earlier, shared in before:
            tables = (earlier(*tables, *shared),)
        return step(*tables, *known)


def parts_of(*tables: Any) -> Parts:  # noqa: ANN401
    """Return the parts of a table: itself if it is a pandas table, else its partitions."""
    return Parts(tables)


def in_one_table(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of all parts in one table; a part without rows has no types of its own."""
    import pandas as pd

    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)


def stream(table: Any) -> Iterator[pd.DataFrame]:  # noqa: ANN401
    """Yield the partitions of a dataframe in order, a few in memory at a time."""
    if not is_lazy(table):
        yield table
        return
    import dask

    client = client_of()
    at_once = 2 if client is None else 2 * max(len(client.nthreads()), 1)
    parts = table.to_delayed()
    for first in range(0, len(parts), at_once):
        yield from map(plain, dask.compute(*parts[first : first + at_once]))


def each_part(table: Any, step: Callable[..., Any], values: Sequence[Any]) -> list[Any]:  # noqa: ANN401
    """Apply a step to each partition with a value of its own, such as the file to write."""
    import dask

    parts = table.to_delayed()
    tasks = [dask.delayed(step)(part, value) for part, value in zip(parts, values, strict=True)]
    client = client_of()
    if client is None:
        return list(dask.compute(*tasks))
    futures = client.compute(tasks)
    watch(list(futures), "writing partitions")
    return list(client.gather(futures))
