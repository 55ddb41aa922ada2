import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { replaceFile } from "@galaxy-kit/simulator";
import type { Description } from "../project/describe-integration.js";
import { byPath, type PackedFile } from "../project/packed-file.js";
import type { Project } from "../project/read-project.js";
import { RuntimeStock } from "../runtimes/runtime-stock.js";
import { ownTarget, runtimes } from "../runtimes/runtimes.js";
import type { ReportedFinding } from "../validate/report.js";
import { type PrepareOptions, prepareProject } from "./prepare.js";
import { currentVersion, type Flavour, releaseNames } from "./releases.js";
import { checkStart } from "./start-check.js";
import { zip } from "./write-zip.js";

/** What is packed, and how. */
export interface PackOptions extends PrepareOptions {
  /** Each becomes a file. */
  readonly flavours: readonly Flavour[];
  /** Takes the files; `packed` in the project where nothing is said. */
  readonly out?: string | undefined;
  /** Do everything but fetch runtimes and write files. */
  readonly dryRun: boolean;
}

/** A package for one system, or for every one. */
export interface Release {
  readonly flavour: Flavour;
  /** The name of the zip. */
  readonly name: string;
  /** What is in it, in its order. */
  readonly files: readonly PackedFile[];
}

/** A file that was written. */
export interface WrittenFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What has become of a project. */
export interface Packed {
  readonly project: Project;
  readonly description: Description;
  readonly releases: readonly Release[];
  readonly warnings: readonly ReportedFinding[];
  /** A zip for each release, and current_version.json where the project has an address for it; nothing for a dry run. */
  readonly written: readonly WrittenFile[];
}

/** Makes of a project what a user can install. */
export async function pack(path: string, options: PackOptions): Promise<Packed> {
  const { progress, signal, dryRun } = options;
  const { project, description, files, warnings } = await prepareProject(path, options);
  const stock = new RuntimeStock({ cwd: project.folder, signal, progress });
  const names = releaseNames(project, options.flavours);
  const releases = await Promise.all(
    [...names].map(async ([flavour, name]) => {
      const runtime = flavour === "any" ? [] : await stock.filesFor(flavour);
      return { flavour, name, files: [...files, ...runtime].sort(byPath) };
    }),
  );
  if (!dryRun) for (const { flavour } of releases) if (flavour !== "any") await stock.fetch(flavour);

  // Its own runtime, where this machine can run it and has it.
  const own = dryRun ? undefined : releases.find(({ flavour }) => flavour === ownTarget());
  const program = own && own.flavour !== "any" ? runtimes[own.flavour].program : undefined;
  await progress.during("Starting it once", () => checkStart(own?.files ?? files, program, description, signal));

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
