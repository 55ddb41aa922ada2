import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RegistryKey } from "../native/native-helper.js";

/** Where this user's files are. A folder need not exist. */
export interface KnownFolders {
  readonly home: string;
  readonly documents: string;
  readonly desktop: string;
  readonly downloads: string;
  /** Settings of programs that follow the user: `%APPDATA%`, `~/.config`, `~/Library/Application Support`. */
  readonly settings: string;
  /** Data of programs on this computer: `%LOCALAPPDATA%`, `~/.local/share`, `~/Library/Application Support`. */
  readonly data: string;
  /** Data of programs for all users: `%ProgramData%`; undefined on other systems. */
  readonly sharedData: string | undefined;
  /** Where programs are installed, such as both `Program Files` of Windows. */
  readonly programs: readonly string[];
}

/** What the folders depend on. */
export interface FolderSource {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folders that users of Windows move to another disk, by their names in the registry. */
const SHELL_FOLDERS = {
  documents: ["Personal", "Documents"],
  desktop: ["Desktop", "Desktop"],
  downloads: ["{374DE290-123F-4565-9164-39C4925E467B}", "Downloads"],
} as const;

/** Where Windows keeps the folders that the user has moved. */
export const SHELL_FOLDERS_KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";

/**
 * The folders on Windows.
 *
 * @param shellFolders - the key of the registry with the folders that the user has moved
 */
export function windowsFolders({ home, env }: FolderSource, shellFolders: RegistryKey | undefined): KnownFolders {
  const moved = ([name, usual]: readonly [string, string]): string => {
    const value = shellFolders?.values[name];
    return typeof value === "string" ? expand(value, env) : `${home}\\${usual}`;
  };
  const programs = [env["ProgramW6432"], env["ProgramFiles"], env["ProgramFiles(x86)"]];
  return {
    home,
    documents: moved(SHELL_FOLDERS.documents),
    desktop: moved(SHELL_FOLDERS.desktop),
    downloads: moved(SHELL_FOLDERS.downloads),
    settings: env["APPDATA"] ?? `${home}\\AppData\\Roaming`,
    data: env["LOCALAPPDATA"] ?? `${home}\\AppData\\Local`,
    sharedData: env["ProgramData"] ?? "C:\\ProgramData",
    programs: [...new Set(programs.filter((folder) => folder !== undefined))],
  };
}

/** `%USERPROFILE%\Documents` → `C:\Users\me\Documents`. */
function expand(text: string, env: FolderSource["env"]): string {
  return text.replace(/%([^%]+)%/g, (whole, name: string) => env[name] ?? env[name.toUpperCase()] ?? whole);
}

/** The folders on macOS. */
export function macFolders({ home }: FolderSource): KnownFolders {
  const support = join(home, "Library", "Application Support");
  return {
    home,
    documents: join(home, "Documents"),
    desktop: join(home, "Desktop"),
    downloads: join(home, "Downloads"),
    settings: support,
    data: support,
    sharedData: undefined,
    programs: ["/Applications", join(home, "Applications")],
  };
}

/** The names of the folders depend on the user's language, and are in a file. */
export async function linuxFolders({ home, env }: FolderSource): Promise<KnownFolders> {
  const settings = absolute(env["XDG_CONFIG_HOME"]) ?? join(home, ".config");
  const file = await readFile(join(settings, "user-dirs.dirs"), "utf8").catch(() => "");
  const named = (name: string, usual: string): string => {
    const [, path] = new RegExp(`^XDG_${name}_DIR="(.*)"$`, "m").exec(file) ?? [];
    return absolute(path?.replace(/^\$HOME/, home)) ?? join(home, usual);
  };
  return {
    home,
    documents: named("DOCUMENTS", "Documents"),
    desktop: named("DESKTOP", "Desktop"),
    downloads: named("DOWNLOAD", "Downloads"),
    settings,
    data: absolute(env["XDG_DATA_HOME"]) ?? join(home, ".local", "share"),
    sharedData: undefined,
    programs: ["/usr/bin", "/usr/local/bin", "/opt", join(home, ".local", "bin")],
  };
}

function absolute(path: string | undefined): string | undefined {
  return path?.startsWith("/") === true ? path : undefined;
}
