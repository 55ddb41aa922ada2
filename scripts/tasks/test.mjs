import { buildAndCheck } from "../build.mjs";
import { install } from "../install.mjs";
import { runJest } from "../jest.mjs";

export async function run(args) {
  await install();
  await buildAndCheck();
  return runJest(args);
}
