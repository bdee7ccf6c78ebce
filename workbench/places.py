"""Where the project's own files lie: the sample corpus and the notebooks."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import ReadError

PROJECT = Path(__file__).resolve().parents[1]


def sample_path(name: str = "articles") -> Path:
    """Return the folder of the sample corpus (or another folder of ``data/``).

    Raises
    ------
    ReadError
        If the package was installed without the project's files.

    Examples
    --------
    >>> sample_path().name
    'articles'
    """
    path = PROJECT / "data" / name
    if not path.exists():
        raise ReadError(
            f"There is no {path}: the sample corpus comes with the project's folder, not with "
            "the package. Install with 'pip install -e .' in a clone, or pass your own path."
        )
    return path
