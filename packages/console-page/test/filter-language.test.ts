import type { JournalRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { hasTerm, parseFilter, suggestFilters, toggleTerm } from "../src/journal/filter-language.js";

const row = (number: number, more: Partial<JournalRow>): JournalRow => ({
  number,
  time: 0,
  direction: "sent",
  type: "request",
  size: 100,
  failed: false,
  excerpt: "",
  ...more,
});
const response = { direction: "received", type: "response" } as const;
const rows = [
  row(1, { method: "import_owned_games", id: "7" }),
  row(2, {
    ...response,
    method: "import_owned_games",
    id: "7",
    duration: 1_500,
    size: 20_000,
    excerpt: '["Sea Kings"]',
  }),
  row(3, { method: "ping", id: "71" }),
  row(4, { ...response, method: "ping", id: "71", duration: 40, failed: true }),
  row(5, { direction: "received", type: "notification", method: "push_cache", excerpt: '{"text":"it failed: no"}' }),
];
const found = (text: string) => rows.filter(parseFilter(text).matches).map(({ number }) => number);
const errors = (text: string) => parseFilter(text).errors;

describe("the filter language of the journal", () => {
  it("finds text in methods and contents, whatever its case", () => {
    expect(found("")).toEqual([1, 2, 3, 4, 5]);
    expect(found("OWNED")).toEqual([1, 2]);
    expect(found("kings")).toEqual([2]);
  });

  it("requires every term", () => {
    expect(found("owned sea")).toEqual([2]);
    expect(found("  owned   nothing ")).toEqual([]);
  });

  it("keeps together what is in quotes, and takes it as text", () => {
    expect(found('"sea kings"')).toEqual([2]);
    expect(found('"kings sea"')).toEqual([]);
    expect(found('"failed"')).toEqual([5]);
    expect(found('"failed: no"')).toEqual([5]);
    expect(found('"sea ki')).toEqual([2]);
  });

  it("finds a method, an id and a type by name", () => {
    expect(found("method:ping")).toEqual([3, 4]);
    expect(found("id:7")).toEqual([1, 2]);
    expect(found("type:notification")).toEqual([5]);
    expect(found('method:"push_c"')).toEqual([5]);
  });

  it("finds failures and directions", () => {
    expect(found("failed")).toEqual([4]);
    expect(found("sent")).toEqual([1, 3]);
    expect(found("received")).toEqual([2, 4, 5]);
  });

  it("compares durations and sizes, in any unit", () => {
    expect(found(">100ms")).toEqual([2]);
    expect(found("<1.5s")).toEqual([4]);
    expect(found(">19kb")).toEqual([2]);
    expect(found("<101b")).toEqual([1, 3, 4, 5]);
  });

  it("leaves out what has a minus in front, of any kind of term", () => {
    expect(found("-ping")).toEqual([1, 2, 5]);
    expect(found("-method:ping -failed -type:request")).toEqual([2, 5]);
    expect(found("-<1s")).toEqual([1, 2, 3, 5]);
    expect(found('-"sea kings"')).toEqual([1, 3, 4, 5]);
  });

  it("ignores what is not complete yet", () => {
    for (const text of ["-", "method:", "id:", '"', "-type:"])
      expect([text, found(text), errors(text)]).toEqual([text, [1, 2, 3, 4, 5], []]);
  });

  it("says what is wrong with a term, and applies the others", () => {
    expect(errors("game:7")).toEqual(['Unknown filter "game:". To search for this text, write "game:7" in quotes.']);
    expect(errors("type:message")).toEqual([
      'Unknown type "message". Use request, response, notification or unreadable.',
    ]);
    expect(errors(">100")).toEqual(['">100" needs a unit: ms, s, b, kb or mb.']);
    expect(errors(">1constructor -constructor:x")).toHaveLength(2);
    expect(found("game:7 owned")).toEqual([1, 2]);
  });

  it("offers words, types, and the methods of the protocol for the term that is being typed", () => {
    expect(suggestFilters("")).toEqual(expect.arrayContaining(["failed", "method:", "type:request", ">100ms"]));
    expect(suggestFilters("owned -fa")).toEqual(["owned -failed"]);
    expect(suggestFilters("method:start_ach")).toEqual(["method:start_achievements_import"]);
    expect(suggestFilters("METHOD:push")).toEqual(["method:push_cache"]);
    expect(suggestFilters('"fa')).toEqual([]);
    expect(suggestFilters("failed")).toEqual([]);
  });

  it("adds a term, and removes it again", () => {
    expect(toggleTerm('"sea kings"', "failed")).toBe('"sea kings" failed');
    expect(toggleTerm("failed owned", "failed")).toBe("owned");
    expect([hasTerm("a failed", "failed"), hasTerm('"failed"', "failed")]).toEqual([true, false]);
  });
});
