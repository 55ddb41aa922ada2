import { type BundleProblem, BundleRefused } from "../../../packing/bundling/bundle-refused.js";
import { error, type Place, warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** The integration can be one file: everything is installed, nothing is a native addon. */
export const bundles: Rule<ProjectSubject> = {
  name: "bundles",
  async find(project) {
    const bundled = await project.bundle();
    if (!bundled) return [];
    const entry = await project.entryPlace();
    if (bundled.ok)
      return bundled.value.warnings.map((message) =>
        warning(entry, message, "Look whether it does what you mean, in the packed integration too."),
      );
    if (!(bundled.reason instanceof BundleRefused)) return [error(entry, bundled.reason.message, "Correct it there.")];
    return bundled.reason.problems.map((problem) => {
      const { found, remedy = "Correct the module that is named." } = problem;
      return error(placeOf(problem, project) ?? entry, found, remedy);
    });
  },
};

/** Where package.json names the package, if it does. */
function placeOf({ package: name }: BundleProblem, { packageJson }: ProjectSubject): Place | undefined {
  return name === undefined ? undefined : packageJson.place("dependencies", name);
}
