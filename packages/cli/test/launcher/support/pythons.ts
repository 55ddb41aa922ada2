import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe } from "@jest/globals";

/** What GALAXY 2.0 and 2.1 have, and one in between. */
const wanted = ["3.7.16", "3.11.7", "3.13.0"];

const runs = (command: string): boolean => {
  try {
    execFileSync(command, ["-c", "import sys; sys.exit(sys.version_info < (3, 7))"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const installed = wanted.map((version) => join(homedir(), ".pyenv", "versions", version, "bin", "python"));
const present = installed.filter((path) => existsSync(path) && runs(path));

/** The interpreters of this machine that the launcher is tested on. */
export const pythons: readonly string[] =
  present.length > 0 ? present : ["python3", "python"].filter(runs).slice(0, 1);

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
  else describe.skip(name, () => { tests(""); });
};
