import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { eventually } from "./support/eventually.js";
import { Program } from "./support/program.js";
import { isRunning, kill, TestLibrary } from "./support/test-library.js";

jest.setTimeout(30_000);

/** Windows has no signals: there a process is just ended. */
const onPosix = process.platform === "win32" ? it.skip : it;

let library: TestLibrary;
let program: Program | undefined;

beforeEach(async () => {
  library = await TestLibrary.create();
});

afterEach(async () => {
  await program?.destroy();
  program = undefined;
  await library.destroy();
});

function watch(...args: readonly string[]): Program {
  program = new Program(["--library", library.dir, ...args]);
  return program;
}

describe("--once", () => {
  it("shows the sample library and ends", async () => {
    const { code, stdout, stderr } = await Program.run(["--once"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^#\s+Title\s+State\s+Played\s+Size\s+Runs on$/m);
    expect(stdout).toMatch(/^2\s+Lighthouse Keeper\s+installed\s+never\s+\d+ B\s+Windows, macOS, Linux$/m);
    expect(stdout.match(/installed/g)).toHaveLength(4);
  });

  it("takes another folder, relative to where the user is", async () => {
    await library.add("a", { title: "Only One" });
    const results = await Promise.all([
      Program.run(["--once", "--library", library.dir]),
      Program.run(["--once", "--library", "."], { cwd: library.dir }),
      Program.run(["--once", "--library", "."], { env: { INIT_CWD: library.dir, npm_lifecycle_event: "start" } }),
      Program.run(["--once"], { env: { GALAXY_KIT_LIBRARY: library.dir } }),
    ]);
    for (const { code, stdout } of results) {
      expect(code).toBe(0);
      expect(stdout).toMatch(/: 1 game\n[^]*Only One/);
    }
  });

  it("prints JSON and nothing else with --json", async () => {
    await library.add("a");
    const { code, stdout, stderr } = await Program.run(["--once", "--json", "--library", library.dir]);
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
          timePlayed: 0,
          localSize: expect.any(Number),
          osCompatibility: 7,
        },
      ],
      friends: [],
      subscriptions: [],
      problems: [],
    });
  });

  it("names a game.json that is broken, shows the others, and fails", async () => {
    await library.add("a");
    await library.write("b", "game.json", "{");
    const { code, stdout, stderr } = await Program.run(["--once", "--library", library.dir]);
    expect(code).toBe(1);
    expect(stdout).toContain("Title of a");
    expect(stderr).toContain(JSON.stringify(join(library.dir, "b", "game.json")));
    expect(stderr).toMatch(/^error .*not valid JSON/);
  });

  it("shows an empty folder as it is", async () => {
    const { code, stdout } = await Program.run(["--once", "--library", library.dir]);
    expect(code).toBe(0);
    expect(stdout).toContain("0 games");
  });

  it("waits as the real client does with --realistic", async () => {
    const start = Date.now();
    expect((await Program.run(["--once", "--realistic", "--library", library.dir])).code).toBe(0);
    expect(Date.now() - start).toBeGreaterThan(1500);
  });

  it("shows the whole log with --verbose", async () => {
    const { stderr } = await Program.run(["--once", "--verbose", "--library", library.dir]);
    expect(stderr).toMatch(/^info .*The integration has started/m);
  });

  it("fails when an import has failed, and tells which", async () => {
    await library.add("a");
    const env = await preload(`
      require("node:fs/promises").lstat = async () => { throw new Error("the disk is on fire"); };
      require("node:module").syncBuiltinESMExports();
    `);
    const { code, stdout, stderr } = await Program.run(["--once", "--library", library.dir], { env });
    expect(code).toBe(1);
    expect(stdout).toContain("Title of a");
    expect(stderr).toMatch(/import-failure .*"a"/);
    expect(stderr).toContain("the disk is on fire");
  });

  it("fails when the integration crashes, and tells how", async () => {
    const env = await preload('if (process.argv[1].endsWith("main.js")) process.exit(7);');
    const { code, stderr } = await Program.run(["--once", "--library", library.dir], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/crash.*exit code 7/);
  });

  /** Runs some code in each process before its own. */
  async function preload(code: string): Promise<NodeJS.ProcessEnv> {
    const folder = join(library.dir, "preload");
    await mkdir(folder);
    await writeFile(join(folder, "preload.cjs"), code);
    return { NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "preload.cjs").replaceAll("\\", "/"))}` };
  }
});

describe("the command line", () => {
  it.each([
    [["--library", "/not/there"], /^There is no library folder .*not.there\n$/],
    [["--library", process.execPath], /^There is no library folder .*\n$/],
    [["--library"], /^[^\n]*--library[^\n]*\n$/],
    [["--library", ""], /^--library needs a value[^\n]*\n$/],
    [["--frobnicate"], /^Unknown option '--frobnicate'[^\n]*\n$/],
    [["something"], /^Unexpected argument 'something'[^\n]*\n$/],
  ])("%j is refused in one line", async (args, line) => {
    const { code, stdout, stderr } = await Program.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
  });

  it("is explained by --help", async () => {
    const { code, stdout } = await Program.run(["--help"]);
    expect(code).toBe(0);
    for (const option of ["--library", "--once", "--json", "--realistic", "--verbose"])
      expect(stdout).toContain(option);
  });
});

describe("without --once", () => {
  it("launches a game by its number and shows its state, until the user quits; the game goes on", async () => {
    await library.add("a");
    await library.add("b");
    const running = watch();
    running.type("launch 2");
    await running.shows(/^\d\d:\d\d:\d\d {2}Title of b: running$/m);
    expect(await library.pids("a")).toEqual([]);
    const pid = await library.started("b");
    const integration = await library.starterOf("b");

    running.type("l");
    await running.shows(/^2 .* running .*< 1 min/m);
    running.type("nonsense");
    await running.warns(/Not understood/);
    running.type("9");
    await running.warns(/There is no game 9/);

    running.type("q");
    expect(await running.exitCode()).toBe(0);
    expect(isRunning(integration)).toBe(false);
    expect(isRunning(pid)).toBe(true);
  });

  it("shows that a game has ended", async () => {
    await library.add("a");
    const running = watch();
    running.type("1");
    await running.shows(/Title of a: running/);
    kill(await library.started("a"));
    await running.shows(/Title of a: ended/);
  });

  onPosix.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends on %s, however often it comes, and leaves no integration behind",
    async (signal) => {
      await library.add("a");
      const running = watch();
      running.closeInput();
      await running.shows(/Watching/);
      running.signal(signal);
      running.signal(signal);
      expect(await running.exitCode()).toBe(0);
      expect(running.stderr).toBe("");
    },
  );

  onPosix("ends without a complaint when Ctrl-C reaches the integration too", async () => {
    await library.add("a");
    const running = watch();
    running.type("1");
    const integration = await library.starterOf("a");
    running.signal("SIGINT");
    process.kill(integration, "SIGINT");
    expect(await running.exitCode()).toBe(0);
    expect(running.stderr).toBe("");
    await eventually("the integration has gone", () => (isRunning(integration) ? undefined : true));
  });

  it("ends with a failure when the integration crashes", async () => {
    await library.add("a");
    const running = watch();
    running.type("1");
    kill(await library.starterOf("a"));
    expect(await running.exitCode()).toBe(1);
    expect(running.stderr).toMatch(/The integration is crashed/);
  });

  it("prints the JSON once with --json, and changes to stderr", async () => {
    await library.add("a");
    const running = watch("--json");
    running.type("1");
    await running.warns(/Title of a: running/);
    running.type("q");
    expect(await running.exitCode()).toBe(0);
    expect(JSON.parse(running.stdout)).toMatchObject({ games: [{ gameId: "a", localGameState: 1 }] });
  });
});
