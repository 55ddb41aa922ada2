import { untilAborted } from "../lifecycle/abort.js";
import { type Handler, InvalidResult } from "../wiring/handlers.js";
import { BatchResults } from "./batch-results.js";
import type { ImportRun } from "./import-run.js";

type AnyIterable = AsyncIterable<unknown> | Iterable<unknown>;

/**
 * Sends a result for every id of an import. Returns early if the signal fires. Never rejects: what a handler throws becomes the
 * failure of its ids.
 */
export type ImportStrategy = (run: ImportRun) => Promise<void>;

/** Imports ids one by one, up to `concurrency` at a time. */
export function perItem(
  concurrency: number,
  importItem: (run: ImportRun, id: string) => Promise<void>,
): ImportStrategy {
  return async (run) => {
    const { ids, signal, pacer } = run;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let id = ids[next++]; id !== undefined && !signal.aborted; id = ids[next++]) {
        await importItem(run, id);
        if (pacer.due) await pacer.pause();
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, ids.length) }, work));
  };
}

/** The handler returns the value of an id. */
export async function oneValue({ handler, context, messages, signal }: ImportRun, id: string): Promise<void> {
  try {
    const value = await handler.run(id, context);
    if (!signal.aborted) messages.success(id, value);
  } catch (error) {
    if (!signal.aborted) messages.failure(id, error);
  }
}

/** The handler yields the value of an id page by page. */
export async function pages(run: ImportRun, id: string): Promise<void> {
  const { handler, context, messages, signal } = run;
  try {
    const returned = handler.call(id, context);
    // An async method that is not a generator is refused, but an error that it throws is more helpful.
    await untilAborted(returned, signal);
    const iterable = asIterable(returned, handler, "an async iterable of pages (use an async * method)");
    await forEach(iterable, run, (page) => {
      messages.success(id, page);
    });
  } catch (error) {
    if (!signal.aborted) messages.failure(id, error);
  }
  if (!signal.aborted) messages.itemFinished(id);
}

/** The handler returns the values of all ids, at once or as they become available. */
export const batched: ImportStrategy = async (run) => {
  const { ids, context, handler, messages, pacer, signal } = run;
  const results = new BatchResults(run);
  let failed: { readonly error: unknown } | undefined;
  try {
    const entries = asIterable(
      await handler.run([...ids], context),
      handler,
      "a Map or an async iterable of [id, value]",
    );
    await forEach(entries, run, (entry) => {
      results.take(entry);
    });
  } catch (error) {
    failed = { error };
  }
  if (!signal.aborted) results.reportUnrequested();
  for (const id of messages.hasItemFinished ? new Set(ids) : results.missing) {
    if (signal.aborted) return;
    if (results.missing.has(id)) {
      if (failed) messages.failure(id, failed.error);
      else messages.empty(id);
    }
    messages.itemFinished(id);
    if (pacer.due) await pacer.pause();
  }
};

function asIterable(value: unknown, handler: Handler, expected: string): AnyIterable {
  const iterable =
    typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
  if (iterable) return value as AnyIterable;
  throw new InvalidResult(`${handler.name} (${handler.decorator}) must return ${expected}`);
}

/**
 * Passes on one entry after the other, and stops waiting for more when the signal fires.
 *
 * Entries that already exist are not awaited, and no generator wraps them: either would cost more than everything else.
 */
async function forEach(
  entries: AnyIterable,
  { pacer, signal }: ImportRun,
  take: (entry: unknown) => void,
): Promise<void> {
  if (Symbol.iterator in entries) {
    for (const entry of entries) {
      if (signal.aborted) return;
      take(entry);
      if (pacer.due) await pacer.pause();
    }
    return;
  }
  const iterator = entries[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result: unknown = await untilAborted(iterator.next(), signal);
      if (!isIteratorResult(result))
        throw new TypeError("The next() method of an iterator must return an object with done and value");
      if (result.done || signal.aborted) return;
      take(result.value);
      if (pacer.due) await pacer.pause();
    }
  } finally {
    // Not awaited: an iterator that hangs would delay the shutdown.
    void stop(iterator);
  }
}

/** As `for await` checks, too. Otherwise a broken iterator would never end. */
function isIteratorResult(result: unknown): result is IteratorResult<unknown> {
  return typeof result === "object" && result !== null;
}

/** Ignores errors: the import is over. */
async function stop(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // Nothing depends on it.
  }
}
