"""The system's Chromium and axe-core for every test of this folder.

Needs Chromium (``CHROMIUM`` or on the path) and axe-core's ``axe.min.js`` (MPL-2.0,
never part of this project), which ``AXE_CORE`` names; ``.ci/run`` fetches it from npm.
Without them, or without playwright, the tests skip; in CI they fail.
"""

import os
from pathlib import Path

import pytest
from workbench.errors import ReportError
from workbench.report.pdf import find_chromium

from helpers.browsing import absent


@pytest.fixture(scope="session")
def axe():
    """Return axe-core's source; it lies outside the project."""
    path = Path(os.environ.get("AXE_CORE", ""))
    if not path.is_file():
        absent("axe-core is absent: set AXE_CORE to its axe.min.js")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chromium():
    """Start the system's Chromium once for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    try:
        found = find_chromium()
    except ReportError as error:
        absent(str(error))
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
