import {
  type Achievement,
  Achievements,
  Authenticate,
  BackendNotAvailable,
  type Class,
  GalaxyClient,
  GalaxyPlugin,
  ImportComplete,
  ImportContext,
  LocalGames,
  LocalGameState,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startTestPlugin, type TestGalaxy } from "../src/index.js";

const BEFORE = 1_600_000_000;

let galaxy: TestGalaxy;
/** What runs on this computer. */
let running: readonly string[] = [];
/** What the platform says, by game. */
let unlocked: Record<string, Achievement[]> = {};
let asked: string[] = [];
let answer = (gameId: string): Achievement[] | Promise<Achievement[]> => unlocked[gameId] ?? [];

afterEach(async () => {
  await galaxy.close();
  running = [];
  unlocked = {};
  asked = [];
  answer = (gameId) => unlocked[gameId] ?? [];
});

@Service()
class Local {
  @LocalGames({ refresh: "5s" })
  games() {
    return ["tide", "moth"].map((gameId) => {
      const state = running.includes(gameId) ? LocalGameState.Running : LocalGameState.None;
      return { gameId, localGameState: LocalGameState.Installed | state };
    });
  }
}

@Service()
class PerGame {
  @Achievements({ whilePlaying: "5m", timeLimit: "1h" })
  achievements(gameId: string) {
    asked.push(gameId);
    return answer(gameId);
  }
}

async function start(achievements: Class): Promise<TestGalaxy> {
  @GalaxyPlugin({ platform: Platform.Test, services: [Local, achievements] })
  class Plugin {
    @Authenticate()
    login() {
      return { userId: "1", userName: "Ada" };
    }
  }
  galaxy = await startTestPlugin(Plugin);
  await galaxy.authenticate();
  await galaxy.importLocalGames();
  return galaxy;
}

const inSeconds = (): number => Math.floor(galaxy.clock.now() / 1000);
const unlock = (gameId: string, achievementId: string, unlockTime = inSeconds()): void => {
  (unlocked[gameId] ??= []).push({ achievementId, unlockTime });
};
const reported = (): string[] =>
  galaxy
    .received("achievementUnlocked")
    .map(
      ({ gameId, achievement: { achievementId, achievementName } }) => `${gameId}/${achievementId ?? achievementName}`,
    );

describe("@Achievements({ whilePlaying })", () => {
  it("reports what is unlocked in a game that is running, and looks once more after its end", async () => {
    await start(PerGame);
    unlock("tide", "old", BEFORE);
    unlock("moth", "old", BEFORE);
    await galaxy.importAchievements(["tide", "moth"]);
    asked = [];
    await galaxy.clock.advance("10m");
    expect(asked).toEqual([]);

    running = ["tide"];
    unlock("tide", "in the first minutes");
    unlock("moth", "on another computer");
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["tide/in the first minutes"]);
    unlock("tide", "without a time", 0);
    await galaxy.clock.advance("5m");
    running = [];
    unlock("tide", "at the end");
    await galaxy.clock.advance("5m");
    await galaxy.clock.advance("20m");
    expect(reported()).toEqual(["tide/in the first minutes", "tide/without a time", "tide/at the end"]);
    expect(asked).toEqual(["tide", "tide", "tide"]);
  });

  it("makes up for a look that has failed", async () => {
    await start(PerGame);
    running = ["tide"];
    unlock("tide", "old", BEFORE);
    unlock("tide", "new");
    answer = () => {
      throw new BackendNotAvailable("maintenance");
    };
    await galaxy.clock.advance("5m");
    expect(galaxy.log.text).toContain("maintenance");
    answer = (gameId) => unlocked[gameId] ?? [];
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["tide/new"]);
  });

  it("looks again at a game that has ended if that has failed, for an hour", async () => {
    await start(PerGame);
    running = ["tide", "moth"];
    await galaxy.clock.advance("5m");
    unlock("tide", "at the end");
    unlock("moth", "at the end");
    running = ["moth"];
    answer = () => {
      throw new BackendNotAvailable("maintenance");
    };
    await galaxy.clock.advance("40m");
    running = [];
    await galaxy.clock.advance("10m");
    answer = (gameId) => unlocked[gameId] ?? [];
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["tide/at the end", "moth/at the end"]);

    running = ["tide"];
    await galaxy.clock.advance("5m");
    running = [];
    answer = () => {
      throw new BackendNotAvailable("maintenance");
    };
    await galaxy.clock.advance("1h");
    asked = [];
    await galaxy.clock.advance("1h");
    expect(asked).toEqual([]);
  });

  it("reports no invalid achievement, and logs it", async () => {
    await start(PerGame);
    running = ["tide"];
    answer = () => [{ achievementId: "a", unlockTime: "now" as never }];
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual([]);
    expect(galaxy.log.text).toContain("unlockTime");
  });

  it("does not repeat what the author has reported", async () => {
    await start(PerGame);
    running = ["tide"];
    await galaxy.clock.advance("5m");
    unlock("tide", "a");
    galaxy.get(GalaxyClient).unlockAchievement("tide", { achievementId: "a", unlockTime: BEFORE });
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["tide/a"]);
  });

  it("reports to another user only what is unlocked from then on", async () => {
    await start(PerGame);
    running = ["tide"];
    unlock("tide", "of the first user", BEFORE);
    await galaxy.clock.advance("5m");
    unlocked = {};
    unlock("tide", "of the second user", BEFORE);
    await galaxy.authenticate();
    unlock("tide", "new");
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["tide/new"]);
  });

  it("calls the steps before and after the method, as for an import", async () => {
    const steps: unknown[] = [];
    @Service()
    class WithContext {
      @ImportContext("achievements")
      before(gameIds: string[]) {
        steps.push(gameIds);
        return "context";
      }

      @Achievements({ batched: true, whilePlaying: "5m" })
      achievements(gameIds: string[], context: string) {
        steps.push(context);
        return new Map(gameIds.map((gameId) => [gameId, unlocked[gameId] ?? []]));
      }

      @ImportComplete("achievements")
      after() {
        steps.push("complete");
      }
    }
    await start(WithContext);
    running = ["moth"];
    unlock("moth", "a");
    await galaxy.clock.advance("5m");
    expect(reported()).toEqual(["moth/a"]);
    expect(steps).toEqual([["moth"], "context", "complete"]);
  });

  it("leaves a game to an import that is under way", async () => {
    await start(PerGame);
    running = ["tide"];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    answer = async () => {
      await released;
      return [{ achievementId: "a", unlockTime: BEFORE }];
    };
    const imported = galaxy.importAchievements(["tide"]);
    await galaxy.clock.advance("5m");
    expect(asked).toEqual(["tide"]);
    release();
    expect((await imported).values.get("tide")).toHaveLength(1);
  });

  it("does not make an import fail that begins during a look, even with whileRunning: refuse", async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    @Service()
    class Refusing {
      @Achievements({ whilePlaying: "5m", whileRunning: "refuse" })
      async achievements() {
        begin();
        await released;
        return [];
      }
    }
    await start(Refusing);
    running = ["tide"];
    const advanced = galaxy.clock.advance("5m");
    await begun;
    const imported = galaxy.importAchievements(["tide"]);
    release();
    await advanced;
    expect((await imported).values.get("tide")).toEqual([]);
  });

  it("answers an import that begins during a look", async () => {
    await start(PerGame);
    running = ["tide"];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => {
      answer = async () => {
        resolve();
        await released;
        return [{ achievementId: "a", unlockTime: BEFORE }];
      };
    });
    const advanced = galaxy.clock.advance("5m");
    await begun;
    const imported = galaxy.importAchievements(["tide"]);
    release();
    await advanced;
    expect((await imported).values.get("tide")).toEqual([{ achievementId: "a", unlockTime: BEFORE }]);
    expect(reported()).toEqual([]);
  });
});
