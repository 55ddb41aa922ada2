import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";

export async function run() {
  await install();
  await build();
  await buildPage();
  return 0;
}
