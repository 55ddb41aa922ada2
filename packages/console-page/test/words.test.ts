import { describe, expect, it } from "@jest/globals";
import { bytes, plural } from "../src/format/amount.js";
import { ago, date, duration, playTime } from "../src/format/time.js";
import { destination } from "../src/layout/list-keys.js";
import { moved, type Place, startPlace } from "../src/layout/place.js";

describe("amounts and times", () => {
  it("are written for people", () => {
    expect([0, 1023, 1536, 20_000_000, 61 * 1024 ** 3].map(bytes)).toEqual([
      "0 B",
      "1023 B",
      "1.5 KB",
      "19 MB",
      "61 GB",
    ]);
    expect([0, 0.4, 999, 1234, 65_000].map(duration)).toEqual(["0 ms", "< 1 ms", "999 ms", "1.2 s", "1 min 5 s"]);
    expect([0, 59, 90, 60_000].map(playTime)).toEqual(["0 min", "59 min", "1.5 h", "1,000 h"]);
    expect([0, 42_000, 3_600_000, 200_000_000].map(ago)).toEqual(["just now", "42 s", "1 h 0 min", "2 d"]);
    expect([plural(1, "game"), plural(50_000, "game")]).toEqual(["1 game", "50,000 games"]);
  });

  it("survive a date that no calendar has", () => expect(date(1e15)).toBe("1000000000000000"));
});

describe("keys in a grid of 10 with 4 columns", () => {
  const to = (key: string, from: number) => destination(key, from, { count: 10, columns: 4, pageSize: 8 });

  it("lead to neighbours, and not out of it", () => {
    expect([to("ArrowRight", 3), to("ArrowLeft", 0), to("ArrowDown", 1), to("ArrowUp", 5), to("ArrowUp", 2)]).toEqual([
      4, 0, 5, 1, 2,
    ]);
    expect([to("ArrowDown", 8), to("PageDown", 0), to("PageUp", 9), to("Home", 7), to("End", 0)]).toEqual([
      9, 8, 1, 0, 9,
    ]);
  });

  it("begin at the first", () => expect([to("ArrowDown", -1), to("End", -1)]).toEqual([0, 9]));

  it("leave the others alone", () => expect(to("a", 3)).toBeUndefined());
});

describe("Escape", () => {
  const game = moved(startPlace, { to: "selection", selection: { library: "g" } });
  const both = moved(game, { to: "message", number: 7 });
  const closed = (place: Place, focused: "main" | "dock") => moved(place, { to: "list", focused }).selected;

  it("closes the details where the focus is", () => {
    expect(closed(both, "dock")).toEqual({ library: "g", journal: undefined });
    expect(closed(both, "main")).toEqual({ library: undefined, journal: 7 });
  });

  it("closes those that are open, wherever the focus is", () => {
    expect(closed(game, "dock")).toEqual({ library: undefined });
    expect(closed(startPlace, "main")).toEqual({});
  });
});
