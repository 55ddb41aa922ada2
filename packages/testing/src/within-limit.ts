import { setTimeout } from "node:timers/promises";

/**
 * Settles as the work does, or rejects after some real time, unless that is infinite.
 *
 * @param describe - describes what it waits for
 */
export async function withinLimit<T>(work: Promise<T>, milliseconds: number, describe: () => string): Promise<T> {
  if (milliseconds === Infinity) return await work;
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
