"""The command: real files in, real files out, and no traceback for a user's mistake."""

import csv
import io
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import workbench as wb
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from workbench.cli import main
from workbench.cli.recipes import CODED, RECIPES
from workbench.tables import BLOCKS

PAGE = "Politik\n\nEin Titel über Krieg\n\nPubliziert: 09.04.2022 um 21:06 Uhr\n\nEs ist Krieg. «Mehr weiss man nicht», sagte Anna Keller laut Radio SRF.\n"
# They compare articles or words: three short articles give them no row.
COMPARED = {"copies", "stories", "versions", "keyness", "collocates"}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Artikel für Müller"
    folder.mkdir()
    rows = [("a1", "Blick", "Titel eins", "Es ist Krieg.\n\nEs bleibt Krieg.", "2022-04-09")]
    rows.append(("a2", "SRF", "=1+1", "Frieden bleibt fern.", "2022-04-10"))
    frame = pd.DataFrame(rows, columns=["id", "outlet", "headline", "text", "published"])
    frame.to_csv(folder / "artikel.csv", index=False)
    (folder / "seite.txt").write_text(PAGE, encoding="utf-8")
    return folder


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_version_and_help():
    assert run("--version").output.startswith("workbench, version 0.")
    for command in ("report", "serve", "table", "check"):
        assert command in run("--help").output
        assert "PATH" in run(command, "--help").output


@pytest.mark.parametrize("name", [name for name in RECIPES if name not in CODED])
def test_each_table_is_written_as_csv_to_the_screen(name, folder):
    result = run("table", name, folder)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows or name in COMPARED


def test_blocks_have_the_columns_of_the_contract(folder):
    header = run("table", "blocks", folder).stdout.splitlines()[0]
    assert header.split(",") == BLOCKS.names


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_table_is_written_to_a_file_of_each_kind(suffix, folder, tmp_path):
    target = tmp_path / f"wörter.{suffix}"
    result = run("table", "words", folder, "-o", target)
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 0
    assert f"rows written to {target}" in result.stderr


def test_reading_options_are_passed_on(folder):
    result = run("table", "articles", folder, "--outlet", "Mein Blatt", "--tz", "Europe/London")
    assert {row["outlet"] for row in csv.DictReader(io.StringIO(result.stdout))} >= {"Mein Blatt"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("table", "words", "nichts"), "nichts"),
        (("table", "wrods", "x"), "wrods"),
        (("report", "nichts"), "nichts"),
        (("report", "--notebook", "nichts"), "nichts"),
        (("report", "--lang", "fr"), "fr"),
        (("check", "nichts"), "nichts"),
        (
            ("table", "words", "x", "--codebook", "b.toml"),
            "--codebook does nothing for the table words; it is for trends, mentions",
        ),
        (
            ("table", "mentions", "x", "--codebook", "b.toml", "--node", "Krieg"),
            "it is for collocates",
        ),
        (("table", "tokens", "x", "--by", "outlet"), "--by does nothing"),
        (("table", "words", "x", "--workers", "2"), "--workers does nothing without --dask"),
        (("table", "words", "nichts", "-o", "x.docx"), "one of the suffixes .csv"),
        (("table", "words", "nichts", "-o", "x.xlsx", "--dask"), "to a folder of Parquet files"),
        (("agreement", "nichts", "--sheet", "nichts", "-o", "x.docx"), "one of the suffixes .csv"),
        (("table", "words", "nichts", "--language", "klingon"), "'klingon' is no language"),
        (("check", "nichts", "--language", "germn"), "Did you mean 'german'?"),
        (("evaluate", "quotations", "nichts.jsonl"), "There is no file 'nichts.jsonl'"),
    ],
)
def test_a_users_mistake_is_one_clear_line_and_exit_2(args, words):
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("name", ["words", "ngrams", "variety", "readability"])
def test_counts_are_made_in_groups(name, folder):
    rows = list(csv.DictReader(io.StringIO(run("table", name, folder, "--by", "outlet").stdout)))
    assert {row["outlet"] for row in rows} == {
        row["outlet"]
        for row in csv.DictReader(io.StringIO(run("table", "articles", folder).stdout))
    }


def test_an_empty_comparison_says_why(folder):
    result = run("table", "collocates", folder, "--node", "Xylophon")
    assert result.exit_code == 0
    assert "No row: no word stands three times beside it." in result.stderr


def test_the_server_is_announced_when_it_runs_and_not_before_its_error():
    result = run("serve", "nichts")
    assert result.exit_code == 2
    assert result.stderr.startswith("workbench: There is no file or folder 'nichts'")


def test_check_tells_what_was_read_and_what_was_not(folder):
    (folder / "leer.txt").write_text("")
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    assert "3 article(s) read." in result.output
    assert "leer.txt" in result.output


def test_check_fails_when_nothing_could_be_read(tmp_path):
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert "holds nothing to read. Media Workbench reads web pages" in result.stderr
    (tmp_path / "leer.txt").write_text("")
    assert run("check", tmp_path).exit_code == 2


def test_a_report_is_written_and_the_overview_named(folder, tmp_path):
    notebook = tmp_path / "01-probe.ipynb"
    cells = [new_markdown_cell("# Probe\n\nGeht es?"), new_code_cell("print(path, lang)")]
    nbformat.write(new_notebook(cells=cells), notebook)
    result = run("report", folder, "-n", notebook, "--lang", "en", "-o", tmp_path / "o")
    assert result.exit_code == 0, result.output
    assert "1 report(s) written. Open" in result.output
    assert f"{folder} en" in (tmp_path / "o" / "en" / "01-probe.html").read_text(encoding="utf-8")
    assert (tmp_path / "o" / "index.html").exists()


def test_a_failing_notebook_is_told_and_exits_2(tmp_path):
    notebook = tmp_path / "01-probe.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), notebook)
    result = run("report", "-n", notebook, "-o", tmp_path / "o", "-q")
    assert result.exit_code == 2
    assert "cell 1 (1 / 0) failed: ZeroDivisionError: division by zero" in result.stderr


def test_mentions_are_a_table_once_a_codebook_names_the_labels(folder, tmp_path):
    target = tmp_path / "stellen.csv"
    book = Path(__file__).parents[1] / "data" / "codebooks" / "krieg.toml"
    result = run("table", "mentions", folder, "--codebook", book, "-o", target)
    assert result.exit_code == 0, result.output
    rows = pd.read_csv(target)
    assert set(rows["label"]) == {"Krieg"}
    assert {"voice", "stance", "speaker", "voice_rule", "stance_rule"} <= set(rows)


def test_a_class_codes_a_page_and_hands_in_texts(folder, tmp_path):
    book = wb.sample_path("codebooks") / "krieg.toml"
    result = run("coding", folder, "--codebook", book, "-n", "4", "-o", tmp_path / "klasse")
    assert result.exit_code == 0, result.output
    assert "Hand out" in result.stdout
    sheet = wb.read_sheet(tmp_path / "klasse" / "sheet.csv")
    assert "Titel über Krieg" in " ".join(sheet["before"] + sheet["surface"] + sheet["after"])
    texts = []
    for coder, voice in (("Anna", "outlet"), ("Béla", "direct")):
        view = wb.browse_codes(sheet, coder=coder, path=tmp_path / f"{coder}.csv")
        view.answers = {f"{i}:voice": [voice if i else "outlet", False] for i in range(len(sheet))}
        texts.append(view.text)
    (tmp_path / "mails.txt").write_text("\n".join(texts), encoding="utf-8")
    told = run(
        "agreement", tmp_path / "mails.txt", "--sheet", tmp_path / "klasse" / "sheet.csv", "--rules"
    )
    assert told.exit_code == 0, told.output
    assert "krippendorff_alpha" in told.stdout
    assert "rules" in told.stdout
    assert "direct (Béla)" in told.stdout
