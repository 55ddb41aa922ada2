import { type PlatformPath, posix, win32 } from "node:path";

/** Everything that the location of the folders depends on. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where an integration keeps files. */
export interface UserFolders {
  readonly data: string;
  readonly config: string;
  readonly cache: string;
}

/** Overrides the folder that the folders of all integrations are in. */
const ROOT = "GALAXY_KIT_DATA_DIR";

/** The XDG base directories: the variable that names each, and the default below the home folder. */
const XDG_FOLDERS = {
  data: ["XDG_DATA_HOME", ".local/share"],
  config: ["XDG_CONFIG_HOME", ".config"],
  cache: ["XDG_CACHE_HOME", ".cache"],
} as const;

/** Returns this user's folders for an integration, as the conventions of the operating system place them. */
export function userFolders(identity: string, { platform, env, home }: Environment): UserFolders {
  const path = platform === "win32" ? win32 : posix;
  const root = env[ROOT] ?? "";
  if (root !== "") return foldersIn(path.join(root, identity), path);
  switch (platform) {
    case "win32": {
      // Not the roaming folder: settings name folders of this computer.
      const local = env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
      return foldersIn(path.join(local, "galaxy-kit", identity), path);
    }
    case "darwin": {
      const below = (parent: string): string => path.join(home, "Library", parent, "galaxy-kit", identity);
      return { ...foldersIn(below("Application Support"), path), cache: below("Caches") };
    }
    default:
      return {
        data: path.join(xdgFolder("data", env, home), identity),
        config: path.join(xdgFolder("config", env, home), identity),
        cache: path.join(xdgFolder("cache", env, home), identity),
      };
  }
}

function foldersIn(parent: string, path: PlatformPath): UserFolders {
  return { data: path.join(parent, "data"), config: path.join(parent, "config"), cache: path.join(parent, "cache") };
}

function xdgFolder(purpose: keyof UserFolders, env: Environment["env"], home: string): string {
  const [variable, usual] = XDG_FOLDERS[purpose];
  const configured = env[variable] ?? "";
  // The XDG specification says to ignore relative paths.
  return posix.join(posix.isAbsolute(configured) ? configured : posix.join(home, usual), "galaxy-kit");
}
