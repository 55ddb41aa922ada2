import { describe, expect, it } from "@jest/globals";
import { nextIndex } from "../src/navigation/list-keys.js";
import { initialNavigation, navigationReducer, type NavigationState } from "../src/navigation/navigation-state.js";

describe("keys in a grid of 10 with 4 columns", () => {
  const to = (key: string, from: number) => nextIndex(key, from, { count: 10, columns: 4, pageSize: 8 });

  it("move to neighbors and stay in the grid", () => {
    expect([to("ArrowRight", 3), to("ArrowLeft", 0), to("ArrowDown", 1), to("ArrowUp", 5), to("ArrowUp", 2)]).toEqual([
      4, 0, 5, 1, 2,
    ]);
    expect([to("ArrowDown", 8), to("PageDown", 0), to("PageUp", 9), to("Home", 7), to("End", 0)]).toEqual([
      9, 8, 1, 0, 9,
    ]);
  });

  it("start at the first item", () => expect([to("ArrowDown", -1), to("End", -1)]).toEqual([0, 9]));

  it("have no effect if they do not move", () => expect(to("a", 3)).toBeUndefined());
});

describe("Escape", () => {
  const game = navigationReducer(initialNavigation, { to: "selection", selection: { library: "g" } });
  const both = navigationReducer(game, { to: "message", number: 7 });
  const closed = (state: NavigationState, focused: "main" | "dock") =>
    navigationReducer(state, { to: "list", focused }).selected;

  it("closes the details in the focused half", () => {
    expect(closed(both, "dock")).toEqual({ library: "g", journal: undefined });
    expect(closed(both, "main")).toEqual({ library: undefined, journal: 7 });
  });

  it("closes the open details if the focused half has none", () => {
    expect(closed(game, "dock")).toEqual({ library: undefined });
    expect(closed(initialNavigation, "main")).toEqual({});
  });
});
