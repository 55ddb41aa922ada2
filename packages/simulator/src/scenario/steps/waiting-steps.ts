import type { ClientEvents } from "../../reporting/events.js";
import { compare, type Expected, expectedShape } from "../expecting/expectations.js";
import { matches } from "../expecting/matching.js";
import { outlasting } from "../expecting/outlasting.js";
import { either, nothingMore, numberFrom, object, text } from "../reading/shape.js";
import { ExpectationFailed } from "../running/failure.js";
import type { Stage } from "../running/stage.js";
import { type Run, step } from "./step.js";

/** Not everything that can be expected is told of by an event, such as memory. In ms. */
const LOOK_EVERY = 100;

const events: readonly (keyof ClientEvents)[] = ["state", "message", "log", "changed", "progress", "problem"];

function mismatch(stage: Stage, said: Expected, message: string): ExpectationFailed | undefined {
  const { expected, received } = compare(stage, said);
  if (matches(expected, received)) return undefined;
  return new ExpectationFailed(message, expected, received);
}

async function waitFor(said: Expected, { stage, signal }: Run): Promise<void> {
  for (;;) {
    const failure = mismatch(stage, said, "it has not come to this");
    if (!failure) return;
    await somethingNew(stage, signal);
    if (signal.aborted) throw failure;
  }
}

/** Answers after an event and all that came with it, after a while, or when the signal fires. */
async function somethingNew({ client }: Stage, signal: AbortSignal): Promise<void> {
  const stops: (() => void)[] = [];
  await new Promise<void>((resolve) => {
    const later = (): void => void setImmediate(resolve);
    const timer = setTimeout(resolve, LOOK_EVERY);
    const onAbort = (): void => resolve();
    signal.addEventListener("abort", onAbort);
    stops.push(
      ...events.map((name) => client.on(name, later)),
      () => clearTimeout(timer),
      () => signal.removeEventListener("abort", onAbort),
    );
  });
  for (const stop of stops) stop();
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Answers `false` when the time is over first. Nothing of it stays: a timer would keep the program from ending. */
async function orAfter(ms: number, done: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const late = pause(ms, AbortSignal.any([signal, over.signal])).then(() => false);
  return await Promise.race([done, late]).finally(() => over.abort());
}

/** What a scenario waits for, and what it finds then. */
export const waitingSteps = {
  expect: step(
    "Compares what is said with what there is; all of it has to be true now.",
    expectedShape,
    (said, { stage }) => {
      const failure = mismatch(stage, said, "it is otherwise");
      if (failure) throw failure;
    },
  ),
  waitFor: step("Waits until all that is said is true. Takes what expect takes.", expectedShape, waitFor),
  importsDone: step(
    "Waits until everything that was begun is over, well or not: the handshake, the login, every import. orAfter: goes on " +
      "after so many milliseconds in any case.",
    either(nothingMore, object({ orAfter: numberFrom(0) }, {})),
    async (how, { stage, signal, note }) => {
      const done = stage.client.importsDone().then(() => true);
      const isDone = await (how === true ? done : orAfter(how.orAfter, done, signal));
      if (!isDone) note("imports still went on");
    },
  ),
  pause: step("Waits so many milliseconds.", numberFrom(0), (ms, { signal }) => pause(ms, signal)),
  remember: step(
    "Remembers under a name what the client has learned, for an expectation unchangedSince.",
    text,
    (name, { stage }) => {
      stage.remembered.set(name, outlasting(stage.client.library));
    },
  ),
};
