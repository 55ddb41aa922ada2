import { TaskError } from "./task-error.mjs";
import { manifest } from "./workspace.mjs";

/**
 * Returns a shell command that runs the pnpm version named in package.json. npx fetches it, so only Node and npm have to be
 * installed. The command needs a shell because npx is a .cmd file on Windows.
 *
 * @param args - must not need quoting
 */
export function pnpm(args) {
  const version = /^pnpm@\d+\.\d+\.\d+/.exec(manifest(".").packageManager)?.[0];
  if (!version) throw new TaskError('"packageManager" in package.json must look like "pnpm@10.34.9".');
  return `npx --yes ${version} ${args}`;
}
