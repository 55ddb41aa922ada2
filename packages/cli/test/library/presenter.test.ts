import { LocalGameState, OSCompatibility } from "@galaxy-kit/protocol";
import type { KnownGame, Library, LogEntry, LogLevel, Progress } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import stringWidth from "string-width";
import { describeChanges } from "../../src/library/describe-changes.js";
import { describeFailures } from "../../src/library/describe-imports.js";
import { formatPlayTime, formatSize, formatState, formatSystems, printable } from "../../src/library/format.js";
import { renderLibrary, toJson } from "../../src/library/render-library.js";
import { Numbering } from "../../src/library/shown-games.js";
import { parseTypedCommand } from "../../src/show/typed-command.js";
import type { Paint } from "../../src/terminal/paint.js";
import { renderLog } from "../../src/terminal/render-log.js";
import { renderTable } from "../../src/terminal/table.js";

const { Installed, None, Running } = LocalGameState;
const plain: Paint = (_style, text) => text;
const colored: Paint = (_style, text) => `\u001b[31m${text}\u001b[39m`;

function libraryOf(...games: readonly KnownGame[]): Library {
  return {
    platform: "test",
    features: [],
    user: { userId: "1", userName: "Ada" },
    cache: {},
    friends: {},
    subscriptions: {},
    rooms: {},
    games: Object.fromEntries(games.map((game) => [game.gameId, game])),
  };
}

const tide: KnownGame = {
  gameId: "tide",
  owned: true,
  gameTitle: "Tide",
  localGameState: Installed,
  timePlayed: 61,
  lastPlayedTime: 1,
  localSize: 1500,
  osCompatibility: OSCompatibility.Windows | OSCompatibility.Linux,
};
const rain: KnownGame = { gameId: "rain", owned: true, gameTitle: "雨の駅", localGameState: Installed | Running };

describe("the table", () => {
  it("shows known values, and a dash for unknown ones", () => {
    expect(renderLibrary(libraryOf(tide, rain), { numberOf: new Numbering().of, paint: plain })).toEqual([
      'Platform "test", Ada is logged in: 2 games',
      "",
      "#  Title   State          Played    Size  Runs on",
      "1  Tide    installed  1 h 01 min  1.5 kB  Windows, Linux",
      "2  雨の駅  running             –       –  –",
    ]);
  });

  it("measures text in terminal cells, with and without colors", () => {
    for (const paint of [plain, colored]) {
      const [, , headings = "", ...rows] = renderLibrary(libraryOf(tide, rain), {
        numberOf: new Numbering().of,
        paint,
      });
      const cellOf = (line: string, text: string): number => stringWidth(line.slice(0, line.indexOf(text)));
      expect(cellOf(rows[0] ?? "", "installed")).toBe(cellOf(headings, "State"));
      expect(cellOf(rows[1] ?? "", "running")).toBe(cellOf(headings, "State"));
    }
  });

  it("aligns columns to the left or right", () => {
    expect(renderTable([{ heading: "a" }, { heading: "number", align: "right" }], [["xyz", "1"]])).toEqual([
      "a    number",
      "xyz       1",
    ]);
  });

  it.each([80, 60, 40])("is cut to %d columns, and never wrapped", (columns) => {
    const long = { ...tide, gameTitle: "The Tide That Came Back After All The Others Had Left", localSize: 1e9 };
    const view = { numberOf: new Numbering().of, paint: plain, columns };
    const [, , headings = "", row = ""] = renderLibrary(
      libraryOf({ ...long, osCompatibility: 7 as OSCompatibility }),
      view,
    );
    expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    expect(row).toMatch(/^1 {2}The Tide .*… {2}installed {2}1 h 01 min/);
    expect(headings.includes("Runs on")).toBe(columns > 40);
  });

  it("lists 100 games of many, unless all are wanted", () => {
    const many = libraryOf(...Array.from({ length: 2_000 }, (_, index) => ({ ...tide, gameId: `${index}` })));
    const view = { numberOf: new Numbering().of, paint: plain };
    const lines = renderLibrary(many, view);
    expect(lines).toHaveLength(105);
    expect(lines[0]).toContain("2,000 games");
    expect(lines.at(-1)).toBe("… and 1,900 more games. To list every game, use --all or --json.");
    expect(renderLibrary(many, { ...view, all: true })).toHaveLength(2_003);
  });

  it("omits games that are neither owned nor installed", () => {
    const gone = { gameId: "gone", owned: false, localGameState: None };
    expect(renderLibrary(libraryOf(gone), { numberOf: new Numbering().of, paint: plain })).toEqual([
      'Platform "test", Ada is logged in: 0 games',
    ]);
  });

  it("counts friends and subscriptions if there are any", () => {
    const library = {
      ...libraryOf(),
      friends: { f: { userId: "f" } },
      subscriptions: { s: { subscriptionName: "s" }, t: { subscriptionName: "t" } },
    };
    expect(renderLibrary(library, { numberOf: new Numbering().of, paint: plain })).toEqual([
      'Platform "test", Ada is logged in: 0 games, 1 friend, 2 subscriptions',
    ]);
  });

  it("keeps the number of each game", () => {
    const numbering = new Numbering();
    renderLibrary(libraryOf(tide, rain), { numberOf: numbering.of, paint: plain });
    expect(
      renderLibrary(libraryOf({ ...tide, gameId: "new", gameTitle: "A" }, rain), {
        numberOf: numbering.of,
        paint: plain,
      })
        .slice(3)
        .map((line) => line[0]),
    ).toEqual(["2", "3"]);
    expect(numbering.idOf(1)).toBe("tide");
    expect(numbering.idOf(0)).toBeUndefined();
  });
});

describe("a change", () => {
  it.each<[string, KnownGame | undefined, KnownGame | undefined, string[]]>([
    ["added", undefined, { gameId: "a", owned: true, gameTitle: "A" }, ["A: added"]],
    ["removed", tide, undefined, ["Tide: removed"]],
    ["started", tide, { ...tide, localGameState: Installed | Running }, ["Tide: running"]],
    ["ended", { ...tide, localGameState: Installed | Running }, tide, ["Tide: ended"]],
    ["uninstalled", tide, { ...tide, localGameState: None }, ["Tide: not installed"]],
    ["played", tide, { ...tide, timePlayed: 62 }, ["Tide: played 1 h 02 min"]],
    ["played for seconds", { ...tide, timePlayed: 0 }, { ...tide, timePlayed: 0, lastPlayedTime: 2 }, []],
    ["renamed", tide, { ...tide, gameTitle: "Ebb" }, ["Ebb: renamed from Tide"]],
    ["nothing", tide, tide, []],
  ])("is described: %s", (_what, before, after, lines) => {
    expect(describeChanges(before, after)).toEqual(lines);
  });
});

describe("the imports", () => {
  it("that failed are described", () => {
    const progress: Progress = { kind: "achievements", state: "finished", done: 3, failed: 0, total: 3, single: false };
    const imports = {
      ownedGames: { ...progress, kind: "ownedGames" },
      achievements: { ...progress, done: 2, failed: 1 },
      friends: { ...progress, kind: "friends", state: "failed", error: "no\nresponse" },
    } as const;
    expect(describeFailures(imports)).toEqual([
      "Importing achievements failed for 1 of 3 items",
      "Importing friends failed: no response",
    ]);
  });
});

describe("a value", () => {
  it("is formatted for people", () => {
    expect([undefined, None, Installed, Running, Installed | Running].map(formatState)).toEqual([
      "–",
      "not installed",
      "installed",
      "running",
      "running",
    ]);
    expect([
      formatPlayTime(undefined, undefined),
      formatPlayTime(0, undefined),
      formatPlayTime(0, 5),
      formatPlayTime(59, 5),
      formatPlayTime(60, 5),
    ]).toEqual(["–", "never", "< 1 min", "59 min", "1 h 00 min"]);
    expect(
      [undefined, null, 0, 999, 1000, 99_949, 99_950, 999_499, 999_500, 2_500_000_000, 7e15].map(formatSize),
    ).toEqual(["–", "unknown", "0 B", "999 B", "1.0 kB", "99.9 kB", "100 kB", "999 kB", "1.0 MB", "2.5 GB", "7000 TB"]);
    expect([undefined, null, OSCompatibility.Windows | OSCompatibility.Linux].map(formatSystems)).toEqual([
      "–",
      "unknown",
      "Windows, Linux",
    ]);
  });

  it("cannot contain control characters or line breaks", () => {
    expect(printable("a\u001b[2J\r\nb\u202e")).toBe("a [2J b");
    expect(printable("👩‍👩‍👧 family")).toBe("👩‍👩‍👧 family");
    expect(stringWidth(printable("駅".repeat(100)))).toBeLessThanOrEqual(60);
  });
});

describe("the log", () => {
  const entry = (fields: { level: LogLevel; logger: string; message: string } & Record<string, unknown>): LogEntry => ({
    time: 0,
    stream: "stderr",
    text: JSON.stringify(fields),
    fields,
    level: fields.level,
    logger: fields.logger,
    message: fields.message,
  });
  const warning = entry({
    time: "now",
    level: "warn",
    logger: "Library",
    message: "skipped",
    file: "a b",
    error: { name: "E", message: "no", stack: "at …" },
  });

  it("shows warnings and errors, and everything if requested", () => {
    expect(renderLog(warning, { verbose: false }, plain)).toBe('warn  skipped: no file="a b"\n      at …');
    expect(renderLog(warning, { verbose: true }, plain)).toBe('warn  Library: skipped: no file="a b"\n      at …');
    const info = entry({ level: "info", logger: "L", message: "hello" });
    expect(renderLog(info, { verbose: false }, plain)).toBeUndefined();
    expect(renderLog(info, { verbose: true }, plain)).toBe("info  L: hello");
  });

  it("indents the stack trace of a Python error", () => {
    const failed = entry({
      level: "error",
      logger: "root",
      message: "failed",
      exception: 'Traceback:\n  File "plugin.py"\nKeyError',
    });
    expect(renderLog(failed, { verbose: false }, plain)).toBe(
      'error failed\n      Traceback:\n        File "plugin.py"\n      KeyError',
    );
  });

  it("shows only the calls in the author's code, with the paths in the current folder short", () => {
    const own = `at Shop.price (${process.cwd()}/src/shop.ts:3:9)`;
    const others = [
      "at run (/x/node_modules/@galaxy-kit/kernel/dist/handlers.js:1:2)",
      "at next (node:internal/x:1:2)",
    ];
    const stack = ["Error: no", own, ...others].join("\n    ");
    const thrown = entry({ level: "error", logger: "S", message: "threw", error: { name: "E", message: "no", stack } });
    const packed = entry({ level: "error", logger: "S", message: "threw", exception: stack });
    expect(renderLog(thrown, { verbose: false }, plain)).toBe("error threw: no\n      at Shop.price (src/shop.ts:3:9)");
    expect(renderLog(packed, { verbose: false }, plain)).toBe(`error threw\n      Error: no\n          ${own}`);
  });

  it("shows other output unchanged", () => {
    expect(
      renderLog(
        { time: 0, stream: "stderr", text: "Segmentation fault", message: "Segmentation fault" },
        { verbose: false },
        plain,
      ),
    ).toBe("Segmentation fault");
  });
});

describe("the JSON", () => {
  it("contains the client's record of each game", () => {
    const roms = { kind: "settings", name: "Roms", file: "/settings.jsonc", problems: [] } as const;
    const problem = { time: 1, kind: "client", severity: "warning", message: "m" } as const;
    expect(JSON.parse(toJson(libraryOf(tide), [problem], [roms]))).toEqual({
      platform: "test",
      features: [],
      user: { userId: "1", userName: "Ada" },
      games: [tide],
      friends: [],
      subscriptions: [],
      problems: [problem],
      parts: [roms],
    });
  });

  it("is complete if nothing is known", () => {
    const nothing: Library = { features: [], games: {}, friends: {}, subscriptions: {}, rooms: {}, cache: {} };
    expect(JSON.parse(toJson(nothing, [], []))).toEqual({
      platform: null,
      features: [],
      user: null,
      games: [],
      friends: [],
      subscriptions: [],
      problems: [],
      parts: [],
    });
  });
});

describe("a typed command", () => {
  it.each([
    ["2", { kind: "launch", number: 2 }],
    [" LAUNCH  12 ", { kind: "launch", number: 12 }],
    ["l", { kind: "list" }],
    ["q", { kind: "quit" }],
    ["", { kind: "nothing" }],
    ["launch", { kind: "unknown" }],
    ["-1", { kind: "unknown" }],
  ])("%j is parsed", (line, command) => {
    expect(parseTypedCommand(line)).toMatchObject(command);
  });
});
