"""Where dictionaries lie: made once from simplemma's data, then opened by every process.

`WORKBENCH_DICTIONARIES` names the folder; without it, that is `dictionaries` in the
user's cache folder, as matplotlib keeps its list of fonts. The folder can be deleted
at any time. A file is named after the data it was made from, so an update of
simplemma makes a new one. Where nothing can be written, or `off` is asked for, a
process has the dictionary for itself, in memory.
"""

from __future__ import annotations

import gc
import mmap
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import simplemma
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from workbench.cache import users_folder, write_whole
from workbench.dictionary.store import FORMAT, StoredDictionary, packed

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "WORKBENCH_DICTIONARIES"
_OFF = ("0", "off", "no")
_PATIENCE = 30  # seconds; making the largest takes three on an idle machine


@cache
def entries(language: str) -> Mapping[str, str] | None:
    """Return simplemma's words of a language with their lemmas; None where it has none.

    Examples
    --------
    >>> entries("de")["Kriege"], entries("xx") is None
    ('Krieg', True)
    """
    with suppress(OSError):
        path = _path(language)
        if (stored := _opened(path)) is None:
            _make(path, language)
            stored = _opened(path)
        if stored is not None:
            return stored
    with suppress(ValueError):
        return DefaultDictionaryFactory().get_dictionary(language)
    return None


def dictionary_folder() -> Path | None:
    """Return the folder of dictionaries; None where there is none, or none is wanted."""
    asked = os.environ.get(VARIABLE, "").strip()
    if asked.lower() in _OFF:
        return None
    with suppress(RuntimeError):  # an account without a home, as some containers have
        return Path(asked).expanduser() if asked else users_folder() / "dictionaries"
    return None


def _path(language: str) -> Path:
    """Name the file of a language after all that its bytes depend on."""
    folder = dictionary_folder()
    if folder is None or not language.isalpha():
        raise FileNotFoundError(language)
    data = files("simplemma.strategies.dictionaries") / "data" / f"{language}.plzma"
    made_of = FORMAT + sys.byteorder.encode() + data.read_bytes()
    digest = blake2b(made_of, digest_size=8).hexdigest()
    return folder / f"{language}-simplemma-{simplemma.__version__}-{digest}.words"


def _opened(path: Path) -> StoredDictionary | None:
    with suppress(OSError, ValueError), path.open("rb") as file:
        return StoredDictionary(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return None


def _make(path: Path, language: str) -> None:
    """Make a file, or wait for the process that is making it: many may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    try:
        making.open("x").close()
    except FileExistsError:
        if _comes(path, making):
            return
    try:
        words = DefaultDictionaryFactory().get_dictionary(language)
        write_whole(path, packed(words), lasting=True)
        del words
        gc.collect()  # simplemma's factory holds itself, and with it 106 MB of German
    finally:
        making.unlink(missing_ok=True)


def _comes(path: Path, making: Path) -> bool:
    """Wait for another process; it may have been killed."""
    end = monotonic() + _PATIENCE
    while making.exists() and monotonic() < end:
        sleep(0.05)
    return path.exists() and not making.exists()
