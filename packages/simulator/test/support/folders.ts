import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";

const made = new Set<string>();

afterEach(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
  made.clear();
});

/** A new folder that is removed after the test. Its name has a space and a letter that is not ASCII. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  made.add(folder);
  return folder;
}
