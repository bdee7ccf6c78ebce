// The choices above a list of passages: facets, dates, search, chips of what is chosen, undo.

const MOST_DAYS = 60; // distinct days before the choice is by month

/** The filters of `view`; `draw(kept)` is to be called after every change. */
function makeFilters(view) {
  const { model, table, filters } = view;
  const facets = view.data.facets.map((name) => facetNode(view, name));
  const extras = [daysNode(view), searchNode(view), repeatsNode(view)].filter(Boolean);
  const chips = h("div", { class: "wb-row", "data-wb-part": "chosen" });
  const element = h("div", { class: "wb-filters", role: "group", "aria-label": say(model, "filters"), "data-wb-part": "filters" },
    h("div", { class: "wb-row wb-facets" }, ...facets.map((f) => f.element)),
    h("div", { class: "wb-row" }, ...extras.map((e) => e.element)), chips);
  return {
    element,
    draw() {
      facets.forEach((facet) => facet.draw());
      extras.forEach((extra) => extra.draw());
      redraw(chips, ...chipNodes(view));
    },
  };
}

/** Filters with one changed; an empty one is taken out. */
function withFilter(filters, name, value) {
  const next = { ...filters, [name]: value };
  if (!value || value.length === 0) delete next[name];
  return next;
}

function facetNode(view, name) {
  const { model, table, filters } = view;
  const boxes = new Map();
  const head = h("summary", { "data-wb-key": `facet-${name}` });
  const list = h("div", { class: "wb-options", role: "group", "aria-label": headingOf(model, name) });
  const element = h("details", { class: "wb-facet", "data-wb-part": "facet", "data-wb-column": name }, head, list);
  const fill = () => list.append(...table.values(name).map((value) => optionNode(view, name, value, boxes)));
  const draw = () => {
    if (element.open && !boxes.size) fill();
    const chosen = filters.get()[name] ?? [];
    head.textContent = `${headingOf(model, name)}: ${chosenWords(model, name, chosen)}`;
    const n = element.open ? tally(table, name, view.passing([name])) : [];
    [...boxes.values()].forEach(({ box, number, value }, i) => {
      box.checked = chosen.includes(value);
      number.textContent = element.open ? count(n[i], model.get("lang")) : "";
    });
  };
  element.addEventListener("toggle", draw);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    head.focus();
  });
  return { element, draw };
}

function chosenWords(model, name, chosen) {
  if (!chosen.length) return say(model, "all");
  return chosen.length === 1 ? nameOf(model, name, chosen[0]) : say(model, "chosen", { n: chosen.length });
}

function optionNode(view, name, value, boxes) {
  const number = h("span", { class: "wb-soft" });
  const flip = () => {
    const chosen = view.filters.get()[name] ?? [];
    const next = box.checked ? [...chosen, value] : chosen.filter((v) => v !== value);
    view.filters.set(withFilter(view.filters.get(), name, next));
  };
  const box = h("input", { type: "checkbox", "data-wb-key": `${name}=${value}`, on: { change: flip } });
  boxes.set(value, { box, number, value });
  return h("label", {}, box, h("span", {}, nameOf(view.model, name, value)), number);
}

/** From and to, by day or, when there are many, by month; written as the reader's language does. */
function daysNode(view) {
  const { model, table, filters } = view;
  const days = table.has("day") ? table.values("day").filter(Boolean) : [];
  if (days.length < 2) return null;
  const steps = days.length > MOST_DAYS ? [...new Set(days.map((d) => d.slice(0, 7)))] : days;
  const choice = (key) => h("select", {
    "data-wb-key": key, on: { change: (e) => filters.set(withFilter(filters.get(), key, e.target.value)) },
  }, h("option", { value: "" }, "–"), ...steps.map((d) => h("option", { value: d }, day(d, model.get("lang")))));
  const [from, to] = [choice("from"), choice("to")];
  const element = h("div", { class: "wb-row", role: "group", "aria-label": say(model, "days") },
    h("label", {}, h("span", {}, `${say(model, "days")} ${say(model, "from")}`), from),
    h("label", {}, h("span", {}, say(model, "to")), to));
  const show = (select, value = "") => {
    if (value && !steps.includes(value)) select.append(h("option", { value }, day(value, model.get("lang"))));
    select.value = value;
  };
  return { element, draw: () => { show(from, filters.get().from); show(to, filters.get().to); } };
}

function searchNode({ model, filters }) {
  const box = h("input", {
    type: "search", "data-wb-key": "search",
    on: { change: () => filters.set(withFilter(filters.get(), "search", box.value.trim())) },
  });
  const element = h("label", {}, h("span", {}, say(model, "search")), box);
  return { element, draw: () => { box.value = filters.get().search ?? ""; } };
}

function repeatsNode({ model, table, filters }) {
  if (!table.has("repeat")) return null;
  const box = h("input", {
    type: "checkbox", "data-wb-key": "repeats",
    on: { change: () => filters.set(withFilter(filters.get(), "repeats", box.checked)) },
  });
  const element = h("label", {}, box, h("span", {}, say(model, "repeats")));
  return { element, draw: () => { box.checked = Boolean(filters.get().repeats); } };
}

/** What is chosen, each with a button that lets it go; undo and reset. */
function chipNodes({ model, table, filters }) {
  const chosen = Object.entries(filters.get()).filter(([name]) => NOT_COLUMNS.includes(name) || table.has(name));
  const nodes = chosen.filter(([name]) => name !== "repeats").map(([name, value]) => {
    const words = filterWords(model, name, value);
    return h("button", {
      type: "button", class: "wb-button wb-chosen", "data-wb-key": `let-go-${name}`,
      "aria-label": say(model, "remove", { name: words }),
      on: { click: () => filters.set(withFilter(filters.get(), name, null)) },
    }, words, h("span", { "aria-hidden": "true" }, " ×"));
  });
  const undo = button(say(model, "undo"), filters.undo, { "data-wb-key": "undo" });
  undo.disabled = !filters.canUndo();
  if (!nodes.length) return [undo];
  return [...nodes, undo, button(say(model, "reset"), () => filters.set({}), { "data-wb-key": "reset" })];
}

function filterWords(model, name, value) {
  if (name === "own") return say(model, "own_chip");
  if (name === "search") return `${say(model, "search")} «${value}»`;
  if (name === "from" || name === "to") return `${say(model, name)} ${day(value, model.get("lang"))}`;
  return `${headingOf(model, name)}: ${value.map((v) => nameOf(model, name, v)).join(", ")}`;
}
