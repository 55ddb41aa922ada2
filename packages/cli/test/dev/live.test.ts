import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { isRunning } from "@galaxy-kit/test-support";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { useBundledFramework } from "../support/framework.js";
import { InProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";
import type { Session } from "../support/session.js";

jest.setTimeout(180_000);
useBundledFramework();

/** Windows has no signals. */
const onPosix = process.platform === "win32" ? it.skip : it;

/** Only Linux may lack a display. */
const onLinux = process.platform === "linux" ? it : it.skip;

/** A class that the plugin should list. */
const LAUNCHER = `import { LaunchGame } from "@galaxy-kit/sdk";
export class Launcher { @LaunchGame() launch() {} }
`;

let project: TestProject;
let sessions: Session[] = [];

afterEach(async () => {
  for (const session of sessions) await session.destroy();
  sessions = [];
  project.destroy();
});

function dev(...args: readonly string[]): Session {
  return begin(InProcess, args);
}

function devAsProcess(): Session {
  return begin(Program, []);
}

function begin(
  kind: typeof InProcess | typeof Program,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Session {
  const all = ["dev", "--no-open", "--timings", "quick", ...args];
  const session = new kind(all, { cwd: project.dir, env: { ...project.env, ...env } });
  sessions.push(session);
  return session;
}

/** Waits until the given version of the integration has started, and returns its pid. */
async function startOf(program: Session, version: number): Promise<number> {
  const [, pid] = await program.shows(new RegExp(`version ${version} runs as process (\\d+)\\.`));
  return Number(pid);
}

describe("galaxy-kit dev", () => {
  it("serves a page, prints what happens, and ends the integration when the user quits", async () => {
    project = TestProject.typeScript();
    const program = devAsProcess();
    await program.shows(/built in \d/);
    const [url] = await program.shows(/http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\//);
    await program.shows(/^ {2}Method +Handler +Feature\n/m);
    await program.shows(/^ {2}import_owned_games +ShelfPlugin\.owned +ImportOwnedGames\n/m);
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

  it("rebuilds and restarts the integration after each change, and keeps it running when the build fails", async () => {
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
    await program.shows(/build failed; waiting for a file to change\n/);
    await program.shows(/src[/\\]main\.ts:\d+:\d+ - error TS2322: Type 'string' is not assignable/);
    expect(isRunning(second)).toBe(true);

    project.version(4);
    await startOf(program, 4);
    await program.shows(/connected/);
    expect(isRunning(second)).toBe(false);
    // The output of the build does not count as a change.
    expect(program.stdout.match(/starting:/g)).toHaveLength(3);

    project.replace("src/main.ts", "@OwnedGames()", '@OwnedGames({ refresh: "1h" })');
    project.replace("src/main.ts", "return [{", 'throw new Error("the shelf fell down"); return [{');
    await program.shows(/^ {2}Part +State +Last run +Next run +Details\n/m);
    await program.shows(/^ {2}ShelfPlugin\.owned +failing +0 known; the shelf fell down\n/m);

    expect(program.stdout).not.toContain("unlisted-service");
    project.write("src/launcher.ts", LAUNCHER);
    await program.shows(
      /src[/\\]launcher\.ts:2:14 {2}warning {2}Launcher: no services list includes it[^]*\[unlisted-service\]/,
    );
  });

  it("rebuilds when a file changes during a build, and for one that is older than the last build", async () => {
    project = TestProject.typeScript();
    const program = dev();
    await startOf(program, 1);
    project.version(2);
    await program.shows(/building/);
    project.version(3);
    await startOf(program, 3);
    await program.shows(/connected/);
    // Such as a file that was saved during the build.
    project.versionOf(4, new Date("2020-01-01"));
    const last = await startOf(program, 4);
    await program.shows(/connected/);
    program.type("q");
    expect(await program.exitCode()).toBe(0);
    expect(isRunning(last)).toBe(false);
  });

  it("serves the page and waits for a change when the first build fails", async () => {
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

  it("restarts a Python integration when one of its files changes, and reports an invalid manifest", async () => {
    project = TestProject.python();
    const program = dev();
    await startOf(program, 1);
    await program.shows(/connected: logged in as Jö/);

    project.replace("plugin.py", 'VERSION = "1"', 'VERSION = "2"');
    await program.shows(/starting: plugin\.py has changed/);
    const second = await startOf(program, 2);
    await program.shows(/connected/);

    project.replace("manifest.json", '"platform": "test"', '"platform": "tset"');
    await program.shows(/build failed; waiting[^]*manifest\.json {2}error {2}platform: /);
    expect(isRunning(second)).toBe(true);
  });

  it("responds to keys", async () => {
    project = TestProject.python();
    const program = dev();
    const first = await startOf(program, 1);
    await program.shows(/connected/);
    program.type("r");
    await program.shows(/starting: restart requested/);
    expect(await startOf(program, 1)).not.toBe(first);
    await program.shows(/connected/);
    program.type("c");
    await program.shows(/cache cleared/);
    program.type("l");
    await program.shows(/not connected: the user disconnected/);
    program.type("h");
    await program.shows(/r restart, s show the state, o open the page/);
    program.type("s");
    await program.shows(
      /The integration has no sources, schedules, connections, tracked games, settings, session, stores or caches\.\n/,
    );
    program.type("r");
    await program.shows(/connected: logged in/);
  });

  onPosix.each([
    ["SIGINT", devAsProcess],
    ["SIGTERM", dev],
    ["SIGHUP", dev],
  ] as const)("exits on %s, even if it arrives twice, and leaves nothing behind", async (signal, start) => {
    project = TestProject.python();
    const program = start();
    program.closeInput();
    const pid = await startOf(program, 1);
    await program.shows(/connected/);
    program.signal(signal);
    program.signal(signal);
    expect(await program.exitCode()).toBe(0);
    expect(program.stderr).toBe("");
    expect(isRunning(pid)).toBe(false);
  });

  onPosix("ends a compiler that hangs when the user quits", async () => {
    project = TestProject.unbuiltTypeScript();
    const source = join(project.dir, "src/main.ts");
    rmSync(source);
    execFileSync("mkfifo", [source]);
    project.replace("tsconfig.json", '"include":["src"]', '"files":["src/main.ts"]');
    const program = devAsProcess();
    // Opened once the compiler reads the file, which it does until there is nobody left who could write.
    const endless = await open(source, "w");
    try {
      program.type("q");
      expect(await program.exitCode()).toBe(0);
      await expect(endless.write("// Is anyone there?")).rejects.toThrow("EPIPE");
    } finally {
      await endless.close();
    }
  });

  it("rejects a port that is in use", async () => {
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

  onLinux("says where to log in if there is no browser for a login window", async () => {
    project = TestProject.typeScript();
    project.needsLoginWindow();
    const program = begin(InProcess, [], { DISPLAY: "", WAYLAND_DISPLAY: "" });
    const [, url] = await program.shows(/^ {2}(http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\/)$/m);
    expect((await program.shows(/log in on the page: (\S+)/))[1]).toBe(url);
  });

  it("rejects a second session with the same login and cache", async () => {
    project = TestProject.python();
    await devAsProcess().shows(/connected/);
    const second = dev();
    expect(await second.exitCode()).toBe(1);
    expect(second.stderr).toMatch(/^another client \(process \d+\) is using the stored login and cache[^\n]*\n$/);
  });

  it("rejects a folder without an integration", async () => {
    project = TestProject.python();
    const program = dev("nowhere");
    expect(await program.exitCode()).toBe(1);
    expect(program.stderr).toMatch(/nowhere cannot be started/);
  });
});
