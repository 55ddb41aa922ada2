import { Platform } from "@galaxy-kit/protocol";
import { warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** The platform is one. Which ids there are, the definition has checked. */
export const platform: Rule<ProjectSubject> = {
  name: "platform",
  async find(project) {
    const described = await project.description();
    if (described?.ok !== true || described.value.platform !== Platform.Unknown) return [];
    return [
      warning(
        await project.placeOf(described.value.plugin),
        'the platform "unknown" is none',
        "Write that of your shop, or Platform.Generic where GALAXY has none for it.",
      ),
    ];
  },
};
