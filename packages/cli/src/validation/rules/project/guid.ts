import { randomUUID } from "node:crypto";
import { templateGuids } from "../../../creating/templates.js";
import { error } from "../../finding.js";
import { isExampleGuid } from "../../guids.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** An integration has a guid, only one, and one of its own. */
export const guid: Rule<ProjectSubject> = {
  name: "guid",
  async find({ packageJson, project, description }) {
    const place = packageJson.place("galaxyKit", "guid");
    const write = `Write a new one: "guid": "${randomUUID()}".`;
    const [read, described] = [await project(), await description()];
    const inPackage = read.ok ? read.value.guid : undefined;
    const inClass = described?.ok === true ? described.value.guid : undefined;
    if (inPackage !== undefined && inClass !== undefined && inPackage !== inClass) {
      return [error(place, `galaxyKit.guid is ${inPackage}, and @GalaxyPlugin() says ${inClass}`, "Keep one of them.")];
    }
    const found = inPackage ?? inClass;
    if (found !== undefined) {
      return isExampleGuid(found, await templateGuids())
        ? [
            error(
              place,
              `the guid ${found} is that of an example: GALAXY takes two integrations with one guid for the same`,
              write,
            ),
          ]
        : [];
    }
    // Whether the class has one is only known when it can be asked.
    if (!read.ok || described?.ok !== true) return [];
    return [
      error(
        place,
        "there is no galaxyKit.guid, without which an integration cannot be installed",
        `Write a new one: "galaxyKit": { "guid": "${randomUUID()}" }.`,
      ),
    ];
  },
};
