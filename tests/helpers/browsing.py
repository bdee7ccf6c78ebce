"""A page in the system's Chromium: opened with the network off, read and judged.

The fixtures `chromium` and `axe` are in `browser/conftest.py`.
"""

import os

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOSTILE = (
    "<img src=x onerror=window.__pwn=1><script>window.__pwn=1</script></script>"
    '<meta http-equiv="refresh" content="0;url=http://evil.example/">'
    "<svg onload=window.__pwn=1></svg><iframe srcdoc='<script>parent.__pwn=1</script>'></iframe>"
    '<style>@import url(http://evil.example/x.css)</style><img src="http://evil.example/y.png">'
)


def absent(what):
    """Skip for a user who lacks it; in CI nothing may be lacking."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


def open_page(chromium, place, *, width=1280, scheme="light", check=False, offline=True):
    """Open a file (a path) or an address in a fresh context.

    ``page.asked`` lists what was requested, ``page.errors`` what the console said.
    """
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        offline=offline,
        bypass_csp=check,  # only axe itself needs this; the other tests keep the policy
    )
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda m: m.type in ("error", "warning") and page.errors.append(m.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(place if isinstance(place, str) else place.as_uri())
    page.wait_for_load_state("load")
    return page


def outside(page, *allowed):
    """Return what the page asked of others than the file itself and the `allowed` addresses."""
    own = ("file:", "data:", "blob:", *allowed)
    return [url for url in page.asked if not url.startswith(own)]


def overhang(page):
    """Return by how many pixels the page scrolls sideways."""
    root = "document.documentElement"
    return max(0, page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def violations(page, axe):
    """Return what axe-core objects to, with every fold of the page open."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate(axe)
    result = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in result["violations"]]
