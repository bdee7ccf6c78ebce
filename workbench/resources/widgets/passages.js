// Filters, bars, a list of passages and the reader beside it: for `browse_mentions`, `browse_kwic`
// and `browse_quotations`. The table lies still; `filters`, `bars` and `opened` are all that changes.

const PER_PAGE = 50;
let views = 0;

function render({ model, el }) {
  const view = makeView(model);
  const filters = makeFilters(view);
  const bars = makeBars(view);
  const list = makeList(view);
  const status = liveRegion({ "data-wb-part": "status" });

  function draw() {
    const kept = view.passing();
    filters.draw();
    bars.draw();
    list.draw(kept);
    const n = say(model, "rows", { shown: kept.length, total: view.table.n });
    status.say(kept.length ? n : `${n}. ${say(model, "no_passages")}`);
  }

  view.filters.onChange(() => {
    list.first();
    draw();
  });
  model.on("change:bars", bars.draw);
  model.on("change:opened", list.mark);
  const note = view.data.note ? h("p", { class: "wb-sampled", "data-wb-part": "note" }, view.data.note) : null;
  el.append(h("div", {
    class: "wb-w", role: "group", lang: model.get("lang"), "data-wb-view": view.data.view,
    "aria-label": say(model, `title_${view.data.view}`),
  }, note, filters.element, bars.element, status.element, list.element));
  draw();
  list.mark();
}

/** What all parts share: the table, its articles, the filters and how a passage reads. */
function makeView(model) {
  const data = model.get("data");
  const table = openTable(data.table);
  const layers = data.layers.map((layer) => ({ ...layer, table: layer.table ? openTable(layer.table) : table }));
  const items = data.articles.items;
  const view = { model, data, table, layers, filters: history(model, "filters"), id: `wb-${views += 1}` };
  view.article = (row) => items[table.get("article", row)];
  view.cut = (row, start, end) => {
    const article = view.article(row);
    article.ruler ??= ruler(article.text);
    return article.ruler.slice(start, end);
  };
  view.passage = (row) => view.cut(row, table.get("from", row), table.get("to", row));
  view.passing = (without) => passing(table, view.filters.get(), view, without);
  return view;
}

/** The list with its pages, and the reader beside it. */
function makeList(view) {
  const { model, data } = view;
  const state = { kept: [], page: 0 };
  const list = h("ol", { class: data.aligned ? "wb-passages wb-aligned" : "wb-passages", "aria-label": say(model, "passages"), "data-wb-part": "passages" });
  const pages = h("div", { class: "wb-row", "data-wb-part": "pages" });
  const heard = liveRegion({ class: "wb-soft", "data-wb-part": "heard" });
  const copy = button(say(model, "copy"), () => copyPassage(view, heard, element), { "data-wb-key": "copy" });
  const back = button(say(model, "back"), () => focusRow(list, model.get("opened")), { "data-wb-key": "back" });
  const reader = makeReader(model, { articles: data.articles, layers: view.layers, actions: [copy, back] });
  const hint = h("p", { class: "wb-soft wb-hint" }, say(model, "open_hint"));
  const element = h("div", { class: "wb-beside" }, h("div", { class: "wb-listing" }, list, pages),
    h("div", { class: "wb-reading" }, hint, reader.element, heard.element));
  const keys = rove(list, ".wb-passage", { beyond: (step) => turn(step) });

  function draw(kept = state.kept) {
    state.kept = kept;
    const n = Math.max(1, Math.ceil(kept.length / PER_PAGE));
    state.page = Math.max(0, Math.min(state.page, n - 1));
    const rows = kept.slice(state.page * PER_PAGE, (state.page + 1) * PER_PAGE);
    redraw(list, ...rows.map((row) => passageNode(view, row, openRow)));
    redraw(pages, ...pageNodes(model, state.page, n, turn));
    keys.refresh();
  }
  function turn(step) {
    const before = state.page;
    state.page += step;
    draw();
    if (state.page === before) return false;
    if (list.getRootNode().activeElement?.closest("[data-wb-part='pages']")) return true;
    keys.items().at(step > 0 ? 0 : -1)?.focus();
    return true;
  }
  function openRow(row, event) {
    model.set("opened", row);
    model.save_changes();
    mark();
    heard.say(say(model, "opened", { headline: view.article(row).headline || view.article(row).id }));
    if (event.detail === 0) reader.focus(); // opened by key: the reader is the next thing to read
    else reader.element.scrollIntoView({ block: "nearest" });
  }
  function mark() {
    const row = model.get("opened");
    list.querySelectorAll(".wb-passage").forEach((p) => markCurrent(p, Number(p.dataset.wbRow) === row));
    hint.hidden = row >= 0 && row < view.table.n;
    if (hint.hidden) reader.open(view.table.get("article", row), { layer: view.layers[0].kind, row });
  }
  reader.element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") focusRow(list, model.get("opened"));
  });
  return { element, draw, mark, first: () => { state.page = 0; } };
}

function markCurrent(passage, current) {
  if (current) passage.setAttribute("aria-current", "true");
  else passage.removeAttribute("aria-current");
}

/** Go back to a row of the list, or to its beginning when the row is on another page. */
function focusRow(list, row) {
  (list.querySelector(`[data-wb-row="${Number(row)}"]`) ?? list.querySelector(".wb-passage"))?.focus();
}

function pageNodes(model, page, n, turn) {
  if (n < 2) return [];
  const earlier = button(say(model, "earlier"), () => turn(-1), { "data-wb-key": "earlier" });
  const later = button(say(model, "later"), () => turn(1), { "data-wb-key": "later" });
  earlier.disabled = page === 0;
  later.disabled = page === n - 1;
  return [earlier, h("span", {}, say(model, "page_of", { page: page + 1, pages: n })), later];
}

function passageNode(view, row, open) {
  const { model, data, table } = view;
  const article = view.article(row);
  const facts = data.chips.filter((name) => table.get(name, row));
  const source = [article.outlet, article.day && day(article.day, model.get("lang"))].filter(Boolean).join(", ");
  return h("li", {}, h("button", {
    type: "button", class: "wb-passage", "data-wb-row": row, "data-wb-key": `row-${row}`,
    "aria-current": model.get("opened") === row ? "true" : null, on: { click: (event) => open(row, event) },
  }, ...(data.aligned ? alignedNodes(view, row) : sentenceNodes(view, row))),
  h("p", { class: "wb-facts-line" }, h("span", { class: "wb-soft" }, source || article.id), " ",
    ...facts.flatMap((name) => [chip(headingOf(model, name), nameOf(model, name, table.get(name, row)), name), " "])));
}

/** The passage with its label marked. */
function sentenceNodes(view, row) {
  const { data, table } = view;
  const [from, to, start, end] = ["from", "to", "start", "end"].map((name) => table.get(name, row));
  const whole = start <= from && end >= to;
  const node = view.cut(row, Math.max(from, start), Math.min(to, end));
  const hue = hueOf(view.layers[0], row);
  const css = hue === null ? "wb-node" : `wb-node wb-hue-${hue}`;
  const marked = whole ? node : h("strong", { class: css }, node);
  const [before, after] = data.around ? cutMarks(view, row, from, to) : ["", ""];
  return [before + view.cut(row, from, Math.max(from, start)), marked, view.cut(row, Math.min(to, end), to) + after];
}

/** An ellipsis where the line goes on beyond the passage. */
function cutMarks(view, row, from, to) {
  const ends = [view.cut(row, from - 1, from), view.cut(row, to, to + 1)];
  return [ends[0].trim() || ends[0] === " " ? "… " : "", ends[1].trim() || ends[1] === " " ? " …" : ""];
}

/** The hit between its contexts, all hits below one another. */
function alignedNodes(view, row) {
  const [left, node, right] = sentenceNodes(view, row);
  const close = left.replace(/\s$/, "\u00a0"); // a plain blank at the end would go astray, see the style
  return [h("span", { class: "wb-left" }, h("bdi", {}, close)), node, h("span", { class: "wb-right" }, right)];
}

/** Copy the open passage with where it stands; where that is not allowed, lay it out for marking. */
async function copyPassage(view, heard, element) {
  const { model, table } = view;
  const row = model.get("opened");
  const { outlet, day: date, headline, id } = view.article(row);
  const title = headline && (model.get("lang") === "de" ? `«${headline}»` : `“${headline}”`);
  const source = [outlet, date && day(date, model.get("lang")), title, id].filter(Boolean).join(", ");
  const [start, end] = [String(table.get("from", row)), String(table.get("to", row))];
  const words = say(model, "citation", { words: view.passage(row).trim(), source, start, end });
  element.querySelector(".wb-to-mark")?.remove();
  if (await copyText(words)) {
    heard.say(say(model, "copied", { words }));
    return;
  }
  heard.say(say(model, "not_copied"));
  const field = h("textarea", { class: "wb-to-mark", readonly: true, rows: 4, "aria-label": say(model, "copy") });
  field.value = words;
  heard.element.after(field);
  field.select();
}

export default { render };
