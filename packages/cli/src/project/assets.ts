import { lstat, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import type { CliDiagnostic } from "../diagnostics/diagnostic.js";
import { collisionKey, problemWithPath } from "./package-path.js";
import {
  BUNDLE_FILE,
  fileOnDisk,
  HELPER,
  LAUNCHER,
  LICENSES_FILE,
  LINES_FILE,
  NODE_SCRIPT,
  type PackedFile,
} from "./packed-file.js";
import { packageField, ProjectRefusedError } from "./project-refused-error.js";
import type { Project } from "./read-project.js";

/** Names at the root of every package, or written there by the launcher. */
const reserved = new Set(
  [
    "manifest.json",
    LAUNCHER,
    NODE_SCRIPT,
    HELPER,
    BUNDLE_FILE,
    LINES_FILE,
    `${BUNDLE_FILE}.cache`,
    LICENSES_FILE,
    "node",
  ].map(collisionKey),
);

/** Reads the files that ship next to the bundle. Their paths in the package are those in the project. */
export async function readAssets({ folder, assets }: Project): Promise<PackedFile[]> {
  const diagnostics: CliDiagnostic[] = [];
  const found = await Promise.all(
    assets.map((asset) => read(folder, posix.normalize(asset.replaceAll("\\", "/")), diagnostics)),
  );
  const files = [...new Map(found.flat().map((file) => [file.path, file])).values()];
  diagnostics.push(...collisions(files));
  if (diagnostics.length > 0) throw new ProjectRefusedError(folder, diagnostics);
  return files;
}

function collisions(files: readonly PackedFile[]): CliDiagnostic[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const key = collisionKey(path);
    const other = seen.get(key);
    seen.set(key, path);
    if (other === undefined) return [];
    const message = `${other} and ${path} are the same file on Windows and macOS`;
    return [packageField("colliding-paths", "galaxyKit.assets", message, "Rename one of them.")];
  });
}

async function read(folder: string, path: string, diagnostics: CliDiagnostic[]): Promise<PackedFile[]> {
  const refuse = (message: string, remedy: string): PackedFile[] => {
    diagnostics.push(packageField("invalid-asset", "galaxyKit.assets", message, remedy));
    return [];
  };
  if (reserved.has(collisionKey(path.split("/", 1)[0] ?? "")))
    return refuse(`${path} has a name that every package uses for another file`, "Rename it.");
  const source = join(folder, path);
  const found = await lstat(source).catch(() => undefined);
  const problem = problemWithPath(path);
  if (found && problem !== undefined) return refuse(`${path} ${problem}`, "Rename it.");
  if (found?.isFile()) return [fileOnDisk(path.replace(/\/$/, ""), source, found)];
  if (found?.isDirectory()) {
    const names = await readdir(source);
    return (await Promise.all(names.map((name) => read(folder, posix.join(path, name), diagnostics)))).flat();
  }
  return found
    ? refuse(`${path} is neither a file nor a folder`, "List files and folders only; symbolic links cannot be packed.")
    : refuse(`${path} does not exist`, "List files and folders of the project.");
}
