import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";

const folders = new Set<string>();

afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
});

/** Creates a folder that is deleted after the test. Its name contains a space and a letter outside ASCII. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  folders.add(folder);
  return folder;
}
