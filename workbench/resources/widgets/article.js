// One article at a time, as a page with its spans: for `browse_article`.

function render({ model, el }) {
  const data = model.get("data");
  const layers = openLayers(data.layers);
  const items = data.articles.items;
  const reader = makeReader(model, { articles: data.articles, layers });
  const status = liveRegion({ "data-wb-part": "status" });
  const choice = h("select", { "data-wb-key": "article", on: { change: () => go(choice.selectedIndex) } },
    ...items.map((a) => h("option", {}, [a.headline || a.id, a.outlet, a.day && day(a.day, model.get("lang"))]
      .filter(Boolean).join(" · "))));
  const before = button(say(model, "before"), () => go(reader.index() - 1), { "data-wb-key": "before" });
  const after = button(say(model, "after"), () => go(reader.index() + 1), { "data-wb-key": "after" });

  function go(index) {
    if (!items[index]) return;
    model.set("article", items[index].id);
    model.save_changes();
  }
  function draw() {
    const index = items.findIndex((a) => a.id === model.get("article"));
    if (index < 0) return;
    choice.selectedIndex = index;
    before.disabled = index === 0;
    after.disabled = index === items.length - 1;
    status.say(say(model, "article_of", { i: index + 1, n: items.length }));
    reader.open(index);
  }

  model.on("change:article", draw);
  const empty = items.length ? null : h("p", {}, say(model, "nothing"));
  const note = data.note ? h("p", { class: "wb-soft", "data-wb-part": "note" }, data.note) : null;
  el.append(h("div", {
    class: "wb-w", role: "group", lang: model.get("lang"), "data-wb-view": "article", "aria-label": say(model, "title_article"),
  }, h("div", { class: "wb-row" }, h("label", {}, say(model, "article"), choice), before, after), status.element,
  note, reader.element, empty));
  draw();
}

export default { render };
