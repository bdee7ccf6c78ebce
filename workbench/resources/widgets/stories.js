// One story in two outlets, part by part: for `browse_stories`.

const PARTS = ["headline", "paragraph", "sentence"];
const STATES = ["same", "changed", "only"];

/** The rows of two articles; when they stand the other way round in the table, `turned`. */
function rowsOf(table, a, b) {
  const found = { rows: [], turned: false };
  for (let row = 0; row < table.n; row += 1) {
    const one = table.get("a", row);
    const other = table.get("b", row);
    if ((one === a && other === b) || (one === b && other === a)) {
      found.turned = one === b && a !== b;
      found.rows.push(row);
    }
  }
  return found;
}

/** What a row says, seen from the left article. */
function seen(table, row, turned) {
  const change = table.get("change", row);
  const only = { only_a: turned ? "right" : "left", only_b: turned ? "left" : "right" }[change];
  return { row, kind: table.get("kind", row), change, only, state: only ? "only" : change, moved: table.get("moved", row) === 1 };
}

/** The words of one side: cut from the text, or the headline that is no part of it. */
function wordsOf(article, table, row, side) {
  const start = table.get(`${side}_start`, row);
  article.ruler ??= ruler(article.text);
  if (start >= 0) return article.ruler.slice(start, table.get(`${side}_end`, row));
  return table.get("kind", row) === "headline" ? article.headline : "";
}

/** The words with those that differ set apart; offsets count in the words of the row. */
function editedNodes(words, edits, side) {
  if (!edits) return [words];
  const cut = ruler(words);
  const at = side === "a" ? 1 : 3;
  return edits.map((edit) => {
    const piece = cut.slice(edit[at], edit[at + 1]);
    if (edit[0] === "same" || !piece) return document.createTextNode(piece);
    return h("mark", {}, piece);
  });
}

function render({ model, el }) {
  const data = model.get("data");
  const table = openTable(data.rows);
  const items = data.articles.items;
  const choice = history(model, "choice");
  const status = liveRegion({ "data-wb-part": "status" });
  const hidden = new Set();
  const body = h("div", { "data-wb-part": "pairs" });
  const tools = h("div", { class: "wb-row wb-tools", role: "group", "aria-label": say(model, "shows") });
  const story = select("story", say(model, "story"));
  const left = select("a", say(model, "left"));
  const right = select("b", say(model, "right"));
  const undo = button(say(model, "undo"), () => choice.undo(), { "data-wb-key": "undo" });

  function select(key, words) {
    const box = h("select", { "data-wb-key": key, on: { change: () => pick(key, box.value) } });
    return { box, element: h("label", {}, words, box) };
  }
  const storyOf = (id) => data.stories.find((s) => s.id === id);
  const placeOf = (id) => items.findIndex((item) => item.id === id);
  const nameOfArticle = (item) => item.outlet || item.id;

  function pick(key, value) {
    const next = { ...choice.get(), [key]: value };
    if (key === "story") {
      const [first, second] = storyOf(value).articles;
      next.a = items[first].id;
      next.b = items[second].id;
    } else if (next.a === next.b) {
      next[key === "a" ? "b" : "a"] = choice.get()[key]; // the same one twice: change places
    }
    choice.set(next);
  }

  function fill(box, options, chosen) {
    redraw(box, ...options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
    box.value = chosen;
  }

  function draw() {
    const now = choice.get();
    const here = storyOf(now.story);
    if (!here) return;
    fill(story.box, data.stories.map((s) => [s.id, storyName(s)]), now.story);
    const members = here.articles.map((i) => [items[i].id, `${nameOfArticle(items[i])} · ${items[i].headline || items[i].id}`]);
    fill(left.box, members, now.a);
    fill(right.box, members, now.b);
    undo.disabled = !choice.canUndo();
    const pair = [items[placeOf(now.a)], items[placeOf(now.b)]];
    const { rows, turned } = rowsOf(table, placeOf(now.a), placeOf(now.b));
    const views = rows.map((row) => seen(table, row, turned));
    const parts = views.filter((view) => PARTS.includes(view.kind));
    redraw(tools, ...STATES.map((state) => toggle(state, parts.filter((v) => v.state === state).length)));
    const sides = turned ? ["b", "a"] : ["a", "b"];
    redraw(body, headNode(pair), ...parts.filter((view) => !hidden.has(view.state)).map((view) => partNode(view, pair, sides)),
      namedNode(views, pair));
    const of = (test) => parts.filter(test).length;
    status.say(say(model, "counts", {
      same: of((v) => v.state === "same"), changed: of((v) => v.state === "changed"),
      only_a: of((v) => v.only === "left"), only_b: of((v) => v.only === "right"),
      a: nameOfArticle(pair[0]), b: nameOfArticle(pair[1]),
    }));
  }

  function storyName(s) {
    const first = items[s.articles[0]];
    return [first.day && day(first.day, model.get("lang")), first.headline || first.id,
      say(model, "articles_n", { n: s.articles.length })].filter(Boolean).join(" · ");
  }

  function toggle(state, n) {
    const flip = () => { hidden.delete(state) || hidden.add(state); draw(); };
    return button(`${say(model, state)} (${n})`, flip, {
      "aria-pressed": String(!hidden.has(state)), "data-wb-key": `state-${state}`, class: `wb-button wb-key-${state}`,
    });
  }

  function headNode(pair) {
    return h("div", { class: "wb-pair" }, ...pair.map((item) => h("div", { class: "wb-side wb-side-head" },
      h("p", { class: "wb-side-name" }, nameOfArticle(item)), h("p", { class: "wb-soft" }, [item.day && day(item.day, model.get("lang")), item.id].filter(Boolean).join(" · ")))));
  }

  function partNode(view, pair, sides) {
    const edits = data.edits[view.row];
    const cells = sides.map((side, i) => {
      const words = wordsOf(pair[i], table, view.row, side);
      const absent = view.only && view.only !== (i ? "right" : "left");
      if (!words || absent) return h("div", { class: "wb-side wb-absent" });
      const state = say(model, view.moved ? `${view.state}_moved` : view.state);
      return h("div", { class: "wb-side" }, h("span", { class: "wb-state" }, `${nameOfArticle(pair[i])}: ${state}`),
        h("p", { class: "wb-words" }, ...editedNodes(words, edits, side)));
    });
    return h("div", { class: `wb-pair wb-is-${view.state} wb-of-${view.kind}` }, ...cells);
  }

  function namedNode(views, pair) {
    const list = h("dl", { class: "wb-told" });
    for (const kind of ["label", "voice", "source"]) {
      for (const state of ["changed", "left", "right", "same"]) {
        const some = views.filter((v) => v.kind === kind && (v.only ?? v.change) === state);
        if (!some.length) continue;
        const key = `${kind}_${state === "left" || state === "right" ? "only" : state}`;
        const outlet = nameOfArticle(pair[state === "right" ? 1 : 0]);
        list.append(h("dt", {}, say(model, key, { outlet })), h("dd", {}, some.map((v) => called(v)).join(" · ")));
      }
    }
    return list.childElementCount ? list : null;
  }

  /** A name as the table tells it, without its counts; a label by its words. */
  function called(view) {
    const told = table.get("detail", view.row).replace(/ \(\d+ : \d+\)$/, "");
    if (told) return told;
    const side = table.get("a_start", view.row) >= 0 ? "a" : "b";
    return wordsOf(items[table.get(side, view.row)], table, view.row, side);
  }

  choice.onChange(draw);
  const empty = data.stories.length ? null : h("p", {}, say(model, "nothing"));
  const note = data.note ? h("p", { class: "wb-soft", "data-wb-part": "note" }, data.note) : null;
  el.append(h("section", {
    class: "wb-w", lang: model.get("lang"), "data-wb-view": "stories", "aria-label": say(model, "title"),
  }, ...(empty ? [empty] : [
    h("div", { class: "wb-row" }, story.element), h("div", { class: "wb-row" }, left.element, right.element, undo),
    tools, status.element, note, body])));
  draw();
}

export default { render };
