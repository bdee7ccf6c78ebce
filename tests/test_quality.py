"""The gate: no figure may fall below its floor. `score_speech.py --update` raises them."""

import json
from functools import cache

import pandas as pd
import pytest

import score_rules
import score_speech
from floors import lower_than

PINNED = json.loads(score_speech.FLOORS.read_text("utf-8"))


@cache
def own():
    return score_speech.measure_own()


@pytest.mark.parametrize("part", PINNED["floors"]["own"])
def test_own_gold_stays_above_its_floors(part):
    assert lower_than(PINNED["floors"]["own"][part], own()[part]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", score_speech.SHARED)
def test_shared_gold_stays_above_its_floors(name):
    path = score_speech.SHARED[name]
    if not path.is_file():
        pytest.skip(f"{path} is absent: the labelled data is not part of the project")
    assert lower_than(PINNED["floors"][name], score_speech.measure_shared(name)) == []


def assert_counted(now):
    before = score_rules.written()
    before = before[before["data"].isin(now["data"])]
    keys = score_rules.KEYS
    frames = (f.sort_values(keys, ignore_index=True) for f in (now, before))
    hint = "rules changed: python tests/score_rules.py --weigh, and once more"
    pd.testing.assert_frame_equal(*frames, check_dtype=False, atol=0.0011, obj=hint)


def test_counts_of_each_rule_are_those_of_todays_rules():
    assert_counted(score_rules.count_own())


@pytest.mark.slow
@pytest.mark.parametrize("data", score_rules.SHARED)
def test_counts_on_shared_gold_are_those_of_todays_rules(data):
    if not score_rules.SHARED[data].is_file():
        pytest.skip(f"{data} is absent: the labelled data is not part of the project")
    assert_counted(score_rules.count_shared(data))


@pytest.mark.parametrize("page", score_rules.PAGES)
def test_tables_of_the_methods_pages_show_the_counts(page):
    counts = score_rules.written()
    text = (score_rules.METHODS / page).read_text("utf-8")
    assert score_rules.page_with_figures(text, page, counts) == text
    assert score_rules.unlisted(text, page, counts) == []


def test_confidence_of_sources_is_what_the_counts_on_our_own_gold_say():
    table = pd.read_csv(score_rules.WEIGHED, sep="\t", dtype=str, quoting=3, keep_default_na=False)
    pd.testing.assert_frame_equal(table, score_rules.weights(score_rules.written()))


def test_floors_are_of_these_labels():
    for name, digest in score_speech.digests().items():
        assert PINNED["digests"][name] == digest, (
            f"{name}: labels changed, score_speech.py --update"
        )


def test_a_floor_is_not_lowered_without_being_asked(tmp_path):
    from floors import pin

    path = tmp_path / "floors.json"
    pin(path, {"floors": {"own": {"quote": 0.8}}}, allow_regression=False)
    with pytest.raises(SystemExit, match=r"own\.quote: 0\.7 < 0\.8"):
        pin(path, {"floors": {"own": {"quote": 0.7}}}, allow_regression=False)
    pin(path, {"floors": {"own": {"quote": 0.7}}}, allow_regression=True)
    assert json.loads(path.read_text("utf-8"))["floors"] == {"own": {"quote": 0.7}}


def test_absent_data_keeps_its_floors(tmp_path):
    from floors import pin

    path = tmp_path / "floors.json"
    pin(
        path,
        {"floors": {"own": {"quote": 0.8}, "wikinews": {"quote": 0.7}}},
        allow_regression=False,
    )
    pin(path, {"floors": {"own": {"quote": 0.9}}}, allow_regression=False)
    assert json.loads(path.read_text("utf-8"))["floors"]["wikinews"] == {"quote": 0.7}
