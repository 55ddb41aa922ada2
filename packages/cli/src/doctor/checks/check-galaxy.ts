import { stat } from "node:fs/promises";
import { unfinishedReplacements } from "../../installing/plugins-folder.js";
import type { Finding } from "../finding.js";
import type { DoctorFolders } from "../folders.js";

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
