import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundlePackages } from "./bundle.mjs";
import { page, viteBuild } from "./page.mjs";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { deleteStaleOutput } from "./stale-output.mjs";
import { TaskError } from "./task-error.mjs";
import { members, root, templates } from "./workspace.mjs";

/** Compiles everything that has changed since the last build. */
export function build() {
  return withProgress("Building...", compile, { quietFor: 2000 });
}

/**
 * Builds everything, including the page, and checks the types of tests and type tests. A type test fails if it has an unused
 * `@ts-expect-error`. Tests see the sources of the packages, so checking them does not wait for the build; the page sees
 * declarations.
 */
export function buildAndCheck() {
  const all = () =>
    Promise.all([check("test"), check("types"), compile().then(() => Promise.all([viteBuild(), check("page")]))]);
  return withProgress("Building and checking types...", all, { quietFor: 2000 });
}

/** Projects that are type-checked but not compiled. */
const checked = { test: "tsconfig.test.json", types: "tsconfig.types.json", page: `${page}/tsconfig.json` };

async function compile() {
  // Every member with a tsconfig.json, even if the root's references do not list it yet.
  // Templates are compiled by their own commands, as an author would.
  const ours = members().filter((folder) => folder !== page && !folder.startsWith(`${templates}/`));
  const compiled = ours.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
  for (const folder of compiled) deleteStaleOutput(join(root, folder), { isBundled: isPackage(folder) });
  const results = await Promise.allSettled([tsc("--build", ...compiled), bundlePackages(compiled.filter(isPackage))]);
  // The compiler explains a mistake better than the bundler does.
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** Packages are bundled; the compiler only writes their declarations. Apps are compiled as their authors would. */
function isPackage(folder) {
  return folder.startsWith("packages/");
}

function check(name) {
  const buildInfo = join(root, `node_modules/.cache/tsc/${name}.tsbuildinfo`);
  return tsc("--project", checked[name], "--incremental", "--tsBuildInfoFile", buildInfo);
}

async function tsc(...args) {
  const pretty = ["--pretty", String(process.stderr.isTTY === true)];
  const compiler = [binOf("typescript-native", { command: "tsc" }), ...args, ...pretty];
  // A quarter of its time would be spent on saving memory, and it ends in a few seconds.
  const { code, output } = await capture(process.execPath, compiler, { env: { GOGC: "400", ...process.env } });
  if (code !== 0) throw new TaskError(`failed:\n${output.trimEnd()}`);
}
