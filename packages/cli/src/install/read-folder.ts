import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { readManifest } from "@galaxy-kit/simulator";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { misnamedManifest } from "../installed/misnamed-manifest.js";
import { isOrdinaryFile, problemWithName } from "../project/package-path.js";
import { onOneLine } from "../terminal/text.js";
import type { PackageContent, PackageFile } from "./package-content.js";
import { PackageRefusedError } from "./package-refused-error.js";

/** Reads the integration in a folder. */
export async function folderContent(folder: string): Promise<PackageContent> {
  const manifest = await manifestOf(folder);
  const found: Found = { folders: [], files: [], diagnostics: [] };
  await search(await realpath(folder), "", found);
  if (found.diagnostics.length > 0) throw new PackageRefusedError(folder, found.diagnostics);
  return { manifest, folders: found.folders, files: found.files, close: () => undefined };
}

/** @throws `PackageRefusedError` if GALAXY could not load the folder */
export async function manifestOf(folder: string): Promise<Manifest> {
  let manifest: Manifest | undefined;
  try {
    manifest = (await readManifest(folder))?.manifest;
  } catch (error) {
    throw PackageRefusedError.from(error, folder);
  }
  if (manifest) return manifest;
  const isProject = await stat(join(folder, "package.json")).then(
    () => true,
    () => false,
  );
  const misnamed = isProject ? undefined : misnamedManifest(await readdir(folder));
  if (misnamed) throw PackageRefusedError.for(folder, "missing-manifest", misnamed.message, misnamed.remedy);
  throw isProject
    ? PackageRefusedError.for(
        folder,
        "unpacked-project",
        "the folder is a project that is not packed",
        "Run galaxy-kit pack, and install one of the zips.",
      )
    : PackageRefusedError.for(
        folder,
        "missing-manifest",
        "the folder has no manifest.json, so it is not an integration",
        "Specify the folder that contains the manifest.json.",
      );
}

interface Found {
  readonly folders: string[];
  readonly files: PackageFile[];
  readonly diagnostics: CliDiagnostic[];
}

async function search(root: string, folder: string, found: Found): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (!isOrdinaryFile(entry.name)) continue;
    const file = posix.join(folder, entry.name);
    const problem = problemWithName(entry.name);
    if (problem !== undefined) {
      found.diagnostics.push(error("unsafe-path", { file: onOneLine(file), message: problem, remedy: "Rename it." }));
      continue;
    }
    if (entry.isDirectory()) {
      found.folders.push(file);
      await search(root, file, found);
    } else if (entry.isFile()) {
      found.files.push(await fileOf(root, file));
    } else if (entry.isSymbolicLink()) {
      const message = "is a symbolic link, which a copy would break";
      const remedy = "Replace it with the file itself, or install the folder with --link.";
      found.diagnostics.push(error("symbolic-link", { file, message, remedy }));
    } else {
      const message = "is neither a file nor a folder";
      found.diagnostics.push(error("unsupported-file-type", { file, message, remedy: "Remove it." }));
    }
  }
}

async function fileOf(root: string, path: string): Promise<PackageFile> {
  const source = join(root, path);
  const { size, mode } = await stat(source);
  return { path, size, isExecutable: (mode & 0o111) !== 0, read: () => createReadStream(source) };
}
