import { lstat, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { type ProjectProblem, ProjectRefused } from "../project/project-refused.js";
import type { Project } from "../project/read-project.js";
import { BUNDLE_FILE } from "./bundling/bundle.js";
import { LAUNCHER, NODE_SCRIPT } from "./launcher.js";
import { LICENCES_FILE } from "./licences/third-party-licences.js";
import { fileOnDisk, type PackedFile } from "./packed-file.js";

/** What every package has at its root, or the launcher puts there. */
const taken = new Set(["manifest.json", LAUNCHER, NODE_SCRIPT, BUNDLE_FILE, `${BUNDLE_FILE}.map`, `${BUNDLE_FILE}.cache`, LICENCES_FILE, "node"]);

/** The files that ship beside the bundle, at the places that they have in the project. */
export async function readAssets({ folder, assets }: Project): Promise<PackedFile[]> {
  const problems: ProjectProblem[] = [];
  const files = await Promise.all(assets.map((asset) => read(folder, posix.normalize(asset.replaceAll("\\", "/")), problems)));
  if (problems.length > 0) throw new ProjectRefused(folder, problems);
  return [...new Map(files.flat().map((file) => [file.path, file])).values()];
}

async function read(folder: string, path: string, problems: ProjectProblem[]): Promise<PackedFile[]> {
  const problem = (message: string): PackedFile[] => {
    problems.push({ file: "package.json", path: "galaxyKit.assets", message });
    return [];
  };
  if (taken.has(path.split("/", 1)[0] ?? "")) return problem(`names ${path}, which is the name of something else in every package`);
  const source = join(folder, path);
  const found = await lstat(source).catch(() => undefined);
  if (found?.isFile()) return [fileOnDisk(path.replace(/\/$/, ""), source, found)];
  if (found?.isDirectory()) {
    const names = await readdir(source);
    return (await Promise.all(names.map((name) => read(folder, posix.join(path, name), problems)))).flat();
  }
  return problem(found ? `${path} is neither a file nor a folder, which is all that a package can hold` : `names ${path}, which is not there`);
}
