/**
 * The time, and what happens later. Inject it in place of `Date.now()` and `setTimeout`, and a test can move it:
 *
 * ```ts
 * await galaxy.clock.advance("10m");
 * ```
 */
export abstract class Clock {
  /** Milliseconds since 1970. */
  abstract now(): number;

  /** Resolves after some milliseconds; rejects with the signal's reason when it fires first. */
  abstract sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
