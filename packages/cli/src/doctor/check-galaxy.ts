import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Diagnostic } from "@galaxy-kit/protocol";
import { PythonNotFoundError } from "@galaxy-kit/simulator";
import { type CliDiagnostic, warning } from "../diagnostics/diagnostic.js";
import { examineInstalled } from "../installed/examine-installed.js";
import { unfinishedReplacements } from "../installed/plugins-folder.js";
import type { Installed } from "../installed/read-installed.js";
import { describeRuntime } from "../installed/runtime.js";
import { checkPythonFolder } from "../project/check-python-folder.js";
import { type DoctorFolders, logPath } from "./folders.js";
import { ok } from "./ok.js";

const subject = "GALAXY";

/** Checks GALAXY's folders. */
export async function checkGalaxy({ plugins, logs }: DoctorFolders): Promise<CliDiagnostic[]> {
  if (plugins === undefined)
    return [
      ok(subject, `does not run on ${process.platform}; use --plugins-dir and --logs-dir to check other folders`),
    ];
  const diagnostics = [
    await checkFolder(
      "integrations",
      plugins,
      "Start GALAXY once, or install an integration, which creates the folder.",
    ),
  ];
  if (logs !== undefined)
    diagnostics.push(await checkFolder("logs", logs, "Start GALAXY once, which creates the folder."));
  const unfinished = await unfinishedReplacements(plugins);
  if (unfinished.length === 0) return diagnostics;
  const message = `the installation of ${unfinished.join(" and ")} was interrupted or is in progress`;
  const remedy = "Install the integration again, which also repairs the interrupted installation.";
  return [...diagnostics, warning("interrupted-installation", { subject, message, remedy })];
}

async function checkFolder(content: string, path: string, remedy: string): Promise<CliDiagnostic> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return ok(subject, `${content} in ${path}`);
  const message = `the folder for ${content} does not exist: ${path}`;
  return warning("galaxy-folder-missing", { subject, message, remedy });
}

/** Checks every installed integration. */
export async function checkInstalled({ plugins, logs }: DoctorFolders): Promise<Diagnostic[]> {
  if (plugins === undefined) return [];
  const { installed, problems } = await examineInstalled(plugins);
  const usable = installed.filter(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== "error"));
  return [
    ...(installed.length === 0 ? [ok(subject, "no integrations are installed")] : []),
    ...problems,
    ...(await describeAll(usable, logs)),
  ];
}

/** Each check of code keeps a processor busy for seconds, so more at the same time would only make them time out. */
async function describeAll(installed: readonly Installed[], logs: string | undefined): Promise<Diagnostic[]> {
  const described: (readonly Diagnostic[])[] = [];
  const waiting = installed.entries();
  const takeTurns = async (): Promise<void> => {
    for (const [index, each] of waiting) described[index] = await describe(each, logs);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  return described.flat();
}

async function describe(installed: Installed, logs: string | undefined): Promise<readonly Diagnostic[]> {
  const { folderName, manifest, runtime } = installed;
  const { name = "", version = "", platform = "" } = manifest ?? {};
  const parts = [`${name} ${version} for ${platform}`, ...(runtime ? [describeRuntime(runtime)] : [])];
  try {
    const unfit = await checkCode(installed);
    if (unfit) return [unfit];
  } catch (failure) {
    // Another diagnostic reports that there is no Python.
    if (!(failure instanceof PythonNotFoundError))
      parts.push(`not checked for GALAXY 2.1: ${(failure as Error).message}`);
  }
  if (logs !== undefined && manifest) parts.push(await describeLog(logPath(logs, manifest)));
  return [ok(folderName, parts.join(", "))];
}

/** Returns one diagnostic for everything that keeps a Python integration from working in GALAXY 2.1. */
async function checkCode({ folderName, path, manifest, runtime }: Installed): Promise<Diagnostic | undefined> {
  if (!manifest || runtime?.kind !== "python") return undefined;
  const diagnostics = await checkPythonFolder(path, manifest.script);
  const [first, ...others] = diagnostics.filter(({ severity }) => severity === "error");
  if (!first) return undefined;
  const place = [first.file, first.line].filter((part) => part !== undefined).join(":");
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return {
    severity: first.severity,
    code: first.code,
    subject: folderName,
    message: `does not work in GALAXY 2.1: ${place}: ${first.message}${more}`,
    remedy: `See galaxy-kit validate ${JSON.stringify(path)}, and install a newer version if there is one.`,
  };
}

async function describeLog(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found
    ? `log of ${found.mtime.toISOString().replace("T", " ").slice(0, 16)} UTC`
    : "no log, so GALAXY has not started it";
}
