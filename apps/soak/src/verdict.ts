import type { Sample } from "./sample.js";
import { riseOf } from "./trend.js";

const MB = 1024 * 1024;

/** By how much each figure may rise, however long the run: what leaks with each call rises by far more. */
const figures = [
  { name: "heap after gc", unit: "MB", read: (sample: Sample) => sample.heapBytes / MB, mayRise: 1 },
  { name: "RSS", unit: "MB", read: (sample: Sample) => sample.rssBytes / MB, mayRise: 12 },
  { name: "handles", unit: "", read: (sample: Sample) => sample.handles, mayRise: 3 },
  { name: "listeners", unit: "", read: (sample: Sample) => sample.listeners, mayRise: 0.5 },
] as const;

/** How one figure went. */
export interface Finding {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly number[];
  readonly rises: number;
  readonly mayRise: number;
  readonly isFlat: boolean;
}

export function judge(samples: readonly Sample[]): Finding[] {
  return figures.map(({ name, unit, read, mayRise }) => {
    const series = samples.map(read);
    const rises = riseOf(series);
    return { name, unit, series, rises, mayRise, isFlat: rises <= mayRise };
  });
}
