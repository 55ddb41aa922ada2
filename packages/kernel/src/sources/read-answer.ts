import { describe } from "@galaxy-kit/protocol";
import { type Clock, UNCHANGED, UNKNOWN } from "@galaxy-kit/sdk";
import { TimeLimit } from "../lifecycle/time-limit.js";
import { Waits } from "../lifecycle/waits.js";
import { type Handler, InvalidResult } from "../wiring/handlers.js";
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
  readonly flush: () => void;
}

/**
 * Calls the author's method and reads what it returns.
 *
 * @throws what the method or its iterable throws, and if it takes too long
 */
export async function readAnswer(run: unknown, parts: ReadParts): Promise<Outcome> {
  const { handler, signal, clock, limitMs } = parts;
  const limit = new TimeLimit(clock, limitMs, `${handler.name} (${handler.decorator})`);
  const waits = new Waits(signal, limit);
  try {
    const answer = await waits.for(handler.call(run));
    if (answer === UNKNOWN) return UNKNOWN;
    if (answer === UNCHANGED) return UNCHANGED;
    const elements = isAsyncIterable(answer) ? streamed(answer, waits, parts) : listed(answer, handler);
    if (parts.adapt) {
      const all: unknown[] = [];
      for await (const element of elements) all.push(element);
      const adapted = await waits.for(parts.adapt(all));
      await read(listed(adapted, handler), parts, false);
    } else await read(elements, parts, isAsyncIterable(answer));
    return "complete";
  } finally {
    limit.rest();
  }
}

async function read(
  elements: Iterable<unknown> | AsyncIterable<unknown>,
  { reader, signal, flush }: ReadParts,
  isStream: boolean,
): Promise<void> {
  if (isAsyncIterable(elements)) {
    for await (const element of elements) {
      reader.add(element);
      if (isStream) flush();
    }
    return;
  }
  for (const element of elements) {
    reader.add(element);
    if (!reader.takesLong) continue;
    await reader.pause();
    signal.throwIfAborted();
  }
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
  { handler }: ReadParts,
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
