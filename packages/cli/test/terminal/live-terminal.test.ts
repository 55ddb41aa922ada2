import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { listing } from "../../src/terminal/listing.js";
import { LiveTerminal } from "../../src/terminal/live-terminal.js";
import { ProblemLines } from "../../src/terminal/problem-lines.js";
import { RateLimit } from "../../src/terminal/rate-limit.js";

function stream(isTTY: boolean) {
  const written: string[] = [];
  const fake = { isTTY, columns: 24, hasColors: () => false, write: (text: string) => written.push(text) };
  return { terminal: new LiveTerminal(fake as unknown as NodeJS.WriteStream), written };
}

const ERASE = "\r\u001b[2K";

describe("the status line", () => {
  it("stays at the end of the output, and fits in the terminal", () => {
    const { terminal, written } = stream(true);
    terminal.status(() => "importing 12 of 30 games");
    terminal.print("a", "b");
    terminal.status();
    terminal.print("c");
    const cut = "importing 12 of 30 gam…";
    expect(written).toEqual([ERASE + cut, `${ERASE}a\nb\n${cut}`, ERASE, "c\n"]);
  });

  it("is omitted, like colors, if the output is not a terminal", () => {
    const { terminal, written } = stream(false);
    terminal.status(() => "importing");
    terminal.print("a");
    terminal.printColored("\u001b[31mred\u001b[39m");
    expect(written).toEqual(["a\n", "red\n"]);
  });
});

describe("a line that does not fit", () => {
  it("is broken between words, and what follows is indented", () => {
    const { terminal, written } = stream(true);
    terminal.print("  the first line does not fit here", "/a/path/that/is/longer/than/the/terminal");
    expect(written.join("")).toBe(
      "  the first line does\n    not fit here\n/a/path/that/is/longer/than/the/terminal\n",
    );
  });

  it("is not broken if nobody reads it in a terminal, unless COLUMNS says how wide the paper is", () => {
    const { terminal, written } = stream(false);
    const line = "one two three four five six";
    terminal.print(line);
    process.env["COLUMNS"] = "20";
    terminal.print(line);
    delete process.env["COLUMNS"];
    expect(written).toEqual([`${line}\n`, "one two three four\n  five six\n"]);
  });
});

describe("many lines at once", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it("are counted instead of shown until there are fewer", () => {
    const omitted: number[] = [];
    const limit = new RateLimit((count) => omitted.push(count));
    const passed = (): number => Array.from({ length: 100 }, () => limit.passes()).filter(Boolean).length;
    expect(passed()).toBe(12);
    jest.advanceTimersByTime(2_000);
    expect(omitted).toEqual([88]);
    expect(passed()).toBe(12);
    limit.close();
    expect(omitted).toEqual([88, 88]);
  });

  it("omit failed items that the integration has logged itself", () => {
    const lines: string[] = [];
    const problems = new ProblemLines((fault) => lines.push(fault.describe()));
    const failure = { time: 0, kind: "import-failure", severity: "error", importKind: "gameTimes" } as const;
    problems.add({ ...failure, itemId: "a", message: "Unknown error" });
    problems.add({ ...failure, itemId: "b", message: "Access denied" });
    problems.addLogged({ time: 0, stream: "stderr", text: "", message: "", fields: { ids: ["a"] } });
    problems.flush();
    expect(lines).toEqual(['error import-failure (gameTimes "b"): Access denied']);
  });

  it("about the same fault are one line with their number and the first items", () => {
    const lines: string[] = [];
    const problems = new ProblemLines((fault) => lines.push(fault.describe()));
    const fail = (itemId: string): void => {
      const message = `no value for "${itemId}"`;
      const method = "game_time_import_failure";
      problems.add({
        time: 0,
        kind: "import-failure",
        severity: "error",
        importKind: "gameTimes",
        method,
        itemId,
        message,
      });
    };
    const failFor = (count: number): void => {
      for (let id = 1; id <= count; id++) {
        fail(`g${id}`);
        jest.advanceTimersByTime(10);
      }
    };
    failFor(500);
    problems.add({ time: 0, kind: "bad-params", severity: "warning", message: "not a list" });
    jest.advanceTimersByTime(250);
    failFor(2000);
    problems.flush();
    const place = 'game_time_import_failure gameTimes "g1", "g2", "g3", "g4", "g5", …';
    expect(lines).toEqual([
      `error import-failure (${place}, 500 times): no value for "g1"`,
      "warning bad-params: not a list",
      `error import-failure (${place}, 1000 times): no value for "g1"`,
      expect.stringMatching(/^error import-failure .*"g1001", .* 1000 times\): no value for "g1001"$/),
    ]);
  });
});

it("a list of names and texts fits, if need be with the texts below the names", () => {
  const rows = [
    ["galaxy-kit pack", "packs an integration for its users"],
    ["npm test", ""],
  ] as const;
  expect(listing(rows)).toBe("  galaxy-kit pack  packs an integration for its users\n  npm test");
  expect(listing(rows, 50)).toBe(
    "  galaxy-kit pack  packs an integration for its\n                   users\n  npm test",
  );
  expect(listing(rows, 30)).toBe("  galaxy-kit pack\n    packs an integration for\n    its users\n  npm test");
});
