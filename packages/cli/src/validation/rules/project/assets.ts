import { ProjectRefused } from "../../../project/project-refused.js";
import { describeBytes } from "../../../terminal/bytes.js";
import { error, warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

const LARGE = 20 * 1024 * 1024;

/** Assets are there, and can be sent to a user. */
export const assets: Rule<ProjectSubject> = {
  name: "assets",
  async find({ assets, packageJson }) {
    const place = packageJson.place("galaxyKit", "assets");
    const found = await assets();
    if (found.ok) {
      return found.value
        .filter(({ size }) => size > LARGE)
        .map(({ path, size }) =>
          warning(
            { file: path },
            `has ${describeBytes(size)}, which every user downloads with each release`,
            "Make it smaller, or fetch it when it is needed.",
          ),
        );
    }
    const problems =
      found.reason instanceof ProjectRefused ? found.reason.problems : [{ message: found.reason.message }];
    return problems.map(({ message }) =>
      error(place, `galaxyKit.assets ${message}`, "List files and folders that are in the project; links are none."),
    );
  },
};
