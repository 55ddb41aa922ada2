import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { LocalGameState, OSCompatibility } from "@galaxy-kit/sdk";
import { eventually, isRunning, kill, TestLibrary } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { FolderLibraryPlugin } from "../src/folder-library.plugin.js";
import { LIBRARY_DIR } from "../src/library-folder.js";

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
    overrides: [{ provide: LIBRARY_DIR, useValue: library.dir }],
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
    expect(await galaxy.importLocalGames()).toEqual([
      { gameId: "a", localGameState: Installed },
      { gameId: "b", localGameState: None },
    ]);
  });

  it("have the size of everything in their folder, without following symbolic links", async () => {
    await library.add("a");
    const sizeBefore = (await sizes(["a"])).get("a") ?? NaN;
    await library.write("a/data/deeper", "level", "x".repeat(1000));
    await library.write("outside", "huge", "x".repeat(100_000));
    await symlink(join(library.dir, "outside"), join(library.dir, "a", "link"));
    expect((await sizes(["a"])).get("a")).toBe(sizeBefore + 1000);
  });

  it("have a size even while files come and go in their folder", async () => {
    const folder = await library.add("a");
    await connect();
    let counting = true;
    const churn = (async () => {
      for (let number = 0; counting; number++) {
        const files = [0, 1, 2, 3].map((index) => join(folder, `${number}-${index}`));
        await Promise.all(files.map((file) => writeFile(file, "")));
        await Promise.all(files.map((file) => rm(file)));
      }
    })();
    for (let round = 0; round < 300; round++) {
      const { errors } = await galaxy.importLocalSizes(["a"]);
      expect([...errors]).toEqual([]);
    }
    counting = false;
    await churn;
  });

  it("run on the systems that their program supports", async () => {
    await library.add("windows", { exe: "Game.EXE" });
    await library.add("mac", { exe: "Game.app" });
    await library.add("node");
    await library.add("script", { exe: "start" });
    await library.write("script", "start", "#!/bin/sh\n");
    await library.add("linux", { exe: "game" });
    await library.write("linux", "game", "\x7fELF and more");
    await library.add("what", { exe: "game.dat" });
    await library.write("what", "game.dat", "?");
    await connect();
    const { values } = await galaxy.importOSCompatibilities(["windows", "mac", "node", "script", "linux", "what"]);
    expect(Object.fromEntries(values)).toEqual({
      windows: OSCompatibility.Windows,
      mac: OSCompatibility.MacOS,
      node: OSCompatibility.Windows | OSCompatibility.MacOS | OSCompatibility.Linux,
      script: OSCompatibility.MacOS | OSCompatibility.Linux,
      linux: OSCompatibility.Linux,
      what: null,
    });
  });

  it("can have any name", async () => {
    await library.add("ünï ©ode", { folder: "A folder with spaces, ünïcode & (more) – 雨", title: "雨の駅" });
    await connect();
    await galaxy.launchGame("ünï ©ode");
    await library.started("A folder with spaces, ünïcode & (more) – 雨");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "ünï ©ode", localGameState: Installed | Running }]);
  });

  async function sizes(ids: readonly string[]): Promise<ReadonlyMap<string, number | null | undefined>> {
    await connect();
    const { values } = await galaxy.importLocalSizes(ids);
    await galaxy.close();
    return values;
  }
});

describe("a game.json", () => {
  it.each([
    ["{ not json", /not valid JSON/],
    ["[]", /must be a JSON object, but found \[\]/],
    ['{ "title": "T", "exe": "e" }', /"id" must be a string, but found nothing/],
    ['{ "id": "i", "title": 7, "exe": "e" }', /"title" must be a string, but found 7/],
    ['{ "id": "i", "title": "T", "exe": "" }', /"exe" must be a file name, but found ""/],
    [
      '{ "id": "i", "title": "T", "exe": "e", "args": "--fast" }',
      /"args" must be an array of strings, but found "--fast"/,
    ],
    ['{ "id": "good", "title": "T", "exe": "e" }', /good already uses the id "good"/],
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

  it("that becomes invalid keeps its game", async () => {
    await library.add("a");
    await connect();
    await library.write("a", "game.json", "{ half of");
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
      await eventually("the error is logged", () =>
        galaxy.log.messages("error").find((message) => message.includes("Cannot read")),
      );
      expect(await ownedIds()).toEqual(["a"]);
      expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed }]);
      expect(galaxy.log.messages("error")).toHaveLength(1);
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
        await connect({ overrides: [{ provide: LIBRARY_DIR, useValue: mounted }] });
        expect(await ownedIds()).toEqual(["a/game"]);
        await rm(mounted);
        await symlink(disk, mounted);
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
    await galaxy.clock.advance("5s");
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
    await eventually("the error is logged", () =>
      galaxy.log.messages("error").find((message) => message.includes("launch")),
    );
    expect(galaxy.log.text).toContain("ENOENT");
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: None }]);
  });

  it("must be in the folder", async () => {
    await connect();
    await galaxy.launchGame("nothing");
    await eventually("the error is logged", () =>
      galaxy.log.entries.find((entry) => JSON.stringify(entry).includes('has no game \\"nothing\\"')),
    );
  });

  it("can be removed while it is running", async () => {
    await library.add("a");
    await connect();
    await galaxy.launchGame("a");
    const pid = await library.started("a");
    const removed = galaxy.nextNotification("ownedGameRemoved");
    await library.remove("a");
    await galaxy.clock.advance("5s");
    await removed;
    const counted = galaxy.nextNotification("gameTimeUpdated");
    kill(pid);
    await counted;
    expect(galaxy.received("localGameStatusChanged").at(-1)).toEqual({
      localGame: { gameId: "a", localGameState: None },
    });
  });
});

describe("the play time of a game", () => {
  const START = Date.UTC(2026, 5, 1, 20);

  it("is counted while the game is running, reported every minute and at the end, and kept", async () => {
    await library.add("a");
    await connect({ startTime: START });
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toEqual({ gameId: "a", timePlayed: 0 });

    await launchAndWait("a");
    await galaxy.clock.advance("90s");
    expect(galaxy.received("gameTimeUpdated").at(-1)).toEqual({
      gameTime: { gameId: "a", timePlayed: 1, lastPlayedTime: START / 1000 + 60 },
    });

    await galaxy.clock.advance("45s");
    const ended = galaxy.nextNotification("localGameStatusChanged");
    kill(await library.started("a"));
    await ended;
    await galaxy.clock.advance("1h");
    expect(galaxy.received("gameTimeUpdated").at(-1)).toEqual({
      gameTime: { gameId: "a", timePlayed: 2, lastPlayedTime: START / 1000 + 135 },
    });

    const cache = galaxy.pushedCache ?? {};
    await galaxy.close();
    await connect({ cache });
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toEqual({
      gameId: "a",
      timePlayed: 2,
      lastPlayedTime: START / 1000 + 135,
    });
  });

  it("does not include the time the computer was asleep", async () => {
    await library.add("a");
    await connect();
    await launchAndWait("a");
    sleepFor("8h");
    await galaxy.clock.advance("1m");
    expect(galaxy.received("gameTimeUpdated").at(-1)?.gameTime.timePlayed).toBeLessThanOrEqual(3);
  });

  it("treats a cache entry that is not a number as zero", async () => {
    await library.add("a");
    await connect({ cache: { "played:a": "many", "lastPlayed:a": { not: "a time" } } });
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toEqual({ gameId: "a", timePlayed: 0 });
  });

  /** Moves the clock without firing any timer. */
  function sleepFor(hours: "8h"): void {
    const clock = galaxy.clock as unknown as { time: number };
    clock.time += Number.parseInt(hours, 10) * 3_600_000;
  }
});

describe("a game that outlives the integration", () => {
  it("is found again with its play time, and is not started twice", async () => {
    await library.add("a");
    await connect();
    await launchAndWait("a");
    const pid = await library.started("a");
    const cache = await eventually("its process is in the cache", () =>
      galaxy.pushedCache?.["running:a"] === undefined ? undefined : galaxy.pushedCache,
    );
    const left = galaxy.clock.now();
    await galaxy.close();
    expect(isRunning(pid)).toBe(true);

    await connect({ cache, startTime: left + 10 * 60_000 });
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed | Running }]);
    expect((await galaxy.importGameTimes(["a"])).values.get("a")).toMatchObject({ timePlayed: 10 });
    await galaxy.launchGame("a");
    expect(await library.pids("a")).toEqual([pid]);

    kill(pid);
    await eventually("its process has gone", () => (isRunning(pid) ? undefined : true));
    const ended = galaxy.nextNotification("localGameStatusChanged");
    await galaxy.clock.advance("5s");
    expect(await ended).toEqual({ localGame: { gameId: "a", localGameState: Installed } });
    expect(galaxy.pushedCache).not.toHaveProperty("running:a");
  });

  it("is not confused with another process that has its pid", async () => {
    await library.add("a");
    await connect({ cache: { "running:a": `${process.pid} some other time` } });
    expect(await galaxy.importLocalGames()).toEqual([{ gameId: "a", localGameState: Installed }]);
  });
});

/** Launches a game and waits until it is reported as running. */
async function launchAndWait(gameId: string): Promise<void> {
  const running = galaxy.nextNotification("localGameStatusChanged");
  await galaxy.launchGame(gameId);
  await running;
}
