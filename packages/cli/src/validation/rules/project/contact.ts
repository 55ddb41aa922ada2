import { warning } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** A user in trouble finds somebody. */
export const contact: Rule<ProjectSubject> = {
  name: "contact",
  async find({ project, packageJson }) {
    const read = await project();
    if (!read.ok || read.value.url !== undefined || read.value.author.email !== undefined) return [];
    return [
      warning(
        packageJson.place("author"),
        "there is neither a homepage, nor a repository on GitHub, nor an e-mail address",
        'Write "homepage": "https://…", or an author such as "Name <name@example.org>".',
      ),
    ];
  },
};
