import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

export async function run(args) {
  await install();
  await build();
  return runNodeInForeground(["apps/folder-library/dist/start.js", ...args]);
}
