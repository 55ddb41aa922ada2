import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { readManifest } from "@galaxy-kit/simulator";
import type { PackageContent, PackageFile } from "./package-content.js";
import { PackageRefused } from "./package-refused.js";

/** No part of an integration, and often larger than all of it. */
const LEFT_OUT = new Set([".git"]);

/** The integration in a folder. */
export async function folderContent(folder: string): Promise<PackageContent> {
  const manifest = await manifestOf(folder);
  const found: Found = { folders: [], files: [], problems: [] };
  await search(await realpath(folder), "", found);
  if (found.problems.length > 0) throw new PackageRefused(folder, found.problems);
  return { manifest, folders: found.folders, files: found.files, close: () => undefined };
}

/** Fails for a folder that GALAXY could not load. */
export async function manifestOf(folder: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  try {
    manifest = await readManifest(folder);
  } catch (error) {
    throw PackageRefused.because(error, folder);
  }
  if (manifest) return manifest;
  const isProject = await stat(join(folder, "package.json")).then(
    () => true,
    () => false,
  );
  throw new PackageRefused(folder, [
    isProject
      ? "it is a project that is not packed: run galaxy-kit pack, and install one of the zips that it makes"
      : "it has no manifest.json, by which GALAXY finds an integration in its folder",
  ]);
}

interface Found {
  readonly folders: string[];
  readonly files: PackageFile[];
  readonly problems: string[];
}

async function search(root: string, folder: string, found: Found): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      found.folders.push(path);
      await search(root, path, found);
    } else if (entry.isFile()) {
      found.files.push(await fileOf(root, path));
    } else if (entry.isSymbolicLink()) {
      found.problems.push(
        `${path} is a symbolic link, which would lead elsewhere from a copy: --link installs the folder as it is`,
      );
    } else {
      found.problems.push(`${path} is neither a file nor a folder`);
    }
  }
}

async function fileOf(root: string, path: string): Promise<PackageFile> {
  const source = join(root, path);
  const { size, mode } = await stat(source);
  return { path, size, isExecutable: (mode & 0o111) !== 0, read: () => createReadStream(source) };
}
