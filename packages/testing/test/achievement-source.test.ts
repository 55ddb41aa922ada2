import {
  type Achievement,
  Achievements,
  type AchievementsRun,
  type AchievementsSourceOptions,
  Authenticate,
  BackendNotAvailable,
  GalaxyClient,
  GalaxyPlugin,
  type GameAchievements,
  Platform,
  type Snapshot,
} from "@galaxy-kit/sdk";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startTestPlugin, type TestGalaxy } from "../src/index.js";

/** What a platform knows; a test changes it. */
class Shop {
  readonly runs: AchievementsRun[] = [];
  answer: (run: AchievementsRun) => Snapshot<GameAchievements> = () => [];
}

let galaxy: TestGalaxy | undefined;
let shop = new Shop();

afterEach(async () => {
  await galaxy?.close();
});

const unlocked = (...ids: readonly string[]): Achievement[] =>
  ids.map((achievementId) => ({ achievementId, unlockTime: 1_700_000_000 }));
const inGame = (gameId: string, ...ids: readonly string[]): GameAchievements => ({
  gameId,
  achievements: unlocked(...ids),
});

async function start(options: Partial<AchievementsSourceOptions> = {}): Promise<TestGalaxy> {
  const own = (shop = new Shop());
  @GalaxyPlugin({ platform: Platform.Test })
  class Plugin {
    @Authenticate()
    login() {
      return { userId: "1", userName: "Ada" };
    }

    @Achievements({ refresh: "5m", ...options })
    unlocked(run: AchievementsRun) {
      own.runs.push(run);
      return own.answer(run);
    }
  }
  galaxy = await startTestPlugin(Plugin);
  await galaxy.authenticate();
  return galaxy;
}

const reported = (client: TestGalaxy): string[] =>
  client
    .received("achievementUnlocked")
    .map(({ gameId, achievement }) => `${gameId}/${achievement.achievementId ?? achievement.achievementName ?? ""}`);

describe("A source of achievements", () => {
  it("answers the import, and reports each new achievement once", async () => {
    const client = await start();
    shop.answer = () => [inGame("tide", "a"), inGame("stranger", "x")];
    const { values } = await client.importAchievements(["tide", "moth"]);
    expect([...values]).toEqual([
      ["tide", unlocked("a")],
      ["moth", []],
    ]);

    shop.answer = () => [inGame("tide", "b", "a", "c"), inGame("moth", "m"), inGame("stranger", "x", "y")];
    await client.clock.advance("5m");
    await client.clock.advance("5m");
    expect(client.received("achievementUnlocked")[0]).toEqual({
      gameId: "tide",
      achievement: { achievementId: "b", unlockTime: 1_700_000_000 },
    });
    expect(reported(client)).toEqual(["tide/b", "tide/c", "moth/m"]);
    expect(client.source("achievements").state).toMatchObject({ kind: "fresh", count: 3, pending: 0 });
  });

  it("reports nothing for an achievement that has another name or time, or that is gone", async () => {
    const client = await start();
    const lantern = { achievementId: "a", achievementName: "Lantern", unlockTime: 1 };
    const nameless = { achievementName: "Only a name", unlockTime: 1 };
    shop.answer = () => [{ gameId: "tide", achievements: [lantern, nameless, ...unlocked("b")] }];
    await client.importAchievements(["tide"]);
    shop.answer = () => [
      {
        gameId: "tide",
        achievements: [
          { ...lantern, achievementName: "Laterne" },
          { ...nameless, unlockTime: 2 },
        ],
      },
    ];
    await client.clock.advance("5m");
    expect(reported(client)).toEqual([]);
    const { values } = await client.importAchievements(["tide"]);
    expect(values.get("tide")).toEqual([
      { ...lantern, achievementName: "Laterne" },
      { ...nameless, unlockTime: 2 },
    ]);
  });

  it("asks a platform only about games that may have changed", async () => {
    const client = await start();
    const played = new Set<string>();
    const asked: string[] = [];
    shop.answer = async function* ({ gameIds, previous }) {
      for (const gameId of gameIds) {
        if (previous?.has(gameId) === true && !played.has(gameId)) continue;
        asked.push(gameId);
        yield inGame(gameId, ...(played.has(gameId) ? ["a", "new"] : ["a"]));
      }
    };
    await client.importAchievements(["tide", "moth"]);
    played.add("moth");
    await client.clock.advance("5m");
    await client.clock.advance("5m");
    expect(asked).toEqual(["tide", "moth", "moth", "moth"]);
    expect(reported(client)).toEqual(["moth/new"]);
    expect([...client.source("achievements").items.keys()]).toEqual(["tide", "moth"]);
  });

  it("does not repeat what the author has reported", async () => {
    const client = await start();
    shop.answer = () => [inGame("tide", "a")];
    await client.importAchievements(["tide"]);
    client.get(GalaxyClient).unlockAchievement("tide", unlocked("b")[0]!);
    // Nothing is known about it yet: its next answer is new as a whole.
    client.get(GalaxyClient).unlockAchievement("moth", unlocked("m")[0]!);
    shop.answer = () => [inGame("tide", "a", "b", "c")];
    await client.clock.advance("5m");
    await client.clock.advance("5m");
    expect(reported(client)).toEqual(["tide/b", "moth/m", "tide/c"]);
  });

  it("reports at once what is put", async () => {
    const client = await start({ refresh: "on request" });
    shop.answer = () => [inGame("tide", "a")];
    await client.importAchievements(["tide"]);
    client.source("achievements").put(inGame("tide", "a", "b"));
    expect(await client.nextNotification("achievementUnlocked")).toMatchObject({ achievement: { achievementId: "b" } });
  });

  it("keeps what is known while the platform is down", async () => {
    const client = await start();
    shop.answer = () => [inGame("tide", "a")];
    await client.importAchievements(["tide"]);
    shop.answer = () => {
      throw new BackendNotAvailable("maintenance");
    };
    await client.clock.advance("5m");
    expect((await client.importAchievements(["tide"])).values.get("tide")).toEqual(unlocked("a"));
    expect(client.log.messages("warn")).toHaveLength(1);
    shop.answer = () => [inGame("tide", "a", "b")];
    await client.clock.advance("10m");
    expect(reported(client)).toEqual(["tide/b"]);
  });

  it("never says that a game has no achievements as long as it does not know", async () => {
    const client = await start({ timeLimit: "10s" });
    shop.answer = async function* ({ skip, signal }) {
      yield inGame("tide", "a");
      skip("reef", "it answers 500");
      if (shop.runs.length === 2) throw new BackendNotAvailable("maintenance");
      if (shop.runs.length === 3)
        yield await new Promise<never>((_, reject) => signal.addEventListener("abort", reject));
    };
    const first = await client.importAchievements(["tide", "moth", "reef"]);
    expect([...first.values]).toEqual([
      ["tide", unlocked("a")],
      ["moth", []],
    ]);
    expect(first.errors.get("reef")?.message).toContain("has not read the achievement list");

    const second = await client.importAchievements(["tide", "opal"]);
    expect([...second.values.keys()]).toEqual(["tide"]);
    expect([...second.errors.keys()]).toEqual(["opal"]);

    const third = client.importAchievements(["tide", "moth", "coral"]);
    await client.clock.advance("10s");
    const { values, errors } = await third;
    expect([...values.keys()]).toEqual(["tide", "moth"]);
    expect([...errors.keys()]).toEqual(["coral"]);
  });

  it("leaves out an invalid achievement, and names it", async () => {
    const client = await start();
    const invalid = { achievementId: "b", unlockTime: "yesterday" } as never;
    shop.answer = () => [{ gameId: "tide", achievements: [...unlocked("a", "c"), invalid] }];
    expect((await client.importAchievements(["tide"])).values.get("tide")).toEqual(unlocked("a", "c"));
    expect(client.log.text).toMatch(/\[0\]\.achievements\[2\]\.unlockTime/);
  });

  it("keeps the pace of notifications, not of games", async () => {
    const client = await start({ pace: { perSecond: 10 } });
    shop.answer = () => [inGame("tide"), inGame("moth")];
    await client.importAchievements(["tide", "moth"]);
    const ids = Array.from({ length: 70 }, (_, index) => `a${index}`);
    shop.answer = () => [inGame("tide", ...ids), inGame("moth", "m")];
    await client.clock.advance("5m");
    expect(reported(client)).toHaveLength(70);
    await client.clock.advance("1s");
    expect(reported(client)).toHaveLength(70);
    await client.clock.advance("2s");
    expect(reported(client)).toHaveLength(71);
  });
});
