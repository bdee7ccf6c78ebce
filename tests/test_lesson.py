"""Lessons: every closed question has one right answer, every page opens by itself, minutes add up."""

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import lxml.html
import pandas as pd
import pytest
import workbench as wb
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from workbench.cli import main
from workbench.evaluation import gold_articles, gold_codebook, read_gold
from workbench.layout import plain_blocks
from workbench.lesson import draw_items
from workbench.lesson.answers import answer_all
from workbench.lesson.ask_page import ask_page, ask_pair
from workbench.lesson.ask_speech import ask_speech
from workbench.lesson.ask_words import ask_words
from workbench.lesson.lines import WIDTH, number_lines
from workbench.lesson.people import apart
from workbench.lesson.plan import MINUTES, make_plan
from workbench.lesson.reading import read_lesson
from workbench.matching import codebook_of
from workbench.tables import STANCES, VOICES

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "data" / "gold"
PAIR = (
    "Volksblitz 2024-03-09 granaten-auf-krankenhaus.txt",
    "Sarmund Direkt 2024-03-09 provokation-in-velmin.txt",
)
NO_LABELS = codebook_of([])
HOSTILE = '<script>window.x=1</script><img src=x onerror="x()">{{ 7 * 7 }}</style>'
SHORT = "Der Fluss steigt weiter. Die Schule bleibt am Montag geschlossen."


def sample(*names):
    frames = [wb.read_articles(wb.sample_path() / name) for name in names]
    return pd.concat(frames, ignore_index=True)


def article(text, **columns):
    row = {"article_id": "a", "outlet": "Mein Blatt", "language": "de", "text": text} | columns
    return pd.DataFrame([row])


def page(path):
    return lxml.html.fromstring(path.read_text(encoding="utf-8").encode())


def of_class(html, name):
    return html.xpath(f"//*[@class='{name}']")


@pytest.fixture(scope="module")
def pair():
    return read_lesson(sample(*PAIR))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("Stunde für")
    wb.write_lesson(sample(*PAIR), out=out, minutes=90, pdf=False)
    return out


# Questions against labels made by hand. Those of data/gold were read when the rules of trust were
# made, so the floors guard what is there and prove nothing about other articles.


def best(record, start, end):
    """Return the labelled quotation that overlaps a span by half of either, or nothing."""
    for quotation in record["quotations"]:
        inside = sum(max(0, min(end, e) - max(start, s)) for s, e in quotation["quote"])
        length = sum(e - s for s, e in quotation["quote"])
        if 2 * inside >= min(length, end - start) > 0:
            return quotation
    return None


def agrees(item, record):
    start, end = item.evidence.start, item.evidence.end
    if item.kind == "picture":
        return any(
            s["kind"] == "credit" and s["start"] < end and start < s["end"]
            for s in record["sources"]
        )
    truth, answer = best(record, start, end), str(item.options[item.answer])
    if truth is None:
        return False
    words = re.sub("<[^>]*>", "", answer)
    cues = [record["text"][s:e] for s, e in truth["cue"]]
    return {
        "speaker": truth["speaker_name"] == words,
        "unnamed": truth["anonymous"],
        "cue": any(words in cue or cue in words for cue in cues),
        "manner": (truth["type"] == "Direct") == (item.answer == 0),
        "medium": bool(truth["medium"]),
    }[item.kind]


@pytest.fixture(scope="module")
def speech_scores():
    right, asked = Counter(), Counter()
    for record in read_gold(GOLD / "quotations.jsonl", "quotations"):
        articles = gold_articles([record]).assign(outlet=record["outlet"])
        reading = read_lesson(articles, NO_LABELS)
        for item in ask_speech(reading, "de"):
            asked[item.kind] += 1
            right[item.kind] += bool(agrees(item, record))
    return right, asked


@pytest.mark.parametrize(
    ("kind", "least"),
    [("speaker", 55), ("cue", 55), ("manner", 100), ("unnamed", 2), ("picture", 5)],
)
def test_questions_about_voices_agree_with_hand_labels(speech_scores, kind, least):
    right, asked = speech_scores
    assert asked[kind] >= least, "trust must leave something to ask about"
    assert right[kind] / asked[kind] >= 0.96


def test_questions_about_words_agree_with_hand_labels():
    right, asked = Counter(), Counter()
    for record in read_gold(GOLD / "mentions" / "mentions.jsonl"):
        reading = read_lesson(gold_articles([record]), gold_codebook([record]))
        for item in ask_words(reading, "de"):
            truth = next(
                (
                    m
                    for m in record["mentions"]
                    if m["start"] < item.evidence.end and item.evidence.start < m["end"]
                ),
                None,
            )
            if truth is None:
                continue
            asked[item.kind] += 1
            own = (truth["voice"], truth["stance"]) == ("outlet", "asserted")
            right[item.kind] += {
                "voice": truth["voice"] == VOICES[item.answer % 3],
                "stance": truth["stance"] == STANCES[item.answer % 3],
                "own_word": own,
                "own_count": True,  # counted over several labels: the seed article below
            }[item.kind]
    assert asked["voice"] >= 45
    assert asked["stance"] >= 7
    assert sum(right.values()) / sum(asked.values()) >= 0.97


def test_the_seed_article_asks_what_a_reader_finds(seed):
    reading = read_lesson(wb.read_articles(seed))
    asked = [*ask_page(reading, "de"), *ask_words(reading, "de"), *ask_speech(reading, "de")]
    answers = {(i.kind, str(i.options[i.answer])) for i in asked}
    assert {
        ("own_word", "Krieg"),
        ("own_count", "2"),
        ("medium", "The Wall Street Journal"),
        ("picture", "Instagram @vikingmma"),
        ("speaker", "Pavel Kulazhanka"),
        ("speaker", "Franak Viacorka"),
        ("unnamed", "ein ehemaliger Sergeant einer russischen Elite-Einheit"),
    } <= answers
    assert len(draw_items(reading, "de")) == 10


def test_options_are_few_different_and_surely_different_people(pair):
    asked = [
        *ask_page(pair, "de"),
        *ask_words(pair, "de"),
        *ask_speech(pair, "de"),
        *ask_pair(pair, "de"),
    ]
    assert {"zone", "voice", "speaker", "manner"} <= {item.kind for item in asked}
    for item in asked:
        assert 3 <= len(item.options) <= 4
        assert len(set(item.options)) == len(item.options)
        assert 0 <= item.answer < len(item.options)
        if item.kind in {"speaker", "unnamed", "only_voice"}:
            people = [str(o) for o in item.options if not str(o).startswith("Niemand")]
            assert apart(people) == people


def test_the_same_seed_draws_the_same_questions_and_no_more_than_ten(pair):
    one, same, other = (draw_items(pair, "de", seed=seed) for seed in (0, 0, 1))
    assert one == same != other
    assert len(one) == 10
    assert max(Counter(item.kind for item in one).values()) <= 4


def test_the_key_counts_words_as_the_tables_do(pair):
    """Marks that stand by themselves («–») were words in the key."""
    words = wb.count_words(wb.tokenize(pair.articles), by="article_id", dispersion=False)
    sizes = words.drop_duplicates("article_id").set_index("article_id")["total"]
    told = " ".join(map(str, answer_all(pair, "de")["compare"].words))
    for page in pair.pages:
        assert f"Text {page.letter}: {sizes[page.article_id]} Wörter" in told


def test_a_married_couple_and_a_bare_surname_never_stand_in_one_question():
    assert apart(["Teo Masch", "Birte Masch", "Masch", "Lia Penn"]) == ["Teo Masch", "Lia Penn"]


def test_an_article_without_sure_cases_says_so_and_keeps_the_open_tasks(tmp_path):
    wb.write_lesson(article(SHORT), out=tmp_path, pdf=False)
    check = page(tmp_path / "check.html")
    assert of_class(check, "wbl-item") == []
    assert "keine Frage" in check.text_content()
    assert len(of_class(page(tmp_path / "sheet-2.html"), "wbl-task")) >= 4


@given(st.text(alphabet="ab –\n«»ÄÖ\u00a0\U0001f600", max_size=400))
def test_lines_hold_every_word_once_and_none_is_too_long(text):
    blocks = plain_blocks(text)
    lines = number_lines(text, blocks)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    covered = [i for line in lines for i in range(line.start, line.end)]
    assert len(covered) == len(set(covered))
    words = {i for b in blocks for i in range(b.start, b.end) if not text[i].isspace()}
    assert words <= set(covered)
    for line in lines:
        piece = text[line.start : line.end].strip()
        assert len(piece) <= WIDTH or not re.search(r"\s", piece)


@pytest.mark.parametrize("pair_", [False, True])
@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("has_labels", [False, True])
def test_the_minutes_of_a_plan_add_up(minutes, pair_, has_labels):
    plan = make_plan(minutes, "de", pair=pair_, has_labels=has_labels)
    assert plan[0].begin == 0
    assert all(one.end == two.begin for one, two in pairwise(plan))
    assert plan[-1].end == minutes


def test_every_page_is_known_by_hash_and_asks_for_nothing(folder):
    for path in folder.glob("*.html"):
        html = page(path)
        policy = html.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'")
        for element in html.iter("style", "script"):
            digest = hashlib.sha256(element.text.encode()).digest()
            assert base64.b64encode(digest).decode() in policy, path.name
        assert not html.xpath("//@style | //@onclick | //@src")
        for link in html.xpath("//a/@href"):
            assert link == "#wb-main" or (folder / link).is_file(), link


def test_the_index_leads_to_every_page(folder):
    links = set(page(folder / "index.html").xpath("//main//a/@href"))
    assert links == {f"{n}.html" for n in ("sheet-1", "sheet-2", "key", "plan", "check", "limits")}


def test_the_sheet_numbers_lines_names_zones_and_says_where_the_text_is_from(folder):
    sheet = page(folder / "sheet-1.html")
    numbers = [n.text_content().split()[-1] for n in of_class(sheet, "wbl-number")]
    assert numbers[:3] == ["A5", "A10", "A15"]
    assert "Titel" in {zone.text_content() for zone in of_class(sheet, "wbl-zone")}
    assert "erfunden" in sheet.find(".//footer").text_content()
    assert "CC BY 4.0" in sheet.find(".//footer").text_content()


def test_the_key_gives_rule_line_and_whether_it_is_sure(folder):
    key = page(folder / "key.html")
    cells = [row.text_content() for row in key.findall(".//tr")]
    assert any("zur Diskussion" in cell for cell in cells)
    assert any("sicher" in cell and "direct_before (0." in cell for cell in cells)
    assert all(re.match(r"A\d+|B\d+|Zeile", cell) for cell in cells)


def test_an_article_that_is_not_of_the_sample_is_not_called_invented(tmp_path):
    wb.write_lesson(article(SHORT, source_file="x.txt"), out=tmp_path, pdf=False)
    footer = page(tmp_path / "sheet-1.html").find(".//footer").text_content()
    assert "© Mein Blatt" in footer
    assert "erfunden" not in footer


def test_hostile_text_stays_text(tmp_path):
    text = (
        f"{HOSTILE} ist da.\n\n«{HOSTILE} Wir gehen nicht», sagte Anna {HOSTILE} Keller am Montag."
    )
    wb.write_lesson(article(text, outlet=HOSTILE, headline=HOSTILE), out=tmp_path, pdf=False)
    for path in tmp_path.glob("*.html"):
        html = page(path)
        assert html.xpath("//img") == []
        assert len(html.xpath("//script")) == (path.name == "check.html")
        assert "49" not in html.find(".//title").text_content()
    assert "{{ 7 * 7 }}" in page(tmp_path / "sheet-1.html").text_content()


def test_a_german_article_gets_an_english_sheet_in_two_languages(tmp_path):
    wb.write_lesson(sample(PAIR[0]), out=tmp_path, lang="en", pdf=False)
    for name in ("sheet-1", "check", "key"):
        html = page(tmp_path / f"{name}.html")
        assert html.get("lang") == "en"
        assert html.xpath("//*[@lang='de']"), name
    assert "Who gets to speak?" in page(tmp_path / "sheet-1.html").text_content()
    for path in tmp_path.glob("*.html"):
        assert "&lt;span" not in path.read_text(encoding="utf-8"), "escaped once, not twice"


def test_one_level_writes_one_sheet_and_a_codebook_of_ones_own_is_asked_about(tmp_path):
    wb.write_lesson(
        sample(PAIR[0]), out=tmp_path, level=1, codebook=codebook_of(["Keller"]), pdf=False
    )
    assert not (tmp_path / "sheet-2.html").exists()
    tasks = [
        task
        for task in of_class(page(tmp_path / "sheet-1.html"), "wbl-task")
        if "genannt" in task.text_content()
    ]
    assert "Keller" in tasks[0].text_content()


def test_more_than_two_articles_and_unknown_options_are_refused_in_words(tmp_path):
    many = pd.concat([article(SHORT, article_id=str(n)) for n in range(3)])
    with pytest.raises(wb.TableError, match="these are 3"):
        wb.write_lesson(many, out=tmp_path)
    with pytest.raises(wb.OptionError, match="level"):
        wb.write_lesson(article(SHORT), out=tmp_path, level=3)
    with pytest.raises(wb.OptionError, match="minutes"):
        wb.write_lesson(article(SHORT), out=tmp_path, minutes=30)
    assert list(tmp_path.iterdir()) == []


def test_without_a_browser_the_pages_are_written_and_one_line_says_how_to_print(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.warns(wb.PrintWarning, match="no-such-browser"):
        written = wb.write_lesson(article(SHORT), out=tmp_path)
    assert written[-1].name == "index.html"
    assert not list(tmp_path.glob("*.pdf"))
    assert ".pdf" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_command_takes_a_pair_and_one_article_of_many(tmp_path):
    paths = [str(wb.sample_path() / name) for name in PAIR]
    done = CliRunner().invoke(main, ["lesson", *paths, "-o", str(tmp_path / "p"), "--no-pdf"])
    assert done.exit_code == 0, done.output
    assert "index.html" in done.output
    dispatches = str(next(wb.sample_path().glob("Depeschenbund*.csv")))
    refused = CliRunner().invoke(
        main, ["lesson", dispatches, "-o", str(tmp_path / "d"), "--no-pdf"]
    )
    assert refused.exit_code == 2
    assert "--id" in refused.output
    options = ["--id", "dpb-240309-052", "-o", str(tmp_path / "d"), "--no-pdf", "--lang", "en"]
    assert CliRunner().invoke(main, ["lesson", dispatches, *options]).exit_code == 0
