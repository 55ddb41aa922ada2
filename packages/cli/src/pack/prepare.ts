import { openFolder } from "@galaxy-kit/simulator";
import { bundle } from "../bundling/bundle.js";
import { CommandError } from "../command-line/command-error.js";
import { readAssets } from "../project/assets.js";
import { buildFolder } from "../project/build.js";
import { describeIntegration, type Description } from "../project/describe-integration.js";
import { explained } from "../project/explained.js";
import { launcherFiles } from "../project/launcher.js";
import { BUNDLE_FILE, LICENSES_FILE, type PackedFile, textFile } from "../project/packed-file.js";
import { type Project, readProject } from "../project/read-project.js";
import { painter } from "../terminal/paint.js";
import type { Progress } from "../terminal/progress.js";
import type { Report, ReportedFinding } from "../validate/report.js";
import { renderFinding } from "../validate/report.js";
import { warning } from "../validate/subject/rule.js";
import { validate } from "../validate/validate.js";
import { manifestFile } from "./manifest-file.js";
import { gatherLicences } from "./third-party-licenses.js";

/** A project that is ready to be put into packages. */
export interface PreparedProject {
  readonly project: Project;
  readonly description: Description;
  /** The packed folder without a runtime, which is the same for every system. */
  readonly files: readonly PackedFile[];
  /** What the author should know, and what keeps nobody from installing it. */
  readonly warnings: readonly ReportedFinding[];
}

/** How a project is prepared. */
export interface PrepareOptions {
  readonly sourceMap: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Compiles a project, asks it what it is, and bundles it. */
export async function prepareProject(
  path: string,
  { sourceMap, signal, progress }: PrepareOptions,
): Promise<PreparedProject> {
  const project = await readProject(path);
  await progress.during("Compiling", () => buildFolder(project.folder));
  const { source, entry } = await openProject(project.folder);
  const description = await progress.during("Reading the integration", () => describeIntegration(source, signal));
  const manifest = manifestFile(project, description);

  const bundled = await progress.during("Bundling", () => bundle(project.folder, entry, { sourceMap }));
  const licences = await gatherLicences(bundled.packages);
  const assets = await readAssets(project);
  const report = await progress.during("Validating", () => validate(project.folder, signal));
  refuseErrors(report);
  return {
    project,
    description,
    files: [
      manifest,
      ...(await launcherFiles()),
      textFile(BUNDLE_FILE, bundled.code),
      ...(bundled.map === undefined ? [] : [textFile(`${BUNDLE_FILE}.map`, bundled.map)]),
      textFile(LICENSES_FILE, licences.text),
      ...assets,
    ],
    warnings: [...report.findings, ...licences.missing.map(withoutText)],
  };
}

function withoutText(name: string): ReportedFinding {
  return {
    ...warning({ file: "package.json" }, `${name} brings no text of its licence`, "Ask its makers for one."),
    rule: "licences",
  };
}

function refuseErrors({ folder, findings }: Report): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const paint = painter(process.stderr);
  throw new CommandError(
    [`${folder} cannot be packed:`, ...errors.map((finding) => renderFinding(finding, folder, paint))].join("\n"),
  );
}

async function openProject(folder: string) {
  try {
    const { source, entry } = await openFolder(folder);
    if (entry !== undefined && "command" in source) return { source, entry };
  } catch (error) {
    throw explained(error);
  }
  throw new CommandError(
    `${folder} has a manifest.json: it is packed already. Pack the project that it was made from.`,
  );
}
