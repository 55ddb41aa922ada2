import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The versions of GALAXY 2.0 and 2.1, and one in between. */
const wanted = ["3.7.16", "3.11.7", "3.13.0"];

/** Returns the interpreter itself: the one on the PATH may be a shim, which needs the PATH at each start. */
const interpreterOf = (command: string): string[] => {
  try {
    const script = "import sys; sys.exit(3) if sys.version_info < (3, 7) else print(sys.executable)";
    return [execFileSync(command, ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()];
  } catch {
    return [];
  }
};

const installed = wanted.map((version) => join(homedir(), ".pyenv", "versions", version, "bin", "python"));
const present = installed.filter((path) => existsSync(path)).flatMap(interpreterOf);

/** The interpreters on this machine for the tests. */
export const pythons: readonly string[] =
  present.length > 0 ? present : ["python3", "python"].flatMap(interpreterOf).slice(0, 1);

if (pythons.length === 0) {
  process.stderr.write(
    "\n*** NO PYTHON 3.7 OR NEWER ON THIS MACHINE: the tests of Python integrations are SKIPPED ***\n\n",
  );
} else if (present.length < wanted.length) {
  process.stderr.write(
    `\n*** Python integrations are tested on ${pythons.join(", ")} only, not on ${wanted.join(", ")} ***\n\n`,
  );
}

export const anyPython = pythons[0];

/** Replaces `describe` and `it` if there is no Python. */
export const withPython = <T extends { skip: unknown }>(test: T): T =>
  anyPython === undefined ? (test.skip as T) : test;
