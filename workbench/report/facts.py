"""What a report says about itself: which articles, which settings, which versions.

`collect_facts` runs in the notebook's kernel after its last cell.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.layout import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PACKAGES = {"workbench": "media-workbench", "pandas": "pandas", "nltk": "nltk"}
MARK = "workbench-facts:"


def print_facts(namespace: Mapping[str, Any], parameters: Iterable[str]) -> None:
    """Print the facts of a run as one marked line of JSON, for `execute` to read."""
    print(MARK + json.dumps(collect_facts(namespace, parameters)))  # noqa: T201 (stdout is the way out of the kernel)


def collect_facts(namespace: Mapping[str, Any], parameters: Iterable[str]) -> dict[str, Any]:
    """Return digest and number of the articles, the parameters' values and versions.

    Examples
    --------
    >>> articles = pd.DataFrame({"text": ["Krieg.", "Frieden."]})
    >>> facts = collect_facts({"articles": articles, "top": 20}, ["top"])
    >>> facts["n_articles"], facts["digest"][:8], facts["parameters"]
    (2, '646787fb', {'top': '20'})
    """
    articles = _articles(namespace)
    values = {name: namespace[name] for name in parameters if name in namespace}
    return {
        "n_articles": None if articles is None else len(articles),
        "digest": None if articles is None else corpus_digest(articles),
        "parameters": {name: readable(name, value) for name, value in values.items()},
        "versions": versions(),
    }


def corpus_digest(articles: pd.DataFrame) -> str:
    """Return the SHA-256 over the articles' sorted text digests, one a line."""
    known = articles["digest"] if "digest" in articles else articles["text"].map(digest)
    return hashlib.sha256("\n".join(sorted(map(str, known))).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions that a result depends on."""
    found = {"python": platform.python_version()}
    for name, package in PACKAGES.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            found[name] = "?"
    return found


def parameter_names(source: str) -> list[str]:
    r"""Return the names that a parameters cell assigns, in order.

    Examples
    --------
    >>> parameter_names("path = 'data'\ntop: int = 20\n# note")
    ['path', 'top']
    """
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def readable(name: str, value: object) -> str:
    """Write a parameter without the reader's home directory in it."""
    if name == "path" or isinstance(value, Path):
        return ", ".join(Path(str(v)).name for v in (value if isinstance(value, list) else [value]))
    if isinstance(value, (list, tuple, set)):
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)


def _articles(namespace: Mapping[str, Any]) -> pd.DataFrame | None:
    """Return the table called `articles`, else the longest that looks like one."""
    tables = [v for name, v in namespace.items() if _is_articles(v) and not name.startswith("_")]
    named = namespace.get("articles")
    return named if _is_articles(named) else max(tables, key=len, default=None)


def _is_articles(value: object) -> bool:
    return isinstance(value, pd.DataFrame) and "text" in value and "start" not in value
