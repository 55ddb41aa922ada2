import { describe } from "@galaxy-kit/protocol";
import { type Clock, UNCHANGED, UNKNOWN } from "@galaxy-kit/sdk";
import { TimeLimit } from "../lifecycle/time-limit.js";
import { Waits } from "../lifecycle/waits.js";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import type { AnswerReader } from "./answer-reader.js";

/** What became of an answer. */
export type Outcome = "complete" | typeof UNKNOWN | typeof UNCHANGED;

interface ReadParts {
  readonly handler: Handler;
  readonly reader: AnswerReader;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** How long to wait for the answer, and for each element of a stream. */
  readonly limitMs: number;
  /** Turns all elements into items; undefined if they are items. */
  readonly adapt: ((elements: readonly unknown[]) => unknown) | undefined;
  /** Called when the elements of a stream that arrived together have been read. */
  readonly flush: () => Promise<void>;
}

/**
 * Calls the author's method and reads what it returns.
 *
 * @throws what the method or its iterable throws, and if it takes too long
 */
export async function readAnswer(run: unknown, parts: ReadParts): Promise<Outcome> {
  const { handler, signal, clock, limitMs, adapt } = parts;
  const limit = new TimeLimit(clock, limitMs, `${handler.name} (${handler.decorator})`);
  const waits = new Waits(signal, limit);
  try {
    const answer = await waits.for(handler.call(run));
    if (answer === UNKNOWN) return UNKNOWN;
    if (answer === UNCHANGED) return UNCHANGED;
    const elements = isAsyncIterable(answer) ? streamed(answer, waits, handler) : listed(answer, handler);
    if (adapt) await readList(listed(await waits.for(adapt(await collected(elements))), handler), parts, limit);
    else if (isAsyncIterable(elements)) await readStream(elements, parts);
    else await readList(elements, parts, limit);
    return "complete";
  } finally {
    limit.rest();
  }
}

async function readStream(elements: AsyncIterable<unknown>, { reader, flush }: ReadParts): Promise<void> {
  for await (const element of elements) {
    reader.add(element);
    await flush();
  }
}

/** An iterable may compute its elements, and never end. */
async function readList(
  elements: Iterable<unknown>,
  { reader, signal, clock, limitMs }: ReadParts,
  limit: TimeLimit,
): Promise<void> {
  const start = clock.monotonic();
  for (const element of elements) {
    reader.add(element);
    if (!reader.takesLong) continue;
    await reader.pause();
    signal.throwIfAborted();
    if (clock.monotonic() - start > limitMs) throw limit.error();
  }
}

async function collected(elements: Iterable<unknown> | AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const element of elements) all.push(element);
  return all;
}

function listed(answer: unknown, handler: Handler): Iterable<unknown> {
  if (typeof answer === "object" && answer !== null && Symbol.iterator in answer) return answer as Iterable<unknown>;
  throw new InvalidResult(
    `${handler.name} (${handler.decorator}) returned an invalid result: expected an iterable, UNKNOWN or UNCHANGED, found ${describe(answer)}`,
  );
}

/** Waits for each element, within the limit. */
async function* streamed(
  answer: AsyncIterable<unknown>,
  waits: Waits,
  handler: Handler,
): AsyncGenerator<unknown, void> {
  const iterator = answer[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await waits.for(handler.track(() => iterator.next()));
      isDone = next.done === true;
      if (isDone) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a stream that hangs would hang there, too.
    if (!isDone) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
