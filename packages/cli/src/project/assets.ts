import { lstat, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { problemWithPath, samenessKey } from "./package-path.js";
import { BUNDLE_FILE, fileOnDisk, LAUNCHER, LICENSES_FILE, NODE_SCRIPT, type PackedFile } from "./packed-file.js";
import { type ProjectProblem, ProjectRefused } from "./project-refused.js";
import type { Project } from "./read-project.js";

/** What every package has at its root, or the launcher puts there. */
const taken = new Set(
  [
    "manifest.json",
    LAUNCHER,
    NODE_SCRIPT,
    BUNDLE_FILE,
    `${BUNDLE_FILE}.map`,
    `${BUNDLE_FILE}.cache`,
    LICENSES_FILE,
    "node",
  ].map(samenessKey),
);

/** The files that ship beside the bundle, at the places that they have in the project. */
export async function readAssets({ folder, assets }: Project): Promise<PackedFile[]> {
  const problems: ProjectProblem[] = [];
  const found = await Promise.all(
    assets.map((asset) => read(folder, posix.normalize(asset.replaceAll("\\", "/")), problems)),
  );
  const files = [...new Map(found.flat().map((file) => [file.path, file])).values()];
  problems.push(
    ...namesakes(files).map((names) => problemWith(`has ${names}, which are one and the same on Windows and macOS`)),
  );
  if (problems.length > 0) throw new ProjectRefused(folder, problems);
  return files;
}

function namesakes(files: readonly PackedFile[]): string[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const key = samenessKey(path);
    const other = seen.get(key);
    seen.set(key, path);
    return other === undefined ? [] : [`${other} and ${path}`];
  });
}

function problemWith(message: string): ProjectProblem {
  return { file: "package.json", path: "galaxyKit.assets", message };
}

async function read(folder: string, path: string, problems: ProjectProblem[]): Promise<PackedFile[]> {
  const problem = (message: string): PackedFile[] => {
    problems.push(problemWith(message));
    return [];
  };
  if (taken.has(samenessKey(path.split("/", 1)[0] ?? "")))
    return problem(`names ${path}, which is the name of something else in every package`);
  const source = join(folder, path);
  const found = await lstat(source).catch(() => undefined);
  const wrong = problemWithPath(path);
  if (found && wrong !== undefined) return problem(`names ${path}, which ${wrong}`);
  if (found?.isFile()) return [fileOnDisk(path.replace(/\/$/, ""), source, found)];
  if (found?.isDirectory()) {
    const names = await readdir(source);
    return (await Promise.all(names.map((name) => read(folder, posix.join(path, name), problems)))).flat();
  }
  return problem(
    found
      ? `${path} is neither a file nor a folder, which is all that a package can hold`
      : `names ${path}, which is not there`,
  );
}
