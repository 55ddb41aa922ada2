import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../process.mjs";
import { findHabits } from "../prose.mjs";
import { root } from "../workspace.mjs";

const CHECKED = /\.(?:ts|tsx|js|mjs|cjs|py|md|html|yml)$/;
/** Generated files. */
const SKIPPED = /^api\/|(?:^|\/)CHANGELOG\.md$/;

/** Checks the English of code, comments, tests and docs for habits that the project avoids. */
export async function run() {
  const { output } = await capture("git", ["ls-files", "--cached", "--others", "--exclude-standard"]);
  const files = output
    .split("\n")
    .filter((file) => CHECKED.test(file) && !SKIPPED.test(file) && existsSync(join(root, file)));
  const found = files.flatMap((file) => findHabits(file, readFileSync(join(root, file), "utf8")));
  for (const line of found) console.error(line);
  if (found.length > 0) console.error(`${found.length} lines to reword. Exceptions are listed in scripts/prose.mjs.`);
  return found.length > 0 ? 1 : 0;
}
