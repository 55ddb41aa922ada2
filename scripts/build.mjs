import { existsSync } from "node:fs";
import { join } from "node:path";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { members, root } from "./workspace.mjs";

/** Compiles what has changed since the last time. */
export function build() {
  // Those with a tsconfig.json, whether or not the root's references name them already.
  const projects = members().filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
  return withProgress("Building...", () => tsc("--build", ...projects), { quietFor: 2000 });
}

/** Checks the types of tests and type tests; in the latter an unused `@ts-expect-error` is the failure. */
export function typecheck() {
  return withProgress("Checking types...", () => Promise.all(["test", "types"].map(check)), { quietFor: 2000 });
}

function check(kind) {
  const buildInfo = `node_modules/.cache/tsc/${kind}.tsbuildinfo`;
  return tsc("--project", `tsconfig.${kind}.json`, "--incremental", "--tsBuildInfoFile", buildInfo);
}

async function tsc(...args) {
  const pretty = ["--pretty", String(process.stderr.isTTY === true)];
  const { code, output } = await capture(process.execPath, [binOf("typescript", "tsc"), ...args, ...pretty]);
  if (code !== 0) throw new TaskError(`failed:\n${output.trimEnd()}`);
}
