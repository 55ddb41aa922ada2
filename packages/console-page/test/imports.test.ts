import type { ImportRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { overallProgress, timeLeft } from "../src/imports/time-left.js";

const progress = (more: Partial<ImportRow>): ImportRow => ({
  kind: "gameTimes",
  state: "running",
  done: 50,
  failed: 10,
  total: 100,
  single: false,
  startedAt: 1_000,
  perSecond: 20,
  ...more,
});

describe("the time that an import will take", () => {
  it("follows from what is missing and the rate", () => {
    expect(timeLeft(progress({}))).toBe(2_000);
    expect(timeLeft(progress({ done: 95 }))).toBe(0);
  });

  it("is unknown without a rate or a total, and once the import has ended", () => {
    for (const more of [{ perSecond: 0 }, { total: 0 }, { state: "finished" }, { state: "failed" }] as const)
      expect(timeLeft(progress(more))).toBeUndefined();
  });
});

describe("all imports as one", () => {
  it("counts those that run and those that ended meanwhile, and takes as long as the slowest", () => {
    const imports = [
      progress({ kind: "ownedGames", state: "finished", done: 700, failed: 0, total: 700, startedAt: 0, endedAt: 900 }),
      progress({ kind: "achievements", state: "finished", done: 40, failed: 0, total: 40, endedAt: 1_500 }),
      progress({ kind: "friends", state: "failed", total: 900, endedAt: 1_600 }),
      progress({}),
      progress({ kind: "localSizes", startedAt: 1_200, perSecond: 8 }),
    ];
    expect(overallProgress(imports)).toEqual({ done: 140, failed: 20, total: 240, perSecond: 28, left: 5_000 });
  });

  it("are nothing if none is running", () => {
    expect(overallProgress([progress({ state: "finished", endedAt: 2_000 })])).toBeUndefined();
  });
});
