/** The source of time, which a test can replace. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Returns a handle for {@link clearTimeout}. */
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
};

/**
 * Waits. Rejects with the signal's reason as soon as the signal aborts.
 *
 * A delay of 0 does not use the clock, so that {@link quickTimings} need no ticks from a clock under test.
 */
export async function pause(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (delay <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, delay);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** Calls back after the delay, unless the returned function is called first. */
export function deadline(clock: Clock, delay: number, callback: () => void): () => void {
  const timer = clock.setTimeout(callback, delay);
  return () => {
    clock.clearTimeout(timer);
  };
}
