import { buildAndCheck } from "../build.mjs";
import { install } from "../install.mjs";

export async function run() {
  await install();
  await buildAndCheck();
  return 0;
}
