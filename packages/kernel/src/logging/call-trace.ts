import { AsyncLocalStorage } from "node:async_hooks";
import type { MessageId } from "@galaxy-kit/protocol";

/** A call of the client, identified so that it can be found among the messages that the client sent. */
export interface TracedCall {
  /** Absent for a notification. */
  readonly id?: MessageId;
  readonly method: string;
}

/** Knows which call a piece of work, and everything that it starts, is done for. */
export interface CallTrace {
  run<T>(call: TracedCall | undefined, work: () => T): T;
  current(): TracedCall | undefined;
}

/** For a tool that shows a log line next to the message that caused it. It costs time at every `await`. */
export function traceCalls(): CallTrace {
  const storage = new AsyncLocalStorage<TracedCall | undefined>();
  return { run: (call, work) => storage.run(call, work), current: () => storage.getStore() };
}

/** Traces nothing, at no cost. */
export const noTrace: CallTrace = { run: (_call, work) => work(), current: () => undefined };
