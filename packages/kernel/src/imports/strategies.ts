import { describe } from "@galaxy-kit/protocol";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import { BatchResults } from "./batch-results.js";
import type { ImportRun } from "./import-run.js";
import { PageCheck } from "./page-check.js";
import { Progress } from "./progress.js";

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
    const { ids, missing, signal, pacer } = run;
    let next = 0;
    const running = new Array<string | undefined>(Math.min(concurrency, ids.length)).fill(undefined);
    missing.expectAnyOrder(() => [...running.filter((id) => id !== undefined), ...ids.slice(next)]);
    const work = async (_: unknown, worker: number): Promise<void> => {
      for (let id = ids[next++]; id !== undefined && !signal.aborted; id = ids[next++]) {
        running[worker] = id;
        await importItem(run, id);
        running[worker] = undefined;
        while (pacer.due) await pacer.pause();
      }
    };
    // Nothing may be sent after the import has ended, not even if one of them fails.
    const outcomes = await Promise.allSettled(running.map(work));
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  };
}

/** The handler returns the value of an id. */
export async function oneValue({ handler, context, messages, pacer, signal }: ImportRun, id: string): Promise<void> {
  let send: () => void;
  try {
    const value = await handler.run(id, context);
    send = () => {
      messages.success(id, value);
    };
  } catch (error) {
    send = () => {
      messages.failure(id, error);
    };
  }
  // Others may have sent a lot since this item was requested, and again while it waited.
  while (pacer.isFull) await pacer.pause();
  if (!signal.aborted) send();
}

/** The handler yields the value of an id page by page. */
export async function pages(run: ImportRun, id: string): Promise<void> {
  const { handler, context, messages, missing, pacer, signal } = run;
  const sent = new PageCheck(handler, id);
  let failed: { readonly error: unknown } | undefined;
  missing.track();
  try {
    const returned = handler.call(id, context);
    // An async method that is not a generator is refused, but an error that it throws is more helpful.
    await handler.waits.for(returned);
    const iterable = asIterable(returned, handler, "an async iterable of pages (use an async * method)");
    await forEach(iterable, run, (page) => {
      sent.check(page);
      messages.success(id, page);
      return true;
    });
  } catch (error) {
    failed = { error };
  }
  while (pacer.isFull) await pacer.pause();
  if (signal.aborted) return;
  if (failed) messages.failure(id, failed.error);
  messages.itemFinished(id);
}

/** The handler returns the values of all ids, at once or as they become available. */
export const batched: ImportStrategy = async (run) => {
  const { ids, missing, context, handler, messages, pacer, signal } = run;
  const results = new BatchResults(run);
  let failed: { readonly error: unknown } | undefined;
  try {
    const entries = asIterable(
      await handler.run([...ids], context),
      handler,
      "a Map or an async iterable of [id, value]",
    );
    await forEach(entries, run, (entry) => results.take(entry));
  } catch (error) {
    failed = { error };
  }
  if (!signal.aborted) {
    results.reportIgnored();
    if (failed && missing.size === 0) handler.logFailure(failed.error);
  }
  for (const id of messages.hasItemFinished ? ids : missing) {
    if (signal.aborted) return;
    if (missing.has(id)) {
      if (failed) messages.failure(id, failed.error);
      else messages.empty(id);
    }
    messages.itemFinished(id);
    while (pacer.due) await pacer.pause();
  }
};

function asIterable(value: unknown, handler: Handler, expected: string): AnyIterable {
  const iterable =
    typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
  if (iterable) return value as AnyIterable;
  throw new InvalidResult(
    `${handler.name} (${handler.decorator}) must return ${expected}, but returned ${describe(value)}`,
  );
}

/**
 * Passes on one entry after the other, and stops waiting for more when the signal fires, or when nothing that the client waits
 * for has come within the time limit.
 *
 * Entries that already exist are not awaited, and no generator wraps them: either would cost more than everything else.
 *
 * @param take - returns whether the client has waited for the entry
 */
async function forEach(entries: AnyIterable, run: ImportRun, take: (entry: unknown) => boolean): Promise<void> {
  const progress = new Progress(run.handler.waits.limit);
  try {
    if (Symbol.iterator in entries) await forEachOf(entries, run, take, progress);
    else await forAwaitOf(entries, run, take, progress);
  } finally {
    progress.end();
  }
}

async function forEachOf(
  entries: Iterable<unknown>,
  { pacer, signal }: ImportRun,
  take: (entry: unknown) => boolean,
  progress: Progress,
): Promise<void> {
  for (const entry of entries) {
    while (pacer.due) await pacer.pause();
    if (signal.aborted) return;
    progress.observe(take(entry));
  }
}

async function forAwaitOf(
  entries: AsyncIterable<unknown>,
  { handler, pacer, signal }: ImportRun,
  take: (entry: unknown) => boolean,
  progress: Progress,
): Promise<void> {
  const iterator = entries[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result: unknown = await handler.waits.for(iterator.next());
      if (!isIteratorResult(result))
        throw new TypeError("The next() method of an iterator must return an object with done and value");
      if (result.done) return;
      while (pacer.due) await pacer.pause();
      if (signal.aborted) return;
      progress.observe(take(result.value));
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
