import type { SimulatedClient } from "@galaxy-kit/simulator";
import { describeFailures } from "../library/describe-imports.js";
import { aborted, INTERRUPTED, interruption } from "../terminal/interruption.js";
import { Screen, type ShowOptions } from "./screen.js";

/** As long as the real client seems to wait. */
const MAX_IMPORT_MS = 10 * 60_000;

/** Starts an integration, shows what it tells, and ends. Answers the exit code: whether all went well. */
export async function showOnce(client: SimulatedClient, options: ShowOptions): Promise<number> {
  const interrupted = interruption();
  const screen = new Screen(client, options, interrupted);
  const late = await client
    .start()
    .then(() => Promise.race([aborted(interrupted), lateness(client)]))
    .catch(async (error: unknown) => {
      await client.close();
      throw error;
    });
  const { state, reason } = client.status;
  await client.close();
  if (interrupted.aborted) return INTERRUPTED;

  screen.present();
  for (const failure of describeFailures(client.imports)) screen.complain(failure);
  if (late !== undefined) screen.complain(late);
  // What it wrote last is in the log above.
  if (state !== "connected") screen.complain(`The integration is ${state}: ${reason.split("\n", 1)[0] ?? ""}`);
  const hasFailed = client.problems.some(({ severity }) => severity === "error") || screen.hasLoggedError;
  return state === "connected" && !hasFailed && late === undefined ? 0 : 1;
}

/** Answers when everything is imported; if that takes too long, with what is missing. */
async function lateness(client: SimulatedClient): Promise<string | undefined> {
  try {
    await client.importsDone(MAX_IMPORT_MS);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
