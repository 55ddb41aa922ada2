import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";
import { writeApiReference } from "../site/api-reference.mjs";
import { brokenLinks } from "../site/links.mjs";
import { docs } from "../workspace.mjs";

/** Builds the documentation site, and fails if a link leads nowhere. */
export async function run() {
  await install();
  await build();
  writeApiReference();
  const code = await runNodeInForeground([binOf("vitepress", { folder: docs }), "build", docs]);
  if (code !== 0) return code;
  const broken = brokenLinks();
  for (const line of broken) console.error(line);
  if (broken.length > 0) console.error(`${broken.length} links lead nowhere.`);
  return broken.length > 0 ? 1 : 0;
}
