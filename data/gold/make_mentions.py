#!/usr/bin/env python3
"""Unite two readings of the sample corpus' mentions into mentions/mentions.jsonl; fail on any offset or code that is wrong.

mentions/pass_a.jsonl and pass_b.jsonl hold one mention a line, as each reader wrote it: id, name, start, end, surface (the place, given to both),
voice, stance, speakers (texts that name the source, nearest first), medium, trigger (the words that decided the stance), repeat, sure, note.
mentions/adjudicated.jsonl holds one line a mention on which they differ in voice or stance: id, voice, stance, speakers, reason.

Speakers of an agreed mention are those of both readers; they agree if they share a word. `sure` is true when both gave the same voice and stance and
at least one of them was sure. Texts come from quotations.jsonl; that file is never changed.

Usage: make_mentions.py [--check]      write mentions/mentions.jsonl (or compare with it), and print how far the readings agree
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "mentions"
GOLD = FOLDER / "mentions.jsonl"
CODES = {"voice": ("outlet", "direct", "indirect"), "stance": ("asserted", "rejected", "distanced")}
SMALL = set("der die das dem den des ein eine einer einem the a an".split())


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_pass(letter, texts):
    """Return a reading by id, after checking every place and every code."""
    rows = read(FOLDER / f"pass_{letter}.jsonl")
    for row in rows:
        where = f"pass_{letter} {row['id']}"
        if texts[row["name"]][row["start"] : row["end"]] != row["surface"]:
            sys.exit(f"{where}: {row['surface']!r} does not stand there")
        check_codes(row, where)
    return {row["id"]: row for row in rows}


def check_codes(row, where):
    for key, allowed in CODES.items():
        if row[key] not in allowed:
            sys.exit(f"{where}: {key} {row[key]!r} is none of {allowed}")
    if row["voice"] == "outlet" and any(row["speakers"]):
        sys.exit(f"{where}: the outlet's own voice has no speaker")


def words(speakers):
    return set(re.findall(r"\w+", " ".join(speakers).casefold())) - SMALL


def same_speaker(one, other):
    a, b = words(one["speakers"]), words(other["speakers"])
    return bool(a & b) or not (a | b)


def agree(one, other):
    return all(one[key] == other[key] for key in CODES)


def united(one, other, ruling):
    """Return the mention of the gold: what both say, else what the ruling says."""
    same = agree(one, other)
    if same == (ruling is not None):
        sys.exit(f"{one['id']}: {'agreed, but there is' if same else 'differs, but there is no'} ruling")
    said = one if same else ruling
    both = one["speakers"] + other["speakers"] if same else ruling["speakers"]
    place = {key: one[key] for key in ("start", "end", "surface")}
    return place | {
        "voice": said["voice"],
        "stance": said["stance"],
        "speakers": [s for s in dict.fromkeys(both) if s] if said["voice"] != "outlet" else [],
        "sure": same and (one["sure"] or other["sure"]),
    }


def build():
    articles = read(HERE / "quotations.jsonl")
    texts = {article["name"]: article["text"] for article in articles}
    a, b = read_pass("a", texts), read_pass("b", texts)
    rulings = {row["id"]: row for row in read(FOLDER / "adjudicated.jsonl")}
    if set(a) != set(b) or not set(rulings) <= set(a):
        sys.exit("the readings do not hold the same mentions")
    for row in rulings.values():
        check_codes(row, f"adjudicated {row['id']}")
    mentions = {name: [] for name in texts}
    for number in sorted(a, key=lambda n: (a[n]["name"], a[n]["start"])):
        mentions[a[number]["name"]].append(united(a[number], b[number], rulings.get(number)))
    kept = ("name", "source_file", "outlet", "language", "text")
    return [{key: art[key] for key in kept} | {"mentions": mentions[art["name"]]} for art in articles if mentions[art["name"]]], a, b


def agreement(a, b):
    """Print percent, kappa and alpha between the two readings, with nltk's measures."""
    from nltk.metrics.agreement import AnnotationTask

    for key in CODES:
        task = AnnotationTask([(r, n, rows[n][key]) for r, rows in (("a", a), ("b", b)) for n in rows])
        differ = sum(a[n][key] != b[n][key] for n in a)
        print(f"{key:7} {differ:2} differ of {len(a)}: observed {task.avg_Ao():.3f}, Cohen's kappa {task.kappa():.3f}, Krippendorff's alpha {task.alpha():.3f}")
    named = [n for n in a if any(a[n]["speakers"]) or any(b[n]["speakers"])]
    print(f"speaker {sum(not same_speaker(a[n], b[n]) for n in named):2} differ of {len(named)} that either reader gave one")


def report(articles, a, b):
    every = [m for article in articles for m in article["mentions"]]
    print(f"{len(every)} mentions in {len(articles)} articles, {sum(m['sure'] for m in every)} sure")
    own = {letter: sum(row["sure"] for row in rows.values()) for letter, rows in (("a", a), ("b", b))}
    print(f"sure of their own answer: reader a {own['a']}, reader b {own['b']}")
    for (voice, stance), n in sorted(Counter((m["voice"], m["stance"]) for m in every).items()):
        print(f"  {voice:8} {stance:9} {n:3}")
    agreement(a, b)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with mentions.jsonl instead of writing it")
    options = parser.parse_args()
    articles, a, b = build()
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    if options.check and lines != GOLD.read_text(encoding="utf-8"):
        sys.exit("mentions.jsonl is not what the readings give; run make_mentions.py")
    if not options.check:
        GOLD.write_text(lines, encoding="utf-8")
    report(articles, a, b)


if __name__ == "__main__":
    main()
