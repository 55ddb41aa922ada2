import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { GalaxyPlugin, NoLogin, Platform, Service } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { findInstallations, type SearchedHost } from "../../src/host/installations.js";
import { toInstalledProgram } from "../../src/host/installed-programs.js";
import { linuxFolders, windowsFolders } from "../../src/host/known-folders.js";
import { parseRegistry } from "../../src/host/reg-query.js";
import { expandPath, HostOs, type ProgramSearch } from "../../src/index.js";

@Service()
class Library {
  constructor(readonly os: HostOs) {}
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
@NoLogin()
class Plugin {}

describe("HostOs", () => {
  it("can be injected, and knows the folders of this user", async () => {
    const galaxy = await startTestPlugin(Plugin);
    const { os } = galaxy.get(Library);
    const folders = await os.folders();
    expect(folders.home).toBe(process.env["HOME"] ?? folders.home);
    expect(folders.documents.startsWith(folders.home)).toBe(true);
    expect(await os.path("settings", "itch", "db")).toBe(join(folders.settings, "itch", "db"));
    await galaxy.close();
  });

  (process.platform === "win32" ? it.skip : it)(
    "has no registry and lists no programs outside of Windows",
    async () => {
      const galaxy = await startTestPlugin(Plugin);
      const { os } = galaxy.get(Library);
      expect(await os.registry("HKCU\\Software\\Valve\\Steam")).toBeUndefined();
      expect(await os.installedPrograms()).toEqual([]);
      await galaxy.close();
    },
  );
});

describe("the installations of a program", () => {
  const search = {
    program: ["tide-qt", "Tide"],
    title: "Tide",
    flatpak: "org.example.Tide",
    steam: 440,
    folders: [] as string[],
  };
  let home: string;

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), "home é ")));
  });

  async function put(...path: string[]): Promise<string> {
    const file = join(home, ...path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "");
    return file;
  }

  async function find(host: Partial<SearchedHost> = {}, of: Partial<ProgramSearch> = {}) {
    const env = { PATH: join(home, "bin"), FLATPAK_SYSTEM_DIR: join(home, "flatpak"), ...host.env };
    const folders = { ...(await linuxFolders({ home, env: {} })), programs: [join(home, "opt")] };
    const none = () => Promise.resolve(undefined);
    const rest = { installedPrograms: () => Promise.resolve([]), registeredPath: none };
    return await findInstallations({ ...search, ...of }, { system: "linux", folders, ...rest, ...host, env });
  }

  it("are none if there are none", async () => {
    await mkdir(join(home, "bin", "tide-qt"), { recursive: true });
    expect(await find()).toEqual([]);
  });

  it("may be portable, on the PATH, in a folder of programs, or an AppImage", async () => {
    const portable = await put("usb", "tide-qt");
    const onPath = await put("bin", "tide-qt");
    const optional = await put("opt", "Tide", "tide-qt");
    const image = await put("Applications", "Tide-2.0-x64.AppImage");
    await put("Applications", "Tidal.AppImage");
    await symlink(join(home, "bin"), join(home, "sbin"));
    const env = { PATH: [join(home, "bin"), "", join(home, "sbin")].join(delimiter) };
    const found = await find({ env }, { folders: [join(home, "usb")] });
    expect(found.map(({ path, from }) => [path, from])).toEqual([
      [portable, "folder"],
      [onPath, "path"],
      [optional, "system"],
      [image, "system"],
    ]);
    expect(found[1]).toMatchObject({ folder: join(home, "bin"), settings: join(home, ".config") });
  });

  it("may be a Flatpak, whose files are in a folder of its own", async () => {
    const path = await put(".local", "share", "flatpak", "exports", "bin", "org.example.Tide");
    const shared = await put("flatpak", "exports", "bin", "org.example.Tide");
    const own = join(home, ".var", "app", "org.example.Tide");
    const files = { settings: join(own, "config"), data: join(own, "data"), from: "flatpak" };
    expect(await find()).toEqual([
      { path, folder: dirname(path), ...files },
      { path: shared, folder: dirname(shared), ...files },
    ]);
  });

  it.each([
    ["now", (library: string) => ({ path: library })],
    ["long ago", (library: string) => library],
  ])("may be from Steam, in any of its libraries, as Steam writes them %s", async (_when, written) => {
    const library = join(home, "disk 2", "Steam");
    const path = await put("disk 2", "Steam", "steamapps", "common", "Tide!", "tide-qt");
    await put(".local", "share", "Steam", "steamapps", "libraryfolders.vdf");
    const text = JSON.stringify(written(library)).replaceAll(":", " ");
    await writeFile(
      join(home, ".local", "share", "Steam", "steamapps", "libraryfolders.vdf"),
      `"LibraryFolders" { "ContentStatsID" "1" "1" ${text} }`,
    );
    await writeFile(join(library, "steamapps", "appmanifest_440.acf"), '"AppState" { "InstallDir" "Tide!" }');
    expect(await find()).toMatchObject([{ path, from: "steam" }]);
  });

  it("have a file with settings, in the place for how it was installed; without one, it was never used", async () => {
    await put("bin", "tide-qt");
    const portable = await put("usb", "tide-qt");
    const flatpak = await put("flatpak", "exports", "bin", "org.example.Tide");
    const configs = [await put("usb", "tide.ini"), await put(".var/app/org.example.Tide/config/tide/tide.ini")];
    const found = await find({}, { folders: [join(home, "usb")], config: ["tide.ini", "tide/tide.ini"] });
    expect(found.map(({ path, config }) => [path, config])).toEqual([
      [portable, configs[0]],
      [flatpak, configs[1]],
    ]);
    const [own] = await find({}, { config: configs[0]! });
    expect(own).toMatchObject({ path: join(home, "bin", "tide-qt"), config: configs[0] });
  });

  it("are not looked for if the user has chosen one", async () => {
    await put("bin", "tide-qt");
    const chosen = await put("elsewhere", "tide");
    expect(await find({}, { chosen })).toMatchObject([{ path: chosen, from: "user" }]);
    expect(await find({}, { chosen: join(home, "gone") })).toEqual([]);
    expect(await find({}, { chosen: "" })).toHaveLength(1);
  });

  it("on Windows are where the program has registered, and where it says that it is installed", async () => {
    const registered = await put("a", "Tide.exe");
    const listed = await put("b", "Tide.exe");
    await put("c", "Tide.exe");
    const keys = new Map([["HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\Tide.exe", registered]]);
    const program = (name: string, folder: string) =>
      toInstalledProgram(name, {
        values: { DisplayName: name, InstallLocation: join(home, folder) },
        keys: [],
      })!;
    const found = await find({
      system: "win32",
      registeredPath: (key) => Promise.resolve(keys.get(key)),
      installedPrograms: () => Promise.resolve([program("Tide 2.0", "b"), program("Tideland", "c")]),
    });
    expect(found.map(({ path }) => path)).toEqual([registered, listed]);
  });

  it("on macOS are apps", async () => {
    await mkdir(join(home, "opt", "Tide.app"), { recursive: true });
    expect(await find({ system: "darwin" })).toMatchObject([{ path: join(home, "opt", "Tide.app") }]);
  });

  it("are remembered for a minute", async () => {
    const galaxy = await startTestPlugin(Plugin);
    const { os } = galaxy.get(Library);
    const here = { program: "tide-qt", folders: [home] };
    expect(await os.installations(here)).toEqual([]);
    await put("tide-qt");
    expect(await os.installations(here)).toEqual([]);
    await galaxy.clock.advance("1m");
    expect(await os.installations(here)).toHaveLength(1);
    await galaxy.close();
  });
});

describe("a path that another program has written", () => {
  const prefixes = { ":": "/opt/tide", "$(EmulatorDir)": "/opt/tide" };

  it.each([
    ["/roms/nes", "/roms/nes"],
    ["roms/../nes", "/base/nes"],
    ["", "/base"],
    ["~", homedir()],
    ["~/roms", join(homedir(), "roms")],
    ["~backup/roms", "/base/~backup/roms"],
    [":/cores", "/opt/tide/cores"],
    ["$(EmulatorDir)dev_hdd0", "/opt/tide/dev_hdd0"],
  ])("becomes absolute: %s", (path, expected) => {
    expect(expandPath(path, "/base", prefixes)).toBe(expected.startsWith("/") ? resolve(expected) : expected);
  });
});

describe("the folders on Linux", () => {
  it("have the names that the user's language gives them", async () => {
    const settings = await mkdtemp(join(tmpdir(), "config-"));
    await writeFile(
      join(settings, "user-dirs.dirs"),
      '# comment\nXDG_DESKTOP_DIR="$HOME/Schreibtisch"\nXDG_DOWNLOAD_DIR="/data/downloads"\nXDG_DOCUMENTS_DIR="relative"\n',
    );
    const folders = await linuxFolders({
      home: "/home/ada",
      env: { XDG_CONFIG_HOME: settings, XDG_DATA_HOME: "relative" },
    });
    expect(folders).toMatchObject({
      desktop: "/home/ada/Schreibtisch",
      downloads: "/data/downloads",
      documents: "/home/ada/Documents",
      settings,
      data: "/home/ada/.local/share",
    });
    await rm(settings, { recursive: true });
  });
});

describe("the folders on Windows", () => {
  const env = { USERPROFILE: "C:\\Users\\Ada", ProgramFiles: "C:\\Program Files", ProgramW6432: "C:\\Program Files" };

  it("are where the user has moved them", () => {
    const moved = { values: { Personal: "D:\\Dokumente", Desktop: "%USERPROFILE%\\OneDrive\\Desktop" }, keys: [] };
    expect(windowsFolders({ home: "C:\\Users\\Ada", env }, moved)).toMatchObject({
      documents: "D:\\Dokumente",
      desktop: "C:\\Users\\Ada\\OneDrive\\Desktop",
      downloads: "C:\\Users\\Ada\\Downloads",
      settings: "C:\\Users\\Ada\\AppData\\Roaming",
      programs: ["C:\\Program Files"],
    });
  });

  it("are the usual ones without the registry", () => {
    expect(windowsFolders({ home: "C:\\Users\\Ada", env: {} }, undefined)).toMatchObject({
      documents: "C:\\Users\\Ada\\Documents",
      sharedData: "C:\\ProgramData",
      programs: [],
    });
  });
});

describe("what reg.exe prints", () => {
  const output = [
    "",
    "HKEY_LOCAL_MACHINE\\Software\\Valve\\Steam",
    "    (Standard)    REG_SZ    the unnamed value",
    "    CommonFilesDir (x86)    REG_SZ    C:\\Program Files (x86)\\Common Files",
    "    Empty    REG_SZ    ",
    "    Path    REG_EXPAND_SZ    %ProgramFiles%",
    "    Installed    REG_DWORD    0x1f",
    "    Key    REG_BINARY    21817C23",
    "    Several    REG_MULTI_SZ    one\\0two words\\0",
    "",
    "HKEY_LOCAL_MACHINE\\Software\\Valve\\Steam\\Apps",
    "HKEY_LOCAL_MACHINE\\Software\\Valve\\Steam\\Global ActiveProcess",
    "",
  ].join("\r\n");

  it("is read as values of their types, and names of subkeys", () => {
    expect(parseRegistry(output, "HKLM\\Software\\valve\\Steam\\")).toEqual({
      values: {
        "": "the unnamed value",
        "CommonFilesDir (x86)": "C:\\Program Files (x86)\\Common Files",
        Empty: "",
        Path: "%ProgramFiles%",
        Installed: 31,
        Key: Buffer.from("21817c23", "hex"),
        Several: ["one", "two words"],
      },
      keys: ["Apps", "Global ActiveProcess"],
    });
  });
});

describe("an installed program", () => {
  it("has what its installer wrote, without the quotes of some", () => {
    const key = {
      values: { DisplayName: "Tide ", InstallLocation: '"D:\\Games\\Tide"', UninstallString: "x.exe", Publisher: "" },
      keys: [],
    };
    expect(toInstalledProgram("tide", key)).toEqual({
      id: "tide",
      name: "Tide",
      folder: "D:\\Games\\Tide",
      version: undefined,
      publisher: undefined,
      uninstall: "x.exe",
    });
  });

  it.each([
    ['"C:\\Tide\\tide.exe",0', "C:\\Tide"],
    ["C:\\Windows\\Installer\\{1}\\icon.exe", undefined],
    ["tide.ico", undefined],
  ])("that does not say where it is has an icon: %s", (icon, folder) => {
    const key = { values: { DisplayName: "Tide", DisplayIcon: icon }, keys: [] };
    expect(toInstalledProgram("tide", key)?.folder).toBe(folder);
  });

  it("has a name: updates have none", () => {
    expect(toInstalledProgram("KB1", { values: { InstallLocation: "C:\\" }, keys: [] })).toBeUndefined();
  });
});
