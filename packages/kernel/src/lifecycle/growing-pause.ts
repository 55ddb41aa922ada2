import type { Backoff } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";

/** Returns how long to pause, in milliseconds, after so many failures in a row. */
export function growingPause({ from, to, factor = 2 }: Backoff): (failures: number) => number {
  const first = toMilliseconds(from);
  const longest = toMilliseconds(to);
  return (failures) => Math.min(longest, first * factor ** (failures - 1));
}
