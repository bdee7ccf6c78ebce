"""CSV, JSON, Parquet: rows 3, 14-18, 20-22, 24 of the bad-input table, and foreign columns."""

import gzip
import io
import json
import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.corpus import check_articles, read_articles
from workbench.errors import LoadWarning, ReadError
from workbench.layout import digest, unpack
from workbench.readers.columns import match_columns
from workbench.readers.delimited import find_delimiter, read_cells

BODY = "Der Krieg geht in das dritte Jahr, sagte die Sprecherin am Dienstag in Bern."


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def quietly(path, **options):
    """Read, and hand back what the one warning said."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        articles = read_articles(path, **options)
    assert [w.message for w in caught if w.category is not LoadWarning] == []
    return articles, " ".join(str(w.message) for w in caught)


def test_a_german_excel_csv(tmp_path):
    rows = f"Nr;Titel;Datum;Quelle;Volltext\r\n007;Größe;09.04.2022 21:06;Blick;{BODY}\r\n"
    articles = read_articles(put(tmp_path, "excel.csv", rows.encode("cp1252")))
    row = articles.iloc[0]
    assert (row["headline"], row["outlet"], row["outlet_source"]) == ("Größe", "Blick", "column")
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert (row["tz_source"], row["tz"], row["Nr"]) == ("assumed", "Europe/Zurich", "007")
    assert row["text"] == f"Größe\n\n{BODY}"
    assert [b.zone for b in unpack(row["layout"])] == ["headline", "body"]
    found = check_articles(tmp_path / "excel.csv")
    assert "encoding:cp1252-guessed" in found["problem"].tolist()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    rows = [["id", "headline", "text"], ["1", "Krieg", '"Ja, sagt er; nein; nie"']]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


def test_cells_stay_as_they_stand(tmp_path):
    text = "id,outlet,author,text\n007,NA,None,=1+1 und mehr\n008,null,nan,@krieg\n"
    articles = read_articles(put(tmp_path, "t.csv", text))
    assert articles["article_id"].tolist() == ["007", "008"]
    assert articles["outlet"].tolist() == ["NA", "null"]
    assert articles["authors"].tolist() == ["None", "nan"]
    assert articles["text"].tolist() == ["=1+1 und mehr", "@krieg"]


@given(st.text(min_size=1).filter(lambda t: t.strip()))
def test_a_text_column_is_kept_exactly(text):
    from workbench.characters import keep_length
    from workbench.readers.formats import harvest_source
    from workbench.readers.records import Options, Source

    wanted = keep_length(text)[0]
    line = json.dumps({"id": "1", "text": text}).encode()
    (frame,) = harvest_source(Source("t.jsonl", ".jsonl", line), Options()).frames
    assert frame["text"].tolist() == [wanted]
    assert frame["digest"].tolist() == [digest(wanted)]


def test_a_text_column_is_not_normalised(tmp_path):
    text = " An\u00adgriff\u2011s\u00a0krieg o\u0308\u200b \ufb01\r\n\r\n«Krieg» "
    articles = read_articles(put(tmp_path, "t.jsonl", json.dumps({"id": 7, "text": text})))
    assert articles.loc[0, "text"] == text
    assert articles.loc[0, "article_id"] == "7"


def test_known_lines_of_a_kept_text_get_their_zones(tmp_path):
    row = {"id": "1", "headline": "Titel hier", "text": f"Titel hier\n\n{BODY}"}
    articles = read_articles(put(tmp_path, "t.jsonl", json.dumps(row)))
    zones = [(b.zone, b.start, b.end) for b in unpack(articles.loc[0, "layout"])]
    assert zones == [("headline", 0, 10), ("body", 12, 12 + len(BODY))]


def test_a_body_that_repeats_headline_and_lead_is_cut(tmp_path):
    row = {"headline": "Titel hier", "description": "Der Vorspann.", "articleBody": ""}
    row["articleBody"] = f"Titel hier\nDer Vorspann.\n{BODY}"
    articles = read_articles(put(tmp_path, "t.json", json.dumps(row)))
    assert articles.loc[0, "text"] == f"Titel hier\n\nDer Vorspann.\n\n{BODY}"
    cut = [(b.cut, b.rule) for b in unpack(articles.loc[0, "layout"]) if b.cut]
    assert cut == [("Titel hier", "table:repeat"), ("Der Vorspann.", "table:repeat")]


def test_broken_characters_are_told_in_a_text_and_mended_in_a_body(tmp_path):
    rows = [{"id": "1", "text": "Die Ãœbung"}, {"id": "2", "text": "Krieg in MÃ¼nchen"}]
    articles = read_articles(put(tmp_path, "t.jsonl", "\n".join(map(json.dumps, rows))))
    assert articles["text"].tolist() == [row["text"] for row in rows]
    assert articles["warnings"].tolist() == ["looks-like:broken-characters"] * 2
    articles = read_articles(put(tmp_path, "b.json", json.dumps({"body": "Krieg in MÃ¼nchen"})))
    assert articles.loc[0, "text"] == "Krieg in München"
    assert articles.loc[0, "warnings"] == "mojibake-fixed"


@pytest.mark.parametrize("name", ["framing/dev", "polnear/train", "wikinews-quotations/dev"])
def test_annotated_texts_keep_their_ids_and_every_character(shared, name):
    path = shared / "data" / f"{name}.jsonl"
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    articles = read_articles(path)
    assert articles["text"].tolist() == [one["text"] for one in given]
    assert articles["article_id"].tolist() == [one["name"] for one in given]


def test_html_in_a_text_column_is_said_not_changed(tmp_path):
    text = f"<p>{BODY}</p>"
    articles = read_articles(put(tmp_path, "t.jsonl", json.dumps({"text": text})))
    assert articles.loc[0, "text"] == text
    assert articles.loc[0, "warnings"] == "looks-like:html"


@pytest.mark.parametrize(
    ("columns", "matched"),
    [
        (
            [
                "@type",
                "headline",
                "alternativeHeadline",
                "abstract",
                "articleBody",
                "datePublished",
            ],
            ["body", "headline", "kicker", "lead", "published"],
        ),
        (
            [
                "id",
                "indexed_date",
                "language",
                "media_name",
                "media_url",
                "publish_date",
                "title",
                "url",
            ],
            ["article_id", "headline", "language", "outlet", "published", "url"],
        ),
        (
            [
                "title",
                "author",
                "hostname",
                "date",
                "fingerprint",
                "text",
                "source-hostname",
                "source",
            ],
            ["authors", "headline", "outlet", "published", "text"],
        ),
        (["HD", "BY", "PD", "SN", "LA", "LP", "TD", "AN"], None),
        (
            ["Überschrift", "Autor:in", "Erscheinungsdatum", "Zeitung", "Ressort", "Artikeltext"],
            None,
        ),
        (["Title", "Publication", "Publication Date", "Byline", "Body"], None),
    ],
    ids=["schema.org", "Media Cloud", "trafilatura", "Factiva", "German", "Nexis"],
)
def test_columns_of_other_sources(columns, matched):
    found = match_columns(columns)
    assert sorted(found) == matched if matched else len(found) == len(columns)


def test_a_story_list_without_texts_says_so(tmp_path):
    path = put(tmp_path, "mc.csv", "id,media_name,publish_date,title,url\n1,Blick,2022-04-09,T,u\n")
    with pytest.raises(ReadError, match="No column holds the articles: there is id, media_name"):
        read_articles(path)


def test_unknown_columns_are_kept_and_ours_are_not_believed(tmp_path):
    row = {
        "text": BODY,
        "coder": "ab",
        "n_words": 5,
        "tags": ["a", "b"],
        "big": 12345678901234567890123,
    }
    articles = read_articles(put(tmp_path, "t.jsonl", json.dumps(row)))
    assert articles.loc[0, "n_words"] == 14
    extra = articles.loc[0, ["coder", "given_n_words", "tags", "big"]].tolist()
    assert extra == ["ab", 5, '["a", "b"]', "12345678901234567890123"]


def test_iso_dates_are_never_swapped_beside_german_ones(tmp_path):
    rows = (
        "date,text\n2022-04-09,Eins hier\n09.04.2022,Zwei hier\n31.02.2022,Drei hier\n,Vier hier\n"
    )
    articles = read_articles(put(tmp_path, "t.csv", rows), tz="Europe/Berlin")
    local = articles["published"].dt.tz_convert("Europe/Berlin").dt.strftime("%Y-%m-%d")
    assert local.fillna("").tolist() == ["2022-04-09", "2022-04-09", "", ""]
    assert articles["date_precision"].tolist() == ["day", "day", "none", "none"]
    assert articles["warnings"].fillna("").tolist() == ["", "", "date:published-unreadable", ""]


def test_a_date_in_the_future_is_kept_and_said(tmp_path):
    articles = read_articles(put(tmp_path, "t.csv", "date,text\n2099-04-09T21:06Z,Eins hier\n"))
    assert articles.loc[0, "published"] == pd.Timestamp("2099-04-09T21:06Z")
    assert articles.loc[0, "warnings"] == "date:future"


def test_a_bad_json_line_costs_one_article(tmp_path):
    lines = ['{"id": 1, "text": "Eins hier"}', "{bad", '["list"]', '{"id": 2, "text": "Zwei hier"}']
    articles, said = quietly(put(tmp_path, "t.jsonl", "\n".join(lines)))
    assert articles["article_id"].tolist() == ["1", "2"]
    assert "2 items gave no article: t.jsonl, item 2 (bad-json), t.jsonl, item 3" in said


def test_a_line_separator_inside_json_ends_no_line(tmp_path):
    articles = read_articles(put(tmp_path, "t.jsonl", '{"id": 1, "text": "Eins\u2028zwei\x85"}\n'))
    assert articles.loc[0, "text"] == "Eins\u2028zwei\x85"


def test_an_unclosed_quote_costs_its_own_line(tmp_path):
    rows = 'id,text\n1,Eins hier\n2,"Zwei hier\n3,Drei hier\n4,"Vier\nhier"\n'
    articles, said = quietly(put(tmp_path, "t.csv", rows))
    assert "unclosed-quote" in said
    assert articles["article_id"].tolist() == ["1", "3", "4"]


def test_a_row_with_too_many_cells_is_reported():
    frame, lost = read_cells("id,text\n1,a\n2,b,c,d\n3,e\n", ",")
    assert frame.to_numpy().tolist() == [["1", "a"], ["3", "e"]]
    assert lost == [(3, "row:4-cells-not-2")]


def test_a_truncated_gzip_gives_what_came_before(tmp_path):
    rows = "id;text\n" + "".join(f"{i};{BODY} {i * 7919}\n" for i in range(5000))
    path = put(tmp_path, "t.csv.gz", gzip.compress(rows.encode())[:-20_000])
    articles, _ = quietly(path)
    assert 100 < len(articles) < 5000
    assert articles["text"].str.startswith(BODY).all()
    found = check_articles(path)
    assert found.loc[found["problem"] == "truncated", "status"].tolist() == ["warning"]


def test_a_truncated_parquet_file_is_reported(tmp_path):
    buffer = io.BytesIO()
    pd.DataFrame({"text": [BODY]}).to_parquet(buffer)
    path = put(tmp_path, "t.parquet", buffer.getvalue()[:-40])
    with pytest.raises(ReadError, match=r"damaged.*ArrowInvalid"):
        read_articles(path)


def test_parquet_with_categories_times_and_numbers(tmp_path):
    frame = pd.DataFrame(
        {
            "id": [1, 2],
            "text": [BODY, BODY + " Mehr."],
            "source": pd.Categorical(["Blick", "Blick"]),
            "published": pd.to_datetime(["2022-04-09T21:06+02:00", None], utc=True),
            "score": [0.5, None],
        }
    )
    frame.to_parquet(tmp_path / "t.parquet")
    articles = read_articles(tmp_path / "t.parquet")
    assert articles["article_id"].tolist() == ["1", "2"]
    assert articles.loc[0, "published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert articles["tz_source"].tolist() == ["explicit", "none"]
    assert articles.loc[0, "score"] == 0.5


def test_parquet_with_lists_of_authors(tmp_path):
    names = [["Jan Roth", None, "Eva Lang"], ["Jan Roth"], [], None]
    texts = [f"{BODY} {number}" for number in range(4)]
    path = tmp_path / "lists.parquet"
    pd.DataFrame({"text": texts, "authors": names}).to_parquet(path)
    authors = read_articles(path)["authors"].fillna("").tolist()
    assert authors == ["Jan Roth; Eva Lang", "Jan Roth", "", ""]


def test_duplicate_ids_get_a_number_and_true_copies_go(tmp_path):
    rows = "id,text\n7,Eins hier\n7,Zwei hier\n7,Eins hier\n"
    articles = read_articles(put(tmp_path, "t.csv", rows))
    assert articles["article_id"].tolist() == ["7", "7-2"]
    assert articles["warnings"].tolist() == ["copies:2, also in t.csv", "duplicate-id:7"]


def test_authors_shorthand_and_agencies_of_a_column(tmp_path):
    rows = [
        {"author": "hku/lor", "text": "Eins hier"},
        {"author": "Anna Blum; Jan Roth", "text": "Zwei hier"},
        {"author": [{"name": "Anna Blum"}, {"name": "Jan Roth"}], "text": "Drei hier"},
        {"author": "dpa", "text": "Vier hier"},
    ]
    path = put(tmp_path, "t.jsonl", "\n".join(map(json.dumps, rows)))
    found = read_articles(path)[["authors", "author_code", "agency"]].fillna("")
    assert found.to_numpy().tolist() == [
        ["", "hku/lor", ""],
        ["Anna Blum; Jan Roth", "", ""],
        ["Anna Blum; Jan Roth", "", ""],
        ["", "", "dpa"],
    ]
