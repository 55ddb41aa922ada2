import { execFile, type ExecFileException } from "node:child_process";
import { promisify } from "node:util";
import { type Diagnostic, isPlainObject, isPlatform, type Platform, RefusedError } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { error } from "../diagnostics/diagnostic.js";

/** The description that an integration prints with `--describe`. */
export interface Description {
  /** The name of its class. */
  readonly plugin: string;
  readonly platform: Platform;
  readonly guid?: string;
  /** The name of this variant, shown to the user; absent without variants. */
  readonly name?: string;
  /** Which of its variants this is. */
  readonly variant?: string;
  /** All its variants, if the project has any. */
  readonly variants?: readonly string[];
  readonly features: readonly string[];
  /** The names of the classes whose decorated methods are called. Absent in a description by an older version. */
  readonly classes?: readonly string[];
  /** The optional parts of the kernel that it uses. Absent in a description by an older version. */
  readonly parts?: readonly string[];
  readonly routes: readonly RouteDescription[];
  /** What it can do instead of talking to GALAXY, such as `settings`. */
  readonly tasks?: readonly string[];
}

/** A method on the wire, and its handler. */
export interface RouteDescription {
  readonly method: string;
  /** Such as `Library.ownedGames`. */
  readonly handler: string;
  readonly feature?: string;
}

/** An integration that cannot start because of the way it is written. */
export class IntegrationRefusedError extends RefusedError {
  override readonly name = "IntegrationRefusedError";

  constructor(diagnostics: readonly Diagnostic[]) {
    super("The integration cannot start", diagnostics);
  }
}

/** An integration that ended before it could describe itself, for example because a module threw while it was loaded. */
export class IntegrationStartError extends CommandError {
  override readonly name = "IntegrationStartError";

  /** @param output - the lines it wrote to stderr */
  constructor(readonly output: readonly string[]) {
    super(["The integration cannot start:", ...output].join("\n"));
  }
}

/** The environment variable that says which variant of an integration runs. */
export const VARIANT = "GALAXY_KIT_VARIANT";

const MAX_START_MS = 30_000;
const MAX_OUTPUT_MB = 1;
/** An emulator has twenty variants, each of which is a process. */
const STARTS_AT_ONCE = 4;
const run = promisify(execFile);

/** Asks a built project to describe each of its variants; there is one if it has none. */
export async function describeVariants(
  source: IntegrationCommand,
  signal: AbortSignal,
): Promise<readonly [Description, ...Description[]]> {
  const first = await describeIntegration(source, { signal });
  const others = (first.variants ?? []).filter((variant) => variant !== first.variant);
  const described: [Description, ...Description[]] = [first];
  for (let at = 0; at < others.length; at += STARTS_AT_ONCE) {
    const some = others.slice(at, at + STARTS_AT_ONCE);
    described.push(...(await Promise.all(some.map((variant) => describeIntegration(source, { signal, variant })))));
  }
  return described;
}

interface DescribeOptions {
  readonly signal: AbortSignal;
  readonly variant?: string;
  /** How long it may take to start. */
  readonly maxMs?: number;
}

/**
 * Asks a built project to describe itself. Node runs its modules one by one, which exposes problems with their imports
 * that a bundle may hide.
 */
export async function describeIntegration(
  { command, args = [], cwd, env }: IntegrationCommand,
  { signal, variant, maxMs = MAX_START_MS }: DescribeOptions,
): Promise<Description> {
  const environment = { ...process.env, ...env, ...(variant !== undefined && { [VARIANT]: variant }) };
  const options = {
    signal,
    timeout: maxMs,
    maxBuffer: MAX_OUTPUT_MB * 1024 * 1024,
    windowsHide: true,
    env: environment,
  };
  try {
    const { stdout } = await run(command, [...args, "--describe"], { ...options, ...(cwd !== undefined && { cwd }) });
    return parse(stdout);
  } catch (error) {
    if (signal.aborted || error instanceof RefusedError) throw error;
    const { code, killed, stderr = "", message } = error as ExecFileException;
    if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
      throw notAnIntegration(
        "start-output",
        `wrote more than ${MAX_OUTPUT_MB} MB before it described itself`,
        "Print nothing while modules are loaded, and log in a handler.",
      );
    }
    if (killed) {
      throw notAnIntegration(
        "start-timeout",
        `did not describe itself within ${maxMs / 1000} s`,
        "Call runPlugin() before anything that waits, and do other work in a handler.",
      );
    }
    const lines = stderr.trim() === "" ? [message] : stderr.trim().split("\n");
    const diagnostics = lines.flatMap(diagnosticsIn);
    throw diagnostics.length > 0
      ? new IntegrationRefusedError(diagnostics)
      : new IntegrationStartError(lines.map(readable));
  }
}

function parse(stdout: string): Description {
  try {
    const json: unknown = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    if (isPlainObject(json) && typeof json["platform"] === "string" && isPlatform(json["platform"])) {
      return json as unknown as Description;
    }
  } catch {
    // Not JSON: something other than an integration ran.
  }
  throw notAnIntegration("not-an-integration", "does not run an integration", "Add: await runPlugin(YourPlugin);");
}

function notAnIntegration(
  code: "not-an-integration" | "start-output" | "start-timeout",
  message: string,
  remedy: string,
): IntegrationRefusedError {
  return new IntegrationRefusedError([error(code, { subject: "entry", message, remedy })]);
}

/** Returns the message of a log line. Returns any other line unchanged. */
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

/** Parses a log line. Returns an empty object for any other line. */
function entryIn(line: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(line);
    return isPlainObject(json) ? json : {};
  } catch {
    return {};
  }
}
