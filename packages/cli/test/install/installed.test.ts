import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { inTerminal, Program } from "../support/program.js";
import { contentOf, OTHER_GUID, Plugins, SHELF, shelfManifest } from "./support/plugins.js";

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

/** The first and the third are those of integrations by GOG. */
const guids = [
  "38087aea-3c30-439f-867d-ddf9fae8fe6f",
  "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
  "CA27391F-2675-49b1-92c0-896d43afa4f8",
  "b0f5a3c2-91d4-4d0e-8a67-2c4f1e5d7b36",
  "5d1f1b0a-0f0e-4d0b-9f36-2f4c1c7a8e11",
];

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
      "PLATFORM  NAME       VERSION  RUNTIME         AUTHOR        GUID",
      `itch      Cave [31m  0.3      Python          Grace         ${OTHER_GUID}`,
      `test      The Shelf  1.0.0    Node for Linux  Ada Lovelace  ${shelfManifest.guid}`,
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
    mkdirSync(join(plugins.dir, "__MACOSX"));
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
      `error  ${ps2}: is a link to ${gone}, which does not exist\n  └ Remove it: galaxy-kit uninstall "${ps2}"  [broken-link]`,
      "error  wrapped: its manifest.json is in the folder inside, where GALAXY does not look\n  └ Move the contents of inside up one folder.  [misplaced-manifest]",
      `warning  shelf: GALAXY would name this folder ${SHELF}, so a later version may be installed next to it\n  └ Rename it to ${SHELF}.  [folder-name-mismatch]`,
      `error  shelf and test_${OTHER_GUID}: GALAXY loads one integration per platform, and these are all for test\n  └ Keep one of them. To remove one: galaxy-kit uninstall ${JSON.stringify(join(plugins.dir, "shelf"))}  [platform-conflict]`,
      "warning  notes.txt: GALAXY ignores files that are not in the folder of an integration\n  └ Move each into the folder it belongs to, or delete it.  [loose-file]\n",
    ]);
  });

  it("groups what is wrong with many integrations", async () => {
    for (const [index, platform] of ["itch", "humble", "psn", "steam", "uplay"].entries())
      unpackByHand(platform, { platform, guid: guids[index] });
    const { stdout } = await runInProcess(["list", "--plugins-dir", plugins.dir]);
    expect(stdout.split("\n\n").slice(1)).toEqual([
      `warning  humble, itch, psn and 2 more: GALAXY would name these folders PLATFORM_GUID, so later versions may be installed next to them\n  └ Rename them, for example humble to humble_${guids[1]}.  [folder-name-mismatch]`,
      "warning  itch and psn: have the guids of integrations of GOG, which GALAXY may install over them\n  └ Install a version with a guid of its own if there is one. Otherwise keep its zip.  [gog-guid]\n",
    ]);
  });

  it("finds integrations that GALAXY does not see", async () => {
    mkdirSync(plugins.dir, { recursive: true });
    for (const name of ["manifest.json", "plugin.py", "Shelf.ZIP", ".DS_Store", ".galaxy-kit.lock"])
      plugins.file(join("plugins", "installed", name), "");
    plugins.folder(join("plugins", "shelf"));
    plugins.file(join("plugins", "other.zip"), "");
    const { code, stdout } = await runInProcess(["list", "--plugins-dir", plugins.dir]);
    const [zip, other, shelf] = [
      join(plugins.dir, "Shelf.ZIP"),
      join(plugins.base, "plugins", "other.zip"),
      join(plugins.base, "plugins", "shelf"),
    ].map((path) => JSON.stringify(path));
    expect(code).toBe(0);
    expect(stdout.split("\n\n")).toEqual([
      `No integrations are installed in ${plugins.dir}.`,
      `error  Shelf.ZIP: is a zip, so GALAXY ignores it\n  └ Install it: galaxy-kit install ${zip}  [unextracted-zip]`,
      "error  manifest.json: is not in a folder of its own, so GALAXY ignores it\n  └ Move it into a new folder, together with the other files of its integration.  [misplaced-manifest]",
      `error  other.zip: is a zip, so GALAXY ignores it\n  └ Install it: galaxy-kit install ${other}  [unextracted-zip]`,
      `error  shelf: is next to the folder "installed" instead of in it, so GALAXY ignores it\n  └ Install it: galaxy-kit install ${shelf}  [misplaced-integration]\n`,
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
    expect(code).toBe(0);
    expect(stdout).toContain(`Removed The Shelf 1.0.0 (${SHELF}).\n`);
    expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`]);
  });

  it("moves an integration aside, and prints the way back", async () => {
    unpackByHand(SHELF, {}, { "lib/code.py": "" });
    const before = contentOf(plugins.dir);
    const { stdout } = await plugins.uninstall("test", "--yes");
    const [, movedTo = "", back = ""] = /It is now in (.*)\nTo restore it, move it back to (.*)\n$/.exec(stdout) ?? [];
    expect(movedTo.startsWith(`${plugins.dir}.galaxy-kit`)).toBe(true);
    renameSync(movedTo, back);
    expect(contentOf(plugins.dir)).toEqual(before);
  });

  it("deletes an integration with --purge", async () => {
    unpackByHand(SHELF, {}, { "lib/code.py": "" });
    const { code, stdout } = await plugins.uninstall("test", "--purge", "--yes");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Removed The Shelf 1.0.0 (${SHELF}).\n` });
    expect(plugins.everything).toEqual({});
    expect(existsSync(`${plugins.dir}.galaxy-kit`)).toBe(false);
  });

  it("takes a word for any name, and a path for a folder", async () => {
    unpackByHand("steam", { platform: "steam" });
    unpackByHand("steam-fork", { platform: "steam", guid: OTHER_GUID });
    expect(await plugins.uninstall("steam", "--yes")).toMatchObject({
      code: 1,
      stderr: `'steam' matches more than one integration. Specify the path of one of them:\n  ${join(plugins.dir, "steam")} (The Shelf)\n  ${join(plugins.dir, "steam-fork")} (The Shelf)\n`,
    });
    expect((await plugins.uninstall(join(plugins.dir, "steam"), "--yes")).code).toBe(0);
    expect(plugins.installed).toEqual(["steam-fork"]);
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

  it("asks about the only integration whose name has this beginning", async () => {
    unpackByHand(SHELF);
    unpackByHand(`itch_${OTHER_GUID}`, { platform: "itch", guid: OTHER_GUID, name: "The Cave" });
    for (const wanted of ["The S", "te", "TEST_7c1d", "7c1d"]) {
      const program = new Program(["uninstall", wanted, "--plugins-dir", plugins.dir], { wrapper: inTerminal });
      await program.shows(/Remove The Shelf 1\.0\.0/);
      program.press("n");
      expect(await program.exitCode()).toBe(0);
    }
    const { code, stderr } = await plugins.uninstall("the");
    expect(code).toBe(1);
    expect(stderr).toContain("'the' matches more than one integration. Specify the path of one of them:\n");
    expect(stderr).toContain(`${join(plugins.dir, SHELF)} (The Shelf)\n`);
    expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`, SHELF]);
  });

  it("refuses a name that matches two integrations", async () => {
    unpackByHand("shelf");
    unpackByHand(SHELF);
    const { code, stderr } = await plugins.uninstall("test", "--yes");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `'test' matches more than one integration. Specify the path of one of them:\n  ${join(plugins.dir, "shelf")} (The Shelf)\n  ${join(plugins.dir, SHELF)} (The Shelf)\n`,
    });
    expect(plugins.installed).toEqual(["shelf", SHELF]);
  });

  it.each([
    [["tset"], 1, "No installed integration matches 'tset'. Did you mean test?"],
    [[""], 1, "No installed integration matches ''."],
    [["the", "--yes"], 1, "No installed integration matches 'the'. Did you mean the shelf?"],
    [
      ["something"],
      1,
      `No installed integration matches 'something'. Specify the name or the folder of one of these:\n  The Shelf (${SHELF})\n`,
    ],
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
