import { join, resolve } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { galaxyFolders } from "../installed/galaxy-folders.js";

/** Where GALAXY's things are; absent where nothing says it. */
export interface DoctorFolders {
  readonly plugins?: string;
  readonly logs?: string;
}

/** What the command line names, or what this system has. */
export function chooseFolders(named: {
  readonly in: string | undefined;
  readonly logs: string | undefined;
}): DoctorFolders {
  const own = galaxyFolders();
  const plugins = named.in ?? own?.plugins;
  const logs = named.logs ?? own?.logs;
  return {
    ...(plugins !== undefined && { plugins: resolve(plugins) }),
    ...(logs !== undefined && { logs: resolve(logs) }),
  };
}

/** The file that GALAXY's Python writes what an integration logs to. */
export function logPath(folder: string, { platform, guid }: Manifest): string {
  return join(folder, `plugin-${platform}-${guid}.log`);
}
