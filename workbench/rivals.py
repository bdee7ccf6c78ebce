"""Rival labels: pairs of words that the articles themselves set against each other.

A codebook begins with a guess at the words in play. This finds candidates where writers put two
names of one thing side by side: *X und keine Y*, *kein Y, sondern X*, *nennt X eine Y*,
*X statt Y*, *sogenannte X*, marks round a word, and sentences that differ in nothing but one noun.

Misleads when
-------------
- *X oder Y* joins two things and not two names: read the example before taking it;
- an idiom repeats (*kein Wunder*): the list is for reading, not for counting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from workbench.progress import track
from workbench.segments import blocks_of, in_text, languages_of, texts_of
from workbench.sentences import sentence_spans
from workbench.stance.lexicon import rows as resource
from workbench.tables import ARTICLES, CODEBOOK, RIVALS
from workbench.variants import WORD, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUN = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ]?[\wäöüß]+)*"
_EN = r"[a-z]{4,}(?:-[a-z]+)*"
_QUOTES = "«»„“”\"‚‘’'‹›"
_SLOT_SHORTEST, _SLOT_LONGEST = 6, 40
_SHORTEST_WORD = 4
_BY_PART = (
    "in_partitions(find_rival_labels, articles).compute() has a row a pair and partition; equal "
    "sentences (slot) are then found inside a partition only. Or .compute() some articles first."
)


def find_rival_labels(
    articles: pd.DataFrame, codebook: pd.DataFrame | None = None, *, min_n: int = 1
) -> pd.DataFrame:
    """Find words that are set against each other, as candidates for a codebook.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout` and `language`.
    codebook
        Keep only pairs with a label of this codebook; the label then stands first.
    min_n
        Places that a pair needs.

    Returns
    -------
    pandas.DataFrame
        A `rivals` table, the most frequent first.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> text = "Es ist eine Flut und keine Welle."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> find_rival_labels(articles)[["label", "rival", "pattern"]].values.tolist()
    [['Flut', 'Welle', 'contrast']]
    """
    ARTICLES.require(articles, "article_id", "text", function="find_rival_labels", instead=_BY_PART)
    known = _known(codebook)
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for article, language, sentence, label, rival, pattern in _pairs(articles):
        pair = _ordered(label, rival, language, known)
        if pair is not None:
            found[(*pair, pattern)].append((article, sentence))
    rows = [
        (*key, len(places), len({article for article, _ in places}), places[0][1])
        for key, places in found.items()
        if len(places) >= min_n
    ]
    rows.sort(key=lambda row: (-row[4], -row[3], row[0], row[1]))
    return RIVALS.conform(pd.DataFrame(rows, columns=RIVALS.names))


def _known(codebook: pd.DataFrame | None) -> set[str] | None:
    if codebook is None:
        return None
    CODEBOOK.require(codebook, "variant", "kind", "language", function="find_rival_labels")
    kept = codebook[codebook["kind"] != "exclusion"]
    return {key_of(v, lang) for v, lang in zip(kept["variant"], kept["language"], strict=True)}


def _ordered(
    label: str, rival: str, language: str, known: set[str] | None
) -> tuple[str, str] | None:
    if known is None:
        return label, rival
    if key_of(label, language) in known:
        return label, rival
    if rival and key_of(rival, language) in known:
        return rival, label
    return None


def _pairs(articles: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str, str]]:
    slots: dict[tuple[str, ...], dict[str, tuple[str, str]]] = defaultdict(dict)
    texts, languages = texts_of(articles), languages_of(articles)
    names = articles["article_id"].astype(str).tolist()
    for row, article in enumerate(track(names, "finding rival labels")):
        language = languages[row]
        for block in in_text(blocks_of(articles.iloc[[row]], [texts[row]])[0]):
            for start, end in sentence_spans(texts[row], block.start, block.end, language):
                sentence = texts[row][start:end]
                for pair in _patterns(sentence, language):
                    yield (article, language, sentence, *pair)
                for label, other in _same_slot(sentence, article, slots):
                    yield article, language, sentence, label, other, "slot"


def _patterns(sentence: str, language: str) -> Iterator[tuple[str, str, str]]:
    plain = re.sub(f"[{_QUOTES}]", "", sentence)
    for row in resource("rivals"):
        if row["language"] != language:
            continue
        quoted = row["pattern"] == "quoted"
        for match in _compiled(row["regex"]).finditer(sentence if quoted else plain):
            groups = match.groupdict()
            label, rival = groups["label"], groups.get("rival") or ""
            if len(label) >= _SHORTEST_WORD and key_of(label, language) != key_of(rival, language):
                yield label, rival, row["pattern"]


def _compiled(regex: str) -> re.Pattern[str]:
    marks = f"[{_QUOTES}]"
    return re.compile(regex.replace("NOUN", _NOUN).replace("WORD", _EN).replace("MARK", marks))


def _same_slot(
    sentence: str, article: str, slots: dict[tuple[str, ...], dict[str, tuple[str, str]]]
) -> Iterator[tuple[str, str]]:
    """Yield words that stand where another stood in an otherwise equal sentence."""
    words = WORD.findall(sentence)
    if not _SLOT_SHORTEST <= len(words) <= _SLOT_LONGEST:
        return
    low = [word.casefold() for word in words]
    for index, word in enumerate(words):
        if not word[0].isupper() or index == 0:
            continue
        place = slots[(*low[:index], "", *low[index + 1 :])]
        for other in place:
            if other != word:
                yield other, word
        place.setdefault(word, (article, sentence))
