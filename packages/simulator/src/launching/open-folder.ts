import { realpath, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { userFolder } from "../storage/user-folder.js";
import { FolderRefused } from "./folder-refused.js";
import { readJsonFile } from "./json-file.js";
import { readManifest } from "./manifest-file.js";
import { nodeProject } from "./node-project.js";
import { findPython, type Python } from "./python.js";
import { pythonSource } from "./python-folder.js";
import { storeName } from "./store-name.js";

/** How a folder is started. */
export interface FolderOptions {
  /** The Python that starts a folder with a manifest; see {@link findPython} for where one is looked for otherwise. */
  readonly python?: string;
  /** Where the logs of Python integrations go: `logs` in the state folder where nothing is said. */
  readonly logs?: string;
}

/** An integration that was found in a folder. */
export interface IntegrationFolder {
  /** Absolute, without symbolic links. */
  readonly folder: string;
  readonly name: string;
  /** For `fileStore`. */
  readonly storeName: string;
  /** For the option `integration` of a client. */
  readonly source: IntegrationCommand;
  /** Absent for a project, which gets one when it is packed. */
  readonly manifest?: Manifest;
  /** What runs it; absent for a project, which node runs. */
  readonly python?: Python;
  /** The file of a project that node starts. */
  readonly entry?: string;
}

/**
 * Finds out how the integration in a folder is started. One with a manifest.json is started as the real client does it, by
 * Python; a project with a package.json by node, without a detour.
 *
 * Fails with {@link FolderRefused} or with `PythonMissing`.
 *
 * @example
 * const { source, storeName } = await openFolder("plugins/itch");
 * const client = await startSimulatedClient({ integration: source, store: fileStore(storeName) });
 */
export async function openFolder(path: string, options: FolderOptions = {}): Promise<IntegrationFolder> {
  const folder = await checkFolder(path);
  const manifest = await readManifest(folder);
  if (manifest) return await openPythonFolder(folder, manifest, options);

  const packageJson = await readJsonFile(folder, "package.json");
  if (packageJson === undefined) {
    const message =
      "expected a manifest.json (an integration as GALAXY installs it) or a package.json (a project), found neither";
    throw new FolderRefused(folder, [{ file: "", message }]);
  }
  const { source, entry, guid, name = basename(folder) } = nodeProject(folder, packageJson);
  return { folder, name, storeName: storeName({ folder, guid }), source, entry };
}

async function openPythonFolder(
  folder: string,
  manifest: Manifest,
  options: FolderOptions,
): Promise<IntegrationFolder> {
  const { name, guid } = manifest;
  const python = await findPython(options.python);
  const logs = resolve(options.logs ?? join(userFolder("state"), "logs"));
  const source = pythonSource(folder, manifest, python, logs);
  return { folder, name, storeName: storeName({ folder, guid }), source, manifest, python };
}

async function checkFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FolderRefused(path, [{ file: "", message: code === "ENOENT" ? "there is no such folder" : message }]);
  }
  throw new FolderRefused(path, [{ file: "", message: "expected a folder, found a file" }]);
}
