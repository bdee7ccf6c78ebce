// Code one passage after the other: for `browse_codes`, and for the page that a class codes on.

/** The CRC-32 of a text's UTF-8 bytes, as zlib has it. */
function crc32(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The check at the end of a coding text; `workbench/code_text.py` says what each part is. */
function checkOf(body) {
  return (crc32(body) & 0xffff).toString(16).padStart(4, "0");
}

/** Write answers ({"0:voice": ["direct", false]}) as one short text, just as Python does. */
function writeCodes({ sheet, questions, n }, coder, answers) {
  const given = questions.filter((q) => Object.keys(answers).some((key) => key.endsWith(`:${q.name}`)));
  const asked = given.length ? given : questions.filter((q) => q.name !== "label");
  const cell = (place, q) => {
    const [code, unsure] = answers[`${place}:${q.name}`] ?? [null, false];
    const number = q.codes.findIndex((c) => c.code === code);
    return number < 0 ? "-" : (unsure ? "abcdefghij" : "0123456789")[number];
  };
  const name = encodeURIComponent(coder).replace(/[!'()*.]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const cells = Array.from({ length: n }, (_, place) => asked.map((q) => cell(place, q)).join("")).join("");
  const body = `MW1.${sheet}.${name}.${asked.map((q) => q.name[0]).join("")}.${cells}.`;
  return body + checkOf(body);
}

/** Read a coding text of this sheet back; null if it is cut, mistyped or of another sheet. */
function readCodes({ sheet, questions, n }, text) {
  const found = /MW1\.([0-9a-f]{6})\.([^.]*)\.([a-z]+)\.([0-9a-j-]*)\.([0-9a-f]{4})/.exec(text.replace(/\s+/g, ""));
  if (!found || found[1] !== sheet || checkOf(found[0].slice(0, -4)) !== found[5]) return null;
  const asked = [...found[3]].map((letter) => questions.find((q) => q.name[0] === letter));
  if (asked.includes(undefined) || found[4].length !== n * asked.length) return null;
  const answers = {};
  [...found[4]].forEach((cell, i) => {
    if (cell === "-") return;
    const q = asked[i % asked.length];
    const unsure = cell >= "a";
    const code = q.codes[unsure ? cell.charCodeAt(0) - 97 : Number(cell)]?.code;
    if (code) answers[`${Math.floor(i / asked.length)}:${q.name}`] = [code, unsure];
  });
  return { coder: decodeURIComponent(found[2]), answers };
}

/** Which items have an answer to every question. `label: no` makes the other questions idle. */
function isDone({ questions }, answers, place) {
  if (answers[`${place}:label`]?.[0] === "no") return true;
  return questions.every((q) => answers[`${place}:${q.name}`]);
}

function render({ model, el }) {
  const data = model.get("data");
  if (!data.items.length) {
    el.append(h("p", { class: "wb-w" }, say(model, "nothing")));
    return;
  }
  const answers = history(model, "answers");
  const view = { model, data, answers, id: `wb${Math.random().toString(36).slice(2)}` };
  const root = h("section", {
    class: "wb-w wb-codes", lang: model.get("lang"), "data-wb-view": "codes",
    "data-lm-suppress-shortcuts": "true", "aria-label": say(model, "title"),
  });
  const status = liveRegion({ "data-wb-part": "status" });
  const progress = h("progress", { max: data.items.length, "aria-label": say(model, "progress") });
  const box = h("div", { "data-wb-part": "item" });
  const at = () => Math.max(0, Math.min(data.items.length - 1, model.get("at")));

  view.go = (index) => {
    model.set("at", Math.max(0, Math.min(data.items.length - 1, index)));
    model.save_changes();
  };
  view.answer = (place, variable, code, unsure) => {
    const next = { ...answers.get() };
    if (code === null) delete next[`${place}:${variable}`];
    else next[`${place}:${variable}`] = [code, unsure];
    answers.set(next);
  };
  view.undo = () => {
    const before = answers.get();
    answers.undo();
    const key = changedKey(before, answers.get());
    if (key) view.go(data.items.findIndex((item) => item.place === Number(key.split(":")[0])));
  };

  function draw() {
    const done = data.items.filter((item) => isDone(data, answers.get(), item.place)).length;
    progress.value = done;
    status.say(say(model, "item_of", { i: at() + 1, n: data.items.length, done }));
    redraw(box, ...itemNodes(view, data.items[at()], at()));
  }
  root.addEventListener("keydown", (event) => onKey(view, event, data.items[at()], at()));
  model.on("change:at", draw);
  answers.onChange(draw);
  root.append(h("div", { class: "wb-row" }, status.element, progress), box);
  if (data.hand_in) root.append(handIn(view));
  root.append(h("p", { class: "wb-soft", "data-wb-part": "keys" }, say(model, "keys")));
  el.append(root);
  draw();
}

function changedKey(before, after) {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].find((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function itemNodes(view, item, index) {
  const { model, data, answers } = view;
  const idle = answers.get()[`${item.place}:label`]?.[0] === "no";
  const passage = h("p", { class: "wb-passage", "data-wb-part": "passage", tabindex: "0" },
    item.before, h("mark", {}, item.surface), item.after);
  const asked = data.questions.map((q, i) => questionNode(view, item, q, i, idle && q.name !== "label"));
  return [passage, bookNode(view, item), ...asked, noteNode(view, item), movesNode(view, index)];
}

/** What the codebook says of the label, with an example that counts and one that does not. */
function bookNode({ model, data }, item) {
  const entry = data.book[item.label];
  if (!entry) return h("p", {}, chip(say(model, "label"), item.label));
  const rows = ["definition", "example", "counter_example", "source"].filter((name) => entry[name]);
  return h("dl", { class: "wb-book", "data-wb-part": "book" },
    h("dt", {}, say(model, "label")), h("dd", {}, h("strong", {}, item.label)),
    ...rows.flatMap((name) => [h("dt", {}, say(model, name)), h("dd", {}, entry[name])]));
}

function questionNode(view, item, question, number, idle) {
  const { model, answers, id } = view;
  const [given, unsure] = answers.get()[`${item.place}:${question.name}`] ?? [null, false];
  const choices = question.codes.map((choice, i) => {
    const key = `${question.name}-${choice.code}`;
    const input = h("input", {
      type: "radio", name: `${id}-${number}`, value: choice.code, disabled: idle, "data-wb-key": key,
      on: { change: () => view.answer(item.place, question.name, choice.code, false) },
    });
    input.checked = choice.code === given;
    return h("label", { class: "wb-choice" }, input, h("span", {}, `${i + 1} `, h("strong", {}, choice.words),
      choice.help ? h("span", { class: "wb-soft" }, ` ${choice.help}`) : null));
  });
  const doubt = h("input", {
    type: "checkbox", disabled: idle || given === null, "data-wb-key": `${question.name}-unsure`,
    on: { change: () => view.answer(item.place, question.name, given, doubt.checked) },
  });
  doubt.checked = unsure;
  const others = item.beside?.[question.name];
  return h("fieldset", { class: "wb-question", "data-wb-question": question.name },
    h("legend", {}, question.words), ...choices,
    h("label", { class: "wb-unsure" }, doubt, say(model, "unsure")),
    others ? h("p", { "data-wb-part": "beside" }, chip(say(model, "others"), others)) : null);
}

function noteNode(view, item) {
  const { model } = view;
  const area = h("input", {
    type: "text", class: "wb-note-field", maxlength: "300", "data-wb-key": "note",
    on: { change: () => {
      model.set("notes", { ...model.get("notes"), [item.place]: area.value.trim() });
      model.save_changes();
    } },
  });
  area.value = model.get("notes")[item.place] ?? "";
  return h("label", { class: "wb-note-label" }, say(model, "note"), area);
}

function movesNode(view, index) {
  const { model, data, answers } = view;
  const move = (key, words, to, off) => button(words, () => view.go(to), { "data-wb-key": key, disabled: off });
  const open = openAfter(view, index);
  return h("div", { class: "wb-row", role: "group", "aria-label": say(model, "moves") },
    move("before", say(model, "before"), index - 1, index === 0),
    move("after", say(model, "after"), index + 1, index === data.items.length - 1),
    move("open", say(model, "next_open"), open, open < 0),
    button(say(model, "undo"), view.undo, { "data-wb-key": "undo", disabled: !answers.canUndo() }));
}

/** The next item that lacks an answer, from here on and then from the start; -1 if all are done. */
function openAfter({ data, answers }, index) {
  const open = data.items.map((item, i) => (isDone(data, answers.get(), item.place) ? -1 : i)).filter((i) => i >= 0);
  return open.find((i) => i > index) ?? open.find((i) => i !== index) ?? -1;
}

/** Digits answer, U marks a doubt, arrows move on; never while somebody writes. */
function onKey(view, event, item, index) {
  const writes = event.target.matches("input[type='text'], textarea");
  if (event.altKey || event.metaKey || writes) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey) {
    if (key === "z" && view.answers.canUndo()) {
      event.preventDefault();
      view.undo();
    }
    return;
  }
  const question = activeQuestion(view, event.target, item);
  const choice = question.codes[Number(event.key) - 1];
  const [given, unsure] = view.answers.get()[`${item.place}:${question.name}`] ?? [null, false];
  const radio = event.target.matches("input[type='radio']");
  if (choice) {
    const wasDone = isDone(view.data, view.answers.get(), item.place);
    view.answer(item.place, question.name, choice.code, false);
    if (!wasDone) moveOn(view, event.currentTarget, item, index);
  } else if (key === "u") doubtLast(view, item, question, given, unsure);
  else if (event.key === "ArrowRight" && !radio) view.go(index + 1);
  else if (event.key === "ArrowLeft" && !radio) view.go(index - 1);
  else return;
  event.preventDefault();
}

/** After a digit the keyboard goes to the next open question, or to the next item. */
function moveOn(view, root, item, index) {
  const within = root.querySelector("fieldset").parentNode.contains(root.getRootNode().activeElement);
  const done = isDone(view.data, view.answers.get(), item.place);
  if (done) view.go(index + 1);
  const open = view.data.questions.find((q) => !view.answers.get()[`${item.place}:${q.name}`]);
  const name = done ? view.data.questions[0].name : open?.name;
  if (within) root.querySelector(`[data-wb-question="${name}"] input:not(:disabled)`)?.focus();
}

/** The question under the keyboard, else the first without an answer. */
function activeQuestion({ data, answers }, target, item) {
  const name = target.closest("[data-wb-question]")?.dataset.wbQuestion;
  const open = data.questions.find((q) => !answers.get()[`${item.place}:${q.name}`]);
  return data.questions.find((q) => q.name === name) ?? open ?? data.questions[0];
}

/** Mark a doubt about the question at hand, or about the last answer that was given. */
function doubtLast(view, item, question, given, unsure) {
  if (given !== null) {
    view.answer(item.place, question.name, given, !unsure);
    return;
  }
  const last = Object.keys(view.answers.get()).at(-1);
  if (!last) return;
  const [place, name] = last.split(":");
  const [code, doubted] = view.answers.get()[last];
  view.answer(Number(place), name, code, !doubted);
}

/** Name, coding text and QR code: how a class hands in without accounts. */
function handIn(view) {
  const { model, data, answers } = view;
  const name = h("input", { type: "text", maxlength: "40", autocomplete: "off", "data-wb-key": "coder",
    on: { input: () => { model.set("coder", name.value.trim()); model.save_changes(); } } });
  name.value = model.get("coder");
  const text = h("textarea", { readonly: true, rows: "3", "data-wb-key": "text", "aria-label": say(model, "text") });
  const canvas = h("canvas", { role: "img", "aria-label": say(model, "qr"), "data-wb-part": "qr" });
  const told = liveRegion({ "data-wb-part": "told" });
  const back = h("input", { type: "text", autocomplete: "off", "data-wb-key": "resume" });
  const copy = button(say(model, "copy"), async () => {
    told.say(say(model, (await copyText(text.value)) ? "copied" : "not_copied"));
  }, { "data-wb-key": "copy" });
  const resume = button(say(model, "resume"), () => {
    const read = readCodes(data, back.value);
    told.say(say(model, read ? "resumed" : "not_resumed"));
    if (!read) return;
    name.value = read.coder;
    model.set("coder", read.coder);
    answers.set(read.answers);
  }, { "data-wb-key": "resume-now" });

  function draw() {
    const coder = model.get("coder");
    copy.disabled = !coder;
    text.value = coder ? writeCodes(data, coder, answers.get()) : "";
    canvas.hidden = !coder;
    if (coder) drawQr(canvas, text.value);
  }
  answers.onChange(draw);
  model.on("change:coder", draw);
  globalThis.addEventListener?.("beforeunload", (event) => {
    if (answers.canUndo() && data.warn_on_leave) event.preventDefault();
  });
  draw();
  return h("section", { class: "wb-hand-in", "data-wb-part": "hand-in", "aria-label": say(model, "hand_in") },
    h("p", { class: "wb-hand-in-title" }, say(model, "hand_in")), h("p", {}, say(model, "hand_in_how")),
    h("label", {}, say(model, "coder"), name), text, h("div", { class: "wb-row" }, copy, told.element), canvas,
    h("label", {}, say(model, "resume_how"), back), resume);
}

function drawQr(canvas, text) {
  const { size, data } = qrCode(text);
  const dot = 5;
  canvas.width = size * dot;
  canvas.height = size * dot;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  data.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(x * dot, y * dot, dot, dot)));
}

export default { render };
