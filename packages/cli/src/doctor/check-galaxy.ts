import { stat } from "node:fs/promises";
import { unfinishedReplacements } from "../installed/plugins-folder.js";
import { type Installed, readInstalled } from "../installed/read-installed.js";
import { describeRuntime } from "../installed/runtime.js";
import type { Finding } from "./findings.js";
import { type DoctorFolders, logPath } from "./folders.js";

const subject = "GALAXY";

/** Whether GALAXY's folders are there, and in order. */
export async function checkGalaxy({ plugins, logs }: DoctorFolders): Promise<Finding[]> {
  if (plugins === undefined) {
    return [
      {
        subject,
        severity: "ok",
        message: `there is none for ${process.platform}; --in and --logs name folders to look into`,
      },
    ];
  }
  const findings = [
    await checkFolder("integrations", plugins, "start GALAXY once, or install an integration, which makes the folder"),
  ];
  if (logs !== undefined)
    findings.push(await checkFolder("logs", logs, "start GALAXY once, which writes its logs there"));
  const unfinished = await unfinishedReplacements(plugins);
  if (unfinished.length === 0) return findings;
  const message = `the installation of ${unfinished.join(" and ")} was interrupted, or is going on`;
  return [
    ...findings,
    {
      subject,
      severity: "warning",
      message,
      remedy: "install the integration again: first of all that puts everything in order",
    },
  ];
}

async function checkFolder(content: string, path: string, remedy: string): Promise<Finding> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return { subject, severity: "ok", message: `${content} in ${path}` };
  return {
    subject,
    severity: "warning",
    message: `there is no folder ${path}, where its ${content} should be`,
    remedy,
  };
}

/** What keeps GALAXY from showing what is installed. */
export async function checkInstalled({ plugins, logs }: DoctorFolders): Promise<Finding[]> {
  if (plugins === undefined) return [];
  const installed = await readInstalled(plugins);
  return (await Promise.all(installed.map((one) => findingsFor(one, logs)))).flat();
}

async function findingsFor(installed: Installed, logs: string | undefined): Promise<Finding[]> {
  const { folderName, manifest, runtime, problems } = installed;
  if (problems.length > 0) return problems.map((problem) => ({ subject: folderName, ...problem }));
  const { name = "", version = "", platform = "" } = manifest ?? {};
  const parts = [`${name} ${version} for ${platform}`, ...(runtime ? [describeRuntime(runtime)] : [])];
  if (logs !== undefined && manifest) parts.push(await describeLog(logPath(logs, manifest)));
  return [{ subject: folderName, severity: "ok", message: parts.join(", ") }];
}

async function describeLog(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found
    ? `log of ${found.mtime.toISOString().replace("T", " ").slice(0, 16)} UTC`
    : "no log: GALAXY has not started it";
}
