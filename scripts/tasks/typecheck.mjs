import { build, typecheck } from "../build.mjs";
import { install } from "../install.mjs";

export async function run() {
  await install();
  await build();
  await typecheck();
  return 0;
}
