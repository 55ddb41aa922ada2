import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Authenticate, GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { DataFolder, replaceFile } from "@galaxy-kit/state";
import { startTestPlugin } from "@galaxy-kit/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { identityOf } from "../src/folder/identity.js";
import { userFolders } from "../src/folder/user-folders.js";

describe("the folders of an integration", () => {
  const ID = "test_1234";

  it("follow XDG on Linux, and ignore relative variables", () => {
    const env = { XDG_CONFIG_HOME: "/etc/me", XDG_CACHE_HOME: "relative" };
    expect(userFolders(ID, { platform: "linux", env, home: "/home/me" })).toEqual({
      data: "/home/me/.local/share/galaxy-kit/test_1234",
      config: "/etc/me/galaxy-kit/test_1234",
      cache: "/home/me/.cache/galaxy-kit/test_1234",
    });
  });

  it("are in the library on macOS", () => {
    expect(userFolders(ID, { platform: "darwin", env: {}, home: "/Users/me" })).toEqual({
      data: "/Users/me/Library/Application Support/galaxy-kit/test_1234/data",
      config: "/Users/me/Library/Application Support/galaxy-kit/test_1234/config",
      cache: "/Users/me/Library/Caches/galaxy-kit/test_1234",
    });
  });

  it("do not roam on Windows", () => {
    const env = { LOCALAPPDATA: "D:\\Local" };
    expect(userFolders(ID, { platform: "win32", env, home: "C:\\Users\\me" }).config).toBe(
      "D:\\Local\\galaxy-kit\\test_1234\\config",
    );
    expect(userFolders(ID, { platform: "win32", env: {}, home: "C:\\Users\\me" }).data).toBe(
      "C:\\Users\\me\\AppData\\Local\\galaxy-kit\\test_1234\\data",
    );
  });

  it("are all below GALAXY_KIT_DATA_DIR if that is set", () => {
    const env = { GALAXY_KIT_DATA_DIR: "/tmp/all", XDG_CONFIG_HOME: "/etc/me" };
    expect(userFolders(ID, { platform: "linux", env, home: "/home/me" })).toEqual({
      data: "/tmp/all/test_1234/data",
      config: "/tmp/all/test_1234/config",
      cache: "/tmp/all/test_1234/cache",
    });
  });
});

describe("the identity of an integration", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "identity-"));
    await mkdir(join(folder, "packed"));
    await mkdir(join(folder, "dist"));
    // With a BOM, as Notepad writes it.
    const manifest = { platform: "itch", guid: "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11", name: "Itch" };
    await writeFile(join(folder, "packed", "manifest.json"), `\uFEFF${JSON.stringify(manifest)}`);
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "@me/retroarch" }));
    await writeFile(join(folder, "dist", "package.json"), JSON.stringify({ type: "module" }));
  });

  it("is that of its folder in GALAXY once it is packed: a new name or version changes nothing", () => {
    expect(identityOf(join(folder, "packed", "main.cjs"))).toBe("itch_1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11");
  });

  it("is the name of the package during development", () => {
    expect(identityOf(join(folder, "dist", "main.js"))).toBe("me-retroarch");
    expect(identityOf(join(folder, "dist", "main.js"), "nes")).toBe("me-retroarch_nes");
    expect(identityOf(join(folder, "packed", "main.cjs"), "nes")).toMatch(/^itch_1b3d/);
  });

  it("must be known: two integrations never share a folder by accident", () => {
    expect(() => identityOf(join(tmpdir(), "nowhere", "main.js"))).toThrow(/neither a manifest.json/);
  });
});

describe("in a test", () => {
  @GalaxyPlugin({ platform: Platform.Test })
  class Plugin {
    constructor(readonly folder: DataFolder) {}

    @Authenticate()
    login() {
      return { userId: "me", userName: "Me" };
    }
  }

  it("the folder is temporary, and gone when the integration has closed", async () => {
    const galaxy = await startTestPlugin(Plugin);
    const { data } = galaxy.get(Plugin).folder;
    await replaceFile(join(data, "file"), "content");
    expect(existsSync(data)).toBe(true);
    await galaxy.close();
    expect(existsSync(join(data, ".."))).toBe(false);
  });

  it("a given folder stays, for the next start", async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), "given-"));
    const galaxy = await startTestPlugin(Plugin, { dataFolder });
    await replaceFile(join(galaxy.get(Plugin).folder.config, "file"), "content");
    await galaxy.close();
    expect(existsSync(join(dataFolder, "config", "file"))).toBe(true);
    await rm(dataFolder, { recursive: true });
  });
});
