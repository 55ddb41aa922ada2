import { AsyncLocalStorage } from "node:async_hooks";
import type { MessageId } from "@galaxy-kit/protocol";

/** A call of the client, identified so that it can be found among the messages that the client sent. */
export interface TracedCall {
  /** Absent for a notification. */
  readonly id?: MessageId;
  readonly method: string;
}

/** Work that no call of the client has started: a method that a timer runs, or a part of the framework. */
export interface TracedJob {
  /** Such as `Shop.sweep (@Every())`. */
  readonly job: string;
}

/** What a piece of work, and everything that it starts, is done for; an empty object for nothing in particular. */
export type Traced = TracedCall | TracedJob | Readonly<Record<string, never>>;

/** Knows what a piece of work is done for. */
export interface CallTrace {
  run<T>(traced: Traced, work: () => T): T;
  /** Runs a method of the author, which is a job of its own unless a call has led to it. */
  runMethod<T>(name: string, method: () => T): T;
  /** Undefined if nothing is traced. */
  current(): Traced | undefined;
}

/** For a tool that shows a log line next to the message that caused it. It costs time at every `await`. */
export function traceCalls(): CallTrace {
  const storage = new AsyncLocalStorage<Traced>();
  const current = (): Traced => storage.getStore() ?? {};
  return {
    run: (traced, work) => storage.run(traced, work),
    runMethod: (name, method) => ("method" in current() ? method() : storage.run({ job: name }, method)),
    current,
  };
}

/** Traces nothing, at no cost. */
export const noTrace: CallTrace = {
  run: (_traced, work) => work(),
  runMethod: (_name, method) => method(),
  current: () => undefined,
};
