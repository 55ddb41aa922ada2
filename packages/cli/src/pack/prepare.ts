import type { Diagnostic } from "@galaxy-kit/protocol";
import { openFolder } from "@galaxy-kit/simulator";
import { bundle } from "../bundling/bundle.js";
import { explainClientErrors } from "../command-line/client-errors.js";
import { CommandError } from "../command-line/command-error.js";
import { type CliDiagnostic, warning } from "../diagnostics/diagnostic.js";
import type { Report } from "../diagnostics/report.js";
import { readAssets } from "../project/assets.js";
import { buildFolder } from "../project/build.js";
import { describeIntegration, type Description } from "../project/describe-integration.js";
import { launcherFiles } from "../project/launcher.js";
import { BUNDLE_FILE, LICENSES_FILE, type PackedFile, textFile } from "../project/packed-file.js";
import { ProjectRefusedError } from "../project/project-refused-error.js";
import { type Project, readProject } from "../project/read-project.js";
import type { Progress } from "../terminal/progress.js";
import { validate } from "../validate/validate.js";
import { manifestFile } from "./manifest-file.js";
import { gatherLicenses } from "./third-party-licenses.js";

/** A project that is ready to be packed. */
export interface PreparedProject {
  readonly project: Project;
  readonly description: Description;
  /** The files of the packed folder without a runtime; the same for every system. */
  readonly files: readonly PackedFile[];
  /** Problems that do not prevent a release. */
  readonly warnings: readonly Diagnostic[];
}

/** How a project is prepared. */
export interface PrepareOptions {
  readonly sourceMap: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Compiles a project, asks it to describe itself, bundles it and validates it. */
export async function prepareProject(
  path: string,
  { sourceMap, signal, progress }: PrepareOptions,
): Promise<PreparedProject> {
  const project = await readProject(path);
  const build = await progress.during("Compiling", () => buildFolder(project.folder, { signal }));
  const { source, entry } = await openProject(project.folder);
  const description = await progress.during("Reading the integration", () => describeIntegration(source, signal));
  const manifest = manifestFile(project, description);

  const { parts } = description;
  const bundled = await progress.during("Bundling", () => bundle(project.folder, entry, { sourceMap, parts }));
  const licenses = await gatherLicenses(bundled.packages);
  const assets = await readAssets(project);
  const made = { ...(build && { build }), description, bundle: bundled };
  const report = await progress.during("Validating", () => validate(project.folder, signal, made));
  refuseErrors(report);
  return {
    project,
    description,
    files: [
      manifest,
      ...(await launcherFiles()),
      textFile(BUNDLE_FILE, bundled.code),
      ...(bundled.map === undefined ? [] : [textFile(`${BUNDLE_FILE}.map`, bundled.map)]),
      textFile(LICENSES_FILE, licenses.text),
      ...assets,
    ],
    warnings: [...report.diagnostics, ...licenses.missing.map(missingLicense)],
  };
}

function missingLicense(name: string): CliDiagnostic {
  const message = `${name} ships no license text`;
  return warning("missing-license-text", { file: "package.json", message, remedy: "Ask its maintainers to add one." });
}

function refuseErrors({ folder, diagnostics }: Report & { readonly folder: string }): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ProjectRefusedError(folder, errors);
}

async function openProject(folder: string) {
  const { source, entry } = await explainClientErrors(() => openFolder(folder));
  if (entry !== undefined) return { source, entry };
  throw new CommandError(`${folder} has a manifest.json, so it is already packed. Pack the project it was built from.`);
}
