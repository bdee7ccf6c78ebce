"""`read_articles`, `check_articles`, `write_articles`, `write_table`."""

import json
import math

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from workbench.characters import keep_length
from workbench.corpus import check_articles, read_articles, write_articles, write_table
from workbench.errors import LoadWarning, OptionError, ReadError, TableError
from workbench.layout import Line, compose, digest, pack, plain_blocks, unpack
from workbench.places import sample_path
from workbench.readers.advice import _advice, advise
from workbench.tables import ARTICLES, BLOCKS, CHECKS

PAGE = """Krieg im Osten
Die Nacht der Kolonne

Der Angriff begann in der Nacht, und am Morgen sprach der Präsident von einer Mission, sagte er.
Publiziert: 09.04.2022 um 21:06 Uhr

Die Kolonne habe um 4.40 Uhr die Brücke überquert, sagte die Sprecherin der Streitkräfte am Montag.

Beide Zahlen konnten bisher nicht unabhängig bestätigt werden, hiess es dazu in Bern. (dzc)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "blick 2022-04-09.txt").write_text(PAGE)
    (tmp_path / "blick 2022-04-10.txt").write_text(PAGE.replace("Montag", "Dienstag"))
    return tmp_path


def test_the_seed_article(seed):
    row = read_articles(seed).iloc[0]
    gold = json.loads(seed.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert (row["outlet"], row["outlet_source"]) == ("Blick", "filename")
    assert row[["kicker", "headline", "lead"]].to_dict() == {
        zone: gold[zone] for zone in ("kicker", "headline", "lead")
    }
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert row["updated"] == pd.Timestamp("2022-04-09T19:24Z")
    assert (row["tz"], row["tz_source"]) == ("Europe/Zurich", "assumed")
    assert (row["author_code"], row["n_words"], row["language"]) == ("dzc", 445, "de")
    assert row["digest"] == digest(row["text"])


def test_the_table_is_what_the_contract_says(folder):
    articles = read_articles(folder)
    assert articles.columns.tolist() == ARTICLES.names
    assert articles.dtypes.astype(str).to_dict() == ARTICLES.empty().dtypes.astype(str).to_dict()
    assert articles.index.tolist() == [0, 1]


@pytest.mark.parametrize(
    "form", [str, lambda path: path, lambda path: [path], lambda path: iter([path])]
)
def test_a_source_is_a_path_or_several(folder, form):
    assert len(read_articles(form(folder))) == 2


def test_what_the_user_says_wins(folder):
    row = read_articles(folder, outlet="Der Bote", language="gsw", tz="Europe/London").iloc[0]
    assert (row["outlet"], row["outlet_source"], row["language"]) == ("Der Bote", "user", "gsw")
    assert row["published"] == pd.Timestamp("2022-04-09T20:06Z")


@pytest.mark.parametrize(
    "address", ["https://www.blick.ch/a", "ftp://x.example/a.txt", "www.blick.ch"]
)
def test_an_address_is_never_opened(address):
    with pytest.raises(ReadError, match="save it"):
        read_articles(address)
    with pytest.raises(ReadError, match="opens nothing on the network"):
        read_articles([address])


def test_a_wrong_path_gets_a_hint(folder):
    with pytest.raises(ReadError, match=r"Did you mean '.*blick 2022-04-09\.txt'"):
        read_articles(folder / "blik 2022-04-09.txt")
    with pytest.raises(ReadError, match=r"glob\('\*\.txt'\)"):
        read_articles(str(folder / "*.txt"))


@pytest.mark.parametrize("thing", [3, None, pd.DataFrame(), [1]])
def test_what_is_no_source_is_refused_in_words(thing):
    with pytest.raises(ReadError):
        read_articles(thing)


def test_a_misspelt_time_zone_gets_a_hint(folder):
    with pytest.raises(OptionError, match="Did you mean 'Europe/Zurich'"):
        read_articles(folder, tz="Europe/Zürich")


def test_nothing_to_read_says_what_can_be_read(tmp_path):
    with pytest.raises(ReadError, match=r"It is empty\. Media Workbench reads web pages pasted"):
        read_articles(tmp_path)


def test_one_bad_file_never_stops_a_folder(folder):
    (folder / "leer.txt").write_bytes(b"")
    (folder / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1")
    (folder / "artikel.pdf").write_bytes(b"%PDF-1.7")
    (folder / "kaputt.parquet").write_bytes(b"PAR1 broken")
    with pytest.warns(LoadWarning, match="4 items gave no article: .*check_articles"):
        articles = read_articles(folder)
    assert len(articles) == 2
    found = check_articles(folder)
    assert found.columns.tolist() == CHECKS.names
    skipped = found[found["status"] == "skipped"]
    assert sorted(skipped["source_file"]) == [
        "artikel.pdf",
        "bild.txt",
        "kaputt.parquet",
        "leer.txt",
    ]
    assert found["advice"].str.len().min() > 20


def test_strict_reading_stops_at_the_first(folder):
    (folder / "leer.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"leer\.txt: empty\. There is nothing in it"):
        read_articles(folder, errors="raise")
    with pytest.raises(OptionError, match="Did you mean 'raise'"):
        read_articles(folder, errors="rase")


def test_a_page_pasted_twice_is_one_article(folder):
    (folder / "blick 2022-04-09 (Kopie).txt").write_text("\n\n" + PAGE)
    articles = read_articles(folder)
    assert len(articles) == 2
    assert "copies:2, also in blick 2022-04-09.txt" in articles["warnings"].str.cat(na_rep="")


def test_the_same_text_in_two_papers_is_two_articles(folder):
    (folder / "Der Bote 2022-04-09.txt").write_text(PAGE)
    articles = read_articles(folder)
    twins = articles[articles["digest"].duplicated(keep=False)]
    assert sorted(twins["outlet"]) == ["Blick", "Der Bote"]
    assert twins["article_id"].is_unique
    assert twins["warnings"].str.contains("same-text").sum() == 1


def test_a_page_in_nfd_with_invisible_characters(folder):
    path = folder / "blick 2022-04-09.txt"
    path.write_text(PAGE.replace("ü", "u\u0308").replace("Angriff", "An\u00adgriff"))
    row = read_articles(path).iloc[0]
    assert "Der Angriff begann" in row["text"]
    assert row["headline"] == "Die Nacht der Kolonne"
    assert row["warnings"].startswith("soft-hyphens; nfd")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda page: page.encode("cp1252"), "encoding:cp1252-guessed"),
        (lambda page: page.encode("utf-16-le"), "encoding:utf-16-le-guessed"),
        (lambda page: page.encode("utf-8-sig"), ""),
        (lambda page: page.replace("\n", "\r\n").encode(), ""),
        (lambda page: page.encode().decode("latin-1").encode(), "mojibake-fixed"),
        (lambda page: page.replace("ü", "ü\0").encode(), "nul-removed"),
    ],
    ids=["Windows", "UTF-16", "BOM", "line ends", "mojibake", "NUL"],
)
def test_a_page_damaged_on_its_way_is_the_same_article(tmp_path, damage, told):
    path = tmp_path / "blick 2022-04-09.txt"
    path.write_text(PAGE)
    whole = read_articles(path).iloc[0]
    path.write_bytes(damage(PAGE))
    row = read_articles(path).iloc[0]
    assert (row["article_id"], row["text"]) == (whole["article_id"], whole["text"])
    assert (told in row["warnings"]) if told else row["warnings"] == whole["warnings"]


def test_a_dump_is_cut_at_five_million_characters(tmp_path):
    path = tmp_path / "dump.txt"
    path.write_text("Krieg und Frieden. " * 400_000)
    row = read_articles(path).iloc[0]
    assert len(row["text"]) <= 5_000_000
    assert "cut:too-long" in row["warnings"]


def test_markdown_marks_are_taken_off(tmp_path):
    path = tmp_path / "seite.md"
    path.write_text(
        "# Die Nacht der Kolonne\n\n" + PAGE.split("\n\n", 1)[1].replace("Montag", "**Montag**")
    )
    row = read_articles(path).iloc[0]
    assert row["headline"] == "Die Nacht der Kolonne"
    assert "am Montag." in row["text"]


def test_every_finding_has_advice_in_both_languages():
    for code, said in _advice().items():
        assert set(said) == {"de", "en"}, code
        assert said["de"].endswith((".", "?"))
        assert said["en"].endswith((".", "?"))
    assert advise("something:new").startswith("Noticed while reading: something:new.")
    assert advise("date:updated-unreadable", "de").startswith("Ein Datum liess sich nicht")
    assert "zweimal" in advise("date:ambiguous", "de")


def test_check_takes_a_table_too(folder):
    found = check_articles(read_articles(folder), lang="de")
    assert found["status"].isin(["ok", "warning"]).all()
    with pytest.raises(TableError, match="check_articles needs an articles table"):
        check_articles(pd.DataFrame({"x": [1]}))


def test_a_folder_with_our_own_tables_in_it(folder):
    articles = read_articles(folder)
    write_articles(articles, folder / "articles.parquet")
    write_table(BLOCKS.conform(pd.DataFrame({"text": ["x"]})), folder / "blocks.csv")
    again = read_articles(folder)
    assert again["article_id"].tolist() == articles["article_id"].tolist()
    assert again["warnings"].str.contains("copies:2").all()


# Round trips ------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
CELLS = st.one_of(
    st.none(), WORDS.filter(lambda t: t != ""), st.sampled_from(["=1+1", "'=1", "-5", "NA"])
)


@st.composite
def article_tables(draw):
    rows = []
    for number in range(draw(st.integers(0, 3))):
        text = draw(WORDS)
        lines = [Line(text, "body", "x", 1), Line(draw(WORDS), "furniture", "y", 2)]
        text, blocks = compose(lines) if draw(st.booleans()) else (text, plain_blocks(text))
        cells = {
            name: draw(CELLS) for name in ("outlet", "headline", "lead", "authors", "warnings")
        }
        when = draw(
            st.one_of(st.none(), st.datetimes(pd.Timestamp(1900, 1, 1), pd.Timestamp(2100, 1, 1)))
        )
        rows.append(
            cells
            | {
                "article_id": f"{number:03}",
                "text": text or None,
                "digest": digest(text),
                "layout": pack(blocks),
                "language": "de",
                "published": when and pd.Timestamp(when, tz="UTC"),
                "n_words": number,
                "coder": draw(CELLS),
            }
        )
    return ARTICLES.conform(
        pd.DataFrame(rows, columns=None if rows else [*ARTICLES.names, "coder"])
    ).astype({"coder": "str"})


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv"])
@given(articles=article_tables())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_written_is_read_back_the_same(tmp_path, suffix, articles):
    assume(len(articles) or suffix != ".jsonl")  # no lines, no columns
    path = write_articles(articles, tmp_path / f"articles{suffix}")
    pd.testing.assert_frame_equal(read_articles(path), articles, check_index_type=False)


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl", ".csv"])
def test_pages_survive_writing(folder, suffix):
    articles = read_articles(folder)
    path = write_articles(articles, folder / "out" / f"articles{suffix}")
    pd.testing.assert_frame_equal(read_articles(path), articles)


def test_a_plain_pandas_csv_of_ours_is_read_back_too(folder):
    articles = read_articles(folder).assign(headline="'-5 Grad")
    articles["text"] = "=1 " + articles["text"]
    articles["digest"] = articles["text"].map(digest)
    articles.to_csv(folder / "a.csv", index=False)
    again = read_articles(folder / "a.csv")
    assert again["text"].tolist() == articles["text"].tolist()


def test_a_text_edited_in_a_spreadsheet_is_laid_out_anew(folder):
    articles = read_articles(folder)
    path = write_articles(articles, folder / "a.csv")
    path.write_text(path.read_text("utf-8").replace("Kolonne habe", "Armee habe"), "utf-8")
    again = read_articles(path)
    assert again["warnings"].str.contains("text-edited").all()
    for text, layout, mark in zip(again["text"], again["layout"], again["digest"], strict=True):
        assert mark == digest(text)
        assert all(text[b.start : b.end].strip() for b in unpack(layout))


def test_formulas_do_not_run_in_a_spreadsheet(tmp_path):
    frame = pd.DataFrame(
        {"outlet": ["=HYPERLINK(1)", "+1", "-2", "@x", "Blick"], "n": [-1, 2, 3, 4, 5]}
    )
    path = write_table(frame, tmp_path / "t.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines == ["outlet,n", "'=HYPERLINK(1),-1", "'+1,2", "'-2,3", "'@x,4", "Blick,5"]
    write_table(frame, path, formulas="keep")
    assert "=HYPERLINK" in path.read_text("utf-8-sig").splitlines()[1][:10]


def test_excel(tmp_path):
    frame = pd.DataFrame(
        {
            "outlet": pd.Categorical(["=1", "Blick"]),
            "published": pd.to_datetime(["2022-04-09T21:06+02:00", None], utc=True),
            "when": pd.Categorical(pd.to_datetime(["2022-04-09T21:06+02:00", None], utc=True)),
            "text": ["a\x0bb", "x" * 40_000],
            "n": [1, 2],
        }
    )
    path = write_table(frame, tmp_path / "t.xlsx")
    header, one, two = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert header == ("outlet", "published", "when", "text", "n")
    when = pd.Timestamp("2022-04-09T19:06").to_pydatetime()
    assert one == ("'=1", when, when, "a\ufffdb", 1)
    assert len(two[3]) == 32_767
    assert two[3].endswith(" […]")


def test_an_unknown_suffix_names_the_known_ones(folder):
    with pytest.raises(OptionError, match=r"\.parquet, \.jsonl, \.csv"):
        write_articles(read_articles(folder), folder / "a.xlsx")


def test_jsonl_of_a_table_with_numbers_and_times(tmp_path):
    frame = pd.DataFrame(
        {"n": [1], "share": [math.nan], "at": pd.to_datetime(["2022-04-09"], utc=True)}
    )
    path = write_table(frame, tmp_path / "t.jsonl")
    assert path.read_text() == '{"n": 1, "share": null, "at": "2022-04-09T00:00:00+00:00"}\n'


def test_surrogates_can_be_stored():
    assert keep_length("\ud83d")[0] == "\ufffd"


BOTE = 'name = "Der Bote"\ntz = "Europe/London"\n'
WIRE = 'name = "Drahtdienst"\nkind = "agency"\ncredits = ["drd"]\n'


@pytest.mark.parametrize("place", [".", "outlets"])
def test_profiles_beside_the_articles(tmp_path, place):
    (tmp_path / "Der Bote 2022-04-09.txt").write_text(PAGE.replace("(dzc)", "(drd/dzc)"))
    (tmp_path / place).mkdir(exist_ok=True)
    (tmp_path / place / "bote.outlet.toml").write_text(BOTE)
    (tmp_path / place / "drd.outlet.toml").write_text(WIRE)
    for source in (tmp_path, tmp_path / "Der Bote 2022-04-09.txt", [tmp_path]):
        row = read_articles(source).iloc[0]
        assert (row["outlet"], row["tz"], row["agency"]) == ("Der Bote", "Europe/London", "drd")
        assert row["published"] == pd.Timestamp("2022-04-09T20:06Z")
    assert len(check_articles(tmp_path)) == 1


def test_profiles_of_another_folder(folder, tmp_path_factory):
    profiles = tmp_path_factory.mktemp("profiles")
    (profiles / "b.outlet.toml").write_text(BOTE.replace("Der Bote", "Blick"))
    assert set(read_articles(folder, outlets=profiles)["tz"]) == {"Europe/London"}
    assert set(read_articles(folder, outlets=profiles / "b.outlet.toml")["tz"]) == {"Europe/London"}
    assert set(read_articles(folder)["tz"]) == {"Europe/Zurich"}
    with pytest.raises(ReadError, match="no file or folder"):
        read_articles(folder, outlets=profiles / "nowhere")


def test_sample_corpus_knows_its_outlets():
    articles = read_articles(sample_path())
    zones = dict(zip(articles["outlet"], articles["tz"], strict=True))
    assert (zones["The Kingsway Ledger"], zones["Rundfunk Mitte"]) == (
        "Europe/London",
        "Europe/Vienna",
    )
    signed = articles.dropna(subset="agency").set_index("source_file")["agency"]
    assert set(signed) == {"dpb"}
    assert "Volksblitz 2024-03-09 granaten-auf-krankenhaus.txt" in signed.index
