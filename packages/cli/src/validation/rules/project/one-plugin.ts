import { error } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** One class is the integration. */
export const onePlugin: Rule<ProjectSubject> = {
  name: "one-plugin",
  async find({ classes }) {
    const plugins = (await classes()).filter(
      ({ decorators, isTest }) => !isTest && decorators.includes("GalaxyPlugin"),
    );
    const [first, ...others] = plugins;
    if (!first) return [];
    return others.map(({ name, ...place }) =>
      error(
        place,
        `${name} carries @GalaxyPlugin(), and so does ${first.name} (${first.file}:${first.line ?? 1})`,
        "Keep one of them; each integration is a project of its own.",
      ),
    );
  },
};
