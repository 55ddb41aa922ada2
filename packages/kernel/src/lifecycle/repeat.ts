import type { Awaitable, Clock } from "@galaxy-kit/sdk";

/** Runs something at once and then each time this long after its last end, until the signal fires. Runs never overlap. */
export async function repeat(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
  run: () => Awaitable<void>,
): Promise<void> {
  while (!signal.aborted) {
    await run();
    try {
      await clock.sleep(milliseconds, signal);
    } catch {
      return;
    }
  }
}
