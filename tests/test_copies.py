"""Copies: who holds whose words, which passages, and how much of an article."""

import pandas as pd
import pytest
import workbench as wb
from workbench.errors import OptionError, TableError
from workbench.shingles import hash_runs, number_runs, pair_articles
from workbench.tables import COPIES, PASSAGES

from helpers.planted import plant, score

WIRE = (
    "Am Montag sind in Velmin nach Angaben der Stadt sieben Menschen ums Leben gekommen. "
    "Das Spital an der Rosengasse wurde von drei Granaten getroffen, wie die Stadt mitteilte. "
    "Der Konflikt dauert seit dem Morgen des vierten März an."
)
OWN = (
    "Auf dem Markt von Arnsel kosten Äpfel in dieser Woche so viel wie noch nie zuvor, und niemand "
    "weiss, wer sie kaufen soll. Die Händler klagen über das Wetter und über die Zöllner am Fluss."
)


def table(*rows):
    names = ["article_id", "outlet", "text", "published", "agency", "url"]
    frame = pd.DataFrame([row | {k: row.get(k) for k in names} for row in rows])
    return frame.assign(published=pd.to_datetime(frame["published"], utc=True))


def article(name, outlet, text, day=None, **more):
    return {"article_id": name, "outlet": outlet, "text": text, "published": day} | more


def found(articles, **options):
    rows = wb.find_copies(articles, **options)
    return rows[["article_id", "source_id", "kind", "rule"]].to_numpy().tolist()


# --- who copied from whom ---------------------------------------------------------------------


def test_an_agencys_dispatch_is_the_origin_even_if_dated_later():
    articles = table(
        article("p", "Bote", WIRE, "2024-03-04"), article("d", "DPB", WIRE, "2024-03-05")
    )
    assert found(articles, agencies=["DPB"]) == [["p", "d", "wire", "agency"]]
    assert found(articles) == [["d", "p", "same_text", "earlier"]]


def test_agencies_with_a_profile_are_known():
    articles = table(article("p", "Bote", WIRE), article("d", "dpa", WIRE))
    assert found(articles) == [["p", "d", "wire", "agency"]]


def test_earlier_then_longer_then_order():
    long, short = f"{WIRE} {OWN}", WIRE
    early, late = "2024-03-04 10:00", "2024-03-04 11:00"
    by_time = table(article("a", "A", long, late), article("b", "B", short, early))
    assert found(by_time) == [["a", "b", "copy", "earlier"]]
    by_length = table(article("a", "A", short), article("b", "B", long))
    assert found(by_length) == [["a", "b", "copy", "longer"]]
    alike = table(article("a", "A", short), article("b", "B", short))
    assert found(alike) == [["b", "a", "same_text", "order"]]


def test_two_papers_with_one_dispatch_share_a_wire_and_do_not_copy_each_other():
    articles = table(
        article("d", "dpa", WIRE), article("p", "Bote", WIRE), article("q", "Post", WIRE)
    )
    kinds = dict.fromkeys(map(tuple, wb.find_copies(articles)[["article_id", "kind"]].to_numpy()))
    assert set(kinds) == {("p", "wire"), ("q", "wire"), ("q", "shared_wire")}
    assert wb.find_copies(articles)["group"].unique().tolist() == [1]


def test_two_papers_that_credit_an_agency_which_is_not_there_share_a_wire():
    articles = table(
        article("p", "Bote", WIRE, agency="sda; apa"), article("q", "Post", WIRE, agency="apa")
    )
    assert [row[2] for row in found(articles)] == ["shared_wire"]


def test_one_address_of_one_outlet_is_a_version_and_hours_count_from_change_to_change():
    url = "https://bote.example/1"
    old = article("old", "Bote", WIRE, "2024-03-04 10:00", url=url)
    new = article(
        "new", "Bote", f"{WIRE.replace('Konflikt', 'Krieg')} {OWN}", "2024-03-04 10:00", url=url
    )
    articles = table(new, old).assign(updated=pd.to_datetime(["2024-03-04 12:30", None], utc=True))
    rows = wb.find_copies(articles)
    assert rows[["article_id", "source_id", "kind", "hours"]].to_numpy().tolist() == [
        ["new", "old", "version", 2.5]
    ]


def test_a_share_counts_words_of_shared_runs():
    articles = table(
        article("a", "A", "eins zwei drei vier fünf sechs"),
        article("b", "B", "EINS zwei drei vier – fünf neun"),
    )
    row = wb.find_copies(articles, min_words=5).iloc[0]
    assert (row["n_shared"], row["n_words"], row["share"]) == (5, 6, pytest.approx(5 / 6))


def test_a_text_that_hundreds_print_pairs_with_the_first_only_and_stays_one_group():
    days = pd.date_range("2024-03-04", periods=150, freq="h").astype(str)
    rows = [article(f"a{i}", f"Blatt {i}", WIRE, day) for i, day in enumerate(days)]
    copies = wb.find_copies(table(*rows[::-1]))
    assert len(copies) == 149
    assert set(copies["source_id"]) == {"a0"}
    assert set(copies["group"]) == {1}


def test_pairs_agree_with_counting_every_pair_of_sets():
    import numpy as np

    random = np.random.default_rng(3)
    article_of = np.sort(random.integers(0, 40, 3000))
    hashes, place = hash_runs(random.integers(0, 6, 3000), article_of, 3)
    owner = article_of[place]
    sets = [set(hashes[owner == i].tolist()) for i in range(40)]
    wanted = {(i, j) for i in range(40) for j in range(i) if len(sets[i] & sets[j]) >= 14}
    run, _ = number_runs(hashes, owner)
    several = run >= 0
    run, owner = run[several], owner[several]
    first, second = pair_articles(run, owner, 40, np.full(40, 14))
    assert {(j, i) for i, j in zip(first.tolist(), second.tolist(), strict=True)} == wanted
    assert 0 < len(wanted) < 780
    some, _ = pair_articles(run, owner, 40, np.full(40, 14), hot=20)
    assert len(some)  # hot runs are given the benefit of the doubt: never fewer pairs of cold ones


# --- passages and what stands in them ---------------------------------------------------------


def test_passages_are_the_same_words_on_both_sides():
    desk = (
        f"Neuer Einstieg. {WIRE.replace('Der Konflikt', 'Der Krieg').replace('Granaten', 'Minen')}"
    )
    articles = table(article("d", "dpa", WIRE), article("p", "Bote", desk))
    passages = wb.find_passages(articles, wb.find_copies(articles))
    texts = articles.set_index("article_id")["text"]
    for row in passages.itertuples():
        here = texts[row.article_id][row.start : row.end]
        assert here == texts[row.source_id][row.source_start : row.source_end]
        assert len(here.replace(",", "").replace(".", "").split()) == row.n_words
    assert not any(
        word in texts["p"][r.start : r.end]
        for r in passages.itertuples()
        for word in ("Krieg", "Minen")
    )
    book = wb.find_mentions(articles, codebook())
    marked = wb.mark_copied(book[book["article_id"] == "p"], passages)
    assert marked[["label", "copied"]].to_numpy().tolist() == [["Krieg", False]]


def codebook():
    from workbench.matching import codebook_of

    return codebook_of(["Krieg", "Konflikt"])


def test_words_of_two_origins_count_once():
    articles = table(
        article("d", "dpa", WIRE), article("e", "sda", WIRE), article("p", "Bote", f"{WIRE} {OWN}", agency="dpa"),
        article("q", "Post", OWN), article("r", "Rund", "Hier steht sonst nichts.", agency="sda"),
    )  # fmt: skip
    passages = wb.find_passages(articles, wb.find_copies(articles))
    agency = wb.measure_copied(articles, passages, sources="agency").set_index("article_id")
    n = len(WIRE.replace(".", "").split())
    assert agency.loc["p", ["n", "n_sources", "disclosure"]].tolist() == [n, 2, "credited"]
    assert agency["disclosure"].tolist() == ["none", "none", "credited", "none", "only_credit"]
    everything = wb.measure_copied(articles, passages).set_index("article_id")
    assert everything.loc["p", "share"] + everything.loc["q", "share"] >= 1


def test_silence_about_the_agency_is_said():
    articles = table(article("d", "dpa", WIRE), article("p", "Bote", WIRE))
    passages = wb.find_passages(articles, wb.find_copies(articles))
    assert wb.measure_copied(articles, passages)["disclosure"].tolist() == ["none", "silent"]


# --- promises ---------------------------------------------------------------------------------


def test_bad_options_and_unknown_articles_are_refused():
    articles = table(article("a", "A", WIRE), article("b", "B", WIRE))
    for options in ({"size": 0}, {"min_share": 0}, {"min_words": 0}):
        with pytest.raises(OptionError):
            wb.find_copies(articles, **options)
    copies = wb.find_copies(articles)
    with pytest.raises(TableError, match="no article has the article_id"):
        wb.find_passages(articles.head(1), copies)
    for name in ("a", "b"):  # the other half of a pair changed too: there were no rows, silently
        other = articles.assign(text=articles["text"].where(articles["article_id"] != name, OWN))
        with pytest.raises(TableError, match=f"1 article.* has changed .*first: {name}"):
            wb.find_passages(other, copies)
    with pytest.raises(OptionError, match="Did you mean 'agency'"):
        wb.measure_copied(articles, PASSAGES.empty(), sources="agencies")


def test_nothing_copied_is_the_typed_empty_table():
    articles = table(article("a", "A", WIRE), article("b", "B", OWN))
    copies = wb.find_copies(articles)
    assert copies.dtypes.astype(str).to_dict() == COPIES.empty().dtypes.astype(str).to_dict()
    passages = wb.find_passages(articles, copies)
    assert list(passages) == PASSAGES.names
    assert wb.measure_copied(articles, passages)["share"].tolist() == [0, 0]


def test_the_sample_corpus_gives_its_seven_reprints_and_its_version(sample):
    copies = wb.find_copies(sample, agencies=["Depeschenbund"])
    pairs = copies[copies["kind"].isin(["wire", "version"])]
    wanted = sample["copy_of"].fillna(sample["version_of"]).dropna()
    wanted = set(zip(sample.loc[wanted.index, "article_id"], wanted, strict=True))
    assert set(zip(pairs["article_id"], pairs["source_id"], strict=True)) == wanted
    assert len(wanted) == 8


def test_planted_copies_among_500_real_articles_are_found(shared):
    """Recall at least .98 at a precision of at least .99: floors, measured .986 and .995."""
    texts = pd.read_csv(shared / "data" / "gnad" / "articles.csv")["text"].head(500).tolist()
    articles, pairs = plant(texts, 500)
    recall, precision, ways, _ = score(wb.find_copies(articles), pairs)
    assert recall >= 0.98
    assert precision >= 0.99
    assert min(ways.values()) >= 0.96


def test_the_command_writes_copies(tmp_path):
    from click.testing import CliRunner
    from workbench.cli import main

    table(article("d", "DPB", WIRE), article("p", "Bote", WIRE)).to_csv(tmp_path / "a.csv")
    result = CliRunner().invoke(main, ["table", "copies", str(tmp_path), "--agency", "DPB"])
    assert result.stdout.splitlines()[1].startswith("p,d,wire,")


def test_the_plot_counts_pairs_of_outlets_and_says_them():
    articles = table(
        article("d", "dpa", WIRE), article("p", "Bote", WIRE), article("q", "Post", WIRE),
        article("r", "Post", f"{WIRE} {OWN}"),
    )  # fmt: skip
    axes = wb.plot_copies(wb.find_copies(articles), lang="en")
    assert sorted(text.get_text() for text in axes.texts) == ["1", "2"]
    assert "Post from dpa: 2; Bote from dpa: 1" in wb.describe_figure(axes)
    assert "No rows" in wb.describe_figure(wb.plot_copies(COPIES.empty(), lang="en"))
    with pytest.raises(OptionError):
        wb.plot_copies(COPIES.empty(), lang="fr")
