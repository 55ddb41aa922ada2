import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Diagnostic } from "@galaxy-kit/protocol";
import { replaceFile } from "@galaxy-kit/simulator";
import type { Description } from "../project/describe-integration.js";
import { byPath, type PackedFile } from "../project/packed-file.js";
import type { Project } from "../project/read-project.js";
import { RuntimeSource } from "../runtimes/runtime-source.js";
import { ownTarget, runtimes } from "../runtimes/runtimes.js";
import { type PrepareOptions, prepareProject } from "./prepare.js";
import { currentVersion, type PackageTarget, releaseNames } from "./releases.js";
import { checkStart } from "./start-check.js";
import { zip } from "./write-zip.js";

/** How a project is packed. */
export interface PackOptions extends PrepareOptions {
  /** Each becomes a zip. */
  readonly targets: readonly PackageTarget[];
  /** The output folder; `packed` in the project by default. */
  readonly out?: string | undefined;
  /** Do everything except download runtimes and write files. */
  readonly dryRun: boolean;
}

/** A package that is released. */
export interface Release {
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
  readonly description: Description;
  readonly releases: readonly Release[];
  readonly warnings: readonly Diagnostic[];
  /** A zip for each release, and current_version.json if the project has an update URL. Empty for a dry run. */
  readonly written: readonly WrittenFile[];
}

/** Packs a project into zips that users can install. */
export async function pack(path: string, options: PackOptions): Promise<Packed> {
  const { progress, signal, dryRun } = options;
  const { project, description, files, warnings } = await prepareProject(path, options);
  const runtimeSource = new RuntimeSource({ cwd: project.folder, signal, progress });
  const names = releaseNames(project, options.targets);
  const releases = await Promise.all(
    [...names].map(async ([target, name]) => {
      const runtime = target === "any" ? [] : await runtimeSource.filesFor(target);
      return { target, name, files: [...files, ...runtime].sort(byPath) };
    }),
  );
  if (!dryRun) for (const { target } of releases) if (target !== "any") await runtimeSource.fetch(target);

  // Starts with the packed runtime if this machine can run it.
  const own = dryRun ? undefined : releases.find(({ target }) => target === ownTarget());
  const program = own && own.target !== "any" ? runtimes[own.target].program : undefined;
  await progress.during("Starting the integration", () =>
    checkStart(own?.files ?? files, program, description, signal),
  );

  const result = { project, description, releases, warnings };
  if (dryRun) return { ...result, written: [] };

  const out = resolve(options.out ?? join(project.folder, "packed"));
  const written: WrittenFile[] = [];
  for (const { name, files } of releases) {
    const bytes = await progress.during(`Zipping ${name}`, () => zip(files));
    signal.throwIfAborted();
    written.push(await write(out, name, bytes));
  }
  if (project.updates) {
    const text = currentVersion(project.version, project.updates.downloads, names.values());
    written.push(await write(out, "current_version.json", Buffer.from(text)));
  }
  return { ...result, written };
}

async function write(folder: string, name: string, bytes: Uint8Array): Promise<WrittenFile> {
  const path = join(folder, name);
  await mkdir(folder, { recursive: true });
  await replaceFile(path, bytes, { mode: 0o666, draft: `${path}.${process.pid}.new` });
  return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
