import { homedir } from "node:os";
import { posix, resolve, win32 } from "node:path";
import type { System } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";

/** What the folders depend on. */
export type Surroundings = Pick<System, "platform" | "env" | "home">;

/** The folders of a GALAXY client. Nothing says that they are there. */
export interface GalaxyFolders {
  /** Each folder in it is an integration. */
  readonly plugins: string;
  readonly logs: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/** Those of this user, on a system that has a GALAXY. */
export function galaxyFolders({ platform, env, home }: Surroundings = here()): GalaxyFolders | undefined {
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

/** Answers the folder that an option of the command line names, or GALAXY's own. */
export function choosePluginsFolder(named: string | undefined, option: string): string {
  const folder = named ?? galaxyFolders()?.plugins;
  if (folder !== undefined) return resolve(folder);
  throw new CommandError(
    `There is no GALAXY for ${process.platform}. ${option} DIR names a folder of integrations, such as that of a GALAXY in Wine.`,
  );
}
