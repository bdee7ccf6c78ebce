"""Codes of people: read what coders saved, pasted or scanned, and put it on the sheet.

The way round: `sample_mentions` draws a sheet, `browse_codes` lets people code it, `read_codes`
gathers their answers, `measure_agreement` and `find_disagreements` say how far they agree,
`mark_codes` settles one answer an item, and `audit_mentions` corrects the shares with it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.code_text import MARK, VARIABLES, decode_codes, sheet_id
from workbench.errors import LoadWarning, OptionError, ReadError, TableError
from workbench.tables import CODES, SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.code_text import Coded

_KEY = ["coder", "item", "variable"]
_NEEDED = ("coder", "item", "variable", "code")
_READ = (".csv", ".txt")


def read_codes(
    source: str | Path | Iterable[str | Path], sheet: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Read codes from saved files, a folder of them, or pasted texts.

    Parameters
    ----------
    source
        A CSV file that `browse_codes` saved, a ``.txt`` file with pasted coding texts, a folder
        of both, a coding text itself (``MW1.…``, one or many with anything around them), or a
        list of these.
    sheet
        The sheet that was coded (`sample_mentions`). Needed for coding texts to know their
        articles; codes of another sheet are then refused.

    Returns
    -------
    pandas.DataFrame
        A codes table. Where a coder answered a question about an item more than once, the last
        answer stands; if answers differ, a `LoadWarning` says whose.

    Raises
    ------
    ReadError
        If there is no such file, it holds no codes, or a coding text was cut or mistyped.
    TableError
        If the codes belong to another sheet.

    Examples
    --------
    >>> read_codes("MW1.3fa9c2.A.v.1a-.13fa")[["coder", "item", "variable", "code", "unsure"]]
      coder  item variable    code  unsure
    0     A     1    voice  direct   False
    1     A     2    voice  outlet    True
    2     A     3    voice     NaN   False
    """
    several = isinstance(source, Iterable) and not isinstance(source, (str, pd.DataFrame))
    sources: list[Any] = list(source) if several else [source]  # type: ignore[arg-type]
    parts = [part for each in sources for part in _parts(each)]
    if not parts:
        raise ReadError("read_codes: no codes found. Give CSV files, coding texts, or a folder.")
    spans = None if sheet is None else _spans(sheet)
    frames = [part if spans is None else _placed(part, spans) for part in parts]
    codes = pd.concat([CODES.conform(f) for f in frames], ignore_index=True)
    _check(codes)
    _tell_changed(codes)
    return codes.drop_duplicates(_KEY, keep="last").reset_index(drop=True)


def read_sheet(path: str | Path) -> pd.DataFrame:
    """Read a sheet that was saved as CSV (`write_table`, or `workbench coding`).

    Parameters
    ----------
    path
        The CSV file; codes that were filled in with a spreadsheet are kept.

    Returns
    -------
    pandas.DataFrame
        A sheet, as `sample_mentions` drew it.

    Raises
    ------
    ReadError
        If there is no such file, or it is no sheet.

    Examples
    --------
    >>> read_sheet("sheet.csv")  # doctest: +SKIP
    """
    file = Path(path).expanduser()
    if not file.is_file():
        raise ReadError(f"There is no sheet {str(path)!r}.")
    words = {c.name: "str" for c in SHEET.columns if c.dtype == "str"}
    frame = _read_csv(file, words)
    missing = [name for name in ("item", "article_id", "start", "end") if name not in frame]
    if missing:
        raise ReadError(f"{file.name} is no sheet: it lacks the column {missing[0]!r}.")
    texts = {name: frame[name].fillna("") for name in words if name in frame}
    return SHEET.conform(frame.assign(**texts))


def take_codes(sheet: pd.DataFrame, *, coder: str = "rules") -> pd.DataFrame:
    """Take the rules' own marks as the codes of one more coder.

    So that a class can be set against the tool: put the table below that of the class, and
    `measure_agreement(..., pairs=True)` compares each learner with the rules.

    Parameters
    ----------
    sheet
        A sheet (`sample_mentions`); its `stratum` holds what the rules said.
    coder
        The name under which they stand.

    Returns
    -------
    pandas.DataFrame
        A codes table.

    Examples
    --------
    >>> sheet = pd.DataFrame({"item": [1], "stratum": ["outlet · asserted"]})
    >>> take_codes(sheet)[["coder", "item", "variable", "code"]].values.tolist()
    [['rules', 1, 'voice', 'outlet'], ['rules', 1, 'stance', 'asserted']]
    """
    SHEET.require(sheet, "item", "stratum", function="take_codes")
    told = sheet["stratum"].astype("str").str.split(" · ")
    kept = sheet[[name for name in ("item", "article_id", "start", "end") if name in sheet]]
    marks = [
        kept.assign(coder=coder, variable=variable, code=told.str[place].astype("str"))
        for place, variable in enumerate(("voice", "stance"))
    ]
    return CODES.conform(pd.concat(marks).sort_values("item", kind="stable", ignore_index=True))


def mark_codes(
    sheet: pd.DataFrame, codes: pd.DataFrame, *, coder: str | None = None
) -> pd.DataFrame:
    """Put one answer an item on the sheet, ready for `audit_mentions`.

    Parameters
    ----------
    sheet
        The sheet that was coded (`sample_mentions`).
    codes
        A codes table (`read_codes`).
    coder
        Whose answers to take, such as the one who settled the disagreements. None takes what
        more than half of the coders say; an item without such a majority stays open.

    Returns
    -------
    pandas.DataFrame
        The sheet, same rows and order, with `coded_voice` and `coded_stance` filled in.

    Raises
    ------
    OptionError
        If there is no coder of that name.
    TableError
        If a column is missing.

    Examples
    --------
    >>> sheet = pd.DataFrame({"item": [1]})
    >>> codes = pd.DataFrame({"coder": ["A", "B", "C"], "item": 1, "variable": "voice",
    ...                       "code": ["outlet", "outlet", "direct"]})
    >>> mark_codes(sheet, codes)[["item", "coded_voice"]].values.tolist()
    [[1, 'outlet']]
    """
    SHEET.require(sheet, "item", function="mark_codes")
    CODES.require(codes, *_NEEDED, function="mark_codes")
    given = codes[codes["code"].notna()]
    if coder is not None:
        given = given[given["coder"] == coder]
        if given.empty:
            names = ", ".join(sorted(set(codes["coder"].astype("str"))))
            raise OptionError(f"mark_codes: coder={coder!r} has no codes. There are: {names}.")
    settled = _majorities(given)
    columns = {
        f"coded_{variable}": [settled.get(variable, {}).get(item, "") for item in sheet["item"]]
        for variable in ("voice", "stance")
    }
    return sheet.assign(**columns)


def _parts(source: str | Path) -> Iterator[pd.DataFrame]:
    """Yield the codes of a path or a text, one table a file or coder."""
    if isinstance(source, str) and MARK in source:
        yield from map(_table, decode_codes(source))
        return
    if not isinstance(source, (str, Path)):
        raise ReadError(
            "read_codes: give CSV files, coding texts (MW1.…), or a folder of them, not "
            f"{type(source).__name__}."
        )
    path = Path(source).expanduser()
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.suffix.lower() in _READ and not _is_sheet(file):
                yield from _parts(file)
    elif not path.is_file():
        raise ReadError(f"read_codes: there is no file or folder {str(source)!r}.")
    elif path.suffix.lower() == ".csv":
        yield _saved(path)
    else:
        yield from map(_table, decode_codes(path.read_text(encoding="utf-8-sig")))


def _is_sheet(file: Path) -> bool:
    """Say whether a file is the sheet that was handed out: it often lies beside the answers."""
    if file.suffix.lower() != ".csv":
        return False
    names = _read_csv(file, {}).columns
    return "coder" not in names and {"item", "stratum"} <= set(names)


def _read_csv(path: Path, words: dict[str, str]) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=words, encoding="utf-8-sig")
    except (ValueError, UnicodeDecodeError) as wrong:
        raise ReadError(f"{path.name} can't be read as CSV: {wrong}") from None


def _saved(path: Path) -> pd.DataFrame:
    words = dict.fromkeys(("coder", "article_id", "variable", "code", "note"), "str")
    frame = _read_csv(path, words)
    missing = [name for name in _NEEDED if name not in frame]
    if missing:
        raise ReadError(f"{path.name} holds no codes: it lacks the column {missing[0]!r}.")
    return frame


def _table(coded: Coded) -> pd.DataFrame:
    rows = [(a.place + 1, a.variable, a.code, a.unsure) for a in coded.answers]
    frame = pd.DataFrame(rows, columns=["item", "variable", "code", "unsure"])
    return frame.assign(coder=coded.coder, start=-1, end=-1, sheet=coded.sheet)


def _spans(sheet: pd.DataFrame) -> pd.DataFrame:
    SHEET.require(sheet, "item", "article_id", "start", "end", function="read_codes")
    return sheet.set_index("item")[["article_id", "start", "end"]].sort_index()


def _placed(part: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Give codes the places of the sheet's items, and refuse those of another sheet."""
    items = spans.reindex(part["item"])
    if "sheet" in part:
        ours = sheet_id(zip(spans["article_id"], spans["start"], spans["end"], strict=True))
        same = set(part["sheet"]) == {ours} and part["item"].max() <= len(spans)
    else:
        told = part["start"].to_numpy() if "start" in part else items["start"].to_numpy()
        same = bool((items["start"].to_numpy() == told).all())
    if not same:
        raise TableError(
            f"read_codes: the codes of {part['coder'].iloc[0]!r} belong to another sheet. Pass the "
            "sheet that was coded; the same seed and articles draw it again."
        )
    return part.assign(**{name: items[name].to_numpy() for name in map(str, items)})


def _check(codes: pd.DataFrame) -> None:
    """Refuse questions and codes that do not exist."""
    for variable, code in codes[["variable", "code"]].dropna().drop_duplicates().to_numpy():
        if code not in VARIABLES.get(variable, ()):
            known = "; ".join(f"{name}: {', '.join(words)}" for name, words in VARIABLES.items())
            raise ReadError(f"read_codes: {variable}={code!r} is not known. Known: {known}.")


def _tell_changed(codes: pd.DataFrame) -> None:
    """Warn where one coder's answers to one question differ."""
    answers = codes.groupby(_KEY, sort=False)["code"].nunique()
    changed = answers[answers > 1].reset_index()
    for coder, n in changed.groupby("coder").size().items():
        warnings.warn(
            f"{coder} answered {n} question(s) in two ways; the last answer stands. "
            "If these are two people, give them two names.",
            LoadWarning,
            stacklevel=3,
        )


def _majorities(codes: pd.DataFrame) -> dict[str, dict[Any, str]]:
    """Return, for each question, the code that more than half of the coders gave an item."""
    settled: dict[str, dict[Any, str]] = {}
    for (variable, item), given in codes.groupby(["variable", "item"], sort=False)["code"]:
        first = given.value_counts()
        if 2 * first.iloc[0] > len(given):
            settled.setdefault(str(variable), {})[item] = str(first.index[0])
    return settled
