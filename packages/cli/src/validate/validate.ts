import { realpath, stat } from "node:fs/promises";
import { UsageError } from "../command-line/command-error.js";
import { type Report, type ReportedFinding, toReport } from "./report.js";
import { installedRules } from "./rules/installed.js";
import { projectRules } from "./rules/project.js";
import { InstalledSubject } from "./subject/installed-subject.js";
import { JsonDocument } from "./subject/json-document.js";
import { ProjectSubject } from "./subject/project-subject.js";
import type { Rule } from "./subject/rule.js";
import { error } from "./subject/rule.js";

/** Looks for everything that keeps the integration in a folder from working; starts nothing that talks to anybody. */
export async function validate(path: string, signal: AbortSignal): Promise<Report> {
  const folder = await checkFolder(path);
  const manifest = await JsonDocument.read(folder, "manifest.json");
  if (manifest) return toReport(folder, await apply(installedRules, new InstalledSubject(folder, manifest)));
  const packageJson = await JsonDocument.read(folder, "package.json");
  if (packageJson) return toReport(folder, await apply(projectRules, new ProjectSubject(folder, packageJson, signal)));
  const message =
    "is not there, and neither is a manifest.json: this is no project of an integration, and none as GALAXY installs it";
  return toReport(folder, [
    {
      ...error({ file: "package.json" }, message, "Name the folder of one, or begin one: galaxy-kit create."),
      rule: "package-json",
    },
  ]);
}

async function apply<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Promise<readonly ReportedFinding[]> {
  const findings: ReportedFinding[] = [];
  for (const { name, find } of rules)
    findings.push(...(await find(subject)).map((finding) => ({ ...finding, rule: name })));
  return findings;
}

async function checkFolder(path: string): Promise<string> {
  const folder = await realpath(path).catch(() => undefined);
  if (folder === undefined) throw new UsageError(`There is no folder ${path}.`);
  if (!(await stat(folder)).isDirectory())
    throw new UsageError(`${path} is a file: name the folder of an integration.`);
  return folder;
}
