import {
  Achievements,
  Authenticate,
  BackendTimeout,
  Clock,
  Every,
  Friends,
  GalaxyClient,
  GalaxyPlugin,
  type Game,
  type GameTime,
  GameTimes,
  LaunchGame,
  LicenseType,
  LocalGames,
  LocalGameState,
  Logger,
  OwnedGames,
  PersistentCache,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { FakeClock, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, describe, expect, it } from "@jest/globals";

@Service()
class ShopApi {
  titles(): string[] {
    throw new Error("The real shop must not be called.");
  }
}

@Service()
class ShopLibrary {
  constructor(
    private readonly api: ShopApi,
    private readonly galaxy: GalaxyClient,
    private readonly cache: PersistentCache,
    private readonly log: Logger,
  ) {}

  @OwnedGames()
  owned(): Game[] {
    return this.api
      .titles()
      .map((title) => ({ gameId: title, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } }));
  }

  @Achievements()
  achievements(gameId: string) {
    if (gameId === "slow") throw new BackendTimeout();
    return [{ unlockTime: 5, achievementId: `${gameId}-1` }];
  }

  @LaunchGame()
  async launch(gameId: string) {
    await Promise.resolve();
    this.log.info(`Launching ${gameId}`);
    this.galaxy.updateLocalGameStatus({ gameId, localGameState: LocalGameState.Installed | LocalGameState.Running });
  }

  @Every("10m")
  remember() {
    this.cache.set("runs", Number(this.cache.get("runs") ?? 0) + 1);
    this.cache.push();
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [ShopLibrary] })
class ShopPlugin {
  constructor(private readonly galaxy: GalaxyClient) {}

  @Authenticate<{ token: string }>()
  login(stored?: { token: string }) {
    if (!stored) this.galaxy.storeCredentials({ token: "a-secret-token" });
    return { userId: "7", userName: "Ada" };
  }
}

describe("startTestPlugin", () => {
  let galaxy: TestGalaxy;
  const shop = { titles: () => ["Tide", "Ember"] };
  const start = async (options = {}): Promise<TestGalaxy> => {
    galaxy = await startTestPlugin(ShopPlugin, { overrides: [{ provide: ShopApi, useValue: shop }], ...options });
    return galaxy;
  };
  afterEach(() => galaxy.close());

  it("reports the announced features", async () => {
    await start();
    expect(galaxy.features).toEqual(["ImportOwnedGames", "LaunchGame", "ImportAchievements"]);
  });

  it("uses the overridden backend and returns models", async () => {
    await start();
    expect(await galaxy.authenticate()).toEqual({ userId: "7", userName: "Ada" });
    expect((await galaxy.importOwnedGames()).map((game) => game.gameTitle)).toEqual(["Tide", "Ember"]);
  });

  it("collects an import with an error for each failed id", async () => {
    await start();
    const { values, errors } = await galaxy.importAchievements(["Tide", "slow"]);
    expect(values).toEqual(new Map([["Tide", [{ unlockTime: 5, achievementId: "Tide-1" }]]]));
    expect(errors.get("slow")).toBeInstanceOf(BackendTimeout);
  });

  it("rejects an import while another one of its kind is running: nobody could tell their results apart", async () => {
    await start();
    const first = galaxy.importAchievements(["Tide"]);
    await expect(galaxy.importAchievements(["Moth"])).rejects.toThrow(
      "The import of achievements has not finished: await it before the next one.",
    );
    expect([...(await first).values.keys()]).toEqual(["Tide"]);
    expect([...(await galaxy.importAchievements(["Moth"])).values.keys()]).toEqual(["Moth"]);
  });

  it("rejects with the stack of the line that threw, and of the call in the test, for requests and for ids", async () => {
    const broken = {
      titles(): string[] {
        throw new TypeError("no titles");
      },
    };
    await start({ overrides: [{ provide: ShopApi, useValue: broken }] });
    const failure = (await galaxy.importOwnedGames().catch((error: unknown) => error)) as Error;
    expect(failure).toMatchObject({ name: "UnknownError", message: "no titles", cause: { name: "TypeError" } });
    const [first, ...calls] = failure.stack!.split("\n");
    expect(first).toBe("UnknownError: no titles");
    expect(calls[0]).toMatch(/at Object\.titles \(.*start-test-plugin\.test\.ts:\d+:\d+\)$/);
    expect(calls[1]).toContain("at ShopLibrary.owned ");
    expect(calls.at(-1)).toContain("start-test-plugin.test.ts");
    expect(failure.stack).not.toMatch(/kernel|testing.src/);

    const { errors } = await galaxy.importAchievements(["slow"]);
    expect(errors.get("slow")!.stack).toContain("at ShopLibrary.achievements ");
    expect(errors.get("slow")).toEqual(new BackendTimeout());
  });

  it("shows what was received, stored and logged", async () => {
    await start();
    await galaxy.authenticate();
    await galaxy.launchGame("Tide");
    expect(galaxy.storedCredentials).toEqual({ token: "a-secret-token" });
    expect(galaxy.received("localGameStatusChanged")).toEqual([{ localGame: { gameId: "Tide", localGameState: 3 } }]);
    expect(galaxy.log.messages("info")).toContain("Launching Tide");
    expect(galaxy.log.text).not.toContain("a-secret-token");
  });

  it("refuses a jump by something that is not a duration", async () => {
    await start();
    expect(() => galaxy.clock.jump(5 as never)).toThrow(RangeError);
    expect(() => galaxy.clock.jump(undefined as never)).toThrow(RangeError);
  });

  it("advances the time by the sum of calls that overlap, and never back", async () => {
    const clock = new FakeClock(0);
    const woken: number[] = [];
    for (const time of [1000, 3000, 5000]) void clock.sleep(time).then(() => woken.push(clock.now()));
    await Promise.all([clock.advance("4s"), clock.advance("1s"), clock.advance("1s")]);
    expect(woken).toEqual([1000, 3000, 5000]);
    expect(clock.now()).toBe(6000);
  });

  it("advances the time", async () => {
    await start({ cache: { runs: 4 } });
    await galaxy.clock.advance("30m");
    expect(galaxy.pushedCache).toEqual({ runs: 8 });
  });

  it("rejects a call if the response is an error", async () => {
    await start({
      overrides: [
        {
          provide: ShopApi,
          useValue: {
            titles: () => {
              throw new BackendTimeout("too slow");
            },
          },
        },
      ],
    });
    await expect(galaxy.importOwnedGames()).rejects.toThrow(new BackendTimeout("too slow"));
  });

  it("shuts down on request", async () => {
    await start();
    await galaxy.shutdown();
  });
});

describe("a call that gets no response", () => {
  @GalaxyPlugin({ platform: Platform.Test })
  class Stuck {
    constructor(private readonly clock: Clock) {}

    @Authenticate()
    login(): Promise<never> {
      return new Promise(() => undefined);
    }

    @LocalGames({ after: "authentication" })
    local() {
      return [];
    }

    @Achievements({ concurrency: 1 })
    async achievements() {
      await this.clock.sleep(1000);
      return [];
    }

    @Friends()
    friends() {
      const friend = { userId: "a", userName: "A" };
      return [friend, { userId: "b", userName: "B" }, friend];
    }
  }

  @GalaxyPlugin({ platform: Platform.Test })
  class Mistaken {
    @Authenticate()
    login() {
      return { userId: "a", userName: "A" };
    }

    @GameTimes({ batched: true })
    async *times(): AsyncGenerator<readonly [string, GameTime]> {
      await Promise.resolve();
      for (const gameId of ["A", "a", "a"]) yield [gameId, { gameId, timePlayed: 1 }];
    }
  }

  it.each([
    {
      call: (galaxy: TestGalaxy) => galaxy.importLocalGames(),
      problem:
        'No response to import_local_games within 0.05 s of real time. Stuck.local waits for "authentication": call authenticate() first.',
    },
    {
      call: (galaxy: TestGalaxy) => galaxy.authenticate(),
      problem: "No response to init_authentication within 0.05 s of real time. Stuck.login has not returned.",
    },
    {
      call: (galaxy: TestGalaxy) => galaxy.importAchievements(["1"]),
      problem:
        "No achievements_import_finished within 0.05 s of real time. Stuck.achievements sleeps until the test advances the clock.",
    },
  ])("rejects after the time limit and says what it waits for: $problem", async ({ call, problem }) => {
    const galaxy = await startTestPlugin(Stuck, { timeLimit: "50ms" });
    await expect(call(galaxy)).rejects.toThrow(problem);
    await galaxy.close();
  });

  it("does not name a method that has waited before", async () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Slow {
      @Authenticate()
      login() {
        return { userId: "a", userName: "A" };
      }

      @LocalGames({ after: "authentication" })
      local() {
        return [];
      }

      @Friends()
      friends(): Promise<never> {
        return new Promise(() => undefined);
      }
    }
    const galaxy = await startTestPlugin(Slow, { timeLimit: "500ms" });
    const imported = galaxy.importLocalGames();
    await galaxy.authenticate();
    await imported;
    await expect(galaxy.importFriends()).rejects.toThrow("s of real time. Slow.friends has not returned.");
    await galaxy.close();
  });

  it("rejects an import with results that were not requested, or were there already", async () => {
    const galaxy = await startTestPlugin(Mistaken);
    const message = [
      'Mistaken.times (@GameTimes({ batched: true })) returned a result for an id that was not requested, such as "A"',
      'Mistaken.times (@GameTimes({ batched: true })) returned a second result for "a"',
    ].join("\n");
    await expect(galaxy.importGameTimes(["a"])).rejects.toMatchObject({ message });
    // Not with what was wrong the time before.
    await expect(galaxy.importGameTimes(["a"])).rejects.toMatchObject({ message });
    await galaxy.close();
  });

  it("rejects a list in which an id occurs twice", async () => {
    const galaxy = await startTestPlugin(Stuck);
    await expect(galaxy.importFriends()).rejects.toThrow('The list has the userId "a" twice, at 0 and 2.');
    await galaxy.close();
  });
});
