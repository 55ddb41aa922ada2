import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a folder, which is deleted with all temporary files after the test file. Its name contains a space and a letter outside ASCII. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
}
