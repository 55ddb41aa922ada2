import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";
import { run as checkAssembly } from "./assembly.mjs";
import { run as checkProse } from "./prose.mjs";

export async function run(args) {
  await install();
  await build(); // typed rules read the declarations of the packages
  const files = args.length > 0 ? args : ["."];
  const oxlint = await runNodeInForeground([binOf("oxlint"), ...files]);
  const eslint = await runNodeInForeground([binOf("eslint"), "--max-warnings", "0", ...files]);
  const oxfmt = await runNodeInForeground([binOf("oxfmt"), "--check", ...files]);
  if (args.length > 0) return oxlint || eslint || oxfmt;
  const cycles = await runNodeInForeground([binOf("dependency-cruiser", { command: "depcruise" }), "packages", "apps"]);
  const knip = await runNodeInForeground([binOf("knip"), "--no-config-hints"]);
  const assembly = await checkAssembly(["--check"]);
  const prose = await checkProse();
  return oxlint || eslint || oxfmt || cycles || knip || assembly || prose;
}
