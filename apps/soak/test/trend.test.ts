import { describe, expect, it } from "@jest/globals";
import { sparkline } from "../src/report.js";
import { riseOf } from "../src/trend.js";
import { judge } from "../src/verdict.js";

const MB = 1024 * 1024;
const series = (length: number, value: (index: number) => number): number[] =>
  Array.from({ length }, (_, index) => value(index));
const samples = (heap: (index: number) => number) =>
  series(600, heap).map((heapBytes) => ({ heapBytes, rssBytes: 80 * MB, handles: 5, listeners: 9 }));
const growing = (heap: (index: number) => number): string[] =>
  judge(samples(heap))
    .filter(({ isFlat }) => !isFlat)
    .map(({ name }) => name);

describe("the verdict", () => {
  it("is flat for a run with a warm-up, with ups and downs, or with peaks", () => {
    expect(growing(() => 10 * MB)).toEqual([]);
    expect(growing((index) => (10 + Math.min(index, 150) / 10) * MB)).toEqual([]);
    expect(growing((index) => (10 + (index % 20) / 5) * MB)).toEqual([]);
    expect(growing((index) => (index % 100 === 99 ? 15 : 10) * MB)).toEqual([]);
  });

  it("detects steady growth, however slow", () => {
    expect(growing((index) => 10 * MB + index * 4096)).toEqual(["heap after gc"]);
    expect(growing((index) => (10 + (index % 20) / 5 + index / 300) * MB)).toEqual(["heap after gc"]);
  });

  it("accepts very short series", () => {
    expect([[], [1], [1, 2]].map((short) => riseOf(short))).toEqual([0, 0, 1]);
    expect(riseOf(series(6, (index) => index))).toBeCloseTo(3);
  });
});

it("a sparkline shows the maximum of each section", () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe("▁▂▃▄▅▆▇█");
  expect(sparkline([5, 5])).toBe("▁▁");
  expect(sparkline(series(80, (index) => (index === 40 ? 7 : 0)))).toBe(`${"▁".repeat(20)}█${"▁".repeat(19)}`);
});
