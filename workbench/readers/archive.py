"""ZIP and gzip, read in memory and within limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from workbench.readers.records import Problem, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

ZIP, GZIP = ".zip", ".gz"

MAX_MEMBERS = 10_000
MAX_BYTES = 1_000_000_000  # of all members together, unpacked
MAX_RATIO = 200  # unpacked to packed; text packs 3 to 20 times, a bomb a thousand times
_RATIO_FROM = 1_000_000  # bytes; a small file of one letter is no bomb
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


def open_zip(source: Source) -> Iterator[Source | Problem]:
    """Hand on the members of a ZIP one by one, sorted by name."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield Problem(source.name, f"unreadable:{type(error).__name__}")
        return
    with archive:
        members = sorted(
            (m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename
        )
        if problem := _bomb(members):
            yield Problem(source.name, problem)
            return
        left = MAX_BYTES
        for member in members:
            opened = _read_member(
                archive, member, f"{source.name}/{safe_name(member.filename)}", left
            )
            left -= len(opened.data) if isinstance(opened, Source) else 0
            yield opened


def _bomb(members: list[zipfile.ZipInfo]) -> str:
    """Name the limit that an archive breaks, going by its own table of contents."""
    if len(members) > MAX_MEMBERS:
        return f"zip:{len(members)}-members"
    if sum(m.file_size for m in members) > MAX_BYTES:
        return "zip:too-large"
    heavy = (m for m in members if m.file_size > _RATIO_FROM)
    return (
        "zip:bomb" if any(m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in heavy) else ""
    )


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int
) -> Source | Problem:
    if member.flag_bits & _ENCRYPTED:
        return Problem(name, "encrypted")
    try:
        with archive.open(member) as file:
            data, cut = _read(file, left)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        return Problem(name, f"unreadable:{type(error).__name__}")
    if cut:
        return Problem(name, "zip:too-large")  # the table of contents lied
    return Source(name, PurePosixPath(name).suffix.lower(), data)


def safe_name(member: str) -> str:
    r"""Return a member's path without drive, root and ways up.

    Examples
    --------
    >>> safe_name("../../evil.txt"), safe_name("C:\\page.txt")
    ('evil.txt', 'page.txt')
    """
    parts = re.sub(r"^[A-Za-z]:", "", member.replace("\\", "/")).split("/")
    return "/".join(p for p in parts if p not in {"", ".", ".."}) or "unnamed"


def open_gzip(source: Source) -> Iterator[Source | Problem]:
    """Hand on what a .gz holds; what comes before a broken end is kept."""
    name = source.name[: -len(GZIP)]
    limit = max(_RATIO_FROM, min(MAX_BYTES, MAX_RATIO * len(source.data)))
    data, whole = _gunzip(source.data, limit + 1)
    if len(data) > limit:
        yield Problem(source.name, "zip:bomb")
        return
    if not whole:
        yield Problem(source.name, "truncated", skipped=not data)
    if data or whole:
        yield Source(name, PurePosixPath(name).suffix.lower(), data, cut=not whole)


def _gunzip(packed: bytes, limit: int) -> tuple[bytes, bool]:
    """Unpack up to `limit` bytes; tell whether the end was reached in good order.

    `gzip` would throw away what it has when the end is missing.
    """
    parts: list[bytes] = []
    while packed and limit > 0:
        member = zlib.decompressobj(wbits=31)
        while not member.eof and limit > 0:
            try:
                part = member.decompress(packed, min(_CHUNK, limit))
            except zlib.error:
                return b"".join(parts), False
            packed = member.unconsumed_tail
            limit -= len(part)
            parts.append(part)
            if not part and not packed and not member.eof:
                return b"".join(parts), False
        packed = member.unused_data
    return b"".join(parts), bool(parts)


def _read(file: IO[bytes], limit: int) -> tuple[bytes, bool]:
    data = file.read(limit + 1)
    return data[:limit], len(data) > limit
