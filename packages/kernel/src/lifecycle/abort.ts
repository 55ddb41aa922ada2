import { Aborted, type Awaitable, type Clock } from "@galaxy-kit/sdk";

/**
 * The outcome of some work, or an {@link Aborted} as soon as the signal fires, whatever the work does then.
 *
 * Without `Promise.race`, which would make five more promises: an import comes by here for each of its items.
 */
export function untilAborted<T>(work: Awaitable<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => { reject(new Aborted()); };
    if (signal.aborted) stop();
    if (!isThenable(work)) {
      resolve(work);
      return;
    }
    signal.addEventListener("abort", stop);
    const settle = <Outcome>(how: (outcome: Outcome) => void) => (outcome: Outcome): void => {
      signal.removeEventListener("abort", stop);
      how(outcome);
    };
    Promise.resolve(work).then(settle(resolve), settle(reject));
  });
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
