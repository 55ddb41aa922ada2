import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Diagnostic } from "@galaxy-kit/protocol";
import { replaceFile } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { type CliDiagnostic, warning } from "../diagnostics/diagnostic.js";
import type { Description } from "../project/describe-integration.js";
import { byPath, type PackedFile } from "../project/packed-file.js";
import type { Project } from "../project/read-project.js";
import { RuntimeSource } from "../runtimes/runtime-source.js";
import { ownTarget, runtimes as runtimePrograms } from "../runtimes/runtimes.js";
import { type PreparedIntegration, type PrepareOptions, prepareProject } from "./prepare.js";
import { currentVersion, currentVersionName, isForUpdater, type PackageTarget, releaseNames } from "./releases.js";
import { checkStart } from "./start-check.js";
import { zip } from "./write-zip.js";

/** How a project is packed. */
export interface PackOptions extends PrepareOptions {
  /** Each becomes a zip, for each variant of the integration. */
  readonly targets: readonly PackageTarget[];
  /** The output folder; `packed` in the project by default. */
  readonly out?: string | undefined;
  /** Do everything except download runtimes and write files. */
  readonly dryRun: boolean;
}

/** A package that is released. */
export interface Release {
  readonly description: Description;
  readonly target: PackageTarget;
  /** The name of the zip. */
  readonly name: string;
  /** Its files, in order. */
  readonly files: readonly PackedFile[];
}

/** A file that pack wrote. */
export interface WrittenFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** The result of packing a project. */
export interface Packed {
  readonly project: Project;
  /** One for each variant. */
  readonly descriptions: readonly Description[];
  readonly releases: readonly Release[];
  readonly warnings: readonly Diagnostic[];
  /** A zip for each release, and current_version.json if the project has an update URL and GALAXY would find a zip in it. Empty for a dry run. */
  readonly written: readonly WrittenFile[];
}

/** Packs a project into zips that users can install. */
export async function pack(path: string, options: PackOptions): Promise<Packed> {
  const { progress, signal, dryRun } = options;
  const { project, integrations, warnings } = await prepareProject(path, options);
  const out = resolve(options.out ?? join(project.folder, "packed"));
  if (!dryRun) await checkOutput(out);
  const runtimeSource = new RuntimeSource({ cwd: project.folder, signal, progress });
  const runtimes = new Map(
    await Promise.all(
      options.targets.map(async (target) => {
        const runtime = target === "any" ? [] : await runtimeSource.filesFor(target);
        return [target, runtime] as const;
      }),
    ),
  );
  if (!dryRun) for (const target of options.targets) if (target !== "any") await runtimeSource.fetch(target);
  const releases = integrations.flatMap(({ description, files }) =>
    [...releaseNames(project, options.targets, description.variant)].map(([target, name]): Release => ({
      description,
      target,
      name,
      files: [...files, ...(runtimes.get(target) ?? [])].sort(byPath),
    })),
  );
  for (const integration of integrations) await tryOut(integration, releases, options);

  const updates = releases.some(({ name }) => isForUpdater(name)) ? project.updates : undefined;
  const result = {
    project,
    descriptions: integrations.map(({ description }) => description),
    releases,
    warnings: updates === project.updates ? warnings : [...warnings, nothingForUpdater()],
  };
  if (dryRun) return { ...result, written: [] };

  const written: WrittenFile[] = [];
  const total = releases.reduce((sum, { files }) => sum + sizeOf(files), 0);
  await progress.during("Zipping", async (update) => {
    let done = 0;
    for (const { name, files } of releases) {
      const bytes = await zip(files);
      signal.throwIfAborted();
      written.push(await write(out, name, bytes));
      done += sizeOf(files);
      update({ done, total });
    }
  });
  if (updates) {
    for (const { description } of integrations) {
      const names = releases.filter((release) => release.description === description).map(({ name }) => name);
      const text = currentVersion(project.version, updates.downloads, names);
      written.push(await write(out, currentVersionName(description.variant), Buffer.from(text)));
    }
  }
  return { ...result, written };
}

/**
 * Downloading runtimes takes minutes, which would be lost. Leaves nothing behind.
 *
 * @throws `CommandError` if a folder cannot be written to
 */
async function checkOutput(folder: string): Promise<void> {
  try {
    const created = await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    if (created !== undefined) await rm(created, { recursive: true });
  } catch (error) {
    throw new CommandError(`Cannot write to ${folder}: ${(error as Error).message}. Choose another folder with --out.`);
  }
}

function nothingForUpdater(): CliDiagnostic {
  return warning("missing-updater-target", {
    subject: "galaxyKit.updateUrl",
    file: "package.json",
    message: "no package is for Windows or macOS, so there is no current_version.json",
    remedy: "Add targets such as win-x64 and darwin-x64.",
  });
}

function sizeOf(files: readonly PackedFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Starts an integration with the packed runtime if this machine can run it. */
async function tryOut(
  { description, files }: PreparedIntegration,
  releases: readonly Release[],
  { dryRun, progress, signal }: PackOptions,
): Promise<void> {
  const own = dryRun
    ? undefined
    : releases.find((release) => release.description === description && release.target === ownTarget());
  const program = own && own.target !== "any" ? runtimePrograms[own.target].program : undefined;
  const name = description.variant === undefined ? "the integration" : description.variant;
  await progress.during(`Starting ${name}`, () => checkStart(own?.files ?? files, program, description, signal));
}

async function write(folder: string, name: string, bytes: Uint8Array): Promise<WrittenFile> {
  const path = join(folder, name);
  await mkdir(folder, { recursive: true });
  await replaceFile(path, bytes, { mode: 0o666, draft: `${path}.${process.pid}.new` });
  return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
