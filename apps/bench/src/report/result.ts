import type { Case, Measurement, Sample } from "../measurements/index.js";
import { median, percentile } from "./statistics.js";

/** What all rounds of a case have shown. */
export interface CaseResult {
  readonly name: string;
  readonly role: Case["role"];
  readonly python?: string | undefined;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Median of the peaks, in megabytes. */
  readonly memory?: number | undefined;
  /** Of the pings of all rounds, in milliseconds. */
  readonly ping?:
    { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number } | undefined;
  readonly samples: readonly number[];
}

/** What a measurement has shown. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly better: Measurement["better"];
  readonly cases: readonly CaseResult[];
}

/** What comes out of the rounds of a measurement. */
export function summarize(
  { name, title, unit, better }: Measurement,
  samples: ReadonlyMap<Case, readonly Sample[]>,
): Result {
  return { name, title, unit, better, cases: [...samples].map(([one, its]) => summarizeCase(one, its)) };
}

function summarizeCase({ name, role, python }: Case, samples: readonly Sample[]): CaseResult {
  const values = samples.map(({ value }) => value);
  const peaks = samples.flatMap(({ memory }) => (memory === undefined ? [] : [memory]));
  const pings = samples.flatMap((sample) => sample.pings ?? []);
  return {
    ...{ name, role, python },
    ...{ median: median(values), least: Math.min(...values), most: Math.max(...values) },
    memory: peaks.length > 0 ? median(peaks) : undefined,
    ping:
      pings.length > 0
        ? {
            p50: percentile(pings, 0.5),
            p90: percentile(pings, 0.9),
            p99: percentile(pings, 0.99),
            max: Math.max(...pings),
          }
        : undefined,
    samples: values,
  };
}

/** How many times better the first is than the second. */
export function times(better: Measurement["better"], first: CaseResult, second: CaseResult): number {
  return better === "less" ? second.median / first.median : first.median / second.median;
}
