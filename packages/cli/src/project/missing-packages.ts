import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import { CommandError } from "../command-line/command-error.js";
import { shellWord } from "../terminal/next-steps.js";
import { listOf } from "../terminal/text.js";

/** The versions in a package.json, by the name of the package. */
type Dependencies = Readonly<Record<string, unknown>>;

/** Begins a version that is a folder. */
const LINK = "file:";

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
  const missing = Object.keys(dependenciesIn(manifest, "dependencies")).filter(
    (name) => !(resolved.paths(name) ?? []).some((modules) => existsSync(join(modules, name, "package.json"))),
  );
  if (missing.length > 0) throw new MissingPackagesError(folder, missing);
}

/** Returns the command that installs packages; undefined if there are none. Those in package.json need no name. */
export function installCommand(folder: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const listed = dependenciesIn(resolve(folder, "package.json"), "dependencies", "devDependencies");
  const missing = names.filter((name) => !Object.hasOwn(listed, name));
  return ["npm install", ...missing.map((name) => folderInClone(name, listed, folder) ?? name)].join(" ");
}

/** Returns the folder of a package in the clone of Galaxy Kit that the project links to; undefined if there is none. */
function folderInClone(name: string, listed: Dependencies, folder: string): string | undefined {
  const sdk = String(listed["@galaxy-kit/sdk"]);
  if (!name.startsWith("@galaxy-kit/") || !sdk.startsWith(LINK)) return undefined;
  const path = resolve(folder, sdk.slice(LINK.length), "..", basename(name));
  return existsSync(path) ? shellWord(path) : undefined;
}

/** Returns nothing for an invalid file: the code that reads it next reports why. */
function dependenciesIn(manifest: string, ...fields: readonly string[]): Dependencies {
  try {
    const json: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const lists = isPlainObject(json) ? fields.map((field) => json[field]) : [];
    return Object.assign({}, ...lists.filter(isPlainObject)) as Dependencies;
  } catch {
    return {};
  }
}
