import { FolderRefused } from "@galaxy-kit/simulator";
import { describedProblem } from "../../described-problem.js";
import { error } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** The file that is started is there. */
export const entry: Rule<ProjectSubject> = {
  name: "entry",
  async find({ build, opened, packageJson }) {
    const built = await build();
    if (packageJson.value === undefined || !built.ok || built.value?.ok === false) return [];
    const found = await opened();
    if (found.ok) return [];
    const place = packageJson.place("galaxyKit", "entry");
    if (!(found.reason instanceof FolderRefused)) return [error(place, found.reason.message, "Correct it there.")];
    return found.reason.problems.map(({ file, path, message }) =>
      path === undefined
        ? error(
            place,
            `the entry ${file} is not there after the build`,
            'Name the JavaScript file to start: "galaxyKit": { "entry": "dist/main.js" }.',
          )
        : describedProblem({ path, message }, place),
    );
  },
};
