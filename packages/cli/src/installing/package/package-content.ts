import { stat } from "node:fs/promises";
import type { Manifest } from "@galaxy-kit/protocol";
import { CommandFailed } from "../../command-line/command-failed.js";
import { folderContent } from "./folder-content.js";

/** An integration that can be installed. Whoever has asked for it closes it. */
export interface PackageContent {
  readonly manifest: Manifest;
  /** In the package, with slashes; those with files in them may be left out. */
  readonly folders: readonly string[];
  readonly files: readonly PackageFile[];
  readonly close: () => void;
}

/** A file of a package. */
export interface PackageFile {
  /** In the package, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Fails where the content is damaged, or is not as long as it should be. */
  readonly read: () => AsyncIterable<Buffer>;
}

/** Opens a zip or a folder, and fails with everything that keeps it from being installed. */
export async function openPackage(path: string): Promise<PackageContent> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return await folderContent(path);
  if (!found?.isFile()) throw new CommandFailed(`There is no folder and no zip ${path}.`);
  const { zipContent } = await import("./zip/zip-content.js");
  return await zipContent(path, found.size);
}
