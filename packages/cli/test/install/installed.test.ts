import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { OTHER_GUID, Plugins, SHELF, shelfManifest } from "./support/plugins.js";

jest.setTimeout(120_000);

let plugins: Plugins;
beforeEach(() => {
  plugins = new Plugins();
});
afterEach(() => {
  plugins.destroy();
});

/** As it lies there after it was unpacked by hand. */
const put = (name: string, manifest: object = {}, files: Readonly<Record<string, string | Buffer>> = {}): string =>
  plugins.folder(join("plugins", "installed", name), manifest, files);

const ELF = "\x7fELF";

describe("galaxy-kit list", () => {
  it("shows what is installed", async () => {
    put(SHELF, {}, { "main.cjs": "", "node/node": ELF });
    put(`itch_${OTHER_GUID}`, {
      platform: "itch",
      guid: OTHER_GUID,
      name: "Cave\u001b[31m",
      author: "Grace",
      version: "0.3",
    });
    const { code, stdout } = await Program.run(["list", "--in", plugins.dir]);
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "PLATFORM  NAME       VERSION  AUTHOR        RUNTIME         GUID",
      `itch      Cave [31m  0.3      Grace         Python          ${OTHER_GUID}`,
      `test      The Shelf  1.0.0    Ada Lovelace  Node for Linux  ${shelfManifest.guid}`,
      "",
    ]);
  });

  it("shows that there is nothing", async () => {
    const { code, stdout } = await runInProcess(["list", "--in", plugins.dir]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `No integration is installed in ${plugins.dir}.\n` });
  });

  it("says what keeps GALAXY from showing one", async () => {
    put("shelf");
    put(`test_${OTHER_GUID}`, { guid: OTHER_GUID });
    put("broken", { platform: "shelves" });
    mkdirSync(join(plugins.dir, "empty"));
    mkdirSync(join(plugins.dir, "wrapped"));
    put("wrapped/inside");
    rmSync(join(plugins.dir, "wrapped", "manifest.json"), { force: true });
    writeFileSync(join(plugins.dir, "notes.txt"), "");
    await plugins.install(plugins.folder("gone", { platform: "ps2" }), "--link");
    rmSync(join(plugins.base, "gone"), { recursive: true });

    const { stdout } = await runInProcess(["list", "--in", plugins.dir]);
    const [, ...blocks] = stdout.split("\n\n");
    expect(blocks).toEqual([
      expect.stringMatching(
        /^broken\n {2}error manifest\.json: platform: expected a platform that GALAXY knows.* found "shelves": correct it/,
      ),
      "empty\n  error it has no manifest.json, so that GALAXY passes it over: install the integration again, or delete the folder",
      `ps2_${shelfManifest.guid}\n  is a link to ${join(plugins.base, "gone")}\n` +
        `  error it is a link to ${join(plugins.base, "gone")}, and there is no such folder: galaxy-kit uninstall ps2_${shelfManifest.guid}`,
      `shelf\n  warning GALAXY itself would call its folder ${SHELF}: a later version may come to lie beside it: rename it to ${SHELF}\n` +
        `  error GALAXY has one integration for a platform, and test_${OTHER_GUID} is for test, too: galaxy-kit uninstall shelf, or the other one`,
      `test_${OTHER_GUID}\n  error GALAXY has one integration for a platform, and shelf is for test, too: galaxy-kit uninstall test_${OTHER_GUID}, or the other one`,
      "wrapped\n  error its manifest.json is in inside, and GALAXY does not look there: move what is in inside one folder up\n",
    ]);
  });

  it.each([
    ["Python", {}, { kind: "python" }],
    ["the user's Node", { "main.cjs": "" }, { kind: "node" }],
    ["a Node for Windows", { "main.cjs": "", "node/node.exe": "MZ" }, { kind: "node", madeFor: "win32" }],
    [
      "a Node for macOS",
      { "main.cjs": "", "node/node": Buffer.from([0xcf, 0xfa, 0xed, 0xfe]) },
      { kind: "node", madeFor: "darwin" },
    ],
  ])("tells %s", async (_runtime, files, runtime) => {
    put(SHELF, {}, files);
    expect(await plugins.list()).toMatchObject([
      { platform: "test", guid: shelfManifest.guid, author: "Ada Lovelace", runtime },
    ]);
  });
});

describe("galaxy-kit uninstall", () => {
  it.each([
    ["platform", () => "test"],
    ["name", () => "the shelf"],
    ["guid", () => shelfManifest.guid.toUpperCase()],
    ["folder's name", () => SHELF],
    ["folder", () => join(plugins.dir, SHELF)],
  ])("removes the one of a %s, and no other", async (_what, wanted) => {
    put(SHELF, {}, { "lib/code.py": "" });
    put(`itch_${OTHER_GUID}`, { platform: "itch", guid: OTHER_GUID, name: "Cave" });
    const { code, stdout } = await plugins.uninstall(wanted(), "--yes");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `The Shelf 1.0.0 (${SHELF}) is removed.\n` });
    expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`]);
    expect(existsSync(`${plugins.dir}.galaxy-kit`)).toBe(false);
  });

  it("removes a link, and not what it leads to", async () => {
    const folder = plugins.folder("shelf");
    await plugins.install(folder, "--link");
    const { code, stdout } = await plugins.uninstall(folder, "--yes");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `the link The Shelf 1.0.0 (${SHELF}) to ${folder} is removed.\n`,
    });
    expect(plugins.installed).toEqual([]);
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toContain("The Shelf");
  });

  it("removes what GALAXY cannot read", async () => {
    put("broken", { platform: "shelves" });
    expect((await plugins.uninstall("broken", "--yes")).code).toBe(0);
    expect(plugins.installed).toEqual([]);
  });

  it("does not choose between two", async () => {
    put("shelf");
    put(SHELF);
    const { code, stderr } = await plugins.uninstall("test", "--yes");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `'test' is more than one of them. Name the folder:\n  shelf\n  ${SHELF}\n`,
    });
    expect(plugins.installed).toEqual(["shelf", SHELF]);
  });

  it.each([
    [["tset"], 1, "No installed integration is 'tset'. Did you mean test?"],
    [["something"], 1, "No installed integration is 'something'. galaxy-kit list shows what there is."],
    [[], 2, "Name an integration, its platform, its guid or its folder."],
    [["test"], 2, "There is no terminal to ask in: --yes removes it without a question."],
  ])("refuses %j", async (args, exitCode, message) => {
    put(SHELF);
    const { code, stderr } = await plugins.uninstall(...args);
    expect(code).toBe(exitCode);
    expect(stderr).toContain(message);
    expect(plugins.installed).toEqual([SHELF]);
  });
});
