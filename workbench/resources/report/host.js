// Host for widgets in a page without a kernel: models are plain objects, links between them live.
const STATE = JSON.parse(document.getElementById("STATE_ID").textContent);
const register = globalThis[Symbol.for("workbench")] ?? {};
const models = new Map();

function makeModel(id) {
  if (models.has(id)) return models.get(id);
  const values = { ...STATE.models[id].state };
  const listeners = new Map();
  let changed = false;
  const call = (event) => [...(listeners.get(event) ?? [])].forEach((listener) => listener());
  const model = {
    get: (key) => values[key],
    set(key, value) {
      if (typeof key === "object") {
        Object.entries(key).forEach(([k, v]) => model.set(k, v));
      } else if (values[key] !== value) {
        values[key] = value;
        changed = true;
        call(`change:${key}`);
      }
    },
    save_changes() {
      if (changed) call("change");
      changed = false;
    },
    on(events, listener) {
      for (const event of events.split(" ")) {
        listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      }
    },
    off(event, listener) {
      if (!event) listeners.clear();
      else listeners.set(event, (listeners.get(event) ?? []).filter((l) => listener && l !== listener));
    },
    send() {},
    widget_manager: { get_model: async (name) => makeModel(name.replace("IPY_MODEL_", "")) },
  };
  models.set(id, model);
  return model;
}

function tie([from, key], [to, name]) {
  const source = makeModel(from);
  const target = makeModel(to);
  const pass = () => {
    target.set(name, source.get(key));
    target.save_changes();
  };
  source.on(`change:${key}`, pass);
  return pass;
}

for (const { source, target, both } of STATE.links) {
  tie(source, target)();
  if (both) tie(target, source);
}

for (const place of document.querySelectorAll("[data-wb-model]")) {
  const entry = STATE.models[place.dataset.wbModel];
  const made = entry && register[entry.esm];
  const widget = typeof made === "function" ? await made() : made;
  if (!widget) {
    place.textContent = STATE.missing;
    continue;
  }
  const model = makeModel(place.dataset.wbModel);
  place.replaceChildren();
  await widget.initialize?.({ model });
  await widget.render({ model, el: place });
  place.classList.add("wb-live");
}
