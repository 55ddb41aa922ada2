import type { Duration } from "@galaxy-kit/sdk";
import { recordMistake, type Target, toAgeMs } from "@galaxy-kit/sdk/extend";
import type { CacheLimits } from "./method-cache.js";

const DEFAULT_MAX = 1_000;

interface Options {
  readonly ttl: Duration;
  readonly stale?: Duration;
  readonly failures?: Duration;
  readonly max?: number;
}

/** Reads the options of a cache. Mistakes are recorded; then it returns undefined. */
export function limitsOf(owner: Target, options: Options): CacheLimits | undefined {
  const { ttl, stale, failures, max = DEFAULT_MAX } = options;
  try {
    if (!Number.isInteger(max) || max < 1) throw new RangeError(`max must be a positive integer, but found ${max}`);
    return {
      ttlMs: toAgeMs(ttl),
      staleMs: stale === undefined ? 0 : toAgeMs(stale),
      failuresMs: failures === undefined ? 0 : toAgeMs(failures),
      max,
    };
  } catch (error) {
    const remedy = 'Use durations and a positive integer, such as @Cached({ ttl: "10m", stale: "1h", max: 1_000 }).';
    recordMistake(owner, { decorator: "@Cached()", message: (error as Error).message, remedy });
    return undefined;
  }
}
