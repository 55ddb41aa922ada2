import type { Case, Measurement, Sample } from "../measurements/index.js";
import { median, percentile } from "./statistics.js";

/** The results of all rounds of a case. */
export interface CaseResult {
  readonly name: string;
  readonly role: Case["role"];
  readonly python?: string | undefined;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The median of the peaks, in megabytes. */
  readonly memory?: number | undefined;
  /** Percentiles over the pings of all rounds, in milliseconds. */
  readonly ping?:
    | { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number }
    | undefined;
  readonly samples: readonly number[];
}

/** The results of a measurement. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly better: Measurement["better"];
  readonly cases: readonly CaseResult[];
}

/** Summarizes the samples of a measurement. */
export function summarize(
  { name, title, unit, better }: Measurement,
  samples: ReadonlyMap<Case, readonly Sample[]>,
): Result {
  return {
    name,
    title,
    unit,
    better,
    cases: [...samples].map(([one, caseSamples]) => summarizeCase(one, caseSamples)),
  };
}

function summarizeCase({ name, role, python }: Case, samples: readonly Sample[]): CaseResult {
  const values = samples.map(({ value }) => value);
  const peaks = samples.flatMap(({ memory }) => (memory === undefined ? [] : [memory]));
  const pings = samples.flatMap((sample) => sample.pings ?? []);
  return {
    name,
    role,
    python,
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
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

/** Returns how many times better the first result is than the second. */
export function times(better: Measurement["better"], first: CaseResult, second: CaseResult): number {
  return better === "less" ? second.median / first.median : first.median / second.median;
}
