import { realpath, stat, symlink } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { CommandError } from "../command-line/command-error.js";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { PluginsFolder } from "../installed/plugins-folder.js";
import {
  folderNameOf,
  type Installed,
  isSameFolderName,
  readInstalled,
  rivalsOf,
} from "../installed/read-installed.js";
import { MAX_FULL_PATH_LENGTH, tooLongPath } from "../project/package-path.js";
import type { Progress } from "../terminal/progress.js";
import { onOneLine } from "../terminal/text.js";
import { type PackageContent, writeContent } from "./package-content.js";
import { PackageRefusedError } from "./package-refused-error.js";
import { folderContent, manifestOf } from "./read-folder.js";

/** How to install an integration. */
export interface InstallOptions {
  /** The folder of integrations. */
  readonly into: string;
  /** Link to the folder instead of copying it, so that GALAXY starts its current content. */
  readonly link: boolean;
  /** Move other integrations for the same platform aside. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The result of an installation. */
export interface InstallResult {
  readonly installed: Installed;
  /** The integration that was replaced. */
  readonly replaced?: Installed;
  /** The new paths of other integrations for the same platform. */
  readonly movedAside: readonly string[];
}

/** Installs an integration into the folder of GALAXY, completely or not at all. */
export async function install(path: string, options: InstallOptions): Promise<InstallResult> {
  const { manifest, paths, make, close } = await (options.link ? linkTo(path) : copyOf(path, options));
  try {
    const folderName = folderNameOf(manifest);
    await checkPlace(path, options, folderName);
    checkLengths(path, join(options.into, folderName), paths);
    const plugins = await PluginsFolder.open(options.into);
    try {
      const before = await readInstalled(plugins.path);
      const rivals = rivalsOf({ folderName, platform: manifest.platform }, before);
      if (rivals.length > 0 && !options.force) throw refuseRivals(path, manifest, rivals);
      await plugins.put(folderName, make);
      const movedAside: string[] = [];
      for (const rival of rivals) movedAside.push(await plugins.moveAside(rival.folderName));
      return { ...change(folderName, before, await readInstalled(plugins.path)), movedAside };
    } finally {
      await plugins.close();
    }
  } finally {
    close();
  }
}

/** An integration that can be written to a path. */
interface Source {
  readonly manifest: Manifest;
  /** The files that are written. */
  readonly paths: readonly string[];
  readonly make: (path: string) => Promise<void>;
  readonly close: () => void;
}

async function copyOf(path: string, { signal, progress }: InstallOptions): Promise<Source> {
  const content = await openPackage(path);
  const total = content.files.reduce((sum, { size }) => sum + size, 0);
  return {
    manifest: content.manifest,
    paths: content.files.map((file) => file.path),
    make: async (folder) =>
      await progress.during(`Installing ${onOneLine(content.manifest.name)}`, async (update) => {
        await writeContent(content, folder, { signal, onProgress: (done) => update({ done, total }) });
      }),
    close: content.close,
  };
}

/** Opens a zip or a folder. Throws all reasons why it cannot be installed. */
async function openPackage(path: string): Promise<PackageContent> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return await folderContent(path);
  if (!found?.isFile()) throw new CommandError(`No such folder or zip: ${path}`);
  const { zipContent } = await import("./read-zip.js");
  return await zipContent(path, found.size);
}

async function linkTo(path: string): Promise<Source> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory())
    throw new CommandError(found ? `${path} is not a folder, which --link requires.` : `No such folder: ${path}`);
  const folder = await realpath(path);
  return {
    manifest: await manifestOf(path),
    paths: [],
    // On Windows, anyone can create a junction, but a symbolic link requires privileges.
    make: (link) => symlink(folder, link, "junction"),
    close: () => undefined,
  };
}

/**
 * Refuses a source that overlaps the target: a copy would replace its own source or contain itself, and a link would point to
 * a folder that is about to be moved away.
 */
async function checkPlace(source: string, { into, link }: InstallOptions, folderName: string): Promise<void> {
  const from = await realpath(source);
  const plugins = await realpath(into).catch(() => into);
  // A link of that name is not followed, since a copy may replace the link to it.
  const to = join(plugins, folderName);
  if (from === to)
    throw PackageRefusedError.for(
      source,
      "already-installed",
      "is the installed copy",
      "Specify the folder it came from.",
    );
  if (to.startsWith(`${from}${sep}`)) {
    const message = "contains the folder of integrations";
    throw PackageRefusedError.for(
      source,
      "overlapping-folders",
      message,
      "Specify the folder of a single integration.",
    );
  }
  if (link && from.startsWith(`${plugins}${sep}`)) {
    const message = "is inside the folder of integrations";
    throw PackageRefusedError.for(source, "overlapping-folders", message, "Move it elsewhere before you link it.");
  }
}

/** Refuses files that could be written, but not read by GALAXY. */
function checkLengths(source: string, folder: string, paths: readonly string[]): void {
  const tooLong = process.platform === "win32" ? tooLongPath(folder, paths) : undefined;
  if (tooLong === undefined) return;
  const message = `would have a path of ${tooLong.length} characters; Windows allows ${MAX_FULL_PATH_LENGTH}: ${tooLong}`;
  throw PackageRefusedError.for(source, "unsafe-path", message, "Shorten its name and those of its folders.");
}

function refuseRivals(path: string, { platform }: Manifest, rivals: readonly Installed[]): PackageRefusedError {
  const diagnostics = rivals.map(({ manifest, folderName }): CliDiagnostic => {
    const name = `${manifest?.name ?? ""} ${manifest?.version ?? ""}`;
    return error("platform-conflict", {
      subject: folderName,
      message: `GALAXY loads one integration per platform, and ${name} is already installed for ${platform}`,
      remedy: `Use --force to move it aside, or remove it with galaxy-kit uninstall ${JSON.stringify(folderName)}.`,
    });
  });
  return new PackageRefusedError(path, diagnostics);
}

function change(
  folderName: string,
  before: readonly Installed[],
  after: readonly Installed[],
): Omit<InstallResult, "movedAside"> {
  const isMeant = (installed: Installed): boolean => isSameFolderName(installed.folderName, folderName);
  const [replaced, installed] = [before.find(isMeant), after.find(isMeant)];
  if (!installed) throw new CommandError(`${folderName} disappeared while it was being installed.`);
  return { installed, ...(replaced && { replaced }) };
}
