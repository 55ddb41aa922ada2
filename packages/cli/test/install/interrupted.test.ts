import { existsSync, mkdirSync, renameSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Program } from "../support/program.js";
import { contentOf, OTHER_GUID, Plugins, SHELF } from "./support/plugins.js";

jest.setTimeout(180_000);

/** Large enough for an installation to be interrupted. */
const files = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`lib/module${index}.py`, `# ${"text ".repeat(2000)}\n`]),
);

let plugins: Plugins;
let newer: string;
/** The states that GALAXY may find: all of one version or all of the other. */
let completeVersions: Record<string, string>[];
let program: Program | undefined;

beforeEach(() => {
  plugins = new Plugins();
  const older = plugins.folder(join("plugins", "installed", SHELF), {}, { ...files, "only-old.txt": "" });
  newer = plugins.folder("newer", { version: "2.0.0" }, { ...files, "only-new.txt": "" });
  completeVersions = [contentOf(older), contentOf(newer)];
});
afterEach(async () => {
  await program?.destroy();
  plugins.destroy();
});

const target = () => join(plugins.dir, SHELF);
const workFolder = () => `${plugins.dir}.galaxy-kit`;
const replacement = () => join(workFolder(), "replacements", SHELF);

/** Starts an installation, and resolves when it has begun to write. */
async function startInstalling(): Promise<Program> {
  const begun = new Promise<void>((resolve) => {
    const watcher = watch(join(plugins.base, "plugins"), () => {
      if (!existsSync(workFolder())) return;
      watcher.close();
      resolve();
    });
  });
  const started = new Program(["install", newer, "--plugins-dir", plugins.dir]);
  program = started;
  await begun;
  return started;
}

/** An integration for another platform: every installation cleans up after interrupted ones. */
async function installAnother(): Promise<void> {
  const { code, stderr } = await plugins.install(plugins.folder("another", { platform: "itch", guid: OTHER_GUID }));
  expect({ code, stderr }).toMatchObject({ code: 0 });
}

describe("an installation that is killed", () => {
  it.each([0, 10, 50, 100, 150, 250])(
    "%d ms after it has begun leaves either the old or the new version, and nothing else",
    async (milliseconds) => {
      const installing = await startInstalling();
      await setTimeout(milliseconds);
      await installing.destroy();
      const isInstalled = existsSync(target());
      if (isInstalled) expect(completeVersions).toContainEqual(contentOf(target()));
      else expect(contentOf(join(replacement(), "old"))).toEqual(completeVersions[0]);

      await installAnother();
      expect(plugins.installed).toEqual([`itch_${OTHER_GUID}`, SHELF]);
      expect(completeVersions).toContainEqual(contentOf(target()));
      expect(existsSync(workFolder())).toBe(false);
    },
  );

  it("between its last two steps is undone by the next installation", async () => {
    mkdirSync(replacement(), { recursive: true });
    renameSync(target(), join(replacement(), "old"));
    renameSync(newer, join(replacement(), "new"));
    await installAnother();
    expect(contentOf(target())).toEqual(completeVersions[0]);
    expect(existsSync(workFolder())).toBe(false);
  });

  it("before it has deleted the old version keeps the new one", async () => {
    mkdirSync(replacement(), { recursive: true });
    renameSync(target(), join(replacement(), "old"));
    renameSync(newer, target());
    await installAnother();
    expect(contentOf(target())).toEqual(completeVersions[1]);
    expect(existsSync(workFolder())).toBe(false);
  });
});

describe("a running installation", () => {
  it("excludes every other installation", async () => {
    const results = await Promise.all(
      Array.from({ length: 4 }, () => Program.run(["install", newer, "--plugins-dir", plugins.dir])),
    );
    expect(results.map(({ code }) => code)).toContain(0);
    for (const { stderr } of results.filter(({ code }) => code !== 0)) {
      expect(stderr).toMatch(/^Another galaxy-kit \(process \d+\) is changing .*installed\. Wait until it ends;/);
    }
    expect(contentOf(target())).toEqual(completeVersions[1]);
    expect(plugins.installed).toEqual([SHELF]);
    expect(existsSync(workFolder())).toBe(false);
  });

  it("keeps other commands from changing the folder", async () => {
    plugins.file("plugins/installed/.galaxy-kit.lock", String(process.pid));
    const { code, stderr } = await Program.run(["uninstall", SHELF, "--yes", "--plugins-dir", plugins.dir]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Another galaxy-kit (process ${process.pid}) is changing ${plugins.dir}`);
    expect(contentOf(target())).toEqual(completeVersions[0]);
  });

  it("can be interrupted, and then changes nothing", async () => {
    if (process.platform === "win32") return;
    // Writing them takes seconds.
    plugins.folder(
      "newer",
      { version: "2.0.0" },
      Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`lib/more${index}.py`, ""])),
    );
    const before = plugins.everything;
    const installing = await startInstalling();
    installing.signal("SIGINT");
    expect(await installing.exitCode()).toBe(130);
    expect(plugins.everything).toEqual(before);
    expect(existsSync(workFolder())).toBe(false);
  });
});
