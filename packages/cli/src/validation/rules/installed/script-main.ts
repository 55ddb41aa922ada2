import { error } from "../../finding.js";
import type { InstalledSubject } from "../../installed/installed-subject.js";
import type { Rule } from "../../rule.js";

/** A name at the beginning of a line: `def main`, `async def main`, `main =`, `from … import main`. */
const MAIN = /^(?:(?:async\s+)?def\s+main\b|main\s*=|from\s+\S+\s+import\s+[^#\n]*\b(?:main\b|\*))/m;

/** GALAXY imports the script, and calls its main(). */
export const scriptMain: Rule<InstalledSubject> = {
  name: "script-main",
  async find(folder) {
    const script = await folder.script();
    if (!script || MAIN.test(script.text)) return [];
    const message = "there is no main() at the top level: GALAXY imports the script, and calls that";
    return [
      error(
        { file: script.file, line: 1, column: 1 },
        message,
        "Write: def main(): create_and_run_plugin(YourPlugin, sys.argv).",
      ),
    ];
  },
};
