import { readdir, realpath, stat } from "node:fs/promises";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { firstExisting } from "../files/first-existing.js";
import { readVdf } from "../readers/vdf.js";
import type { InstalledProgram } from "./installed-programs.js";
import type { KnownFolders } from "./known-folders.js";

/** What a program is called in the places where it may be installed. */
export interface ProgramSearch {
  /** The name of its file, without `.exe`; several if it differs between systems: `["dolphin-emu", "Dolphin"]`. */
  readonly program: string | readonly string[];
  /** Its name under "Installed apps" of Windows, that of its app on macOS, and that of its folder in `Program Files`. */
  readonly title?: string;
  /** The id of its Flatpak: `org.libretro.RetroArch`. */
  readonly flatpak?: string;
  /** Its number in Steam. */
  readonly steam?: number;
  /** Folders in which it may be, such as one from the settings. They come first; empty ones do not count. */
  readonly folders?: readonly string[];
  /**
   * A file with its settings: `["Tide.ini", "tide/Tide.ini"]`. It is looked for in the folder of the program, in
   * {@link Installation.settings}, in {@link Installation.data} and among the user's documents. Where there is none, the program has never
   * been used; so it does not count.
   */
  readonly config?: string | readonly string[];
  /** The path that the user has chosen, such as in the settings. If it is not empty, nothing else counts. */
  readonly chosen?: string;
}

/** Where a program is installed. */
export interface Installation {
  /** The program, for `exec()`; on macOS the app. */
  readonly path: string;
  /** The folder that it is in. */
  readonly folder: string;
  /** Where programs that are installed in this way keep their settings: those of a Flatpak have a folder of their own. */
  readonly settings: string;
  /** Where they keep their data. */
  readonly data: string;
  /** The file with its settings, if the search asks for it. A portable program has it next to it. */
  readonly config?: string | undefined;
  /** How it was found. */
  readonly from: "user" | "folder" | "path" | "system" | "flatpak" | "steam";
}

/** An installation whose settings have been found. */
export interface UsedInstallation extends Installation {
  readonly config: string;
}

/** What is known about the computer. */
export interface SearchedHost {
  readonly system: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folders: KnownFolders;
  readonly installedPrograms: () => Promise<readonly InstalledProgram[]>;
  /** Resolves to a value of the registry that is a path. */
  readonly registeredPath: (key: string, value: string) => Promise<string | undefined>;
}

type Found = Pick<Installation, "path" | "from"> & Partial<Installation>;

const APP_PATHS = "Software\\Microsoft\\Windows\\CurrentVersion\\App Paths";
const STEAM_KEY = "HKCU\\Software\\Valve\\Steam";
const STEAM_FLATPAK = "com.valvesoftware.Steam";

/** Finds where a program is installed, the best place first. */
export async function findInstallations(search: ProgramSearch, host: SearchedHost): Promise<readonly Installation[]> {
  const { settings, data } = host.folders;
  const found = new Map<string, Installation>();
  for (const place of await placesOf(search, host)) {
    const isThere = await isProgram(place.path);
    // Some folders, such as /bin, are links to others.
    const folder = isThere ? await realpath(dirname(place.path)) : "";
    const key = join(folder, basename(place.path));
    if (!isThere || found.has(key)) continue;
    const installation = { folder: dirname(place.path), settings, data, ...place };
    const config = await configOf(installation, search, host.folders);
    if (search.config === undefined || config !== undefined)
      found.set(key, { ...installation, ...(config && { config }) });
  }
  return [...found.values()];
}

function configOf(
  { folder, settings, data }: Installation,
  { config = [] }: ProgramSearch,
  { documents }: KnownFolders,
): Promise<string | undefined> {
  const places = [folder, settings, data, documents];
  return firstExisting(places.flatMap((place) => [config].flat().map((name) => resolve(place, name))));
}

async function placesOf(search: ProgramSearch, host: SearchedHost): Promise<readonly Found[]> {
  if (search.chosen !== undefined && search.chosen !== "") return [{ path: search.chosen, from: "user" }];
  const files = [search.program].flat().map((name) => (host.system === "win32" ? `${name}.exe` : name));
  const inFolders = (folders: readonly string[], from: Found["from"]): Found[] =>
    folders.flatMap((folder) => (folder === "" ? [] : files.map((file) => ({ path: join(folder, file), from }))));
  const { programs } = host.folders;
  return [
    ...inFolders(search.folders ?? [], "folder"),
    ...inFolders(
      (host.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
      "path",
    ),
    ...(await registered(files, host)),
    ...inFolders(await installedFolders(search.title, host), "system"),
    ...inFolders(programs, "system"),
    ...(search.title === undefined ? [] : inSystem(search.title, programs, inFolders)),
    ...(await appImages(files, host)),
    ...flatpaks(search.flatpak, host),
    ...inFolders(await steamFolders(search.steam, host), "steam"),
  ];
}

/** In a folder of its own, or as an app of macOS. */
function inSystem(
  title: string,
  programs: readonly string[],
  inFolders: (folders: readonly string[], from: Found["from"]) => Found[],
): Found[] {
  const apps = programs.map((folder): Found => ({ path: join(folder, `${title}.app`), from: "system" }));
  return [
    ...apps,
    ...inFolders(
      programs.map((folder) => join(folder, title)),
      "system",
    ),
  ];
}

/** On Windows, programs register their path under their name. */
async function registered(files: readonly string[], { system, registeredPath }: SearchedHost): Promise<Found[]> {
  if (system !== "win32") return [];
  const keys = ["HKCU", "HKLM"].flatMap((root) => files.map((file) => `${root}\\${APP_PATHS}\\${file}`));
  const paths = await Promise.all(keys.map((key) => registeredPath(key, "")));
  return paths.flatMap((path) => (path === undefined ? [] : [{ path, from: "system" as const }]));
}

/** Where it is installed according to Windows, and where users unpack a portable version: `C:\RetroArch-Win64`. */
async function installedFolders(
  title: string | undefined,
  { system, env, installedPrograms }: SearchedHost,
): Promise<string[]> {
  if (title === undefined || system !== "win32") return [];
  // "RetroArch 1.21.0" is RetroArch, and "Dolphinarium" is not Dolphin.
  const isIt = (name: string): boolean =>
    name.toLowerCase().startsWith(title.toLowerCase()) && !/^\p{L}/u.test(name.slice(title.length));
  const installed = (await installedPrograms()).flatMap(({ name, folder }) => (isIt(name) ? (folder ?? []) : []));
  const drive = `${env["SystemDrive"] ?? "C:"}\\`;
  const unpacked = (await readdir(drive).catch(() => [])).filter(isIt);
  return [...installed, ...unpacked.map((name) => join(drive, name))];
}

/** Users put AppImages, whose names contain the version, into one of these folders. */
async function appImages(files: readonly string[], { system, folders }: SearchedHost): Promise<Found[]> {
  if (system !== "linux") return [];
  const { home, downloads } = folders;
  const places = [join(home, "Applications"), join(home, "AppImages"), join(home, ".local", "bin"), downloads];
  const found = places.map(async (folder) => {
    const names = await readdir(folder).catch(() => []);
    const fitting = names.filter((name) => files.some((file) => isAppImage(name.toLowerCase(), file.toLowerCase())));
    return fitting
      .sort()
      .reverse()
      .map((name): Found => ({ path: join(folder, name), from: "system" }));
  });
  return (await Promise.all(found)).flat();
}

function isAppImage(name: string, file: string): boolean {
  return name.startsWith(file) && name.endsWith(".appimage");
}

function flatpaks(id: string | undefined, { system, env, folders }: SearchedHost): Found[] {
  if (id === undefined || system !== "linux") return [];
  const { home } = folders;
  const own = join(home, ".var", "app", id);
  const user = env["FLATPAK_USER_DIR"] ?? join(home, ".local", "share", "flatpak");
  const shared = env["FLATPAK_SYSTEM_DIR"] ?? "/var/lib/flatpak";
  return [user, shared].map((folder) => ({
    path: join(folder, "exports", "bin", id),
    from: "flatpak",
    settings: join(own, "config"),
    data: join(own, "data"),
  }));
}

async function steamFolders(app: number | undefined, host: SearchedHost): Promise<readonly string[]> {
  if (app === undefined) return [];
  const libraries = new Set<string>();
  for (const steam of await steamRoots(host)) {
    libraries.add(steam);
    const list = await readNode(join(steam, "steamapps", "libraryfolders.vdf"), "libraryfolders");
    // Old versions of Steam write just the path.
    for (const [key, library] of Object.entries(list)) {
      const path = isNode(library) ? library["path"] : /^\d+$/.test(key) && library;
      if (typeof path === "string") libraries.add(path);
    }
  }
  const folders = [...libraries].map(async (library) => {
    const { installdir } = await readNode(join(library, "steamapps", `appmanifest_${app}.acf`), "appstate");
    return typeof installdir === "string" ? [join(library, "steamapps", "common", installdir)] : [];
  });
  return (await Promise.all(folders)).flat();
}

async function steamRoots({ system, folders, registeredPath }: SearchedHost): Promise<readonly string[]> {
  const { home, data, settings } = folders;
  if (system === "win32") return [(await registeredPath(STEAM_KEY, "SteamPath")) ?? []].flat();
  if (system === "darwin") return [join(settings, "Steam")];
  return [
    join(data, "Steam"),
    join(home, ".steam", "steam"),
    join(home, ".var", "app", STEAM_FLATPAK, ".local", "share", "Steam"),
  ];
}

/** Resolves to the node with this name; an empty one if there is none that can be read. */
async function readNode(file: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const root = await readVdf<Record<string, unknown>>(file, { keys: "lowercase" }).catch(() => ({}));
  const node = (root as Readonly<Record<string, unknown>>)[name];
  return isNode(node) ? node : {};
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A program is a file; on macOS, an app is a folder. */
async function isProgram(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile() || path.endsWith(".app"),
    () => false,
  );
}
