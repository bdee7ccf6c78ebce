"""Agreement: published worked examples to the digits printed there, NLTK, and what warns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from workbench.agreement import MEASURES, find_disagreements, measure_agreement
from workbench.errors import TableError

# Krippendorff (2011), data of section C: four observers, twelve units, gaps. Nominal alpha .743.
KRIPPENDORFF = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
# Fleiss' kappa as worked out in the textbooks: ten subjects, fourteen raters, five categories. .210
FLEISS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


def codes_of(rows, variable="stance"):
    frame = pd.DataFrame(rows, columns=["coder", "item", "code"])
    return frame.assign(variable=variable)


def value(codes, measure, column="value"):
    found = measure_agreement(codes, draws=50).set_index("measure")
    return found.loc[measure, column]


def crossed(both_yes, yes_no, no_yes, both_no):
    """Two coders, a table of four cells."""
    pairs = [("y", "y")] * both_yes + [("y", "n")] * yes_no
    pairs += [("n", "y")] * no_yes + [("n", "n")] * both_no
    rows = [
        (c, i, code) for i, pair in enumerate(pairs) for c, code in zip("AB", pair, strict=True)
    ]
    return codes_of(rows)


def test_krippendorffs_own_example():
    rows = [
        (coder, item, code)
        for coder, line in KRIPPENDORFF.items()
        for item, code in enumerate(line.split())
        if code != "."
    ]
    assert round(value(codes_of(rows), "krippendorff_alpha"), 3) == 0.743
    assert value(codes_of(rows), "krippendorff_alpha", "n_items") == 11


def test_fleiss_worked_example():
    rows = []
    for item, counts in enumerate(FLEISS):
        given_codes = [str(k) for k, n in enumerate(counts) for _ in range(n)]
        rows += [(f"r{coder:02}", item, code) for coder, code in enumerate(given_codes)]
    assert round(value(codes_of(rows), "fleiss_kappa"), 3) == 0.210
    assert round(value(codes_of(rows), "percent"), 3) == 0.378


def test_cohens_kappa_of_two_readers_of_fifty_grant_proposals():
    assert value(crossed(20, 5, 10, 15), "cohen_kappa") == pytest.approx(0.4)


def test_gwet_2008_ac1_stays_high_where_kappa_collapses():
    codes = crossed(118, 5, 2, 0)
    assert round(value(codes, "gwet_ac1"), 4) == 0.9408
    assert round(value(codes, "cohen_kappa"), 4) == -0.0234
    assert value(codes, "gwet_ac1", "warning") == "skewed"


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=2, max_size=12))
def test_nltk_agrees_on_complete_data(items):
    rows = [
        (c, i, code) for i, item in enumerate(items) for c, code in zip("ABC", item, strict=True)
    ]
    task = AnnotationTask(data=rows)
    found = measure_agreement(codes_of(rows), draws=1).set_index("measure")["value"]
    assert found["percent"] == pytest.approx(task.avg_Ao())
    if len({code for _, _, code in rows}) > 1:
        assert found["krippendorff_alpha"] == pytest.approx(task.alpha())
        assert found["fleiss_kappa"] == pytest.approx(task.pi())
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    chance = [task.Ae_kappa(*pair) for pair in pairs]
    if max(chance) < 1:
        assert found["cohen_kappa"] == pytest.approx(task.kappa())


def test_all_alike_is_perfect_and_said_to_be_no_evidence():
    codes = codes_of([(c, i, "asserted") for c in "AB" for i in range(40)])
    found = measure_agreement(codes).set_index("measure")
    assert found.loc["percent", "value"] == 1
    assert np.isnan(found.loc["krippendorff_alpha", "value"])
    assert set(found["warning"]) == {"one_code"}


def test_intervals_hold_the_value_and_narrow_with_more_items():
    few, many = crossed(20, 5, 10, 15), crossed(200, 50, 100, 150)
    widths = []
    for codes in (few, many):
        row = measure_agreement(codes).set_index("measure").loc["krippendorff_alpha"]
        assert row["low"] < row["value"] < row["high"]
        widths.append(row["high"] - row["low"])
    assert widths[1] < widths[0] / 2.5


def test_pairs_are_named_and_measured_on_what_both_coded():
    codes = codes_of([("A", 1, "x"), ("A", 2, "y"), ("B", 1, "x"), ("B", 2, "y"), ("C", 2, "x")])
    found = measure_agreement(codes, pairs=True, draws=10)
    percent = found[found["measure"] == "percent"].set_index("coders")
    assert percent["value"].to_dict() == {
        "all": pytest.approx(2 / 3),
        "A · B": 1,
        "A · C": 0,
        "B · C": 0,
    }
    assert percent["n_items"].to_dict() == {"all": 2, "A · B": 2, "A · C": 1, "B · C": 1}
    assert len(found) == 4 * len(MEASURES)


def test_an_open_answer_is_no_code_and_two_answers_are_refused():
    codes = codes_of([("A", 1, "x"), ("B", 1, "x"), ("B", 2, None), ("A", 2, "")])
    assert value(codes, "percent", "n_items") == 1
    with pytest.raises(TableError, match="twice"):
        measure_agreement(pd.concat([codes, codes]))


def test_coders_who_share_no_item_are_told_so():
    with pytest.raises(TableError, match="same sheet"):
        measure_agreement(codes_of([("A", 1, "x"), ("B", 2, "x")]))


def test_the_most_disputed_item_comes_first_with_passage_and_notes():
    rows = [
        ("A", 1, "x"),
        ("B", 1, "x"),
        ("C", 1, "y"),
        ("A", 2, "x"),
        ("B", 2, "y"),
        ("C", 2, "z"),
    ]
    codes = codes_of([*rows, ("A", 3, "x"), ("B", 3, "x")]).assign(unsure=False, note=None)
    codes.loc[4, ["unsure", "note"]] = [True, "Ironie?"]
    sheet = pd.DataFrame(
        {
            "item": [1, 2],
            "before": ["Der ", "Ein "],
            "surface": ["Krieg", "Konflikt"],
            "after": [".", "!"],
        }
    ).assign(article_id=["a", "b"])
    found = find_disagreements(codes, sheet)
    assert found["item"].tolist() == [2, 1]
    assert found["codes"].tolist() == ["x (A) · y (B) · z (C)", "x (A, B) · y (C)"]
    assert found["majority"].fillna("").tolist() == ["", "x"]
    assert found["passage"].tolist() == ["Ein [Konflikt]!", "Der [Krieg]."]
    assert found.loc[0, ["n_unsure", "notes", "article_id"]].tolist() == [1, "Ironie?", "b"]
