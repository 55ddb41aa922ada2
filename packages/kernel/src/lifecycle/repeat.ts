import type { Awaitable, Clock } from "@galaxy-kit/sdk";

/**
 * Runs something at once and then again and again, until the signal fires. Runs never overlap.
 *
 * @param pause milliseconds from the end of a run, which took so long, to the next one
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
      // A clock that was set back counts as one that stood still.
      await clock.sleep(pause(Math.max(0, clock.now() - start)), signal);
    } catch {
      return;
    }
  }
}
