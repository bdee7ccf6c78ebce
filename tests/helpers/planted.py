"""Copies planted among real articles, in the ways in which desks change a text."""

import random

import pandas as pd

WAYS = ("cut", "new lead", "words changed", "order changed", "half copied")
LEAD = (
    "Die Lage bleibt angespannt, wie unsere Redaktion am Abend aus mehreren Quellen erfuhr (sda). "
)


def plant(texts, n_copies, seed=1):
    """Return articles with copies, and the pairs (copy, origin) that are there.

    Copies come from the first texts; the donors of half articles are texts of their own.
    """
    random_ = random.Random(seed)  # noqa: S311 (draws, not secrets)
    rows = [{"article_id": f"o{i}", "text": text} for i, text in enumerate(texts)]
    pairs = {}
    for n in range(n_copies):
        way = WAYS[n % len(WAYS)]
        origin, donor = n % len(texts), (n + len(texts) // 2) % len(texts)
        text = change(texts[origin], way, random_, texts[donor])
        rows.append({"article_id": f"c{n}", "text": text})
        pairs[frozenset((f"c{n}", f"o{origin}"))] = way
        if way == "half copied":
            pairs[frozenset((f"c{n}", f"o{donor}"))] = "donor"
    articles = pd.DataFrame(rows).sample(frac=1, random_state=seed, ignore_index=True)
    return articles.assign(outlet=[f"Blatt {i}" for i in range(len(articles))]), pairs


def change(text, way, random_, donor):
    """Change a text as a desk would."""
    words = text.split()
    if way == "cut":
        return " ".join(words[: int(len(words) * 0.6)])
    if way == "new lead":
        return LEAD + text.split(". ", 2)[-1]
    if way == "words changed":
        pool = donor.split()
        return " ".join(random_.choice(pool) if random_.random() < 0.08 else w for w in words)
    if way == "order changed":
        sentences = text.split(". ")
        random_.shuffle(sentences)
        return ". ".join(sentences)
    other = donor.split()
    return " ".join(words[: len(words) // 2] + other[len(other) // 2 :])


def score(copies, pairs):
    """Return recall over planted pairs, precision over found ones, and recall by way."""
    found = {frozenset(pair) for pair in copies[["article_id", "source_id"]].to_numpy().tolist()}
    wanted = {pair for pair, way in pairs.items() if way != "donor"}
    # A half article also holds words of its donor: right if found, not asked for.
    right = len(found & set(pairs))
    ways = {
        way: sum(p in found for p in wanted if pairs[p] == way)
        / max(sum(pairs[p] == way for p in wanted), 1)
        for way in WAYS
    }
    return len(found & wanted) / len(wanted), right / max(len(found), 1), ways, found - set(pairs)
