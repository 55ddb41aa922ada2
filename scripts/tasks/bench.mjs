import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";
import { runNodeInForeground } from "../process.mjs";

export async function run(args) {
  await install();
  await build();
  await buildPage(); // the galaxy-kit command, which packs the integration, depends on it
  return runNodeInForeground(["apps/bench/dist/bench.js", ...args]);
}
