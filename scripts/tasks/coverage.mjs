import { buildAndCheck } from "../build.mjs";
import { install } from "../install.mjs";
import { runJest } from "../jest.mjs";

/** Runs the tests and measures coverage. Fails below the floor in jest.config.ts. */
export async function run(args) {
  await install();
  await buildAndCheck();
  return runJest(["--coverage", ...args]);
}
