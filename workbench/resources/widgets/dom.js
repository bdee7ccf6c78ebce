// Shared by every widget: elements, wording, keyboard, clipboard, filters with a way back.
// Text from articles only ever becomes a text node; nothing here parses HTML or knows an address.

/**
 * Make an element. Attributes: `on: {click: f}`, `vars: {"--wb-share": 0.5}`, true = bare, false = absent.
 * Children that are strings become text. Attributes that could run or load something are refused.
 */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "vars") {
      for (const [key, v] of Object.entries(value)) element.style.setProperty(key, v);
    } else if (/^on|^(src|href|srcdoc|style|action|formaction|data)$/i.test(name)) {
      throw new Error(`widgets set no ${name}`);
    } else if (value !== false && value != null) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** A button that does one thing. */
function button(words, act, attributes = {}) {
  return h("button", { type: "button", class: "wb-button", ...attributes, on: { click: act } }, words);
}

/** A short fact with its name, such as the stance of a mention. */
function chip(name, value, kind = "") {
  const css = `wb-chip${kind ? ` wb-chip-${kind}` : ""}`;
  return h("span", { class: css }, h("span", { class: "wb-chip-name" }, `${name}: `), value);
}

/** Words that only screen readers meet. */
function unseen(words) {
  return h("span", { class: "wb-unseen" }, words);
}

/** Fill the {places} of a wording; numbers are written as its language does. */
function say(model, key, values = {}) {
  const words = model.get("words")[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? count(value, model.get("lang")) : value;
  });
}

/** 12345 as German (12 345) or English (12,345) readers expect. */
function count(n, lang) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, lang === "de" ? "\u202f" : ",");
}

/** 2022-04-09 as 09.04.2022 or 9 Apr 2022; 2022-04 as 04.2022 or Apr 2022. */
function day(iso, lang) {
  const [year, month, date] = iso.split("-");
  if (!month) return iso;
  if (lang === "de") return [date, month, year].filter(Boolean).join(".");
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return [date && Number(date), names[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** A line that screen readers hear when it changes, seen by all unless `hidden`. */
function liveRegion(attributes = {}) {
  const element = h("p", { role: "status", "aria-live": "polite", class: "wb-status", ...attributes });
  return { element, say(words) { if (element.textContent !== words) element.textContent = words; } };
}

/**
 * One tab stop for many elements: arrows, Home and End move among those that match `selector`.
 * Call `refresh` after the contents of `box` have changed.
 */
function rove(box, selector, { onMove = () => {}, beyond = () => false } = {}) {
  const all = () => [...box.querySelectorAll(selector)];
  const stop = (items, chosen) => items.forEach((item) => { item.tabIndex = item === chosen ? 0 : -1; });
  const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  box.addEventListener("keydown", (event) => {
    const items = all();
    const at = items.indexOf(event.target);
    const step = STEPS[event.key];
    if (at < 0 || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (Number.isFinite(step) && !items[at + step] && beyond(step)) return;
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
    stop(items, next);
    next.focus();
    onMove(next);
  });
  box.addEventListener("focusin", (event) => {
    const items = all();
    if (items.includes(event.target)) stop(items, event.target);
  });
  const refresh = () => {
    const items = all();
    stop(items, items.find((item) => item.matches("[aria-current='true']")) ?? items[0]);
  };
  return { refresh, items: all };
}

/** Redraw `box` without losing the keyboard: focus returns to the element of the same data-wb-key. */
function redraw(box, ...children) {
  const root = box.getRootNode();
  const key = box.contains(root.activeElement) ? root.activeElement.dataset.wbKey : null;
  box.replaceChildren(...children.filter((child) => child != null));
  if (key == null) return;
  [...box.querySelectorAll("[data-wb-key]")].find((e) => e.dataset.wbKey === key)?.focus();
}

/** Copy words; true when it worked. Old ways are tried where the page is not a secure one. */
async function copyText(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const back = document.activeElement;
    const area = h("textarea", { class: "wb-offscreen", readonly: true, "aria-hidden": "true" });
    area.value = words;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    back?.focus();
    return copied;
  }
}

/** A trait of the model with a way back: every change, also one from Python, can be undone. */
function history(model, trait) {
  const past = [];
  let now = model.get(trait);
  let undoing = false;
  const listeners = [];
  model.on(`change:${trait}`, () => {
    const next = model.get(trait);
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    if (!undoing) past.push(now);
    now = next;
    listeners.forEach((listener) => listener(now));
  });
  const set = (next) => {
    model.set(trait, next);
    model.save_changes();
  };
  return {
    get: () => now,
    set,
    onChange: (listener) => listeners.push(listener),
    canUndo: () => past.length > 0,
    undo() {
      if (!past.length) return;
      undoing = true;
      set(past.pop());
      undoing = false;
    },
  };
}
