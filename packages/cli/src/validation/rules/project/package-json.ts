import { ProjectRefused } from "../../../project/project-refused.js";
import { describedProblem } from "../../described-problem.js";
import { error } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** package.json says what a package needs. */
export const packageJson: Rule<ProjectSubject> = {
  name: "package-json",
  async find({ packageJson, project }) {
    if (packageJson.value === undefined) return packageJson.problems;
    const read = await project();
    if (read.ok) return packageJson.problems;
    if (!(read.reason instanceof ProjectRefused))
      return [...packageJson.problems, error(packageJson.place(), read.reason.message, "Correct it there.")];
    const problems = read.reason.problems.map((problem) =>
      describedProblem(problem, packageJson.place(...(problem.path ?? "").split("."))),
    );
    return [...packageJson.problems, ...problems];
  },
};
