import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const templateNames = ["minimal", "full", "emulator"] as const;
export type TemplateName = (typeof templateNames)[number];

export const templateSummaries: Readonly<Record<TemplateName, string>> = {
  minimal: "one class with a login and owned games",
  emulator: "games in folders, with settings and play times",
  full: "a login window, a web backend, achievements, play times and new purchases",
};

/** Ships with the package. The path is the same from src and from dist. */
const folder = new URL("../../templates/", import.meta.url);

/** Returns the folder of a template, which is a complete project. */
export function templateFolder(name: TemplateName): string {
  return fileURLToPath(new URL(`${name}/`, folder));
}

/** Resolves to the guids of the templates, which an integration must replace. */
async function templateGuids(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return await Promise.all(
    names.map(async (name) => {
      const json = await readFile(new URL(`${name}/package.json`, folder), "utf8");
      return (JSON.parse(json) as { readonly galaxyKit: { readonly guid: string } }).galaxyKit.guid;
    }),
  );
}

/** The guid that messages show as an example. */
const EXAMPLE = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";

/** Whether a guid was copied from a message or a template, or is all zeros. */
export async function isExampleGuid(guid: string): Promise<boolean> {
  const known = guid.toLowerCase();
  return known === EXAMPLE || /^[0-]+$/.test(known) || (await templateGuids()).includes(known);
}
