import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** A Python interpreter that was found to run. */
export interface Python {
  /** The interpreter itself, not a launcher such as `py`: killing this process must stop the integration. */
  readonly command: string;
  /** Such as `3.13.0`. */
  readonly version: string;
}

/** No Python interpreter on this machine can run an integration. The message includes the remedy. */
export class PythonNotFoundError extends Error {
  override readonly name = "PythonNotFoundError";
}

/** GALAXY 2.0 includes this version. */
const MIN_VERSION = [3, 7] as const;
const PROBE_TIMEOUT_MS = 10_000;
const VARIABLE = "GALAXY_KIT_PYTHON";

/** Valid in Python 2 as well, so that its version can be reported. */
const PROBE = "import json, sys; print(json.dumps([list(sys.version_info[:3]), sys.executable]))";

const run = promisify(execFile);

/** What candidates are. Asking takes longer than most checks of an integration, and an interpreter stays what it is. */
const known = new Map<string, Python>();

/**
 * Finds Python 3.7 or newer: the given one, otherwise GALAXY_KIT_PYTHON of the environment, otherwise the first suitable one of
 * python3, python and py on the PATH. Throws {@link PythonNotFoundError}.
 *
 * @param setting - a version such as `3.13`, which is looked for on the PATH and among the versions of pyenv, or a path
 */
export async function findPython(
  setting?: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Python> {
  const named = setting ?? (env[VARIABLE] === "" ? undefined : env[VARIABLE]);
  const version = /^3\.\d+$/.exec(named ?? "")?.[0];
  const candidates =
    version !== undefined
      ? [[`python${version}`], ["py", `-${version}`], ...pyenv(version, env)]
      : named === undefined
        ? [["python3"], ["python"], ["py", "-3"]]
        : [[named]];
  const environment = version === undefined ? env : withoutShims(env);
  const failures: string[] = [];
  for (const candidate of candidates) {
    const key = JSON.stringify([candidate, env["PATH"]]);
    const found = known.get(key) ?? (await probe(candidate, environment));
    if (typeof found !== "string") known.set(key, found);
    if (typeof found !== "string" && (version === undefined || found.version.startsWith(`${version}.`))) return found;
    failures.push(`${candidate.join(" ")}: ${typeof found === "string" ? found : `is ${found.version}`}`);
  }
  const remedy =
    named === undefined
      ? `install one, or set the environment variable ${VARIABLE} to its path`
      : `it was specified ${setting === undefined ? `by the environment variable ${VARIABLE}` : "by an option"}`;
  const wanted = version ?? `${MIN_VERSION.join(".")} or newer`;
  throw new PythonNotFoundError(`no Python ${wanted} (${failures.join("; ")}); ${remedy}`);
}

/** Returns the interpreters of a version that pyenv has installed, the newest first. They need not be on the PATH. */
function pyenv(version: string, env: Readonly<Record<string, string | undefined>>): string[][] {
  const versions = join(pyenvRoot(env), "versions");
  try {
    const names = readdirSync(versions).filter((name) => name.startsWith(`${version}.`));
    const newestFirst = names.sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
    return newestFirst.map((name) => [join(versions, name, "bin", "python")]);
  } catch {
    return [];
  }
}

/** A shim of pyenv takes half a second to find out that another version is selected. {@link pyenv} knows them all. */
function withoutShims(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
  const shims = join(pyenvRoot(env), "shims");
  const folders = env["PATH"]?.split(delimiter).filter((folder) => folder !== shims);
  return { ...env, ...(folders && { PATH: folders.join(delimiter) }) };
}

function pyenvRoot(env: Readonly<Record<string, string | undefined>>): string {
  return env["PYENV_ROOT"] ?? join(homedir(), ".pyenv");
}

/** Resolves to the interpreter, or to the reason why the candidate is unsuitable. */
async function probe(
  [command = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Python | string> {
  let output: string;
  try {
    const options = { env, timeout: PROBE_TIMEOUT_MS, windowsHide: true, encoding: "utf8" } as const;
    output = (await run(command, [...args, "-E", "-c", PROBE], options)).stdout;
  } catch (error) {
    return describeFailure(error as NodeJS.ErrnoException & { killed?: boolean; stderr?: string });
  }
  const parsed = parse(output);
  if (!parsed) return "is not a Python interpreter";
  const [[major = 0, minor = 0, patch = 0], executable] = parsed;
  const version = [major, minor, patch].join(".");
  if (major < MIN_VERSION[0] || (major === MIN_VERSION[0] && minor < MIN_VERSION[1])) return `${version} is too old`;
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
  if (killed) return `no response within ${PROBE_TIMEOUT_MS / 1000} s`;
  return stderr?.trim().split("\n").at(-1) || message;
}
