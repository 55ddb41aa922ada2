import { realpath, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { userFolder } from "../storage/user-folder.js";
import type { CheckedManifest } from "./check-manifest.js";
import { FolderRefusedError } from "./folder-refused.js";
import { readJsonFile } from "./json-file.js";
import { readManifest } from "./manifest-file.js";
import { nodeProject } from "./node-project.js";
import { pythonSource } from "./python-folder.js";
import { findPython, type Python } from "./python.js";
import { storeName } from "./store-name.js";

/** How the integration in a folder is started. */
export interface FolderOptions {
  /** The Python that runs a folder with a manifest. {@link findPython} looks for one by default. */
  readonly python?: string;
  /** The folder for the logs of Python integrations: `logs` in the state folder by default. */
  readonly logs?: string;
}

/** An integration found in a folder. */
export interface IntegrationFolder {
  /** Absolute, without symbolic links. */
  readonly folder: string;
  readonly name: string;
  /** For `fileStore`. */
  readonly storeName: string;
  /** For the option `integration` of a client. */
  readonly source: IntegrationCommand;
  /** Absent for a project, which gets a manifest when it is packed. */
  readonly manifest?: Manifest;
  /** The Python that runs it. Absent for a project, which Node runs. */
  readonly python?: Python;
  /** The file of a project that Node runs. */
  readonly entry?: string;
}

/**
 * Finds out how to start the integration in a folder. A folder with a manifest.json is run by Python, as the real client does;
 * a project with a package.json is run by Node directly.
 *
 * Throws {@link FolderRefusedError} or `PythonNotFoundError`.
 *
 * @example
 * const { source, storeName } = await openFolder("plugins/itch");
 * const client = await startSimulatedClient({ integration: source, store: fileStore(storeName) });
 */
export async function openFolder(path: string, options: FolderOptions = {}): Promise<IntegrationFolder> {
  const folder = await checkFolder(path);
  const checked = await readManifest(folder);
  if (checked) return await openPythonFolder(folder, checked, options);

  const packageJson = await readJsonFile(folder, "package.json");
  if (packageJson === undefined) {
    const message =
      "the folder has neither a manifest.json (an integration as GALAXY installs it) nor a package.json (a project)";
    const remedy = "Specify the folder of an integration.";
    throw new FolderRefusedError(folder, [{ code: "no-integration", message, remedy }]);
  }
  const { source, entry, guid, name = basename(folder) } = nodeProject(folder, packageJson);
  return { folder, name, storeName: storeName({ folder, guid }), source, entry };
}

async function openPythonFolder(
  folder: string,
  { manifest, warnings }: CheckedManifest,
  options: FolderOptions,
): Promise<IntegrationFolder> {
  const { name, guid, platform } = manifest;
  const python = await findPython(options.python);
  const logs = resolve(options.logs ?? join(userFolder("state"), "logs"));
  const source = {
    ...pythonSource(folder, manifest, python, logs),
    warnings: warnings.map(
      ({ file = "", subject = "", message, remedy }) => `${file}: ${subject}: ${message}. ${remedy}`,
    ),
  };
  return { folder, name, storeName: storeName({ folder, guid, platform }), source, manifest, python };
}

async function checkFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FolderRefusedError(path, [
      code === "ENOENT"
        ? { code: "folder-not-found", message: "the folder does not exist", remedy: "Check the path." }
        : { code: "unreadable-file", message: `cannot be read: ${message}`, remedy: "Make the folder readable." },
    ]);
  }
  const remedy = "Specify the folder that contains the file.";
  throw new FolderRefusedError(path, [{ code: "not-a-folder", message: "this is a file, not a folder", remedy }]);
}
