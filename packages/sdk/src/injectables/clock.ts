/**
 * Provides the current time and delays. Inject it instead of calling `Date.now()` and `setTimeout()`, so that a test can
 * control the time:
 *
 * ```ts
 * await galaxy.clock.advance("10m");
 * ```
 */
export abstract class Clock {
  /** Returns the current time in milliseconds since 1970. */
  abstract now(): number;

  /**
   * Returns the milliseconds since some point in the past. It is for measuring how long something takes: unlike {@link now}, it does not
   * change when someone sets the clock. Whether it goes on while the computer sleeps depends on the system.
   */
  abstract monotonic(): number;

  /** Resolves after some milliseconds. Rejects with the signal's reason if that is aborted first. */
  abstract sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
