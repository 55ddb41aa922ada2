import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

const folders = new Set<string>();

// Not after each test: an integration that a later hook closes may still be writing.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Creates a folder that is deleted after the tests of the file. Its name contains a space and a letter outside ASCII. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  folders.add(folder);
  return folder;
}
