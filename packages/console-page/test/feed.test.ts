import type { GameRow, JournalRow, Welcome } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { applyEvents, type PageEvent } from "../src/feed/apply-events.js";
import { backOff } from "../src/feed/back-off.js";
import { initialState } from "../src/feed/state.js";

const welcome: Welcome = { type: "welcome", name: "Shop", kept: { journal: 3, log: 3, problems: 3 } };
const game = (gameId: string, more: Partial<GameRow> = {}): GameRow => ({ gameId, owned: true, ...more });
const games = (rows: GameRow[], gone: string[] = [], replaces = false): PageEvent => ({
  type: "list",
  list: "games",
  replaces,
  rows,
  gone,
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

describe("the state of the page", () => {
  it("keeps a list up to date with rows that are new, different and gone", () => {
    const state = applyEvents(initialState, [
      games([game("a"), game("b")], [], true),
      games([game("b", { gameTitle: "Bee" }), game("c")], ["a"]),
    ]);
    expect([...state.games.values()]).toEqual([game("b", { gameTitle: "Bee" }), game("c")]);
  });

  it("leaves the list that is shown as it is when there is a newer one", () => {
    const shown = applyEvents(initialState, [games([game("a")])]);
    const next = applyEvents(shown, [games([game("b")]), games([game("c")])]);
    expect([...shown.games.keys()]).toEqual(["a"]);
    expect([...next.games.keys()]).toEqual(["a", "b", "c"]);
  });

  it("replaces a list that is told anew", () => {
    const state = applyEvents(initialState, [games([game("a")]), games([game("b")], [], true)]);
    expect([...state.games.keys()]).toEqual(["b"]);
  });

  it("keeps as many messages as the server, and counts those that it missed", () => {
    const { journal: kept } = applyEvents(initialState, [welcome, journal([1, 2]), journal([5, 6], 2)]);
    expect(kept.rows.map(({ number }) => number)).toEqual([2, 5, 6]);
    expect(kept.missed).toBe(2);
  });

  it("begins the journal anew when the command is back, and keeps the library until it is told", () => {
    const state = applyEvents(initialState, [welcome, journal([1]), games([game("a")]), welcome]);
    expect(state.journal.rows).toEqual([]);
    expect([...state.games.keys()]).toEqual(["a"]);
  });

  it("forgets a login that is over", () => {
    const login = { windowTitle: "Log in", startUri: "https://a", endUriRegex: "b" };
    const asked = applyEvents(initialState, [{ type: "login", login }]);
    expect(asked.login).toEqual(login);
    expect(applyEvents(asked, [{ type: "login", login: null }]).login).toBeUndefined();
  });
});

it("tries to connect again soon at first, and later less often", () => {
  expect([0, 1, 2, 3, 4, 20].map(backOff)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
});
