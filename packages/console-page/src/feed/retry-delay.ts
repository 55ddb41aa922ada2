const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/** Returns the time to wait before the next attempt. */
export function retryDelayMs(attempts: number): number {
  return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts);
}
