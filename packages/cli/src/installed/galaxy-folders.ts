import { homedir } from "node:os";
import { posix, resolve, win32 } from "node:path";
import type { System } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";

/** The system that determines the folders. */
export type Environment = Pick<System, "platform" | "env" | "home">;

/** The folders of a GALAXY client. They may not exist. */
export interface GalaxyFolders {
  /** Contains a folder for each integration. */
  readonly plugins: string;
  readonly logs: string;
}

const here = (): Environment => ({ platform: process.platform, env: process.env, home: homedir() });

/** Returns this user's folders, or undefined if GALAXY does not support the system. */
export function galaxyFolders({ platform, env, home }: Environment = here()): GalaxyFolders | undefined {
  switch (platform) {
    case "win32":
      return {
        plugins: win32.join(
          env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local"),
          "GOG.com",
          "Galaxy",
          "plugins",
          "installed",
        ),
        logs: win32.join(env["ProgramData"] ?? "C:\\ProgramData", "GOG.com", "Galaxy", "logs"),
      };
    case "darwin":
      return {
        plugins: posix.join(home, "Library", "Application Support", "GOG.com", "Galaxy", "plugins", "installed"),
        logs: "/Users/Shared/GOG.com/Galaxy/Logs",
      };
    default:
      return undefined;
  }
}

/** Returns the folder of `--plugins-dir`, or GALAXY's own. */
export function choosePluginsFolder(pluginsDir: string | undefined): string {
  const folder = pluginsDir ?? galaxyFolders()?.plugins;
  if (folder !== undefined) return resolve(folder);
  throw new CommandError(
    `GALAXY does not run on ${process.platform}. Use --plugins-dir DIR, for example for GALAXY in Wine.`,
  );
}
