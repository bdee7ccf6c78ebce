"""What the peers do in each workload, as their manuals show it; see `engines_ours`.

Where the definition of a token would decide, they get our tokens (``words.parquet``), so that only
counting is compared.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from corpus import DICTIONARY_ARTICLES, draw_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[[], Any]

PATTERN = r"\w+(?:[-'’]\w+)*"


def texts(data: Path) -> list[str]:
    return pd.read_parquet(data / "articles.parquet", columns=["text"])["text"].tolist()


def words(data: Path) -> pd.DataFrame:
    return pd.read_parquet(data / "words.parquet")


def count_re_counter(data: Path) -> Run:
    column = texts(data)
    find = re.compile(PATTERN).findall

    def run() -> list[int]:
        counts: Counter[str] = Counter()
        for text in column:
            counts.update(find(text.lower()))
        return [counts.total(), len(counts), counts["invasion"]]

    return run


def count_sklearn(data: Path) -> Run:
    from sklearn.feature_extraction.text import CountVectorizer

    column = texts(data)

    def run() -> list[int]:
        vectorizer = CountVectorizer(token_pattern=PATTERN)
        n = np.asarray(vectorizer.fit_transform(column).sum(axis=0)).ravel()
        return [int(n.sum()), len(n), int(n[vectorizer.vocabulary_["invasion"]])]

    return run


def count_polars(data: Path) -> Run:
    import polars as pl

    column = pl.col("text").str.to_lowercase().str.extract_all(PATTERN)
    query = pl.scan_parquet(data / "articles.parquet").select(column.explode().alias("token"))
    query = query.group_by("token").agg(pl.len().alias("n")).sort("n", descending=True)

    def run() -> list[int]:
        found = query.collect(engine="streaming")
        one = found.filter(pl.col("token") == "invasion")["n"].sum()
        return [int(found["n"].sum()), len(found), int(one)]

    return run


def tokens_nltk(data: Path) -> Run:
    from nltk.tokenize import word_tokenize

    column = texts(data)
    return lambda: sum(len(word_tokenize(text, preserve_line=True)) for text in column)


def tokens_spacy(data: Path) -> Run:
    import spacy

    column = texts(data)
    pipeline = spacy.blank("de")
    pipeline.add_pipe("sentencizer")
    return lambda: sum(len(doc) for doc in pipeline.pipe(column))


def tokens_conc(data: Path) -> Run:
    """Build a corpus of conc, with a blank model: it disables the parts of trained ones by name."""
    import shutil

    import spacy
    from conc.corpus import Corpus

    folder, model = data / "conc", data / "model"
    pipeline = spacy.blank("de")
    for name in ("parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler"):
        pipeline.add_pipe("sentencizer", name=name)
    pipeline.to_disk(model)
    pd.DataFrame({"text": texts(data)}).to_csv(data / "conc.csv", index=False)

    def run() -> int:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        corpus = Corpus(name="bench", description="bench")
        corpus.build_from_csv(
            source_path=str(data / "conc.csv"),
            text_column="text",
            save_path=str(folder),
            model=str(model),
            spacy_batch_size=1000,
            build_process_cleanup=True,
        )
        return int(corpus.token_count)

    return run


def kwic_tantivy(data: Path) -> Run:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=500_000_000)
    for text in texts(data):
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def run() -> list[int]:
        found = []
        for word in ("waffengang", "quastenflosser"):
            query = index.parse_query(word, ["text"])
            hits = searcher.search(query, 100, count=True)
            snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
            for _, address in hits.hits:
                snippets.snippet_from_doc(searcher.doc(address)).to_html()
            found.append(hits.count)
        return found

    return run


def _dictionary_ahocorasick(data: Path, n: int) -> Run:
    from ahocorasick_rs import AhoCorasick, MatchKind

    column = texts(data)[:DICTIONARY_ARTICLES]
    terms = draw_terms(column, n)

    def run() -> list[int]:
        automaton = AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)
        found = [
            (number, start, end, term)
            for number, text in enumerate(column)
            for term, start, end in automaton.find_matches_as_indexes(text)
            if _is_whole(text, start, end)
        ]
        return [len(found), len(found)]

    return run


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before == "-" or after == "-")


def dictionary_12_ahocorasick(data: Path) -> Run:
    return _dictionary_ahocorasick(data, 12)


def dictionary_500_ahocorasick(data: Path) -> Run:
    return _dictionary_ahocorasick(data, 500)


def dictionary_10000_ahocorasick(data: Path) -> Run:
    return _dictionary_ahocorasick(data, 10_000)


def bigrams_nltk(data: Path) -> Run:
    from nltk import FreqDist, bigrams

    sentences = [list(line) for line in words(data)["words"]]
    return lambda: FreqDist(pair for line in sentences for pair in bigrams(line)).N()


def collocations_nltk(data: Path) -> Run:
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    sentences = [list(line) for line in words(data)["words"]]

    def run() -> int:
        finder = BigramCollocationFinder.from_documents(sentences)
        finder = BigramCollocationFinder(finder.word_fd, _near(sentences), window_size=6)
        finder.apply_freq_filter(5)
        return len(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio))

    return run


def _near(sentences: list[list[str]]) -> Any:  # noqa: ANN401 (nltk has no types)
    """Count the pairs within five words, inside sentences."""
    from nltk import FreqDist

    pairs: Any = FreqDist()
    for line in sentences:
        for at, word in enumerate(line):
            for other in line[at + 1 : at + 6]:
                pairs[word, other] += 1
    return pairs


def _matrix(data: Path) -> tuple[Any, list[list[str]], np.ndarray[Any, Any]]:
    from sklearn.feature_extraction.text import CountVectorizer

    table = words(data)
    grouped = table.groupby("article_id", sort=False)
    documents = [[word for line in lines for word in line] for lines in grouped["words"].agg(list)]
    return CountVectorizer(analyzer=list), documents, grouped["outlet"].first().to_numpy()


def keyness_sklearn(data: Path) -> Run:
    vectorizer, documents, outlets = _matrix(data)

    def run() -> list[float]:
        counts = vectorizer.fit_transform(documents)
        chosen = outlets == "Zeitung A"
        n = np.asarray(counts[chosen].sum(axis=0)).ravel().astype(float)
        n_ref = np.asarray(counts[~chosen].sum(axis=0)).ravel().astype(float)
        observed = np.array([n, n_ref, n.sum() - n, n_ref.sum() - n_ref])
        share = (n + n_ref) / (n.sum() + n_ref.sum())
        expected = np.array(
            [n.sum() * share, n_ref.sum() * share, n.sum() * (1 - share), n_ref.sum() * (1 - share)]
        )
        cells = observed * np.log(np.where(observed > 0, observed, 1) / expected)
        g2 = np.sign(n - expected[0]) * 2 * np.where(observed > 0, cells, 0).sum(axis=0)
        word = vectorizer.vocabulary_["die"]
        return [int(n[word]), round(float(g2[word]), 3)]

    return run


def dispersion_sklearn(data: Path) -> Run:
    vectorizer, documents, _ = _matrix(data)

    def run() -> float:
        counts = vectorizer.fit_transform(documents).tocsc()
        sizes = np.asarray(counts.sum(axis=1)).ravel()
        share = sizes / sizes.sum()
        total = np.asarray(counts.sum(axis=0)).ravel()
        spread = {}
        for word in np.argsort(-total)[:2000].tolist():
            v = np.asarray(counts[:, [word]].todense()).ravel() / total[word]
            spread[word] = np.abs(share - v).sum() / 2
        return round(float(spread[vectorizer.vocabulary_["die"]]), 6)

    return run


def read_parquet_pandas(data: Path) -> Run:
    return lambda: len(pd.read_parquet(data / "articles.parquet"))


def read_csv_pandas(data: Path) -> Run:
    return lambda: len(pd.read_csv(data / "articles.csv"))


def read_jsonl_pandas(data: Path) -> Run:
    return lambda: len(pd.read_json(data / "articles.jsonl", lines=True))
