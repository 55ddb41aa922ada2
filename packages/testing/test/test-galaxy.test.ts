import {
  Aborted,
  Authenticate,
  Clock,
  Every,
  Friends,
  GalaxyClient,
  GalaxyPlugin,
  LaunchGame,
  MethodNotFound,
  NoLogin,
  OnHandshake,
  OnShutdown,
  Platform,
  type SubscriptionGame,
  SubscriptionGames,
} from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, describe, expect, it } from "@jest/globals";

const START = Date.UTC(2026, 0, 1);

let shutdown = (): Promise<void> => Promise.resolve();

@GalaxyPlugin({ platform: Platform.Test })
class Shop {
  readonly runs: number[] = [];

  constructor(
    private readonly galaxy: GalaxyClient,
    private readonly clock: Clock,
  ) {}

  @Authenticate()
  login() {
    return { userId: "7", userName: "Ada" };
  }

  @OnHandshake()
  greet(): void {
    this.galaxy.removeGame("greeting");
  }

  @LaunchGame()
  launch(gameId: string): void {
    this.galaxy.removeGame(gameId);
  }

  @Friends()
  friends(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error("in its own words"));
      });
    });
  }

  @Every("10s")
  run(): void {
    this.runs.push(this.clock.now());
  }

  @OnShutdown()
  close(): Promise<void> {
    return shutdown();
  }
}

let galaxy: TestGalaxy;
const start = async (options = {}): Promise<TestGalaxy> => {
  galaxy = await startTestPlugin(Shop, { startTime: START, ...options });
  return galaxy;
};

afterEach(async () => {
  shutdown = () => Promise.resolve();
  await galaxy.close();
});

describe("startTestPlugin", () => {
  it("resolves when the client accepts notifications", async () => {
    await start();
    expect(galaxy.clock.now() - START).toBe(100);
    expect(galaxy.received("ownedGameRemoved")).toEqual([{ gameId: "greeting" }]);
    await galaxy.launchGame("1");
    expect(galaxy.received("ownedGameRemoved")).toHaveLength(2);
  });

  it("does not advance the clock without a handshake", async () => {
    await start({ handshake: false });
    expect(galaxy.clock.now()).toBe(START);
    await galaxy.request("initialize_cache", { data: {} });
    await galaxy.launchGame("1");
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    await galaxy.clock.advance("100ms");
    expect(galaxy.received("ownedGameRemoved")).toEqual([{ gameId: "greeting" }, { gameId: "1" }]);
  });

  it("runs schedules after the handshake", async () => {
    await start();
    await galaxy.clock.advance("20s");
    expect(galaxy.get(Shop).runs.map((time) => time - START)).toEqual([0, 10_000, 20_000]);
  });
});

describe("nextNotification", () => {
  it("returns one notification after the other, oldest first", async () => {
    await start();
    await galaxy.launchGame("1");
    expect(await galaxy.nextNotification("ownedGameRemoved")).toEqual({ gameId: "greeting" });
    expect(await galaxy.nextNotification("ownedGameRemoved")).toEqual({ gameId: "1" });
    const next = galaxy.nextNotification("ownedGameRemoved");
    await galaxy.launchGame("2");
    expect(await next).toEqual({ gameId: "2" });
  });

  it("returns a different notification to each of several callers", async () => {
    await start();
    const all = Promise.all(["a", "b", "c"].map(() => galaxy.nextNotification("ownedGameRemoved")));
    await galaxy.launchGame("1");
    await galaxy.launchGame("2");
    expect(await all).toEqual([{ gameId: "greeting" }, { gameId: "1" }, { gameId: "2" }]);
  });

  it("counts each kind separately and does not affect received()", async () => {
    await start();
    await galaxy.nextNotification("ownedGameRemoved");
    galaxy.get(GalaxyClient).lostAuthentication();
    expect(await galaxy.nextNotification("authenticationLost")).toBeUndefined();
    expect(galaxy.received("ownedGameRemoved")).toHaveLength(1);
  });

  it("fails if none arrives, and lists those that did", async () => {
    await start();
    await expect(galaxy.nextNotification("friendRemoved")).rejects.toThrow(
      "No friend_removed was received within 2000 ms. Received so far: owned_game_removed.",
    );
    galaxy.get(GalaxyClient).removeFriend("9");
    expect(await galaxy.nextNotification("friendRemoved")).toEqual({ userId: "9" });
  });
});

it("a call without a method says what is missing", async () => {
  await start();
  await expect(galaxy.importSubscriptions()).rejects.toThrow(
    new MethodNotFound(
      "Method not found: no listed class has a method for import_subscriptions. " +
        "Add the decorator to one, and its class to the services of @GalaxyPlugin().",
    ),
  );
});

describe("closing", () => {
  const ends = [
    { how: "close()", end: () => galaxy.close() },
    { how: "shutdown()", end: () => galaxy.shutdown() },
  ];

  it.each(ends)("by $how completes after 30 seconds on the clock if @OnShutdown() hangs", async ({ end }) => {
    await start();
    shutdown = () => new Promise(() => undefined);
    const before = galaxy.clock.now();
    await end();
    expect(galaxy.clock.now() - before).toBe(30_000);
    expect(galaxy.log.messages("warn").at(-1)).toBe("The integration did not shut down within 30 seconds");
  });

  it.each(ends)("by $how waits for @OnShutdown()", async ({ end }) => {
    await start();
    let awake = false;
    shutdown = () =>
      galaxy.clock.sleep(5000).then(() => {
        awake = true;
      });
    await end();
    expect(awake).toBe(true);
    expect(galaxy.log.messages("warn")).not.toContain("The integration did not shut down within 30 seconds");
  });

  it.each(ends)("by $how rejects running and later calls", async ({ end }) => {
    await start();
    const friends = galaxy.importFriends();
    // Checked later; until then it must not count as an unhandled rejection.
    friends.catch(() => undefined);
    await end();
    await expect(friends).rejects.toThrow(Aborted);
    await expect(galaxy.importOwnedGames()).rejects.toThrow(new Aborted("The integration has closed"));
    await expect(galaxy.request("anything")).rejects.toThrow(Aborted);
    await expect(galaxy.ping()).rejects.toThrow(Aborted);
    await expect(galaxy.shutdown()).rejects.toThrow(Aborted);
    await galaxy.launchGame("1");
    await galaxy.close();
  });
});

it("imports the games of a subscription from all of its pages", async () => {
  @GalaxyPlugin({ platform: Platform.Test })
  @NoLogin()
  class Club {
    @SubscriptionGames()
    async *games(): AsyncIterable<SubscriptionGame[] | null> {
      yield await Promise.resolve([{ gameId: "tide", gameTitle: "Tide of Embers" }]);
      yield [{ gameId: "moth", gameTitle: "Moth and Lamp" }];
      yield null;
    }
  }
  galaxy = await startTestPlugin(Club);
  const tide = { gameId: "tide", gameTitle: "Tide of Embers" };
  const moth = { gameId: "moth", gameTitle: "Moth and Lamp" };

  const { values, pages } = await galaxy.importSubscriptionGames(["club"]);
  expect(values.get("club")).toEqual([tide, moth]);
  expect(pages.get("club")).toEqual([[tide], [moth], null]);
});
