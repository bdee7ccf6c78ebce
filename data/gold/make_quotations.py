#!/usr/bin/env python3
"""Turn the hand-written sources in quotations-source/ into quotations.jsonl; fail on any string that is missing or ambiguous.

A source file holds one article: a header (name, source_file, outlet, language), a line "=== text", the text exactly as it was
annotated, a line "=== quotations", then one annotation a line:

    D | quote | S speaker | C cue | A addressee | M medium | N full name of the speaker | anon | repeat
    src medium | words in the text | name
    not | words in the text            (scare quotes, names, titles, words as words: no quotation)
    turn | words in the text           (the interviewer's own turn: neither a quotation nor an error)

Types: D Direct, I Indirect, R Reported, F FreeIndirect, X IndirectFreeIndirect. Source kinds: medium, agency, authority,
document, social, credit. A role with several parts has "||" between them; its spans come out in reading order. "A ~ B" is everything from A
to the next B. Braces cut the span out of its context: "sagte {sie} um". A blank in a pattern matches any white space, and a pattern that
starts or ends with a word character does so at a word boundary. Quotes, sources and "not" are sought in the whole article; speaker, cue,
addressee and medium first in the paragraphs of the quote, then in the whole article; exactly one place must match.
"nested_in" is computed: the index of the smallest other quotation whose spans hold all spans of this one.

Usage: make_quotations.py [--check]            write quotations.jsonl (or compare with it)
       make_quotations.py --new ARTICLE_ID     write an empty source file with the text as `workbench.corpus` reads it now
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES, GOLD = HERE / "quotations-source", HERE / "quotations.jsonl"
TYPES = {"D": "Direct", "I": "Indirect", "R": "Reported", "F": "FreeIndirect", "X": "IndirectFreeIndirect"}
KINDS = {"medium", "agency", "authority", "document", "social", "credit"}
ROLES = {"S": "speaker", "C": "cue", "A": "addressee", "M": "medium"}


def compiled(pattern):
    """The regular expression of one written pattern; group 1 is the span."""

    def piece(written):
        return ".*?".join(r"\s+".join(re.escape(w) for w in re.split(r"\s+", part)) for part in re.split(r"\s*~\s*", written))

    if "{" in pattern:
        before, rest = pattern.split("{")
        target, after = rest.split("}")
    else:
        before, target, after = "", pattern, ""
    whole = before + target + after
    left = r"(?<!\w)" if re.match(r"\w", whole) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", whole) else ""
    return re.compile(f"(?={left}{piece(before)}({piece(target)}){piece(after)}{right})", re.DOTALL)


def places(pattern, text, window=None):
    start, end = window or (0, len(text))
    found = {m.span(1) for m in compiled(pattern).finditer(text, start, end) if m.end(1) <= end}
    return sorted(found)


def paragraphs(text, spans):
    start = text.rfind("\n\n", 0, spans[0][0])
    end = text.find("\n\n", spans[-1][1])
    return max(start, 0), end if end >= 0 else len(text)


def resolve(pattern, text, window=None):
    found = places(pattern, text, window) if window else []
    if not found:
        found = places(pattern, text)
    if len(found) != 1:
        raise ValueError(f"{'not found' if not found else f'{len(found)} places'}: {pattern!r}")
    return list(found[0])


def parts(written, text, window=None):
    return sorted(resolve(p.strip(), text, window) for p in written.split("||"))


def annotation(line, text, record):
    head, *fields = [f.strip() for f in line.split("|")] if "||" not in line else [
        f.strip().replace("\0", "||") for f in line.replace("||", "\0").split("|")]
    if head == "not":
        record["not_quotations"].append(resolve(fields[0], text))
    elif head == "turn":
        record["outlet_turns"].append(resolve(fields[0], text))
    elif head.startswith("src "):
        kind = head[4:]
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind}")
        start, end = resolve(fields[0], text)
        name = fields[1] if len(fields) > 1 else re.sub(r"\s+", " ", text[start:end])
        record["sources"].append({"kind": kind, "start": start, "end": end, "name": name})
    elif head in TYPES:
        quote = parts(fields[0], text)
        row = {"type": TYPES[head], "quote": quote, "speaker": [], "cue": [], "addressee": [], "medium": [],
               "speaker_name": "", "anonymous": False, "repeat": False}
        window = paragraphs(text, quote)
        for field in fields[1:]:
            key, _, value = field.partition(" ")
            if field == "anon":
                row["anonymous"] = True
            elif field == "repeat":
                row["repeat"] = True
            elif key == "N":
                row["speaker_name"] = value
            elif key in ROLES:
                row[ROLES[key]] = parts(value, text, window)
            else:
                raise ValueError(f"unknown field {field!r}")
        record["quotations"].append(row)
    else:
        raise ValueError(f"unknown annotation {head!r}")


def holds(outer, inner):
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def size(spans):
    return sum(e - s for s, e in spans)


def read(path):
    header, rest = path.read_text(encoding="utf-8").split("=== text\n", 1)
    text, lines = rest.split("\n=== quotations\n", 1)
    record = dict(line.split(": ", 1) for line in header.splitlines() if line)
    record |= {"text": text, "quotations": [], "sources": [], "not_quotations": [], "outlet_turns": []}
    errors = []
    for line in lines.splitlines():
        if line.strip() and not line.startswith("#"):
            try:
                annotation(line, text, record)
            except ValueError as error:
                errors.append(f"{path.name}: {error}\n    {line}")
    rows = record["quotations"] = sorted(record["quotations"], key=lambda r: (r["quote"][0][0], -size(r["quote"])))
    for i, row in enumerate(rows):
        outer = [j for j, other in enumerate(rows) if j != i and holds(other["quote"], row["quote"]) and size(other["quote"]) > size(row["quote"])]
        row["nested_in"] = min(outer, key=lambda j: size(rows[j]["quote"])) if outer else None
    spans = [json.dumps(r["quote"]) for r in rows]
    errors += [f"{path.name}: quoted twice {s}" for s in spans if spans.count(s) > 1]
    errors += [f"{path.name}: 'not' is a quotation too: {text[s:e]}" for s, e in record["not_quotations"] if json.dumps([[s, e]]) in spans]
    errors += [f"{path.name}: unbalanced type {r['type']}" for r in rows if r["type"] == "Direct" and not r["quote"]]
    record["sources"].sort(key=lambda r: (r["start"], r["end"]))
    record["not_quotations"].sort()
    record["outlet_turns"].sort()
    return record, errors


def new(name):
    from workbench.corpus import read_articles

    articles = read_articles(str(HERE.parent / "articles"))
    row = articles[articles["article_id"] == name].iloc[0]
    header = "".join(f"{k}: {v}\n" for k, v in (("name", name), ("source_file", row.source_file), ("outlet", row.outlet), ("language", row.language)))
    stem = name if row.source_file.endswith(".csv") else Path(row.source_file).stem
    target = SOURCES / f"{re.sub(r'[^0-9a-z]+', '-', stem.lower())}.txt"
    if target.exists():
        sys.exit(f"{target} is there already")
    target.write_text(f"{header}=== text\n{row.text}\n=== quotations\n", encoding="utf-8")
    print(target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with quotations.jsonl instead of writing it")
    parser.add_argument("--new", metavar="ARTICLE_ID")
    options = parser.parse_args()
    if options.new:
        return new(options.new)
    records, errors = [], []
    for path in sorted(SOURCES.glob("*.txt")):
        record, wrong = read(path)
        records.append(record)
        errors += wrong
    if errors:
        sys.exit("\n".join(errors))
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in sorted(records, key=lambda r: (r["source_file"], r["name"])))
    if options.check:
        sys.exit(0 if GOLD.read_text(encoding="utf-8") == lines else "quotations.jsonl is not what the sources say")
    GOLD.write_text(lines, encoding="utf-8")
    print(f"{len(records)} articles, {sum(len(r['quotations']) for r in records)} quotations, "
          f"{sum(len(r['sources']) for r in records)} sources, {sum(len(r['not_quotations']) for r in records)} not quotations")


if __name__ == "__main__":
    main()
