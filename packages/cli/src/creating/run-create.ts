import { relative } from "node:path";
import { CommandFailed, UsageError } from "../command-line/command-failed.js";
import { listing } from "../command-line/help.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/step-progress.js";
import type { Answers, Given } from "./answers.js";
import { withDefaults } from "./defaults.js";
import { frameworkFor } from "./framework.js";
import { installDependencies } from "./install.js";
import { packageNameFor } from "./package-name.js";
import { parsePlatform } from "./parse-platform.js";
import { checkTarget } from "./target-folder.js";
import type { TemplateName } from "./templates.js";
import { writeProject } from "./write-project.js";

/** What the command line can say. */
export interface CreateCommandOptions {
  readonly name: string | undefined;
  readonly platform: string | undefined;
  readonly author: string | undefined;
  readonly template: TemplateName | undefined;
  readonly "package-name": string | undefined;
  readonly yes: boolean;
  readonly "no-install": boolean;
}

/** `galaxy-kit create`: answers the exit code. */
export async function runCreate(folder: string | undefined, options: CreateCommandOptions): Promise<number> {
  const { name, author, template, yes } = options;
  const platform = options.platform === undefined ? undefined : parsePlatform(options.platform);
  if (folder !== undefined) await checkTarget(folder);
  const answers = await complete({ folder, name, platform, author, template }, yes);

  await checkTarget(answers.folder);
  const packageName = packageNameFor(answers.folder, options["package-name"]);
  const framework = frameworkFor(answers.folder);
  await write(answers, () => writeProject(answers, packageName, framework));

  const signal = interruption();
  const wantsInstall = framework.isInstalled && !options["no-install"];
  const failure = wantsInstall
    ? await new StepProgress(process.stderr).during("npm install", () => installDependencies(answers.folder, signal))
    : undefined;
  const isReady = !framework.isInstalled || (wantsInstall && failure === undefined);
  process.stdout.write(describeCreated(answers, framework.note, isReady));
  if (signal.aborted) return INTERRUPTED;
  if (failure !== undefined) throw new CommandFailed(`npm install has failed:\n${failure}`);
  return 0;
}

async function complete(given: Given, yes: boolean): Promise<Answers> {
  const missing = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  if (yes || missing.length === 0) return await withDefaults(given);
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    const flags = missing.map((name) => (name === "folder" ? "the folder" : `--${name}`));
    throw new UsageError(`There is no terminal to ask in: say ${flags.join(", ")}, or --yes to take the defaults.`);
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
    throw new CommandFailed(`${folder} cannot be written: ${message}`);
  }
}

function describeCreated({ folder, name }: Answers, note: string | undefined, isReady: boolean): string {
  const bold = (text: string): string => painter(process.stdout)("bold", text);
  const path = relative(process.cwd(), folder) || ".";
  const run = ["npm run dev", "shows it in a simulated GALAXY client"] as const;
  const commands = isReady
    ? [run, ["npm test", "runs its tests"] as const]
    : [["npm install", "fetches what it is made with"] as const, run];
  const steps = [[`cd ${/\s/.test(path) ? JSON.stringify(path) : path}`, ""] as const, ...commands];
  return [`${bold(name)} is in ${path}.`, ...(note === undefined ? [] : [note]), "", "Next:", listing(steps), ""].join(
    "\n",
  );
}
