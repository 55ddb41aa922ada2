import type { JournalImport, JournalRow, LogRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { counterpart, findRow } from "../src/journal/find-row.js";
import { searchItems, type SearchProgress } from "../src/journal/item-search.js";
import { filterJournal, type JournalFilter, noFilter } from "../src/journal/journal-filter.js";
import { JournalItems } from "../src/journal/journal-items.js";
import { type JournalLine, journalLines, withImports } from "../src/journal/journal-lines.js";
import { responsesIn, spanOf } from "../src/journal/spans.js";
import { marksOf, placeOn, timeScale } from "../src/journal/time-scale.js";
import { filterLog } from "../src/log/log-filter.js";
import { foldsIn, visibleLines } from "../src/parts/json-folds.js";
import { jsonTokens } from "../src/parts/json-tokens.js";

const row = (number: number, more: Partial<JournalRow> = {}): JournalRow => ({
  number,
  time: 0,
  direction: "sent",
  type: "request",
  size: 1,
  failed: false,
  excerpt: "",
  ...more,
});

const rows = [
  row(11, { method: "import_owned_games" }),
  row(12, {
    method: "import_owned_games",
    direction: "received",
    type: "response",
    requestNumber: 11,
    excerpt: '{"owned_games":["Portal"]}',
  }),
  row(13, { method: "ping" }),
  row(15, { method: "store_credentials", direction: "received", type: "notification" }),
  row(16, { method: "start_x", direction: "received", type: "response", failed: true }),
  row(17, { method: "ping", direction: "received", type: "response", failed: true }),
];
const numbersWith = (filter: Partial<JournalFilter>) =>
  filterJournal(rows, { ...noFilter, ...filter }).map(({ number }) => number);

describe("the journal filter", () => {
  it("hides pings unless they are turned on or have failed", () => {
    expect(numbersWith({})).toEqual([11, 12, 15, 16, 17]);
    expect(numbersWith({ pings: true })).toEqual([11, 12, 13, 15, 16, 17]);
  });

  it("applies the filter language", () => {
    expect(numbersWith({ text: "failed -start_x" })).toEqual([17]);
  });
});

it("finds messages by number, and the counterpart of a request or response", () => {
  expect(findRow(rows, 15)).toBe(rows[3]);
  expect(findRow(rows, 14)).toBeUndefined();
  expect(counterpart(rows, rows[0]!)).toBe(rows[1]);
  expect(counterpart(rows, rows[1]!)).toBe(rows[0]);
  expect(counterpart(rows, rows[2]!)).toBeUndefined();
});

it("filters log lines by minimum level; output that bypasses the logger counts as an error", () => {
  const line = (number: number, message: string, level?: LogRow["level"]): LogRow => ({
    number,
    time: 0,
    stream: "stderr",
    text: message,
    message,
    ...(level && { level }),
  });
  const lines = [
    line(1, "detail", "debug"),
    line(2, "fine", "info"),
    line(3, "hm", "warn"),
    line(4, "oh", "error"),
    line(5, "Traceback"),
  ];
  const numbers = (minLevel: "debug" | "warn", text = "") =>
    filterLog(lines, { minLevel, text }).map(({ number }) => number);
  expect(numbers("debug")).toEqual([1, 2, 3, 4, 5]);
  expect(numbers("warn")).toEqual([3, 4, 5]);
  expect(numbers("debug", "TRACE")).toEqual([5]);
});

describe("JSON highlighting", () => {
  it("distinguishes keys, strings, numbers and words", () => {
    const tokens = jsonTokens('{"a b": "x: \\"1\\"", "n": -1.5e3, "t": [true, null]}').filter(
      ({ kind }) => kind !== "plain",
    );
    expect(tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "a b"',
      'string "x: \\"1\\""',
      'key "n"',
      "number -1.5e3",
      'key "t"',
      "word true",
      "word null",
    ]);
  });

  it("keeps every character, even of truncated JSON", () => {
    for (const json of ['{"a": [1, "two", {"b": nul', '"open', "", "plain text"]) {
      expect(
        jsonTokens(json)
          .map(({ text }) => text)
          .join(""),
      ).toBe(json);
    }
  });
});

describe("an import in the journal", () => {
  const imported: JournalImport = {
    id: "20",
    number: 20,
    kind: "gameTimes",
    state: "finished",
    startedAt: 100,
    endedAt: 350,
    results: 297,
    failures: 3,
    kept: { all: 300, failures: 3 },
    dropped: 0,
  };
  const all = new Map([[imported.id, imported]]);
  const start = row(20, { time: 100, method: "start_game_times_import" });
  const rowsOfImport = [
    row(19, { time: 90, method: "ping" }),
    start,
    row(21, { time: 110, type: "response", requestNumber: 20, partOf: 20 }),
    row(322, { time: 350, type: "notification", method: "game_times_import_finished", partOf: 20 }),
    row(323, { time: 400, method: "ping" }),
  ];
  const items = new JournalItems(() => Promise.reject(new Error("not connected")));
  const linesOf = (rows: readonly JournalRow[], open: readonly number[]) =>
    journalLines(withImports(rows, all), {
      imports: all,
      open: new Map(open.map((number) => [number, "failures"])),
      sessions: [
        { number: 1, time: 80, reason: "first start" },
        { number: 2, time: 390, reason: "main.ts has changed" },
      ],
      itemsOf: (each, of) => items.lines(each, of),
    });
  const keys = (lines: readonly JournalLine[]) =>
    lines.map((line) => ("session" in line ? `restart ${line.session.number}` : line.key));

  it("is one line, which fails and lasts as the import does", () => {
    const lines = linesOf(rowsOfImport, []);
    expect(keys(lines)).toEqual([19, 20, "restart 2", 323]);
    expect(lines[1]).toMatchObject({ type: "import", row: { failed: true, duration: 250 } });
  });

  it("shows its messages in between when it is open, and the restart after them", () => {
    const lines = linesOf(rowsOfImport, [20]);
    expect(keys(lines)).toEqual([
      ...[19, 20, 21, "20 failures 0", "20 failures 1", "20 failures 2", 322],
      ...["restart 2", 323],
    ]);
  });

  it("leaves its messages in their place if a filter hides the import", () => {
    expect(keys(linesOf([rowsOfImport[3]!], []))).toEqual([20, "restart 2"]);
    const hidden = journalLines([rowsOfImport[3]!], { imports: all, open: new Map(), sessions: [], itemsOf: () => [] });
    expect(keys(hidden)).toEqual([322]);
  });

  it("loads only the pages of items that are in view, once", async () => {
    const asked: unknown[] = [];
    const loading = new JournalItems(async (_name, params) => {
      asked.push(params);
      return Array.from({ length: 100 }, (_, index) => row(1_000 + index)) as never;
    });
    const lines = loading.lines(imported, "all");
    expect(lines).toHaveLength(300);
    loading.load(lines.slice(120, 150));
    loading.load(lines.slice(130, 160));
    await new Promise((resolve) => loading.subscribe(() => resolve(undefined)));
    expect(asked).toEqual([{ id: "20", of: "all", from: 100, count: 100 }]);
    expect(loading.row(lines[123]!)?.number).toBe(1_023);
    expect(loading.lineOf(1_023)).toBe(lines[123]!.key);
    expect(loading.row(lines[99]!)).toBeUndefined();
  });

  it("has a bar from its start to its end, a request one to its response, and anything else a point", () => {
    const answered = [...rowsOfImport, row(324, { time: 430, type: "response", duration: 30, requestNumber: 323 })];
    const lines = linesOf(answered, [20]);
    const responses = responsesIn(answered);
    const spans = lines.map((line) => spanOf(line, responses, items, 500));
    expect(spans).toEqual([
      { from: 90, to: 500 },
      { from: 100, to: 350 },
      { from: 110, to: 110 },
      ...[undefined, undefined, undefined],
      { from: 350, to: 350 },
      undefined,
      { from: 400, to: 430 },
      { from: 430, to: 430 },
    ]);
    const scale = timeScale(spans.filter((span) => span !== undefined))!;
    expect(scale).toEqual({ from: 90, to: 500, step: 200 });
    expect(marksOf(scale)).toEqual([290]);
    expect(placeOn(scale, 295)).toBe(0.5);
    expect(timeScale([])).toBeUndefined();
  });
});

it("searches the messages about items page by page, and stops at a thousand", async () => {
  const importOf = (id: string, all: number) => ({ id, kept: { all, failures: 0 } }) as JournalImport;
  const send = async (_name: string, { id, from, count }: any) =>
    Array.from({ length: Math.min(count, 450 - from) }, (_, index) => Number(from) + index).map((number) =>
      row(number, { partOf: Number(id), excerpt: `game ${number}` }),
    );
  const last = async (imports: JournalImport[], text: string) => {
    let progress: SearchProgress | undefined;
    for await (const step of searchItems(imports, (each) => each.excerpt.includes(text), send as never))
      progress = step;
    return progress!;
  };
  const { found, ...rest } = await last([importOf("1", 450), importOf("2", 450)], "game 44");
  expect(rest).toEqual({ searched: 900, state: "ended" });
  expect(found.map(({ number, partOf }) => [number, partOf]).slice(0, 3)).toEqual([
    [44, undefined],
    [440, undefined],
    [441, undefined],
  ]);
  expect(found).toHaveLength(22);
  const many = await last(
    ["1", "2", "3", "4"].map((id) => importOf(id, 450)),
    "game",
  );
  expect({ state: many.state, found: many.found.length }).toEqual({ state: "stopped", found: 1_000 });
});

it("folds objects and lists of indented JSON, even of truncated JSON", () => {
  const lines = JSON.stringify({ a: [1, 2], b: {}, c: { d: ["x"] } }, null, 2).split("\n");
  const folds = foldsIn(lines);
  expect([...folds].sort(([one], [other]) => one - other)).toEqual([
    [0, 11],
    [1, 4],
    [6, 10],
    [7, 9],
  ]);
  expect(visibleLines(lines.length, folds, new Set([1, 6])).map((index) => lines[index]?.trim())).toEqual([
    "{",
    '"a": [',
    "],",
    '"b": {},',
    '"c": {',
    "}",
    "}",
  ]);
  expect([...foldsIn(lines.slice(0, 6))]).toEqual([[1, 4]]);
});
