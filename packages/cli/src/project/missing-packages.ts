import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import { CommandError } from "../command-line/command-error.js";
import { listOf } from "../terminal/text.js";

/** A project whose packages are not installed. */
export class MissingPackagesError extends CommandError {
  override readonly name = "MissingPackagesError";
  /** What is missing, without the folder. */
  readonly found: string;

  constructor(folder: string, names: readonly string[]) {
    const found = `these dependencies are not installed: ${listOf(names)}`;
    super(`Cannot build ${resolve(folder)}: ${found}.\nRun npm install there.`);
    this.found = found;
  }
}

/** @throws `MissingPackagesError` if a package that the project needs is not installed */
export function refuseMissingPackages(folder: string): void {
  const manifest = resolve(folder, "package.json");
  const { resolve: resolved } = createRequire(manifest);
  const missing = dependenciesIn(manifest, "dependencies").filter(
    (name) => !(resolved.paths(name) ?? []).some((modules) => existsSync(join(modules, name, "package.json"))),
  );
  if (missing.length > 0) throw new MissingPackagesError(folder, missing);
}

/** Names the package of a module that the compiler did not find: `@galaxy-kit/http`, or `ws` of `ws/lib/sender`. */
const NOT_FOUND = /TS2307: Cannot find module '((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g;

/** Returns the command that installs what the compiler did not find; undefined if that is not a package. */
export function installCommand(folder: string, compilerOutput: string): string | undefined {
  const names = [...new Set([...compilerOutput.matchAll(NOT_FOUND)].map(([, name = ""]) => name))];
  if (names.length === 0) return undefined;
  const listed = dependenciesIn(resolve(folder, "package.json"), "dependencies", "devDependencies");
  return ["npm install", ...names.filter((name) => !listed.includes(name))].join(" ");
}

/** Returns nothing for an invalid file: the code that reads it next reports why. */
function dependenciesIn(manifest: string, ...fields: readonly string[]): readonly string[] {
  try {
    const json: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const lists = isPlainObject(json) ? fields.map((field) => json[field]) : [];
    return lists.filter(isPlainObject).flatMap((list) => Object.keys(list));
  } catch {
    return [];
  }
}
