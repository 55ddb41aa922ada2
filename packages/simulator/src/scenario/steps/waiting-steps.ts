import type { ClientEvents } from "../../reporting/events.js";
import { matches } from "../matching/matching.js";
import type { Expected } from "../scenario.js";
import { compare } from "./expectations.js";
import { ExpectationFailedError } from "./failures.js";
import type { ScenarioRun } from "./scenario-run.js";
import { stableLibrary } from "./stable-library.js";
import type { StepRun, Steps } from "./step-run.js";

/** Some expectations, such as memory, change without an event. */
const POLL_INTERVAL_MS = 100;

const events: readonly (keyof ClientEvents)[] = ["state", "message", "log", "parts", "changed", "progress", "problem"];

function mismatch(run: ScenarioRun, expectation: Expected, message: string): ExpectationFailedError | undefined {
  const { expected, received } = compare(run, expectation);
  if (matches(expected, received)) return undefined;
  return new ExpectationFailedError(message, expected, received);
}

async function waitFor(expectation: Expected, { scenario, signal }: StepRun): Promise<void> {
  for (;;) {
    const isHopeless = expectation.state === "connected" && scenario.isStuck;
    const message = isHopeless ? "the integration needs a login" : "the condition was not met in time";
    const failure = mismatch(scenario, expectation, message);
    if (!failure) return;
    if (isHopeless) throw failure;
    await nextEvent(scenario, signal);
    if (signal.aborted) throw failure;
  }
}

/** Resolves after an event and everything that came with it, after the poll interval, or when the signal aborts. */
async function nextEvent({ client }: ScenarioRun, signal: AbortSignal): Promise<void> {
  const stops: (() => void)[] = [];
  await new Promise<void>((resolve) => {
    const later = (): void => void setImmediate(resolve);
    const timer = setTimeout(resolve, POLL_INTERVAL_MS);
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

/** Resolves to false if the time runs out first. Leaves no timer behind, which would keep the program from exiting. */
async function orAfter(ms: number, done: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const late = pause(ms, AbortSignal.any([signal, over.signal])).then(() => false);
  return await Promise.race([done, late]).finally(() => over.abort());
}

/** Waiting, and expectations. */
export const waitingSteps: Pick<Steps, "expect" | "waitFor" | "importsDone" | "pause" | "remember"> = {
  expect: (expectation, { scenario }) => {
    const failure = mismatch(scenario, expectation, "the values differ");
    if (failure) throw failure;
  },
  waitFor,
  importsDone: async (how, { scenario, signal, note }) => {
    const done = scenario.importsDone().then(() => true);
    const isDone = await (how === true ? done : orAfter(how.orAfter, done, signal));
    if (!isDone) note("imports were still running");
  },
  pause: (ms, { signal }) => pause(ms, signal),
  remember: (name, { scenario }) => {
    scenario.remembered.set(name, stableLibrary(scenario.client.library));
  },
};
