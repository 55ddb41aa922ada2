import type { IntegrationFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { renderDiagnostics } from "../diagnostics/report.js";
import { describeFailures } from "../library/describe-imports.js";
import { aborted, INTERRUPTED, interruption } from "../terminal/interruption.js";
import type { ShowOptions } from "./options.js";
import { Screen } from "./screen.js";

/** Most libraries are imported sooner. */
const PATIENCE_MS = 15_000;

/** As long as the real client appears to wait. */
const IMPORT_TIMEOUT_MS = 10 * 60_000;

/**
 * Starts an integration, waits for all imports, and prints the library.
 *
 * @param developed - the integration, if its author is to hear of services that are not listed
 * @returns the exit code: 0 if nothing failed
 */
export async function showOnce(
  client: SimulatedClient,
  options: ShowOptions,
  developed?: IntegrationFolder,
): Promise<number> {
  const interrupted = interruption();
  const screen = new Screen(client, options, interrupted);
  const warnOfWait = (waiting: string): void => screen.warn(waiting, "yellow");
  const unlisted = developed && describeUnlisted(developed, interrupted);
  const timeout = await client
    .start()
    .then(() => Promise.race([aborted(interrupted), importsOrTimeout(client, warnOfWait)]))
    .catch(async (error: unknown) => {
      await client.close();
      screen.flush();
      throw error;
    });
  const { state, reason } = client.status;
  await client.close();
  if (interrupted.aborted) return INTERRUPTED;

  screen.printLibrary();
  for (const text of (await unlisted) ?? []) screen.warn(text, "yellow");
  for (const failure of describeFailures(client.imports)) screen.warn(failure);
  if (timeout !== undefined) screen.warn(timeout);
  // Only the first line: the last output of the integration is in the log above.
  if (state !== "connected") screen.warn(`Integration ${state}: ${reason.split("\n", 1)[0] ?? ""}`);
  const hasFailed = client.problems.some(({ severity }) => severity === "error") || screen.hasLoggedError;
  return state === "connected" && !hasFailed && timeout === undefined ? 0 : 1;
}

async function describeUnlisted(integration: IntegrationFolder, signal: AbortSignal): Promise<readonly string[]> {
  const { findUnlisted } = await import("./find-unlisted.js");
  return renderDiagnostics({ folder: integration.folder, diagnostics: await findUnlisted(integration, signal) }, plain);
}

/** The whole text gets one color. */
const plain = (_style: unknown, text: string): string => text;

/**
 * Resolves when everything is imported, or to a description of the reason why not.
 *
 * @param tell - called once with what is still running, if that takes longer than usual
 */
export async function importsOrTimeout(
  client: Pick<SimulatedClient, "importsDone">,
  tell: (waiting: string) => void,
  patience = PATIENCE_MS,
): Promise<string | undefined> {
  const first = await reasonNotDone(client, patience);
  if (first === undefined) return undefined;
  tell(first);
  return await reasonNotDone(client, IMPORT_TIMEOUT_MS - patience);
}

async function reasonNotDone(client: Pick<SimulatedClient, "importsDone">, limit: number): Promise<string | undefined> {
  try {
    await client.importsDone(limit);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
