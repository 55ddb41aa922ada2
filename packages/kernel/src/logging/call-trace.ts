import { AsyncLocalStorage } from "node:async_hooks";
import type { MessageId } from "@galaxy-kit/protocol";

/** A call of the client, named so that it can be found again in what the client has sent. */
export interface TracedCall {
  /** Absent for a notification. */
  readonly id?: MessageId;
  readonly method: string;
}

/** Knows during a piece of work, and all that it sets off, which call it is done for. */
export interface CallTrace {
  run<T>(call: TracedCall | undefined, work: () => T): T;
  current(): TracedCall | undefined;
}

/** For a tool that shows a line of the log beside the message that caused it: it costs something at every `await`. */
export function traceCalls(): CallTrace {
  const storage = new AsyncLocalStorage<TracedCall | undefined>();
  return { run: (call, work) => storage.run(call, work), current: () => storage.getStore() };
}

/** Costs nothing and knows nothing. */
export const noTrace: CallTrace = { run: (_call, work) => work(), current: () => undefined };
