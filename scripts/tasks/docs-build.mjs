import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { binOf, runNodeInForeground } from "../process.mjs";
import { writeApiReference } from "../site/api-reference.mjs";
import { brokenLinks, unsearchablePages } from "../site/links.mjs";
import { docs } from "../workspace.mjs";

/** Builds the documentation site, and fails if a link leads nowhere or the search misses a page. */
export async function run() {
  await install();
  await build();
  writeApiReference();
  const code = await runNodeInForeground([binOf("vitepress", { folder: docs }), "build", docs]);
  if (code !== 0) return code;
  const broken = brokenLinks().map((link) => `${link} leads nowhere`);
  const unsearchable = unsearchablePages().map((page) => `${page}: the search does not find it`);
  for (const line of [...broken, ...unsearchable]) console.error(line);
  return broken.length + unsearchable.length > 0 ? 1 : 0;
}
