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

  /** Resolves after some milliseconds. Rejects with the signal's reason if that is aborted first. */
  abstract sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
