import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "@galaxy-kit/cli";
import { browserLoginWindow, FolderRefusedError, openFolder, type SimulatedClientOptions } from "@galaxy-kit/simulator";
import { SAMPLE_LIBRARY } from "../folder-library.plugin.js";
import type { Options } from "./options.js";

const INTEGRATION = fileURLToPath(new URL("../main.js", import.meta.url));

/** What is shown. */
export interface Shown extends Pick<SimulatedClientOptions, "integration" | "loginWindow"> {
  /** A folder of games, or the name of an integration. */
  readonly what: string;
}

/** This app, or the integration in another folder. */
export async function shownBy({ app, library, verbose }: Options): Promise<Shown> {
  return app === undefined ? await folderLibrary(library, verbose) : await integrationIn(app);
}

async function integrationIn(app: string): Promise<Shown> {
  try {
    const { name, source } = await openFolder(resolve(userFolder(), app));
    return { what: name, integration: source, loginWindow: browserLoginWindow() };
  } catch (error) {
    throw error instanceof FolderRefusedError ? new UsageError(error.message) : error;
  }
}

async function folderLibrary(library: string | undefined, verbose: boolean): Promise<Shown> {
  const dir = resolve(userFolder(), library ?? (process.env["GALAXY_KIT_LIBRARY"] || SAMPLE_LIBRARY));
  const isFolder = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`There is no library folder ${dir}`);
  const env = { GALAXY_KIT_LIBRARY: dir, ...(verbose && { GALAXY_KIT_LOG_LEVEL: "debug" }) };
  return { what: dir, integration: { command: process.execPath, args: ["--enable-source-maps", INTEGRATION], env } };
}

/** `npm start` changes to the root of the repository first, and tells where the user is. */
function userFolder(): string {
  return (process.env["npm_lifecycle_event"] === "start" && process.env["INIT_CWD"]) || process.cwd();
}
