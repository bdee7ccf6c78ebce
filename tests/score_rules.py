"""Count how often each rule is right, and whether its confidence keeps its word.

    python tests/score_rules.py            count, write speech-rules.tsv and the tables of the pages
    python tests/score_rules.py --weigh    also set the confidence of the rules of sources

The counts stand in ``tests/speech-rules.tsv``, the tables in ``docs/methods/quotations*.md``;
``test_quality.py`` fails when either is not of these rules. A hit is right when words (F1 of a half
or more) and speaker are those of its label, the "attributed" of the scores. Data sets that are
absent keep their counts.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import pandas as pd
from workbench.evaluation import read_gold
from workbench.pairing import pair_best
from workbench.sources import find_sources

from score_speech import DATA, OWN, ROOT, predictions

COUNTS = Path(__file__).parent / "speech-rules.tsv"
KEYS = ["data", "by", "value"]
SHARED = {
    f"{name} {split}": DATA / folder / f"{split}.jsonl"
    for name, folder in {"wikinews": "wikinews-quotations", "polnear": "polnear"}.items()
    for split in ("train", "dev")
}
PAGES = {  # page, text cells before the figures, data sets in the order of their columns
    "quotations.md": (2, ("wikinews train", "wikinews dev", "own de")),
    "quotations-en.md": (3, ("polnear train", "polnear dev", "own en")),
}
METHODS = ROOT / "docs" / "methods"
EDGES = (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
BANDS = ("below .3", ".3–.5", ".5–.6", ".6–.7", ".7–.8", ".8–.9", ".9 and more")
RELIABILITY = re.compile(r"(?<=<!-- reliability -->\n).*?(?=<!-- end -->)", re.DOTALL)
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
ENOUGH = 0.5  # F1 of the words


def judged(records, predicted):
    """Each hit with its rule, its confidence, and whether words and speaker are right."""
    guesses = {r["name"]: r["quotations"] for r in predicted}
    rows = [row for r in records for row in judged_article(r, guesses.get(r["name"], []))]
    return pd.DataFrame(rows, columns=["rule", "confidence", "words", "right"])


def judged_article(record, guesses):
    places = np.array([m.span() for m in WORD.finditer(record["text"])])
    gold = [roles(q, places) for q in record["quotations"]]
    mine = [roles(q, places) for q in guesses]
    table = np.array([[overlap(g[0], m[0]) for m in mine] for g in gold], dtype=float)
    table = table.reshape(len(gold), len(mine))
    partner = {int(j): int(i) for i, j in pair_best(table) if table[i, j] >= ENOUGH}
    for j, guess in enumerate(guesses):
        speakers = (gold[partner[j]][1], mine[j][1]) if j in partner else (set(), {-1})
        same = bool(speakers[0] & speakers[1]) or not any(speakers)
        yield guess["rule"], guess["confidence"], j in partner, same


def roles(quotation, places):
    """The numbers of the words of a quotation, and of its speaker."""
    return [
        {
            int(n)
            for start, end in quotation[role] or ()
            for n in np.flatnonzero((places[:, 0] < end) & (places[:, 1] > start))
        }
        for role in ("quote", "speaker")
    ]


def overlap(one, other):
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def judged_sources(records, sources):
    """Each cited source likewise: words are a label's, and right is its kind too."""
    rows = []
    for record in records:
        labels = list(record["sources"])
        here = sources[sources["article_id"] == record["name"]]
        for hit in here.to_dict("records"):
            met = [t for t in labels if t["start"] < hit["end"] and t["end"] > hit["start"]]
            same = next((t for t in met if t["kind"] == hit["kind"]), None)
            if same is not None:
                labels.remove(same)
            rows.append((hit["rule"], hit["confidence"], bool(met), same is not None))
    return pd.DataFrame(rows, columns=["rule", "confidence", "words", "right"])


def counted(hits, data):
    """The hits of a data set by rule and by band of confidence."""
    band = pd.cut(hits["confidence"], EDGES, right=False, labels=BANDS)
    parts = []
    for by, key in {"rule": hits["rule"], "confidence": band}.items():
        groups = hits.groupby(key.astype(str).rename("value"))
        part = groups.agg(
            n=("right", "size"),
            rated=("confidence", "mean"),
            words=("words", "sum"),
            right=("right", "sum"),
        )
        parts.append(part.round({"rated": 3}).reset_index().assign(data=data, by=by))
    return pd.concat(parts)[[*KEYS, "n", "rated", "words", "right"]]


def count_own():
    records = read_gold(OWN, "quotations")
    articles, found, predicted = predictions(records)
    articles["outlet"] = [r["outlet"] for r in records]
    parts = {
        f"own {language}": judged([r for r in records if r["language"] == language], predicted)
        for language in ("de", "en")
    }
    parts["own sources"] = judged_sources(records, find_sources(articles, found))
    return pd.concat([counted(hits, data) for data, hits in parts.items()], ignore_index=True)


def count_shared(data):
    records = read_gold(SHARED[data], "quotations")
    return counted(judged(records, predictions(records)[2]), data).reset_index(drop=True)


def written():
    return pd.read_csv(COUNTS, sep="\t")


def count_all():
    """The counts of what is there now; of what is not, the ones written before."""
    there = [data for data, path in SHARED.items() if path.is_file()]
    now = pd.concat([count_own(), *map(count_shared, there)], ignore_index=True)
    kept = written() if COUNTS.is_file() else now[:0]
    return pd.concat([now, kept[~kept["data"].isin(now["data"])]], ignore_index=True)


def page_with_figures(text, page, counts):
    """Return a methods page with the figures of its rules and bands set anew."""
    n_texts, data = PAGES[page]
    table = {tuple(row[:3]): row[3:] for row in counts.itertuples(index=False, name=None)}

    def rule_row(found):
        cells = found[0].strip("| ").split(" | ")[:n_texts]
        one, *others = (table.get((name, "rule", found[1])) for name in data)
        return "| " + " | ".join([*cells, *in_full(one), *map(in_short, others)]) + " |"

    bands = [
        "| " + " | ".join([band, *(in_short(table.get((n, "confidence", band))) for n in data)])
        for band in BANDS
    ]
    head = "| rated | " + " | ".join(data) + " |\n|" + "---|" * (1 + len(data))
    text = re.sub(r"^\| `(\w+)` \|.*$", rule_row, text, flags=re.MULTILINE)
    return RELIABILITY.sub(lambda _: "\n".join([head, *(b + " |" for b in bands)]) + "\n", text)


def in_full(row):
    if row is None:
        return ["–"] * 4
    n, rated, words, right = row
    return [str(n), f"{rated:.2f}", f"{words / n:.2f}", f"{right / n:.2f}"]


def in_short(row):
    return "–" if row is None else f"{row[0]}: {row[1]:.2f}, {row[3] / row[0]:.2f}"


def unlisted(text, page, counts):
    """Rules that were counted and have no row in the page."""
    mine = counts["data"].isin(PAGES[page][1]) & (counts["by"] == "rule")
    return sorted(
        set(counts.loc[mine, "value"]) - set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    )


def weights(counts):
    """Return the rules of sources with the confidence that the counts on our own gold give."""
    data = counts["data"] == "own sources"
    rules = counts[data & (counts["by"] == "rule")].set_index("value")
    table = pd.read_csv(WEIGHED, sep="\t", dtype=str, quoting=3, keep_default_na=False)
    n, right = (table["rule"].map(rules[c]).fillna(0).astype(int) for c in ("n", "right"))
    shares = (right + 1) / (n + 2)
    return table.assign(confidence=shares.map("{:.2f}".format), n=n.astype(str))


WEIGHED = ROOT / "workbench" / "resources" / "sources" / "rules.tsv"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weigh", action="store_true", help="run again afterwards")
    options = parser.parse_args()
    counts = count_all()
    counts.to_csv(COUNTS, sep="\t", index=False)
    for page in PAGES:
        text = (METHODS / page).read_text("utf-8")
        (METHODS / page).write_text(page_with_figures(text, page, counts), "utf-8")
        print(f"{page}: rules without a row: {unlisted(text, page, counts)}")  # noqa: T201 (a script)
    if options.weigh:
        weights(counts).to_csv(WEIGHED, sep="\t", index=False, quoting=3)


if __name__ == "__main__":
    main()
