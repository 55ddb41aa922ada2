import { stripVTControlCharacters } from "node:util";
import { error, type Finding } from "../../finding.js";
import type { ProjectSubject } from "../../project/project-subject.js";
import type { Rule } from "../../rule.js";

/** How the compiler tells an error: `src/main.ts:3:7 - error TS2322: Type …`. */
const ERROR = /^(.+?):(\d+):(\d+) - error (TS\d+): (.*)$/;

/** The project's own compiler finds nothing. */
export const compiles: Rule<ProjectSubject> = {
  name: "compiles",
  async find(project) {
    // The compiler is looked up from there.
    if (project.packageJson.value === undefined) return [];
    const built = await project.build();
    if (!built.ok)
      return [error(project.packageJson.place(), built.reason.message, "Without it nothing more can be found out.")];
    if (built.value === undefined || built.value.ok) return [];
    const lines = stripVTControlCharacters(built.value.output).split("\n");
    const found = lines.flatMap((line): Finding[] => {
      const [, file, row, column, code, message] = ERROR.exec(line) ?? [];
      if (file === undefined || code === undefined || message === undefined) return [];
      const place = { file: project.relative(file), line: Number(row), column: Number(column) };
      return [error(place, message, `Correct it (${code}); what needs a build is not looked at before.`)];
    });
    return found.length > 0
      ? found
      : [
          error(
            { file: "tsconfig.json" },
            lines.join(" ").trim(),
            "Correct it; what needs a build is not looked at before.",
          ),
        ];
  },
};
