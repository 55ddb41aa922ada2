import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { UsageError } from "../usage-error.js";

/** An interpreter, by its own path: a shim such as that of pyenv adds 40 ms. */
export interface Python {
  readonly path: string;
  /** Such as `3.13.0`. */
  readonly version: string;
}

const NAMES = /^python3?(\.\d+)?(\.exe)?$/;
const PROBE = "import json, sys; print(json.dumps([sys.executable, list(sys.version_info[:3])]))";
const PROBE_TIMEOUT_MS = 10_000;
/** GALAXY 2.0 still has 3.7. */
const OLDEST = [3, 7, 0] as const;

const run = promisify(execFile);

/** Checks the interpreters that the user named. */
export function namedPythons(paths: readonly string[]): Promise<Python[]> {
  return Promise.all(
    paths.map(async (path) => {
      const python = await probe(path);
      if (python) return python;
      throw new UsageError(`--python: '${path}' is not a working Python ${OLDEST.slice(0, 2).join(".")} or later.`);
    }),
  );
}

/** Finds the interpreters on the PATH and those of pyenv. Returns the newest of each minor version, oldest first. */
export async function findPythons(env: NodeJS.ProcessEnv = process.env): Promise<Python[]> {
  const found = (await Promise.all(candidates(env).map(probe))).filter((python) => python !== undefined);
  const newest = new Map<string, Python>();
  for (const python of found.sort((a, b) => compareVersions(a.version, b.version)))
    newest.set(minorOf(python.version), python);
  return [...newest.values()];
}

/** Returns `3.13` for `3.13.0`. */
export function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const pyenv = join(env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const folders = [
    ...(env["PATH"] ?? "").split(delimiter),
    ...entries(pyenv).map((version) => join(pyenv, version, "bin")),
  ];
  return [...new Set(folders)].flatMap((folder) =>
    entries(folder)
      .filter((name) => NAMES.test(name))
      .map((name) => join(folder, name)),
  );
}

function entries(folder: string): string[] {
  return folder !== "" && existsSync(folder) ? readdirSync(folder) : [];
}

async function probe(path: string): Promise<Python | undefined> {
  try {
    const { stdout } = await run(path, ["-E", "-c", PROBE], { timeout: PROBE_TIMEOUT_MS, windowsHide: true });
    const [executable, numbers] = JSON.parse(stdout) as [string, number[]];
    const version = numbers.join(".");
    return compareVersions(version, OLDEST.join(".")) >= 0 ? { path: executable, version } : undefined;
  } catch {
    return undefined;
  }
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
