/** Where time comes from, so that a test can bring its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Answers a handle for {@link clearTimeout}. */
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
};

/**
 * Waits; fails with the signal's reason as soon as that fires.
 *
 * A wait of 0 does not ask the clock, so that {@link quickTimings} run through under a clock that stands still.
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

/** Runs `callback` unless the answered function is called first. */
export function deadline(clock: Clock, delay: number, callback: () => void): () => void {
  const timer = clock.setTimeout(callback, delay);
  return () => {
    clock.clearTimeout(timer);
  };
}
