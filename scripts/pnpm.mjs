import { TaskError } from "./task-error.mjs";
import { manifest } from "./workspace.mjs";

/**
 * The shell command that runs the pnpm named in package.json. npx fetches it, so only Node and npm have to be installed; a shell is
 * needed because npx is a .cmd file on Windows. `args` must need no quoting.
 */
export function pnpm(args) {
  const version = /^pnpm@\d+\.\d+\.\d+/.exec(manifest(".").packageManager)?.[0];
  if (!version) throw new TaskError('"packageManager" in package.json must look like "pnpm@10.34.9".');
  return `npx --yes ${version} ${args}`;
}
