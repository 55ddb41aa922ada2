import { existsSync } from "node:fs";
import { join } from "node:path";
import { page, viteBuild } from "./page.mjs";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { members, root, templates } from "./workspace.mjs";

/** Compiles what has changed since the last time. */
export function build() {
  return withProgress("Building...", compile, { quietFor: 2000 });
}

/**
 * Builds everything, the page included, and checks the types of tests and type tests; in the latter an unused
 * `@ts-expect-error` is the failure. Tests see the sources of the packages, so that their types need no build to wait for;
 * the page sees declarations.
 */
export function buildAndCheck() {
  const all = () =>
    Promise.all([check("test"), check("types"), compile().then(() => Promise.all([viteBuild(), check("page")]))]);
  return withProgress("Building and checking types...", all, { quietFor: 2000 });
}

/** What has types to check beyond the build. */
const checked = { test: "tsconfig.test.json", types: "tsconfig.types.json", page: `${page}/tsconfig.json` };

function compile() {
  // Those with a tsconfig.json, whether or not the root's references name them already.
  // A template is compiled as an author does it, by its own commands.
  const ours = members().filter((folder) => folder !== page && !folder.startsWith(`${templates}/`));
  return tsc("--build", ...ours.filter((folder) => existsSync(join(root, folder, "tsconfig.json"))));
}

function check(name) {
  const buildInfo = join(root, `node_modules/.cache/tsc/${name}.tsbuildinfo`);
  return tsc("--project", checked[name], "--incremental", "--tsBuildInfoFile", buildInfo);
}

async function tsc(...args) {
  const pretty = ["--pretty", String(process.stderr.isTTY === true)];
  const { code, output } = await capture(process.execPath, [
    binOf("typescript", { command: "tsc" }),
    ...args,
    ...pretty,
  ]);
  if (code !== 0) throw new TaskError(`failed:\n${output.trimEnd()}`);
}
