"""The gate: no figure may fall below its floor. `score_speech.py --update` raises them."""

import json
from functools import cache

import pytest

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
