const FIRST_WAIT = 500;
const MAX_WAIT = 8_000;

/** Milliseconds to wait before the next attempt. */
export function backOff(attempts: number): number {
  return Math.min(MAX_WAIT, FIRST_WAIT * 2 ** attempts);
}
