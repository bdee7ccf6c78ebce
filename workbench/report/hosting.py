"""Bring anywidget models to life in a page without a kernel.

The page carries each widget's JavaScript once, the models' state as JSON and
a small host (``host.js``). Links between models (`ipywidgets.jslink`) stay
alive. The host knows no imports, no binary traits and no messages to Python.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.bundled import bundled_text
from workbench.errors import WorkbenchError
from workbench.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXPORT = re.compile(r"^\s*export\s+default\s+", re.MULTILINE)
_OUTSIDE = re.compile(
    r"^\s*(import\b|export\s+(?!default\b))|\bimport\s*\(|https?://", re.MULTILINE
)
_LINKS = {"LinkModel": True, "DirectionalLinkModel": False}
_OWN_TRAITS = ("layout", "tabbable", "tooltip")


@dataclass(frozen=True)
class Hosted:
    """What a page needs for its live widgets: scripts, state and styles."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    state: str = "{}"
    state_id: str = ""

    def hashes(self) -> str:
        """Return the scripts' hashes as a content security policy names them."""
        digests = (hashlib.sha256(script.encode()).digest() for script in self.scripts)
        return " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests) or "'none'"


def host_widgets(states: dict[str, dict[str, Any]], lang: str) -> Hosted:
    """Return scripts, styles and state for the anywidget models among `states`."""
    modules: dict[str, str] = {}
    styles: dict[str, str] = {}
    models: dict[str, Any] = {}
    for model_id, model in states.items():
        if model["model_module"] == "anywidget":
            state = model["state"]
            key = hashlib.sha256(state["_esm"].encode()).hexdigest()[:12]
            modules[key] = _as_entry(key, state["_esm"], model["model_name"])
            styles[key] = state.get("_css", "").replace("<", "\\3c ")
            models[model_id] = {"esm": key, "state": _own_traits(state)}
    if not models:
        return Hosted()
    links = list(_links(states, models))
    state_id = "wb" + secrets.token_hex(12)
    data = {"models": models, "links": links, "missing": label("needs_notebook", lang)}
    host = bundled_text("report/host.js")
    scripts = (*modules.values(), _inline(host.replace("STATE_ID", state_id)))
    return Hosted(scripts, tuple(filter(None, styles.values())), as_json(data), state_id)


def as_json(data: object) -> str:
    r"""Write JSON that may stand inside a script element.

    Examples
    --------
    >>> as_json({"text": "</script>"})
    '{"text":"\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _own_traits(state: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in state.items() if not k.startswith("_") and k not in _OWN_TRAITS}


def _links(states: dict[str, dict[str, Any]], models: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for model in states.values():
        if model["model_name"] not in _LINKS:
            continue
        (source, name), (target, other) = model["state"]["source"], model["state"]["target"]
        ends = [end.removeprefix("IPY_MODEL_") for end in (source, target)]
        if all(end in models for end in ends):
            both = _LINKS[model["model_name"]]
            yield {"source": [ends[0], name], "target": [ends[1], other], "both": both}


def _as_entry(key: str, module: str, name: str) -> str:
    """Turn a module's default export into an entry of the page's register."""
    if len(_EXPORT.findall(module)) != 1 or _OUTSIDE.search(module):
        raise WorkbenchError(
            f"The widget {name} can't live in a report: its JavaScript must have exactly one "
            "`export default` and neither imports nor web addresses."
        )
    register = 'globalThis[Symbol.for("workbench")] ??= {};\n'
    assign = f'globalThis[Symbol.for("workbench")]["{key}"] = '
    return _inline(register + _EXPORT.sub(lambda _: f"\n{assign}", module))


def _inline(script: str) -> str:
    """Make a script safe to stand inside a script element."""
    safe = re.sub(r"</(script)", r"<\\/\1", script, flags=re.IGNORECASE)
    return "\n" + safe.replace("<!--", "<\\!--").strip() + "\n"
