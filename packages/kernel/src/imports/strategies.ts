import { untilAborted } from "../lifecycle/abort.js";
import { type Handler, WrongResult } from "../wiring/handlers.js";
import { BatchAnswers } from "./batch-answers.js";
import type { ImportRun } from "./import-run.js";

type AnyIterable = AsyncIterable<unknown> | Iterable<unknown>;

/** Answers every id of an import; returns early when the signal fires. */
export type ImportStrategy = (run: ImportRun) => Promise<void>;

/** Asks for one id after the other, so many at once. */
export function perItem(concurrency: number, answer: (run: ImportRun, id: string) => Promise<void>): ImportStrategy {
  return async (run) => {
    const { ids, signal, pacer } = run;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let id = ids[next++]; id !== undefined && !signal.aborted; id = ids[next++]) {
        await answer(run, id);
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
    // A method that is async and no generator is refused, but what it has thrown says more.
    await untilAborted(returned, signal);
    const iterable = asIterable(returned, handler, "an async iterable of pages (write an async * method)");
    await forEach(iterable, run, (page) => {
      messages.success(id, page);
    });
  } catch (error) {
    if (!signal.aborted) messages.failure(id, error);
  }
  if (!signal.aborted) messages.itemFinished(id);
}

/** The handler answers all ids of an import at once, or as they come. */
export const batched: ImportStrategy = async (run) => {
  const { ids, context, handler, messages, pacer, signal } = run;
  const answers = new BatchAnswers(run);
  let failed: { readonly error: unknown } | undefined;
  try {
    const entries = asIterable(
      await handler.run([...ids], context),
      handler,
      "a Map, or an async iterable of [id, value]",
    );
    await forEach(entries, run, (entry) => {
      answers.take(entry);
    });
  } catch (error) {
    failed = { error };
  }
  if (!signal.aborted) answers.refuseStrangers();
  for (const id of messages.tellsItemFinished ? new Set(ids) : answers.missing) {
    if (signal.aborted) return;
    if (answers.missing.has(id)) {
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
  throw new WrongResult(`${handler.name} (${handler.decorator}) returned no ${expected.replace(/^an? /, "")}`);
}

/**
 * Hands over one entry after the other, and waits for none any longer once the signal fires.
 *
 * What is there already is not awaited, and no generator stands between: either would take longer than all the rest.
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
        throw new TypeError("The next() of an iterator answered no object with done and value");
      if (result.done || signal.aborted) return;
      take(result.value);
      if (pacer.due) await pacer.pause();
    }
  } finally {
    // Not awaited: an iterator that hangs would hold up the end of the integration.
    void stop(iterator);
  }
}

/** `for await` looks, too: without, an iterator that is none would go on for ever. */
function isIteratorResult(result: unknown): result is IteratorResult<unknown> {
  return typeof result === "object" && result !== null;
}

/** What an iterator says when it is told to stop is of no interest to anybody. */
async function stop(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // See above.
  }
}
