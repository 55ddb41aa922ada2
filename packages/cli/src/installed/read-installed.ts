import { readdir, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { FolderRefusedError, readManifest } from "@galaxy-kit/simulator";
import { findRuntime, problemWithRuntime, type Runtime } from "./runtime.js";

/** What lies in the folder of integrations. */
export interface Installed {
  /** The name of its folder. */
  readonly folderName: string;
  readonly path: string;
  /** What it is a link to. */
  readonly linkTo?: string;
  /** Absent where GALAXY cannot read it. */
  readonly manifest?: Manifest;
  readonly runtime?: Runtime;
  readonly problems: readonly InstalledProblem[];
}

/** Something that keeps the client from showing an integration, or that will surprise its user. */
export interface InstalledProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
}

/** The name that the client gives to the folder of an integration. */
export function folderNameOf({ platform, guid }: Pick<Manifest, "platform" | "guid">): string {
  return `${platform}_${guid}`;
}

/** As Windows and macOS see it. */
export function isSameFolderName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Everything in a folder of integrations, by name. One that is not there is empty. */
export async function readInstalled(folder: string): Promise<Installed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  const candidates = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  const all = await Promise.all(candidates.sort().map((name) => read(folder, name)));
  return all.map((installed) => ({ ...installed, problems: [...installed.problems, ...rivalry(installed, all)] }));
}

/** Those that GALAXY takes for the same platform, of which it shows one. */
export function rivalsOf(
  { folderName, platform }: { folderName: string; platform: string },
  all: readonly Installed[],
): Installed[] {
  return all.filter(
    ({ folderName: other, manifest }) => manifest?.platform === platform && !isSameFolderName(other, folderName),
  );
}

async function read(parent: string, folderName: string): Promise<Installed> {
  const path = join(parent, folderName);
  const linkTo = await readlink(path).catch(() => undefined);
  const about = { folderName, path, ...(linkTo !== undefined && { linkTo }) };
  if (linkTo !== undefined && !(await isFolder(path))) {
    return {
      ...about,
      problems: [error(`it is a link to ${linkTo}, and there is no such folder`, `galaxy-kit uninstall ${folderName}`)],
    };
  }
  try {
    const manifest = await readManifest(path);
    if (!manifest) return { ...about, problems: [await withoutManifest(path)] };
    const runtime = await findRuntime(path, manifest);
    return {
      ...about,
      manifest,
      runtime,
      problems: [...problemsWithName(folderName, manifest), ...problemsWithRuntime(runtime)],
    };
  } catch (reason) {
    if (!(reason instanceof FolderRefusedError)) throw reason;
    const problems = reason.diagnostics.map(({ file, subject, message }) =>
      error(
        [file, subject, message].filter((part) => part !== undefined && part !== "").join(": "),
        "correct it, or install the integration again",
      ),
    );
    return { ...about, problems };
  }
}

async function withoutManifest(path: string): Promise<InstalledProblem> {
  const inside = await readdir(path, { withFileTypes: true });
  for (const { name } of inside.filter((entry) => entry.isDirectory())) {
    const isInside = await stat(join(path, name, "manifest.json")).then(
      () => true,
      () => false,
    );
    if (isInside)
      return error(
        `its manifest.json is in ${name}, and GALAXY does not look there`,
        `move what is in ${name} one folder up`,
      );
  }
  return error(
    "it has no manifest.json, so that GALAXY passes it over",
    "install the integration again, or delete the folder",
  );
}

function problemsWithName(folderName: string, manifest: Manifest): InstalledProblem[] {
  const expected = folderNameOf(manifest);
  if (isSameFolderName(folderName, expected)) return [];
  const message = `GALAXY itself would call its folder ${expected}: a later version may come to lie beside it`;
  return [{ severity: "warning", message, remedy: `rename it to ${expected}` }];
}

function problemsWithRuntime(runtime: Runtime): InstalledProblem[] {
  const problem = problemWithRuntime(runtime, process.platform);
  return problem === undefined ? [] : [error(problem, "install its package for this system")];
}

function rivalry({ folderName, manifest }: Installed, all: readonly Installed[]): InstalledProblem[] {
  if (!manifest) return [];
  const rivals = rivalsOf({ folderName, platform: manifest.platform }, all).map((rival) => rival.folderName);
  if (rivals.length === 0) return [];
  const message = `GALAXY has one integration for a platform, and ${rivals.join(" and ")} is for ${manifest.platform}, too`;
  return [error(message, `galaxy-kit uninstall ${folderName}, or the other one`)];
}

function error(message: string, remedy: string): InstalledProblem {
  return { severity: "error", message, remedy };
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
