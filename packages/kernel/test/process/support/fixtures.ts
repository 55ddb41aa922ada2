import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "@galaxy-kit/test-support";

const KERNEL = fileURLToPath(new URL("../../../", import.meta.url));
const FIXTURES = join(KERNEL, "test", "process", "fixtures");

/** Whatever may end up in a build: a fixture may import the cases of other tests to run them in a process. */
const INPUTS = [
  ...["protocol", "sdk", "kernel"].flatMap((name) =>
    ["package.json", "src"].map((path) => join(KERNEL, "..", name, path)),
  ),
  join(KERNEL, "test"),
  fileURLToPath(import.meta.url),
];

/** Inside the package; git ignores everything in node_modules. */
const CACHE = join(KERNEL, "node_modules", ".cache", "process-tests");

/** Older builds are removed after this time, when no test run can be using them. */
const MAX_RUN_MS = 60 * 60 * 1000;

/**
 * Bundles the fixtures together with the framework's sources, so that a child process runs the working tree even if it
 * was not built. Happens once for all test files of a run: the name of a build is a digest of its sources.
 *
 * @returns a function from the name of a fixture to the path of its bundle
 */
export async function compileFixtures(): Promise<(fixture: string) => string> {
  const build = join(CACHE, digestOfInputs());
  if (!existsSync(build)) await compile(build);
  return (fixture) => join(build, `${fixture}.js`);
}

function digestOfInputs(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of INPUTS.flatMap(filesBelow)) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(path, name))
    .sort();
}

/** Compiles into a temporary folder and renames it at the end: parallel test files must not see an incomplete build. */
async function compile(build: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  removeOldBuilds();
  const draft = mkdtempSync(join(CACHE, "draft-"));
  await bundle(
    filesBelow(FIXTURES).filter((file) => !file.endsWith(".plugin.ts")),
    draft,
  );
  try {
    renameSync(draft, build);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(build)) throw error;
  }
}

function removeOldBuilds(): void {
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    if (Date.now() - statSync(folder).mtimeMs > MAX_RUN_MS) rmSync(folder, { recursive: true, force: true });
  }
}
