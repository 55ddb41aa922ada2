import { readdir, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic, Manifest } from "@galaxy-kit/protocol";
import { FolderRefusedError, readManifest } from "@galaxy-kit/simulator";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { isOrdinaryFile } from "../project/package-path.js";
import { misnamedManifest } from "./misnamed-manifest.js";
import { findRuntime, problemWithRuntime, type Runtime } from "./runtime.js";

/** An entry of the folder of integrations. */
export interface Installed {
  /** The name of its folder. */
  readonly folderName: string;
  readonly path: string;
  /** The target, if it is a link. */
  readonly linkTo?: string;
  /** Absent if GALAXY cannot read it. */
  readonly manifest?: Manifest;
  readonly runtime?: Runtime;
  /** What is wrong with it alone. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the folder name that GALAXY itself would use. */
export function folderNameOf({ platform, guid }: Pick<Manifest, "platform" | "guid">): string {
  return `${platform}_${guid}`;
}

/** Compares names as Windows and macOS do. */
export function isSameFolderName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Reads every integration in a folder, sorted by name. A missing folder counts as empty. */
export async function readInstalled(folder: string): Promise<Installed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  const candidates = entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && isOrdinaryFile(entry.name))
    .map(({ name }) => name);
  return await Promise.all(candidates.sort().map((name) => read(folder, name)));
}

/** Returns the other integrations for the same platform; GALAXY loads only one of them. */
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
    const message = `is a link to ${linkTo}, which does not exist`;
    const remedy = `Remove it: galaxy-kit uninstall ${JSON.stringify(folderName)}`;
    return { ...about, diagnostics: [error("broken-link", { subject: folderName, message, remedy })] };
  }
  try {
    const read = await readManifest(path);
    if (!read) return { ...about, diagnostics: [await missingManifest(path, folderName)] };
    const { manifest, warnings } = read;
    const runtime = await findRuntime(path, manifest);
    const diagnostics = [...inFolder(folderName, warnings), ...checkRuntime(folderName, runtime)];
    return { ...about, manifest, runtime, diagnostics };
  } catch (reason) {
    if (!(reason instanceof FolderRefusedError)) throw reason;
    return { ...about, diagnostics: inFolder(folderName, reason.diagnostics) };
  }
}

/** Returns what was found in a folder, for a reader who sees several folders. */
function inFolder(folderName: string, found: readonly Diagnostic[]): Diagnostic[] {
  return found.map(({ file, ...each }) => ({
    ...each,
    ...(file !== undefined && { file: join(folderName, file) }),
  }));
}

async function missingManifest(path: string, subject: string): Promise<CliDiagnostic> {
  const inside = await readdir(path, { withFileTypes: true });
  for (const { name } of inside.filter((entry) => entry.isDirectory())) {
    const isInside = await stat(join(path, name, "manifest.json")).then(
      () => true,
      () => false,
    );
    if (isInside) {
      const message = `its manifest.json is in the folder ${name}, where GALAXY does not look`;
      return error("misplaced-manifest", { subject, message, remedy: `Move the contents of ${name} up one folder.` });
    }
  }
  const misnamed = misnamedManifest(inside.map(({ name }) => name));
  if (misnamed) return error("missing-manifest", { subject, ...misnamed });
  const message = "has no manifest.json, so GALAXY ignores it";
  const remedy = "Install the integration again, or delete the folder.";
  return error("missing-manifest", { subject, message, remedy });
}

function checkRuntime(subject: string, runtime: Runtime): CliDiagnostic[] {
  const message = problemWithRuntime(runtime, process.platform);
  if (message === undefined) return [];
  return [error("wrong-runtime", { subject, message, remedy: "Install the package for this system." })];
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
