import { build } from "../build.mjs";
import { install } from "../install.mjs";

export async function run() {
  await install();
  await build();
  return 0;
}
