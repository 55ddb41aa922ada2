import { setTimeout as delay } from "node:timers/promises";
import type { Source } from "./source.js";

/** Milliseconds from one round to the next. */
const PAUSE = 100;

/**
 * Sends what is new in rounds, until the signal fires or sending fails, which it fails with. `send` answers when a message has
 * left. Only then is the next one made, so that a page that does not read holds up nobody but itself.
 */
export async function sendInRounds(
  sources: readonly Source[],
  send: (message: string) => Promise<void>,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    for (const source of sources) {
      for (const message of source.news()) await send(message);
    }
    await delay(PAUSE, undefined, { ref: false, signal });
  }
}
