"""Widgets in an exported report: filters, keyboard, links and safety in a real browser, offline."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from workbench.report import render_report

from helpers.browsing import HOSTILE, open_page, outside, overhang, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = f"""
import ipywidgets, numpy as np, pandas as pd
import workbench as wb
from workbench.matching import codebook_of
hostile = {HOSTILE!r}
articles = pd.DataFrame({{'article_id': ['a', 'b', 'c', hostile], 'outlet': ['Blick', 'NZZ', 'Blick', hostile],
    'headline': ['Eins 🔥', hostile, 'Drei', 'Vier'], 'language': 'de',
    'published': pd.to_datetime(['2022-04-09', '2022-04-10', None, '2022-05-01'], utc=True),
    'text': ['🔥🔥 Heute ist Krieg. «Das ist keine Invasion 🔥», sagte Anna Keller.', 'Der Krieg ' + hostile + ' dauert.',
             'Kein Krieg. ' + 'Noch ein Krieg. ' * 60, 'Die Invasion 🔥 endet.']}})
quotations = wb.find_quotations(articles)
book = codebook_of(['Krieg', 'Invasion'])
book['frame'] = book['label'] + hostile
mentions = wb.mark_voice(wb.mark_stance(wb.find_mentions(articles, book), articles), quotations)
"""
BROWSE = """
one = wb.browse_mentions(mentions, articles, quotations, lang=lang)
two = wb.browse_quotations(quotations, articles, lang='en', filters={'kind': 'direct'})
link = ipywidgets.jslink((one, 'filters'), (two, 'filters'))
ipywidgets.VBox([one, two])
"""
CELLS = [
    BROWSE,
    "wb.browse_kwic(wb.kwic(wb.tokenize(articles), 'Krieg'), articles, lang=lang)",
    "wb.browse_article(articles, mentions=mentions, quotations=quotations, lang=lang)",
]
MANY = """
rng = np.random.default_rng(0)
words = np.array([f'wort{i}' for i in range(4000)])
texts = [' '.join(rng.choice(words, 300)) for _ in range(N // 4)]
texts = ['. '.join(t[i * 400:(i + 1) * 400] + ' Krieg' for i in range(4)) + '.' for t in texts]
many = pd.DataFrame({'article_id': [f'a{i}' for i in range(N // 4)], 'text': texts, 'language': 'de',
    'outlet': rng.choice(['Blick', 'NZZ', 'SRF', 'Bild', 'Zeit', 'Welt'], N // 4), 'headline': 'Ein Titel',
    'published': pd.Timestamp('2022-04-09', tz='UTC') + pd.to_timedelta(rng.integers(0, 300, N // 4), 'D')})
hits = wb.find_mentions(many, codebook_of(['Krieg']))
hits['frame'] = pd.Categorical(rng.choice(['attack', 'mission', 'war', 'conflict'], len(hits)))
hits['voice'] = pd.Categorical(rng.choice(['outlet', 'direct', 'indirect'], len(hits)))
hits['stance'] = pd.Categorical(rng.choice(['asserted', 'rejected', 'distanced'], len(hits)))
"""


def render(root, cells):
    start = [new_markdown_cell("# Ansichten\n\nWas läuft?")]
    start.append(new_code_cell("lang = 'de'", metadata={"tags": ["parameters"]}))
    nbformat.write(
        new_notebook(cells=[*start, *map(new_code_cell, cells)]), root / "01-ansichten.ipynb"
    )
    notebook = root / "01-ansichten.ipynb"
    return render_report(notebooks=[notebook], out=root / "aus", progress=False)[0]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return render(tmp_path_factory.mktemp("Ansichten für"), [SETUP, *CELLS])


@pytest.fixture
def page(chromium, report):
    page = open_page(chromium, report)
    yield page
    assert outside(page) == []
    assert page.errors == []
    assert page.evaluate("window.__pwn") is None
    assert page.url == report.as_uri()
    page.context.close()


def view(page, name):
    return page.locator(f"[data-wb-view={name}]")


def status(page, name="mentions"):
    return view(page, name).locator("[data-wb-part=status]").inner_text()


def key(page, name, of="mentions"):
    return view(page, of).locator(f"[data-wb-key='{name}']")


def test_a_bar_opens_the_passages_behind_it_and_can_be_undone(page):
    assert status(page) == "65 von 65 Stellen"
    bar = view(page, "mentions").get_by_role("button", name="NZZ, Krieg")
    bar.click()
    assert status(page) == "1 von 65 Stellen"
    assert bar.get_attribute("aria-pressed") == "true"
    passages = view(page, "mentions").locator(".wb-passage")
    assert passages.count() == 1
    assert HOSTILE in passages.inner_text()
    key(page, "undo").click()
    assert status(page) == "65 von 65 Stellen"
    assert passages.count() == 50, "one page of rows in the page"


def test_own_voice_is_a_switch_and_the_naive_count_stays_in_sight(page):
    key(page, "count-own").check()
    bar = view(page, "mentions").locator(".wb-bar").first
    assert "in eigener Stimme, bejaht" in bar.text_content()
    assert " von " in bar.locator(".wb-bar-n").text_content()
    assert status(page) != "65 von 65 Stellen"


def test_facets_dates_and_words_filter(page):
    page.locator("[data-wb-view=mentions] [data-wb-column=stance] summary").click()
    key(page, "stance=rejected").check()
    assert status(page) == "2 von 65 Stellen"
    key(page, "reset").click()
    key(page, "from").select_option("2022-04-10")
    assert status(page) == "2 von 65 Stellen"
    key(page, "let-go-from").click()
    key(page, "search").fill("HEUTE")
    key(page, "search").press("Enter")
    assert status(page) == "1 von 65 Stellen"


def test_spans_after_an_emoji_are_in_their_place(page):
    passage = view(page, "mentions").locator(".wb-passage").first
    assert passage.locator("strong").inner_text() == "Krieg"
    passage.click()
    reader = view(page, "mentions").locator("[data-wb-part=reader]")
    tag = reader.locator(".wb-tag[aria-current=true]")
    assert tag.count() == 1
    assert tag.evaluate("(t) => t.parentElement.lastChild.textContent") == "Krieg"
    quoted = reader.locator(".wb-span-quotation")
    words = quoted.evaluate_all("all => all.map((s) => s.lastChild.textContent).join('')")
    assert "Das ist keine Invasion 🔥" in words
    assert (
        reader.locator(".wb-span-speaker").first.evaluate("(s) => s.lastChild.textContent")
        == "Anna Keller"
    )


def test_the_rule_is_told_on_hover_and_on_focus(page):
    view(page, "mentions").locator(".wb-passage").nth(1).click()
    reader = view(page, "mentions").locator("[data-wb-part=reader]")
    rule = reader.locator("[data-wb-part=rule]")
    assert "Regel (Haltung): no" in rule.inner_text()
    reader.locator(".wb-span-speaker").first.hover()
    assert "Anna Keller" in rule.inner_text()
    reader.locator(".wb-tag-mention").first.focus()
    assert rule.inner_text().startswith("Krieg")


def test_the_keyboard_goes_all_the_way(page):
    focused = "document.activeElement"
    key(page, "facet-frame").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('.wb-bar')"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.evaluate(f"{focused}.getAttribute('aria-pressed')")
    assert chosen == "true", "the bar keeps the focus after the view was drawn anew"
    page.keyboard.press("Enter")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('.wb-passage')"):
            break
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")  # beyond the last passage comes the next page
    assert "Seite 2 von 2" in view(page, "mentions").locator("[data-wb-part=pages]").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focused}.matches('.wb-tag[aria-current=true]')")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(f"{focused}.matches('.wb-tag')")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.matches('.wb-passage[aria-current=true]')")
    outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    assert outline == "solid"


def test_linked_views_filter_each_other(page):
    assert status(page, "quotations") == "3 of 3 places", "the first view leads"
    view(page, "mentions").get_by_role("button", name="Blick, Invasion").click()
    chips = view(page, "quotations").locator("[data-wb-part=chosen]").inner_text()
    assert "Blick" in chips


def test_a_passage_is_copied_with_where_it_stands(chromium, report):
    page = open_page(chromium, report)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view(page, "mentions").locator(".wb-passage").first.click()
    key(page, "copy").click()
    page.wait_for_timeout(200)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "«🔥🔥 Heute ist Krieg.» (Blick, 09.04.2022, «Eins 🔥», a, Zeichen 0–19)"
    page.context.close()


def test_paper_and_pages_without_scripts_show_the_rows(chromium, report):
    page = open_page(chromium, report)
    still = page.locator(".wb-still").first
    assert not still.is_visible()
    page.emulate_media(media="print")
    assert still.is_visible()
    assert not view(page, "mentions").is_visible()
    assert still.locator("tbody tr").count() == 20
    assert "20 von 65 Stellen" in still.inner_text()
    page.context.close()
    bare = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    bare.goto(report.as_uri())
    assert bare.locator(".wb-still").first.is_visible()
    bare.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_objects_to_nothing(chromium, axe, report, *, width, scheme):
    page = open_page(chromium, report, width=width, scheme=scheme, check=True)
    for name in ("mentions", "quotations", "kwic"):
        view(page, name).locator(".wb-passage").first.click()
    key(page, "count-own").check()
    assert overhang(page) == 0
    assert violations(page, axe) == []
    page.context.close()


def test_ten_thousand_mentions_answer_at_once_and_a_thousand_are_small(chromium, tmp_path):
    imports = "import numpy as np, pandas as pd\nimport workbench as wb\nfrom workbench.matching import codebook_of"
    cells = [imports, "N = 1000" + MANY, "wb.browse_mentions(hits, many, lang=lang)"]
    small = render(tmp_path, cells)
    print(f"\n1 000 mentions: {small.stat().st_size / 1e6:.2f} MB")  # noqa: T201 (a figure)
    assert small.stat().st_size <= 1_500_000
    page = open_page(chromium, render(tmp_path, [imports, "N = 12000" + MANY, *cells[2:]]))
    assert (
        "10\u202f000 von 12\u202f000"
        in view(page, "mentions").locator("[data-wb-part=note]").inner_text()
    )
    times = page.evaluate("""async () => {
      const bars = document.querySelectorAll(".wb-bar").length;
      const times = [];
      for (let i = 0; i < 10; i += 1) {
        const bar = document.querySelectorAll(".wb-bar")[(i * 3) % bars];
        const start = performance.now();
        bar.click();
        document.querySelector(".wb-passages").getBoundingClientRect();
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
      }
      return times;
    }""")
    told = json.dumps([round(t) for t in times])
    print("click to passages over 10 000 mentions, ms:", told)  # noqa: T201 (a figure)
    assert page.errors == []
    page.context.close()


def test_the_page_and_python_agree_on_what_filters_leave(chromium, tmp_path):
    filters = [
        {"outlet": ["Blick", "NZZ"], "from": "2022-04-09"},
        {"to": "2022-04"},
        {"search": "HEUTE IST"},
        {"own": True},
        {"stance": "rejected", "repeats": True},
        {"voice": "indirect"},
    ]
    cells = [
        f"views = [wb.browse_mentions(mentions, articles, filters=f, lang='en') for f in {filters}]",
        "print('n:', *(len(view.selected) for view in views))",
        "ipywidgets.VBox(views)",
    ]
    page = open_page(chromium, render(tmp_path, [SETUP, *cells]))
    said = page.locator(".wb-text", has_text="n:").first.inner_text().split()[1:]
    counted = page.locator("[data-wb-part=status]").all_inner_texts()
    assert [words.split()[0] for words in counted] == said
    assert len(said) == len(filters)
    page.context.close()
