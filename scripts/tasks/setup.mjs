import { install } from "../install.mjs";

export async function run() {
  await install();
  return 0;
}
