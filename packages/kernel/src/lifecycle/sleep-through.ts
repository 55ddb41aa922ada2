import type { Clock } from "@galaxy-kit/sdk";

/** How often a long wait checks whether the computer was asleep. */
const CHECK_MS = 30_000;

/**
 * Waits like `Clock.sleep()`, but the time that the computer was asleep counts: timers stand still during that. So what became due in
 * the meantime happens soon after the computer wakes up. A clock that was set back counts as one that stopped.
 */
export async function sleepThrough(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let remaining = milliseconds; remaining > 0;) {
    const step = Math.min(remaining, CHECK_MS);
    const start = clock.now();
    await clock.sleep(step, signal);
    remaining -= Math.max(step, clock.now() - start);
  }
}
