"""Scores agree with the shared script to the last digit, and the command prints what it prints."""

import importlib.util
import json

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.optimize import linear_sum_assignment
from workbench.cli import main
from workbench.errors import ReadError
from workbench.evaluation import read_gold, score_lines, score_quotations
from workbench.pairing import pair_best

TEXT = "«Wir bleiben», sagte Anna Keller. Die Strasse sei zu."
SAID = {
    "type": "Direct",
    "quote": [[1, 12]],
    "speaker": [[21, 32]],
    "cue": [[15, 20]],
}


def gold_file(folder):
    path = folder / "gold.jsonl"
    # U+2028 is a line end for str.splitlines, and no line end of JSON Lines
    record = {"name": "x\u2028y", "text": TEXT + "\u2028", "quotations": [SAID]}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(40))
def test_pairs_are_those_of_scipy_also_where_several_are_best(seed):
    random = np.random.default_rng(seed)
    gain = random.integers(0, 4, size=random.integers(1, 9, size=2)) / 3
    rows, columns = linear_sum_assignment(gain, maximize=True)
    assert pair_best(gain) == list(zip(rows.tolist(), columns.tolist(), strict=True))


@pytest.mark.parametrize("name", ["wikinews-quotations", "polnear"])
def test_scores_are_those_of_the_shared_script(shared, name, tmp_path):
    path = shared / "data" / name / "dev.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is absent: the labelled data is not part of the project")
    script = shared / "evaluate" / "score_quotations.py"
    spec = importlib.util.spec_from_file_location("shared_score", script)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold = read_gold(path, "quotations")[:60]
    rule = np.random.default_rng(1)
    guesses = [
        {"name": r["name"], "quotations": [q for q in r["quotations"] if rule.random() < 0.7]}
        for r in gold
    ]
    for record in guesses:  # spans that are off, speakers that are gone
        for said in record["quotations"]:
            said["quote"] = [[start, max(start + 1, end - 9)] for start, end in said["quote"]]
            said["speaker"] = said["speaker"] if rule.random() < 0.8 else []
    wanted = reference.score({r["name"]: r for r in gold}, {r["name"]: r for r in guesses})
    scores = score_quotations(gold, guesses).set_index(["part", "measure", "value"])["score"]
    for measure in ("quote", "speaker", "cue", "attributed"):
        for value in ("precision", "recall", "f1"):
            assert scores["all", measure, value] == pytest.approx(wanted[measure][value], abs=1e-12)
    for kind, row in wanted["attributed recall by type"].items():
        assert scores[kind, "attributed", "recall"] == pytest.approx(row["recall"], abs=1e-12)


def test_the_command_writes_predictions_with_names_and_offsets_as_given(tmp_path):
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(
        main, ["evaluate", "quotations", str(gold_file(tmp_path)), "--predictions", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert done.output.startswith("quote        P ")
    records = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    assert [record["name"] for record in records] == ["x\u2028y"]
    first = records[0]["quotations"][0]
    assert [TEXT[a:b] for a, b in first["quote"]] == ["Wir bleiben"]
    assert [TEXT[a:b] for a, b in first["speaker"]] == ["Anna Keller"]
    assert first["type"] == "Direct"


def test_the_lines_are_those_of_the_script():
    gold = [{"name": "a", "text": TEXT, "quotations": [SAID]}]
    assert score_lines(score_quotations(gold, gold)) == [
        "quote        P 1.000  R 1.000  F1 1.000",
        "speaker      P 1.000  R 1.000  F1 1.000",
        "cue          P 1.000  R 1.000  F1 1.000",
        "attributed   P 1.000  R 1.000  F1 1.000",
        "  Direct                 R 1.000  (n=1)",
    ]


def test_a_line_that_is_no_label_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"name": "a", "quotations": []}\n{"name": "b"}\n', encoding="utf-8")
    with pytest.raises(ReadError, match="line 2: needs the keys"):
        read_gold(path, "quotations")
    done = CliRunner().invoke(main, ["evaluate", "quotations", str(path)])
    assert done.exit_code == 2


@pytest.mark.parametrize("table", ["quotations", "sources"])
def test_the_command_writes_tables_of_speech(table, tmp_path):
    (tmp_path / "Der Bote 2024-01-02.txt").write_text(
        "Der Fluss steigt\n\n«Wir bleiben», sagte Anna Keller dem «Blick».\n", encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["table", table, str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "direct" in done.output or "medium" in done.output
