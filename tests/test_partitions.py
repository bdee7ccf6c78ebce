"""Dask: the same functions, the same figures to the last digit, and errors that say what to do."""

import dask
import pandas as pd
import pytest
import workbench as wb
from workbench import partitions
from workbench.lazy import is_lazy
from workbench.matching import codebook_of

BOOK = codebook_of(["Krieg", "Invasion", "Konflikt"])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Write a third of the sample corpus to Parquet files by month, and give the folder."""
    folder = tmp_path_factory.mktemp("korpus") / "monate"
    return wb.write_articles(wb.read_articles(wb.sample_path())[::3], folder, by="month")


@pytest.fixture(scope="module")
def articles(corpus):
    return wb.read_articles(corpus)


@pytest.fixture
def scan(corpus, monkeypatch):
    """Open the corpus in five or six partitions, whose words are added up in three pieces."""
    monkeypatch.setattr(partitions, "_APART", 2)
    monkeypatch.setattr(partitions, "_FAN", 2)
    with dask.config.set(scheduler="threads"):
        yield wb.scan_articles(corpus, rows=6)


def same(lazy, plain):
    """Compare values and types; only the order of categories may differ."""
    assert list(lazy.columns) == list(plain.columns)
    for name in plain:
        assert str(lazy[name].dtype) == str(plain[name].dtype), name
        theirs, mine = (table[name].astype("object") for table in (lazy, plain))
        assert (
            theirs.where(theirs.notna(), None).tolist() == mine.where(mine.notna(), None).tolist()
        )


def mentions(articles):
    found = wb.mark_stance(wb.find_mentions(articles, BOOK), articles)
    quotations = wb.find_quotations(articles)
    return wb.mark_voice(found, quotations, sources=wb.find_sources(articles, quotations))


def traced(articles):
    quotations = wb.find_quotations(articles)
    return wb.trace_sources(quotations, wb.find_sources(articles, quotations))


# --- articles ---------------------------------------------------------------------------------


def test_a_scan_is_the_articles_in_bounded_partitions(scan, articles):
    assert scan.npartitions in {5, 6}
    assert scan.map_partitions(len).compute().max() <= 6
    same(scan.compute(), articles)
    assert scan.dtypes.astype(str).to_dict() == articles.dtypes.astype(str).to_dict()


def test_a_large_row_group_is_cut_in_slices(articles, tmp_path):
    path = wb.write_articles(articles, tmp_path / "alle.parquet")
    same(wb.scan_articles(path, rows=4).compute(), articles)
    same(wb.scan_articles(str(tmp_path / "*.parquet"), rows=500).compute(), articles)


def test_a_scan_is_written_again_file_by_file(scan, articles, tmp_path):
    folder = wb.write_articles(scan, tmp_path / "neu")
    assert len(list(folder.glob("*.parquet"))) == scan.npartitions
    same(wb.scan_articles(folder).compute(), articles)
    with pytest.raises(wb.OptionError, match="read together"):
        wb.write_articles(scan, folder)


def test_what_is_no_corpus_in_parquet_is_refused_with_advice(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,Krieg\n", encoding="utf-8")
    with pytest.raises(wb.ReadError, match=r"write_articles\(read_articles"):
        wb.scan_articles(tmp_path)
    pd.DataFrame({"title": ["x"]}).to_parquet(tmp_path / "b.parquet")
    with pytest.raises(wb.ReadError, match="no column 'article_id'"):
        wb.scan_articles(tmp_path / "b.parquet")
    with pytest.raises(wb.ReadError, match="No file matches"):
        wb.scan_articles(str(tmp_path / "*.pq"))
    with pytest.raises(wb.ReadError, match="There is no file"):
        wb.scan_articles(tmp_path / "nichts")


def test_an_article_in_two_files_is_noticed(articles, tmp_path):
    for name, part in {"a": articles[:6], "b": articles[6:], "c": articles[4:6]}.items():
        wb.write_articles(part, tmp_path / f"{name}.parquet")
    with pytest.warns(wb.LoadWarning, match=r"2 article id\(s\).*a\.parquet and c\.parquet"):
        wb.scan_articles(tmp_path)
    foreign = pd.concat([articles[:2], articles[:1]]).assign(article_id=[1, 2, 1])
    foreign.to_parquet(tmp_path / "d.parquet")
    with pytest.warns(wb.LoadWarning, match=r"first: '1', twice in d\.parquet"):
        wb.scan_articles(tmp_path / "d.parquet")
    wb.scan_articles([tmp_path / "a.parquet", tmp_path / "b.parquet"])  # a warning is an error


# --- rows stay lazy ---------------------------------------------------------------------------

ROWS = [
    wb.split_blocks,
    wb.find_dropped,
    wb.split_paragraphs,
    wb.split_sentences,
    wb.tokenize,
    wb.find_quotations,
    wb.find_sources,
    traced,
    mentions,
    lambda articles: wb.compare_headline_body(mentions(articles)),
    lambda articles: wb.in_partitions(mentions, articles),
]


@pytest.mark.parametrize("function", ROWS, ids=lambda f: f.__name__)
def test_functions_that_give_rows_stay_lazy_and_give_the_same(function, scan, articles):
    lazy = function(scan)
    assert is_lazy(lazy)
    plain = function(articles)
    assert lazy.dtypes.astype(str).to_dict() == plain.dtypes.astype(str).to_dict()
    same(lazy.compute(), plain)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_rows_are_written_without_being_collected(suffix, scan, articles, tmp_path):
    lazy = wb.write_table(wb.find_quotations(scan), tmp_path / f"lazy.{suffix}")
    plain = wb.write_table(wb.find_quotations(articles), tmp_path / f"plain.{suffix}")
    assert lazy.read_bytes() == plain.read_bytes()


def test_an_own_function_that_needs_rows_asks_for_meta(scan, articles):
    def first(part):
        return part.iloc[[0]][["article_id"]]

    with pytest.raises(wb.TableError, match="Pass meta="):
        wb.in_partitions(first, scan)
    found = wb.in_partitions(first, scan, meta=articles[["article_id"]])
    assert len(found.compute()) == scan.npartitions


# --- numbers are computed ---------------------------------------------------------------------

NUMBERS = {
    "words": lambda a: wb.count_words(wb.tokenize(a)),
    "words by outlet and month": lambda a: wb.count_words(wb.tokenize(a), by=["outlet", "month"]),
    "spellings": lambda a: wb.count_words(wb.tokenize(a), unit="token", by="section", top=9),
    "sequences": lambda a: wb.count_ngrams(wb.tokenize(a), n=(2, 3), by="outlet", min_n=2),
    "trends": lambda a: wb.count_trends(wb.tokenize(a), ["Krieg", "Konflikt"], by="outlet"),
    "variety": lambda a: wb.measure_variety(wb.tokenize(a), by="outlet", window=100),
    "readability": lambda a: wb.measure_readability(wb.tokenize(a), by="outlet"),
    "readability of articles": lambda a: wb.measure_readability(wb.tokenize(a), by="article_id"),
    "keyness": lambda a: wb.score_keyness(wb.tokenize(a), by="outlet", min_n=2),
    "keyness against a corpus": lambda a: wb.score_keyness(
        wb.tokenize(a), by=None, reference=wb.tokenize(a), min_n=2
    ),
    "keyness, the ends": lambda a: wb.score_keyness(wb.tokenize(a), top=5, stop_words=False),
    "collocates": lambda a: wb.score_collocates(wb.tokenize(a), "Krieg", min_n=2),
    "collocates of every word": lambda a: wb.score_collocates(wb.tokenize(a), None, window=(0, 2)),
    "frames": lambda a: wb.count_frames(mentions(a), by=["outlet", "voice"]),
    "frames by week": lambda a: wb.count_frames(mentions(a), by="week", unit="label"),
    "speakers": lambda a: wb.count_sources(wb.find_quotations(a), a, by="outlet"),
    "kinds by week": lambda a: wb.count_sources(wb.find_quotations(a), a, of="kind", by="week"),
    "without dispersion": lambda a: wb.count_words(
        wb.tokenize(a), by="outlet", unit="token", dispersion=False, min_n=3
    ),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_functions_that_give_numbers_give_the_same_to_the_last_digit(name, scan, articles):
    found = NUMBERS[name](scan)
    pd.testing.assert_frame_equal(found, NUMBERS[name](articles), check_exact=True)


def test_empty_partitions_change_nothing(scan, articles):
    some = wb.in_partitions(lambda a: a[a["outlet"] == articles["outlet"].iloc[0]], scan)
    plain = articles[articles["outlet"] == articles["outlet"].iloc[0]].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        wb.count_words(wb.tokenize(some)), wb.count_words(wb.tokenize(plain)), check_exact=True
    )
    none = wb.in_partitions(lambda a: a[a["outlet"] == "nobody"], scan)
    assert wb.count_words(wb.tokenize(none)).empty
    assert len(mentions(none).compute()) == 0


# --- what does not work over partitions -------------------------------------------------------


def test_what_needs_the_whole_table_says_so(scan):
    tokens = wb.tokenize(scan)
    with pytest.raises(wb.TableError, match=r"call \.compute\(\)"):
        wb.kwic(tokens, "Krieg")
    with pytest.raises(wb.TableError, match="in_partitions"):
        wb.plot_words(tokens)
    with pytest.raises(wb.TableError, match=r"mark_people\(pandas.read_parquet"):
        wb.mark_people(wb.find_quotations(scan))
    with pytest.raises(wb.TableError, match="count_words"):
        wb.count_tokens(scan)
    with pytest.raises(wb.TableError, match="row a pair and partition"):
        wb.find_rival_labels(scan)


def test_the_ways_that_refusals_name_work(scan, articles, tmp_path):
    names = ["token", "n", "total", "n_articles", "total_articles"]
    words = wb.count_words(wb.tokenize(scan), unit="token", dispersion=False)
    pd.testing.assert_frame_equal(words[names], wb.count_tokens(articles)[names])
    folder = wb.write_table(wb.find_quotations(scan), tmp_path / "quotations")
    people = wb.mark_people(pd.read_parquet(folder))
    assert people["person"].equals(wb.mark_people(wb.find_quotations(articles))["person"])
    rivals = wb.in_partitions(wb.find_rival_labels, scan).compute()
    assert not rivals[rivals["pattern"] != "slot"].empty


def test_tables_that_are_cut_differently_are_refused(scan, corpus):
    other = wb.find_quotations(wb.scan_articles(corpus, rows=3))
    with pytest.raises(wb.TableError, match="not cut at the same articles"):
        wb.find_sources(scan, other)


def test_pandas_needs_no_dask():
    import subprocess
    import sys

    code = "import sys, pandas as pd, workbench as wb; wb.count_words(wb.tokenize(pd.DataFrame({'article_id': ['a'], 'text': ['Krieg.']}))); sys.exit('dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
