"""Saved web pages: zones, metadata, and rows 1, 12, 13, 23, 30 of the bad-input table."""

import json
from pathlib import Path

import pandas as pd
import pytest
from workbench.corpus import read_articles
from workbench.errors import ReadError
from workbench.layout import unpack
from workbench.readers.metadata import parse_jsonld, read_metadata
from workbench.readers.page import parse, visible_blocks

LEAD = "Der Angriff begann in der Nacht, und am Morgen sprach der Präsident von einer Mission."
BODY = [
    "Die Kolonne habe um 4.40 Uhr die Brücke überquert, sagte die Sprecherin der Streitkräfte am Montag. Es handle sich um rund 3000 Soldaten und 120 Fahrzeuge, die nach Westen rollten.",
    "Beide Zahlen konnten bisher nicht unabhängig bestätigt werden. «Wir lassen niemanden allein», sagte der Präsident in einer Ansprache, die der Staatssender am frühen Morgen ausstrahlte.",
    "In der Stadt blieben die Schulen geschlossen, und vor den Tankstellen bildeten sich lange Schlangen. Viele Menschen wollten noch am selben Tag über den Fluss nach Osten. (sda/abc)",
]
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Die Nacht der Kolonne",
    "description": LEAD,
    "datePublished": "2022-04-09T21:06:00+02:00",
    "dateModified": "2022-04-09T21:24:00+02:00",
    "author": [{"@type": "Person", "name": "Anna Blum"}, {"@id": "#jan"}],
    "publisher": {"@id": "#org"},
    "articleSection": "Ausland",
    "isAccessibleForFree": "False",
}
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@id": "#org", "@type": "Organization", "name": "Blick"},
        {"@id": "#jan", "@type": "Person", "name": "Jan Roth"},
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Teaser"}]},
        ARTICLE,
    ],
}


def page(*, head="", header="", body=BODY, after="", title="Die Nacht der Kolonne"):
    paragraphs = "\n".join(f"<p>{p}</p>" for p in body)
    return f"""<!DOCTYPE html><html lang="de"><head><title>{title} | Blick</title>{head}</head><body>
    <header><a href="/">Zur Startseite</a><nav><ul><li><a href="/a">Ausland</a></li>
    <li><a href="/s">Sport</a></li></ul></nav></header><main><article>
    <span class="article__kicker">Krieg im Osten</span><h1>{title}</h1>
    <p class="article-lead">{LEAD}</p>{header}
    <figure><img src="https://x.example/a.jpg" onerror="alert(1)"><figcaption>Rauch über der Brücke.
    <span class="credit">Foto: Keystone</span></figcaption></figure>
    {paragraphs}</article>{after}</main>
    <script>document.write("aus dem Skript")</script>
    <footer>Impressum</footer></body></html>"""


def jsonld(data):
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.fixture
def read(tmp_path):
    def _read(text, name="seite.html", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_articles(path, **options).iloc[0]

    return _read


def zones(row):
    blocks = unpack(row["layout"])
    return [(b.zone, row["text"][b.start : b.end] if b.cut is None else b.cut) for b in blocks]


def test_a_page_with_jsonld(read):
    row = read(page(head=jsonld(GRAPH)))
    assert row["headline"] == "Die Nacht der Kolonne"
    assert row["kicker"] == "Krieg im Osten"
    assert row["lead"] == LEAD
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert row["updated"] == pd.Timestamp("2022-04-09T19:24Z")
    assert (row["date_precision"], row["tz_source"]) == ("minute", "explicit")
    assert row["authors"] == "Anna Blum; Jan Roth"
    assert (row["author_code"], row["agency"]) == ("abc", "sda")
    assert (row["outlet"], row["outlet_source"], row["section"]) == ("Blick", "jsonld", "Ausland")
    assert row["warnings"] == "paywall"


def test_the_lines_of_a_page_in_their_order(read):
    assert zones(read(page(head=jsonld(GRAPH)))) == [
        ("furniture", "Zur Startseite"),
        ("furniture", "Ausland · Sport"),
        ("kicker", "Krieg im Osten"),
        ("headline", "Die Nacht der Kolonne"),
        ("lead", LEAD),
        ("caption", "Rauch über der Brücke."),
        ("credit", "Foto: Keystone"),
        ("body", BODY[0]),
        ("body", BODY[1]),
        ("body", BODY[2].removesuffix(" (sda/abc)")),
        ("byline", "(sda/abc)"),
        ("furniture", "Impressum"),
    ]


def test_opengraph_and_meta_where_there_is_no_jsonld(read):
    head = (
        '<meta property="og:title" content="Die Nacht der Kolonne">'
        '<meta property="og:site_name" content="Der Bergbote">'
        '<meta property="article:published_time" content="2022-04-09T19:06:00Z">'
        '<link rel="canonical" href="https://www.bergbote.example/nacht">'
    )
    row = read(page(head=head))
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert (row["outlet"], row["outlet_source"]) == ("Der Bergbote", "meta")
    assert row["url"] == "https://www.bergbote.example/nacht"


def test_a_page_that_says_nothing_about_itself(read):
    header = '<p class="autor">Von Anna Blum</p><p>Publiziert: 09.04.2022 um 21:06 Uhr</p>'
    row = read(page(header=header), name="blick 2022-04-09.html")
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert row["tz_source"] == "assumed"
    assert (row["outlet"], row["outlet_source"]) == ("Blick", "filename")
    assert (row["authors"], row["headline"]) == ("Anna Blum", "Die Nacht der Kolonne")


def test_a_time_element_is_read(read):
    header = (
        '<p>Publiziert <time datetime="2022-04-09T21:06:00+02:00">9. April</time> / Aktualisiert '
        '<time datetime="2022-04-10T08:00:00+02:00">10. April</time></p>'
    )
    row = read(page(header=header))
    assert row["published"] == pd.Timestamp("2022-04-09T19:06Z")
    assert row["updated"] == pd.Timestamp("2022-04-10T06:00Z")


def test_no_date_is_no_date(read):
    row = read(page())
    assert row["published"] is pd.NaT
    assert (row["date_precision"], row["tz_source"]) == ("none", "none")
    assert "date:missing" in row["warnings"]


def test_the_headline_on_the_page_counts_and_a_different_one_is_said(read):
    row = read(page(head=jsonld(ARTICLE | {"headline": "Klicken Sie hier!"})))
    assert row["headline"] == "Die Nacht der Kolonne"
    assert "headline:page-differs-from-metadata" in row["warnings"]


def test_a_description_for_search_engines_is_no_lead(read):
    row = read(page(head=jsonld(ARTICLE | {"description": "Alles zum Krieg im Liveticker."})))
    assert row["lead"] == LEAD
    assert "Liveticker" not in row["text"]


def test_a_lead_pasted_again_in_the_body_is_cut(read):
    row = read(page(head=jsonld(ARTICLE), body=[LEAD, *BODY]))
    assert row["text"].count(LEAD) == 1
    assert ("furniture", LEAD) in zones(row)


def test_teasers_and_boxes_are_cut_and_can_be_seen(read):
    after = '<aside class="related"><h3>Mehr zum Thema</h3><a href="/x">Was Putin will</a></aside>'
    row = read(page(after=after))
    assert "Putin" not in row["text"]
    assert ("furniture", "Mehr zum Thema · Was Putin will") in zones(row)


def test_scripts_are_not_read_and_markup_in_words_stays_words(read):
    body = ["Er schrieb &lt;script&gt;alert(1)&lt;/script&gt; in das Feld. " + BODY[0], *BODY]
    row = read(page(body=body))
    assert "<script>alert(1)</script> in das Feld" in row["text"]
    assert "aus dem Skript" not in row["text"]
    assert "aus dem Skript" not in row["layout"]


@pytest.mark.parametrize("broken", ["{", '{"headline": "Die Nacht', "nonsense", ""])
def test_broken_jsonld_stops_nothing(read, broken):
    row = read(page(head=jsonld(broken)))
    assert row["headline"] == "Die Nacht der Kolonne"


def test_jsonld_with_trailing_commas_and_comments():
    assert parse_jsonld('<!-- {"a": [1, 2,], } -->') == ({"a": [1, 2]}, False)


def test_half_a_jsonld_gives_what_can_be_read():
    text = (
        '{"@type":"NewsArticle","headline":"A \\"B\\"","datePublished":"2022-04-09","author":{"na'
    )
    facts = read_metadata(parse(f"<html><body>{jsonld(text)}<p>x</p></body></html>"))
    assert (facts.headline, facts.published) == ('A "B"', "2022-04-09")
    assert facts.warnings == ["jsonld:broken"]


def test_the_encoding_that_a_page_declares(read):
    text = page(head='<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
    row = read(text.encode("cp1252"))
    assert "Brücke" in row["text"]
    assert "encoding" not in str(row["warnings"])


def test_hidden_text_is_not_seen():
    tree = parse(
        '<body><p>Zu sehen</p><p hidden>weg</p><div style="display: none">weg</div></body>'
    )
    assert [block.text for block in visible_blocks(tree)] == ["Zu sehen"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is nothing in it"),
        ("<html></html>", "There is nothing in it"),
        ("<div>" * 20_000 + "tief" + "</div>" * 20_000, "No running text was found|nothing in it"),
        ("<!doctype html><body><div id=app></div><script>x</script></body>", "nothing in it"),
    ],
    ids=["empty", "no body", "20 000 nested divs", "made by a program"],
)
def test_pages_without_an_article_say_so(read, text, said):
    with pytest.raises(ReadError, match=said):
        read(text)


def test_a_stub_is_said_to_be_short(read):
    row = read(
        page(body=["Nur ein Satz steht hier, und dann kommt schon die Bezahlschranke dran."])
    )
    assert "short-body" in row["warnings"]


def test_our_own_report_is_no_article(read):
    head = '<meta name="generator" content="Media Workbench 0.1.0">'
    with pytest.raises(ReadError, match="No article found"):
        read(page(head=head))


def test_a_page_saved_as_txt_is_read_as_the_page_it_is(read):
    assert read(page(head=jsonld(GRAPH)), name="seite.txt")["source_format"] == "html"


SAVED = Path(__file__).parent / "saved_pages"


@pytest.mark.parametrize(
    ("name", "zones_in_order", "expected"),
    [
        (
            "bbc",
            "headline published byline caption lead body body subhead body",
            ("BBC News", "Peter Kirwan", "Ukraine war: Kyiv hit by drones"),
        ),
        (
            "spiegel",
            "headline lead byline published caption credit body body subhead body",
            (
                "Der Spiegel",
                "Christof Tewes; Sabine Weller",
                "Streit im Bundestag: Ampel streitet über den Haushalt",
            ),
        ),
        (
            "tagesschau",
            "kicker headline updated lead byline body subhead body body",
            ("Tagesschau", "Renate Bartels", "Russische Drohnen über Kiew"),
        ),
    ],
)
def test_pages_built_like_those_of_real_papers(name, zones_in_order, expected):
    """Invented texts in the markup of these papers; a redesign gets a new file beside the old."""
    row = read_articles(SAVED / f"{name}.html").iloc[0]
    found = [zone for zone, _ in zones(row) if zone not in {"furniture", "boilerplate"}]
    assert " ".join(found).replace("published lead", "updated lead") == zones_in_order
    assert (row["outlet"], row["authors"], row["headline"]) == expected
