import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { isRunning, Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";

jest.setTimeout(180_000);

/** Windows has no signals: there a process is just ended. */
const onPosix = process.platform === "win32" ? it.skip : it;

let project: TestProject;
let programs: Program[] = [];

afterEach(async () => {
  for (const program of programs) await program.destroy();
  programs = [];
  project.destroy();
});

function dev(...args: readonly string[]): Program {
  const all = ["dev", "--no-open", "--timings", "quick", ...args];
  const program = new Program(all, { cwd: project.dir, env: project.env });
  programs.push(program);
  return program;
}

/** Waits until this version of the integration has started, and answers its process. */
async function startOf(program: Program, version: number): Promise<number> {
  const [, pid] = await program.shows(new RegExp(`version ${version} runs as process (\\d+)\\.`));
  return Number(pid);
}

describe("galaxy-kit dev", () => {
  it("serves a page, tells what happens, and ends with the integration when the user quits", async () => {
    project = TestProject.typeScript();
    const program = dev();
    await program.shows(/built in \d/);
    const [url] = await program.shows(/http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\//);
    const pid = await startOf(program, 1);
    await program.shows(/connected: logged in as Me\n/);
    await program.shows(/owned games: 1 imported in/);
    expect((await fetch(url)).status).toBe(200);

    program.type("q");
    expect(await program.exitCode()).toBe(0);
    expect(program.stderr).toBe("");
    expect(isRunning(pid)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("builds and starts the integration again after each change, and keeps it as it is when the build fails", async () => {
    project = TestProject.typeScript();
    const program = dev();
    const first = await startOf(program, 1);
    await program.shows(/connected/);

    project.version(2);
    await program.shows(/src[/\\]main\.ts: building/);
    await program.shows(/starting: src[/\\]main\.ts has changed\n/);
    const second = await startOf(program, 2);
    expect(isRunning(first)).toBe(false);
    await program.shows(/connected/);

    project.version('"three"');
    await program.shows(/failed; it is tried again when a file changes\n/);
    await program.shows(/src[/\\]main\.ts:\d+:\d+ - error TS2322: Type 'string' is not assignable/);
    expect(isRunning(second)).toBe(true);

    project.version(4);
    await startOf(program, 4);
    await program.shows(/connected/);
    expect(isRunning(second)).toBe(false);
    // What the build writes is no change of the sources.
    expect(program.stdout.match(/starting:/g)).toHaveLength(3);
  });

  it("builds once more when a file changes during a build", async () => {
    project = TestProject.typeScript();
    const program = dev();
    await startOf(program, 1);
    project.version(2);
    await program.shows(/building/);
    project.version(3);
    const last = await startOf(program, 3);
    await program.shows(/connected/);
    program.type("q");
    expect(await program.exitCode()).toBe(0);
    expect(isRunning(last)).toBe(false);
  });

  it("builds what is older than its last build, as a file is that was saved in the middle of one", async () => {
    project = TestProject.typeScript();
    const program = dev();
    await startOf(program, 1);
    project.versionOf(2, new Date("2020-01-01"));
    await startOf(program, 2);
  });

  it("shows the page, and waits for a build that works, when the first one does not", async () => {
    project = TestProject.typeScript();
    project.version('"one"');
    const program = dev();
    await program.shows(/error TS2322/);
    const [url] = await program.shows(/http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\//);
    expect((await fetch(url)).status).toBe(200);
    expect(program.stdout).not.toContain("starting");
    project.version(2);
    await startOf(program, 2);
    await program.shows(/connected/);
  });

  it("starts a Python integration again when a file of it changes, and shows what is wrong with its manifest", async () => {
    project = TestProject.python();
    const program = dev();
    await startOf(program, 1);
    await program.shows(/connected: logged in as Jö/);

    project.replace("plugin.py", 'VERSION = "1"', 'VERSION = "2"');
    await program.shows(/starting: plugin\.py has changed/);
    const second = await startOf(program, 2);
    await program.shows(/connected/);

    project.replace("manifest.json", '"platform": "test"', '"platform": "tset"');
    await program.shows(/failed; it is tried again[^]*manifest\.json: platform: /);
    expect(isRunning(second)).toBe(true);
  });

  it("obeys keys", async () => {
    project = TestProject.python();
    const program = dev();
    const first = await startOf(program, 1);
    await program.shows(/connected/);
    program.type("r");
    await program.shows(/starting: the user wants it/);
    expect(await startOf(program, 1)).not.toBe(first);
    await program.shows(/connected/);
    program.type("c");
    await program.shows(/the cache is cleared/);
    program.type("l");
    await program.shows(/not connected: the user has disconnected/);
    program.type("h");
    await program.shows(/r restart, o open the page/);
    program.type("r");
    await program.shows(/connected: logged in/);
  });

  onPosix.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends on %s, however often it comes, and leaves nothing behind",
    async (signal) => {
      project = TestProject.python();
      const program = dev();
      program.closeInput();
      const pid = await startOf(program, 1);
      await program.shows(/connected/);
      program.signal(signal);
      program.signal(signal);
      expect(await program.exitCode()).toBe(0);
      expect(program.stderr).toBe("");
      expect(isRunning(pid)).toBe(false);
    },
  );

  it("refuses a port that is taken", async () => {
    project = TestProject.python();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const program = dev("--port", String(port));
      expect(await program.exitCode()).toBe(1);
      expect(program.stderr).toMatch(new RegExp(`^[^\\n]*port ${port} [^\\n]*\\n$`));
    } finally {
      server.close();
    }
  });

  it("refuses to run beside another one that has the same login and cache", async () => {
    project = TestProject.python();
    await dev().shows(/connected/);
    const second = dev();
    expect(await second.exitCode()).toBe(1);
    expect(second.stderr).toMatch(/^another client \(process \d+\) keeps the login and the cache[^\n]*\n$/);
  });

  it("refuses a folder without an integration", async () => {
    project = TestProject.python();
    const program = dev("nowhere");
    expect(await program.exitCode()).toBe(1);
    expect(program.stderr).toMatch(/nowhere cannot be started/);
  });
});
