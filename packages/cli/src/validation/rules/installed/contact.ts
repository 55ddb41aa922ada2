import { warning } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

/** A user in trouble finds somebody. */
export const contact: Rule<InstalledSubject> = {
  name: "contact",
  find(folder) {
    if (
      folder.manifest.value === undefined ||
      folder.member("url") !== undefined ||
      folder.member("email") !== undefined
    )
      return [];
    return [
      warning(
        folder.manifest.place(),
        "there is neither a url nor an email",
        'Write "url": "https://…", where the integration can be found.',
      ),
    ];
  },
};
