import { relative } from "node:path";
import { CommandError, UsageError } from "../command-line/command-error.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { nextSteps, shellWord } from "../terminal/next-steps.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { fitted } from "../terminal/wrap.js";
import { type Answers, type GivenAnswers, withDefaults } from "./answers.js";
import { frameworkFor } from "./framework.js";
import { installDependencies } from "./install-dependencies.js";
import { packageNameFor } from "./package-name.js";
import { parsePlatform } from "./parse-platform.js";
import { checkTarget } from "./target-folder.js";
import { writeProject } from "./write-project.js";

/** How to create a project. */
interface CreateOptions {
  readonly packageName: string | undefined;
  /** Do not ask questions. */
  readonly useDefaults: boolean;
  /** Run npm install. */
  readonly install: boolean;
}

/**
 * Creates a project for an integration. Asks for missing answers.
 *
 * @returns the exit code
 */
export async function create(
  given: Omit<GivenAnswers, "platform"> & { readonly platform: string | undefined },
  { packageName, useDefaults, install }: CreateOptions,
): Promise<number> {
  const platform = given.platform === undefined ? undefined : parsePlatform(given.platform);
  if (given.folder !== undefined) await checkTarget(given.folder);
  const answers = await complete({ ...given, platform }, useDefaults);

  await checkTarget(answers.folder);
  const name = packageNameFor(answers.folder, packageName);
  const framework = frameworkFor(answers.folder);
  await write(answers, () => writeProject(answers, name, framework));

  const signal = interruption();
  const wantsInstall = framework.isInstalled && install;
  const failure = wantsInstall
    ? await new StepProgress(process.stderr).during("npm install", () => installDependencies(answers.folder, signal))
    : undefined;
  const isReady = !framework.isInstalled || (wantsInstall && failure === undefined);
  process.stdout.write(fitted(describeCreated(answers, framework.note, isReady), process.stdout));
  if (signal.aborted) return INTERRUPTED;
  if (failure !== undefined) throw new CommandError(`npm install failed:\n${failure}`);
  return 0;
}

async function complete(given: GivenAnswers, yes: boolean): Promise<Answers> {
  const missing = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  if (yes || missing.length === 0) return await withDefaults(given);
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    const flags = missing.map((name) => (name === "folder" ? "the folder" : `--${name}`));
    throw new UsageError(
      `Cannot ask questions without a terminal. Specify ${flags.join(", ")}, or accept the defaults with --yes.`,
    );
  }
  const { ask } = await import("./ask.js");
  return await ask(given);
}

async function write({ folder }: Answers, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError(`Cannot write ${folder}: ${message}`);
  }
}

function describeCreated({ folder, name }: Answers, note: string | undefined, isReady: boolean): string {
  const bold = (text: string): string => painter(process.stdout)("bold", text);
  const path = relative(process.cwd(), folder) || ".";
  const run = ["npm run dev", "runs it in a simulated GALAXY client"] as const;
  const commands = isReady
    ? [run, ["npm test", "runs its tests"] as const]
    : [["npm install", "installs its dependencies"] as const, run];
  const steps = [[`cd ${shellWord(path)}`, ""] as const, ...commands];
  return [`${bold(name)} is in ${path}.`, ...(note === undefined ? [] : [note]), "", nextSteps(steps)].join("\n");
}
