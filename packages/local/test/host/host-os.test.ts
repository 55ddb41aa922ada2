import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GalaxyPlugin, NoLogin, Platform, Service } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { toInstalledProgram } from "../../src/host/installed-programs.js";
import { linuxFolders, windowsFolders } from "../../src/host/known-folders.js";
import { parseRegistry } from "../../src/host/reg-query.js";
import { HostOs } from "../../src/index.js";

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

  it("has a name: updates have none", () => {
    expect(toInstalledProgram("KB1", { values: { InstallLocation: "C:\\" }, keys: [] })).toBeUndefined();
  });
});
