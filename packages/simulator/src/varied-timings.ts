import { createHash, randomInt } from "node:crypto";
import { realTimings, type Timings } from "./timings.js";

/** In milliseconds. Half of all values are below the median. */
interface Range {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What users' logs of the real client show. Where only a typical value is known, a small range around it is assumed. */
const ranges: Readonly<Partial<Record<keyof Timings, Range>>> = {
  capabilities: { min: 30, median: 50, max: 770 },
  cache: { min: 75, median: 100, max: 280 },
  firstRequests: { min: 1_500, median: 1_750, max: 6_000 },
  authentication: { min: 95, median: 110, max: 150 },
  afterLogin: { min: 95, median: 110, max: 150 },
  gameImports: { min: 160, median: 190, max: 250 },
};

/**
 * Returns a function that draws the timings of one start, for the option `timings` of a client. The real client varies from start to
 * start: an integration must not depend on any of its delays.
 *
 * @param seed - the same seed draws the same timings
 */
export function variedTimings(seed: number): () => Timings {
  let starts = 0;
  return () => {
    starts++;
    const drawn: Record<string, number> = {};
    for (const [name, range] of Object.entries(ranges)) drawn[name] = draw(range, `${seed} ${starts} ${name}`);
    return { ...realTimings, ...drawn };
  };
}

/** Returns a seed that is short enough to type. */
export function randomSeed(): number {
  return randomInt(1, 10_000);
}

/** A power of a uniform number, because most values are close to the minimum. */
function draw({ min, median, max }: Range, key: string): number {
  const exponent = Math.log((median - min) / (max - min)) / Math.log(0.5);
  return Math.round(min + (max - min) * uniform(key) ** exponent);
}

/** A number from 0 to 1 that depends on nothing but the key: a timing that is added later changes none of the others. */
function uniform(key: string): number {
  return createHash("sha256").update(key).digest().readUInt32BE() / 2 ** 32;
}
