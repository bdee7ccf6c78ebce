"""Voice, stance and speaker stay as right as they were; the gold is what its readings give."""

import importlib.util
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from workbench.cli import main
from workbench.evaluation import read_gold

import score_framing
from score_framing import FLOORS, ROOT, SETS, SHARED, gold_digest, measured, pinned, predicted

SCRIPT = SHARED / "evaluate" / "score_mentions.py"
ABSENT = f"the development set is not here: {SETS['dev']}"
BOTH = [
    "own",
    pytest.param("dev", marks=pytest.mark.skipif(not SETS["dev"].exists(), reason=ABSENT)),
]


@pytest.mark.parametrize("name", BOTH)
def test_no_score_falls_below_its_floor(name):
    pins = pinned()[name]
    assert gold_digest(name) == pins["digest"], "the labels changed: look, then --update"
    scores = measured(name)
    assert {k: v for k, v in scores.items() if v < pins["floors"][k]} == {}


def test_a_floor_only_falls_when_that_is_asked_for(tmp_path, monkeypatch):
    higher = {"digest": "x", "floors": dict.fromkeys(pinned()["own"]["floors"], 1.0)}
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"own": higher}), "utf-8")
    monkeypatch.setattr(score_framing, "FLOORS", path)
    monkeypatch.setattr(score_framing, "SETS", {"own": SETS["own"]})
    with pytest.raises(SystemExit, match=r"own\.joint"):
        score_framing.update(allow_regression=False)
    score_framing.update(allow_regression=True)
    assert json.loads(path.read_text("utf-8"))["own"]["floors"]["joint"] < 1.0
    assert path != FLOORS


def test_the_gold_is_built_from_its_two_readings():
    script = ROOT / "data" / "gold" / "make_mentions.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert done.returncode == 0, done.stderr
    readme = (ROOT / "data" / "gold" / "README.md").read_text("utf-8")
    for line in done.stdout.splitlines():  # the figures in the README are those of the script
        if "kappa" in line:
            assert line.split("kappa 0")[1][:4] in readme
            assert line.split("alpha 0")[1][:4] in readme


def test_places_of_the_gold_are_words_of_its_texts():
    for record in read_gold(SETS["own"]):
        for mention in record["mentions"]:
            assert record["text"][mention["start"] : mention["end"]] == mention["surface"]
            assert bool(mention["speakers"]) <= (mention["voice"] != "outlet")


@pytest.mark.skipif(not SCRIPT.exists(), reason=f"the shared measure is not here: {SCRIPT}")
@pytest.mark.parametrize("name", BOTH)
def test_the_command_gives_the_scores_of_the_shared_measure(name, tmp_path):
    out = tmp_path / "vorhersagen ü.jsonl"
    result = CliRunner().invoke(
        main, ["evaluate", "mentions", str(SETS[name]), "--predictions", str(out)]
    )
    assert result.exit_code == 0, result.output
    spec = importlib.util.spec_from_file_location("shared_score", SCRIPT)
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    theirs = shared.score(shared.read(SETS[name]), shared.read(out))
    for part, told in theirs.items():
        head = f"{part} (n={told['n']}): joint accuracy {told['joint_accuracy']:.3f}, speaker accuracy {told['speaker_accuracy']:.3f}"
        assert head in result.output
        for key in ("voice", "stance"):
            assert (
                f"accuracy {told[key]['accuracy']:.3f}  macro F1 {told[key]['macro_f1']:.3f}"
                in result.output
            )
    assert [r["name"] for r in read_gold(out)] == [r["name"] for r in predicted(name)]


def test_an_empty_gold_and_a_missing_codebook_are_said_in_one_line(tmp_path):
    empty = tmp_path / "leer.jsonl"
    empty.write_text("", "utf-8")
    result = CliRunner().invoke(main, ["evaluate", "mentions", str(empty)])
    assert result.exit_code == 2
    assert "holds no labelled mention" in result.output
    result = CliRunner().invoke(main, ["table", "mentions", str(ROOT / "data" / "articles")])
    assert result.exit_code == 2
    assert "--codebook" in result.output
