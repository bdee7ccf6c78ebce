"""What is kept between runs: equal to the last bit, and harmless to lose, damage or share."""

import os
from concurrent.futures import ProcessPoolExecutor

import pandas as pd
import pytest
import workbench as wb
from workbench import cache, quotations
from workbench.cache import cache_folder, remembered

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "language": ["de", "en", "de"],
        "text": [
            "«Wir gehen nicht», sagte Bürgermeisterin Anna Keller (51) dem «Stern». Es sei ein Krieg.",
            "\"He told me 'Run!',\" said John Miller, 34. The ministry said it was a war.",
            "Kein Wort.",
        ],
    }
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "kept – Ü"))
    return tmp_path / "kept – Ü"


def files(folder):
    return sorted(folder.rglob("*.json"))


def test_nothing_is_written_unless_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBENCH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert remembered("sums", [1, 2], lambda: 3) == 3
    assert cache_folder() is None
    assert list(tmp_path.rglob("*")) == []
    monkeypatch.setenv("WORKBENCH_CACHE", "1")
    assert cache_folder() is not None


def test_quotations_from_the_cache_are_equal_to_the_last_bit(folder, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", "off")
    plain = wb.find_quotations(ARTICLES)
    monkeypatch.setenv("WORKBENCH_CACHE", str(folder))
    first = wb.find_quotations(ARTICLES)
    assert len(files(folder)) == 3
    monkeypatch.setattr(quotations, "_find", lambda *_, **__: pytest.fail("found anew"))
    again = wb.find_quotations(ARTICLES)
    for table in (first, again):
        pd.testing.assert_frame_equal(table, plain, check_exact=True)
    assert len(plain) > 3


def test_the_same_text_under_another_id_is_not_read_again(folder, monkeypatch):
    wb.find_quotations(ARTICLES)
    monkeypatch.setattr(quotations, "_find", lambda *_, **__: pytest.fail("found anew"))
    other = wb.find_quotations(ARTICLES.assign(article_id=["x", "y", "z"]))
    assert set(other["article_id"].astype(str)) == {"x", "y"}
    assert other["quotation_id"].str.startswith(("x:", "y:")).all()


@pytest.mark.parametrize("change", [{"language": "en"}, {"text": "«Nein», sagte Urs Berg."}])
def test_another_text_or_language_is_read_anew(folder, change):
    one = ARTICLES.head(1)
    wb.find_quotations(one)
    wb.find_quotations(one.assign(**change))
    wb.find_quotations(one, nested=False)
    assert len(files(folder)) == 3


def test_another_version_of_the_rules_is_another_result(folder, monkeypatch):
    assert remembered("sums", [1], lambda: 1) == 1
    monkeypatch.setattr(cache, "_package", lambda: "newer")
    assert remembered("sums", [1], lambda: 2) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b"0" * 64 + b"[]", None])
def test_a_damaged_file_is_made_anew(folder, damage):
    remembered("sums", "x", lambda: [1, "ä\udc80", None, 0.1])
    [path] = files(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if damage is None else damage)
    assert remembered("sums", "x", lambda: [1, "ä\udc80", None, 0.1]) == [1, "ä\udc80", None, 0.1]
    assert path.read_bytes() == whole


def test_a_cancelled_run_goes_on_where_it_stopped(folder, monkeypatch):
    find, seen = quotations._find, []

    def cancelled(text, *rest, **options):
        seen.append(text)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return find(text, *rest, **options)

    monkeypatch.setattr(quotations, "_find", cancelled)
    with pytest.raises(KeyboardInterrupt):
        wb.find_quotations(ARTICLES)
    wb.find_quotations(ARTICLES)
    assert [ARTICLES["text"].tolist().index(text) for text in seen] == [0, 1, 1, 2]


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file"))
    assert remembered("sums", [1], lambda: 1) == 1


def _keep(nth):
    return remembered("sums", nth % 3, lambda: [nth % 3] * 1000)


def test_several_processes_may_write_at_once(folder):
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(_keep, range(40)))
    assert found == [[nth % 3] * 1000 for nth in range(40)]
    assert len(files(folder)) == 3
    assert not [name for *_, names in os.walk(folder) for name in names if "part" in name]
