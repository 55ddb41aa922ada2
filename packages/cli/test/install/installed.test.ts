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

/** Creates the folder of an integration that was unpacked by hand. */
const unpackByHand = (
  name: string,
  manifest: object = {},
  files: Readonly<Record<string, string | Buffer>> = {},
): string => plugins.folder(join("plugins", "installed", name), manifest, files);

const ELF = "\x7fELF";

describe("galaxy-kit list", () => {
  it("shows the installed integrations", async () => {
    unpackByHand(SHELF, {}, { "main.cjs": "", "node/node": ELF });
    unpackByHand(`itch_${OTHER_GUID}`, {
      platform: "itch",
      guid: OTHER_GUID,
      name: "Cave\u001b[31m",
      author: "Grace",
      version: "0.3",
    });
    const { code, stdout } = await Program.run(["list", "--plugins-dir", plugins.dir]);
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "PLATFORM  NAME       VERSION  AUTHOR        RUNTIME         GUID",
      `itch      Cave [31m  0.3      Grace         Python          ${OTHER_GUID}`,
      `test      The Shelf  1.0.0    Ada Lovelace  Node for Linux  ${shelfManifest.guid}`,
      "",
    ]);
  });

  it("reports that nothing is installed", async () => {
    const { code, stdout } = await runInProcess(["list", "--plugins-dir", plugins.dir]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `No integrations are installed in ${plugins.dir}.\n` });
  });

  it("reports problems that keep GALAXY from showing an integration", async () => {
    unpackByHand("shelf");
    unpackByHand(`test_${OTHER_GUID}`, { guid: OTHER_GUID });
    unpackByHand("broken", { platform: "shelves" });
    mkdirSync(join(plugins.dir, "empty"));
    mkdirSync(join(plugins.dir, "wrapped"));
    unpackByHand("wrapped/inside");
    rmSync(join(plugins.dir, "wrapped", "manifest.json"), { force: true });
    writeFileSync(join(plugins.dir, "notes.txt"), "");
    await plugins.install(plugins.folder("gone", { platform: "ps2" }), "--link");
    rmSync(join(plugins.base, "gone"), { recursive: true });

    const { stdout } = await runInProcess(["list", "--plugins-dir", plugins.dir]);
    const [, ...blocks] = stdout.split("\n\n");
    const gone = join(plugins.base, "gone");
    const ps2 = `ps2_${shelfManifest.guid}`;
    expect(blocks).toEqual([
      `${ps2} is a link to ${gone}`,
      expect.stringMatching(
        /broken.manifest\.json {2}error {2}platform: invalid value "shelves"\n {2}└ Use a platform that GALAXY knows.* \[invalid-manifest\]$/,
      ),
      "error  empty: has no manifest.json, so GALAXY ignores it\n  └ Install the integration again, or delete the folder.  [missing-manifest]",
      `error  ${ps2}: is a link to ${gone}, which does not exist\n  └ Remove it: galaxy-kit uninstall ${ps2}  [broken-link]`,
      `warning  shelf: GALAXY would name this folder ${SHELF}, so a later version may be installed next to it\n  └ Rename it to ${SHELF}.  [folder-name-mismatch]`,
      `error  shelf: GALAXY loads one integration per platform, and test_${OTHER_GUID} is for test too\n  └ Remove one of them, for example: galaxy-kit uninstall shelf  [platform-conflict]`,
      `error  test_${OTHER_GUID}: GALAXY loads one integration per platform, and shelf is for test too\n  └ Remove one of them, for example: galaxy-kit uninstall test_${OTHER_GUID}  [platform-conflict]`,
      "error  wrapped: its manifest.json is in the folder inside, where GALAXY does not look\n  └ Move the contents of inside up one folder.  [misplaced-manifest]\n",
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
  ])("recognizes %s", async (_runtime, files, runtime) => {
    unpackByHand(SHELF, {}, files);
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
  ])("removes the integration with this %s, and no other", async (_what, wanted) => {
    unpackByHand(SHELF, {}, { "lib/code.py": "" });
    unpackByHand(`itch_${OTHER_GUID}`, { platform: "itch", guid: OTHER_GUID, name: "Cave" });
    const { code, stdout } = await plugins.uninstall(wanted(), "--yes");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Removed The Shelf 1.0.0 (${SHELF}).\n` });
    expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`]);
    expect(existsSync(`${plugins.dir}.galaxy-kit`)).toBe(false);
  });

  it("removes a link, but not its target", async () => {
    const folder = plugins.folder("shelf");
    await plugins.install(folder, "--link");
    const { code, stdout } = await plugins.uninstall(folder, "--yes");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Removed the link The Shelf 1.0.0 (${SHELF}) to ${folder}.\n`,
    });
    expect(plugins.installed).toEqual([]);
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toContain("The Shelf");
  });

  it("removes an integration that GALAXY cannot read", async () => {
    unpackByHand("broken", { platform: "shelves" });
    expect((await plugins.uninstall("broken", "--yes")).code).toBe(0);
    expect(plugins.installed).toEqual([]);
  });

  it("refuses a name that matches two integrations", async () => {
    unpackByHand("shelf");
    unpackByHand(SHELF);
    const { code, stderr } = await plugins.uninstall("test", "--yes");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `'test' matches more than one integration. Specify one of these folders:\n  shelf\n  ${SHELF}\n`,
    });
    expect(plugins.installed).toEqual(["shelf", SHELF]);
  });

  it.each([
    [["tset"], 1, "No installed integration matches 'tset'. Did you mean test?"],
    [["something"], 1, "No installed integration matches 'something'. galaxy-kit list shows what is installed."],
    [[], 2, "Missing required argument 'NAME'. --help shows the usage."],
    [["test"], 2, "Cannot ask for confirmation without a terminal. Use --yes."],
  ])("refuses %j", async (args, exitCode, message) => {
    unpackByHand(SHELF);
    const { code, stderr } = await plugins.uninstall(...args);
    expect(code).toBe(exitCode);
    expect(stderr).toContain(message);
    expect(plugins.installed).toEqual([SHELF]);
  });
});
