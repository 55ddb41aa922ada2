import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";
import { pnpm } from "../pnpm.mjs";
import { binOf, capture, runNodeInForeground } from "../process.mjs";

/** Publishes and tags every package whose version is not in the registry yet. Only the release workflow runs this. */
export async function run() {
  await install();
  await build();
  await buildPage();
  const { code, output } = await capture(pnpm("--recursive publish --access public --no-git-checks"), [], {
    shell: true,
  });
  console.log(output);
  return code || runNodeInForeground([binOf("@changesets/cli", { command: "changeset" }), "tag"]);
}
