"""Find the notebooks that a report is made of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import ReadError
from workbench.places import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable


def find_notebooks(names: Iterable[str | Path] | None, lang: str) -> list[Path]:
    """Return the notebooks called `names`, or all notebooks of a language.

    A name is a path, a file name, a slug (``word-frequencies``) or a number
    (``2`` or ``02``). Notebooks live in ``notebooks/<lang>/`` beside the
    package (an installation with ``pip install -e``), else below the current
    folder.
    """
    folders = [PROJECT / "notebooks" / lang, Path.cwd() / "notebooks" / lang]
    known = next((found for f in folders if (found := sorted(f.glob("*.ipynb")))), [])
    if names is not None:
        return [_one(str(name), known) for name in names]
    if not known:
        places = " and ".join(map(str, dict.fromkeys(folders)))
        raise ReadError(
            f"No notebooks found: looked in {places}. Run this from the folder of Media Workbench, "
            "or name a notebook: --notebook FILE.ipynb"
        )
    return known


def _one(name: str, known: list[Path]) -> Path:
    path = Path(name)
    if path.is_file():
        return path
    for candidate in known:
        if _matches(name, candidate.stem) or candidate.name == name:
            return candidate
    choice = ", ".join(p.stem for p in known) or "none"
    raise ReadError(f"There is no notebook {name!r}. There are: {choice}.")


def _matches(name: str, stem: str) -> bool:
    number, _, slug = stem.partition("-")
    if re.fullmatch(r"\d+", name) and re.fullmatch(r"\d+", number):
        return int(name) == int(number)
    return name in (stem, slug)
