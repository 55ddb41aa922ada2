/** A length of time, such as `"500ms"`, `"5s"`, `"10m"`, `"2h"` or `"1d"`. */
export type Duration = `${number}${Unit}`;

type Unit = "ms" | "s" | "m" | "h" | "d";

const MILLISECONDS: Readonly<Record<Unit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** With a longer delay, a timer of Node.js fires immediately. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Returns the milliseconds of a duration.
 *
 * @throws `RangeError` if it is not a duration, or too short or too long for a timer
 */
export function toMilliseconds(duration: Duration): number {
  const milliseconds = parse(duration);
  if (milliseconds >= 1 && milliseconds <= MAX_TIMER_MS) return milliseconds;
  throw new RangeError(
    `${JSON.stringify(duration)} is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
  );
}

/**
 * Returns the milliseconds of a duration that is compared with a clock. Unlike one that a timer waits for, it has no upper limit.
 *
 * @throws `RangeError` if it is not a duration of at least `"1ms"`
 */
export function toAgeMs(duration: Duration): number {
  const milliseconds = parse(duration);
  if (milliseconds >= 1) return milliseconds;
  throw new RangeError(`${JSON.stringify(duration)} is not a duration, such as "10m", "12h" or "90d"`);
}

/** Returns `NaN` for what is not a duration. */
function parse(duration: Duration): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration);
  return match ? Number(match[1]) * MILLISECONDS[match[2] as Unit] : NaN;
}
