import { join } from "node:path";
import { unlessUpToDate } from "./fingerprint.mjs";
import { binOf, capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { root } from "./workspace.mjs";

/** The member that is a browser page. vite builds it; tsc only checks its types. */
export const page = "packages/console-page";

const build = {
  name: "page",
  // Where the code that is bundled comes from.
  sources: [page, "packages/console/src/session-file", "packages/protocol/src"],
  outputs: [`${page}/dist/index.html`],
};

/** Builds the browser page, unless it is up to date. */
export function buildPage() {
  return withProgress("Building the page...", viteBuild, { quietFor: 2000 });
}

/** Like {@link buildPage}, for a caller that shows its own progress. */
export function viteBuild() {
  return unlessUpToDate(build, async () => {
    const args = [binOf("vite", { folder: page }), "build", "--logLevel", "warn"];
    const env = process.stderr.isTTY ? process.env : { ...process.env, NO_COLOR: "1" };
    const { code, output } = await capture(process.execPath, args, { cwd: join(root, page), env });
    if (code !== 0) throw new TaskError(`failed:\n${output.trimEnd()}`);
  });
}
