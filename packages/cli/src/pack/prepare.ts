import type { Diagnostic } from "@galaxy-kit/protocol";
import { openFolder } from "@galaxy-kit/simulator";
import { bundle } from "../bundling/bundle.js";
import { explainClientErrors } from "../command-line/client-errors.js";
import { CommandError } from "../command-line/command-error.js";
import { type CliDiagnostic, warning } from "../diagnostics/diagnostic.js";
import type { Report } from "../diagnostics/report.js";
import { readAssets } from "../project/assets.js";
import { buildFolder } from "../project/build.js";
import { describeVariants, type Description, VARIANT } from "../project/describe-integration.js";
import { launcherFiles } from "../project/launcher.js";
import { BUNDLE_FILE, LICENSES_FILE, LINES_FILE, type PackedFile, textFile } from "../project/packed-file.js";
import { ProjectRefusedError } from "../project/project-refused-error.js";
import { type Project, readProject } from "../project/read-project.js";
import type { Progress } from "../terminal/progress.js";
import { validate } from "../validate/validate.js";
import { manifestFile } from "./manifest-file.js";
import { gatherLicenses } from "./third-party-licenses.js";

/** An integration of a project: the only one, or one of its variants. */
export interface PreparedIntegration {
  readonly description: Description;
  /** The files of the packed folder without a runtime; the same for every system. */
  readonly files: readonly PackedFile[];
}

/** A project that is ready to be packed. */
export interface PreparedProject {
  readonly project: Project;
  readonly integrations: readonly PreparedIntegration[];
  /** Problems that do not prevent a release. */
  readonly warnings: readonly Diagnostic[];
}

/** How a project is prepared. */
export interface PrepareOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Compiles a project, asks it to describe itself, bundles it and validates it. */
export async function prepareProject(path: string, { signal, progress }: PrepareOptions): Promise<PreparedProject> {
  const project = await readProject(path);
  const build = await progress.during("Compiling", () => buildFolder(project.folder, { signal }));
  const { source, entry } = await openProject(project.folder);
  const descriptions = await progress.during("Reading the integration", () => describeVariants(source, signal));
  // Before the bundling, which takes longer than finding out that a guid is missing.
  const manifests = descriptions.map((each) => [each, manifestFile(project, each)] as const);
  const [description] = descriptions;

  const { parts } = description;
  const bundled = await progress.during("Bundling", () => bundle(project.folder, entry, parts));
  const licenses = await gatherLicenses(bundled.packages);
  const assets = await readAssets(project);
  const made = { ...(build && { build }), description, bundle: bundled };
  const report = await progress.during("Validating", () => validate(project.folder, signal, made));
  refuseErrors(report);
  const shared = [
    ...(await launcherFiles(bundled.code)),
    textFile(LINES_FILE, bundled.map),
    textFile(LICENSES_FILE, licenses.text),
    ...assets,
  ];
  return {
    project,
    integrations: manifests.map(([each, manifest]) => ({
      description: each,
      files: [manifest, textFile(BUNDLE_FILE, forVariant(bundled.code, each)), ...shared],
    })),
    warnings: [...report.diagnostics, ...licenses.missing.map(missingLicense)],
  };
}

/** The bundle of a variant knows which one it is. On the first line, so that all lines keep their numbers. */
function forVariant(code: string, { variant }: Description): string {
  if (variant === undefined) return code;
  const [directive = ""] = /^"use strict";/.exec(code) ?? [];
  return `${directive}process.env.${VARIANT} = ${JSON.stringify(variant)};${code.slice(directive.length)}`;
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
