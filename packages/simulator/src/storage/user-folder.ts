import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** Everything that the location of the folder depends on. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** `state` must survive; `cache` can be fetched again. */
export type FolderPurpose = "state" | "cache";

const MAC_FOLDERS = { state: "Application Support", cache: "Caches" } as const;

/** The XDG base directories: the variable that names each, and the default below the home folder. */
const XDG_FOLDERS = {
  state: ["XDG_STATE_HOME", ".local/state"],
  cache: ["XDG_CACHE_HOME", ".cache"],
} as const;

const here = (): Environment => ({ platform: process.platform, env: process.env, home: homedir() });

/** Returns this user's Galaxy Kit folder, as the operating system's conventions place it. It may not exist yet. */
export function userFolder(purpose: FolderPurpose, { platform, env, home }: Environment = here()): string {
  switch (platform) {
    case "win32": {
      const parent = env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local");
      return win32.join(parent, "galaxy-kit", ...(purpose === "cache" ? ["cache"] : []));
    }
    case "darwin":
      return posix.join(home, "Library", MAC_FOLDERS[purpose], "galaxy-kit");
    default: {
      const [variable, usual] = XDG_FOLDERS[purpose];
      const configured = env[variable] ?? "";
      // The XDG specification requires relative paths to be ignored.
      return posix.join(posix.isAbsolute(configured) ? configured : posix.join(home, usual), "galaxy-kit");
    }
  }
}
