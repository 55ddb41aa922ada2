import { describeBytes } from "../../../terminal/bytes.js";
import { warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

const LARGE = 5 * 1024 * 1024;

/** What starts with GALAXY is small. */
export const bundleSize: Rule<ProjectSubject> = {
  name: "bundle-size",
  async find(project) {
    const bundled = await project.bundle();
    const size = bundled?.ok === true ? Buffer.byteLength(bundled.value.code) : 0;
    if (size <= LARGE) return [];
    return [
      warning(
        project.packageJson.place("dependencies"),
        `the bundle has ${describeBytes(size)}, all of which is read at each start`,
        "Look for a smaller package, or move data into a file among galaxyKit.assets.",
      ),
    ];
  },
};
