import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Diagnostic, isPlainObject, isPlatform, type Platform } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";

/** What an integration says about itself without being started. */
export interface Description {
  /** The name of its class. */
  readonly plugin: string;
  readonly platform: Platform;
  readonly guid?: string;
  readonly features: readonly string[];
  readonly routes: readonly RouteDescription[];
}

/** A method on the wire, and what receives it. */
export interface RouteDescription {
  readonly method: string;
  /** Such as `Library.ownedGames`. */
  readonly handler: string;
  readonly feature?: string;
}

/** An integration that cannot be started, and what it says about that. */
export class IntegrationRefused extends CommandError {
  override readonly name = "IntegrationRefused";

  constructor(
    /** The lines that it has written. */
    readonly said: readonly string[],
    /** What is wrong with the way it is written; empty if it fails for another reason. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(["The integration cannot be started:", ...said].join("\n"));
  }
}

const MAX_START_MS = 30_000;
const run = promisify(execFile);

/**
 * Asks a built project what it is. Node runs its modules one by one: what is wrong with the imports of one is loud here,
 * where a bundle may hide it.
 */
export async function describeIntegration(
  { command, args = [], cwd, env }: IntegrationCommand,
  signal: AbortSignal,
): Promise<Description> {
  const options = { signal, timeout: MAX_START_MS, windowsHide: true, env: { ...process.env, ...env } };
  try {
    const { stdout } = await run(command, [...args, "--describe"], { ...options, ...(cwd !== undefined && { cwd }) });
    return parse(stdout);
  } catch (error) {
    if (signal.aborted || error instanceof CommandError) throw error;
    const { killed, stderr = "", message } = error as Error & { readonly killed?: boolean; readonly stderr?: string };
    if (killed) {
      throw new CommandError(
        `The integration does not say what it is within ${MAX_START_MS / 1000} s: does its entry call runPlugin()?`,
      );
    }
    const lines = stderr.trim() === "" ? [message] : stderr.trim().split("\n");
    throw new IntegrationRefused(lines.map(readable), lines.flatMap(diagnosticsIn));
  }
}

function parse(stdout: string): Description {
  try {
    const json: unknown = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    if (isPlainObject(json) && typeof json["platform"] === "string" && isPlatform(json["platform"])) {
      return json as unknown as Description;
    }
  } catch {
    // No JSON: something else than an integration has run.
  }
  throw new CommandError("The entry of the project runs no integration: it has to call `await runPlugin(YourPlugin)`.");
}

/** The message of a line of the log; any other line as it is. */
function readable(line: string): string {
  const { message, exception } = entryIn(line);
  return typeof message === "string"
    ? [message, exception].filter((part) => typeof part === "string").join("\n")
    : line;
}

function diagnosticsIn(line: string): readonly Diagnostic[] {
  const { diagnostics } = entryIn(line);
  return Array.isArray(diagnostics) ? (diagnostics as readonly Diagnostic[]) : [];
}

/** What a line of the log holds; nothing, where it is none. */
function entryIn(line: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(line);
    return isPlainObject(json) ? json : {};
  } catch {
    return {};
  }
}
