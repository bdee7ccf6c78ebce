// Tables as Python sends them: by column, with the values of a category once.

/** Open a table: {n, columns: {name: {values, codes} or {numbers}}}. */
function openTable(packed) {
  const columns = packed.columns;
  return {
    n: packed.n,
    has: (name) => name in columns,
    values: (name) => columns[name]?.values ?? [],
    codes: (name) => columns[name].codes,
    get(name, row) {
      const column = columns[name];
      if (!column) return undefined;
      return column.codes ? column.values[column.codes[row]] : column.numbers[row];
    },
  };
}

const NOT_COLUMNS = ["from", "to", "search", "own", "repeats"];

/** Whether each row passes the filters; `without` names columns whose filters do not count. */
function passing(table, filters, spec, without = []) {
  const tests = [];
  for (const [name, wanted] of Object.entries(filters)) {
    if (NOT_COLUMNS.includes(name) || without.includes(name) || !table.has(name)) continue;
    if (!wanted.length) continue;
    const kept = table.values(name).map((value) => wanted.includes(value));
    const codes = table.codes(name);
    tests.push((row) => kept[codes[row]]);
  }
  if (table.has("day") && (filters.from || filters.to)) tests.push(inDays(table, filters));
  if (filters.search) tests.push(holding(spec.passage, filters.search));
  if (table.has("repeat") && !filters.repeats) tests.push((row) => !table.get("repeat", row));
  const marked = table.has("voice") && table.has("stance");
  if (filters.own && marked && !without.includes("own")) tests.push((row) => isOwn(table, row));
  const kept = [];
  for (let row = 0; row < table.n; row += 1) if (tests.every((test) => test(row))) kept.push(row);
  return kept;
}

/** The outlet's own word, and it means it. */
function isOwn(table, row) {
  return table.get("voice", row) === "outlet" && table.get("stance", row) === "asserted";
}

function inDays(table, { from = "", to = "" }) {
  const kept = table.values("day").map((value) => value !== ""
    && (!from || value.slice(0, from.length) >= from) && (!to || value.slice(0, to.length) <= to));
  const codes = table.codes("day");
  return (row) => kept[codes[row]];
}

function holding(passage, search) {
  const wanted = search.toLowerCase();
  return (row) => passage(row).toLowerCase().includes(wanted);
}

/** How often each value of a column stands in the rows. */
function tally(table, name, rows) {
  const n = new Array(table.values(name).length).fill(0);
  const codes = table.codes(name);
  for (const row of rows) n[codes[row]] += 1;
  return n;
}
