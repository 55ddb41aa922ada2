import { type Awaitable, GalaxyError, UnknownError } from "@galaxy-kit/sdk";
import { Stop } from "../connections/stop.js";
import { requirePositive } from "../limits/rate-limit.js";

/** How {@link HttpClient.each} calls. */
export interface EachOptions {
  /** How many calls may run at the same time: 4 by default. */
  readonly concurrency?: number | undefined;
  /** Ends everything. */
  readonly signal?: AbortSignal | undefined;
}

/** How {@link HttpClient.each} calls for batches of ids. */
export interface BatchesOptions extends EachOptions {
  /** How many ids one call gets at most. */
  readonly size: number;
}

/** The results of one batch by id. */
export type BatchResult<Value> = Iterable<readonly [id: string, value: Value]>;

/** An id with its result, or with the error of its call. */
export type EachEntry<Value> = readonly [id: string, value: Value | GalaxyError];

/** A call that has returned. */
interface Run<Value> {
  readonly entries: readonly EachEntry<Value>[];
  readonly run: Promise<Run<Value>>;
}

/** Calls a function for batches of ids, and yields each result as soon as it arrives. */
export async function* each<Value>(
  ids: Iterable<string>,
  { size, concurrency = 4, signal }: BatchesOptions,
  call: (ids: string[], signal: AbortSignal) => Awaitable<BatchResult<Value>>,
): AsyncGenerator<EachEntry<Value>, void, undefined> {
  const batches = inBatches([...ids], requirePositive("size", size));
  const limit = requirePositive("concurrency", concurrency);
  const running = new Set<Promise<Run<Value>>>();
  const consumer = new AbortController();
  const stop = new Stop().with(consumer.signal);
  if (signal) stop.with(signal);

  const start = (batch: string[]): void => {
    const run: Promise<Run<Value>> = entriesOf(batch, call, stop.signal).then((entries) => ({ entries, run }));
    // The consumer may stop before it asks for them.
    run.catch(() => undefined);
    running.add(run);
  };

  try {
    for (;;) {
      stop.signal.throwIfAborted();
      while (running.size < limit && batches.length > 0) start(batches.shift() ?? []);
      if (running.size === 0) return;
      const { entries, run } = await Promise.race(running);
      running.delete(run);
      yield* entries;
    }
  } finally {
    consumer.abort();
    stop.release();
  }
}

/** Resolves to all results by id. Rejects with the first error, which ends the calls that are running. */
export async function allOf<Value>(entries: AsyncIterable<EachEntry<Value>>): Promise<Map<string, Value>> {
  const results = new Map<string, Value>();
  for await (const [id, value] of entries) {
    if (GalaxyError.isGalaxyError(value)) throw value;
    results.set(id, value);
  }
  return results;
}

async function entriesOf<Value>(
  ids: string[],
  call: (ids: string[], signal: AbortSignal) => Awaitable<BatchResult<Value>>,
  signal: AbortSignal,
): Promise<EachEntry<Value>[]> {
  try {
    return [...(await call([...ids], signal))];
  } catch (error) {
    signal.throwIfAborted();
    // The message of any other error may contain anything.
    const failure = GalaxyError.isGalaxyError(error) ? error : new UnknownError(undefined, { cause: error });
    return ids.map((id) => [id, failure]);
  }
}

function inBatches(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}
