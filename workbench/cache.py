"""Results of slow reading, kept between runs when `WORKBENCH_CACHE` asks for it.

`WORKBENCH_CACHE=1` keeps them in the user's cache folder, a path keeps them
there; without it nothing is written, for a result holds words of the text. What
is kept is found again by a digest of everything that it depends on: the text
with its zones, the options, and this package with all its rules. So a new rule
never meets an old result, and the folder can be deleted at any time. One file
an article, written under another name and then renamed: a run that was cancelled
goes on where it stopped, several processes may write at once, and a damaged file
is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VARIABLE = "WORKBENCH_CACHE"
_OFF, _ON = ("", "0", "off", "no"), ("1", "on", "yes")
_DIGEST = 64  # hexadecimal digits of a SHA-256


def cache_folder() -> Path | None:
    """Return the folder that results are kept in; None where none was asked for.

    Examples
    --------
    >>> before = os.environ.pop(VARIABLE, None)
    >>> cache_folder() is None
    True
    >>> os.environ.update({VARIABLE: before} if before else {})
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if asked.lower() in _OFF:
        return None
    return users_folder() if asked.lower() in _ON else Path(asked).expanduser()


def users_folder() -> Path:
    """Return the folder for caches of this system, and in it the one of this package."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "media-workbench"


def remembered(kind: str, depends_on: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 (any JSON)
    """Return what `make` gives, from an earlier run if it was kept.

    Parameters
    ----------
    kind
        What is kept: the name of a folder, such as ``"quotations"``.
    depends_on
        All that the result depends on, beside the package; as JSON can write it.
    make
        Makes the result, of what JSON can hold and give back unchanged.

    Examples
    --------
    >>> remembered("sums", [1, 2], lambda: 1 + 2)
    3
    """
    folder = cache_folder()
    if folder is None:
        return make()
    key = hashlib.sha256(f"{_package()}\n{json.dumps(depends_on)}".encode()).hexdigest()
    path = folder / kind / key[:2] / f"{key}.json"
    kept, there = _read(path)
    if there:
        return kept
    made = make()
    with suppress(OSError):  # a full or locked disk costs time, not the result
        body = json.dumps(made, ensure_ascii=True).encode()
        write_whole(path, [hashlib.sha256(body).hexdigest().encode(), body])
    return made


def _read(path: Path) -> tuple[Any, bool]:
    """Return what a file holds, and whether it is whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None, False
    digest, body = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return None, False
    return json.loads(body), True


def write_whole(path: Path, content: Iterable[bytes], *, lasting: bool = False) -> None:
    """Write a file under another name, then rename it: whoever opens it finds all of it.

    `lasting` waits for the disk, for files whose content nobody checks when they are opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}-{uuid4().hex}.part")
    try:
        with part.open("wb") as file:
            file.writelines(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@cache
def _package() -> str:
    """Return a digest of this package, its rules, and what its reading rests on."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in ("nltk", "numpy", "simplemma"):
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".tsv", ".toml", ".txt"}:
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
