import type { Awaitable, Clock } from "@galaxy-kit/sdk";

/**
 * Runs something immediately and then repeatedly, until the signal fires. Runs never overlap.
 *
 * @param pause - takes the duration of a run in milliseconds, and returns how long to wait for the next one
 */
export async function repeat(
  clock: Clock,
  pause: (took: number) => number,
  signal: AbortSignal,
  run: () => Awaitable<void>,
): Promise<void> {
  while (!signal.aborted) {
    const start = clock.now();
    await run();
    try {
      // A clock that was set back counts as one that stopped.
      await clock.sleep(pause(Math.max(0, clock.now() - start)), signal);
    } catch {
      return;
    }
  }
}
