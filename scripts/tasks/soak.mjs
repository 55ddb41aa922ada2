import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

/** Keeps the folder library busy for ten minutes and fails if its memory grows. */
export async function run(args) {
  await install();
  await build();
  return runNodeInForeground(["apps/soak/dist/main.js", ...args]);
}
