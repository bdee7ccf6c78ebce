"""A classroom server: the notebooks on a folder of articles, alive in every visitor's browser.

Voilà runs a kernel a visitor and carries what the controls say; the pages are
those of the reports. `prepare` sets the parameters, `page` writes what a
visitor sees, `kernels` keeps as many kernels as the machine bears and `room`
puts them together.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import OptionError, ReadError, check_option
from workbench.labels import LANGUAGES
from workbench.report.find import find_notebooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["serve_notebooks"]


def serve_notebooks(
    path: str | Path | None = None,
    *,
    notebooks: Iterable[str | Path] | None = None,
    lang: str = "de",
    host: str = "127.0.0.1",
    port: int = 8866,
    pool: int = 1,
    visitors: int = 40,
    idle: int = 30,
    opened: Callable[[], None] | None = None,
) -> None:
    """Serve notebooks until stopped: every visitor reads the page and moves its controls.

    Parameters
    ----------
    path
        Articles: a file, a folder or a ZIP. None takes the sample corpus.
    notebooks
        Paths, names, slugs or numbers of notebooks; all of the language if None.
    lang
        Language of notebooks and pages: ``de`` or ``en``.
    host
        Address to listen on. The default is this machine alone; ``0.0.0.0`` is
        everybody in the network, without a password.
    port
        Port to listen on.
    pool
        Kernels started and run ahead for each notebook; 0 starts them when asked.
    visitors
        Most kernels at a time; who comes later is told to try again.
    idle
        Minutes without a word from a page after which its kernel ends.
    opened
        Called once the pages can be opened.

    Raises
    ------
    OptionError
        If a number makes no sense.
    ReadError
        If there is no such path or notebook, or the port is taken.

    Examples
    --------
    >>> serve_notebooks("data/articles", notebooks=["2"], pool=5)  # doctest: +SKIP
    """
    from workbench.serve.prepare import prepare_notebooks
    from workbench.serve.room import furnish_room

    check_option("lang", lang, LANGUAGES)
    if not 0 <= pool <= visitors or visitors < 1 or idle < 1:
        raise OptionError(
            f"pool={pool}, visitors={visitors}, idle={idle}: visitors and idle count from 1, "
            "and the pool holds at most as many kernels as there may be visitors."
        )
    if path is not None and not Path(path).expanduser().exists():
        raise ReadError(f"There is no file or folder {str(path)!r} (looked in {Path.cwd()}).")
    found = find_notebooks(notebooks, lang)
    if pool * len(found) > visitors:
        raise OptionError(
            f"pool={pool} for {len(found)} notebooks is {pool * len(found)} kernels, more than "
            f"visitors={visitors}. Serve fewer notebooks, or raise visitors if memory allows."
        )
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as folder:
        pages = prepare_notebooks(found, path, lang, Path(folder))
        room = furnish_room(
            Path(folder), pages, lang=lang, host=host, port=port, pool=pool, visitors=visitors,
            idle=idle, opened=opened,
        )  # fmt: skip
        room.start()
