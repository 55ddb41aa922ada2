import { openFolder } from "@galaxy-kit/simulator";
import { CommandFailed } from "../command-line/command-failed.js";
import { buildFolder } from "../project/build-folder.js";
import { explained } from "../project/explained.js";
import { type Project, readProject } from "../project/read-project.js";
import { painter } from "../terminal/paint.js";
import { warning } from "../validation/finding.js";
import { renderFinding } from "../validation/render-report.js";
import type { Report, ReportedFinding } from "../validation/report.js";
import { validate } from "../validation/validate.js";
import { readAssets } from "./assets.js";
import { bundle, BUNDLE_FILE } from "./bundling/bundle.js";
import { describeIntegration, type Description } from "./describe-integration.js";
import { launcherFiles } from "./launcher.js";
import { gatherLicences, LICENCES_FILE } from "./licences/third-party-licences.js";
import { manifestFile } from "./manifest.js";
import { type PackedFile, textFile } from "./packed-file.js";
import type { PackProgress } from "./progress.js";

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
  readonly progress: PackProgress;
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
      textFile(LICENCES_FILE, licences.text),
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
  throw new CommandFailed(
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
  throw new CommandFailed(
    `${folder} has a manifest.json: it is packed already. Pack the project that it was made from.`,
  );
}
