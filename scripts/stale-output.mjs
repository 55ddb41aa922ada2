import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What the compiler writes for `src/name.ts`. */
const OUTPUT = /^(.+?)(?:\.d)?\.(?:js|ts)(?:\.map)?$/;
/** What it writes for that source if the code is bundled. */
const DECLARATION = /^(.+?)\.d\.ts(?:\.map)?$/;

/**
 * Deletes what the compiler once wrote for sources that have been deleted or renamed since. It would be published, and tests of
 * everything in `dist` would still find it.
 */
export function deleteStaleOutput(folder, { isBundled = false } = {}) {
  const dist = join(folder, "dist");
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true })) {
    const [, source] = (isBundled ? DECLARATION : OUTPUT).exec(file) ?? [];
    if (source !== undefined && !existsSync(join(folder, "src", `${source}.ts`))) rmSync(join(dist, file));
  }
}
