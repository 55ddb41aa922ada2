import type { GameRow, JournalRow, Welcome } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { applyEvents, type PageEvent } from "../src/feed/apply-events.js";
import { initialState } from "../src/feed/page-state.js";
import { retryDelayMs } from "../src/feed/retry-delay.js";
import { readSession } from "../src/recording/read-session.js";

const welcome: Welcome = {
  type: "welcome",
  name: "Shop",
  kept: { journal: 3, log: 3, problems: 3, logins: 3, figures: 3, way: 3 },
};
const game = (gameId: string, more: Partial<GameRow> = {}): GameRow => ({ gameId, owned: true, ...more });
const games = (rows: GameRow[], removed: string[] = [], replaces = false): PageEvent => ({
  type: "list",
  list: "games",
  replaces,
  rows,
  removed,
});
const message = (number: number): JournalRow => ({
  number,
  time: 0,
  direction: "sent",
  type: "request",
  size: 1,
  failed: false,
  excerpt: "",
});
const journal = (numbers: number[], missed = 0): PageEvent => ({ type: "journal", rows: numbers.map(message), missed });

describe("a session in a file", () => {
  const fileWith = (...updates: object[]): File => {
    const lines = [{ galaxyKitSession: 1, savedAt: 1 }, ...updates.map((update) => ({ update })), { masked: {} }];
    return new File(
      lines.map((line) => `${JSON.stringify(line)}\n`),
      "jo.ndjson",
    );
  };

  it("is what the page showed", async () => {
    const { updates } = await readSession(fileWith(games([game("a")]), welcome, journal([1])));
    const { games: shown, journal: messages } = applyEvents(initialState, updates);
    expect([...shown.values()]).toEqual([game("a")]);
    expect(messages.rows).toEqual([message(1)]);
  });

  it("is what is left of it if its end is missing", async () => {
    const whole = await fileWith(welcome, games([game("a")]), journal([1])).text();
    const { updates } = await readSession(new File([whole.slice(0, whole.lastIndexOf("masked") - 8)], "jo.ndjson"));
    const state = applyEvents(initialState, updates);
    expect([...state.games.values()]).toEqual([game("a")]);
    expect(state.welcome!.recorded).toEqual({ savedAt: 1 });
  });

  it.each<[string, object]>([
    ["a list without rows", { type: "list", list: "games", removed: [] }],
    ["rows that are not a list", { type: "journal", rows: 5, missed: 0 }],
  ])("is refused, instead of a page that stands still, if it has %s", async (_, update) => {
    await expect(readSession(fileWith(welcome, update))).rejects.toThrow("jo.ndjson is not a recorded session");
  });
});

describe("the state of the page", () => {
  it("applies added, changed and removed rows to a list", () => {
    const state = applyEvents(initialState, [
      games([game("a"), game("b")], [], true),
      games([game("b", { gameTitle: "Bee" }), game("c")], ["a"]),
    ]);
    expect([...state.games.values()]).toEqual([game("b", { gameTitle: "Bee" }), game("c")]);
  });

  it("does not modify the list of an earlier state", () => {
    const shown = applyEvents(initialState, [games([game("a")])]);
    const next = applyEvents(shown, [games([game("b")]), games([game("c")])]);
    expect([...shown.games.keys()]).toEqual(["a"]);
    expect([...next.games.keys()]).toEqual(["a", "b", "c"]);
  });

  it("replaces a list when the server sends all of it again", () => {
    const state = applyEvents(initialState, [games([game("a")]), games([game("b")], [], true)]);
    expect([...state.games.keys()]).toEqual(["b"]);
  });

  it("keeps as many messages as the server, and counts missed ones", () => {
    const { journal: kept } = applyEvents(initialState, [welcome, journal([1, 2]), journal([5, 6], 2)]);
    expect(kept.rows.map(({ number }) => number)).toEqual([2, 5, 6]);
    expect(kept.missed).toBe(2);
  });

  it("clears the journal after a reconnect, and keeps the library until the server replaces it", () => {
    const state = applyEvents(initialState, [welcome, journal([1]), games([game("a")]), welcome]);
    expect(state.journal.rows).toEqual([]);
    expect([...state.games.keys()]).toEqual(["a"]);
  });

  it("drops a login that is over", () => {
    const login = { windowTitle: "Log in", startUri: "https://a", endUriRegex: "b" };
    const asked = applyEvents(initialState, [{ type: "login", login }]);
    expect(asked.login).toEqual(login);
    expect(applyEvents(asked, [{ type: "login", login: null }]).login).toBeUndefined();
  });
});

it("retries soon at first and less often later", () => {
  expect([0, 1, 2, 3, 4, 20].map(retryDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
});
