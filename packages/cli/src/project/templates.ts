import { readdir, readFile } from "node:fs/promises";
import { shippedFile } from "../shipped-file.js";

export const templateNames = ["minimal", "full", "emulator"] as const;
export type TemplateName = (typeof templateNames)[number];

export const templateSummaries: Readonly<Record<TemplateName, string>> = {
  minimal: "one class with a login and owned games",
  emulator: "games in folders, with settings and play times",
  full: "a login window, a web backend, achievements, play times and new purchases",
};

/** Returns the folder of a template, which is a complete project. */
export function templateFolder(name: TemplateName): string {
  return shippedFile(`templates/${name}/`);
}

/** Resolves to the guids of the templates, which an integration must replace. */
async function templateGuids(): Promise<readonly string[]> {
  const names = await readdir(shippedFile("templates"));
  return await Promise.all(
    names.map(async (name) => {
      const json = await readFile(shippedFile(`templates/${name}/package.json`), "utf8");
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
