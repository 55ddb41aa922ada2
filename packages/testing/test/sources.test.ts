import { readFile } from "node:fs/promises";
import { setImmediate, setTimeout } from "node:timers/promises";
import {
  Authenticate,
  AuthenticationRequired,
  BackendNotAvailable,
  type Class,
  Clock,
  type FriendPresence,
  Friends,
  GalaxyClient,
  GalaxyPlugin,
  type Game,
  type GameTime,
  GameTimes,
  type GameTimesRun,
  Inject,
  InvalidCredentials,
  LaunchGame,
  LicenseType,
  type LocalGame,
  LocalGames,
  type LocalGamesSourceOptions,
  LocalGameState,
  OwnedGames,
  PersistentCache,
  Platform,
  type PresencesRun,
  PresenceState,
  RetryAfter,
  Service,
  type Snapshot,
  type Source,
  sourceOf,
  type SourceOptions,
  type SourceRun,
  Subscriptions,
  UNCHANGED,
  UNKNOWN,
  type UserInfo,
  UserPresences,
} from "@galaxy-kit/sdk";
import { type SourceAdapter, sourceDecorator, Sources } from "@galaxy-kit/sdk/extend";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "../src/index.js";

const { Installed, Running, None } = LocalGameState;
const licenseInfo = { licenseType: LicenseType.SinglePurchase };
const game = (gameId: string, gameTitle = gameId.toUpperCase()): Game => ({ gameId, gameTitle, licenseInfo });
const games = (...ids: readonly string[]): Game[] => ids.map((id) => game(id));
const many = (count: number, start = 0): Game[] =>
  Array.from({ length: count }, (_, index) => game(`g${start + index}`));
const local = (gameId: string, localGameState: LocalGameState = Installed): LocalGame => ({ gameId, localGameState });

type Answer<T> = (run: SourceRun<T>) => Snapshot<T> | Promise<Snapshot<T>>;

/** A platform whose answers the test sets; the last one stays. */
class Platforms {
  readonly runs: SourceRun<Game>[] = [];
  readonly localRuns: SourceRun<LocalGame>[] = [];
  readonly friendRuns: SourceRun<UserInfo>[] = [];
  owned: Answer<Game> = () => [];
  local: Answer<LocalGame> = () => [];
  friends: Answer<UserInfo> = () => [];
  userId = "u1";
}

let galaxy: TestGalaxy | undefined;

afterEach(async () => {
  await galaxy?.close();
  galaxy = undefined;
});

interface Settings {
  readonly owned?: Partial<SourceOptions>;
  readonly local?: Partial<LocalGamesSourceOptions>;
  readonly friends?: Partial<SourceOptions>;
}

/** An integration whose sources answer with what the platform says. */
function pluginFor(platform: Platforms, settings: Settings = {}): Class {
  @Service()
  class Library {
    constructor(
      @Inject(sourceOf("ownedGames")) readonly games: Source<Game>,
      @Inject(sourceOf("localGames")) readonly installed: Source<LocalGame>,
      readonly sources: Sources,
    ) {}

    @OwnedGames({ refresh: "10m", ...settings.owned })
    owned(run: SourceRun<Game>) {
      platform.runs.push(run);
      return platform.owned(run);
    }

    @LocalGames({ refresh: "on request", ...settings.local })
    local(run: SourceRun<LocalGame>) {
      platform.localRuns.push(run);
      return platform.local(run);
    }

    @Friends({ refresh: "on request", ...settings.friends })
    friends(run: SourceRun<UserInfo>) {
      platform.friendRuns.push(run);
      return platform.friends(run);
    }

    @LaunchGame()
    launch(): void {}
  }
  handles = Library;

  @GalaxyPlugin({ platform: Platform.Test, services: [Library] })
  class ShopPlugin {
    @Authenticate()
    login() {
      return { userId: platform.userId, userName: "Ada" };
    }
  }
  return ShopPlugin;
}

/** The class of the last integration that has the handles. */
let handles: Class<{ readonly games: Source<Game>; readonly installed: Source<LocalGame>; readonly sources: Sources }>;

async function start(platform: Platforms, settings: Settings = {}, options?: TestPluginOptions): Promise<TestGalaxy> {
  galaxy = await startTestPlugin(pluginFor(platform, settings), options);
  await galaxy.authenticate();
  return galaxy;
}

const ownedSource = (): Source<Game> => galaxy!.source("ownedGames");
const localSource = (): Source<LocalGame> => galaxy!.source("localGames");
const idsOf = (list: readonly { readonly gameId: string }[]): string[] => list.map(({ gameId }) => gameId);
const added = (): string[] => idsOf(galaxy!.received("ownedGameAdded").map(({ ownedGame }) => ownedGame));
const removed = (): string[] => galaxy!.received("ownedGameRemoved").map(({ gameId }) => gameId);
const updated = (): string[] => idsOf(galaxy!.received("ownedGameUpdated").map(({ ownedGame }) => ownedGame));
const statuses = (): (readonly [string, LocalGameState])[] =>
  galaxy!.received("localGameStatusChanged").map(({ localGame }) => [localGame.gameId, localGame.localGameState]);
/** Waits for so long that a test does not wait for it. */
const hanging = (): Promise<never> => galaxy!.get(Clock).sleep(1e9) as Promise<never>;
const failing = (): never => {
  throw new BackendNotAvailable();
};

describe("a source", () => {
  it("answers GALAXY with what the method says, and reports what has changed after the interval", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b");
    const { clock, importOwnedGames } = bound(await start(platform));
    expect(await importOwnedGames()).toEqual(games("a", "b"));
    platform.owned = () => [game("a"), game("b", "New title"), game("c")];
    await clock.advance("10m");
    expect([added(), updated(), removed()]).toEqual([["c"], ["b"], []]);
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "interval"]);
  });

  it("answers from the last snapshot for as long as it is fresh", async () => {
    const platform = new Platforms();
    const client = await start(platform, { owned: { refresh: "on request" } });
    await client.importOwnedGames();
    await client.clock.advance("30s");
    await client.importOwnedGames();
    expect(platform.runs).toHaveLength(1);
    await client.clock.advance("1s");
    await client.importOwnedGames();
    expect(platform.runs).toHaveLength(2);
  });

  it("asks the method again if the clock was set back, since nobody knows how old the last snapshot is", async () => {
    const platform = new Platforms();
    const client = await start(platform, { owned: { refresh: "on request" } });
    await client.importOwnedGames();
    platform.owned = () => games("a");
    client.clock.jump("-1h");
    expect(idsOf(await client.importOwnedGames())).toEqual(["a"]);
  });

  it("shows what is known to the next run and to services, in the form of the models", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b");
    const client = await start(platform);
    expect(ownedSource().state).toMatchObject({ kind: "never", count: 0 });
    await client.importOwnedGames();
    expect([...ownedSource().items]).toEqual([
      ["a", game("a")],
      ["b", game("b")],
    ]);
    expect(ownedSource().state).toMatchObject({ kind: "fresh", count: 2, at: client.clock.now(), paused: false });
    await client.clock.advance("10m");
    expect(platform.runs.at(-1)?.previous?.get("b")).toEqual(game("b"));
  });

  it("refuses to put what is not valid, and names the member", async () => {
    const client = await start(new Platforms());
    await client.importOwnedGames();
    expect(() => {
      ownedSource().put({ gameId: "a" } as Game);
    }).toThrow("gameTitle: expected a string");
    await client.ping();
    expect([added(), ownedSource().state.count]).toEqual([[], 0]);
  });

  it("is the one that services inject, and a test that asks for another one hears which there are", async () => {
    const { games, installed } = (await start(new Platforms())).get(handles);
    expect([galaxy!.source("ownedGames"), galaxy!.source("localGames")]).toEqual([games, installed]);
    expect(() => galaxy!.source("subscriptions")).toThrow(
      'No method is a source of subscriptions. Add the option refresh to @Subscriptions(), such as @Subscriptions({ refresh: "10m" }). The sources are: ownedGames, localGames, friends.',
    );
  });

  it("says at startup which decorator needs refresh if a source is injected that does not exist", () => {
    @Service()
    class Library {
      constructor(@Inject(sourceOf("friends")) readonly friends: Source<UserInfo>) {}
    }
    @GalaxyPlugin({ platform: Platform.Test, services: [Library] })
    class Plugin {
      @Authenticate()
      login() {
        return { userId: "1", userName: "Ada" };
      }
    }
    return expect(startTestPlugin(Plugin)).rejects.toThrow(
      'No method is a source of friends. Add the option refresh to @Friends(), such as @Friends({ refresh: "10m" }).',
    );
  });
});

describe("1. a failure is not an empty answer", () => {
  const answers: readonly (readonly [string, Answer<Game>])[] = [
    ["a method that throws", failing],
    ["a method that rejects", () => Promise.reject(new BackendNotAvailable())],
    ["UNKNOWN", () => UNKNOWN],
    ["something that is not a list", () => ({}) as never],
  ];

  it.each(answers)("%s keeps what is known (amazon 2.0.1, uplay 2.0.2: the library was empty)", async (_, answer) => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = answer;
    await client.clock.advance("30m");
    expect(idsOf(await client.importOwnedGames())).toEqual(["a", "b"]);
    expect(removed()).toEqual([]);
    expect(ownedSource().state.kind).toBe(answer === answers[2]?.[1] ? "stale" : "failing");
  });

  it.each(answers)("%s is an error for GALAXY, and not an empty list, if nothing is known", async (_, answer) => {
    const platform = new Platforms();
    platform.owned = answer;
    const client = await start(platform);
    await expect(client.importOwnedGames()).rejects.toThrow();
    platform.owned = () => games("a");
    expect(await client.importOwnedGames()).toEqual(games("a"));
  });

  it("a run that takes too long keeps what is known", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = hanging;
    await client.clock.advance("12m");
    expect(ownedSource().state).toMatchObject({ kind: "failing", count: 1 });
    expect(platform.runs.at(-1)?.signal.aborted).toBe(true);
  });

  it("is logged once, with what stays, and so is the recovery; the interval goes on (gw2: it ran every second)", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = failing;
    await client.clock.advance("40m");
    platform.owned = () => games("a", "b");
    await client.clock.advance("10m");
    const lines = client.log
      .messages("warn")
      .concat(client.log.messages("info"))
      .filter((line) => line.includes("owned"));
    expect(lines).toEqual([
      "Library.owned failed with BackendNotAvailable: Backend not available; the 2 known games stay",
      "Library.owned works again after 40 minutes",
    ]);
    expect(platform.runs).toHaveLength(6);
  });

  it("because of a file that is not there yet is a warning without a stack, once, with the path and what to do", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = async () => JSON.parse(await readFile("/nowhere/shop.json", "utf8")) as Game[];
    await client.clock.advance("30m");
    expect(idsOf(await client.importOwnedGames())).toEqual(["a"]);
    expect(client.log.entries.filter(({ level }) => level === "warn" || level === "error")).toEqual([
      expect.objectContaining({
        level: "warn",
        message: "Library.owned needs a file that does not exist; the known game stays",
        file: "/nowhere/shop.json",
        remedy: expect.stringContaining("may not be installed"),
      }),
    ]);
    expect(client.log.text).not.toContain("at async");
  });

  it("of the first look at local games is made up for within 30 seconds, without another request of GALAXY", async () => {
    const platform = new Platforms();
    platform.local = () => readFile("/nowhere/shop.db").then(() => []);
    const client = await start(platform, { local: { refresh: "5s" } });
    await expect(client.importLocalGames()).rejects.toThrow("ENOENT");
    platform.local = () => [local("a")];
    await client.clock.advance("31s");
    expect(statuses()).toEqual([["a", Installed]]);
  });

  it("is logged once for each of the addresses of a server, and not in each run", async () => {
    const platform = new Platforms();
    platform.owned = () => {
      throw new BackendNotAvailable(`connect ETIMEDOUT 192.0.2.${platform.runs.length % 2}:443`);
    };
    const client = await start(platform);
    await client.importOwnedGames().catch(() => undefined);
    for (let run = 0; run < 6; run++) {
      await client.clock.advance("1m");
      await ownedSource().refresh();
    }
    expect(platform.runs.length).toBeGreaterThanOrEqual(6);
    expect(client.log.messages("warn").filter((line) => line.includes("ETIMEDOUT"))).toHaveLength(2);
  });

  it("RetryAfter puts off the next run only, and runs that GALAXY asks for, too", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => {
      throw new RetryAfter("25m");
    };
    await client.clock.advance("10m");
    platform.owned = () => games("a", "b");
    await client.clock.advance("24m");
    expect(idsOf(await client.importOwnedGames())).toEqual(["a"]);
    await client.clock.advance("1m");
    expect(added()).toEqual(["b"]);
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "interval", "retry"]);
    await client.clock.advance("10m");
    expect(platform.runs).toHaveLength(4);
  });

  it("with a delay that is not a duration, but the author's own, is like any other", async () => {
    class Busy extends BackendNotAvailable {
      readonly delay = 30;
    }
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => {
      throw new Busy();
    };
    await client.clock.advance("10m");
    expect(ownedSource().state).toMatchObject({ kind: "failing", count: 1 });
    platform.owned = () => games("a", "b");
    await client.clock.advance("10m");
    expect(added()).toEqual(["b"]);
  });
});

describe("after RetryAfter", () => {
  async function failing(): Promise<readonly [Platforms, TestGalaxy]> {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => {
      throw new RetryAfter("25m");
    };
    await client.clock.advance("10m");
    platform.owned = () => games("a", "b");
    return [platform, client];
  }

  it("a change by hand does not bring the next run forward, and the source runs again", async () => {
    const [platform, client] = await failing();
    ownedSource().put(game("c"));
    await client.clock.advance("24m");
    expect(platform.runs).toHaveLength(2);
    await client.clock.advance("1m");
    expect(platform.runs).toHaveLength(3);
  });

  it("a source runs again though the clock was set back", async () => {
    const [platform, client] = await failing();
    client.clock.jump("-1h");
    await client.clock.advance("26m");
    expect(platform.runs).toHaveLength(3);
    await client.clock.advance("10m");
    expect(platform.runs).toHaveLength(4);
  });
});

it("a change by hand puts the next run off, since it is newer than what the last one has found", async () => {
  const platform = new Platforms();
  const client = await start(platform);
  await client.importOwnedGames();
  await client.clock.advance("9m");
  ownedSource().put(game("new"));
  await client.clock.advance("9m");
  expect(platform.runs).toHaveLength(1);
  await client.clock.advance("1m");
  expect(platform.runs).toHaveLength(2);
});

it("refresh() runs 10 seconds after the last run, also if the clock was set back meanwhile", async () => {
  const platform = new Platforms();
  const client = await start(platform, { owned: { refresh: "on request" } });
  await client.importOwnedGames();
  client.clock.jump("-1h");
  const asked = ownedSource().refresh();
  await client.clock.advance("11s");
  expect(platform.runs).toHaveLength(2);
  await asked;
});

describe("2. a suspicious answer is held back", () => {
  it("that is empty, until it is given twice (ea 2.0.6: the first empty answer was final)", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b", "c");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => [];
    await client.clock.advance("10m");
    expect(idsOf(await client.importOwnedGames())).toEqual(["a", "b", "c"]);
    expect(ownedSource().state.heldBack).toMatchObject({
      count: 3,
      answersNeeded: 1,
      suspicious: true,
      first: ["a", "b", "c"],
    });
    expect(client.log.messages("warn").join("\n")).toContain(
      "held back 3 removals, since 3 of 3 games are suddenly missing. They are removed if the next answer lacks exactly these 3 games; " +
        "the next run is in 10m",
    );
    await client.clock.advance("10m");
    expect(removed()).toEqual(["a", "b", "c"]);
    expect(ownedSource().state.heldBack).toBeUndefined();
  });

  it("that is halved, until exactly the same is missing twice", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform, { owned: { removals: { confirm: 2 } } });
    await client.importOwnedGames();
    platform.owned = () => many(5);
    await client.clock.advance("10m");
    platform.owned = () => many(5, 5);
    await client.clock.advance("10m");
    expect(removed()).toEqual([]);
    platform.owned = () => many(10);
    await client.clock.advance("10m");
    expect([removed(), added()]).toEqual([[], []]);
    platform.owned = () => many(5);
    await client.clock.advance("20m");
    expect(removed()).toEqual(["g5", "g6", "g7", "g8", "g9"]);
  });

  it("even if single removals need no confirmation", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform, { owned: { removals: { confirm: 1 } } });
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await client.clock.advance("10m");
    expect(removed()).toEqual(["g9"]);
    platform.owned = () => many(2);
    await client.clock.advance("10m");
    expect(removed()).toEqual(["g9"]);
    await client.clock.advance("10m");
    expect(removed()).toHaveLength(8);
  });

  it("a single removal needs two answers in a row, and as long as the option grace says", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform, { owned: { removals: { grace: "25m" } } });
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
    await client.clock.advance("10m");
    expect(removed()).toEqual(["g9"]);
  });

  it.each([
    ["10m", "31s"],
    ["on request", "31s"],
    ["5s", "6s"],
  ] as const)("a single removal with refresh: %s is confirmed soon, not at the next refresh", async (refresh, soon) => {
    const platform = new Platforms();
    platform.owned = () => many(3);
    const client = await start(platform, { owned: { refresh } });
    await client.importOwnedGames();
    platform.owned = () => many(2);
    await ownedSource().refresh();
    expect(removed()).toEqual([]);
    await client.clock.advance(soon);
    expect(removed()).toEqual(["g2"]);
    expect(client.log.messages("info").join("\n")).toContain("Library.owned: 1 game is gone");
    expect(platform.runs.length).toBeLessThan(6);
  });

  it("that is empty, with refresh: on request, until a run of its own gives it again: nothing else would", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform, { owned: { refresh: "on request" } });
    await client.importOwnedGames();
    platform.owned = () => [];
    await ownedSource().refresh();
    expect(client.log.messages("warn").join("\n")).toContain("the next run is in 30s");
    expect(removed()).toEqual([]);
    await client.clock.advance("31s");
    expect(removed()).toEqual(["a"]);
    await client.clock.advance("1h");
    expect(platform.runs).toHaveLength(3);
  });

  it("a single removal is confirmed soon although the clock of the computer was set back", async () => {
    const platform = new Platforms();
    platform.owned = () => many(3);
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => many(2);
    await ownedSource().refresh();
    client.clock.jump("-1h");
    await client.clock.advance("31s");
    expect(removed()).toEqual(["g2"]);
  });

  it("a single removal is confirmed as soon as the option confirmWithin says, however late someone puts a game", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform, { owned: { removals: { confirmWithin: "2m" } } });
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await ownedSource().refresh();
    ownedSource().put(game("g0", "Other"));
    await client.clock.advance("119s");
    expect(removed()).toEqual([]);
    await client.clock.advance("2s");
    expect(removed()).toEqual(["g9"]);
  });

  it("a game that is back in time was never gone (amazon: the launcher empties its database while it starts)", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a"), local("b", Installed | Running)];
    const client = await start(platform, { local: { refresh: "5s" } });
    await client.importLocalGames();
    platform.local = () => [];
    await client.clock.advance("5s");
    platform.local = () => [local("a"), local("b", Installed | Running)];
    await client.clock.advance("1m");
    expect(statuses()).toEqual([]);
  });

  it("a game that is running or held is not removed", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    platform.local = () => [local("g9", Installed | Running)];
    const client = await start(platform, { local: { refresh: "5m" } });
    await client.importLocalGames();
    await client.importOwnedGames();
    const release = client.get(handles).sources.hold("g8");
    platform.owned = () => many(8);
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
    release();
    platform.local = () => [local("g9", Installed)];
    await client.clock.advance("20m");
    expect(removed()).toEqual(["g8", "g9"]);
  });
});

describe("3. only a complete answer says what is missing", () => {
  it("a stream that breaks off after page 3 adds games and removes none", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = async function* () {
      yield* games("new");
      yield* many(3);
      await setImmediate();
      throw new BackendNotAvailable();
    };
    await client.clock.advance("40m");
    expect([added(), removed()]).toEqual([["new"], []]);
    expect(ownedSource().state).toMatchObject({ kind: "failing", count: 11 });
  });

  it("what is yet to be reported is taken into account", async () => {
    const platform = new Platforms();
    platform.owned = () => many(60);
    const client = await start(platform, { owned: { removals: { confirm: 1 }, pace: { perSecond: 1 } } });
    await client.importOwnedGames();
    platform.owned = () => [...many(60), ...many(70, 1000)];
    await client.clock.advance("10m");
    const reported = added().length;
    expect(ownedSource().state.pending).toBe(70 - reported);
    const last = "g1069";
    expect(added()).not.toContain(last);
    // Taken back before it was reported: GALAXY hears nothing of it.
    platform.owned = () => [...many(60), ...many(69, 1000)];
    void ownedSource().refresh();
    await client.clock.advance("2m");
    expect(added()).toHaveLength(69);
    expect(removed()).toEqual([]);
  });
});

describe("4. the baseline comes first", () => {
  it("nothing is reported before GALAXY has imported", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b");
    const client = await start(platform);
    await ownedSource().refresh();
    ownedSource().put(game("c"));
    await client.clock.advance("1h");
    expect(added()).toEqual([]);
    expect(idsOf(await client.importOwnedGames())).toEqual(["a", "b", "c"]);
    await client.clock.advance("1m");
    expect(added()).toEqual([]);
  });

  it("a change in the middle of an import comes after its response", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    const response = client.importOwnedGames();
    ownedSource().put(game("b"));
    const list = idsOf(await response);
    expect(list.includes("b") || added().includes("b")).toBe(true);
  });

  it("local games are reported after 30 seconds if GALAXY never asks (API#180: Install instead of Play)", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a"), local("b", None)];
    const client = await start(platform, { local: { refresh: "5s" } });
    await client.clock.advance("29s");
    expect(platform.localRuns).toEqual([]);
    await client.clock.advance("1s");
    expect(statuses()).toEqual([["a", Installed]]);
    platform.local = () => [local("a", Installed | Running)];
    await client.clock.advance("5s");
    expect(statuses().at(-1)).toEqual(["a", Installed | Running]);
    expect(added()).toEqual([]);
  });
});

describe("5. one run at a time", () => {
  it("an import during a refresh joins it, and two refreshes never overlap (rpcs3, wii: tasks piled up)", async () => {
    const platform = new Platforms();
    let finish: (games: Game[]) => void = () => undefined;
    platform.owned = () => new Promise((resolve) => (finish = resolve));
    const client = await start(platform);
    const refreshes = [ownedSource().refresh(), ownedSource().refresh()];
    const imports = [client.importOwnedGames(), client.importOwnedGames()];
    await client.clock.advance("10s");
    expect(platform.runs).toHaveLength(1);
    finish(games("a"));
    expect(await Promise.all(imports)).toEqual([games("a"), games("a")]);
    await Promise.all(refreshes);
    await client.clock.advance("1m");
    expect(platform.runs).toHaveLength(1);
  });

  it("the late answer of a run that took too long is ignored", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform, { owned: { removals: { confirm: 1, brake: "100%" } } });
    await client.importOwnedGames();
    let finish: (games: Game[]) => void = () => undefined;
    platform.owned = () => new Promise((resolve) => (finish = resolve));
    await client.clock.advance("12m");
    platform.owned = () => games("a", "b");
    await client.clock.advance("10m");
    finish(games("c"));
    await client.clock.advance("1m");
    expect([added(), removed()]).toEqual([["b"], []]);
  });

  it("a source that has thrown runs again (rockstar 2.0.6: a busy flag stayed set)", async () => {
    const platform = new Platforms();
    platform.owned = failing;
    const client = await start(platform);
    await expect(client.importOwnedGames()).rejects.toThrow(BackendNotAvailable);
    void ownedSource().refresh();
    await client.clock.advance("11s");
    expect(platform.runs).toHaveLength(2);
    platform.owned = () => games("a");
    expect(await client.importOwnedGames()).toEqual(games("a"));
  });

  it("calls of refresh() are cooled down to one run in 10 seconds", async () => {
    const platform = new Platforms();
    const client = await start(platform);
    await client.importOwnedGames();
    await ownedSource().refresh();
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "asked"]);
    for (let call = 0; call < 5; call++) void ownedSource().refresh();
    await client.clock.advance("9s");
    expect(platform.runs).toHaveLength(2);
    await client.clock.advance("1s");
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "asked", "asked"]);
  });

  it("refresh() during a run, however late, starts one more after it, which all calls until then share", async () => {
    const platform = new Platforms();
    let finish: (games: Game[]) => void = () => undefined;
    const hang = () => new Promise<Game[]>((resolve) => (finish = resolve));
    platform.owned = hang;
    const client = await start(platform, { owned: { refresh: "on request" } });
    const imports = [client.importOwnedGames()];
    await client.clock.advance("20s");
    const asked = [ownedSource().refresh(), ownedSource().refresh(), ownedSource().refresh({ join: true })];
    imports.push(client.importOwnedGames());
    await client.ping();
    finish(games("a"));
    expect(await Promise.all(imports)).toEqual([games("a"), games("a")]);
    await asked[2];
    await client.ping();
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "asked"]);
    // The second one has begun, too: what is bought now needs a third.
    const last = ownedSource().refresh();
    finish(games("a", "b"));
    await asked[0];
    expect([...ownedSource().items.keys()]).toEqual(["a", "b"]);
    platform.owned = () => games("a", "b", "c");
    await client.clock.advance("10s");
    await Promise.all([...asked, last]);
    expect([...ownedSource().items.keys()]).toEqual(["a", "b", "c"]);
    expect(platform.runs.map(({ reason }) => reason)).toEqual(["import", "asked", "asked"]);
    expect(added()).toEqual(["b", "c"]);
  });

  it("no call joins a run that is invalid: another one follows it", async () => {
    const platform = new Platforms();
    let finish: (games: Game[]) => void = () => undefined;
    platform.owned = () => new Promise((resolve) => (finish = resolve));
    const client = await start(platform, { owned: { refresh: "on request" } });
    const imported = client.importOwnedGames();
    await client.ping();
    ownedSource().invalidate();
    const refreshed = ownedSource().refresh({ join: true });
    platform.owned = () => games("a", "b");
    finish(games("a"));
    expect(await imported).toEqual(games("a"));
    await refreshed;
    expect(added()).toEqual(["b"]);
  });

  it("what is put or deleted during a run is newer than its answer", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b", "c");
    const client = await start(platform, { owned: { removals: { confirm: 1, brake: "100%" } } });
    await client.importOwnedGames();
    let finish: (games: Game[]) => void = () => undefined;
    platform.owned = () => new Promise((resolve) => (finish = resolve));
    await client.clock.advance("10m");
    ownedSource().put(game("b", "Put"));
    ownedSource().put(game("d"));
    ownedSource().delete("c");
    await client.ping();
    expect([added(), updated(), removed()]).toEqual([["d"], ["b"], ["c"]]);
    finish(games("a", "b", "c"));
    await client.clock.advance("1m");
    expect([added(), updated(), removed()]).toEqual([["d"], ["b"], ["c"]]);
    expect([...ownedSource().items.values()]).toEqual([game("a"), game("b", "Put"), game("d")]);
  });
});

describe("6. a stream", () => {
  it("answers at 90 seconds with what has come; the rest is added, with its game times (steam#33: Timeout)", async () => {
    const platform = new Platforms();
    platform.owned = async function* () {
      for (const one of many(10)) {
        yield one;
        await galaxy!.get(Clock).sleep(20_000);
      }
    };
    const client = await start(platform);
    const response = client.importOwnedGames();
    await client.clock.advance("89s");
    await client.clock.advance("1s");
    expect(idsOf(await response)).toEqual(["g0", "g1", "g2", "g3", "g4"]);
    await client.clock.advance("3m");
    expect(added()).toEqual(["g5", "g6", "g7", "g8", "g9"]);
    expect(ownedSource().state).toMatchObject({ kind: "fresh", count: 10 });
    expect(removed()).toEqual([]);
  });

  it("is not needed for a long run: GALAXY is answered in time, and what the run finds is added (limits of 15 minutes)", async () => {
    const platform = new Platforms();
    platform.owned = async () => {
      await galaxy!.get(Clock).sleep(600_000);
      return many(3);
    };
    const client = await start(platform, { owned: { timeLimit: "16m" } });
    const refused = expect(client.importOwnedGames()).rejects.toThrow(BackendNotAvailable);
    await client.clock.advance("90s");
    await refused;
    await client.clock.advance("9m");
    expect(added()).toEqual(["g0", "g1", "g2"]);
    expect(idsOf(await client.importOwnedGames())).toEqual(["g0", "g1", "g2"]);
    expect(platform.runs).toHaveLength(1);
  });

  it("that stops delivering is abandoned", async () => {
    const platform = new Platforms();
    let isClosed = false;
    platform.owned = async function* () {
      try {
        yield game("a");
        await hanging();
      } finally {
        isClosed = true;
      }
    };
    const client = await start(platform);
    const response = client.importOwnedGames();
    await client.clock.advance("90s");
    await client.clock.advance("1s");
    await response.catch(() => undefined);
    await client.clock.advance("2m");
    expect(ownedSource().state.kind).toBe("failing");
    expect(isClosed).toBe(false);
    expect(platform.runs[0]?.signal.aborted).toBe(true);
  });

  it("that goes on after it was abandoned is ended, and closes what it has open", async () => {
    const platform = new Platforms();
    let goOn = (): void => undefined;
    let isClosed = false;
    platform.owned = async function* () {
      try {
        yield* games("a");
        await new Promise<void>((resolve) => (goOn = resolve));
        yield* games("b", "c");
      } finally {
        isClosed = true;
      }
    };
    const client = await start(platform, { owned: { timeLimit: "1m" } });
    const response = client.importOwnedGames();
    await setImmediate();
    await client.clock.advance("2m");
    await response.catch(() => undefined);
    goOn();
    await client.ping();
    expect(isClosed).toBe(true);
  });

  it("is paced: 50 games at once, then 20 per second (steam: 5 seconds of sleep per 50 games)", async () => {
    const platform = new Platforms();
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => many(200);
    await ownedSource().refresh();
    await client.clock.advance("1ms");
    expect(added()).toHaveLength(50);
    await client.clock.advance("1s");
    expect(added()).toHaveLength(70);
    await client.clock.advance("10s");
    expect(added()).toHaveLength(200);
  });
});

describe("7. the order", () => {
  it("is installed games first, then the recently played, then the rest, each as the author ordered them", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a", "b", "c", "d", "e", "f");
    platform.local = () => [local("d"), local("b")];
    const client = await start(platform);
    await client.importLocalGames();
    const time = Math.floor(client.clock.now() / 1000);
    client.get(GalaxyClient).updateGameTime({ gameId: "f", timePlayed: 1, lastPlayedTime: time });
    client.get(GalaxyClient).updateGameTime({ gameId: "c", timePlayed: 1, lastPlayedTime: time - 9 });
    expect(idsOf(await client.importOwnedGames())).toEqual(["b", "d", "f", "c", "a", "e"]);
  });
});

describe("8. a bad element", () => {
  it("is left out, logged with its path once, and what is known about it stays (uplay 2.0.4: one record emptied the library)", async () => {
    const platform = new Platforms();
    platform.owned = () => many(4);
    const client = await start(platform, { owned: { removals: { confirm: 1 } } });
    await client.importOwnedGames();
    platform.owned = () => [...many(3), { gameId: "g3" } as Game, game("new")];
    await client.clock.advance("30m");
    expect([added(), removed()]).toEqual([["new"], []]);
    const errors = client.log.messages("error");
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("ownedGames[3].gameTitle");
  });

  it("of unknown id keeps everything that is missing", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform, { owned: { removals: { confirm: 1 } } });
    await client.importOwnedGames();
    platform.owned = () => [...many(9), null as never];
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
  });

  it.each([
    ["is invalid", () => [...games("b", "c"), { gameId: "a2" } as Game]],
    [
      "was skipped",
      (run: SourceRun<Game>) => {
        run.skip("a2", "its record is damaged");
        return games("b", "c");
      },
    ],
  ])("that %s under another id of its game keeps that game", async (_what, answer) => {
    const platform = new Platforms();
    platform.owned = () => games("a2", "b", "c");
    const options = { alias: (id: string) => (id === "a2" ? "a" : id), removals: { confirm: 1 } };
    const client = await start(platform, { owned: options });
    expect(idsOf(await client.importOwnedGames())).toEqual(["a", "b", "c"]);
    platform.owned = answer;
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
  });

  it("can be skipped by the method, with the reason", async () => {
    const platform = new Platforms();
    platform.owned = (run) => {
      run.skip("g2", "its record is damaged");
      return many(2);
    };
    const client = await start(platform);
    expect(await client.importOwnedGames()).toHaveLength(2);
    expect(client.log.messages("error")).toEqual([
      "Library.owned left out 1 of what it found: g2: its record is damaged",
    ]);
  });

  it("that is more than half of the answer means that the run has failed: the platform has changed", async () => {
    const platform = new Platforms();
    platform.owned = () => many(4);
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => [game("g0"), {} as Game, {} as Game];
    await client.clock.advance("30m");
    expect(ownedSource().state).toMatchObject({ kind: "failing", count: 4 });
    expect(removed()).toEqual([]);
  });
});

describe("9. an id that occurs twice", () => {
  it("counts once, the first time, and is logged once", async () => {
    const platform = new Platforms();
    platform.owned = () => [game("a", "First"), game("a", "Second"), game("b")];
    const client = await start(platform);
    expect(await client.importOwnedGames()).toEqual([game("a", "First"), game("b")]);
    await client.clock.advance("30m");
    expect(client.log.messages("warn").filter((line) => line.includes("more than once"))).toHaveLength(1);
    expect(updated()).toEqual([]);
  });

  it("is not worth a word if both are the same: a game that is in two lists", async () => {
    const platform = new Platforms();
    platform.owned = () => [game("a"), game("b"), game("a")];
    const client = await start(platform);
    expect(await client.importOwnedGames()).toEqual([game("a"), game("b")]);
    await client.clock.advance("30m");
    expect(client.log.text).not.toContain("more than once");
  });

  it("because of an alias is one game (steam 2.1.5: aliases of one game were imported twice)", async () => {
    const platform = new Platforms();
    platform.owned = () => games("292030", "499450", "440");
    const client = await start(platform, { owned: { alias: (id) => (id === "499450" ? "292030" : id) } });
    expect(await client.importOwnedGames()).toEqual(games("292030", "440"));
    ownedSource().delete("499450");
    await client.ping();
    expect(removed()).toEqual(["292030"]);
    expect(client.log.messages("warn")).toEqual([]);
  });
});

describe("10. an update", () => {
  it("is a difference on the wire: a missing member is the same as undefined, and the order of members means nothing", async () => {
    const platform = new Platforms();
    platform.owned = () => [game("a")];
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => [
      { licenseInfo: { owner: undefined, ...licenseInfo }, dlcs: undefined, gameTitle: "A", gameId: "a" },
    ];
    await client.clock.advance("10m");
    expect(updated()).toEqual([]);
  });
});

describe("11. a lost login", () => {
  it("is noticed if a run says that the user has to log in (uplay 2.0.2: the error was masked)", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => {
      throw new AuthenticationRequired();
    };
    await client.clock.advance("10m");
    expect(client.received("authenticationLost")).toHaveLength(1);
  });

  it("is not a failure of a source that needs no login", async () => {
    const platform = new Platforms();
    platform.local = () => {
      throw new AuthenticationRequired();
    };
    const client = await start(platform);
    await expect(client.importLocalGames()).rejects.toThrow(AuthenticationRequired);
    expect(client.received("authenticationLost")).toEqual([]);
  });

  it("is reported once, and pauses the sources until the next login (steam 2.1.1: duplicate signals)", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform, { local: { refresh: "10m" }, friends: { refresh: "10m" } });
    await client.importOwnedGames();
    await client.importFriends();
    await client.importLocalGames();
    platform.owned = () => {
      throw new InvalidCredentials();
    };
    platform.friends = platform.owned as never;
    await client.clock.advance("1h");
    client.get(GalaxyClient).lostAuthentication();
    expect(client.received("authenticationLost")).toHaveLength(1);
    expect(ownedSource().state).toMatchObject({ kind: "failing", paused: true, count: 1 });
    const runs = platform.runs.length + platform.friendRuns.length;
    await client.clock.advance("1h");
    expect(platform.runs.length + platform.friendRuns.length).toBe(runs);
    expect(platform.localRuns.length).toBeGreaterThan(10);

    platform.owned = () => games("a", "b");
    platform.friends = () => [];
    const { length } = platform.friendRuns;
    await client.authenticate();
    expect(idsOf(await client.importOwnedGames())).toEqual(["a", "b"]);
    await client.clock.advance("10m");
    // GALAXY has not asked for them again.
    expect(platform.friendRuns).toHaveLength(length + 1);
    platform.owned = () => {
      throw new InvalidCredentials();
    };
    await client.clock.advance("10m");
    expect(client.received("authenticationLost")).toHaveLength(2);
  });

  it("another account starts from nothing", async () => {
    const platform = new Platforms();
    platform.owned = () => games("a");
    const client = await start(platform);
    await client.importOwnedGames();
    platform.userId = "u2";
    platform.owned = failing;
    await client.authenticate();
    expect(ownedSource().state).toMatchObject({ kind: "never", count: 0 });
    await expect(client.importOwnedGames()).rejects.toThrow(BackendNotAvailable);
  });
});

describe("12. the next start", () => {
  const storedBy = async (platform: Platforms, settings?: Settings) => {
    const client = await start(platform, settings);
    await client.importOwnedGames();
    await client.close();
    return client.received("pushCache").at(-1)?.data ?? {};
  };

  it("answers 14,000 games at once with what was known, and reports what has changed since then", async () => {
    const platform = new Platforms();
    platform.owned = () => many(14_000);
    const cache = await storedBy(platform);
    let finish: (games: Game[]) => void = () => undefined;
    platform.owned = () => new Promise((resolve) => (finish = resolve));
    const client = await start(platform, {}, { cache });
    expect(await client.importOwnedGames()).toHaveLength(14_000);
    expect(ownedSource().state).toMatchObject({ kind: "stale", count: 14_000 });
    expect(platform.runs).toHaveLength(2);
    finish([...many(14_000), game("new")]);
    await client.clock.advance("1s");
    for (let turn = 0; turn < 100 && added().length === 0; turn++) await setImmediate();
    expect(added()).toEqual(["new"]);
    expect(ownedSource().state.kind).toBe("fresh");
  });

  it("stores an answer that is being compressed when the integration closes", async () => {
    const platform = new Platforms();
    platform.owned = () => many(14_000);
    const client = await start(platform);
    await client.importOwnedGames();
    const due = client.clock.now() + 5_000;
    const advanced = client.clock.advance("5s");
    while (client.clock.now() < due) await setImmediate();
    await client.close();
    expect(client.received("pushCache")).toHaveLength(1);
    await advanced;
  });

  it("stores nothing if nothing has changed", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const cache = await storedBy(platform);
    const client = await start(platform, {}, { cache });
    await client.importOwnedGames();
    await client.clock.advance("1h");
    await client.close();
    expect(client.received("pushCache")).toEqual([]);
  });

  it.each<readonly [string, (stored: string) => string | number, number?]>([
    ["another version", (stored) => stored.replace('"version":1', '"version":99')],
    ["garbage", () => "\u0000 garbage"],
    ["a number", () => 7],
    ["half of it", (stored) => stored.replace(/"items":"(.{10}).*"/, '"items":"$1"')],
    ["an item that is none", (stored) => stored.replace(/"items":".*"/, '"items":"q1YqSy0qzszPU7JSMlSqBQA="')],
    ["the answer of another account", (stored) => stored.replace('"userId":"u1"', '"userId":"u2"')],
    [
      "the answer of another account, also if it is read after the login,",
      (stored) => stored.replace("u1", "u2"),
      9_999,
    ],
  ])("ignores %s in the store", async (_, damage, count = 10) => {
    const platform = new Platforms();
    platform.owned = () => many(count);
    const cache = await storedBy(platform);
    const [key = ""] = Object.keys(cache).filter((name) => name.endsWith("ownedGames"));
    platform.owned = failing;
    const client = await start(platform, {}, { cache: { ...cache, [key]: damage(cache[key] as string) } });
    await expect(client.importOwnedGames()).rejects.toThrow(BackendNotAvailable);
  });

  it("keeps nothing without persist", async () => {
    const cache = await storedBy(new Platforms(), { owned: { persist: false }, friends: { persist: false } });
    expect(cache).toEqual({});
  });

  it("stores changes that come together once, 5 seconds later (steam: a limiter that checked another variable)", async () => {
    const platform = new Platforms();
    platform.owned = () => many(3);
    const client = await start(platform);
    await client.importOwnedGames();
    await client.clock.advance("4s");
    ownedSource().put(game("x"));
    ownedSource().put(game("y"));
    await client.clock.advance("30s");
    expect(client.received("pushCache")).toHaveLength(1);
    ownedSource().delete("x");
    await client.clock.advance("30s");
    expect(client.received("pushCache")).toHaveLength(2);
  });

  it("does not take an empty first answer for the truth (ea 2.0.6, rockstar 2.0.10: no friends after a cold start)", async () => {
    const platform = new Platforms();
    platform.friends = () => [
      { userId: "1", userName: "Ada" },
      { userId: "2", userName: "Bob" },
    ];
    const first = await start(platform, { friends: { refresh: "5m" } });
    await first.importFriends();
    await first.close();
    const cache = first.received("pushCache").at(-1)?.data ?? {};
    const friends = platform.friends;
    platform.friends = () => [];
    const client = await start(platform, { friends: { refresh: "5m" } }, { cache });
    expect(await client.importFriends()).toHaveLength(2);
    platform.friends = friends;
    await client.clock.advance("1h");
    expect(await client.importFriends()).toHaveLength(2);
    expect(client.received("friendRemoved")).toEqual([]);
  });

  it("hides what it stores from authors and their tests", async () => {
    const platform = new Platforms();
    platform.owned = () => many(3);
    const client = await start(platform);
    await client.importOwnedGames();
    await client.clock.advance("10s");
    expect(client.received("pushCache")).toHaveLength(1);
    expect(client.pushedCache).toEqual({});
    const cache = client.get(PersistentCache);
    cache.set("mine", "1");
    expect(cache.keys()).toEqual(["mine"]);
    cache.clear();
    cache.push();
    await client.ping();
    expect(Object.keys(client.received("pushCache").at(-1)?.data ?? {})).toEqual(["galaxy-kit/sources/ownedGames"]);
  });
});

describe("13. a computer that wakes up", () => {
  it("runs a source once, however many intervals it has slept", async () => {
    const platform = new Platforms();
    const client = await start(platform, { owned: { refresh: "10m" } });
    await client.importOwnedGames();
    const { now } = client.clock;
    const slept = 8 * 3_600_000;
    Object.defineProperty(client.clock, "now", { value: () => now.call(client.clock) + slept });
    await client.clock.advance("1m");
    expect(platform.runs).toHaveLength(2);
  });
});

describe("14. UNCHANGED", () => {
  it("is fresh, and confirms what was missing before", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await client.clock.advance("10m");
    platform.owned = () => UNCHANGED;
    await client.clock.advance("10m");
    expect(removed()).toEqual(["g9"]);
    expect(ownedSource().state).toMatchObject({ kind: "fresh", at: client.clock.now() - 9.5 * 60_000 });
  });

  it("removes what could not be removed while it was running, once it is not", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    platform.local = () => [local("g9", Installed | Running)];
    const client = await start(platform, { local: { refresh: "5m" } });
    await client.importLocalGames();
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await client.clock.advance("10m");
    platform.owned = () => UNCHANGED;
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
    platform.local = () => [local("g9", Installed)];
    await client.clock.advance("20m");
    expect(removed()).toEqual(["g9"]);
  });

  it("says nothing about a game that was put since, nor about what an answer with gaps has left out", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform);
    await client.importOwnedGames();
    platform.owned = () => many(9);
    await ownedSource().refresh();
    ownedSource().put(game("g9", "Back"));
    platform.owned = (run) => {
      run.skip({}, "unreadable");
      return many(8);
    };
    await client.clock.advance("10m");
    platform.owned = () => UNCHANGED;
    await client.clock.advance("30m");
    expect(removed()).toEqual([]);
  });

  it("before any answer is the same as UNKNOWN", async () => {
    const platform = new Platforms();
    platform.owned = () => UNCHANGED;
    const client = await start(platform);
    await expect(client.importOwnedGames()).rejects.toThrow(BackendNotAvailable);
    expect(ownedSource().state.kind).toBe("never");
  });
});

describe("15. a launch", () => {
  it("keeps the game running for 45 seconds, whatever the source says (rockstar 2.0.5)", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a"), local("b")];
    const client = await start(platform, { local: { refresh: "5s" } });
    await client.importLocalGames();
    await client.launchGame("a");
    client.get(GalaxyClient).updateLocalGameStatus(local("a", Installed | Running));
    await client.clock.advance("44s");
    expect(statuses()).toEqual([["a", Installed | Running]]);
    expect(await client.importLocalGames()).toContainEqual(local("a", Installed | Running));
    await client.clock.advance("6s");
    expect(statuses()).toEqual([
      ["a", Installed | Running],
      ["a", Installed],
    ]);
  });

  it("keeps the game running for 45 seconds, no more and no less, if the clock is set meanwhile", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a")];
    const client = await start(platform, { local: { refresh: "5s" } });
    await client.importLocalGames();
    await client.launchGame("a");
    client.get(GalaxyClient).updateLocalGameStatus(local("a", Installed | Running));
    for (const jump of ["2h", "-3h"] as const) {
      client.clock.jump(jump);
      await client.clock.advance("20s");
      expect(statuses().at(-1)).toEqual(["a", Installed | Running]);
    }
    await client.clock.advance("10s");
    expect(statuses().at(-1)).toEqual(["a", Installed]);
  });

  it("is reported at once, even if GALAXY has never asked for local games", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a"), local("b")];
    const client = await start(platform);
    await client.launchGame("a");
    localSource().put(local("a", Installed | Running));
    await client.clock.advance("1s");
    expect(statuses()).toEqual([
      ["b", Installed],
      ["a", Installed | Running],
    ]);
  });

  it("that the source sees is reported at once", async () => {
    const platform = new Platforms();
    platform.local = () => [local("a")];
    const client = await start(platform);
    await client.importLocalGames();
    localSource().put(local("a", Installed | Running));
    await client.ping();
    expect(statuses()).toEqual([["a", Installed | Running]]);
  });
});

describe("16. a disconnect", () => {
  it("removes nothing", async () => {
    const platform = new Platforms();
    platform.owned = () => many(10);
    const client = await start(platform);
    await client.importOwnedGames();
    await client.shutdown();
    expect([removed(), statuses()]).toEqual([[], []]);
  });
});

describe("a source of presences", () => {
  const online = (userId: string, gameTitle?: string): FriendPresence => ({
    userId,
    presenceState: PresenceState.Online,
    ...(gameTitle !== undefined && { gameTitle }),
  });

  class WithLogin {
    @Authenticate()
    login() {
      return { userId: "1", userName: "Ada" };
    }
  }

  it("answers the imports, and reports what friends do whom GALAXY has asked about", async () => {
    let presences: FriendPresence[] = [];
    const asked: (readonly string[])[] = [];
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin extends WithLogin {
      @UserPresences({ refresh: "1m" })
      presences(run: PresencesRun) {
        asked.push(run.userIds);
        return presences;
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    presences = [online("ada"), online("stranger")];
    const { values } = await galaxy.importUserPresences(["ada", "bob"]);
    expect(values).toEqual(
      new Map([
        ["ada", { presenceState: PresenceState.Online }],
        ["bob", { presenceState: PresenceState.Unknown }],
      ]),
    );
    presences = [online("ada", "Tide"), online("bob"), online("stranger", "Tide")];
    await galaxy.clock.advance("1m");
    presences = [online("bob")];
    await galaxy.clock.advance("1m");
    presences = [online("ada"), online("bob")];
    await galaxy.clock.advance("1m");
    expect(galaxy.received("userPresenceUpdated")).toEqual([
      { userId: "ada", presence: { presenceState: PresenceState.Online, gameTitle: "Tide" } },
      { userId: "bob", presence: { presenceState: PresenceState.Online } },
      { userId: "ada", presence: { presenceState: PresenceState.Unknown } },
      { userId: "ada", presence: { presenceState: PresenceState.Online } },
    ]);
    expect(asked).toEqual(Array.from({ length: 4 }, () => ["ada", "bob"]));
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("is not asked about the friends of a user who has logged out", async () => {
    let userId = "1";
    const asked: (readonly string[])[] = [];
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin {
      @Authenticate()
      login() {
        return { userId, userName: "Ada" };
      }

      @UserPresences({ refresh: "1m" })
      presences(run: PresencesRun) {
        asked.push(run.userIds);
        return [];
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    await galaxy.importUserPresences(["ada"]);
    userId = "2";
    await galaxy.authenticate();
    await galaxy.importUserPresences(["bob"]);
    expect(asked).toEqual([["ada"], ["bob"]]);
  });

  it("reports a friend at once, however many others change whom GALAXY has not asked about", async () => {
    let presences = [online("ada")];
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin extends WithLogin {
      @UserPresences({ refresh: "1m" })
      presences() {
        return presences;
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    await galaxy.importUserPresences(["ada"]);
    presences = [...Array.from({ length: 200 }, (_, index) => online(`stranger ${index}`)), online("ada", "Tide")];
    await galaxy.clock.advance("1m");
    expect(galaxy.received("userPresenceUpdated").map(({ userId }) => userId)).toEqual(["ada"]);
  });

  it("runs again for a friend whom GALAXY asks about during a run that does not know of them", async () => {
    let answered = (): void => undefined;
    let held = Promise.resolve();
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin extends WithLogin {
      @UserPresences({ refresh: "1m" })
      async presences({ userIds }: PresencesRun) {
        await held;
        return userIds.map((userId) => online(userId));
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    await galaxy.importUserPresences(["ada"]);
    held = new Promise((resolve) => (answered = resolve));
    await galaxy.clock.advance("1m");
    const imported = galaxy.importUserPresences(["bob"]);
    await setImmediate();
    answered();
    expect((await imported).values.get("bob")).toEqual({ presenceState: PresenceState.Online });
  });

  it("takes what a class of the author computes, and leaves out anything else", async () => {
    class Friend {
      constructor(readonly isOnline: boolean) {}

      get userId(): string {
        return "ada";
      }

      get presenceState(): PresenceState {
        return this.isOnline ? PresenceState.Online : PresenceState.Away;
      }
    }
    let tell: GalaxyClient | undefined;
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin extends WithLogin {
      constructor(client: GalaxyClient) {
        super();
        tell = client;
      }

      @UserPresences({ refresh: "1m" })
      presences() {
        return [new Friend(true), online("bob"), online("eve"), null as never, { presenceState: "online" } as never];
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    const { values } = await galaxy.importUserPresences(["ada"]);
    expect(values.get("ada")).toEqual({ presenceState: PresenceState.Online });
    const [message] = galaxy.log.messages("error");
    expect(message).toContain("userPresences[3]: expected a FriendPresence with userId, presenceState, ");
    expect(message).toContain("userPresences[4].userId: expected a string, found nothing");

    tell?.updateUserPresence("ada", new Friend(false));
    expect(await galaxy.nextNotification("userPresenceUpdated")).toEqual({
      userId: "ada",
      presence: { presenceState: PresenceState.Away },
    });
  });

  it("fails the ids, and not the friends, if nothing is known", async () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin extends WithLogin {
      @UserPresences({ refresh: "1m" })
      presences() {
        return UNKNOWN;
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    const { values, errors } = await galaxy.importUserPresences(["ada"]);
    expect([values.size, [...errors.keys()]]).toEqual([0, ["ada"]]);
  });
});

describe("a source of play times", () => {
  it("answers the imports, and reports what changes of games that GALAXY has asked about; what is missing stays", async () => {
    let times: GameTime[] = [{ gameId: "tide", timePlayed: 10 }];
    const asked: (readonly string[])[] = [];
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin {
      @Authenticate()
      login() {
        return { userId: "1", userName: "Ada" };
      }

      @GameTimes({ refresh: "1h" })
      times(run: GameTimesRun) {
        asked.push(run.gameIds);
        return times;
      }
    }
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    const { values } = await galaxy.importGameTimes(["tide", "moth"]);
    expect([...values.values()]).toEqual([{ gameId: "tide", timePlayed: 10 }, { gameId: "moth" }]);
    for (const [tide, moth] of [[12, 5], [12, 5], [13]] as const) {
      times = [
        { gameId: "tide", timePlayed: tide },
        { gameId: "stranger", timePlayed: 1 },
      ];
      if (moth !== undefined) times.push({ gameId: "moth", timePlayed: moth, lastPlayedTime: 86_400 });
      await galaxy.clock.advance("1h");
    }
    expect(galaxy.received("gameTimeUpdated").map(({ gameTime }) => gameTime)).toEqual([
      { gameId: "tide", timePlayed: 12 },
      { gameId: "moth", timePlayed: 5, lastPlayedTime: 86_400 },
      { gameId: "tide", timePlayed: 13 },
    ]);
    expect(asked).toEqual(Array.from({ length: 4 }, () => ["tide", "moth"]));
    expect(galaxy.get(sourceOf("gameTimes")).state).toMatchObject({ kind: "fresh", count: 3 });
  });
});

describe("owned games with play times", () => {
  type Timed = Game & Omit<GameTime, "gameId">;
  const shop = { answer: (): Snapshot<Timed> => [], runs: 0, userId: "1" };
  const timed = (gameId: string, timePlayed?: number, lastPlayedTime?: number): Timed => {
    return { ...game(gameId), timePlayed, lastPlayedTime };
  };

  @GalaxyPlugin({ platform: Platform.Test })
  class Plugin {
    @Authenticate()
    login() {
      return { userId: shop.userId, userName: "Ada" };
    }

    @OwnedGames({ refresh: "10m", times: true, alias: (id) => id.replace(/-gold$/, "") })
    owned() {
      shop.runs += 1;
      return shop.answer();
    }
  }

  const begin = async (answer: () => Snapshot<Timed>): Promise<TestGalaxy> => {
    Object.assign(shop, { answer, runs: 0, userId: "1" });
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
    return galaxy;
  };
  const timesOf = async (...ids: readonly string[]): Promise<unknown[]> => {
    const { values, errors } = await galaxy!.importGameTimes(ids);
    return [...ids.flatMap((id) => values.get(id) ?? []), ...errors.keys()];
  };

  it("answer both imports with one response, and what changes is reported", async () => {
    const client = await begin(() => [timed("tide", 10, 86_400), timed("moth"), timed("tide-gold", 3)]);
    expect(await client.importOwnedGames()).toEqual(games("tide", "moth"));
    expect(await timesOf("tide", "moth")).toEqual([
      { gameId: "tide", timePlayed: 10, lastPlayedTime: 86_400 },
      { gameId: "moth" },
    ]);
    expect(shop.runs).toBe(1);
    shop.answer = async function* () {
      yield* [timed("tide", 12, 90_000), timed("moth", 1)];
    };
    await client.clock.advance("10m");
    expect(client.received("gameTimeUpdated").map(({ gameTime }) => gameTime)).toEqual([
      { gameId: "tide", timePlayed: 12, lastPlayedTime: 90_000 },
      { gameId: "moth", timePlayed: 1 },
    ]);
    expect([updated(), shop.runs]).toEqual([[], 2]);
    expect(client.log.messages("warn")).toEqual([]);
  });

  it("answer the import of play times first if GALAXY asks for them first, and fail it only if nothing is known", async () => {
    const client = await begin(failing);
    expect(await timesOf("tide")).toEqual(["tide"]);
    shop.answer = () => [timed("tide", 10)];
    await client.clock.advance("10s");
    const first = timesOf("tide");
    await client.clock.advance("10s");
    expect(await first).toEqual([{ gameId: "tide", timePlayed: 10 }]);
    shop.answer = failing;
    await client.clock.advance("20m");
    const later = timesOf("tide", "moth");
    await client.clock.advance("10s");
    expect(await later).toEqual([{ gameId: "tide", timePlayed: 10 }, { gameId: "moth" }]);
  });

  it("are those of the user who is logged in", async () => {
    const client = await begin(() => [timed("tide", 10)]);
    await client.importOwnedGames();
    expect(await timesOf("tide")).toEqual([{ gameId: "tide", timePlayed: 10 }]);
    Object.assign(shop, { answer: () => [timed("tide")], userId: "2" });
    await client.authenticate();
    expect(await timesOf("tide")).toEqual([{ gameId: "tide" }]);
  });

  it("stay when a time cannot be right, which is logged once", async () => {
    const client = await begin(() => [timed("tide", -1), timed("moth", 1)]);
    expect(await client.importOwnedGames()).toEqual(games("tide", "moth"));
    await client.clock.advance("10m");
    expect(client.log.messages("error")).toEqual([expect.stringContaining("The play time of tide is left out")]);
    expect(await timesOf("tide", "moth")).toEqual([{ gameId: "tide" }, { gameId: "moth", timePlayed: 1 }]);
  });

  it("give way to a method with @GameTimes()", async () => {
    class Own extends Plugin {
      @GameTimes({ refresh: "1h" })
      times() {
        return [{ gameId: "tide", timePlayed: 7 }];
      }
    }
    GalaxyPlugin({ platform: Platform.Test })(Own);
    Object.assign(shop, { answer: () => [timed("tide", 10)], userId: "1" });
    galaxy = await startTestPlugin(Own);
    await galaxy.authenticate();
    await galaxy.importOwnedGames();
    expect(await timesOf("tide")).toEqual([{ gameId: "tide", timePlayed: 7 }]);
  });
});

describe("the license of all games", () => {
  const theirs = [
    { gameId: "tide", gameTitle: "Tide" },
    { gameId: "moth", gameTitle: "Moth", licenseInfo: { licenseType: LicenseType.FreeToPlay } },
  ];
  const licenses = [LicenseType.SinglePurchase, LicenseType.FreeToPlay];
  class User {
    @Authenticate()
    login() {
      return { userId: "1", userName: "Ada" };
    }
  }

  it("is that of the option, for each game that names none", async () => {
    class Once extends User {
      @OwnedGames({ license: LicenseType.SinglePurchase })
      owned() {
        return theirs;
      }
    }
    class Again extends User {
      @OwnedGames({ refresh: "10m", license: LicenseType.SinglePurchase })
      *owned() {
        yield* theirs;
      }
    }
    for (const Plugin of [Once, Again]) {
      GalaxyPlugin({ platform: Platform.Test })(Plugin);
      galaxy = await startTestPlugin(Plugin);
      await galaxy.authenticate();
      const owned = await galaxy.importOwnedGames();
      expect(owned.map((one) => one.licenseInfo.licenseType)).toEqual(licenses);
      await galaxy.close();
    }
  });

  it("leaves everything else that a class of the author computes as it is, and leaves out only what cannot be read", async () => {
    class ShopGame {
      readonly #record: { readonly id?: number };

      constructor(id?: number) {
        this.#record = id === undefined ? {} : { id };
      }

      get gameId(): string {
        return this.#record.id!.toFixed();
      }

      get gameTitle(): string {
        return `Game ${this.gameId}`;
      }

      get timePlayed(): number {
        return 60;
      }
    }
    const shopGames = [new ShopGame(1), new ShopGame(), new ShopGame(2), Promise.resolve() as never];
    class Once extends User {
      @OwnedGames({ license: LicenseType.SinglePurchase })
      owned() {
        return shopGames;
      }
    }
    class Again extends User {
      @OwnedGames({ refresh: "10m", license: LicenseType.SinglePurchase, times: true })
      owned() {
        return shopGames;
      }
    }
    for (const Plugin of [Once, Again]) {
      GalaxyPlugin({ platform: Platform.Test })(Plugin);
      galaxy = await startTestPlugin(Plugin);
      await galaxy.authenticate();
      expect(await galaxy.importOwnedGames()).toEqual([game("1", "Game 1"), game("2", "Game 2")]);
      const [message] = galaxy.log.messages("error");
      expect(message).toContain("Cannot read properties of undefined (reading 'toFixed')");
      expect(message).toContain(
        "ownedGames[3]: expected a Game with gameId, gameTitle, dlcs?, licenseInfo, found a Promise",
      );
      if (Plugin === Again) expect((await galaxy.importGameTimes(["1"])).values.get("1")?.timePlayed).toBe(60);
      await galaxy.close();
    }
  });
});

describe("an adapter", () => {
  interface Folder {
    readonly path: string;
  }

  @Service()
  class ToGames implements SourceAdapter<Folder, LocalGame> {
    constructor(private readonly sources: Sources) {}

    async adapt(elements: readonly Folder[], run: SourceRun<LocalGame>): Promise<LocalGame[]> {
      const isFirst = run.reason === "import";
      expect(this.sources.find("localGames")?.state.count).toBe(isFirst ? 0 : 2);
      // Like what asks the disk: the clock of a test waits for it.
      if (!isFirst) await setTimeout(50);
      return elements.map(({ path }) => local(path));
    }
  }

  it("turns what the method returns into the client's models", async () => {
    class Folders {
      @sourceDecorator<Folder, LocalGame>({
        decorator: "@Folders()",
        call: "importLocalGames",
        options: { refresh: "5s" },
        adapter: ToGames,
      })
      folders() {
        return [{ path: "/a" }, { path: "/b" }];
      }
    }
    @GalaxyPlugin({ platform: Platform.Test, services: [Folders] })
    class Plugin {
      @Authenticate()
      login() {
        return { userId: "1", userName: "Ada" };
      }

      @GameTimes()
      time(gameId: string) {
        return { gameId };
      }

      @Subscriptions({ refresh: "1d" })
      subscriptions() {
        return [{ subscriptionName: "Pass" }];
      }
    }
    galaxy = await startTestPlugin(Plugin);
    expect(await galaxy.importLocalGames()).toEqual([local("/a"), local("/b")]);
    await galaxy.authenticate();
    await galaxy.clock.advance("2m");
    expect(galaxy.source("localGames").state).toMatchObject({ kind: "fresh", count: 2 });
    expect(galaxy.log.messages("error")).toEqual([]);
    expect(await galaxy.importSubscriptions()).toMatchObject([{ subscriptionName: "Pass" }]);
  });
});

/** The client, for a test that needs few of its methods. */
function bound(client: TestGalaxy) {
  return { clock: client.clock, importOwnedGames: () => client.importOwnedGames() };
}
