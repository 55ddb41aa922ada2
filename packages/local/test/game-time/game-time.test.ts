import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  BackendError,
  type Class,
  type Duration,
  GalaxyClient,
  GalaxyPlugin,
  type GameTime,
  GameTimes,
  ImportContext,
  LaunchGame,
  NoLogin,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  GameTimeTracker,
  InstalledGames,
  Processes,
  session,
  type SessionRun,
  TrackGameTime,
  type TrackGameTimeOptions,
} from "../../src/index.js";
import { Games } from "../support/games.js";

let dataFolder: string;
let galaxy: TestGalaxy;
const path = () => join(dataFolder, "data", "game-time.jsonl");
/** The games that are being played: each says itself when it ends. */
const runs = new Map<string, SessionRun>();

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "game-time-"));
});

afterEach(async () => {
  await galaxy.close();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

@Service()
class Shelf {
  @LaunchGame()
  launch(gameId: string) {
    return session(
      (run) =>
        new Promise<void>((resolve) => {
          runs.set(gameId, run);
          run.started();
          run.signal.addEventListener("abort", () => resolve());
        }),
    );
  }
}

function pluginWith(options: TrackGameTimeOptions = {}, ...services: Class[]): Class {
  @TrackGameTime(options)
  @NoLogin()
  @GalaxyPlugin({ platform: Platform.Test, services: [Shelf, ...services] })
  class Plugin {}
  return Plugin;
}

async function start(plugin: Class = pluginWith(), options: TestPluginOptions = {}): Promise<void> {
  const overrides = [{ provide: Processes, useValue: { list: async () => [] } as never }];
  galaxy = await startTestPlugin(plugin, { dataFolder, overrides, ...options });
  await galaxy.authenticate();
}

async function restart(plugin?: Class, options: TestPluginOptions = {}): Promise<void> {
  await galaxy.shutdown();
  const startTime = galaxy.clock.now() + 60_000;
  const cache = galaxy.pushedCache ?? {};
  await start(plugin, { startTime, cache, ...options });
}

async function begin(gameId: string): Promise<void> {
  await galaxy.launchGame(gameId);
  while (!galaxy.get(GameTimeTracker).state.running.some((one) => one.gameId === gameId && runs.has(gameId)))
    await galaxy.clock.advance("1ms");
}

async function end(gameId: string): Promise<void> {
  runs.get(gameId)!.stopped();
  runs.delete(gameId);
  while (galaxy.get(GameTimeTracker).state.running.some((one) => one.gameId === gameId))
    await galaxy.clock.advance("1ms");
}

async function play(gameId: string, duration: Duration): Promise<void> {
  await begin(gameId);
  await galaxy.clock.advance(duration);
  await end(gameId);
}

async function timeOf(gameId: string): Promise<GameTime> {
  const { values } = await galaxy.importGameTimes([gameId]);
  return values.get(gameId)!;
}

const minutesOf = async (gameId: string) => (await timeOf(gameId)).timePlayed;
const updates = () => galaxy.received("gameTimeUpdated").map(({ gameTime }) => gameTime.timePlayed);

describe("play time", () => {
  it("of short sessions adds up before it is rounded: neither truncated away nor rounded up each time", async () => {
    await start();
    for (let time = 0; time < 10; time++) await play("tide", "40s");
    expect(await minutesOf("tide")).toBe(7);
    await play("moth", "20s");
    expect(await minutesOf("moth")).toBe(0);
  });

  it("is announced as a feature without a method for it, and says nothing about a game that was not played", async () => {
    await start();
    expect(galaxy.features).toContain("ImportGameTime");
    expect(await timeOf("never")).toEqual({ gameId: "never" });
  });

  it("is at least what the platform's program says about its installed games, in the same answer", async () => {
    @Service()
    class Store {
      @InstalledGames({ refresh: "5s", times: true })
      installed() {
        return [{ gameId: "tide", timePlayed: 30, lastPlayedTime: 86_400 }, { gameId: "moth" }];
      }
    }
    await start(pluginWith({}, Store));
    expect(await timeOf("tide")).toEqual({ gameId: "tide", timePlayed: 30, lastPlayedTime: 86_400 });
    await play("moth", "2m");
    expect([await minutesOf("moth"), await minutesOf("tide"), await minutesOf("never")]).toEqual([2, 30, undefined]);
  });

  it("ends with the latest session", async () => {
    await start();
    await play("tide", "10m");
    const endedAt = Math.floor(galaxy.clock.now() / 1000);
    await galaxy.clock.advance("2h");
    expect((await timeOf("tide")).lastPlayedTime).toBeGreaterThanOrEqual(endedAt - 3);
    expect((await timeOf("tide")).lastPlayedTime).toBeLessThanOrEqual(endedAt);
  });

  it("is sent when a game ends, and every five minutes while it runs, not more often", async () => {
    await start();
    await begin("tide");
    await galaxy.clock.advance("12m");
    expect(updates()).toHaveLength(2);
    await end("tide");
    expect(updates()).toEqual([expect.any(Number), expect.any(Number), 12]);
    await galaxy.clock.advance("1h");
    expect(updates()).toHaveLength(3);
  });

  it("stays when the user disconnects, which empties GALAXY's cache: it does not start from zero", async () => {
    await start();
    await play("tide", "10m");
    await restart(undefined, { cache: {} });
    expect(await minutesOf("tide")).toBe(10);
    await galaxy.clock.advance("10s");
    expect(Object.keys(galaxy.pushedCache!)).toEqual(["store/game-time/tide"]);
  });

  it("comes back from GALAXY's cache if the file was deleted, once", async () => {
    await start();
    await play("tide", "10m");
    await play("moth", "5m");
    await galaxy.clock.advance("10s");
    await rm(path());
    await restart();
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([10, 5]);
    await play("tide", "10m");
    await restart();
    expect(await minutesOf("tide")).toBe(20);
  });

  it("comes back once if two processes restore it at the same time", async () => {
    await start();
    await play("tide", "10m");
    await galaxy.clock.advance("10s");
    const cache = galaxy.pushedCache ?? {};
    await galaxy.shutdown();
    await rm(path());
    const options = {
      dataFolder,
      cache,
      overrides: [{ provide: Processes, useValue: { list: async () => [] } as never }],
    };
    const both = await Promise.all([startTestPlugin(pluginWith(), options), startTestPlugin(pluginWith(), options)]);
    for (const one of both) {
      await one.authenticate();
      await one.close();
    }
    await start(undefined, { cache });
    expect(await minutesOf("tide")).toBe(10);
  });

  it("that GALAXY's cache knows is kept while the file cannot be used, and is restored as soon as it can", async () => {
    await start();
    await play("tide", "10m");
    await galaxy.clock.advance("10s");
    await rm(path());
    await mkdir(path());
    await restart();
    await play("tide", "10m");
    expect(await minutesOf("tide")).toBe(20);
    await rm(path(), { recursive: true });
    await galaxy.clock.advance("2m");
    await restart(undefined, { cache: {} });
    expect(await minutesOf("tide")).toBe(20);
  });

  it("is written to a file and not to an object that nobody saves", async () => {
    await start();
    await begin("tide");
    await galaxy.clock.advance("61s");
    const lines = (await readFile(path(), "utf8")).split("\n").filter((line) => line !== "");
    expect(lines.map((line) => (JSON.parse(line) as { gameId: string }).gameId)).toEqual(["tide", "tide"]);
  });

  it("does not count while the computer sleeps", async () => {
    await start();
    await begin("tide");
    await galaxy.clock.advance("5m");
    galaxy.clock.jump("8h");
    await galaxy.clock.advance("5m");
    await end("tide");
    expect(await minutesOf("tide")).toBeLessThanOrEqual(11);
  });

  it("does not change when the clock is set, in either direction", async () => {
    await start();
    for (const jump of ["2h", "-2h", "-1d"] as const) {
      await begin("tide");
      await galaxy.clock.advance("5m");
      galaxy.clock.jump(jump);
      await galaxy.clock.advance("5m");
      await end("tide");
    }
    expect(await minutesOf("tide")).toBeGreaterThanOrEqual(29);
    expect(await minutesOf("tide")).toBeLessThanOrEqual(31);
  });
});

describe("the file", () => {
  it("loses its damaged lines, and nothing else", async () => {
    await start();
    await play("tide", "10m");
    await play("moth", "5m");
    await galaxy.close();
    await appendFile(path(), '{"session":"x","writ\n\0\0\nnull\n{"gameId":"evil","seconds":-5,"endedAt":1}\n');
    await start();
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([10, 5]);
    expect(await timeOf("evil")).toEqual({ gameId: "evil" });
    expect(galaxy.log.messages("warn")).toEqual([`4 damaged lines of ${path()} were ignored`]);
  });

  it.each([
    ["used", ""],
    ["written", ".lock"],
  ])("that cannot be %s costs nothing: it is written later, and the log says both once", async (_, suffix) => {
    await mkdir(`${path()}${suffix}`, { recursive: true });
    await start();
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(10);
    expect(galaxy.get(GameTimeTracker).state.unsaved).toBe(1);
    const about = (level: "warn" | "info") => galaxy.log.messages(level).filter((message) => message.includes(path()));
    expect(about("info")).toEqual([]);
    await rm(`${path()}${suffix}`, { recursive: true });
    await galaxy.clock.advance("2m");
    expect(about("warn")).toEqual([`${path()} cannot be used; play time stays in memory until it can`]);
    expect(about("info")).toEqual([`${path()} can be used again`]);
    await restart(undefined, { cache: {} });
    expect(await minutesOf("tide")).toBe(10);
  });

  it("stays short during a long run, too, with the same totals", async () => {
    await start();
    const { path: file } = galaxy.get(GameTimeTracker).state;
    await play("tide", "10m");
    const [line = ""] = (await readFile(file, "utf8")).split("\n").filter((text) => text !== "");
    const { startedAt } = JSON.parse(line) as { startedAt: number };
    // What another run of many hours has written.
    const lines = Array.from({ length: 1_500 }, (_, index) => {
      const seconds = 60 * (index + 1);
      const times = { startedAt: startedAt - 1e9, endedAt: startedAt - 1e9 + seconds * 1000, seconds };
      return JSON.stringify({ session: "long", writer: "w", gameId: "moth", ...times });
    });
    await appendFile(file, `${lines.join("\n")}\n`);
    await begin("tide");
    await galaxy.clock.advance("5m");
    const kept = (await readFile(file, "utf8")).split("\n").filter((text) => text !== "");
    expect(kept.length).toBeLessThan(20);
    await end("tide");
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([15, 1_500]);
    await restart(undefined, { cache: {} });
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([15, 1_500]);
  });

  it("does not count twice what has become old during a run of a month", async () => {
    await start();
    await play("tide", "10m");
    galaxy.clock.jump("16d");
    galaxy.clock.jump("16d");
    const endedAt = galaxy.clock.now();
    const lines = Array.from({ length: 1_500 }, (_, index) =>
      JSON.stringify({
        session: "other",
        writer: "w",
        gameId: "moth",
        startedAt: endedAt - 60_000,
        endedAt,
        seconds: index,
      }),
    );
    await appendFile(path(), `${lines.join("\n")}\n`);
    await play("tide", "5m");
    await galaxy.clock.advance("5m");
    expect(await minutesOf("tide")).toBe(15);
  });

  it("stays short: old sessions become one line a game, with the same totals", async () => {
    const day = 24 * 60 * 60 * 1000;
    const from = Date.UTC(2026, 0, 1) - 100 * day;
    const lines = Array.from({ length: 3_000 }, (_, index) => {
      const startedAt = from + Math.floor(index / 30) * day;
      const seconds = 60 * ((index % 30) + 1);
      const game = index % 60 < 30 ? "tide" : "moth";
      const record = { session: String(Math.floor(index / 30)), writer: "w", gameId: game, startedAt, seconds };
      return JSON.stringify({ ...record, endedAt: startedAt + seconds * 1000 });
    });
    await mkdir(join(dataFolder, "data"));
    await writeFile(path(), `${lines.join("\n")}\n`);
    await start();
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([50 * 30, 50 * 30]);
    const kept = (await readFile(path(), "utf8")).split("\n").filter((line) => line !== "");
    expect(kept.length).toBeLessThan(40);
    // Those of the last thirty days are still there one by one.
    expect(kept.filter((line) => line.includes('"session"'))).toHaveLength(30);
    await restart(undefined, { cache: {} });
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([50 * 30, 50 * 30]);
  });
});

describe("another process", () => {
  let games: Games;
  beforeEach(() => {
    games = new Games();
  });
  afterEach(() => games.destroy());

  /** Starts a process of its own, which does not play yet. */
  async function startElsewhere(program: string, duration: Duration) {
    const script = fileURLToPath(new URL("fixtures/play.mjs", import.meta.url));
    const child = spawn(process.execPath, [script, dataFolder, program, duration], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const says = async (expected: string) => {
      while ((await lines.next()).value !== expected);
    };
    await says("ready");
    return {
      play: async () => {
        child.stdin.write("\n");
        await says("played");
      },
      kill: async () => {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      },
    };
  }

  /** Plays in a process of its own. Resolves when it has played so long. */
  async function playElsewhere(program: string, duration: Duration) {
    const { play, kill } = await startElsewhere(program, duration);
    await play();
    return kill;
  }

  it("that is killed during a game loses at most a minute", async () => {
    const program = games.program("tide", "game");
    const kill = await playElsewhere(program, "3m");
    await kill();
    await games.destroy();
    await start(undefined, { startTime: Date.UTC(2026, 0, 1, 1) });
    const minutes = await minutesOf("tide");
    expect(minutes).toBeGreaterThanOrEqual(2);
    expect(minutes).toBeLessThanOrEqual(3);
  });

  it("that was killed loses nothing if the game goes on: the next run continues the session, and counts no minute twice", async () => {
    const program = games.program("tide", "game");
    const kill = await playElsewhere(program, "4m");
    await kill();
    await start(undefined, { startTime: Date.UTC(2026, 0, 1, 0, 6), overrides: [] });
    expect(galaxy.get(GameTimeTracker).state.running.map(({ gameId }) => gameId)).toEqual(["tide"]);
    await galaxy.clock.advance("2m");
    await galaxy.clock.advance("1m");
    await restart(undefined, { overrides: [] });
    const minutes = await minutesOf("tide");
    expect(minutes).toBeGreaterThanOrEqual(9);
    expect(minutes).toBeLessThanOrEqual(10);
  });

  it("that plays the same game at the same time counts it once", async () => {
    const both = await Promise.all([startElsewhere("", "6m"), startElsewhere("", "6m")]);
    await Promise.all(both.map(({ play }) => play()));
    for (const { kill } of both) await kill();
    const sessions = (await readFile(path(), "utf8")).match(/"session":"[^"]+"/g);
    expect(new Set(sessions).size).toBe(2);
    await start(undefined, { startTime: Date.UTC(2026, 0, 1, 1) });
    const minutes = await minutesOf("tide");
    expect(minutes).toBeGreaterThanOrEqual(5);
    expect(minutes).toBeLessThanOrEqual(6);
  });
});

describe("the platform's own figure", () => {
  let platform: (gameId: string) => GameTime;

  @Service()
  class PerItem {
    @ImportContext("gameTimes")
    prepare() {
      return (gameId: string) => platform(gameId);
    }

    @GameTimes({ concurrency: 2 })
    time(gameId: string, ask: (gameId: string) => GameTime): GameTime {
      return ask(gameId);
    }
  }

  @Service()
  class Batched {
    @GameTimes({ batched: true })
    times(gameIds: string[]): Map<string, GameTime> {
      return new Map(gameIds.map((gameId) => [gameId, platform(gameId)]));
    }
  }

  beforeEach(() => {
    platform = (gameId) => ({ gameId, timePlayed: 15, lastPlayedTime: 86_400 });
  });

  it.each([PerItem, Batched])("is merged by maximum, never added up: %p", async (service) => {
    await start(pluginWith({}, service));
    await play("tide", "10m");
    expect(await timeOf("tide")).toEqual({ gameId: "tide", timePlayed: 15, lastPlayedTime: expect.any(Number) });
    expect((await timeOf("tide")).lastPlayedTime).toBeGreaterThan(86_400);
    expect(await timeOf("never")).toEqual({ gameId: "never", timePlayed: 15, lastPlayedTime: 86_400 });
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(20);
    expect(await minutesOf("tide")).toBe(20);
  });

  it("that is a source is merged, too, with each change of it and when its method fails", async () => {
    @Service()
    class Totals {
      @GameTimes({ refresh: "10m" })
      times(): GameTime[] {
        return [platform("tide"), platform("moth")];
      }
    }
    await start(pluginWith({}, Totals));
    const { values } = await galaxy.importGameTimes(["tide", "moth"]);
    expect([...values.values()].map(({ timePlayed }) => timePlayed)).toEqual([15, 15]);
    await play("tide", "20m");
    platform = (gameId) => ({ gameId, timePlayed: 18 });
    await galaxy.clock.advance("10m");
    platform = () => {
      throw new BackendError();
    };
    await galaxy.clock.advance("20m");
    const last = galaxy.received("gameTimeUpdated").slice(-2);
    expect(last.map(({ gameTime }) => `${gameTime.gameId} ${gameTime.timePlayed}`)).toEqual(["tide 20", "moth 18"]);
    expect([await minutesOf("tide"), await minutesOf("moth")]).toEqual([20, 18]);
  });

  it("of a game that was never played here takes no room in GALAXY's cache, however large the library is", async () => {
    await start(pluginWith({ merge: "since" }, PerItem));
    await galaxy.importGameTimes(["tide", "moth", "heron"]);
    await play("tide", "10m");
    await galaxy.clock.advance("10s");
    expect(Object.keys(galaxy.pushedCache!)).toEqual(["store/game-time/tide"]);
    expect(updates().at(-1)).toBe(25);
  });

  it("is remembered when its method fails, so that an optional backend does not fail the import", async () => {
    await start(pluginWith({}, PerItem));
    await minutesOf("tide");
    platform = () => {
      throw new BackendError();
    };
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(15);
    const { values, errors } = await galaxy.importGameTimes(["tide", "unknown"]);
    expect([...values.values()]).toEqual([expect.objectContaining({ gameId: "tide", timePlayed: 15 })]);
    expect([...errors.keys()]).toEqual(["unknown"]);
    expect(galaxy.log.messages("warn")[0]).toMatch(/PerItem.time failed with BackendError/);
  });

  it("may be null where it is unknown; anything else that is not a game time is a failure of its method", async () => {
    platform = (gameId) => (gameId === "tide" ? { gameId, timePlayed: 15, lastPlayedTime: null } : null) as never;
    await start(pluginWith({}, PerItem));
    await play("tide", "20m");
    expect(await minutesOf("tide")).toBe(20);
    await galaxy.clock.advance("10s");
    await rm(path());
    await restart(pluginWith({}, PerItem));
    expect(await minutesOf("tide")).toBe(20);
    const { errors } = await galaxy.importGameTimes(["moth"]);
    expect(errors.get("moth")?.message).toContain(
      'PerItem.time (@GameTimes()) returned an invalid value for "moth": gameTime: expected a GameTime with ',
    );
  });

  it("that a service reports when it has changed is merged, too: play time never goes backwards", async () => {
    await start(pluginWith({ merge: "since" }, PerItem));
    expect(await minutesOf("tide")).toBe(15);
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(25);
    const before = updates();
    galaxy.get(GalaxyClient).updateGameTime({ gameId: "tide", timePlayed: 15 });
    await galaxy.clock.advance("1s");
    expect(updates().slice(before.length)).toEqual([25]);
    galaxy.get(GalaxyClient).updateGameTime({ gameId: "tide", timePlayed: 26 });
    await galaxy.clock.advance("1s");
    expect(updates().at(-1)).toBe(26);
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(36);
  });

  it('with merge: "since" gets what was played here after it changed', async () => {
    await start(pluginWith({ merge: "since" }, PerItem));
    await play("tide", "10m");
    expect(await minutesOf("tide")).toBe(15);
    await play("tide", "10m");
    expect(updates().at(-1)).toBe(25);
    await galaxy.clock.advance("10s");
    await restart(pluginWith({ merge: "since" }, PerItem));
    expect(await minutesOf("tide")).toBe(25);
    platform = (gameId) => ({ gameId, timePlayed: 26 });
    expect(await minutesOf("tide")).toBe(26);
  });
});
