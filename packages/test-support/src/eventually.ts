import { setTimeout as sleep } from "node:timers/promises";

const TIMEOUT_MS = 25_000;
const POLL_MS = 20;

/** Polls until a condition holds. For conditions that send no event, such as the state of another process. */
export async function eventually<T>(
  condition: string,
  check: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const limit = Date.now() + TIMEOUT_MS;
  while (Date.now() < limit) {
    const found = await check();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
  throw new Error(`Timed out after ${TIMEOUT_MS} ms: ${condition}`);
}
