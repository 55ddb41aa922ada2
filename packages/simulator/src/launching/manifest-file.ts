import { statSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { checkManifest, MANIFEST_FILE } from "./check-manifest.js";
import { parseJson, readJsonFile } from "./json-file.js";

/** Reads the manifest.json of a folder, if it has one. Fails with `FolderRefused`, which has everything that is wrong with it. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const json = await readJsonFile(folder, MANIFEST_FILE);
  if (json === undefined) return undefined;
  return checkManifest(
    folder,
    json,
    (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false,
  );
}

/**
 * Reads the text of a manifest.json that is no file, such as one in a zip. Fails as {@link readManifest} does.
 *
 * @param folder - What stands for its folder in messages.
 * @param hasFile - Whether a path that the manifest names is there.
 */
export async function parseManifest(
  folder: string,
  text: string,
  hasFile: (path: string) => boolean,
): Promise<Manifest> {
  return checkManifest(folder, await parseJson(folder, MANIFEST_FILE, text), hasFile);
}
