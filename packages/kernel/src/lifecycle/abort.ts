import { Aborted, type Awaitable, type Clock } from "@galaxy-kit/sdk";

/** What is to happen when a signal fires: one listener for all that wait, as adding one for each item of an import takes longer than the item. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * The outcome of some work, or an {@link Aborted} as soon as the signal fires, whatever the work does then.
 *
 * Without `Promise.race`, which would make five more promises: an import comes by here for each of its items.
 */
export function untilAborted<T>(work: Awaitable<T>, signal: AbortSignal): Promise<T> {
  if (!isThenable(work)) return signal.aborted ? Promise.reject(new Aborted()) : Promise.resolve(work);
  return new Promise((resolve, reject) => {
    const stop = (): void => { reject(new Aborted()); };
    if (signal.aborted) stop();
    const stops = waitingFor(signal).add(stop);
    Promise.resolve(work).then(
      (value) => {
        stops.delete(stop);
        resolve(value);
      },
      (error: unknown) => {
        stops.delete(stop);
        // As it was thrown, whatever it is.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(error);
      },
    );
  });
}

function waitingFor(signal: AbortSignal): Set<() => void> {
  const known = waiting.get(signal);
  if (known) return known;
  const stops = new Set<() => void>();
  waiting.set(signal, stops);
  signal.addEventListener("abort", () => { for (const stop of stops) stop(); });
  return stops;
}

/** Whether `await` would wait for it: promises of other libraries, and of another realm such as a test's, are no `Promise`. */
function isThenable<T>(work: Awaitable<T>): work is Promise<T> {
  const mayBe = (typeof work === "object" && work !== null) || typeof work === "function";
  return mayBe && "then" in work && typeof work.then === "function";
}

/** Whether some work has ended in time; it may go on after that. */
export async function endsWithin(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const timeout = clock.sleep(milliseconds, timer.signal).then(
    () => false,
    () => true,
  );
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    timer.abort();
  }
}
