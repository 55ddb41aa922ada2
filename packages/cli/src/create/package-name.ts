import { basename, resolve } from "node:path";
import validate from "validate-npm-package-name";
import { UsageError } from "../command-line/command-error.js";

/** Returns the name for package.json: the given one, or one derived from the name of the folder. */
export function packageNameFor(folder: string, given: string | undefined): string {
  if (given !== undefined) {
    const [problem] = problemsOf(given);
    if (problem !== undefined)
      throw new UsageError(`--package-name '${given}' is not a valid package name: ${problem}.`);
    return given;
  }
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9~.-]+/g, "-")
    .replace(/^[-._]+|[-._]+$/g, "");
  const [problem] = problemsOf(name);
  if (problem !== undefined) {
    throw new UsageError(
      `The name of the folder does not yield a valid package name ('${name}': ${problem}). Use --package-name NAME.`,
    );
  }
  return name;
}

function problemsOf(name: string): readonly string[] {
  const result = validate(name);
  return result.validForNewPackages ? [] : [...(result.errors ?? []), ...(result.warnings ?? [])];
}
