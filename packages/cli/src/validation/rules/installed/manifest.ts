import { FolderRefused } from "@galaxy-kit/simulator";
import { describedProblem } from "../../described-problem.js";
import { error } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

/** GALAXY can read the manifest, and knows the platform that it names. */
export const manifest: Rule<InstalledSubject> = {
  name: "manifest",
  async find(folder) {
    if (folder.manifest.value === undefined) return folder.manifest.problems;
    const opened = await folder.opened();
    if (opened.ok) return folder.manifest.problems;
    const found =
      opened.reason instanceof FolderRefused
        ? opened.reason.problems.map((problem) =>
            describedProblem(problem, folder.manifest.place(...(problem.path ?? "").split("."))),
          )
        : [error(folder.manifest.place(), opened.reason.message, "Correct it there.")];
    return [...folder.manifest.problems, ...found];
  },
};
