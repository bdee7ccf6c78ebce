"""Print a page to PDF with the browser that is there: Chromium, Chrome or Edge, without a window.

Nothing is downloaded and no service asked. The page's own print styles say
how it breaks into sheets; the PDF is tagged and has an outline of its headings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from workbench.errors import ReportError

_COMMANDS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge"),
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
_PATIENCE = 180  # seconds; a long report on a slow machine


def find_chromium() -> str:
    """Return the path of a Chromium, Chrome or Edge on this machine.

    The environment variable ``CHROMIUM`` names one; else the usual places are tried.

    Raises
    ------
    ReportError
        If there is none; says what to install.

    Examples
    --------
    >>> find_chromium()  # doctest: +SKIP
    '/usr/bin/chromium'
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise ReportError(f"CHROMIUM={named!r} is no program that can be run.")
        return found
    for command in _COMMANDS:
        if found := shutil.which(command):
            return found
    for path in _installed():
        if path.is_file():
            return str(path)
    raise ReportError(
        "A PDF needs Chromium, Chrome or Edge, and none was found. Install one (Debian, Ubuntu: "
        "sudo apt install chromium; macOS: brew install --cask chromium; Windows has Edge), or "
        "set CHROMIUM to its path. Or open the HTML report in any browser and print it there."
    )


def _installed() -> list[Path]:
    """Return where macOS and Windows keep their browsers."""
    applications = [Path("/Applications"), Path.home() / "Applications"]
    mac = [folder / f"{name}.app/Contents/MacOS/{name}" for folder in applications for name in _MAC]
    homes = [os.environ.get(k) for k in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    return [*mac, *(Path(home) / name for home in homes if home for name in _WINDOWS)]


def print_pdf(html_path: str | Path, pdf_path: str | Path) -> Path:
    """Print an HTML file to a PDF file.

    Parameters
    ----------
    html_path
        The page, such as a report.
    pdf_path
        File to write; its folder must be there. An older file is replaced.

    Returns
    -------
    Path
        The PDF.

    Raises
    ------
    ReportError
        If there is no browser to print with, or it could not print.

    Examples
    --------
    >>> print_pdf("reports/de/01-one-article.html", "article.pdf")  # doctest: +SKIP
    PosixPath('article.pdf')
    """
    page, target = Path(html_path).resolve(), Path(pdf_path)
    if not page.is_file():
        raise ReportError(f"There is no page {str(html_path)!r} to print.")
    browser = find_chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        fresh = target.with_name(f".{target.name}.part")
        command = [
            browser,
            *_FLAGS,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={fresh.resolve()}",
        ]
        said = _run([*command, *_without_sandbox(), page.as_uri()])
    if not fresh.is_file() or not fresh.stat().st_size:
        fresh.unlink(missing_ok=True)
        raise ReportError(f"{browser} did not print {page.name}: {said}")
    return fresh.replace(target)


def _without_sandbox() -> list[str]:
    """Chromium's sandbox does not start for root, such as in a container."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _run(command: list[str]) -> str:
    """Run the browser; return its last words."""
    try:
        done = subprocess.run(  # noqa: S603 (a browser found on this machine, no shell)
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"it was not done after {_PATIENCE} seconds"
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"it ended with status {done.returncode}"
