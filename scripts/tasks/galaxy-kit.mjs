import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";
import { runNodeInForeground } from "../process.mjs";
import { root } from "../workspace.mjs";

/** Runs the command of this checkout in the user's current folder. */
export async function run(args) {
  await install();
  await build();
  await buildPage();
  return runNodeInForeground([`${root}packages/cli/dist/main.js`, ...args], { cwd: userFolder() });
}

/** `npm run` changes to the root and passes the user's folder in INIT_CWD. */
function userFolder() {
  return (process.env.npm_lifecycle_event === "galaxy-kit" && process.env.INIT_CWD) || process.cwd();
}
