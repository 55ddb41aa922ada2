import { describe, expect, it } from "@jest/globals";
import { bytes, plural } from "../src/format/amount.js";
import { ago, clockTime, date, duration, isoDate, isoTime, playTime } from "../src/format/time.js";

describe("amounts and times", () => {
  it("are formatted for people", () => {
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

  it("include a date out of range as a plain number", () => expect(date(1e15)).toBe("1000000000000000"));

  it("do not fail for any point in time", () => {
    expect(clockTime(9e15)).toBe("9000000000000000");
    expect([isoDate(9e15), isoTime(9e15), isoDate(0)]).toEqual(["9000000000000000", undefined, "1970-01-01"]);
  });
});
