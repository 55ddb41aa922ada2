import { setTimeout } from "node:timers/promises";

/**
 * Settles as the work does, or rejects after some real time.
 *
 * @param describe - describes what it waits for
 */
export async function withinLimit<T>(work: Promise<T>, milliseconds: number, describe: () => string): Promise<T> {
  const timer = new AbortController();
  const timeout = setTimeout(milliseconds, undefined, { signal: timer.signal }).then(
    () => Promise.reject(new Error(describe())),
    () => work,
  );
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timer.abort();
  }
}
