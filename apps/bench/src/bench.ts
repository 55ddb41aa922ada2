import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { updateBudget } from "./budget/update.js";
import { HELP, type Options, parseOptions } from "./options.js";
import { conditions } from "./report/conditions.js";
import { render } from "./report/render.js";
import type { Result } from "./report/result.js";
import { checkTargets } from "./report/targets.js";
import { runRounds } from "./run.js";
import { SessionError } from "./session/session.js";
import { sourceCosts } from "./sources/measure.js";
import { prepareSubjects } from "./subjects/prepare.js";
import type { Subjects } from "./subjects/subject.js";
import { inTemporaryFolder } from "./temporary-folder.js";
import { UsageError } from "./usage-error.js";

const NO_PYTHON_API = `
!! No interpreter has the Python API, so there is nothing to compare with. Pass a folder that contains galaxy/api/plugin.py:
!!   npm run bench -- --python-api DIR
`;

const log = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === "help") process.stdout.write(HELP);
    else if (options === "update-budget") await updateBudget(log);
    else if (options === "sources") process.stdout.write(await sourceCosts());
    else await bench(options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof SessionError)) throw error;
    log(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function bench(options: Options): Promise<void> {
  const measuredUnder = conditions(options.rounds);
  const { subjects, results } = await measure(options);
  const comparedWith = subjects.comparison?.version;
  const report = { conditions: measuredUnder, comparedWith, results, targets: checkTargets(results, comparedWith) };
  process.stdout.write(render(report));
  if (!subjects.comparison) log(NO_PYTHON_API);
  const file = resolve(options.json);
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  log(`All samples: ${file}`);
}

function measure({ measurements, rounds, pythons, pythonApi }: Options): Promise<{
  readonly subjects: Subjects;
  readonly results: readonly Result[];
}> {
  return inTemporaryFolder(async (folder) => {
    const subjects = await prepareSubjects(folder, { pythons, pythonApi }, log);
    if (!subjects.comparison) log(NO_PYTHON_API);
    return { subjects, results: await runRounds(measurements, subjects, rounds, log) };
  });
}

process.exitCode = await main(process.argv.slice(2));
