import { error } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import { positionAt } from "../../position.js";
import type { Rule } from "../../rule.js";

/** `super().__init__(Platform.Test, "0.1", …`: the version, as far as it is written out. */
const DECLARED =
  /super\(\w*(?:,\s*\w+)?\)\.__init__\(\s*(?:platform\s*=\s*)?Platform\.\w+\s*,\s*(?:#.*\s*)?(?:version\s*=\s*)?["']([^"']+)["']/;

/** The script and the manifest say the same version. */
export const scriptVersion: Rule<InstalledSubject> = {
  name: "script-version",
  async find(folder) {
    const version = folder.member("version");
    const script = await folder.script();
    const declared = script && DECLARED.exec(script.text);
    const found = declared?.[1];
    if (!script || !declared || found === undefined || version === undefined || found === version) return [];
    const place = { file: script.file, ...positionAt(script.text, declared.index) };
    return [
      error(
        place,
        `the script declares version "${found}", and manifest.json "${version}"`,
        "Read it from manifest.json, so that there is one source of it.",
      ),
    ];
  },
};
