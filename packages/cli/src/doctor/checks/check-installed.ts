import { stat } from "node:fs/promises";
import { type Installed, readInstalled } from "../../installing/installed/read-installed.js";
import { describeRuntime } from "../../installing/installed/runtime.js";
import type { Finding } from "../finding.js";
import type { DoctorFolders } from "../folders.js";
import { logPath } from "../log/log-path.js";

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
