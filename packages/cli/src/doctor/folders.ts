import { join, resolve } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { galaxyFolders } from "../installed/galaxy-folders.js";

/** GALAXY's folders; absent if neither the system nor the command line determines them. */
export interface DoctorFolders {
  readonly plugins?: string;
  readonly logs?: string;
}

/** Returns the folders of the command line, or those of this system. */
export function chooseFolders(pluginsDir: string | undefined, logsDir: string | undefined): DoctorFolders {
  const own = galaxyFolders();
  const plugins = pluginsDir ?? own?.plugins;
  const logs = logsDir ?? own?.logs;
  return {
    ...(plugins !== undefined && { plugins: resolve(plugins) }),
    ...(logs !== undefined && { logs: resolve(logs) }),
  };
}

/** Returns the file that GALAXY writes the log of an integration to. */
export function logPath(folder: string, { platform, guid }: Manifest): string {
  return join(folder, `plugin-${platform}-${guid}.log`);
}
