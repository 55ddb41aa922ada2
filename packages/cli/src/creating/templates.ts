import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const templateNames = ["minimal", "full"] as const;
export type TemplateName = (typeof templateNames)[number];

export const templateSummaries: Readonly<Record<TemplateName, string>> = {
  minimal: "one class with a login and owned games",
  full: "a login window, a backend on the web, achievements, play times and new purchases",
};

/** Ships with the package; as far from the sources as from what is built of them. */
const folder = new URL("../../templates/", import.meta.url);

/** The folder of a template: a project that works as it is. */
export function templateFolder(name: TemplateName): string {
  return fileURLToPath(new URL(`${name}/`, folder));
}

/** The guids that nobody's integration may have. */
export async function templateGuids(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return await Promise.all(
    names.map(async (name) => {
      const json = await readFile(new URL(`${name}/package.json`, folder), "utf8");
      return (JSON.parse(json) as { readonly galaxyKit: { readonly guid: string } }).galaxyKit.guid;
    }),
  );
}
