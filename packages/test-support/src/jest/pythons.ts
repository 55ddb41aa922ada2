import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe } from "@jest/globals";

/** The versions in GALAXY 2.0 and 2.1. What works with both is tried with one in between every night. */
const WANTED = ["3.7.16", ...(process.env["GALAXY_KIT_EVERY_PYTHON"] === "1" ? ["3.11.7"] : []), "3.13.0"];

/** Resolves the interpreter itself: the program on the PATH may be a shim that needs the PATH at every start. */
const interpreterOf = (command: string): string[] => {
  try {
    const script = "import sys; sys.exit(3) if sys.version_info < (3, 7) else print(sys.executable)";
    return [execFileSync(command, ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()];
  } catch {
    return [];
  }
};

// Each test file that needs a folder gets here: what pyenv has installed is not started to find out.
const installed = WANTED.map((version) => join(homedir(), ".pyenv", "versions", version, "bin", "python"));
const present = installed.filter((path) => existsSync(path));

/** The interpreters on this machine that the tests use. */
export const pythons: readonly string[] =
  present.length > 0 ? present : ["python3", "python"].flatMap(interpreterOf).slice(0, 1);

if (pythons.length === 0) {
  process.stderr.write("\n*** NO PYTHON 3.7 OR NEWER ON THIS MACHINE: tests that need it are SKIPPED ***\n\n");
} else if (present.length < WANTED.length) {
  process.stderr.write(`\n*** Tested with ${pythons.join(", ")} only, not with Python ${WANTED.join(", ")} ***\n\n`);
}

/** For tests where the version of Python makes no difference. */
export const anyPython = pythons[0] ?? "";

/** Turns `it` or `describe` into its `skip` if there is no Python. */
export const withPython = <T extends { skip: unknown }>(test: T): T => (pythons.length > 0 ? test : (test.skip as T));

export const describeWithPython: typeof describe = withPython(describe);

/** `describe.each` for every Python. */
export function describeEachPython(name: string, tests: (python: string) => void): void {
  if (pythons.length > 0) describe.each(pythons)(`${name}, on %s`, tests);
  else
    describe.skip(name, () => {
      tests("");
    });
}
