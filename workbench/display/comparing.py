"""Two texts beside each other, and an article before and after: `show_stories`, `show_versions`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from workbench.alignment.diffs import word_edits
from workbench.display.cells import timestamp
from workbench.display.views import View
from workbench.errors import check_option
from workbench.labels import LANGUAGES, label, number
from workbench.tables import COMPARISON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    _Row = dict[str, Any]

_PARTS = ("headline", "paragraph", "sentence")
_NAMED = ("label", "voice", "source")
_SIGNS = {"same": "=", "changed": "~", "only_a": "<", "only_b": ">"}
_NEEDED = ("a_id", "b_id", "kind", "change", "a_text", "b_text", "detail")


def show_stories(
    comparison: pd.DataFrame, *, lang: str = "de", tz: str = "Europe/Zurich", max_pairs: int = 3
) -> View:
    """Show two articles in two columns: what both tell, what one tells otherwise or alone.

    Parameters
    ----------
    comparison
        A comparison table (`compare_stories`, `compare_copies`).
    lang
        Language of the view.
    tz
        Time zone of the times.
    max_pairs
        Pairs of articles to show; the view says how many there are.

    Returns
    -------
    View
        One row a part of the text, each with the outlet and a word for its state (same in both,
        told otherwise, only here, moved); colour only repeats the word. In sentences that are
        nearly equal the differing words are marked. Below: labels, voices and sources.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from workbench.stories.compare import compare_stories
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Bote", "Post"], "text": [
    ...     "Der Konflikt um Istrau dauert an. Er ist alt.", "Der Krieg um Istrau dauert an."]})
    >>> show_stories(compare_stories(articles, "a", "b", unit="sentence"), lang="en")
    Bote | Post
    ~ Der Konflikt um Istrau dauert an. | Der Krieg um Istrau dauert an.
    < Er ist alt.
    0 the same in both, 1 told otherwise, 1 only in Bote, 0 only in Post.
    """
    pairs, total = _pairs(comparison, "show_stories", lang, max_pairs)
    views = [_beside(rows, lang, tz) for rows in pairs]
    return _joined(views, len(pairs), total, lang)


def show_versions(
    comparison: pd.DataFrame,
    *,
    lang: str = "de",
    tz: str = "Europe/Zurich",
    unchanged: bool = True,
    max_pairs: int = 5,
) -> View:
    """Show an article with its changes, word by word: what was cut, what is new.

    Parameters
    ----------
    comparison
        A comparison table by sentences (`compare_versions`, `compare_copies`).
    lang
        Language of the view.
    tz
        Time zone of the times.
    unchanged
        False leaves out the sentences that stayed as they were.
    max_pairs
        Pairs of versions to show; the view says how many there are.

    Returns
    -------
    View
        The sentences in their order, each with a word for its state; cut words are struck
        through, new ones underlined. Below: labels, voices and sources.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from workbench.versions import compare_versions
    >>> articles = pd.DataFrame({"article_id": ["v1", "v2"], "text": [
    ...     "Der Konflikt um Istrau dauert an.", "Der Krieg um Istrau dauert an."]})
    >>> show_versions(compare_versions(articles, "v1", "v2"), lang="en")
    v1 → v2
    ~ Der [-Konflikt -]{+Krieg +}um Istrau dauert an.
    0 unchanged, 1 changed, 0 cut, 0 new.
    """
    pairs, total = _pairs(comparison, "show_versions", lang, max_pairs)
    views = [_after(rows, lang, tz, unchanged=unchanged) for rows in pairs]
    return _joined(views, len(pairs), total, lang)


def _pairs(
    comparison: pd.DataFrame, function: str, lang: str, most: int
) -> tuple[list[list[_Row]], int]:
    """Return the rows of the first pairs, and how many pairs there are."""
    check_option("lang", lang, LANGUAGES)
    COMPARISON.require(comparison, *_NEEDED, function=function)
    plain = comparison.astype("object").where(comparison.notna(), None)
    groups = [rows for _, rows in plain.groupby(["a_id", "b_id"], sort=False)]
    columns = [str(name) for name in plain]
    found = [
        [dict(zip(columns, row, strict=True)) for row in rows.itertuples(index=False)]
        for rows in groups[:most]
    ]
    return found, len(groups)


def _joined(views: list[View], shown: int, total: int, lang: str) -> View:
    """Put the pairs below each other, and say how many there are."""
    note = "" if total else label("no_rows", lang)
    if shown < total:
        values = {"shown": number(shown, lang), "total": number(total, lang)}
        note = label("compare_pairs_shown", lang, **values)
    html = [view.html for view in views]
    html += [Markup('<p class="wb-note">{}</p>').format(note)] if note else []
    text = "\n\n".join(filter(None, [*(view.text for view in views), note]))
    whole = Markup('<div class="wb-view wb-beside">{}</div>').format(Markup("\n").join(html))
    return View(whole, text)


def _beside(rows: list[_Row], lang: str, tz: str) -> View:
    names = _name(rows[0], "a"), _name(rows[0], "b")
    parts = [row for row in rows if row["kind"] in _PARTS]
    told = _counted(parts, "compare_counts", lang, names)
    html = Markup('<section class="wb-compared">{}{}{}{}</section>').format(
        _heads(rows[0], names, lang, tz),
        Markup("\n").join(_two(row, names, lang) for row in parts),
        Markup('<p class="wb-note">{}</p>').format(told),
        _told(rows, names, lang),
    )
    lines = [" | ".join(names)]
    for row in parts:
        texts = " | ".join(row[f"{side}_text"] for side in "ab" if row[f"{side}_text"])
        lines.append(f"{_SIGNS[row['change']]} {texts}")
    return View(html, "\n".join([*lines, told]))


def _name(row: _Row, side: str) -> str:
    return str(row.get(f"{side}_outlet") or row[f"{side}_id"])


def _heads(row: _Row, names: tuple[str, str], lang: str, tz: str) -> Markup:
    """Write the head of both columns: outlet, time, article."""
    cells = [
        Markup('<p class="wb-side"><strong>{}</strong> <span class="wb-zone">{}</span></p>').format(
            name, " · ".join(filter(None, [_time(row, side, lang, tz), str(row[f"{side}_id"])]))
        )
        for side, name in zip("ab", names, strict=True)
    ]
    return Markup('<div class="wb-pair wb-heads">{}</div>').format(Markup("").join(cells))


def _time(row: _Row, side: str, lang: str, tz: str) -> str:
    when = row.get(f"{side}_when")
    return "" if when is None else timestamp(when.tz_convert(tz), lang)


def _two(row: _Row, names: tuple[str, str], lang: str) -> Markup:
    """Write a part in two columns; a side without words stays empty."""
    words = _marked_pair(row)
    state = label(f"compare_{_state(row)}", lang)
    cells = [
        Markup('<div class="wb-side"><span class="wb-state">{}: {}</span><p>{}</p></div>').format(
            name, state, text
        )
        if text
        else Markup('<div class="wb-side wb-none"></div>')
        for name, text in zip(names, words, strict=True)
    ]
    return Markup('<div class="wb-pair wb-is-{} wb-of-{}">{}</div>').format(
        row["change"], row["kind"], Markup("").join(cells)
    )


def _state(row: _Row) -> str:
    """Return what a part is called: same, changed, only, each also moved."""
    state = "only" if row["change"].startswith("only") else row["change"]
    return f"{state}_moved" if row.get("moved") else state


def _marked_pair(row: _Row) -> tuple[Markup, Markup]:
    """Write both texts; where they are nearly equal, mark the words that differ."""
    a, b = row["a_text"] or "", row["b_text"] or ""
    if row["change"] != "changed" or row["detail"] is None:
        return Markup("{}").format(a), Markup("{}").format(b)
    edits = word_edits(a, b)
    return (
        Markup("").join(_set_apart(a[slice(*e.a)], "del", e.change) for e in edits),
        Markup("").join(_set_apart(b[slice(*e.b)], "ins", e.change) for e in edits),
    )


def _set_apart(words: str, tag: str, change: str) -> Markup:
    if change == "same" or not words:
        return Markup("{}").format(words)
    if tag == "del":
        return Markup("<del>{}</del>").format(words)
    return Markup("<ins>{}</ins>").format(words)


def _counted(parts: list[_Row], key: str, lang: str, names: tuple[str, str] = ("", "")) -> str:
    """Say how many parts are the same, changed, and in one only."""
    n = Counter(row["change"] for row in parts)
    counts = {change: number(n[change], lang) for change in _SIGNS}
    return label(key, lang, a=names[0], b=names[1], **counts)


def _told(rows: list[_Row], names: tuple[str, str], lang: str) -> Markup:
    """Write which labels, voices and sources differ, as a list of names."""
    pairs = []
    for kind in _NAMED:
        found = [row for row in rows if row["kind"] == kind]
        for change in ("changed", "only_a", "only_b", "same"):
            some = [_called(row) for row in found if row["change"] == change]
            if some:
                key = f"compare_{kind}_{'only' if change.startswith('only') else change}"
                where = names[0] if change == "only_a" else names[1]
                words = label(key, lang, outlet=where)
                pairs.append(Markup("<dt>{}</dt><dd>{}</dd>").format(words, " · ".join(some)))
    if not pairs:
        return Markup("")
    heard = any(row["kind"] in {"voice", "source"} for row in rows)
    told = label("compare_told", lang, a=names[0], b=names[1]) if heard else ""
    return Markup('<dl class="wb-told">{}</dl><p class="wb-note">{}</p>').format(
        Markup("").join(pairs), told
    )


def _called(row: _Row) -> str:
    return str(row["detail"] or row["a_text"] or row["b_text"])


def _after(rows: list[_Row], lang: str, tz: str, *, unchanged: bool) -> View:
    parts = [row for row in rows if row["kind"] in _PARTS]
    shown = [row for row in parts if unchanged or row["change"] != "same" or row.get("moved")]
    names = _name(rows[0], "a"), _name(rows[0], "b")
    told = _counted(parts, "compare_version_counts", lang)
    html = Markup('<section class="wb-compared">{}{}{}{}</section>').format(
        _title(rows[0], lang, tz),
        Markup("\n").join(_one(row, lang) for row in shown),
        Markup('<p class="wb-note">{}</p>').format(told),
        _told(rows, _version_names(rows[0], names, lang), lang),
    )
    lines = [f"{rows[0]['a_id']} → {rows[0]['b_id']}", *_lines(shown), told]
    return View(html, "\n".join(lines))


def _version_names(row: _Row, names: tuple[str, str], lang: str) -> tuple[str, str]:
    """Name the two versions of one outlet; two outlets are told by their names."""
    if row.get("a_outlet") != row.get("b_outlet"):
        return names
    return label("compare_older", lang), label("compare_newer", lang)


def _title(row: _Row, lang: str, tz: str) -> Markup:
    """Say which two texts: outlet, time and article of each."""
    ends = [
        " · ".join(filter(None, [row.get(f"{s}_outlet"), _time(row, s, lang, tz), row[f"{s}_id"]]))
        for s in "ab"
    ]
    return Markup('<p class="wb-heads"><del>{}</del> → <ins>{}</ins></p>').format(*ends)


def _one(row: _Row, lang: str) -> Markup:
    state = label(f"compare_version_{row['change']}", lang)
    moved = f", {label('compare_moved', lang)}" if row.get("moved") else ""
    words = Markup("").join(
        _set_apart(words, tag, "same" if tag == "both" else "changed")
        for tag, words in _inline(row)
    )
    return Markup(
        '<div class="wb-line wb-is-{} wb-of-{}"><span class="wb-state">{}{}</span><p>{}</p></div>'
    ).format(row["change"], row["kind"], state, moved, words)


def _inline(row: _Row) -> Iterator[tuple[str, str]]:
    """Yield the words of both texts as one: both, del, ins."""
    a, b = row["a_text"] or "", row["b_text"] or ""
    if row["change"] == "same":
        yield "both", b
    elif row["change"] != "changed" or row["detail"] is None:
        yield "del", a + (" " if a and b else "")
        yield "ins", b
    else:
        for edit in word_edits(a, b):
            if edit.change == "same":
                yield "both", b[slice(*edit.b)]
            else:
                yield "del", a[slice(*edit.a)]
                yield "ins", b[slice(*edit.b)]


def _lines(rows: Iterable[_Row]) -> Iterator[str]:
    wrapped = {"both": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    for row in rows:
        words = "".join(wrapped[tag].format(words) for tag, words in _inline(row) if words)
        yield f"{_SIGNS[row['change']]} {words}"
