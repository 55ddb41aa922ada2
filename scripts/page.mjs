import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { root } from "./workspace.mjs";

/** The member that is a browser page. vite builds it; tsc only checks its types. */
export const page = "packages/console-page";

const stampFile = join(root, "node_modules", ".cache", "galaxy-kit", "page");
/** Where the code that is bundled comes from. */
const sources = [page, "packages/console/src/session-file", "packages/protocol/src"];
/** Folders that are not part of the page. */
const excluded = new Set(["node_modules", "dist", "test"]);

/** Builds the browser page, unless it is up to date (a check of a few milliseconds). */
export function buildPage() {
  return withProgress("Building the page...", viteBuild, { quietFor: 2000 });
}

/** Like {@link buildPage}, for a caller that shows its own progress. */
export async function viteBuild() {
  const wanted = fingerprint();
  if (existsSync(join(root, page, "dist", "index.html")) && readStamp() === wanted) return;
  const args = [binOf("vite", { folder: page }), "build", "--logLevel", "warn"];
  const env = process.stderr.isTTY ? process.env : { ...process.env, NO_COLOR: "1" };
  const { code, output } = await capture(process.execPath, args, { cwd: join(root, page), env });
  if (code !== 0) throw new TaskError(`failed:\n${output.trimEnd()}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(join(root, "pnpm-lock.yaml")));
  for (const file of sources.flatMap((folder) => files(join(root, folder))))
    hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !excluded.has(name))
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8") : undefined;
}
