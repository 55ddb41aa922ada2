import { realpath, stat } from "node:fs/promises";
import type { Diagnostic } from "@galaxy-kit/protocol";
import { UsageError } from "../command-line/command-error.js";
import { error } from "../diagnostics/diagnostic.js";
import { type Report, toReport } from "../diagnostics/report.js";
import { installedRules } from "./rules/installed.js";
import { projectRules } from "./rules/project.js";
import type { Rule } from "./rules/rule.js";
import { InstalledSubject } from "./subject/installed-subject.js";
import { JsonDocument } from "./subject/json-document.js";
import { type Made, ProjectSubject } from "./subject/project-subject.js";

/**
 * Looks for everything that would keep the integration in a folder from working. Does not connect to anything.
 *
 * @param made - results to reuse, so that the project is not compiled, described or bundled again
 */
export async function validate(
  path: string,
  signal: AbortSignal,
  made?: Made,
): Promise<Report & { readonly folder: string }> {
  const folder = await checkFolder(path);
  return { ...toReport(await diagnose(folder, signal, made)), folder };
}

async function diagnose(folder: string, signal: AbortSignal, made?: Made): Promise<readonly Diagnostic[]> {
  const manifest = await JsonDocument.read(folder, "manifest.json");
  if (manifest) return await apply(installedRules, new InstalledSubject(folder, manifest));
  const packageJson = await JsonDocument.read(folder, "package.json");
  if (packageJson) return await apply(projectRules, new ProjectSubject(folder, packageJson, signal, made));
  return [
    error("no-integration", {
      message: "the folder has neither a package.json nor a manifest.json",
      remedy: "Specify the folder of an integration, or create one with galaxy-kit create.",
    }),
  ];
}

async function apply<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) diagnostics.push(...(await rule(subject)));
  return diagnostics;
}

async function checkFolder(path: string): Promise<string> {
  const folder = await realpath(path).catch(() => undefined);
  if (folder === undefined) throw new UsageError(`No such folder: ${path}`);
  if (!(await stat(folder)).isDirectory())
    throw new UsageError(`${path} is a file. Specify the folder of an integration.`);
  return folder;
}
