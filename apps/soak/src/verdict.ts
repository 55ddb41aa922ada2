import type { Sample } from "./sample.js";
import { riseOf } from "./trend.js";

const MB = 1024 * 1024;

/** The maximum rise of each figure, regardless of the length of the run. A leak in every call causes a far larger rise. */
const figures = [
  { name: "heap after gc", unit: "MB", read: (sample: Sample) => sample.heapBytes / MB, maxRise: 1 },
  { name: "RSS", unit: "MB", read: (sample: Sample) => sample.rssBytes / MB, maxRise: 12 },
  { name: "handles", unit: "", read: (sample: Sample) => sample.handles, maxRise: 3 },
  { name: "listeners", unit: "", read: (sample: Sample) => sample.listeners, maxRise: 0.5 },
] as const;

/** The development of one figure. */
export interface Verdict {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly number[];
  readonly rise: number;
  readonly maxRise: number;
  readonly isFlat: boolean;
}

export function judge(samples: readonly Sample[]): Verdict[] {
  return figures.map(({ name, unit, read, maxRise }) => {
    const series = samples.map(read);
    const rise = riseOf(series);
    return { name, unit, series, rise, maxRise, isFlat: rise <= maxRise };
  });
}
