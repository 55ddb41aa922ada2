import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { GalaxyError } from "../errors/galaxy-error.js";

/** Options that every import has. */
export interface ImportOptions {
  /**
   * How long one call may take: `"60s"` by default. An id that takes longer fails with `BackendTimeout`, makes room for the
   * next one, and its late result is ignored. Waiting counts, such as for the `rate` of an `HttpApi`. In a batch, the limit
   * applies to the `Map` as a whole, or to each entry of an async iterable.
   */
  readonly timeLimit?: Duration;
  /**
   * What happens to a start of this import while it is already running.
   *
   * `"queue"`, the default: the client receives its response at once. Ids without a result so far are answered by the running
   * import, and all others by one more import right after it. The real client starts an import for each game that is added,
   * even while one is running.
   *
   * `"refuse"`: the client receives `ImportInProgress`, as from the Python API. The real client does not request the same ids
   * again until its next full import, so games that are added one by one lose their data (both seen in its logs).
   */
  readonly whileRunning?: "queue" | "refuse";
}

/** Options of an import whose method is called for one id at a time. */
export interface PerItemOptions extends ImportOptions {
  readonly batched?: false;
  /** How many calls may run at the same time: 20 by default, 1 for `@LocalSizes()`. */
  readonly concurrency?: number;
}

/** Options of an import whose method is called once for all ids. */
export interface BatchedOptions extends ImportOptions {
  readonly batched: true;
}

/**
 * @param id - the id of the requested game or user
 * @param context - what the method with `@ImportContext()` for this kind returned; undefined if there is none
 * @param signal - aborted when the integration closes
 */
export type ItemHandler<Value> = (
  id: string,
  // The author declares it as what their @ImportContext() returns.
  // oxlint-disable-next-line typescript/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Value>;

/**
 * The values of a batched import by id. An error in place of a value fails that id alone; an id that is missing gets the
 * empty value that the decorator documents.
 *
 * Entries of an async iterable are sent as they arrive. In an `async *` method without a declared return type, use
 * `yield [id, value] as const`.
 */
export type Batch<Value> =
  | ReadonlyMap<string, Value | GalaxyError>
  | AsyncIterable<readonly [id: string, value: Value | GalaxyError]>;

/**
 * @param ids - all requested ids
 * @param context - what the method with `@ImportContext()` for this kind returned; undefined if there is none
 * @param signal - aborted when the integration closes
 */
export type BatchHandler<Value> = (
  ids: string[],
  // oxlint-disable-next-line typescript/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Batch<Value>>;
