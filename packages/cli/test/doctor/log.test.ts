import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Plugins, SHELF, shelfManifest } from "../install/support/plugins.js";
import { InProcess, runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import type { Session } from "../support/session.js";

jest.setTimeout(120_000);

let plugins: Plugins;
let log: string;
let args: string[];
let session: Session | undefined;
beforeEach(() => {
  plugins = new Plugins();
  plugins.folder(join("plugins", "installed", SHELF));
  const logs = join(plugins.base, "logs");
  mkdirSync(logs);
  log = join(logs, `plugin-test-${shelfManifest.guid}.log`);
  args = ["doctor", "--plugins-dir", plugins.dir, "--logs-dir", logs, "--log"];
});
afterEach(async () => {
  await session?.destroy();
  session = undefined;
  plugins.destroy();
});

describe("galaxy-kit doctor --log", () => {
  it("shows the last lines of an integration's log, without control characters", async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} é`);
    writeFileSync(log, `${lines.join("\r\n")}\n  at trace\u001b[2J\nthe last one has no end`);
    const { code, stdout } = await runInProcess([...args, "test"]);
    expect(code).toBe(0);
    expect(stdout).toBe([...lines.slice(-49), "  at trace [2J", "the last one has no end", ""].join("\n"));
  });

  it("keeps printing new lines, even after the file is replaced", async () => {
    writeFileSync(log, "before\n");
    const following = (session = new Program([...args, "the shelf", "--follow"]));
    await following.shows(/^before\n/);
    appendFileSync(log, "half of a ");
    appendFileSync(log, "line\nand another\n");
    await following.shows(/^half of a line\nand another\n/);
    renameSync(log, `${log}.1`);
    writeFileSync(log, "a new file that is longer than the old one\n");
    await following.shows(/^a new file that is longer than the old one\n/);
    following.signal("SIGINT");
    expect(await following.exitCode()).toBe(process.platform === "win32" ? "SIGINT" : 0);
  });

  it("waits for a log that does not exist yet", async () => {
    const following = (session = new InProcess([...args, SHELF, "--follow"]));
    await following.shows(/^No log at .* yet/);
    writeFileSync(log, "the first line\n");
    await following.shows(/the first line\n/);
  });

  it.each([
    ["test", "No log at"],
    ["tset", "Did you mean test?"],
  ])("for %j, reports: %s", async (name, message) => {
    const { code, stderr } = await runInProcess([...args, name]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
