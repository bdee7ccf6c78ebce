// Small multiples of bars: how many of the places each value has, panel by panel. A bar is a button.

const MOST_BARS = 12;
const MOST_PANELS = 12;

function makeBars(view) {
  const { model, table, data } = view;
  const options = data.facets.filter((name) => table.values(name).length > 1);
  if (!options.length) return { element: null, draw() {} };
  const controls = h("div", { class: "wb-row" }, ...barChoices(view, options), ownSwitch(view));
  const panels = h("div", { class: "wb-panels" });
  const note = h("p", { class: "wb-soft" });
  const element = h("div", { class: "wb-bars", role: "group", "aria-label": say(model, "bars"), "data-wb-part": "bars" },
    controls, panels, note);
  const keys = rove(panels, ".wb-bar");
  return {
    element,
    draw() {
      element.querySelectorAll("select").forEach((s) => { s.value = model.get("bars")[Number(s.dataset.wbPlace)] ?? ""; });
      element.querySelectorAll("input").forEach((i) => { i.checked = (i.value === "own") === Boolean(view.filters.get().own); });
      const [nodes, left] = panelNodes(view);
      redraw(panels, ...nodes);
      note.textContent = [view.filters.get().own ? say(model, "bars_key") : "",
        left ? say(model, "bars_rest", { n: left }) : ""].filter(Boolean).join(" ");
      keys.refresh();
    },
  };
}

/** Which column the bars stand for, and which one the panels. */
function barChoices({ model }, options) {
  const choice = (place, key, names) => h("label", {}, h("span", {}, say(model, key)), h("select", {
    "data-wb-key": key, "data-wb-place": place,
    on: { change: (event) => choose(place, event.target.value) },
  }, ...names.map((n) => h("option", { value: n }, n ? headingOf(model, n) : say(model, "no_panels")))));
  const choose = (place, name) => {
    const bars = [...model.get("bars")];
    if (bars[1 - place] === name) bars[1 - place] = bars[place];
    bars[place] = name;
    model.set("bars", bars);
    model.save_changes();
  };
  return [choice(0, "bars_by", options), choice(1, "panels_by", ["", ...options])];
}

/** All places, or only the outlet's own asserted ones. */
function ownSwitch({ model, table, filters, id }) {
  if (!table.has("voice") || !table.has("stance")) return null;
  const radio = (value) => h("label", {}, h("input", {
    type: "radio", name: `${id}-own`, value, "data-wb-key": `count-${value}`,
    on: { change: () => filters.set(withFilter(filters.get(), "own", value === "own")) },
  }), h("span", {}, say(model, value)));
  return h("div", { class: "wb-row", role: "radiogroup", "aria-label": say(model, "counted") },
    h("span", { class: "wb-soft" }, `${say(model, "counted")}:`), radio("naive"), radio("own"));
}

/** The panels, and how many values were left out. */
function panelNodes(view) {
  const [by, panel] = view.model.get("bars");
  const rows = view.passing([by, panel, "own"]);
  const counts = crossed(view, rows, by, panel);
  const bars = ranked(counts.byBar).slice(0, MOST_BARS);
  const panels = ranked(counts.byPanel).slice(0, MOST_PANELS);
  const most = Math.max(1, ...panels.flatMap((p) => bars.map((b) => counts.all[p][b])));
  const left = counts.byBar.filter(Boolean).length - bars.length + counts.byPanel.filter(Boolean).length - panels.length;
  return [panels.map((p) => panelNode(view, by, panel, p, bars, counts, most)), left];
}

function crossed({ table, filters }, rows, by, panel) {
  const values = table.values(by);
  const n = panel ? table.values(panel).length : 1;
  const grid = () => Array.from({ length: n }, () => new Array(values.length).fill(0));
  const [all, own] = [grid(), grid()];
  const aware = filters.get().own;
  for (const row of rows) {
    const p = panel ? table.codes(panel)[row] : 0;
    const b = table.codes(by)[row];
    all[p][b] += 1;
    if (aware && isOwn(table, row)) own[p][b] += 1;
  }
  const byBar = values.map((_, b) => all.reduce((sum, line) => sum + line[b], 0));
  const byPanel = all.map((line) => line.reduce((sum, v) => sum + v, 0));
  return { all, own, byBar, byPanel };
}

/** Places of the values that occur, the most frequent first. */
function ranked(counts) {
  return counts.map((_, i) => i).filter((i) => counts[i]).sort((a, b) => counts[b] - counts[a] || a - b);
}

function panelNode(view, by, panel, p, bars, counts, most) {
  const { model, table } = view;
  const name = panel ? nameOf(model, panel, table.values(panel)[p]) : say(model, "all");
  const total = say(model, "n_places", { n: counts.byPanel[p] });
  const title = h("p", { class: "wb-panel-title" }, h("strong", {}, name), " ", h("span", { class: "wb-soft" }, total));
  const list = h("ul", {}, ...bars.map((b) => h("li", {}, barNode(view, { by, panel, p, b, name, counts, most }))));
  return h("div", { class: "wb-panel", "data-wb-part": "panel" }, title, list);
}

function barNode(view, { by, panel, p, b, name, counts, most }) {
  const { model, table, filters } = view;
  const aware = filters.get().own;
  const [total, n] = [counts.all[p][b], aware ? counts.own[p][b] : counts.all[p][b]];
  const value = table.values(by)[b];
  const wanted = panel ? { [by]: [value], [panel]: [table.values(panel)[p]] } : { [by]: [value] };
  const pressed = Object.entries(wanted).every(([k, v]) => JSON.stringify(filters.get()[k]) === JSON.stringify(v));
  const words = nameOf(model, by, value);
  return h("button", {
    type: "button", class: "wb-bar", "aria-pressed": String(pressed), "data-wb-key": `bar-${p}-${b}`,
    on: { click: () => filters.set(toggled(filters.get(), wanted, pressed)) },
  }, h("span", { class: "wb-bar-name" }, unseen(`${name}, `), words, unseen(": ")),
  barTrack(by, table, b, n, total, most), h("span", { class: "wb-bar-n" },
    aware ? say(model, "n_of", { n, total }) : count(n, model.get("lang")),
    unseen(` ${say(model, aware ? "bar_own" : "bar")}`)));
}

function barTrack(by, table, b, n, total, most) {
  const width = (part) => `${(100 * part) / most}%`;
  return h("span", { class: "wb-track", "aria-hidden": "true" },
    total ? h("span", { class: "wb-outline", vars: { "--wb-width": width(total) } }) : null,
    h("span", { class: `wb-fill wb-hue-${b % HUES}`, vars: { "--wb-width": width(n) } }));
}

function toggled(filters, wanted, pressed) {
  const next = { ...filters, ...wanted };
  if (pressed) Object.keys(wanted).forEach((name) => delete next[name]);
  return next;
}
