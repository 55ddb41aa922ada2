import type { Progress } from "@galaxy-kit/simulator";
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { ImportProgress } from "../../src/library/import-progress.js";

const achievements: Progress = {
  kind: "achievements",
  state: "running",
  done: 0,
  failed: 0,
  total: 200,
  single: false,
};

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

it("reports the progress and speed of running imports, and summarizes each finished one", () => {
  const imports = new ImportProgress();
  expect(imports.update(achievements)).toBeUndefined();
  expect(imports.update({ ...achievements, kind: "ownedGames", total: 0 })).toBeUndefined();
  jest.advanceTimersByTime(2_000);
  imports.update({ ...achievements, done: 90, failed: 10 });
  expect(imports.describe(79)).toBe("2 imports (10 failed) ████████████░░░░░░░░░░░░ 100 of 200, 50/s, 2 s left");
  expect(imports.describe(60)).toBe("2 imports (10 failed) ██████░░░░░ 100 of 200, 50/s, 2 s left");
  expect(imports.describe(50)).toBe("2 imports (10 failed) 100 of 200, 50/s, 2 s left");

  const owned = { ...achievements, kind: "ownedGames", state: "failed", error: "no response" } as const;
  expect(imports.update(owned)).toBe("owned games: failed: no response");
  jest.advanceTimersByTime(1_000);
  const finished = { ...achievements, state: "finished", done: 190, failed: 10 } as const;
  expect(imports.update(finished)).toBe("achievements: 190 imported (10 failed) in 3.0 s");
  expect(imports.describe(79)).toBe("");
});

it("ignores imports of single games", () => {
  const imports = new ImportProgress();
  expect(imports.update({ ...achievements, single: true, state: "finished" })).toBeUndefined();
  expect(imports.describe(79)).toBe("");
});
