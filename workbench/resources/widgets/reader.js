// The article reader: the whole page with coloured and labelled spans, the rule of each on hover
// or focus, cut lines on demand.

/** The spans of one layer that stand in an article. */
function spansIn(layer, index) {
  layer.byArticle ??= groupBy(layer.table, "article");
  return (layer.byArticle.get(index) ?? []).map((row) => ({
    layer,
    row,
    start: layer.table.get("start", row),
    end: layer.table.get("end", row),
  }));
}

function groupBy(table, name) {
  const rows = new Map();
  for (let row = 0; row < table.n; row += 1) {
    const key = table.get(name, row);
    if (rows.has(key)) rows.get(key).push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

/** Layers as Python packs them ({kind, tag, facts, table}), opened. */
function openLayers(packed) {
  return packed.map((layer) => ({ ...layer, table: openTable(layer.table) }));
}

/** What a value is called by readers. */
function nameOf(model, column, value) {
  const data = model.get("data");
  if (value === "") return say(model, "none");
  if (column === "day" || column === "published") return day(value, model.get("lang"));
  return data.names?.[column]?.[value] ?? value;
}

/** What a column is called by readers. */
function headingOf(model, column) {
  return model.get("data").headings?.[column] ?? column;
}

/** Colours are few; the same value of a column always has the same one. */
const HUES = 8;

function hueOf(layer, row) {
  if (!layer.hue) return null;
  return layer.table.codes(layer.hue)[row] % HUES;
}

/**
 * A reader: `open(index, {layer, row})` shows an article and goes to a span; `element` is its place.
 * `actions` are buttons beside the headline.
 */
function makeReader(model, { articles, layers, actions = [] }) {
  const state = { index: -1, hidden: new Set(), cut: false, target: null };
  const head = h("div", { "data-wb-part": "reader-head" });
  const detail = h("p", { class: "wb-detail", "aria-live": "polite", "data-wb-part": "rule" });
  const body = h("div", { class: "wb-text", tabindex: "0", role: "group", "data-wb-part": "text" });
  const bar = h("div", { class: "wb-row wb-tools", role: "group", "aria-label": say(model, "reader_shows") });
  const element = h("div", { class: "wb-reader", role: "group", "data-wb-part": "reader", "aria-label": say(model, "reader") },
    head, bar, detail, body);
  const tags = rove(body, ".wb-tag");
  const context = { model, articles, layers, state, detail };
  const current = () => body.querySelector(".wb-tag[aria-current='true']");

  function draw() {
    const article = articles.items[state.index];
    redraw(head, ...headNodes(context, article, actions));
    redraw(bar, ...toolNodes(context, article, draw));
    body.setAttribute("aria-label", say(model, "text_of", { headline: article.headline || article.id }));
    body.replaceChildren(...bodyNodes(context, article));
    detail.textContent = say(model, "rule_hint");
    tags.refresh();
  }

  element.hidden = true;
  return {
    element,
    open(index, target = null) {
      element.hidden = false;
      Object.assign(state, { index, target });
      draw();
      const tag = current();
      if (tag) describe(context, tag.wbSpan);
      body.scrollTop = tag ? Math.max(0, tag.offsetTop - body.clientHeight / 3) : 0;
    },
    focus: () => (current() ?? body).focus(),
    index: () => state.index,
  };
}

function headNodes({ model }, article, actions) {
  const facts = [article.outlet, article.day && day(article.day, model.get("lang")), article.id];
  return [
    h("p", { class: "wb-headline" }, article.headline || say(model, "no_headline")),
    h("p", { class: "wb-soft" }, facts.filter(Boolean).join(" · ")),
    actions.length ? h("div", { class: "wb-row" }, ...actions) : null,
  ];
}

function toolNodes({ model, layers, state }, article, draw) {
  const toggle = (key, words, on, flip) => button(words, () => { flip(); draw(); }, {
    "aria-pressed": String(on), "data-wb-key": key,
  });
  const nodes = layers.filter((layer) => layer.table.n).map((layer) => toggle(
    `layer-${layer.kind}`, say(model, `layer_${layer.kind}`), !state.hidden.has(layer.kind),
    () => state.hidden.delete(layer.kind) || state.hidden.add(layer.kind),
  ));
  if (article.cut.length) {
    const words = say(model, "cut_lines", { n: article.cut.length });
    nodes.push(toggle("cut", words, state.cut, () => { state.cut = !state.cut; }));
  }
  return nodes;
}

function bodyNodes(context, article) {
  const { layers, state } = context;
  article.ruler ??= ruler(article.text);
  const shown = layers.filter((layer) => !state.hidden.has(layer.kind));
  const spans = shown.flatMap((layer) => spansIn(layer, state.index));
  const nodes = [];
  article.blocks.forEach(([zone, start, end], i) => {
    nodes.push(...cutNodes(context, article, i));
    nodes.push(blockNode(context, zone, spanNodes(article.ruler, start, end, spans,
      (words, covering, first) => spanNode(context, words, covering, first))));
  });
  return [...nodes, ...cutNodes(context, article, article.blocks.length)];
}

function blockNode({ model }, zone, nodes, css = "") {
  return h("div", { class: `wb-block wb-is-${zone.replace(/[^a-z_]/g, "")}${css}` },
    h("span", { class: "wb-zone" }, nameOf(model, "zone", zone)), h("p", { class: "wb-words" }, ...nodes));
}

/** The lines that were cut before a block, if they are asked for. */
function cutNodes(context, article, block) {
  if (!context.state.cut) return [];
  return article.cut.filter(([at]) => at === block).map(([, line]) => {
    const [zone, words, rule] = context.articles.lines[line];
    const why = chip(headingOf(context.model, "rule"), rule);
    return blockNode(context, zone, [words, " ", why], " wb-is-cut");
  });
}

/** A piece of text under spans: their colours, and a labelled button where a span begins. */
function spanNode(context, words, covering, first) {
  const kinds = covering.map((s) => `wb-span-${s.layer.kind}`).join(" ");
  const top = covering.find((s) => hueOf(s.layer, s.row) !== null);
  const node = h("span", { class: `wb-span ${kinds}` }, ...first.map((s) => tagNode(context, s)), words);
  if (top) node.classList.add(`wb-hue-${hueOf(top.layer, top.row)}`);
  node.addEventListener("mouseenter", () => describe(context, covering[0]));
  return node;
}

function tagNode(context, span) {
  const { model, state } = context;
  const { layer, row } = span;
  const words = layer.tag ? nameOf(model, layer.tag, layer.table.get(layer.tag, row)) : say(model, `tag_${layer.kind}`);
  const current = state.target && state.target.layer === layer.kind && state.target.row === row;
  const tell = () => describe(context, span);
  const node = h("button", {
    type: "button", class: `wb-tag wb-tag-${layer.kind}`, "data-wb-row": row,
    "aria-current": current ? "true" : null, on: { focus: tell, click: tell },
  }, words);
  node.wbSpan = span;
  return node;
}

/** Say by which rule a span was found, and what else is known of it. */
function describe({ model, detail, articles, state }, { layer, row, start, end }) {
  const words = articles.items[state.index].ruler.slice(start, end);
  const cut = words.length > 80 ? `${words.slice(0, 80)} …` : words;
  const facts = layer.facts.filter((name) => layer.table.get(name, row) || name.endsWith("rule"));
  const told = (name) => (layer.table.get(name, row) ? nameOf(model, name, layer.table.get(name, row)) : say(model, "no_rule"));
  detail.replaceChildren(h("strong", {}, cut), " ",
    ...facts.flatMap((name) => [chip(headingOf(model, name), told(name)), " "]));
}
