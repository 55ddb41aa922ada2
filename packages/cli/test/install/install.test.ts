import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describeWithPython, newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { AuthorProject } from "../pack/support/author-project.js";
import { runInProcess } from "../support/in-process.js";
import { fullDisk, Program } from "../support/program.js";
import { craftZip } from "./support/crafted-zip.js";
import { contentOf, OTHER_GUID, Plugins, SHELF, shelfManifest } from "./support/plugins.js";

jest.setTimeout(120_000);
const onPosix = process.platform === "win32" ? it.skip : it;

let plugins: Plugins;
beforeEach(() => {
  plugins = new Plugins();
});
afterEach(() => {
  plugins.destroy();
});

describe("galaxy-kit install", () => {
  it("unpacks a zip into a new folder", async () => {
    const zip = plugins.zip("shelf.zip", [
      { name: "node/", mode: 0o040755 },
      { name: "node/node", content: "a program", mode: 0o100755 },
      { name: "icons/é.txt", content: "text ".repeat(1000), method: 8 },
      { name: "empty/" },
    ]);
    const { code, stdout } = await plugins.install(zip);
    const folder = join(plugins.dir, SHELF);
    expect(code).toBe(0);
    expect(stdout).toBe(`The Shelf 1.0.0 is installed: ${folder}\nRestart GALAXY to load it.\n`);
    expect(Object.keys(plugins.everything).sort()).toEqual(
      ["icons/é.txt", "manifest.json", "node/node", "plugin.py"].map((path) => join("installed", SHELF, path)),
    );
    expect(readFileSync(join(folder, "icons/é.txt"), "utf8")).toBe("text ".repeat(1000));
    expect(statSync(join(folder, "empty")).isDirectory()).toBe(true);
    if (process.platform !== "win32") {
      expect(statSync(join(folder, "node/node")).mode & 0o777).toBe(0o755);
      expect(statSync(join(folder, "plugin.py")).mode & 0o777).toBe(0o644);
    }
  });

  it("copies a folder, without its repository, and replaces all of an older version", async () => {
    const folder = plugins.folder("shelf", {}, { "old.txt": "", "lib/code.py": "old", ".git/HEAD": "" });
    await plugins.install(folder);
    const newer = plugins.folder("newer", { version: "1.1.0" }, { "lib/code.py": "new" });
    const { code, stdout } = await Program.run(["install", "--plugins-dir", plugins.dir], { cwd: newer });
    expect(code).toBe(0);
    expect(stdout).toContain("The Shelf 1.1.0 is installed");
    expect(stdout).toContain("It replaces version 1.0.0.");
    expect(contentOf(join(plugins.base, "plugins"))).toEqual(
      Object.fromEntries(
        Object.entries(contentOf(newer)).map(([path, content]) => [join("installed", SHELF, path), content]),
      ),
    );
  });

  it("links a folder, so that changes apply immediately, and can replace the link with a copy", async () => {
    const folder = plugins.folder("shelf");
    const { code, stdout } = await plugins.install(folder, "--link");
    expect(code).toBe(0);
    expect(stdout).toContain(`It is a link to ${folder}.`);
    plugins.folder("shelf", { version: "1.5.0" });
    expect(await plugins.list()).toMatchObject([{ folderName: SHELF, linkTo: folder, version: "1.5.0" }]);

    expect((await plugins.install(folder)).stdout).toContain(`It replaces a link to ${folder}.`);
    expect(plugins.everything).toEqual(
      Object.fromEntries(
        Object.entries(contentOf(folder)).map(([path, content]) => [join("installed", SHELF, path), content]),
      ),
    );
    expect(existsSync(join(folder, "manifest.json"))).toBe(true);
  });

  it("refuses another integration for the same platform, or moves it aside with --force", async () => {
    await plugins.install(plugins.folder("shelf"));
    const before = plugins.everything;
    const other = plugins.folder("other", { guid: OTHER_GUID, name: "Another" });
    const refused = await plugins.install(other);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: "" });
    expect(refused.stderr).toBe(
      `Cannot install ${other}:\n` +
        `  error  ${SHELF}: GALAXY loads one integration per platform, and The Shelf 1.0.0 is already installed for test\n` +
        `    └ Use --force to move it aside, or remove it with galaxy-kit uninstall "${SHELF}".  [platform-conflict]\n`,
    );
    expect(plugins.everything).toEqual(before);

    const forced = await plugins.install(other, "--force");
    expect(forced.code).toBe(0);
    expect(plugins.installed).toEqual([`test_${OTHER_GUID}`]);
    const [, backup = ""] = /Another integration for test was moved to (.*)/.exec(forced.stdout) ?? [];
    expect(contentOf(backup)).toEqual(contentOf(join(plugins.base, "shelf")));
  });

  it("does not change an integration for another platform", async () => {
    await plugins.install(plugins.folder("shelf"));
    const { code } = await plugins.install(plugins.folder("other", { guid: OTHER_GUID, platform: "itch" }));
    expect(code).toBe(0);
    expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`, SHELF]);
  });

  it("reports every problem of a manifest", async () => {
    const folder = plugins.folder("shelf", { guid: "?", platform: "shelves", script: "main.py" });
    const { code, stderr } = await plugins.install(folder);
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot install ${folder}:\n`);
    expect(stderr).toContain('  manifest.json  error  platform: invalid value "shelves"');
    expect(stderr).toContain('  manifest.json  error  guid: invalid value "?"');
    expect(existsSync(plugins.dir)).toBe(false);
  });

  it.each([
    [
      "a project",
      (own: Plugins) => own.file("package.json", "{}").replace(/package\.json$/, ""),
      "the folder is a project that is not packed\n    └ Run galaxy-kit pack",
    ],
    ["an empty folder", () => newFolder(), "the folder has no manifest.json"],
    ["a path that does not exist", (own: Plugins) => join(own.base, "nothing"), "No such folder or zip:"],
    ["a file that is not a zip", (own: Plugins) => own.file("shelf.zip", "PK"), "is not a valid zip"],
    [
      "a folder with a link in it",
      (own: Plugins) => {
        const folder = own.folder("shelf");
        symlinkSync(own.base, join(folder, "lib"), "junction");
        return folder;
      },
      "lib  error  is a symbolic link, which a copy would break",
    ],
    [
      "a folder that contains the folder of integrations",
      (own: Plugins) => own.folder("."),
      "contains the folder of integrations",
    ],
    [
      "a manifest that is not valid JSON",
      (own: Plugins) => own.folder("shelf", {}, { "manifest.json": "{" }),
      "manifest.json  error  is not valid JSON",
    ],
    [
      "a missing script",
      (own: Plugins) => own.zip("shelf.zip", [], { script: "main.py" }),
      'script: the file "main.py" does not exist',
    ],
  ])("refuses %s", async (_what, make, message) => {
    const { code, stdout, stderr } = await plugins.install(make(plugins));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(plugins.dir)).toBe(false);
  });

  it.each<[what: string, make: (own: Plugins) => string, message: string]>([
    [
      "a zip in a zip",
      (own) => own.file("shelf.zip", craftZip([{ name: "README.md" }, { name: "shelf/shelf-1.0.zip" }])),
      'is a zip in a zip: it has no manifest.json, but contains "shelf/shelf-1.0.zip"\n    └ Unpack it, and install the zip in it.',
    ],
    [
      "a manifest.json.txt in a zip",
      (own) => own.file("shelf.zip", craftZip([{ name: "manifest.json.txt" }])),
      "has no manifest.json, but a manifest.json.txt\n    └ Rename it to manifest.json. Windows hides",
    ],
    [
      "a manifest.json.txt in a folder",
      (own) => {
        const folder = own.folder("shelf", {}, { "manifest.json.txt": "" });
        rmSync(join(folder, "manifest.json"));
        return folder;
      },
      "has no manifest.json, but a manifest.json.txt\n    └ Rename it to manifest.json. Windows hides",
    ],
    [
      "a name that disguises a program",
      (own) => own.folder("shelf", {}, { "lib/\u202egnp.exe": "" }),
      "lib/ gnp.exe  error  has a character in its name that changes the direction of text",
    ],
  ])("explains what is wrong with %s", async (_what, make, message) => {
    const { code, stderr } = await plugins.install(make(plugins));
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(existsSync(plugins.dir)).toBe(false);
  });

  it("leaves out what macOS and Windows have left behind", async () => {
    const leftovers = ["__MACOSX/._plugin.py", "lib/.DS_Store", "Thumbs.db"];
    const files = Object.fromEntries(leftovers.map((name) => [name, ""]));
    for (const source of [
      plugins.zip(
        "shelf.zip",
        leftovers.map((name) => ({ name })),
      ),
      plugins.folder("shelf", {}, files),
    ]) {
      expect((await plugins.install(source)).code).toBe(0);
      expect(Object.keys(plugins.everything).sort()).toEqual(
        ["manifest.json", "plugin.py"].map((name) => join("installed", SHELF, name)),
      );
    }
  });

  it("explains how to zip an integration that was zipped with its folder", async () => {
    const zip = plugins.file("shelf.zip", craftZip([{ name: "shelf/manifest.json", content: "{}" }]));
    const { stderr } = await plugins.install(zip);
    expect(stderr).toContain(
      "has no manifest.json at its root, but one in shelf\n    └ Zip the contents of that folder, not the folder itself.",
    );
  });

  it("refuses to install the installed copy", async () => {
    await plugins.install(plugins.folder("shelf"));
    const before = plugins.everything;
    const { code, stderr } = await plugins.install(join(plugins.dir, SHELF), "--link");
    expect(code).toBe(1);
    expect(stderr).toContain("is the installed copy");
    expect(plugins.everything).toEqual(before);
  });

  it("refuses a link to a folder that it would move away", async () => {
    await plugins.install(
      plugins.folder(
        "shelf",
        {},
        { "inner/manifest.json": JSON.stringify({ ...shelfManifest, guid: OTHER_GUID }), "inner/plugin.py": "" },
      ),
    );
    const before = plugins.everything;
    const { code, stderr } = await plugins.install(join(plugins.dir, SHELF, "inner"), "--link", "--force");
    expect(code).toBe(1);
    expect(stderr).toContain("is inside the folder of integrations\n    └ Move it elsewhere before you link it.");
    expect(plugins.everything).toEqual(before);
  });

  it("removes control characters from names", async () => {
    const name = "Evil\u001b[2J\u009b31m\u202e";
    await plugins.install(plugins.folder("evil", { name }));
    const { stderr } = await plugins.install(plugins.folder("other", { guid: OTHER_GUID }));
    expect(stderr).toContain("and Evil [2J 31m 1.0.0 is already installed");
  });

  it("refuses a manifest that is too long or not a file", async () => {
    const long = plugins.folder("long", { description: "long ".repeat(300_000) });
    expect((await plugins.install(long)).stderr).toContain("manifest.json  error  cannot be read: it has 1500");
    const folder = plugins.folder("folder");
    rmSync(join(folder, "manifest.json"));
    mkdirSync(join(folder, "manifest.json"));
    expect((await plugins.install(folder)).stderr).toContain("manifest.json  error  cannot be read: it is not a file");
  });

  it("refuses to link to a zip", async () => {
    const { code, stderr } = await plugins.install(plugins.zip("shelf.zip"), "--link");
    expect(code).toBe(1);
    expect(stderr).toContain("is not a folder, which --link requires.");
  });

  it("requires --plugins-dir on a system without GALAXY", async () => {
    if (["win32", "darwin"].includes(process.platform)) return;
    const { code, stderr } = await runInProcess(["install", plugins.folder("shelf")]);
    expect(code).toBe(1);
    expect(stderr).toContain("Use --plugins-dir DIR");
  });

  it("reports errors of the file system", async () => {
    mkdirSync(join(plugins.base, "plugins"));
    plugins.file("plugins/installed", "a file");
    const { code, stderr } = await plugins.install(plugins.folder("shelf"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^File system error: .*installed/);
  });

  onPosix.each(["a folder", "a zip"])(
    "keeps the installed version, and reports the error, if %s does not fit on the disk",
    async (what) => {
      await plugins.install(plugins.folder("shelf", {}, { "data.bin": "old" }));
      const before = plugins.everything;
      const big = Buffer.alloc(100_000, "new");
      const newer =
        what === "a zip"
          ? plugins.zip("newer.zip", [{ name: "data.bin", content: big }], { version: "1.1.0" })
          : plugins.folder("newer", { version: "1.1.0" }, { "data.bin": big });
      const { code, stderr } = await Program.run(["install", newer, "--plugins-dir", plugins.dir], {
        wrapper: fullDisk,
      });
      expect(code).toBe(1);
      expect(stderr).toMatch(/File system error: EFBIG/);
      expect(plugins.everything).toEqual(before);
    },
  );
});

describeWithPython("an integration that was packed and installed", () => {
  it("runs in the simulated client", async () => {
    const project = new AuthorProject();
    await project.pack();
    const { code, stderr } = await plugins.install(project.slimZip);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^$|Installing/) });
    expect(await plugins.list()).toMatchObject([{ name: "The Shelf", version: "1.2.0", runtime: { kind: "node" } }]);
    const state = newFolder();
    const ran = await Program.run(["dev", join(plugins.dir, SHELF), "--once", "--json"], {
      env: { XDG_STATE_HOME: state, LOCALAPPDATA: state, HOME: state },
    });
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
  });
});
