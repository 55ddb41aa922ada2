import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe } from "@jest/globals";

/** What GALAXY 2.0 and 2.1 have, and one in between. */
const wanted = ["3.7.16", "3.11.7", "3.13.0"];

/** The interpreter itself: what is on the PATH may be a shim that looks for it with each start, and needs the PATH for it. */
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

/** The interpreters of this machine that the launcher is tested on. */
export const pythons: readonly string[] =
  present.length > 0 ? present : ["python3", "python"].flatMap(interpreterOf).slice(0, 1);

if (pythons.length === 0) {
  process.stderr.write("\n*** NO PYTHON 3.7 OR NEWER ON THIS MACHINE: the tests of the launcher are SKIPPED ***\n\n");
}

/** One is enough where the launcher's own Python makes no difference. */
export const anyPython = pythons[0]!;

/** `describe`, skipped where there is no Python. */
export const describeWithPython = pythons.length > 0 ? describe : describe.skip;

/** `describe.each`, over every Python. */
export const describeEachPython: (name: string, tests: (python: string) => void) => void = (name, tests) => {
  if (pythons.length > 0) describe.each(pythons)(`${name}, on %s`, tests);
  else
    describe.skip(name, () => {
      tests("");
    });
};
