import type { Clock } from "@galaxy-kit/sdk";

/** Resolves to whether the work settles in time. The work may continue after that. */
export async function settlesWithin(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
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
