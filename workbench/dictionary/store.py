"""A dictionary as one run of bytes, so that it can be a file that processes share.

A word is looked up by its checksum, which names a bucket of about two entries; in
the bucket its own bytes are searched, so that words with one checksum are never
confused. The marks between entries are bytes that UTF-8 does not have. Of a lemma
only what differs is kept: nothing where it is the word itself, a count where the
word only loses its end. So German takes 21 MB, where a dict takes 106 MB.
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

FORMAT: Final = b"wbdict01"  # another one where the bytes change: no old file is read then
_HEAD: Final = Struct("=8sQII")  # format, bytes in all, entries, buckets
_WORD, _LEMMA = b"\xff", b"\xfe"
_WHOLE: Final = 0  # bytes that the word loses: a lemma that is written out follows
_AT_MOST: Final = 0xFD  # the count is one byte, and no mark
_A_BUCKET: Final = 2  # entries


class StoredDictionary(Mapping[str, str]):
    """Words and their lemmas, read where `packed` put them.

    Examples
    --------
    >>> words = {"Krieg": "Krieg", "Kriege": "Krieg", "Häuser": "Haus"}
    >>> stored = StoredDictionary(b"".join(packed(words)))
    >>> stored["Krieg"], stored["Kriege"], stored.get("Häuser"), stored.get("Hä")
    ('Krieg', 'Krieg', 'Haus', None)
    >>> dict(stored) == words, len(stored)
    (True, 3)
    """

    __slots__ = ("_body", "_buckets", "_bytes", "_count", "_starts")

    def __init__(self, content: bytes | mmap) -> None:
        """Take what `packed` made; ValueError where it is something else, or not whole."""
        head = content[: _HEAD.size].ljust(_HEAD.size, b"\0")
        made, size, self._count, self._buckets = _HEAD.unpack(head)
        if made != FORMAT or size != len(content):
            raise ValueError("This is no dictionary, or only a part of one.")
        self._bytes = content
        self._body = _HEAD.size + 4 * (self._buckets + 1)
        self._starts = memoryview(content)[_HEAD.size : self._body].cast("I")

    def get(self, key: str, default: Any = None, /) -> Any:  # noqa: ANN401 (as Mapping has it)
        """Return the lemma of a word; the hottest line of the package, so all of it is here."""
        word = key.encode("utf-8", "surrogatepass")
        bucket = crc32(word) % self._buckets
        mark = b"\xff%b\xfe" % word
        at = self._bytes.find(mark, self._starts[bucket], self._starts[bucket + 1])
        if at < 0:
            return default
        at += len(mark)
        kept = self._bytes[at : self._bytes.find(_WORD, at)]
        if not kept:
            return key
        return (word[: -kept[0]] if kept[0] != _WHOLE else kept[1:]).decode()

    def __getitem__(self, key: str) -> str:
        if (lemma := self.get(key)) is None:
            raise KeyError(key)
        return lemma

    def __iter__(self) -> Iterator[str]:
        at = self._body
        while (end := self._bytes.find(_LEMMA, at)) >= 0:
            yield self._bytes[at + 1 : end].decode()
            at = self._bytes.find(_WORD, end)

    def __len__(self) -> int:
        return self._count


def packed(words: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the bytes of a dictionary, for a `StoredDictionary` to read."""
    buckets = len(words) // _A_BUCKET + 1
    entries = [_entry(word.encode(), lemma.encode()) for word, lemma in words.items()]
    sums = np.fromiter((crc32(word.encode()) for word in words), np.uint32, len(words))
    bucket = sums % np.uint32(buckets)
    sizes = np.fromiter(map(len, entries), np.int64, len(entries))
    head = _HEAD.size + 4 * (buckets + 1)
    ends = head + np.cumsum(np.bincount(bucket, sizes, buckets)).astype(np.int64)
    yield _HEAD.pack(FORMAT, int(ends[-1]) + len(_WORD), len(words), buckets)
    yield np.concatenate([[head], ends]).astype(np.uint32).tobytes()
    yield b"".join([entries[at] for at in np.argsort(bucket, kind="stable").tolist()])
    yield _WORD


def _entry(word: bytes, lemma: bytes) -> bytes:
    if word == lemma:
        return b"\xff%b\xfe" % word
    cut = len(word) - len(lemma)
    if 0 < cut <= _AT_MOST and word.startswith(lemma):
        return b"\xff%b\xfe%c" % (word, cut)
    return b"\xff%b\xfe\0%b" % (word, lemma)
