import { type Case, type Measurement, type Sample } from "./measurements/index.js";
import { type Result, summarize } from "./report/result.js";
import type { Subjects } from "./subjects/subject.js";

/** Runs all measurements. Each round runs every case, so that a temporary disturbance affects all cases alike. */
export async function runRounds(
  measurements: readonly Measurement[],
  subjects: Subjects,
  rounds: number,
  log: (text: string) => void,
): Promise<Result[]> {
  const samples = new Map(
    measurements.map((measurement) => [
      measurement,
      new Map<Case, Sample[]>(measurement.cases(subjects).map((one) => [one, []])),
    ]),
  );
  for (let round = 1; round <= rounds; round++) {
    for (const [measurement, cases] of samples) {
      for (const [one, caseSamples] of cases) {
        log(`Round ${round} of ${rounds}: ${measurement.name}: ${one.name}`);
        for (let run = 0; run < measurement.runsPerRound; run++) caseSamples.push(await one.run());
      }
    }
  }
  return [...samples].map(([measurement, cases]) => summarize(measurement, cases));
}
