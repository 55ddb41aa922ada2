import { existsSync } from "node:fs";
import { join } from "node:path";
import { page } from "./page.mjs";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { members, root, templates } from "./workspace.mjs";

/** Compiles what has changed since the last time. */
export function build() {
  // Those with a tsconfig.json, whether or not the root's references name them already.
  // A template is compiled as an author does it, by its own commands.
  const ours = members().filter((folder) => folder !== page && !folder.startsWith(`${templates}/`));
  const projects = ours.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
  return withProgress("Building...", () => tsc("--build", ...projects), { quietFor: 2000 });
}

/** Checks the types of tests and type tests; in the latter an unused `@ts-expect-error` is the failure. */
export function typecheck() {
  const projects = { test: "tsconfig.test.json", types: "tsconfig.types.json", page: `${page}/tsconfig.json` };
  const checks = () => Promise.all(Object.entries(projects).map(([name, project]) => check(name, project)));
  return withProgress("Checking types...", checks, { quietFor: 2000 });
}

function check(name, project) {
  const buildInfo = join(root, `node_modules/.cache/tsc/${name}.tsbuildinfo`);
  return tsc("--project", project, "--incremental", "--tsBuildInfoFile", buildInfo);
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
