import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What `galaxy-kit create` begins with: each is a project of its own. */
export const templates = "packages/cli/templates";

/** The folders that pnpm-workspace.yaml names, relative to the root: "packages/sdk", "apps/folder-library", ... */
export function members() {
  return ["packages", templates, "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, "package.json")))
      .sort(),
  );
}

/** The package.json in a folder of the checkout. */
export function manifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}
