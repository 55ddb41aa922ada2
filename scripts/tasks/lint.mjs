import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";

export async function run(args) {
  await install();
  await build(); // typed rules read the declarations of the packages
  return runNodeInForeground([binOf("eslint"), "--max-warnings", "0", ...(args.length > 0 ? args : ["."])]);
}
