import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll } from "@jest/globals";
import { bundle } from "../bundle.js";
import { newFolder } from "./folders.js";

const APPS = fileURLToPath(new URL("../../../../apps/", import.meta.url));

/**
 * Creates an example integration in a folder of its own, for the tests of a file that start it often: with all modules in one file,
 * including those of other packages, a start takes two thirds of the time.
 *
 * @param name - the folder in `apps`
 * @param files - what it needs besides its package.json
 * @returns the path of its project, which is filled before the first test
 */
export function bundledApp(name: string, ...files: readonly string[]): string {
  const project = join(newFolder(), name);
  beforeAll(async () => {
    for (const file of ["package.json", ...files]) {
      cpSync(join(APPS, name, file), join(project, file), { recursive: true });
    }
    await bundle([join(APPS, name, "src", "main.ts")], join(project, "dist"));
  });
  return project;
}

/** The same, of the example with games in folders. */
export function bundledFolderLibrary(): string {
  return bundledApp("folder-library", "sample-library");
}
