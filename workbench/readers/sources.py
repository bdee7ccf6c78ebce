"""From a path, a list, a folder or an archive to files in memory; never from an address."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from workbench.errors import ReadError
from workbench.outlets import PROFILE
from workbench.readers.archive import GZIP, ZIP, open_gzip, open_zip
from workbench.readers.records import Problem, Source, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Where = str | os.PathLike[str]

PAGES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"})
READABLE = PAGES | TABLES | {ZIP, GZIP}

ACCEPTED = (
    "Media Workbench reads web pages pasted into .txt or .md files, saved pages (.html), tables "
    "(.csv, .tsv, .jsonl, .json, .parquet), folders of them, and .zip or .gz of them."
)

# Python's own way to store objects can run any code when it is opened.
_PICKLES = frozenset({".pkl", ".pickle", ".joblib", ".dill"})
# What lies beside saved pages and is no article.
_ASSETS = words_of(
    ".css .js .map .png .jpg .jpeg .gif .svg .webp .avif .ico .woff .woff2 .ttf .otf .mp3 .mp4 "
    ".webm .toml .yml .yaml .ini .log .py .ipynb"
)
_NO_ARTICLE = re.compile(
    r"(readme|license|licence|lizenz|liesmich|changelog|contributing)\b.*", re.IGNORECASE
)
_HIDDEN = re.compile(r"\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_PAGE_PARTS = re.compile(
    r".*[-_ .](files|dateien|fichiers)", re.IGNORECASE
)  # browsers' «save page»
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+://|www\.|mailto:|data:)", re.IGNORECASE)

MAX_PAGE_BYTES = 30_000_000  # five million characters of text, with generous markup


def list_files(source: Where | Iterable[Where]) -> list[tuple[Path, str]]:
    """Return the files of a source with the name that each goes by, sorted.

    Raises `ReadError` if a path is an address, or does not exist.
    """
    if isinstance(source, (str, os.PathLike)):
        path = _existing(source)
        return _walk(path) if path.is_dir() else [(path, path.name)]
    wanted = [_existing(one) for one in list_paths(source)]
    inner = ((path, _walk(path) if path.is_dir() else [(path, "")]) for path in wanted)
    return [(p, (path / name).as_posix()) for path, found in inner for p, name in found]


def list_paths(source: Iterable[Where]) -> list[Where]:
    """Return the paths of a source that is no path itself; refuse what is neither."""
    try:
        paths = list(source)
    except TypeError:
        paths = [source]  # type: ignore[list-item]
    if not all(isinstance(path, (str, os.PathLike)) for path in paths):
        raise ReadError(
            f"read_articles needs a path, a list of paths, a folder or a ZIP, "
            f"not {type(source).__name__}. {ACCEPTED}"
        )
    return paths


def list_profiles(source: Where | list[Where], given: Where | None = None) -> list[Path]:
    """Return the profiles of the user's own outlets: those given, else those beside the articles.

    They lie in the folder that is read, or in ``outlets/`` in it, and their
    names end in ``.outlet.toml``. A file is looked at with its own folder.
    """
    if given is not None:
        path = _existing(given)
        return sorted(path.glob(f"*{PROFILE}")) if path.is_dir() else [path]
    wanted = [source] if isinstance(source, (str, os.PathLike)) else source
    paths = [path for path in map(Path, wanted) if path.exists()]
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    places = [place for folder in folders for place in (folder, folder / "outlets")]
    return [path for place in places for path in sorted(place.glob(f"*{PROFILE}"))]


def _existing(where: Where) -> Path:
    text = os.fspath(where)
    if _ADDRESS.match(text):
        raise ReadError(
            f"{text!r} is an address, and Media Workbench opens nothing on the network. Open the "
            "page in a browser, save it (Ctrl+S) or paste its text into a .txt file, and give the "
            "path of that file."
        )
    path = Path(text).expanduser()
    if path.exists():
        return path
    near = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    guess = get_close_matches(path.name, near, n=1)
    hint = f" Did you mean {str(path.parent / guess[0])!r}?" if guess else ""
    if "*" in text:
        hint = " For a pattern, pass sorted(pathlib.Path('folder').glob('*.txt'))."
    raise ReadError(f"There is no file or folder {text!r} (looked in {Path.cwd()}).{hint}")


def _walk(folder: Path) -> list[tuple[Path, str]]:
    """List a folder and what is below it, without hidden files and parts of saved pages."""
    found = []
    for root, folders, files in os.walk(folder):
        pages = {Path(f).stem.casefold() for f in files if Path(f).suffix.lower() in PAGES}
        folders[:] = [d for d in folders if not _HIDDEN.match(d) and not _is_part(d, pages)]
        found += [Path(root) / name for name in files if not _is_no_source(name)]
    return [(p, p.relative_to(folder).as_posix()) for p in sorted(found)]


def _is_no_source(name: str) -> bool:
    return bool(_HIDDEN.match(name)) or name.lower().endswith(PROFILE)


def _is_part(folder: str, pages: set[str]) -> bool:
    return (
        bool(_PAGE_PARTS.fullmatch(folder))
        and re.sub(r"[-_ .]\w+$", "", folder).casefold() in pages
    )


def open_source(path: Path, name: str) -> Iterator[Source | Problem]:
    """Read one file into memory; an archive gives its members one by one."""
    suffix = path.suffix.lower()
    if problem := refusal(name, suffix):
        yield problem
        return
    try:
        with path.open("rb") as file:
            limit = MAX_PAGE_BYTES if suffix in PAGES else -1
            data = file.read(limit)
            cut = limit > 0 and bool(file.read(1))
    except OSError as error:
        yield Problem(name, f"unreadable:{error.strerror or type(error).__name__}")
        return
    yield from _unpack(Source(name, suffix, data, cut))


def _unpack(source: Source, depth: int = 0) -> Iterator[Source | Problem]:
    """Hand on a file, or the members of an archive; a ZIP in a ZIP in a ZIP is refused."""
    if source.suffix == ZIP and depth > 1:
        yield Problem(source.name, "zip:nested")
    elif source.suffix in {ZIP, GZIP}:
        opened = open_zip(source) if source.suffix == ZIP else open_gzip(source)
        for inner in opened:
            if isinstance(inner, Problem):
                yield inner
            elif not (problem := _member_refusal(inner)):
                yield from _unpack(inner, depth + (source.suffix == ZIP))
            elif problem != _SILENT:
                yield problem
    else:
        yield source


_SILENT = Problem("", "hidden")


def _member_refusal(inner: Source) -> Problem | None:
    parts = PurePosixPath(inner.name).parts
    return _SILENT if any(map(_HIDDEN.match, parts)) else refusal(inner.name, inner.suffix)


def refusal(name: str, suffix: str) -> Problem | None:
    """Say why a file is not read; None if it is."""
    lower = PurePosixPath(name).name.lower()
    if suffix in _PICKLES:
        return Problem(name, "refused:pickle")
    if lower.endswith(".gold.json"):
        return Problem(name, "no-article:gold-record", quiet=True)
    if _NO_ARTICLE.fullmatch(lower) and suffix in {"", ".md", ".txt", ".html"}:
        return Problem(name, "no-article:readme", quiet=True)
    if suffix in _ASSETS:
        return Problem(name, f"no-article:{suffix}", quiet=True)
    if suffix not in READABLE:
        return Problem(name, f"unknown-format:{suffix or 'no suffix'}")
    return None
