import type { JournalRow, LogRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { counterpart, findRow } from "../src/journal/find-row.js";
import { filterJournal, type JournalFilter, noFilter } from "../src/journal/journal-filter.js";
import { filterLog } from "../src/log/log-filter.js";
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
