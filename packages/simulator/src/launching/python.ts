import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A Python interpreter that has shown that it runs. */
export interface Python {
  /** The program itself, rather than a starter of it: what is killed must be what runs. */
  readonly command: string;
  /** Such as `3.13.0`. */
  readonly version: string;
}

/** No interpreter that can run an integration. */
export class PythonMissing extends Error {
  override readonly name = "PythonMissing";
}

/** GALAXY 2.0 still has it. */
const OLDEST = [3, 7] as const;
const PROBE_LIMIT = 10_000;
const VARIABLE = "GALAXY_KIT_PYTHON";

/** Python 2 understands it, too, so that its number can be told. */
const PROBE = "import json, sys; print(json.dumps([list(sys.version_info[:3]), sys.executable]))";

const run = promisify(execFile);

/**
 * Finds Python 3.7 or newer: the one that is named, else the environment's GALAXY_KIT_PYTHON, else the first of python3,
 * python and py on the PATH that will do.
 */
export async function findPython(
  setting?: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Python> {
  const named = setting ?? (env[VARIABLE] === "" ? undefined : env[VARIABLE]);
  const candidates = named === undefined ? [["python3"], ["python"], ["py", "-3"]] : [[named]];
  const failures: string[] = [];
  for (const candidate of candidates) {
    const found = await probe(candidate, env);
    if (typeof found !== "string") return found;
    failures.push(`${candidate.join(" ")}: ${found}`);
  }
  const remedy =
    named === undefined
      ? `install one, or name it in the environment variable ${VARIABLE}`
      : `it was named ${setting === undefined ? `in the environment variable ${VARIABLE}` : "in the settings"}`;
  throw new PythonMissing(`no Python ${OLDEST.join(".")} or newer (${failures.join("; ")}); ${remedy}`);
}

/** Answers why it will not do. */
async function probe(
  [command = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Python | string> {
  let output: string;
  try {
    const options = { env, timeout: PROBE_LIMIT, windowsHide: true, encoding: "utf8" } as const;
    output = (await run(command, [...args, "-E", "-c", PROBE], options)).stdout;
  } catch (error) {
    return describeFailure(error as NodeJS.ErrnoException & { killed?: boolean; stderr?: string });
  }
  const parsed = parse(output);
  if (!parsed) return "does not answer as Python does";
  const [[major = 0, minor = 0, patch = 0], executable] = parsed;
  const version = [major, minor, patch].join(".");
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) return `${version} is too old`;
  return { command: executable === "" ? command : executable, version };
}

function parse(output: string): [number[], string] | undefined {
  try {
    const [version, executable] = JSON.parse(output) as [unknown, unknown];
    return Array.isArray(version) ? [version.map(Number), typeof executable === "string" ? executable : ""] : undefined;
  } catch {
    return undefined;
  }
}

function describeFailure({
  code,
  killed,
  message,
  stderr,
}: NodeJS.ErrnoException & { killed?: boolean; stderr?: string }) {
  if (code === "ENOENT") return "not found";
  if (killed) return `no answer within ${PROBE_LIMIT / 1000} s`;
  return stderr?.trim().split("\n").at(-1) || message;
}
