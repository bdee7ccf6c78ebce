"""ZIP, gzip and folders: rows 8-11 and 31 of the bad-input table."""

import gzip
import io
import struct
import warnings
import zipfile

import pytest
from workbench.corpus import check_articles, read_articles
from workbench.errors import LoadWarning, ReadError
from workbench.readers import archive
from workbench.readers.sources import list_files, refusal

PAGE = "Titel {0} hier\n\nDer Krieg geht in das {0}. Jahr, sagte die Sprecherin am Dienstag in Bern, {0}.\n"


def zipped(members, path=None):
    target = path or io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of names that are there twice
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in members:
                file.writestr(name, data)
    return path or target.getvalue()


def test_a_zip_is_read_like_a_folder(tmp_path):
    members = [("b/zwei.txt", PAGE.format(2)), ("eins.txt", PAGE.format(1)), ("x.png", b"\x89")]
    path = zipped([*members, ("__MACOSX/._eins.txt", "x")], tmp_path / "alle.zip")
    articles = read_articles(path)
    assert articles["source_file"].tolist() == ["alle.zip/b/zwei.txt", "alle.zip/eins.txt"]


def test_names_with_umlauts_and_ways_out(tmp_path):
    names = ["../../evil.txt", "/abs.txt", "C:\\win.txt", "Müller.txt"]
    path = zipped([(n, PAGE.format(i)) for i, n in enumerate(names)], tmp_path / "a.zip")
    before = set(tmp_path.rglob("*"))
    articles = read_articles(path)
    assert sorted(articles["source_file"]) == [
        "a.zip/Müller.txt",
        "a.zip/abs.txt",
        "a.zip/evil.txt",
        "a.zip/win.txt",
    ]
    assert set(tmp_path.rglob("*")) == before


def test_a_bomb_is_not_unpacked(tmp_path):
    path = zipped([("bombe.txt", b"0" * 30_000_000)], tmp_path / "a.zip")
    with pytest.raises(ReadError, match=r"zip:bomb.*breaks a limit"):
        read_articles(path)
    path = tmp_path / "b.txt.gz"
    path.write_bytes(gzip.compress(b"0" * 30_000_000))
    with pytest.raises(ReadError, match="zip:bomb"):
        read_articles(path)


def test_a_table_of_contents_that_lies_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    data = bytearray(zipped([("a.txt", "Krieg und Frieden " * 500)]))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)  # says that it is 10 bytes long
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ReadError, match=r"zip:too-large|unreadable"):
        read_articles(tmp_path / "a.zip")


def test_too_many_members(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    path = zipped([(f"{i}.txt", PAGE.format(i)) for i in range(4)], tmp_path / "a.zip")
    with pytest.raises(ReadError, match="zip:4-members"):
        read_articles(path)


def test_one_zip_in_another_is_read_and_a_third_is_not(tmp_path):
    third = zipped([("drei.txt", PAGE.format(3))])
    second = zipped([("zwei.txt", PAGE.format(2)), ("c.zip", third)])
    path = zipped([("b.zip", second)], tmp_path / "a.zip")
    with pytest.warns(LoadWarning, match="zip:nested"):
        articles = read_articles(path)
    assert articles["source_file"].tolist() == ["a.zip/b.zip/zwei.txt"]


def test_a_locked_member_is_reported(tmp_path):
    data = bytearray(zipped([("a.txt", PAGE), ("b.txt", PAGE.format(1))]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.warns(LoadWarning, match="encrypted"):
        assert len(read_articles(tmp_path / "a.zip")) == 1


def test_a_broken_zip(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ReadError, match="damaged or not what its suffix says"):
        read_articles(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["a.pkl", "a.pickle", "a.joblib", "A.PKL"])
def test_pickles_are_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x80\x04.")
    with pytest.raises(ReadError, match="never read"):
        read_articles(tmp_path / name)
    path = zipped([(name, b"\x80\x04.")], tmp_path / "z.zip")
    with pytest.raises(ReadError, match="never read"):
        read_articles(path)


def test_a_folder_as_people_have_it(tmp_path):
    for name in ("2.txt", "1.txt", "sub/3.txt", ".hidden.txt", ".git/4.txt", "~$5.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(name[-5]))
    for name in ("bild.png", "README.md", "1.gold.json", "Seite.html", "Seite_files/frame.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    names = [name for _, name in list_files(tmp_path)]
    assert names == [
        "1.gold.json",
        "1.txt",
        "2.txt",
        "README.md",
        "Seite.html",
        "bild.png",
        "sub/3.txt",
    ]
    (tmp_path / "Seite.html").unlink()
    with pytest.warns(LoadWarning, match="1 item gave no article: Seite_files"):
        articles = read_articles(tmp_path)
    assert articles["source_file"].tolist() == ["1.txt", "2.txt", "sub/3.txt"]
    found = check_articles(tmp_path)
    assert (found["status"] == "skipped").sum() == 4  # with the frame, whose page is gone


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".warc", ".epub", ""])
def test_unknown_formats_are_named(suffix):
    assert refusal(f"artikel{suffix}", suffix).code.startswith("unknown-format")
