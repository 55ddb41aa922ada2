import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";
import { writeApiReference } from "../site/api-reference.mjs";
import { docs } from "../workspace.mjs";

/** Serves the documentation site, and shows each change of a page at once. Arguments are those of `vitepress dev`. */
export async function run(args) {
  await install();
  await build();
  writeApiReference();
  return await runNodeInForeground([binOf("vitepress", { folder: docs }), "dev", docs, ...args]);
}
