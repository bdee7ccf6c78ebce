"""Score the zones and fields of pasted pages against labels made before any rule.

    python tests/score_pages.py dev          lines right, fields right, by zone
    python tests/score_pages.py dev --show   and each line that went wrong
    python tests/score_pages.py heldout      the second half (seen since November 2026)
    python tests/score_pages.py blind        the third set (.870 blind; seen since then too)
    python tests/score_pages.py dev --perturb    lines right when the pages are pasted otherwise
    python tests/score_pages.py layouts      page layouts written from memory while building
    python tests/score_pages.py --update     pin floors (only upwards)
    python tests/score_pages.py --update --allow-regression

The floors stand in ``tests/pages/floors.json`` beside a digest of the labels;
``test_cleaning.py`` holds the scores to them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workbench.cleaning import Page, clean_page

from floors import pin

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = Path(__file__).parent / "pages"
LAYOUTS = Path(__file__).parent / "layouts"
FLOORS = PAGES / "floors.json"
HALVES = ("dev", "heldout", "blind")
FIELDS = (
    "outlet",
    "kicker",
    "headline",
    "lead",
    "published",
    "updated",
    "authors",
    "author_code",
    "agency",
)


@dataclass
class Score:
    """What went right and wrong over the pages of one set."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[tuple[str, bool]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def lines(self) -> float:
        right = sum(n for (gold, ours), n in self.pairs.items() if gold == ours)
        return right / max(1, self.pairs.total())

    @property
    def fields_right(self) -> float:
        right = sum(n for (_, ok), n in self.fields.items() if ok)
        return right / max(1, self.fields.total())


Perturbed = tuple[list[tuple[str, str]], str, str]  # (line, zone or nothing), name, language
CONTENT = frozenset(["kicker", "headline", "lead", "subhead", "body", "caption", "credit"])
LABELS = (("Publiziert", "Published"), ("Aktualisiert", "Updated"), ("Teilen", "Share"),
          ("Anzeige", "Advertisement"), ("Kommentare", "Comments"), ("Foto:", "Photo:"),
          ("Lesen Sie auch", "Read also"), ("Mehr zum Thema", "More on this story"),
          ("Von ", "By "), ("Themen", "Topics"), ("Newsletter", "newsletter"))  # fmt: skip


def _switch_labels(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write the labels of one language in the other, as a browser's translation leaves them."""
    switched = {a: b for pair in LABELS for a, b in (pair, pair[::-1])}
    pattern = re.compile(rf"^(?:{'|'.join(map(re.escape, switched))})(?![a-zäöü])")
    kept = CONTENT - {"credit"}
    return [
        (text if zone in kept else pattern.sub(lambda hit: switched[hit[0]], text), zone)
        for text, zone in lines
    ]


def _double(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for line in lines if line[1] for pair in (line, ("", ""))]


def _truncate(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Stop in the middle of the text, as somebody does who marks by hand."""
    text = [at for at, (_, zone) in enumerate(lines) if zone == "body"]
    return lines[: text[max(1, len(text) * 2 // 3)] + 1] if len(text) > 1 else lines


def _keep(zones: frozenset[str]) -> Callable[[list[tuple[str, str]]], list[tuple[str, str]]]:
    return lambda lines: [pair for pair in lines if pair[1] in zones or not pair[1]]


PERTURBATIONS: dict[str, Callable[[list[tuple[str, str]]], list[tuple[str, str]]]] = {
    "as it is": lambda lines: lines,
    "no file name": lambda lines: lines,
    "no empty lines": lambda lines: [pair for pair in lines if pair[1]],
    "every line set off": _double,
    "labels switched": _switch_labels,
    "hard spaces": lambda lines: [(text.replace(" ", "\u00a0"), zone) for text, zone in lines],
    "tail cut off": _truncate,
    "article only": _keep(CONTENT | {"byline", "published", "updated", "section"}),
    "titles and text": _keep(CONTENT - {"caption", "credit"}),
    "same, one gap each": lambda lines: _double(_keep(CONTENT - {"caption", "credit"})(lines)),
}


def labelled_pages(half: str) -> list[Perturbed]:
    if half == "layouts":
        raw = [(text, gold, name, language) for name, language, text, gold in read_layouts()]
    else:
        raw = []
        for path in sorted((PAGES / half).glob("*.txt")):
            gold = json.loads((path.parent / f"{path.stem}.gold.json").read_text("utf-8"))
            raw.append((path.read_text("utf-8"), gold["lines"], path.name, gold["language"]))
    pages = []
    for text, gold_lines, name, language in raw:
        zones = {row["line"]: row["zone"] for row in gold_lines}
        lines = [(line, zones.get(n, "")) for n, line in enumerate(text.split("\n"), 1)]
        pages.append((lines, name, language))
    return pages


def score_perturbed(half: str, kind: str) -> Score:
    total = Score()
    for lines, name, language in labelled_pages(half):
        changed = PERTURBATIONS[kind](lines)
        gold = [
            {"line": n, "zone": zone, "text": text.strip()}
            for n, (text, zone) in enumerate(changed, 1)
            if zone
        ]
        text = "\n".join(line for line, _ in changed)
        filename = "" if kind == "no file name" else name
        page = clean_page(text, filename=filename, language=language)
        score_lines(total, page, gold, name)
    return total


def score(half: str) -> Score:
    total = Score()
    for path in sorted((PAGES / half).glob("*.txt")):
        gold = json.loads((path.parent / f"{path.stem}.gold.json").read_text("utf-8"))
        text = path.read_bytes().decode("utf-8")
        page = clean_page(text, filename=path.name, language=gold["language"])
        score_page(total, page, gold, path.stem)
    return total


def read_layouts() -> list[tuple[str, str, str, list[dict]]]:
    """File name, language, text and gold lines of every page in ``layouts/pages.txt``."""
    rows = (LAYOUTS / "prose.txt").read_text("utf-8").splitlines()
    prose = dict(row.split("\t") for row in rows)
    pages: list[tuple[str, str, list[str], list[dict]]] = []
    for row in (LAYOUTS / "pages.txt").read_text("utf-8").splitlines():
        if row.startswith("==="):
            name, language = (part.strip() for part in row[3:].split("|"))
            pages.append((name, language, [], []))
        elif row.startswith("-") and pages:
            pages[-1][2].append("")
        elif row and not row.startswith("#"):
            zone, text = row.split(None, 1)
            text = re.sub(r"\{(\d+)\}", lambda hit: prose[hit[1]], text)
            pages[-1][2].append(text)
            pages[-1][3].append({"line": len(pages[-1][2]), "zone": zone, "text": text})
    return [(name, lang, "\n".join(lines), gold) for name, lang, lines, gold in pages]


def score_layouts() -> Score:
    total = Score()
    for name, language, text, gold in read_layouts():
        page = clean_page(text, filename=name, language=language)
        score_lines(total, page, gold, name.removesuffix(".txt"))
    return total


def score_page(total: Score, page: Page, gold: dict, name: str) -> None:
    score_lines(total, page, gold["lines"], name)
    for key in FIELDS:
        right = field_is_right(key, gold[key], page.meta)
        total.fields[key, right] += 1
        if not right:
            total.wrong.append(f"{name} field {key}: {gold[key]!r} ≠ {page.meta.get(key)!r}")


def score_lines(total: Score, page: Page, gold: list[dict], name: str) -> None:
    ours = {line.number: line for line in page.lines}
    for row in gold:
        line = ours.get(row["line"])
        zone = line.zone if line else "missing"
        total.pairs[row["zone"], zone] += 1
        if zone != row["zone"]:
            rule = line.rule if line else ""
            total.wrong.append(
                f"{name}:{row['line']} {row['zone']} ≠ {zone} ({rule}) {row['text'][:90]}"
            )


def field_is_right(key: str, gold: object, meta: dict[str, object]) -> bool:
    ours = meta.get(key)
    if not gold or not ours:
        return not gold and not ours
    if key in {"published", "updated"}:
        return same_time(str(gold), ours, str(meta["tz"]))
    if key == "agency":
        return gold in ours
    return gold == ours


def same_time(gold: str, ours: object, tz: str) -> bool:
    if not isinstance(ours, datetime):
        return False
    if "T" in gold:
        return datetime.fromisoformat(gold) == ours
    return date.fromisoformat(gold) == ours.astimezone(ZoneInfo(tz)).date()


def gold_digest() -> str:
    """Digest of every label, so that a floor is known to be of these labels."""
    digest = hashlib.sha256()
    for path in sorted(PAGES.glob("*/*.gold.json")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def measured() -> dict[str, dict[str, float]]:
    result = {}
    for half in HALVES:
        total = score(half)
        result[half] = {
            "lines": round(total.lines, 4),
            "fields": round(total.fields_right, 4),
        }
    return result


def table(total: Score) -> str:
    zones = sorted({z for pair in total.pairs for z in pair})
    rows = [f"lines {total.lines:.3f} of {total.pairs.total()}  fields {total.fields_right:.3f}"]
    for zone in zones:
        gold = sum(n for (g, _), n in total.pairs.items() if g == zone)
        ours = sum(n for (_, o), n in total.pairs.items() if o == zone)
        right = total.pairs[zone, zone]
        taken = {o: n for (g, o), n in sorted(total.pairs.items()) if g == zone != o}
        rows.append(
            f"  {zone:15} gold {gold:4} ours {ours:4} right {right:4}  taken for {taken or '-'}"
        )
    named = {key: (total.fields[key, True], total.fields[key, False]) for key in FIELDS}
    rows.append("  " + "  ".join(f"{k} {y}/{y + n}" for k, (y, n) in named.items()))
    return "\n".join(rows)


def update(*, allow_regression: bool) -> None:
    layouts = round(score_layouts().lines, 4)
    now = {"digest": gold_digest(), "layouts": layouts, "floors": measured()}
    pin(FLOORS, now, allow_regression=allow_regression)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("half", nargs="?", choices=(*HALVES, "layouts"), default="dev")
    parser.add_argument(
        "--show", nargs="?", const=" ", help="list wrong lines (of one perturbation)"
    )
    parser.add_argument("--perturb", action="store_true", help="paste the pages otherwise")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    if options.update:
        update(allow_regression=options.allow_regression)
        return
    if options.perturb:
        for kind in PERTURBATIONS:
            total = score_perturbed(options.half, kind)
            print(f"{total.lines:.3f} of {total.pairs.total():4}  {kind}")  # noqa: T201
            if options.show and options.show in kind:
                print("\n".join(total.wrong))  # noqa: T201
        return
    total = score_layouts() if options.half == "layouts" else score(options.half)
    print(table(total))  # noqa: T201 (a script)
    if options.show:
        print("\n".join(total.wrong))  # noqa: T201


if __name__ == "__main__":
    main()
