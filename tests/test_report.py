"""Reports: run, flattened, harmless, described, and honest about what they rest on."""

import hashlib
import html
import json
import re

import lxml.html
import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from workbench.errors import OptionError, ReadError, WorkbenchError
from workbench.layout import digest
from workbench.report import ReportError, render_report
from workbench.report.execute import Run, inject
from workbench.report.export import export_html
from workbench.report.facts import collect_facts, corpus_digest
from workbench.report.find import find_notebooks
from workbench.report.flatten import STATE, VIEW
from workbench.report.hosting import as_json, host_widgets
from workbench.report.safe import Page

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    '<meta http-equiv="refresh" content="0;url=http://evil.example">',
    '<base href="http://evil.example/">',
    '<link rel="stylesheet" href="http://evil.example/x.css">',
    '<iframe src="http://evil.example"></iframe>',
    '<object data="http://evil.example"></object><embed src="http://evil.example">',
    '<a href="javascript:alert(1)">x</a><a href="data:text/html,x">y</a>',
    '<p style="background:url(http://evil.example/x.png)">x</p>',
    "<style>@import 'http://evil.example/x.css';</style>",
    "<style>p{background:url(http://evil.example)}</style>",
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "<math><style><img src=x onerror=alert(1)></style></math>",
    '<form action="http://evil.example"><input name=getElementById></form>',
    '<img name="getElementById" id="wb-main" src="http://evil.example/x.png" alt="x">',
    '<div onclick="alert(1)" id="wb-state" tabindex="5" role="alert">x</div>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<frameset><frame src=http://evil.example></frameset>",
    "<!--><script>alert(1)</script>-->",
    '<p title="--><script>alert(1)</script>">x</p>',
    "<video src=http://evil.example autoplay></video><input onfocus=alert(1) autofocus>",
    "<table background=http://evil.example><tr><td>x</table>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]


def code(source="", *outputs, tags=()):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def shown(**data):
    bundle = {name.replace("_", "/", 1): value for name, value in data.items()}
    return new_output("display_data", bundle)


def page_of(*cells, tmp_path, lang="de", widgets=None, facts=None):
    nb = new_notebook(cells=list(cells))
    if widgets:
        nb.metadata["widgets"] = {STATE: {"state": widgets}}
    return export_html(Run(tmp_path / "01-test.ipynb", nb, facts or {}), lang)


def tree(text):
    return lxml.html.document_fromstring(text.encode())


def active_parts(root):
    """Return everything in a page that could run, load or leave."""
    found = root.xpath(
        "//script[not(@type='application/json')] | //iframe | //object | //embed | //base | //link"
        " | //svg | //form | //input | //video | //template | //math"
    )
    found += root.xpath("//meta[@http-equiv and not(@http-equiv='Content-Security-Policy')]")
    found += root.xpath("//@*[starts-with(name(), 'on')]")
    found += root.xpath("//@src[not(starts-with(., 'data:image/'))]")
    found += root.xpath("//@href[not(starts-with(., 'http') or starts-with(., '#'))]")
    return found


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_html_keeps_nothing_that_runs_loads_or_leaves(source):
    cleaned = Page("en").clean(f"<p>vor</p>{source}<p>nach</p>")
    root = tree(f"<html><body>{cleaned}</body></html>")
    assert not active_parts(root)
    assert not root.xpath("//@name | //@id[starts-with(., 'wb-')] | //@background")
    assert "evil.example" not in re.sub(r"title=\"[^\"]*\"", "", cleaned)
    assert "vor" in root.text_content()


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_html_in_outputs_prose_and_text_is_harmless_in_the_page(source, tmp_path):
    text = page_of(
        new_markdown_cell(f"# Titel\n\nText {source}\n\n{source}"),
        code("x", shown(text_html=source), shown(text_plain=source), shown(text_markdown=source)),
        code("y", new_output("stream", text=source)),
        tmp_path=tmp_path,
    )
    assert not active_parts(tree(text))


def test_what_a_reader_would_have_seen_is_named_where_it_went():
    assert "[not in the report: iframe]" in Page("en").clean("<iframe src=x></iframe>")
    assert "[nicht im Bericht: Karte]" in Page("de").clean('<img src="http://x/y.png" alt="Karte">')


def test_harmless_html_survives():
    source = '<p>Ein <a href="https://example.org">Link</a>, H<sub>2</sub>O und <b>fett</b>.</p>'
    assert Page("de").clean(source) == source


def test_links_to_the_next_notebook_lead_to_its_report():
    cleaned = Page("de").clean('<a href="02-words.ipynb#zwei">weiter</a><a href="../../x">y</a>')
    assert cleaned == '<a href="02-words.html#zwei">weiter</a><a>y</a>'


def test_headings_leave_no_gap_and_the_title_is_the_only_first():
    cleaned = Page("de").clean("<h1>A</h1><h4>B</h4><h1>C</h1><h3>D</h3>")
    assert re.findall(r"<h(\d)", cleaned) == ["1", "2", "2", "3"]


def test_tables_scroll_inside_themselves_and_their_headers_have_a_scope():
    cleaned = Page("de").clean(pd.DataFrame({"n": [1]}).to_html())
    root = tree(cleaned)
    assert root.xpath("//table/parent::div[@class='wb-scroll'][@tabindex='0']/@aria-label")
    assert root.xpath("//th/@scope") == ["col", "row"]
    assert not root.xpath("//th[not(text())]")


def test_the_page_is_whole_and_asks_for_nothing(tmp_path):
    text = page_of(
        new_markdown_cell("# Wer sagt was?\n\nWer sagt es?"), code("1"), tmp_path=tmp_path
    )
    root = tree(text)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'none'; style-src 'unsafe-inline'")
    assert "base-uri 'none'; form-action 'none'" in policy
    assert not root.xpath("//@src | //script")
    assert not re.search(r"@import|url\(", text)
    assert root.get("lang") == "de"
    assert root.xpath("//body/a[@href='#wb-main']/text()") == ["Zum Inhalt springen"]
    assert root.xpath("//h1/text()") == ["Wer sagt was?"]
    assert root.xpath("//main//details/summary/text()") == ["Code"]
    assert len(text) < 30_000


def test_the_page_speaks_the_readers_language(tmp_path):
    root = tree(page_of(new_markdown_cell("# T"), tmp_path=tmp_path, lang="en"))
    assert root.get("lang") == "en"
    assert "Skip to content" in root.text_content()


def test_tags_hide_fold_and_mark(tmp_path):
    root = tree(
        page_of(
            new_markdown_cell("# T"),
            code("geheim = 1", new_output("stream", text="sichtbar"), tags=["remove-input"]),
            code("a", new_output("stream", text="gefaltet"), tags=["hide-output"]),
            code("b", new_output("stream", text="gelöst"), tags=["solution"]),
            tmp_path=tmp_path,
        )
    )
    assert "geheim" not in root.text_content()
    assert root.xpath("//details[summary='Ausgabe']//pre[contains(., 'gefaltet')]")
    assert root.xpath("//details[summary='Lösung']//pre[contains(., 'gelöst')]")


def test_a_picture_needs_words(tmp_path):
    with pytest.raises(ReportError, match=r"picture in cell 0.*\n.*describe_figure"):
        page_of(code("x", shown(image_png=PICTURE)), tmp_path=tmp_path)
    with pytest.raises(ReportError, match="picture"):
        page_of(new_markdown_cell(f"![](data:image/png;base64,{PICTURE})"), tmp_path=tmp_path)
    output = shown(image_png=PICTURE)
    output.metadata = {"image/png": {"alt": "No description has been provided for this image"}}
    with pytest.raises(ReportError, match="picture"):
        page_of(code("x", output), tmp_path=tmp_path)


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/svg+xml"])
def test_a_described_picture_is_part_of_the_page(kind, tmp_path):
    data = "<svg onload='alert(1)'></svg>" if "svg" in kind else PICTURE
    output = new_output("display_data", {kind: data}, metadata={kind: {"alt": 'Ein "Punkt" <b>'}})
    root = tree(page_of(code("x", output), tmp_path=tmp_path))
    (picture,) = root.xpath("//img")
    assert picture.get("alt") == 'Ein "Punkt" <b>'
    assert picture.get("src").startswith(f"data:{kind};base64,")
    assert not active_parts(root)


def test_a_picture_file_of_the_notebook_goes_into_the_page_but_no_other(tmp_path):
    import base64

    folder = tmp_path / "notebooks"
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / "karte.png").write_bytes(base64.b64decode(PICTURE))
    nb = new_notebook(
        cells=[new_markdown_cell("# T\n\n![Karte](karte.png)\n\n![Geheim](../karte.png)")]
    )
    root = tree(export_html(Run(folder / "x.ipynb", nb), "de"))
    assert root.xpath("//img/@alt") == ["Karte"]
    assert "[nicht im Bericht: Geheim]" in root.text_content()


def widget(name, module="@jupyter-widgets/controls", **state):
    return {"model_name": name, "model_module": module, "state": state}


def test_controls_are_written_as_they_stood_and_captured_outputs_stay(tmp_path):
    captured = {"output_type": "stream", "name": "stdout", "text": "gefangen <b>"}
    widgets = {
        "box": widget("VBoxModel", children=[f"IPY_MODEL_{i}" for i in "abcdefg"]),
        "a": widget("DropdownModel", description="Medium", index=1, _options_labels=["A", "<b>B"]),
        "b": widget(
            "SelectMultipleModel", description="Zonen", index=[0, 1], _options_labels=["x", "y"]
        ),
        "c": widget("CheckboxModel", description="Alle", value=True),
        "d": widget("IntSliderModel", description="Anzahl:", value=7),
        "e": widget("OutputModel", "@jupyter-widgets/output", outputs=[captured]),
        "f": widget("HTMLModel", value="<p>Fein</p><script>alert(1)</script>"),
        "g": widget("ImageModel", description="Bild", value=None),
    }
    view = new_output("display_data", {VIEW: {"model_id": "box"}, "text/plain": "VBox()"})
    root = tree(page_of(code("w", view), tmp_path=tmp_path, widgets=widgets))
    pairs = dict(zip(root.xpath("//main//dt/text()"), root.xpath("//main//dd/text()"), strict=True))
    assert pairs["Medium"] == "<b>B"
    assert (pairs["Zonen"], pairs["Alle"], pairs["Anzahl"]) == ("x, y", "ja", "7")
    assert pairs["Bild"].startswith("Dieses Bedienelement braucht")
    assert "gefangen <b>" in root.text_content()
    assert "Fein" in root.text_content()
    assert not active_parts(root)


def test_a_widget_without_its_model_is_not_lost_silently(tmp_path):
    view = new_output("display_data", {VIEW: {"model_id": "gone"}, "text/plain": "VBox()"})
    text = page_of(code("w", view), tmp_path=tmp_path, lang="en")
    assert "This control needs the live notebook." in text


ESM = "function render({model, el}) { el.textContent = model.get('n') }\nexport default { render };"


def test_an_anywidget_is_hosted_with_hashed_scripts_and_safe_state(tmp_path):
    state = {"_esm": ESM, "_css": ".x{}", "n": "</script><b>\u2028", "layout": "IPY_MODEL_l"}
    widgets = {"w": widget("AnyModel", "anywidget", **state)}
    view = new_output("display_data", {VIEW: {"model_id": "w"}})
    text = page_of(code("w", view), tmp_path=tmp_path, widgets=widgets)
    root = tree(text)
    scripts = re.findall(r'<script type="module">(.*?)</script>', text, re.DOTALL)
    policy = root.xpath("//meta[@http-equiv]/@content")[0]
    hashed = re.findall(r"'sha256-([^']+)'", policy)
    import base64

    assert hashed == [
        base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts
    ]
    assert len(scripts) == 2
    (data,) = root.xpath("//script[@type='application/json']")
    assert re.fullmatch(r"wb[0-9a-f]{24}", data.get("id"))
    assert json.loads(data.text)["models"]["w"]["state"] == {"n": state["n"]}
    assert "</script><b>" not in text
    assert root.xpath("//div/@data-wb-model") == ["w"]


def test_links_between_hosted_models_are_kept_and_others_dropped():
    states = {m: widget("AnyModel", "anywidget", _esm=ESM, n=1) for m in "ab"}
    states["x"] = widget("LinkModel", source=["IPY_MODEL_a", "n"], target=["IPY_MODEL_b", "n"])
    states["y"] = widget("LinkModel", source=["IPY_MODEL_a", "n"], target=["IPY_MODEL_z", "n"])
    links = json.loads(host_widgets(states, "de").state)["links"]
    assert links == [{"source": ["a", "n"], "target": ["b", "n"], "both": True}]


@pytest.mark.parametrize(
    "module", ["import x from 'y'; export default {}", "export const a = 1", "import('https://x')"]
)
def test_a_module_that_loads_others_is_refused(module):
    with pytest.raises(WorkbenchError, match="export default"):
        host_widgets({"w": widget("AnyModel", "anywidget", _esm=module)}, "de")


def test_json_for_a_script_element_round_trips():
    data = {"a": "</script><!-- \u2028\u2029 «ß»"}
    assert "<" not in as_json(data)
    assert json.loads(as_json(data)) == data


def test_parameters_go_behind_their_cell_or_to_the_top():
    nb = new_notebook(cells=[code("import x"), code("top = 3", tags=["parameters"]), code("y")])
    assert inject(nb, {"path": "a b/ü", "lang": "de"}) == ["top", "path", "lang"]
    assert nb.cells[2].source == "path = 'a b/ü'\nlang = 'de'"
    bare = new_notebook(cells=[code("y")])
    inject(bare, {"lang": "de"})
    assert bare.cells[0].source == "lang = 'de'"


def test_facts_come_from_the_table_called_articles():
    articles = pd.DataFrame({"text": ["a", "b"]})
    others = pd.DataFrame({"text": ["x"] * 5})
    facts = collect_facts({"articles": articles, "andere": others, "top": 3}, ["top", "lang"])
    assert facts["n_articles"] == 2
    assert facts["digest"] == corpus_digest(articles)
    assert facts["parameters"] == {"top": "3"}
    assert collect_facts({}, [])["digest"] is None


def test_the_corpus_digest_does_not_depend_on_the_order():
    articles = pd.DataFrame({"text": ["a", "b"]})
    expected = hashlib.sha256("\n".join(sorted(map(digest, "ab"))).encode()).hexdigest()
    assert corpus_digest(articles) == corpus_digest(articles[::-1]) == expected


def test_notebooks_are_found_by_number_slug_name_and_path(tmp_path, monkeypatch):
    folder = tmp_path / "notebooks" / "en"
    folder.mkdir(parents=True)
    (folder / "01-one.ipynb").touch()
    (folder / "02-two-words.ipynb").touch()
    monkeypatch.setattr("workbench.report.find.PROJECT", tmp_path / "wb")
    monkeypatch.chdir(tmp_path)
    assert [p.name for p in find_notebooks(None, "en")] == ["01-one.ipynb", "02-two-words.ipynb"]
    for name in ("2", "02", "two-words", "02-two-words", "02-two-words.ipynb"):
        assert [p.stem for p in find_notebooks([name], "en")] == ["02-two-words"]
    with pytest.raises(ReadError, match=r"There are: 01-one, 02-two-words\."):
        find_notebooks(["three"], "en")
    with pytest.raises(ReadError, match="No notebooks found"):
        find_notebooks(None, "de")


CELLS = [
    new_markdown_cell("# Wie oft steht «Krieg»?\n\nWie oft steht es in **jedem** Artikel?"),
    code(
        "import matplotlib.pyplot as plt\nimport pandas as pd\nfrom workbench.plots import plot_words"
    ),
    code("path = 'x'\nlang = 'en'\ntop = 3", tags=["parameters"]),
    code(
        "articles = pd.DataFrame({'text': ['Krieg <img src=x onerror=alert(1)>', '</script>']})\narticles"
    ),
    code("words = pd.DataFrame({'lemma': ['Krieg'], 'n': [3], 'total': [9], 'per_10k': [3333.3]})"),
    code("plot_words(words, lang=lang);"),
    code("plot_words(words, title='Noch einmal', lang=lang);"),
    code("import sys; from pathlib import Path; print(Path(path).is_dir(), lang, sys.executable)"),
]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Render one good and one failing notebook on a folder with blanks and umlauts."""
    root = tmp_path_factory.mktemp("Bericht für Müller")
    (root / "Artikel (neu)").mkdir()
    good, bad = root / "01-gut.ipynb", root / "02-schlecht.ipynb"
    nbformat.write(new_notebook(cells=CELLS), good)
    cells = [new_markdown_cell("# B"), code("print('bis hier')"), code("{}['fehlt']"), code("1")]
    nbformat.write(new_notebook(cells=cells), bad)
    with pytest.raises(ReportError) as caught:
        render_report(
            root / "Artikel (neu)", notebooks=[bad, good], out=root / "out", progress=False
        )
    return root / "out", str(caught.value)


def test_parameters_reach_the_kernel_of_this_python(run):
    import sys

    text = (run[0] / "de" / "01-gut.html").read_text(encoding="utf-8")
    assert f"True de {html.escape(sys.executable)}" in text


def test_the_report_does_not_tell_where_its_maker_keeps_files(run):
    text = (run[0] / "de" / "01-gut.html").read_text(encoding="utf-8")
    assert "…/Artikel (neu)" in text
    assert str(run[0].parent) not in text


def test_each_figure_arrives_once_with_its_words(run):
    root = tree((run[0] / "de" / "01-gut.html").read_text(encoding="utf-8"))
    alts = root.xpath("//figure/img/@alt")
    assert len(alts) == 2
    assert alts[0].startswith("Balkendiagramm: Die häufigsten Wörter")
    assert alts[1].startswith("Balkendiagramm: Noch einmal")


def test_the_footer_says_what_the_numbers_rest_on(run):
    root = tree((run[0] / "de" / "01-gut.html").read_text(encoding="utf-8"))
    footer = root.xpath("//footer")[0].text_content()
    texts = ["Krieg <img src=x onerror=alert(1)>", "</script>"]
    assert corpus_digest(pd.DataFrame({"text": texts})) in footer
    for words in ("top = 3", "lang = de", "workbench 0.", "pandas 3.", "python 3.", "nltk 3."):
        assert words in footer
    assert not active_parts(root)


def test_a_failing_cell_is_named_and_what_came_before_stays(run):
    out, message = run
    assert message.startswith("02-schlecht.ipynb, cell 3 ({}['fehlt']) failed: KeyError: 'fehlt'")
    assert "Open 02-schlecht.ipynb in JupyterLab" in message
    text = (out / "de" / "02-schlecht.html").read_text(encoding="utf-8")
    assert "bis hier" in text
    assert "Dieser Bericht ist unvollständig" in text


def test_the_overview_lists_the_reports_with_their_questions(run):
    root = tree((run[0] / "index.html").read_text(encoding="utf-8"))
    assert root.xpath("//h3/a/@href") == ["de/01-gut.html", "de/02-schlecht.html"]
    assert root.xpath("//h3/a/text()") == ["Wie oft steht «Krieg»?", "B"]
    assert "Wie oft steht es in jedem Artikel?" in root.text_content()
    assert "2 Artikel" in root.text_content()
    assert "unvollständig" in root.text_content()
    assert [s.get("lang") for s in root.xpath("//section")] == ["de"]


def test_captured_outputs_do_not_make_a_run_wait_for_ever(tmp_path):
    source = (
        "import ipywidgets as w\no = w.Output()\nfor i in range(4):\n    o.clear_output(wait=True)\n"
        "    with o:\n        print('x' * 200_000)\no"
    )
    path = tmp_path / "01-w.ipynb"
    nbformat.write(
        new_notebook(cells=[new_markdown_cell("# W"), *(code(source) for _ in range(4))]), path
    )
    written = render_report(notebooks=[path], out=tmp_path / "o", progress=False)
    assert written[0].read_text(encoding="utf-8").count("x" * 200_000) == 4


def test_a_missing_folder_or_language_is_said_before_anything_runs(tmp_path):
    with pytest.raises(ReadError, match="There is no file or folder"):
        render_report(tmp_path / "nichts")
    with pytest.raises(OptionError, match="lang='fr'"):
        render_report(lang="fr")


def test_a_file_that_is_no_notebook_is_said_plainly(tmp_path):
    (tmp_path / "x.ipynb").write_text("kein Notebook", encoding="utf-8")
    with pytest.raises(ReportError, match=r"x\.ipynb is no notebook"):
        render_report(notebooks=[tmp_path / "x.ipynb"], out=tmp_path / "o", progress=False)
