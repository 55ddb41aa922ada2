import { BUNDLE_FILE } from "../../../packing/bundling/bundle.js";
import { NODE_SCRIPT } from "../../../packing/launcher.js";
import { describeBytes } from "../../../terminal/bytes.js";
import { error, type Finding, warning } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

const LARGE = 5 * 1024 * 1024;

/** Everything that the launcher starts is there. */
export const packedParts: Rule<InstalledSubject> = {
  name: "packed-parts",
  async find(folder) {
    const script = await folder.script();
    if (script?.text.includes(NODE_SCRIPT) !== true) return [];
    const files = await folder.files();
    const missing = [NODE_SCRIPT, BUNDLE_FILE].filter((name) => !files.some(({ path }) => path === name));
    const findings: Finding[] = missing.map((name) =>
      error(
        { file: name },
        `is not there, and ${script.file} starts it`,
        "Pack the project again, and unzip all of it.",
      ),
    );
    const bundle = files.find(({ path }) => path === BUNDLE_FILE);
    if (bundle && bundle.size > LARGE) {
      findings.push(
        warning(
          { file: BUNDLE_FILE },
          `has ${describeBytes(bundle.size)}, all of which is read at each start`,
          "Look for a smaller package, or move data into a file among galaxyKit.assets.",
        ),
      );
    }
    return findings;
  },
};
