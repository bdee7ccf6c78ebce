"""Code a sheet, one passage after the other: `browse_codes`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.agreement import find_disagreements
from workbench.code_text import VARIABLES, sheet_id
from workbench.coding import read_codes
from workbench.errors import OptionError, TableError, check_option
from workbench.labels import LANGUAGES, label
from workbench.tables import SHEET
from workbench.widgets.packing import as_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.widgets.coder import Coder

_PASSAGE = ("label", "before", "surface", "after")
_BOOK = ("definition", "example", "counter_example", "source")


def browse_codes(
    sheet: pd.DataFrame,
    codebook: pd.DataFrame | None = None,
    *,
    coder: str = "A",
    codes: pd.DataFrame | None = None,
    questions: Iterable[str] = ("voice", "stance"),
    path: str | Path | None = None,
    lang: str = "de",
) -> Coder:
    """Code passages by hand: one at a time, with the keyboard, saved as you go.

    Each answer is written to a CSV file at once; coding goes on there the next
    time. Neither what the rules said nor the outlet is shown, so that they sway
    nobody.

    Parameters
    ----------
    sheet
        A sheet, as `sample_mentions` draws it.
    codebook
        A codebook (`read_codebook`): definition, example and counter-example of
        the label stand beside the passage.
    coder
        Your name or letter.
    codes
        Codes of others (`read_codes`). Then only the items that they answered
        differently are shown, the most disputed first, with what each said: to
        settle them. Pass the result to `mark_codes` with this `coder`.
    questions
        What to ask: ``"label"`` (does the word count at all?), ``"voice"``, ``"stance"``.
    path
        The CSV file; ``codes-<coder>.csv`` in the current folder by default. It
        appears with the first answer.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    Coder
        A widget. Its `codes` is the codes table so far.

    Raises
    ------
    TableError
        If a column is missing, or the file holds codes of another sheet.
    OptionError
        If a question or the language is not known, or `coder` is empty.

    Examples
    --------
    >>> sheet = pd.DataFrame({
    ...     "item": [1], "article_id": ["a"], "start": [4], "end": [9], "label": ["Krieg"],
    ...     "before": ["Der "], "surface": ["Krieg"], "after": [" tobt."],
    ... })
    >>> browse_codes(sheet, lang="en").codes["code"].tolist()
    []
    """
    from workbench.widgets.coder import Coder

    check_option("lang", lang, LANGUAGES)
    if not coder.strip():
        raise OptionError("browse_codes: give the coder a name or letter, such as coder='A'.")
    plain = re.sub(r"[^\w-]+", "_", coder)
    file = Path(path) if path is not None else Path(f"codes-{plain}.csv")
    data = coding_data(sheet, codebook, questions=questions, codes=codes, lang=lang)
    answers, notes = _answers_of(file, sheet, coder)
    return Coder(
        sheet, file=file, data=data, answers=answers, notes=notes, coder=coder, lang=lang
    )  # fmt: skip


def coding_data(
    sheet: pd.DataFrame,
    codebook: pd.DataFrame | None,
    *,
    questions: Iterable[str],
    lang: str,
    codes: pd.DataFrame | None = None,
) -> dict[str, Any]:
    """Return what the view reads: passages, questions and definitions, never the predictions."""
    needed = ("item", "article_id", "start", "end", *_PASSAGE)
    SHEET.require(sheet, *needed, function="browse_codes")
    asked = [questions] if isinstance(questions, str) else list(questions)
    for name in asked:
        check_option("questions", name, tuple(VARIABLES))
    if not asked:
        raise OptionError(f"browse_codes: ask something: {', '.join(VARIABLES)}.")
    ordered = sheet.sort_values("item", kind="stable")
    spans = zip(as_words(ordered["article_id"]), ordered["start"], ordered["end"], strict=True)
    passages = ordered[list(_PASSAGE)].itertuples(index=False, name=None)
    rows = [
        {"place": place} | {name: str(word) for name, word in zip(_PASSAGE, row, strict=True)}
        for place, row in enumerate(passages)
    ]
    items = rows if codes is None else _disputed(rows, ordered, codes)
    return {
        "sheet": sheet_id(spans),
        "n": len(ordered),
        "items": items,
        "questions": [_question(name, lang) for name in VARIABLES if name in asked],
        "book": {} if codebook is None else _book(codebook),
    }


def _disputed(
    items: list[dict[str, Any]], ordered: pd.DataFrame, codes: pd.DataFrame
) -> list[dict[str, Any]]:
    """Keep what coders answered differently, the most disputed first, with their answers."""
    places = {item: place for place, item in enumerate(ordered["item"])}
    beside: dict[int, dict[str, str]] = {}
    disputes = find_disagreements(codes)
    for item, variable, told, notes in zip(
        *(disputes[name] for name in ("item", "variable", "codes", "notes")), strict=True
    ):
        if item in places:
            words = told if pd.isna(notes) else f"{told} · {notes}"
            beside.setdefault(places[item], {})[variable] = words
    return [items[place] | {"beside": told} for place, told in beside.items()]


def _question(name: str, lang: str) -> dict[str, Any]:
    codes = [
        {
            "code": code,
            "words": label(f"codes_code_{name}_{code}", lang),
            "help": label(f"codes_help_{name}_{code}", lang),
        }
        for code in VARIABLES[name]
    ]
    return {"name": name, "words": label(f"codes_question_{name}", lang), "codes": codes}


def _book(codebook: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return each label's definition and examples, those that are filled in."""
    kept = [name for name in _BOOK if name in codebook]
    first = codebook.groupby("label", sort=False, observed=True)[kept].first().fillna("")
    entries = zip(first.index, first.itertuples(index=False, name=None), strict=True)
    return {
        str(name): {key: str(value) for key, value in zip(kept, row, strict=True) if value}
        for name, row in entries
    }


def _answers_of(
    file: Path, sheet: pd.DataFrame, coder: str
) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """Read what this coder saved before."""
    if not file.is_file():
        return {}, {}
    places = {item: place for place, item in enumerate(sorted(sheet["item"]))}
    try:
        codes = read_codes(file, sheet)
    except TableError as wrong:
        raise TableError(f"{wrong} ({file.name} is in the way: pass another path.)") from None
    own = codes[(codes["coder"] == coder) & codes["item"].isin(places)]
    answers: dict[str, list[Any]] = {}
    notes: dict[str, str] = {}
    for row in own.to_dict("records"):
        place = places[row["item"]]
        if not pd.isna(row["code"]):
            answers[f"{place}:{row['variable']}"] = [row["code"], bool(row["unsure"])]
        if not pd.isna(row["note"]):
            notes[str(place)] = row["note"]
    return answers, notes
