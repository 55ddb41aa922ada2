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
  const missing = dependenciesIn(manifest).filter(
    (name) => !(resolved.paths(name) ?? []).some((modules) => existsSync(join(modules, name, "package.json"))),
  );
  if (missing.length > 0) throw new MissingPackagesError(folder, missing);
}

/** Returns nothing for an invalid file: the code that reads it next reports why. */
function dependenciesIn(manifest: string): readonly string[] {
  try {
    const json: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const dependencies = isPlainObject(json) ? json["dependencies"] : undefined;
    return isPlainObject(dependencies) ? Object.keys(dependencies) : [];
  } catch {
    return [];
  }
}
