import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { error } from "../../finding.js";
import { filesBeside } from "../../project/files-beside.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** What the code reads from the project's folder is there on the user's computer, too. */
export const unshippedFiles: Rule<ProjectSubject> = {
  name: "unshipped-files",
  async find({ folder, sources, project }) {
    const read = await project();
    if (!read.ok) return [];
    const shipped = read.value.assets.map((asset) => posix.normalize(asset.replaceAll("\\", "/")).replace(/\/$/, ""));
    const ships = (path: string): boolean => shipped.some((asset) => path === asset || path.startsWith(`${asset}/`));
    const references = (await sources()).filter(({ isTest }) => !isTest).flatMap(filesBeside);
    return references
      .filter(({ path }) => !path.startsWith("..") && !ships(path) && existsSync(join(folder, path)))
      .map(({ path, place }) =>
        error(
          place,
          `${path} is read from beside the code, and would not ship`,
          `Add it to package.json: "galaxyKit": { "assets": [${JSON.stringify(path)}] }.`,
        ),
      );
  },
};
