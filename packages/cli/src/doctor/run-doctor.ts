import { UsageError } from "../command-line/command-failed.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/step-progress.js";
import { checkBrowser } from "./checks/check-browser.js";
import { checkGalaxy } from "./checks/check-galaxy.js";
import { checkInstalled } from "./checks/check-installed.js";
import { checkNode } from "./checks/check-node.js";
import { checkNpm } from "./checks/check-npm.js";
import { checkPython } from "./checks/check-python.js";
import type { Finding } from "./finding.js";
import { chooseFolders, type DoctorFolders } from "./folders.js";
import { renderFindings } from "./render-findings.js";

/** What the command line can say. */
export interface DoctorCommandOptions {
  readonly in: string | undefined;
  readonly logs: string | undefined;
  readonly log: string | undefined;
  readonly follow: boolean;
  readonly json: boolean;
}

/** `galaxy-kit doctor`: answers the exit code. */
export async function runDoctor({ log, follow, json, ...named }: DoctorCommandOptions): Promise<number> {
  const folders = chooseFolders(named);
  if (log === undefined) {
    if (follow) throw new UsageError("--follow goes with --log NAME only.");
    return await diagnose(folders, json);
  }
  if (json) throw new UsageError("--json and --log exclude each other: use one of them.");
  const { showLog } = await import("./log/show-log.js");
  await explainFileErrors(() => showLog(log, folders, follow));
  return 0;
}

async function diagnose(folders: DoctorFolders, json: boolean): Promise<number> {
  const findings = await new StepProgress(process.stderr).during("Looking around", () =>
    explainFileErrors(() => check(folders)),
  );
  process.stdout.write(
    json ? `${JSON.stringify({ findings }, null, 2)}\n` : renderFindings(findings, painter(process.stdout)),
  );
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

async function check(folders: DoctorFolders): Promise<Finding[]> {
  const [npm, python, galaxy, installed] = await Promise.all([
    checkNpm(),
    checkPython(),
    checkGalaxy(folders),
    checkInstalled(folders),
  ]);
  return [...checkNode(), ...npm, ...python, ...checkBrowser(), ...galaxy, ...installed];
}
