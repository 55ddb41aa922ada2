import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GalaxyPlugin, NoLogin, Platform, Service } from "@galaxy-kit/sdk";
import { eventually } from "@galaxy-kit/test-support";
import { FakeClock, FakeProcesses, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type GameSession,
  GameTracker,
  type InstalledGame,
  InstalledGames,
  OnGameStopped,
  Processes,
} from "../src/index.js";

let clock: FakeClock;
let processes: FakeProcesses;
let galaxy: TestGalaxy;
let dataFolder: string;
let sessions: Pick<GameSession, "gameId" | "seconds" | "how">[];

@Service()
class Library {
  @InstalledGames({ refresh: "1m" })
  installed(): InstalledGame[] {
    return ["tide", "moth"].map((gameId) => ({ gameId, folder: `/games/${gameId}` }));
  }

  @OnGameStopped()
  stopped(_gameId: string, { gameId, seconds, how }: GameSession): void {
    sessions.push({ gameId, seconds, how });
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
@NoLogin()
class Shelf {}

async function start(): Promise<void> {
  const overrides = [{ provide: Processes, useValue: processes }];
  galaxy = await startTestPlugin(Shelf, { clock, overrides, dataFolder });
  await galaxy.importLocalGames();
}

beforeEach(async () => {
  clock = new FakeClock();
  processes = new FakeProcesses(clock);
  dataFolder = mkdtempSync(join(tmpdir(), "fake-processes-"));
  sessions = [];
  await start();
});

afterEach(async () => {
  await galaxy.close(); // It saves at the end.
  rmSync(dataFolder, { recursive: true });
});

const isRunning = (): boolean => galaxy.get(GameTracker).running.has("tide");

describe("Fake processes", () => {
  it("begin and end sessions as the clock advances", async () => {
    const game = processes.start("/games/tide/bin/tide");
    await clock.advance("5s");
    expect(galaxy.received("localGameStatusChanged")).toEqual([{ localGame: { gameId: "tide", localGameState: 3 } }]);
    await clock.advance("55s");
    processes.exit(game);
    await clock.advance("10s");
    expect(isRunning()).toBe(false);
    expect(sessions).toMatchObject([{ gameId: "tide", how: "outside" }]);
    expect(sessions[0]!.seconds).toBeGreaterThanOrEqual(58);
    expect(sessions[0]!.seconds).toBeLessThanOrEqual(62);
  });

  it("keep a game running whose launcher hands over to it", async () => {
    const launcher = processes.start("/games/tide/launcher");
    await clock.advance("5s");
    const game = processes.handOver(launcher, "/games/tide/bin/tide");
    await clock.advance("1m");
    expect(isRunning()).toBe(true);
    expect((await processes.list()).map(({ pid, ppid }) => [pid, ppid])).toEqual([[game, 1]]);
    expect(sessions).toEqual([]);
  });

  it("do not continue a session with a pid that is used again", async () => {
    const game = processes.start("/games/tide/bin/tide");
    await clock.advance("5s");
    processes.exit(game);
    processes.start("/usr/bin/editor", { pid: game });
    await clock.advance("15s");
    expect(isRunning()).toBe(false);
    expect(sessions).toMatchObject([{ gameId: "tide" }]);
  });

  it("outlive the integration, which counts the time of the whole session after a restart", async () => {
    const game = processes.start("/games/tide/bin/tide");
    await clock.advance("1m");
    await galaxy.close();
    await start();
    await clock.advance("1m");
    expect(isRunning()).toBe(true);
    processes.exit(game);
    await clock.advance("10s");
    expect(sessions).toHaveLength(1);
    expect(sessions[0]!.seconds).toBeGreaterThanOrEqual(115);
  });

  it("end a session after its settle time, however the clock of the computer is set meanwhile", async () => {
    for (const jump of ["2h", "-2h"] as const) {
      const game = processes.start("/games/tide/bin/tide");
      await clock.advance("10s");
      processes.exit(game);
      await clock.advance("2s");
      clock.jump(jump);
      await clock.advance("1s");
      expect(isRunning()).toBe(true);
      await clock.advance("5s");
      expect(isRunning()).toBe(false);
    }
  });

  it("are found again after a restart, also if another process of the integration has seen them start", async () => {
    const other = new FakeProcesses(clock);
    const overrides = [{ provide: Processes, useValue: other }];
    const second = await startTestPlugin(Shelf, { clock, overrides, dataFolder });
    await second.importLocalGames();
    processes.start("/games/tide/bin/tide");
    other.start("/games/moth/bin/moth");
    await clock.advance("5m");
    const ids = [galaxy, second].flatMap((one) => [...one.get(GameTracker).running.values()].map(({ id }) => id));
    await second.close();
    await galaxy.close();
    processes.start("/games/moth/bin/moth");
    await start();
    const restored = [...galaxy.get(GameTracker).running.values()].map(({ id }) => id);
    expect(restored.sort()).toEqual(ids.sort());
  });

  it("that cannot be kept for the next run are logged once, and kept as soon as that works", async () => {
    const file = join(dataFolder, "data", "running-games.json");
    mkdirSync(file, { recursive: true });
    processes.start("/games/tide/bin/tide");
    const lines = () => galaxy.log.entries.filter((entry) => entry["file"] === file).map(({ level }) => level);
    const logs = (count: number) =>
      eventually(`${count} lines`, async () => {
        await clock.advance("1m");
        return lines().length >= count || undefined;
      });
    await logs(1);
    await clock.advance("3m");
    rmdirSync(file);
    await logs(2);
    expect(lines()).toEqual(["warn", "info"]);
    expect(readFileSync(file, "utf8")).toContain('"tide"');
  });

  it("refuse what real ones cannot do", () => {
    const game = processes.start("/games/tide/bin/tide");
    expect(() => processes.start("/bin/sh", { pid: game })).toThrow(`The pid ${game} belongs to /games/tide/bin/tide.`);
    expect(() => processes.start("/bin/sh", { parent: 77 })).toThrow("No process with the pid 77 is running.");
    processes.exit(game);
    const next = processes.start("/bin/sh", { pid: game + 1 });
    expect([processes.start("/bin/sh"), next]).toEqual([game + 2, game + 1]);
    expect(() => processes.exit(game)).toThrow(`No process with the pid ${game} is running.`);
  });
});
