import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The templates of `galaxy-kit create`. Each is a separate project. */
export const templates = "packages/cli/templates";

/** The documentation site. */
export const docs = "docs";

/** Returns the folders of the workspace, relative to the root, such as "packages/sdk" and "apps/folder-library". */
export function members() {
  const inFolders = ["packages", templates, "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, "package.json")))
      .sort(),
  );
  return [...inFolders, docs];
}

/** Returns the package.json of a folder, given relative to the root. */
export function manifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}
