"""Turn live widgets into what they showed: nothing in a notebook is lost silently.

JupyterLab's own controls (ipywidgets) need a kernel. In a report their
captured outputs stand as they were and every control says its state as
"description: value"; what can't be shown is named. Widgets of the anywidget
kind stay alive: `hosting` takes them.
"""

from __future__ import annotations

import html
from typing import Any

from nbformat import NotebookNode, from_dict

from workbench.display.cells import Shown
from workbench.display.views import view_of
from workbench.labels import label

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
HOSTED = "wb_model"  # metadata key of an output that the page's own host brings to life

_NO_CONTENT = ("LayoutModel", "ButtonModel", "FloatProgressModel", "IntProgressModel", "PlayModel")


def widget_states(nb: NotebookNode) -> dict[str, dict[str, Any]]:
    """Return the models that the notebook's widgets left behind, by id."""
    return dict(nb.metadata.get("widgets", {}).get(STATE, {}).get("state", {}))


def flatten(nb: NotebookNode, lang: str) -> None:
    """Replace every widget in the outputs of `nb` by what it showed."""
    states = widget_states(nb)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = _flat(cell.outputs, states, lang)


def _flat(
    outputs: list[NotebookNode], states: dict[str, dict[str, Any]], lang: str
) -> list[NotebookNode]:
    flat: list[NotebookNode] = []
    for output in outputs:
        view = output.get("data", {}).get(VIEW)
        if view is None:
            flat.append(output)
            continue
        walk = _Walk(states, lang)
        walk.visit(view["model_id"])
        flat += [*walk.controls(), *_flat(walk.outputs, states, lang)]
    return flat


class _Walk:
    """One way through a tree of widgets, gathering outputs and states of controls."""

    def __init__(self, states: dict[str, dict[str, Any]], lang: str) -> None:
        self.states = states
        self.lang = lang
        self.outputs: list[NotebookNode] = []
        self.facts: list[tuple[str, str]] = []

    def visit(self, reference: str) -> None:
        model_id = reference.removeprefix("IPY_MODEL_")
        model = self.states.get(model_id)
        if model is None:
            self.facts.append(("", label("needs_notebook", self.lang)))
            return
        name, state = model["model_name"], model["state"]
        if model["model_module"] == "anywidget":
            data = {"text/plain": name, "text/html": _still(state)}
            self.outputs.append(_display(data, {HOSTED: model_id}))
        elif name == "OutputModel":
            self.outputs += [_node(output) for output in state.get("outputs", [])]
        elif "children" in state:
            self._visit_children(state)
        elif name == "HTMLModel":
            self.outputs.append(_html(_described(state)))
        elif name not in _NO_CONTENT:
            self.facts.append((str(state.get("description") or ""), self._value(state)))

    def _visit_children(self, state: dict[str, Any]) -> None:
        titles = state.get("titles") or []
        for number, child in enumerate(state["children"]):
            if number < len(titles) and titles[number]:
                self.outputs.append(_html(f"<p><strong>{html.escape(titles[number])}</strong></p>"))
            self.visit(child)

    def _value(self, state: dict[str, Any]) -> str:
        if "_options_labels" in state:
            return self._chosen(state)
        value = state.get("value")
        if isinstance(value, bool):
            return label("yes" if value else "no", self.lang)
        if isinstance(value, dict):
            return "-".join(str(part) for part in value.values())
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value)) or "–"
        if value is None:
            return label("needs_notebook", self.lang)
        return str(value) or "–"

    def _chosen(self, state: dict[str, Any]) -> str:
        index, names = state.get("index"), state["_options_labels"]
        chosen = index if isinstance(index, (list, tuple)) else [index]
        picked = [names[i] for i in chosen if i is not None]
        return ", ".join(picked) or "–"

    def controls(self) -> list[NotebookNode]:
        """Return the controls' states as one output, or nothing if there are none."""
        if not self.facts:
            return []
        escape = html.escape
        rows = "".join(
            f"<div><dt>{escape(name.rstrip(': ') or '–')}</dt><dd>{escape(value)}</dd></div>"
            for name, value in self.facts
        )
        caption = escape(label("control_state", self.lang))
        return [_html(f'<p class="wb-note">{caption}</p><dl class="wb-facts">{rows}</dl>')]


def _still(state: dict[str, Any]) -> str:
    """Return the table that stands in for a live widget on paper and without JavaScript."""
    still = state.get("still") or {}
    if not still.get("rows"):
        return ""
    view = view_of(
        [
            Shown(str(n), name, [row[n] for row in still["rows"]])
            for n, name in enumerate(still["headings"])
        ],
        still["caption"],
        still["note"],
        state.get("lang", "de"),
        "wb-still",
    )
    return str(view.html)


def _described(state: dict[str, Any]) -> str:
    name = html.escape(str(state.get("description") or ""))
    return f"<div>{name} {state.get('value', '')}</div>"


def _html(source: str) -> NotebookNode:
    return _display({"text/html": source}, {})


def _display(data: dict[str, str], metadata: dict[str, str]) -> NotebookNode:
    return _node({"output_type": "display_data", "data": data, "metadata": metadata})


def _node(output: dict[str, Any]) -> NotebookNode:
    node: NotebookNode = from_dict(output)  # type: ignore[no-untyped-call]
    return node
