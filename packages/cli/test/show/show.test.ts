import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileStore, openFolder, startSimulatedClient, type Store, userFolder } from "@galaxy-kit/simulator";
import { eventually, isRunning, kill, TestLibrary } from "@galaxy-kit/test-support";
import { bundledFolderLibrary } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { importsOrTimeout } from "../../src/show/show-once.js";
import { InProcess, runInProcess } from "../support/in-process.js";
import { reportsLoading } from "../support/loading.js";
import { Program } from "../support/program.js";
import type { Session } from "../support/session.js";

jest.setTimeout(120_000);

const FOLDER_LIBRARY = bundledFolderLibrary();

/** Windows has no signals. */
const onPosix = process.platform === "win32" ? it.skip : it;

let library: TestLibrary;
let session: Session | undefined;

beforeEach(async () => {
  library = await TestLibrary.create();
});

afterEach(async () => {
  await session?.destroy();
  session = undefined;
  await library.destroy();
});

/** The environment of an integration that reads the test library and has its own state folder. */
function environment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const state = join(library.dir, "state");
  const folders = { XDG_STATE_HOME: state, LOCALAPPDATA: state, HOME: state, GALAXY_KIT_DATA_DIR: join(state, "data") };
  return { GALAXY_KIT_LIBRARY: library.dir, ...folders, ...added };
}

function showOnce(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  return runInProcess(["show", FOLDER_LIBRARY, "--once", ...args], { env: environment(env) });
}

function watch(...args: readonly string[]): Session {
  return (session = new InProcess(["show", FOLDER_LIBRARY, ...args], { env: environment() }));
}

function watchAsProcess(): Session {
  return (session = new Program(["show", FOLDER_LIBRARY], { env: environment() }));
}

describe("galaxy-kit show --once", () => {
  /** Its modules are files of their own, and so is whatever they import. */
  const UNBUNDLED = fileURLToPath(new URL("../../../../apps/folder-library", import.meta.url));

  it("prints the library and exits, and neither it nor the integration loads zod or the bundler", async () => {
    const { code, stdout, stderr } = await Program.run(["show", UNBUNDLED, "--once"], {
      env: environment({ GALAXY_KIT_LIBRARY: "", ...reportsLoading("zod", "rolldown") }),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^#\s+Title\s+State\s+Played\s+Size\s+Runs on$/m);
    expect(stdout).toMatch(/^2\s+Lighthouse Keeper\s+installed\s+–\s+\d+ B\s+Windows, macOS, Linux$/m);
    expect(stdout.match(/installed/g)).toHaveLength(4);
  });

  it("shows the integration in the current folder, and its whole log with --verbose", async () => {
    await library.add("a", { title: "Only One" });
    const args = ["show", "--once", "--verbose"];
    const { code, stdout, stderr } = await runInProcess(args, { cwd: FOLDER_LIBRARY, env: environment() });
    expect(code).toBe(0);
    expect(stdout).toMatch(/: 1 game\n[^]*Only One/);
    expect(stderr).toMatch(/^info /m);
  });

  it("prints only JSON on stdout with --json", async () => {
    await library.add("a");
    const { code, stdout, stderr } = await showOnce(["--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      platform: "test",
      features: expect.arrayContaining(["ImportOwnedGames", "LaunchGame"]),
      user: { userId: expect.any(String), userName: expect.any(String) },
      games: [
        {
          gameId: "a",
          gameTitle: "Title of a",
          owned: true,
          licenseInfo: { licenseType: "SinglePurchase" },
          localGameState: 1,
          localSize: expect.any(Number),
          osCompatibility: 7,
        },
      ],
      friends: [],
      subscriptions: [],
      problems: [],
      parts: expect.arrayContaining([expect.objectContaining({ kind: "source", name: expect.any(String) })]),
    });
  });

  it("fails if the integration logs an error, and still shows the library", async () => {
    await library.add("a");
    await library.write("b", "game.json", "{");
    const { code, stdout, stderr } = await showOnce();
    expect(code).toBe(1);
    expect(stdout).toContain("Title of a");
    expect(stderr).toContain(JSON.stringify(join(library.dir, "b", "game.json")));
    expect(stderr).toMatch(/^error .*not valid JSON/);
  });

  it("shows an empty library, and waits as long as the real client with --timings real", async () => {
    const start = Date.now();
    const { code, stdout, stderr } = await showOnce(["--timings", "real"]);
    expect(stdout).toContain("0 games");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^The waits of the real client vary: --seed \d+ repeats these\.\n$/),
    });
    expect(Date.now() - start).toBeGreaterThan(1500);
  });

  it("says what it is waiting for if that takes longer than usual", async () => {
    const integration = { command: process.execPath, args: ["-e", "setInterval(() => undefined, 1000)"] };
    const client = await startSimulatedClient({ integration });
    const waiting = await new Promise<string>((resolve) => void importsOrTimeout(client, resolve, 20));
    await client.close();
    expect(waiting).toMatch(/not everything is imported yet; state: starting/);
  });

  it("fails if an import fails, and reports the failure once, with its item and the import", async () => {
    await library.add("a");
    const env = await preload(`
      require("node:fs/promises").lstat = async () => { throw new Error("the disk is on fire"); };
      require("node:module").syncBuiltinESMExports();
    `);
    const { code, stdout, stderr } = await showOnce([], env);
    expect(code).toBe(1);
    expect(stdout).toContain("Title of a");
    expect(stderr).toMatch(/ threw: the disk is on fire\n +for "a"\n/);
    expect(stderr).not.toContain("import-failure");
    expect(stderr).toContain("Importing local sizes failed for 1 of 1 item");
  });

  it("fails if the integration crashes, and reports the exit code", async () => {
    const env = await preload('if (process.argv[1].endsWith("folder-library/dist/main.js")) process.exit(7);');
    const { code, stderr } = await showOnce([], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/crash.*exit code 7/);
  });

  /** Runs code in each process before its own. */
  async function preload(code: string): Promise<NodeJS.ProcessEnv> {
    const folder = join(library.dir, "preload");
    await mkdir(folder);
    await writeFile(
      join(folder, "preload.cjs"),
      `process.argv[1] = process.argv[1]?.replaceAll("\\\\", "/");\n${code}`,
    );
    return { NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "preload.cjs").replaceAll("\\", "/"))}` };
  }
});

describe("galaxy-kit show", () => {
  it("launches games by their numbers, shows that they run and end, and leaves one running for the next run to find", async () => {
    await library.add("a");
    await library.add("b");
    const running = watch();
    running.type("1");
    await running.shows(/Title of a: running/);
    kill(await library.started("a"));
    await running.shows(/Title of a: ended/);

    running.type("launch 2");
    await running.shows(/^\d\d:\d\d:\d\d {2}Title of b: running$/m);
    expect(await library.pids("a")).toHaveLength(1);
    const pid = await library.started("b");
    const integration = await library.starterOf("b");

    running.type("l");
    await running.shows(/^2 .* running /m);
    running.type("nonsense");
    await running.warns(/Unknown command; type a number/);
    running.type("9");
    await running.warns(/No game has the number 9/);

    running.type("q");
    expect(await running.exitCode()).toBe(0);
    expect(isRunning(integration)).toBe(false);
    expect(isRunning(pid)).toBe(true);
    expect((await showOnce()).stdout).toMatch(/^2 .* running /m);
  });

  it("knows what an earlier run knew, unless it starts with --fresh, which leaves the running dev alone", async () => {
    const dev = await stateOfDev();
    await dev.save({ cache: { kept: "yes" } });
    await library.add("a");
    expect((await showOnce()).stdout).toContain("Title of a");
    const unplugged = { GALAXY_KIT_LIBRARY: join(library.dir, "unplugged") };
    expect((await showOnce([], unplugged)).stdout).toContain("Title of a");
    expect((await showOnce(["--fresh"], unplugged)).stdout).not.toContain("Title of a");
    expect(await dev.open()).toEqual({ record: { cache: { kept: "yes" } }, problems: [] });
    await dev.close();
  });

  /** Returns what `galaxy-kit dev` uses as long as it runs. */
  async function stateOfDev(): Promise<Store> {
    const { storeName } = await openFolder(FOLDER_LIBRARY);
    const env = environment();
    return fileStore(storeName, {
      folder: userFolder("state", { platform: process.platform, env, home: env["HOME"] ?? "" }),
    });
  }

  onPosix.each([
    ["SIGINT", watchAsProcess],
    ["SIGTERM", watch],
    ["SIGHUP", watch],
  ] as const)("exits on %s, even if it arrives twice, and leaves no integration behind", async (signal, begin) => {
    await library.add("a");
    const running = begin();
    running.closeInput();
    await running.shows(/Watching/);
    running.signal(signal);
    running.signal(signal);
    expect(await running.exitCode()).toBe(0);
    expect(running.stderr).toBe("");
  });

  onPosix("exits without an error when Ctrl-C reaches the integration too", async () => {
    await library.add("a");
    const running = watch();
    running.type("1");
    const integration = await library.starterOf("a");
    running.signal("SIGINT");
    process.kill(integration, "SIGINT");
    expect(await running.exitCode()).toBe(0);
    expect(running.stderr).toBe("");
    await eventually("the integration exits", () => (isRunning(integration) ? undefined : true));
  });

  it("exits with a failure when the integration crashes", async () => {
    await library.add("a");
    const running = watch();
    running.type("1");
    kill(await library.starterOf("a"));
    expect(await running.exitCode()).toBe(1);
    expect(running.stderr).toMatch(/Integration crashed/);
  });

  it("prints the JSON once with --json, and changes on stderr", async () => {
    await library.add("a");
    const running = watch("--json");
    running.type("1");
    await running.warns(/Title of a: running/);
    running.type("q");
    expect(await running.exitCode()).toBe(0);
    expect(JSON.parse(running.stdout)).toMatchObject({ games: [{ gameId: "a", localGameState: 1 }] });
  });

  it("explains how to specify another folder if the current one has no integration", async () => {
    const { code, stderr } = await runInProcess(["show"], { cwd: library.dir, env: environment() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/galaxy-kit show DIR\n$/);
  });
});
