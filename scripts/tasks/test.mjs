import { build, typecheck } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";

export async function run(args) {
  await install();
  await build();
  await buildPage();
  await typecheck();
  // jest runs ES modules only with this flag, and Node would announce that on every run.
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  return runNodeInForeground([...flags, binOf("jest"), ...args]);
}
