import { setTimeout as delay } from "node:timers/promises";
import type { UpdateSource } from "./update-source.js";

const BATCH_INTERVAL_MS = 100;

/**
 * Sends pending updates in batches until the signal aborts or sending fails, then rejects. `send` resolves when a message
 * has left the process. The next message is not created before that, so a page that does not read delays only itself.
 */
export async function sendUpdates(
  sources: readonly UpdateSource[],
  send: (message: string) => Promise<void>,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    for (const source of sources) {
      for (const message of source.pending()) await send(message);
    }
    await delay(BATCH_INTERVAL_MS, undefined, { ref: false, signal });
  }
}
