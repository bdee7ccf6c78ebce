// Texts and places in them. Python counts characters (code points), JavaScript UTF-16 units:
// an emoji is one there and two here. All offsets from Python go through `ruler`.

/** Cut a text by Python's offsets. */
function ruler(text) {
  let units = null; // place in UTF-16 of each character; only where the two counts differ
  if (/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
    units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
  }
  const length = units ? units.length - 1 : text.length;
  const place = (at) => {
    const inside = Math.max(0, Math.min(length, at));
    return units ? units[inside] : inside;
  };
  return { text, length, slice: (start, end) => text.slice(place(start), place(end)) };
}

/**
 * Write text[from:to] with its spans. Spans ({start, end, ...}) may overlap: the text is cut at
 * every border, and `wrap(words, spans, first)` makes the node of a piece that any span covers;
 * `first` holds the spans that begin with this piece.
 */
function spanNodes(text, from, to, spans, wrap) {
  const inside = spans.filter((s) => s.start < to && s.end > from && s.start < s.end);
  const borders = new Set([from, to]);
  for (const { start, end } of inside) borders.add(Math.max(from, start)).add(Math.min(to, end));
  const places = [...borders].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1];
    const words = text.slice(start, end);
    const covering = inside.filter((s) => s.start <= start && s.end >= end);
    if (!covering.length) return document.createTextNode(words);
    const first = covering.filter((s) => Math.max(from, s.start) === start);
    return wrap(words, covering, first);
  });
}
