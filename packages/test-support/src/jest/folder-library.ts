import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "@jest/globals";
import { bundle } from "../bundle.js";

const PROJECT = fileURLToPath(new URL("../../../../apps/folder-library", import.meta.url));

/**
 * Creates the example integration with all its modules in one file, for the tests of a file that start it often: each start loads
 * one module instead of three hundred.
 *
 * @returns the path of its project, which is filled before the first test
 */
export function bundledFolderLibrary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  const project = join(folder, "folder-library");
  beforeAll(async () => {
    for (const name of ["package.json", "sample-library"]) {
      cpSync(join(PROJECT, name), join(project, name), { recursive: true });
    }
    await bundle([join(PROJECT, "src", "main.ts")], join(project, "dist"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return project;
}
