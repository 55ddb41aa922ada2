import { randomUUID } from "node:crypto";
import { templateGuids } from "../../../creating/templates.js";
import { error } from "../../finding.js";
import { isExampleGuid } from "../../guids.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

/** The guid is nobody else's. */
export const guid: Rule<InstalledSubject> = {
  name: "guid",
  async find(folder) {
    const found = folder.member("guid");
    if (found === undefined || !isExampleGuid(found, await templateGuids())) return [];
    const message = `the guid ${found} is that of an example: GALAXY takes two integrations with one guid for the same`;
    return [error(folder.manifest.place("guid"), message, `Write a new one: "guid": "${randomUUID()}".`)];
  },
};
