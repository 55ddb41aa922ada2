import type { Duration } from "@galaxy-kit/sdk";
import { recordMistake, type Target, toAgeMs } from "@galaxy-kit/sdk/extend";

const DEFAULT_MAX = 1_000;

/** The options of a cache in milliseconds. */
export interface CacheLimits {
  readonly ttlMs: number;
  readonly staleMs: number;
  readonly failuresMs: number;
  readonly maxEntries: number;
}

interface Options {
  readonly ttl?: Duration;
  readonly stale?: Duration;
  readonly failures?: Duration;
  readonly maxEntries?: number;
  readonly revision?: unknown;
  readonly onDisk?: unknown;
}

/** Reads the options of a cache. Mistakes are recorded; then it returns undefined. */
export function limitsOf(owner: Target, options: Options): CacheLimits | undefined {
  const { ttl, stale, failures, onDisk, maxEntries } = options;
  try {
    if (maxEntries !== undefined && (!Number.isInteger(maxEntries) || maxEntries < 1)) {
      throw new RangeError(`maxEntries must be a positive integer, but found ${maxEntries}`);
    }
    if (ttl === undefined && options.revision === undefined) throw new TypeError("it has neither ttl nor revision");
    return {
      ttlMs: ttl === undefined ? Infinity : toAgeMs(ttl),
      staleMs: stale === undefined ? 0 : toAgeMs(stale),
      failuresMs: failures === undefined ? 0 : toAgeMs(failures),
      // Results worth keeping on the disk must survive the next import of a large library.
      maxEntries: maxEntries ?? (onDisk === undefined ? DEFAULT_MAX : Infinity),
    };
  } catch (error) {
    const remedy =
      'Use durations and a positive integer, such as @Cached({ ttl: "10m", stale: "1h", maxEntries: 1_000 }).';
    recordMistake(owner, { decorator: "@Cached()", message: (error as Error).message, remedy });
    return undefined;
  }
}
