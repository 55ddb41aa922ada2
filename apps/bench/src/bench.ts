import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandFailed, defineCommand, type OptionValues, runCommand } from "@galaxy-kit/cli";
import { updateBudget } from "./budget/update.js";
import type { Measurement } from "./measurements/index.js";
import { chooseMeasurements, options, parseList, parseRounds } from "./options.js";
import { conditions } from "./report/conditions.js";
import { render } from "./report/render.js";
import type { Result } from "./report/result.js";
import { checkTargets } from "./report/targets.js";
import { runRounds } from "./run.js";
import { SessionFailed } from "./session/session.js";
import { prepareSubjects } from "./subjects/prepare.js";
import type { Subjects } from "./subjects/subject.js";
import { inTemporaryFolder } from "./temporary-folder.js";

const WITHOUT_PYTHON_API = `
!! Nothing is compared with the Python API, as no interpreter has it. Name a folder that has galaxy/api/plugin.py in it:
!!   npm run bench -- --python-api DIR
`;

const say = (what: string): void => {
  process.stderr.write(`${what}\n`);
};

const bench = defineCommand({
  summary: "Measures start, speed and memory of an integration, and compares it with the Python API.",
  description: `
Everything is measured in rounds, and medians are shown: compare what stands in one report, and not times of two. The machine
should have nothing else to do. docs/performance.md explains what is measured.`,
  options,
  run: async (given) => {
    if (given["update-budget"]) {
      await updateBudget(say);
      return 0;
    }
    const chosen = chooseMeasurements(given.only);
    const under = conditions(parseRounds(given.rounds));
    const { subjects, results } = await measure(chosen, under.rounds, given);
    const comparedWith = subjects.comparison?.version;
    const report = { conditions: under, comparedWith, results, targets: checkTargets(results, comparedWith) };
    process.stdout.write(render(report));
    if (!subjects.comparison) say(WITHOUT_PYTHON_API);
    const file = resolve(given.json ?? "bench-results.json");
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
    say(`Everything that was measured: ${file}`);
    return 0;
  },
});

async function measure(
  measurements: readonly Measurement[],
  rounds: number,
  { python, "python-api": pythonApi }: OptionValues<typeof options>,
): Promise<{ subjects: Subjects; results: Result[] }> {
  try {
    return await inTemporaryFolder(async (folder) => {
      const subjects = await prepareSubjects(folder, { pythons: parseList(python), pythonApi }, say);
      if (!subjects.comparison) say(WITHOUT_PYTHON_API);
      return { subjects, results: await runRounds(measurements, subjects, rounds, say) };
    });
  } catch (error) {
    throw error instanceof SessionFailed ? new CommandFailed(error.message) : error;
  }
}

process.exitCode = await runCommand(bench, process.argv.slice(2), "npm run bench --");
