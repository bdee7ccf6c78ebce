"""Audits: the draw, the coding sheet, and shares that are put right."""

import numpy as np
import pandas as pd
import pytest
from workbench.audit import audit_mentions, sample_mentions
from workbench.errors import OptionError, TableError
from workbench.tables import AUDIT, SHEET


def _mentions(counts):
    rows = [pair for pair, n in counts.items() for _ in range(n)]
    return pd.DataFrame(
        {
            "article_id": "a",
            "start": range(4, 4 + len(rows)),
            "end": range(5, 5 + len(rows)),
            "label": "Flut",
            "voice": [voice for voice, _ in rows],
            "stance": [stance for _, stance in rows],
        }
    )


COUNTS = {("outlet", "asserted"): 400, ("direct", "asserted"): 60, ("outlet", "rejected"): 3}
ARTICLES = pd.DataFrame({"article_id": ["a"], "text": ["x" * 600]})


@pytest.fixture
def sheet():
    return sample_mentions(_mentions(COUNTS), ARTICLES, n=60, seed=4)


def _code(sheet, truth):
    """Code a sheet by a function from the stratum's pair to the true pair."""
    pairs = [
        truth(*stratum.split(" · "), number) for number, stratum in enumerate(sheet["stratum"])
    ]
    return sheet.assign(coded_voice=[v for v, _ in pairs], coded_stance=[s for _, s in pairs])


def test_each_stratum_has_items_and_weights_add_up(sheet):
    assert list(sheet.columns) == SHEET.names
    assert len(sheet) == 60
    assert sheet["stratum"].value_counts()["outlet · rejected"] == 3
    assert sheet["stratum"].value_counts().min() >= 3
    assert sheet["weight"].sum() == pytest.approx(463)
    assert sheet["surface"].str.len().eq(1).all()
    assert sheet["stratum"].tolist() != sorted(sheet["stratum"])


def test_the_same_seed_draws_the_same_sheet(sheet):
    again = sample_mentions(_mentions(COUNTS), ARTICLES, n=60, seed=4)
    pd.testing.assert_frame_equal(sheet, again)


def test_perfect_marks_keep_their_shares_and_have_a_width(sheet):
    mentions = _mentions(COUNTS)
    audit = audit_mentions(mentions, _code(sheet, lambda voice, stance, _: (voice, stance)))
    assert list(audit.columns) == AUDIT.names
    voice = audit[audit["measure"] == "voice"].set_index("value")
    assert voice.loc["outlet", ["precision", "recall", "f1"]].tolist() == [1, 1, 1]
    assert voice.loc["outlet", "corrected"] == pytest.approx(403 / 463)
    assert voice.loc["outlet", "precision_low"] < 1
    assert np.isnan(voice.loc["indirect", "precision"])


def test_errors_are_taken_out_of_the_shares():
    rng = np.random.default_rng(0)
    mentions = _mentions({("outlet", "asserted"): 1000, ("direct", "asserted"): 1000})
    truth = rng.random(400) < 0.3
    sheet = sample_mentions(
        mentions, pd.DataFrame({"article_id": ["a"], "text": ["x" * 3000]}), n=400
    )
    coded = _code(sheet, lambda v, s, i: ("direct" if v == "outlet" and truth[i] else v, s))
    voice = audit_mentions(mentions, coded).query("measure == 'voice'").set_index("value")
    assert voice.loc["outlet", "share"] == 0.5
    assert voice.loc["outlet", "corrected_low"] < 0.35 < voice.loc["outlet", "corrected_high"]
    assert voice.loc["outlet", "precision"] == pytest.approx(0.7, abs=0.08)
    assert voice.loc["direct", "recall"] < 1
    assert voice["corrected"].sum() == pytest.approx(1)


def test_empty_codes_are_left_out_and_wrong_ones_refused(sheet):
    mentions = _mentions(COUNTS)
    with pytest.raises(TableError, match="Fill it in"):
        audit_mentions(mentions, sheet)
    coded = _code(sheet, lambda voice, stance, _: (voice, stance))
    with pytest.raises(OptionError, match="'outlett' is not known"):
        audit_mentions(mentions, coded.assign(coded_voice="outlett"))
    rare = coded["stratum"] == "outlet · rejected"
    with pytest.raises(TableError, match="outlet · rejected"):
        audit_mentions(mentions, coded.assign(coded_voice=coded["coded_voice"].mask(rare, "")))
