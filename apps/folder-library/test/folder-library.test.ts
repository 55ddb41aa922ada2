import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { LocalGameState, OSCompatibility } from "@galaxy-kit/sdk";
import { eventually, isRunning, kill, TestLibrary } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { FolderLibraryPlugin } from "../src/folder-library.plugin.js";
import { LibrarySettings } from "../src/library-settings.js";

const { Installed, None, Running } = LocalGameState;

/** On a different disk than the library, on systems that have one without mounting. */
const OTHER_DISK = "/dev/shm";
const canSwapDisks = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev;

let library: TestLibrary;
let galaxy: TestGalaxy;

beforeEach(async () => {
  library = await TestLibrary.create();
});

afterEach(async () => {
  await galaxy.close();
  await library.destroy();
});

async function start(options: TestPluginOptions = {}): Promise<void> {
  galaxy = await startTestPlugin(FolderLibraryPlugin, {
    overrides: [{ provide: LibrarySettings, useValue: { folders: [library.dir] } }],
    ...options,
  });
}

/** Does what GALAXY does at startup. */
async function connect(options: TestPluginOptions = {}): Promise<void> {
  await start(options);
  await galaxy.importLocalGames();
  await galaxy.authenticate();
  await galaxy.importOwnedGames();
}

async function ownedIds(): Promise<string[]> {
  return (await galaxy.importOwnedGames()).map((game) => game.gameId);
}

describe("the integration", () => {
  it("announces a feature for each decorator", async () => {
    await start();
    expect([...galaxy.features].sort()).toEqual([
      "ImportGameTime",
      "ImportInstalledGames",
      "ImportLocalSize",
      "ImportOSCompatibility",
      "ImportOwnedGames",
      "LaunchGame",
    ]);
  });

  it("logs in the user of the operating system", async () => {
    await start();
    const { username } = userInfo();
    expect(await galaxy.authenticate()).toEqual({ userId: username, userName: username });
  });
});

describe("the games in the folder", () => {
  it("are owned, and installed if their program exists", async () => {
    await library.add("a");
    await library.add("b", { exe: "missing.mjs" });
    await start();
    expect(await galaxy.importOwnedGames()).toEqual([
      { gameId: "a", gameTitle: "Title of a", licenseInfo: { licenseType: "SinglePurchase" } },
      { gameId: "b", gameTitle: "Title of b", licenseInfo: { licenseType: "SinglePurchase" } },
    ]);
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed }]);
  });

  it("have the size of their folder, and run on the systems of their program", async () => {
    const folder = await library.add("a");
    await library.write("a/data/deeper", "level", "x".repeat(1000));
    await library.add("windows", { exe: "Game.EXE" });
    await connect();
    expect((await galaxy.importLocalSizes(["a"])).values.get("a")).toBe(1000 + (await sizeOfFiles(folder)));
    const { values } = await galaxy.importOSCompatibilities(["a", "windows"]);
    expect(Object.fromEntries(values)).toEqual({
      a: OSCompatibility.Windows | OSCompatibility.MacOS | OSCompatibility.Linux,
      windows: OSCompatibility.Windows,
    });
  });

  it("can have any name", async () => {
    await library.add("ünï ©ode", { folder: "A folder with spaces, ünïcode & (more) – 雨", title: "雨の駅" });
    await connect();
    await galaxy.launchGame("ünï ©ode");
    await library.started("A folder with spaces, ünïcode & (more) – 雨");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "ünï ©ode", localGameState: Installed | Running }]);
  });

  async function sizeOfFiles(folder: string): Promise<number> {
    const files = ["game.json", "game.mjs"].map((name) => stat(join(folder, name)));
    return (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0);
  }
});

describe("a game.json", () => {
  it.each([
    ["{ not json", /not valid JSON/],
    ["7", /Expected Object but received 7/],
    ['{ "title": "T", "exe": "e" }', /id: Invalid key: Expected "id" but received undefined/],
    ['{ "id": "i", "title": 7, "exe": "e" }', /title: Invalid type: Expected string but received 7/],
    ['{ "id": "i", "title": "T", "exe": "" }', /exe: Invalid length/],
    ['{ "id": "i", "title": "T", "exe": "e", "args": "--fast" }', /args: .*Expected Array but received "--fast"/],
  ])(
    "with the invalid content %s is logged once, with the reason, and does not affect other games",
    async (content, reason) => {
      await library.add("good");
      await library.write("z", "game.json", content);
      await connect();
      expect(await ownedIds()).toEqual(["good"]);
      const errors = galaxy.log.entries.filter((entry) => entry.level === "error");
      expect(errors).toEqual([
        expect.objectContaining({ file: join(library.dir, "z", "game.json"), reason: expect.stringMatching(reason) }),
      ]);
    },
  );

  it("with the id of another game is logged, and does not affect that game", async () => {
    await library.add("good");
    await library.add("z", { id: "good", title: "Impostor" });
    await connect();
    expect(await galaxy.importOwnedGames()).toMatchObject([{ gameId: "good", gameTitle: "Title of good" }]);
    expect(galaxy.log.text).toContain('Two games of the library have the id \\"good\\"');
  });

  it("that becomes invalid keeps its game", async () => {
    await library.add("a");
    await connect();
    await library.write("a", "game.json", "{ half of");
    await galaxy.clock.advance("30s");
    expect(await ownedIds()).toEqual(["a"]);
    expect(galaxy.log.text).toContain("not valid JSON");
  });

  it("can start with a byte order mark", async () => {
    await library.write("a", "game.json", '\uFEFF{ "id": "a", "title": "T", "exe": "e" }');
    await connect();
    expect(await ownedIds()).toEqual(["a"]);
  });

  it("is what makes a folder a game: anything else in the library is ignored", async () => {
    await mkdir(join(library.dir, "saves"));
    await library.write(".", "notes.txt", "");
    await connect();
    expect(await ownedIds()).toEqual([]);
    expect(galaxy.log.messages("error")).toEqual([]);
  });
});

describe("a change in the folder", () => {
  it("is reported: added, renamed, removed", async () => {
    await library.add("a");
    await connect();

    await library.add("b");
    expect(await afterRefresh("localGameStatusChanged")).toEqual({
      localGame: { gameId: "b", localGameState: Installed },
    });
    expect(galaxy.received("ownedGameAdded")).toEqual([
      { ownedGame: expect.objectContaining({ gameId: "b", gameTitle: "Title of b" }) },
    ]);

    await library.add("b", { title: "B, the Second" });
    expect(await afterRefresh("ownedGameUpdated")).toEqual({
      ownedGame: expect.objectContaining({ gameId: "b", gameTitle: "B, the Second" }),
    });

    await library.remove("b");
    expect(await afterRefresh("ownedGameRemoved")).toEqual({ gameId: "b" });
    expect(galaxy.received("localGameStatusChanged").at(-1)).toEqual({
      localGame: { gameId: "b", localGameState: None },
    });
    expect(await ownedIds()).toEqual(["a"]);
  });

  it("loses no games when the folder cannot be read", async () => {
    await library.add("a");
    await connect();
    await library.takeAway();
    try {
      await galaxy.clock.advance("1m");
      expect(await ownedIds()).toEqual(["a"]);
      expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed }]);
      expect(galaxy.log.messages("warn")).toEqual([`Cannot read the folder ${library.dir}: its games are kept`]);
    } finally {
      await library.bringBack();
    }
    await library.add("b");
    expect(await afterRefresh("ownedGameAdded")).toEqual({ ownedGame: expect.objectContaining({ gameId: "b" }) });
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });

  (canSwapDisks ? it : it.skip)(
    "loses no games when its disk is unmounted and an empty folder is left behind",
    async () => {
      await library.add("a/game");
      const mounted = join(library.dir, "mounted");
      const disk = await mkdtemp(join(OTHER_DISK, "galaxy-kit-"));
      try {
        await symlink(join(library.dir, "a"), mounted);
        await connect({ overrides: [{ provide: LibrarySettings, useValue: { folders: [mounted] } }] });
        expect(await ownedIds()).toEqual(["a/game"]);
        await rm(mounted);
        await symlink(disk, mounted);
        await galaxy.clock.advance("1m");
        expect(await ownedIds()).toEqual(["a/game"]);
        expect(galaxy.log.text).toContain("its disk is not mounted");
      } finally {
        await rm(disk, { recursive: true });
      }
    },
  );

  it("fails if the folder could never be read, which leaves GALAXY's library as it is", async () => {
    await library.takeAway();
    try {
      await start();
      await expect(galaxy.importOwnedGames()).rejects.toMatchObject({
        name: "BackendNotAvailable",
        message: expect.stringContaining(library.dir),
      });
    } finally {
      await library.bringBack();
    }
  });

  /** Lets the integration read the folder again, and resolves to its next notification. */
  async function afterRefresh<Name extends Parameters<TestGalaxy["nextNotification"]>[0]>(
    name: Name,
  ): Promise<unknown> {
    const notification = galaxy.nextNotification(name);
    await galaxy.clock.advance("1m");
    return notification;
  }
});

describe("a launched game", () => {
  it("runs until its process ends", async () => {
    await library.add("a");
    await connect();
    const running = galaxy.nextNotification("localGameStatusChanged");
    await galaxy.launchGame("a");
    expect(await running).toEqual({ localGame: { gameId: "a", localGameState: Installed | Running } });

    const pid = await library.started("a");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed | Running }]);
    const ended = galaxy.nextNotification("localGameStatusChanged");
    kill(pid);
    expect(await ended).toEqual({ localGame: { gameId: "a", localGameState: Installed } });
  });

  it("starts once on a double click, and again after it has ended", async () => {
    await library.add("a");
    await connect();
    const running = galaxy.nextNotification("localGameStatusChanged");
    await Promise.all([galaxy.launchGame("a"), galaxy.launchGame("a")]);
    await running;
    await galaxy.launchGame("a");
    const first = await library.started("a");
    await library.remove(`a/pid-${first}`);
    expect(await library.pids("a")).toEqual([]);

    const ended = galaxy.nextNotification("localGameStatusChanged");
    kill(first);
    await ended;
    await galaxy.launchGame("a");
    expect(await library.started("a")).not.toBe(first);
  });

  it("receives its arguments unchanged", async () => {
    const args = ["--name", "two words", '"quoted"', "$HOME;%PATH%", ""];
    await library.add("a", { exe: "args.mjs", args });
    await library.write(
      "a",
      "args.mjs",
      'import { writeFileSync } from "node:fs"; writeFileSync("pid-" + JSON.stringify(process.argv.slice(2)).length, "");',
    );
    await connect();
    await galaxy.launchGame("a");
    expect(await library.started("a")).toBe(JSON.stringify(args).length);
  });

  it("is not running if it cannot be started", async () => {
    await library.add("a", { exe: "missing" });
    await connect();
    await galaxy.launchGame("a");
    expect(galaxy.log.messages("warn")).toEqual(['"Title of a" is not installed, so nothing was started']);
    expect(await galaxy.importLocalGames()).toEqual([]);
  });

  it("must be in the folder", async () => {
    await connect();
    await galaxy.launchGame("nothing");
    expect(galaxy.log.messages("warn")).toEqual(['The library has no game "nothing", so nothing was started']);
  });

  it("stays in the library while it is running, even if its folder is gone", async () => {
    await library.add("a");
    await library.add("b");
    await connect();
    await launchAndWait("a");
    const pid = await library.started("a");
    await library.remove("a");
    await galaxy.clock.advance("1m");
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    kill(pid);
    await eventually("its process has gone", () => (isRunning(pid) ? undefined : true));
    await galaxy.clock.advance("2m");
    expect(galaxy.received("ownedGameRemoved")).toEqual([{ gameId: "a" }]);
  });

  it("runs for as long as the program that its launcher has started", async () => {
    await library.add("a", { exe: "launcher.mjs" });
    await library.write(
      "a",
      "launcher.mjs",
      'import { spawn } from "node:child_process"; spawn(process.execPath, ["game.mjs"], { detached: true, stdio: "ignore" }).unref();',
    );
    await connect();
    await launchAndWait("a");
    const pid = await library.started("a");
    await galaxy.clock.advance("1m");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed | Running }]);
    kill(pid);
    await eventually("the game has ended", async () => {
      await galaxy.clock.advance("1s");
      return galaxy.received("localGameStatusChanged").at(-1)?.localGame.localGameState === Installed || undefined;
    });
  });

  it("is running, too, if it was started outside GALAXY", async () => {
    const folder = await library.add("a");
    await connect();
    spawn(process.execPath, [join(folder, "game.mjs")], { cwd: folder, detached: true, stdio: "ignore" }).unref();
    const pid = await library.started("a");
    await galaxy.clock.advance("10s");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed | Running }]);
    await galaxy.launchGame("a");
    expect(await library.pids("a")).toEqual([pid]);
  });
});

describe("the play time of a game", () => {
  it("is counted while the game is running, and survives Disconnect, which deletes what GALAXY has stored", async () => {
    const dataFolder = join(library.dir, ".data");
    await library.add("a");
    await connect({ dataFolder });
    await launchAndWait("a");
    await galaxy.clock.advance("6m");
    expect(galaxy.received("gameTimeUpdated").at(-1)?.gameTime.timePlayed).toBeGreaterThanOrEqual(5);
    const pid = await library.started("a");
    kill(pid);
    await eventually("its process has gone", () => (isRunning(pid) ? undefined : true));
    await galaxy.clock.advance("30s");
    const gameTime = galaxy.received("gameTimeUpdated").at(-1)?.gameTime;
    expect(gameTime).toMatchObject({ gameId: "a", timePlayed: 6 });
    await galaxy.close();
    await connect({ dataFolder, cache: {} });
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toEqual(gameTime);
  });
});

describe("a game that outlives the integration", () => {
  it("is found again with its play time, and is not started twice", async () => {
    const dataFolder = join(library.dir, ".data");
    await library.add("a");
    await connect({ dataFolder });
    await launchAndWait("a");
    const pid = await library.started("a");
    const left = galaxy.clock.now();
    await galaxy.close();
    expect(isRunning(pid)).toBe(true);

    await connect({ dataFolder, startTime: left + 10 * 60_000 });
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed | Running }]);
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toMatchObject({ timePlayed: 10 });
    await galaxy.launchGame("a");
    expect(await library.pids("a")).toEqual([pid]);

    kill(pid);
    await eventually("its process has gone", () => (isRunning(pid) ? undefined : true));
    const ended = galaxy.nextNotification("localGameStatusChanged");
    await galaxy.clock.advance("30s");
    expect(await ended).toEqual({ localGame: { gameId: "a", localGameState: Installed } });
  });
});

/** Launches a game and waits until it is reported as running. */
async function launchAndWait(gameId: string): Promise<void> {
  const running = galaxy.nextNotification("localGameStatusChanged");
  await galaxy.launchGame(gameId);
  await running;
}
