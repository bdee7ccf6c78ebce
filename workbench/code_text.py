"""Codes as one short text: a class codes without accounts, and pastes or scans what comes out.

    MW1.3fa9c2.Anna%20K.vs.0010-a2f.9c1e

Five parts after the mark: the sheet's id, the coder's name, the questions (one letter each), the
answers item by item, and a check. An answer is one character a question: the number of the code
(0 to 9), the same as a letter (a for 0, b for 1, …) where the coder was unsure, ``-`` where it was
left open. The check is the last four hex digits of the CRC-32 of all before it, so that a text
that was cut or mistyped is refused. Blanks and line breaks that a mail put in do no harm.

The page that a class codes on writes the same text in JavaScript
(``resources/widgets/codes.js``); `tests/data/code-texts.json` holds both to it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from workbench.errors import ReadError
from workbench.tables import STANCES, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VARIABLES = {"label": ("yes", "no"), "voice": VOICES, "stance": STANCES}
MARK = "MW1."
_LETTERS = {name[0]: name for name in VARIABLES}
_OPEN = "-"
_SURE, _UNSURE = "0123456789", "abcdefghij"
_TEXT = re.compile(r"MW1\.([0-9a-f]{6})\.([^.]*)\.([a-z]+)\.([0-9a-j-]*)\.([0-9a-f]{4})")


class Answer(NamedTuple):
    """One answer: the item's place on the sheet (from 0), the question, the code, its doubt."""

    place: int
    variable: str
    code: str | None
    unsure: bool


class Coded(NamedTuple):
    """What one text holds."""

    sheet: str
    coder: str
    answers: list[Answer]


def sheet_id(spans: Iterable[tuple[str, int, int]]) -> str:
    """Return six hex digits that tell one sheet from another, from its items in order.

    Examples
    --------
    >>> sheet_id([("a", 4, 9)])
    'a479ac'
    """
    lines = "".join(f"{article}:{start}:{end}\n" for article, start, end in spans)
    return hashlib.sha256(lines.encode()).hexdigest()[:6]


def encode_codes(sheet: str, coder: str, n_items: int, answers: Iterable[Answer]) -> str:
    """Write the answers of one coder as a short text.

    Examples
    --------
    >>> answers = [Answer(0, "voice", "direct", False), Answer(1, "voice", "outlet", True)]
    >>> encode_codes("3fa9c2", "A", 3, answers)
    'MW1.3fa9c2.A.v.1a-.13fa'
    """
    given = {(a.place, a.variable): a for a in answers}
    asked = [name for name in VARIABLES if any(name == variable for _, variable in given)]
    asked = asked or ["voice", "stance"]
    cells = (_cell(given.get((place, name))) for place in range(n_items) for name in asked)
    letters = "".join(name[0] for name in asked)
    name = quote(coder, safe="").replace(".", "%2E")
    body = f"{MARK}{sheet}.{name}.{letters}.{''.join(cells)}."
    return body + check(body)


def decode_codes(text: str) -> Iterator[Coded]:
    """Read every text of codes in `text`, such as a pasted mail.

    Raises
    ------
    ReadError
        If there is none, or one was cut or mistyped.

    Examples
    --------
    >>> [coded] = decode_codes("Hallo! MW1.3fa9c2.A.v.1a-.13fa")
    >>> coded.coder, coded.answers[1]
    ('A', Answer(place=1, variable='voice', code='outlet', unsure=True))
    """
    bare = "".join(text.split())
    found = list(_TEXT.finditer(bare))
    if len(found) < bare.count(MARK) or not found:
        raise ReadError(
            f"{bare.count(MARK) - len(found)} of {bare.count(MARK)} coding texts are cut off or "
            f"mistyped. Each begins with {MARK} and ends with a point and four characters; ask "
            "for it again." if MARK in bare else f"There is no coding text (it begins with {MARK})."
        )  # fmt: skip
    yield from map(_decoded, found)


def check(body: str) -> str:
    """Return the four characters at the end of a text."""
    return f"{zlib.crc32(body.encode()) & 0xFFFF:04x}"


def _cell(answer: Answer | None) -> str:
    if answer is None or answer.code is None:
        return _OPEN
    number = VARIABLES[answer.variable].index(answer.code)
    return (_UNSURE if answer.unsure else _SURE)[number]


def _decoded(found: re.Match[str]) -> Coded:
    sheet, name, letters, cells, told = found.groups()
    coder = unquote(name)
    variables = [_LETTERS[letter] for letter in letters if letter in _LETTERS]
    if check(found[0][: -len(told)]) != told or len(variables) != len(letters):
        raise ReadError(f"The coding text of {coder!r} is mistyped; ask for it again.")
    if len(cells) % len(variables):
        raise ReadError(f"The coding text of {coder!r} is incomplete; ask for it again.")
    answers = [
        _answer(number // len(variables), variables[number % len(variables)], cell)
        for number, cell in enumerate(cells)
    ]
    return Coded(sheet, coder, answers)


def _answer(place: int, variable: str, cell: str) -> Answer:
    if cell == _OPEN:
        return Answer(place, variable, None, unsure=False)
    unsure = cell in _UNSURE
    number = (_UNSURE if unsure else _SURE).index(cell)
    if number >= len(VARIABLES[variable]):
        raise ReadError(f"A coding text has an answer to {variable} that does not exist.")
    return Answer(place, variable, VARIABLES[variable][number], unsure)
