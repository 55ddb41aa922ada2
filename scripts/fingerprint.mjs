import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./workspace.mjs";

/** Folders that no output is made from. */
const excluded = new Set(["node_modules", "dist", "test"]);

/**
 * Runs `work`, unless it last succeeded with the same sources and the same dependencies (a check of a few milliseconds).
 *
 * @param name - a name for the file that remembers the sources
 * @param sources - files and folders, relative to the root
 * @param outputs - files, relative to the root; if one is missing, `work` runs again
 */
export async function unlessUpToDate({ name, sources, outputs }, work) {
  const stamp = join(root, "node_modules", ".cache", "galaxy-kit", name);
  const wanted = fingerprint(["pnpm-lock.yaml", ...sources]);
  const isBuilt = outputs.every((file) => existsSync(join(root, file)));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesIn)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** @param path - a file or a folder, relative to the root */
function filesIn(path) {
  return entriesOf(path)?.flatMap((entry) => filesIn(`${path}/${entry}`)) ?? [path];
}

function entriesOf(path) {
  try {
    return readdirSync(join(root, path))
      .filter((name) => !excluded.has(name))
      .sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
