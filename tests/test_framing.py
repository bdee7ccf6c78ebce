"""Mentions, their voice, and what is counted: the seed, the sample corpus, the labelled set."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.codebook import read_codebook
from workbench.corpus import read_articles
from workbench.errors import OptionError, TableError
from workbench.evaluation import (
    gold_articles,
    gold_codebook,
    predicted_mentions,
    read_gold,
    score_mentions,
)
from workbench.frames import compare_headline_body, count_frames
from workbench.framing import find_mentions, mark_stance
from workbench.layout import Line, compose, pack
from workbench.matching import codebook_of
from workbench.quotations import find_quotations
from workbench.rivals import find_rival_labels
from workbench.tables import MENTION_STANCE, MENTION_VOICE, MENTIONS
from workbench.tokens import tokenize
from workbench.voices import mark_voice

ROOT = Path(__file__).parents[1]
WAR = ROOT / "data" / "codebooks" / "krieg.toml"


def article(*lines, language="de", name="a", **metadata):
    text, blocks = compose([Line(words, zone, "") for zone, words in lines])
    row = {"article_id": name, "text": text, "language": language, "layout": pack(blocks)}
    return pd.DataFrame([row | metadata])


def marked(articles, codebook):
    mentions = mark_stance(find_mentions(articles, codebook), articles)
    return mark_voice(mentions, find_quotations(articles))


def test_a_mention_is_a_row_with_its_sentence_and_zone():
    articles = article(
        ("headline", "Flut am Rhein"), ("body", "Es regnet. Die Flut steigt. Sie bleibt.")
    )
    found = find_mentions(articles, codebook_of(["Flut"]))
    assert found[["surface", "zone", "sentence"]].to_numpy().tolist() == [
        ["Flut", "headline", "Flut am Rhein"],
        ["Flut", "body", "Die Flut steigt."],
    ]
    text = articles["text"][0]
    assert [text[s:e] for s, e in zip(found["start"], found["end"], strict=True)] == [
        "Flut",
        "Flut",
    ]
    assert list(found.columns[: len(MENTIONS.names)]) == MENTIONS.names


@settings(deadline=None)  # the first word loads a dictionary
@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text + " Krieg"], "language": ["de"]})
    found = find_mentions(articles, codebook_of(["Krieg"]))
    for start, end, surface in zip(found["start"], found["end"], found["surface"], strict=True):
        assert articles["text"][0][start:end] == surface


def test_tokens_only_save_work():
    articles = pd.concat(
        [article(("body", "Die Flut kam."), name="a"), article(("body", "Nichts."), name="b")]
    )
    book = codebook_of(["Flut"])
    plain = find_mentions(articles, book)
    pd.testing.assert_frame_equal(plain, find_mentions(articles, book, tokens=tokenize(articles)))


def test_labels_are_looked_for_in_their_language():
    book = pd.concat([codebook_of(["Gift"]), codebook_of(["gift"], "en")], ignore_index=True)
    articles = pd.concat(
        [
            article(("body", "Das Gift wirkt."), name="a"),
            article(("body", "A gift."), name="b", language="en-GB"),
        ],
        ignore_index=True,
    )
    assert find_mentions(articles, book)["label"].tolist() == ["Gift", "gift"]


def test_a_teaser_that_says_it_again_is_marked():
    articles = article(
        ("media_title", "«Es ist eine Flut und keine Welle»"),
        ("headline", "Deichgraf warnt vor einer Flut"),
        ("subhead", "«Eine Flut, keine Welle»"),
        ("body", "Der Deichgraf sagte, es sei eine Flut und keine Welle. Mehr wisse er nicht."),
    )
    found = find_mentions(articles, codebook_of(["Flut", "Welle"]))
    assert found[["zone", "repeat"]].drop_duplicates().to_numpy().tolist() == [
        ["media_title", True],
        ["headline", False],
        ["subhead", True],
        ["body", False],
    ]


@pytest.mark.parametrize("function", ["find", "stance", "voice"])
def test_an_empty_table_comes_back_typed(function):
    articles = article(("body", "Nichts davon."))
    found = find_mentions(articles, codebook_of(["Flut"]))
    assert found.dtypes.astype(str).to_dict() == MENTIONS.empty().dtypes.astype(str).to_dict()
    if function == "find":
        return
    found = mark_stance(found, articles)
    added = MENTION_STANCE if function == "stance" else MENTION_VOICE
    found = found if function == "stance" else mark_voice(found, find_quotations(articles))
    assert set(added.names) <= set(found.columns)
    assert len(found) == 0


def test_marking_keeps_rows_order_and_input():
    articles = article(("body", "Keine Flut, sagte Ohm. Die Flut kam."))
    found = find_mentions(articles, codebook_of(["Flut"])).iloc[::-1]
    before = found.copy()
    done = mark_voice(mark_stance(found, articles), find_quotations(articles))
    pd.testing.assert_frame_equal(found, before)
    assert done.index.tolist() == [1, 0]
    assert done["start"].tolist() == before["start"].tolist()
    again = mark_voice(mark_stance(done, articles), find_quotations(articles))
    pd.testing.assert_frame_equal(again, done)


def test_other_texts_are_refused():
    articles = article(("body", "Die Flut kam."), digest="x")
    found = find_mentions(articles, codebook_of(["Flut"]))
    with pytest.raises(TableError, match="has changed"):
        mark_stance(found, articles.assign(digest="y"))


def test_the_innermost_source_wins():
    text = "«Wenn Orm es eine Säuberung nennt, lügt er», sagte Berg."
    found = marked(article(("body", text)), codebook_of(["Säuberung"]))
    assert found[["voice", "speaker"]].to_numpy().tolist() == [["indirect", "Orm"]]


def test_marks_in_reported_speech_are_the_sources_words():
    text = "Der Vogt sagte, es gehe um eine „Säuberung“ des Tals."
    found = marked(article(("body", text)), codebook_of(["Säuberung"]))
    assert found[["voice", "stance"]].to_numpy().tolist() == [["direct", "asserted"]]


def test_scare_marks_inside_a_quotation_stay_the_speakers():
    text = "«Die ‹Hilfe› kam mit Panzern und ging mit dem Vieh», sagte die Bäuerin Lohr."
    found = marked(article(("body", text)), codebook_of(["Hilfe"]))
    assert found[["voice", "stance"]].to_numpy().tolist() == [["direct", "distanced"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Die Zahlen des Amtes wurden berichtigt. Demnach starben bei der Flut drei Menschen.",
            "Die Zahlen des Amtes",
        ),
        (
            "Er zitiert aus dem Bericht, in dem behauptet wird, dass die Flut drei Tage dauerte.",
            "dem Bericht",
        ),
        ("Der Rat gab eine Erklärung ab, die sich gegen die Flut von Klagen aussprach.", "Der Rat"),
    ],
)
def test_who_is_meant_by_demnach_and_in_dem(text, speaker):
    found = marked(article(("body", text)), codebook_of(["Flut"]))
    assert found[["voice", "speaker"]].to_numpy().tolist() == [["indirect", speaker]]


def test_without_quotations_only_the_clause_is_seen():
    articles = article(("body", "Ohm nannte es eine Flut. Die Flut kam."))
    found = mark_voice(mark_stance(find_mentions(articles, codebook_of(["Flut"])), articles))
    assert found["voice"].tolist() == ["indirect", "outlet"]


def test_a_cited_medium_is_the_medium():
    articles = article(("body", "Die «Seezeitung» nannte es eine Flut."))
    found = mark_stance(find_mentions(articles, codebook_of(["Flut"])), articles)
    sources = pd.DataFrame(
        {"article_id": ["a"], "start": [4], "end": [16], "kind": ["medium"], "name": ["Seezeitung"]}
    )
    assert mark_voice(found, None, sources)["medium"].tolist() == ["Seezeitung"]


def test_the_seed(seed):
    if not seed.exists():
        pytest.skip("the seed article is not part of the project")
    found = marked(read_articles(seed), read_codebook(WAR))
    body = found[found["zone"] == "body"]
    said = body[body["label"].isin(["Invasion", "Spezialoperation"])]
    assert said[["label", "stance", "voice", "speaker"]].to_numpy().tolist() == [
        ["Invasion", "asserted", "indirect", "drei russische Soldaten"],
        ["Spezialoperation", "rejected", "indirect", "drei russische Soldaten"],
    ]
    teasers = found[found["zone"].isin(["media_title", "media_caption"])]
    assert teasers["repeat"].all()
    assert teasers["voice"].eq("direct").all()
    wars = found[found["label"] == "Krieg"]
    assert wars["voice"].tolist() == ["outlet", "outlet", "direct"]
    assert "Sergeant" in wars["speaker"].iloc[2]
    counts = count_frames(found, unit="label").set_index("label")
    assert counts.loc[["Invasion", "Spezialoperation"], "n"].tolist() == [1, 1]
    assert counts.loc[["Krieg", "Invasion", "Spezialoperation"], "n_own"].tolist() == [2, 0, 0]


def _table(**columns):
    n = len(columns["frame"])
    plain = {"zone": "body", "repeat": False, "voice": "outlet", "stance": "asserted"}
    return pd.DataFrame({k: [v] * n for k, v in plain.items()} | columns)


def test_counts_have_a_total_and_a_minimum():
    mentions = _table(
        article_id=["a", "a", "b", "c", "c"],
        outlet=["X", "X", "X", "Y", "Y"],
        frame=["war", "war", "mission", "war", "mission"],
        voice=["outlet", "direct", "outlet", "direct", "outlet"],
        zone=["body", "body", "headline", "body", "caption"],
    )
    counts = count_frames(mentions, by="outlet", min_mentions=3, min_articles=2)
    assert counts[["outlet", "frame", "n", "total", "n_own", "total_own"]].to_numpy().tolist() == [
        ["X", "war", 2, 3, 1, 2],
        ["X", "mission", 1, 3, 1, 2],
        ["Y", "war", 1, 1, 0, 0],
        ["Y", "mission", 0, 1, 0, 0],
    ]
    assert counts["enough"].tolist() == [True, True, False, False]
    assert counts["share_own"].isna().tolist() == [False, False, True, True]


def test_the_interval_draws_articles_and_not_mentions():
    rng = np.random.default_rng(1)
    alone = _table(article_id=[str(i) for i in range(200)], frame=rng.choice(["a", "b"], 200))
    lumped = alone.assign(
        article_id=[str(i // 50) for i in range(200)], frame=["a"] * 100 + ["b"] * 100
    )
    width = [count_frames(t).eval("high - low").iloc[0] for t in (alone, lumped)]
    assert width[0] == pytest.approx(2 * 1.96 * np.sqrt(0.25 / 200), rel=0.1)
    assert width[1] > 4 * width[0]
    pd.testing.assert_frame_equal(count_frames(alone, seed=3), count_frames(alone, seed=3))


def test_weeks_begin_on_monday():
    days = pd.to_datetime(["2024-03-04", "2024-03-10", "2024-03-11"], utc=True)
    mentions = _table(article_id=list("abc"), frame=["war"] * 3, published=days)
    assert count_frames(mentions, by="week")["n"].tolist() == [2, 1]


def test_a_unit_is_no_group():
    with pytest.raises(OptionError, match="what is counted"):
        count_frames(_table(article_id=["a"], frame=["war"]), by="frame")


def test_headline_against_body():
    articles = pd.concat(
        [
            article(
                ("headline", "Flut bedroht das Tal"), ("body", "Ohm nannte es eine Flut."), name="a"
            ),
            article(
                ("headline", "Ohm spricht von Flut"), ("body", "Die Flut kam nachts."), name="b"
            ),
            article(("headline", "Flut im Tal"), ("body", "Es regnet."), name="c"),
            article(("headline", "Flut im Tal"), ("body", "Die Flut kam."), name="d"),
        ],
        ignore_index=True,
    )
    found = compare_headline_body(marked(articles, codebook_of(["Flut"])))
    assert found["change"].tolist() == [
        "attributed_in_body",
        "adopted_in_body",
        "only_headline",
        "same",
    ]
    assert found["body_speakers"].tolist() == ["Ohm", "", "", ""]


def test_rivals_meet_in_contrast_renaming_and_equal_slots():
    articles = pd.concat(
        [
            article(
                ("body", "Es ist eine Flut und keine Welle. Er nennt die Flut eine «Schwemme»."),
                name="a",
            ),
            article(("body", "In der Nacht erreichte die Flut das untere Tal."), name="b"),
            article(("body", "In der Nacht erreichte die Schwemme das untere Tal."), name="c"),
            article(("body", "This is not a wave but a flood."), name="d", language="en"),
        ],
        ignore_index=True,
    )
    found = find_rival_labels(articles, codebook_of(["Flut"]))
    pairs = set(map(tuple, found[["label", "rival", "pattern"]].to_numpy()))
    assert {
        ("Flut", "Welle", "contrast"),
        ("Flut", "Schwemme", "renaming"),
        ("Flut", "Schwemme", "slot"),
    } <= pairs
    assert found["label"].eq("Flut").all()
    assert ("flood", "wave") in set(
        map(tuple, find_rival_labels(articles)[["label", "rival"]].to_numpy())
    )


def test_the_sample_corpus_tells_its_outlets_apart():
    articles = read_articles(ROOT / "data" / "articles")
    counts = count_frames(marked(articles, read_codebook(WAR)), by="outlet")
    own = counts.loc[counts["n_own"] > 0].sort_values("n_own").groupby("outlet").last()["frame"]
    assert own.loc[
        ["Sarmund Direkt", "Rundfunk Mitte", "Volksblitz", "Depeschenbund"]
    ].tolist() == [
        "mission",
        "war",
        "attack",
        "conflict",
    ]


# Floors of quality on the labelled set, with the digest of what they were measured on. Lowering
# one needs a reason in the commit.
DIGEST = "332b7d5543f2"
FLOORS = {
    ("joint", "accuracy"): 0.91,
    ("voice", "macro_f1"): 0.90,
    ("stance", "macro_f1"): 0.96,
    ("stance", "rejected"): 0.95,
    ("stance", "distanced"): 0.93,
    ("speaker", "accuracy"): 0.74,
}


def test_scores_on_the_labelled_set_do_not_fall(shared):
    path = shared / "data" / "framing" / "dev.jsonl"
    if not path.exists():
        pytest.skip("the labelled mentions are not part of the project")
    assert hashlib.sha256(path.read_bytes()).hexdigest()[:12] == DIGEST, "other data, other floors"
    gold = read_gold(path)
    articles = gold_articles(gold)
    found = marked(articles, gold_codebook(gold))
    scores = score_mentions(gold, predicted_mentions(found)).set_index(["part", "measure", "value"])
    got = {key: round(scores.loc[("all", *key), "score"], 3) for key in FLOORS}
    assert {key: score for key, score in got.items() if score < FLOORS[key]} == {}
