import { clientRequests } from "@galaxy-kit/protocol";
import { type Clock, pause } from "../clock.js";
import type { Timings } from "../timings.js";
import type { Caller } from "./caller.js";

/** Sends a ping every few seconds, whether or not the previous one got a response, until the signal aborts. */
export async function sendPings(
  caller: Caller,
  clock: Clock,
  timings: Timings,
  signal: AbortSignal,
  onTimeout: () => void,
): Promise<never> {
  const ping = async (): Promise<void> => {
    const outcome = await caller.call(clientRequests.ping, {}, { limit: timings.pingLimit });
    if (!outcome.ok && outcome.why === "no response") onTimeout();
  };
  await pause(clock, timings.firstPing, signal);
  for (;;) {
    // A ping rejects only when the session is over, which ends the pause as well.
    ping().catch(() => undefined);
    await pause(clock, timings.pingEvery, signal);
  }
}
