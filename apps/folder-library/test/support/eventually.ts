import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

/** Waits until a look at the world finds something. For what tells nobody that it has happened, such as another process. */
export async function eventually<T>(wanted: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const limit = Date.now() + PATIENCE_MS;
  while (Date.now() < limit) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(PAUSE_MS);
  }
  throw new Error(`It did not happen within ${PATIENCE_MS} ms that ${wanted}.`);
}
