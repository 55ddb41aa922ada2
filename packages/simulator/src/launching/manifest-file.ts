import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { type CheckedManifest, checkManifest, MANIFEST_FILE } from "./check-manifest.js";
import { isFile } from "./is-file.js";
import { parseJson, readJsonFile } from "./json-file.js";

/**
 * Resolves to the manifest.json of a folder with what is unusual about it, or to undefined if there is none. Throws
 * `FolderRefusedError` with everything that is wrong with it.
 */
export async function readManifest(folder: string): Promise<CheckedManifest | undefined> {
  const json = await readJsonFile(folder, MANIFEST_FILE);
  if (json === undefined) return undefined;
  return checkManifest(folder, json, (path) => isFile(join(folder, path)));
}

/**
 * Parses the text of a manifest.json that is not in the file system, such as one in a zip. Throws as {@link readManifest} does.
 *
 * @param folder - the name of its folder, for messages
 * @param hasFile - whether a file that the manifest names exists
 */
export async function parseManifest(
  folder: string,
  text: string,
  hasFile: (path: string) => boolean,
): Promise<Manifest> {
  return checkManifest(folder, await parseJson(folder, MANIFEST_FILE, text), hasFile).manifest;
}
