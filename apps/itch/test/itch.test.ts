import { baseUrlOf } from "@galaxy-kit/http";
import { Processes } from "@galaxy-kit/local";
import { LocalGameState } from "@galaxy-kit/sdk";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { FakeClock, FakeProcesses, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ItchApi } from "../src/itch-api.js";
import { ItchPlugin } from "../src/itch.plugin.js";
import { ItchSettings } from "../src/settings.js";
import { API_KEY } from "../stand-in/site.mjs";
import { ItchComputer } from "./itch-computer.js";

const { Installed, Running } = LocalGameState;
/** Paper Lighthouse: it starts, and runs until it is closed. */
const GAME = "15000";
const KEYS = 120;
/** Every 20th key is for something that is not a game; one game has no key. */
const OWNED = KEYS - KEYS / 20;
const GAMES = OWNED + 1;
/** What the app knew when it was last open: 40 keys, two of them not for games, and what is installed. */
const KNOWN = 40 - 2 + 1;

const environment = { ...process.env };
let computer: ItchComputer;
let galaxy: TestGalaxy;
let api: string;

beforeAll(async () => {
  computer = new ItchComputer(KEYS);
  Object.assign(process.env, computer.environment);
  api = await computer.startApi();
});

afterAll(async () => {
  await computer.destroy();
  process.env = environment;
});

beforeEach(() => computer.reset());

afterEach(async () => {
  await galaxy.close();
  const secrets = [API_KEY, "the0key0of0the0app", ...computer.daemons.map(({ secret }) => secret)];
  expect(secrets.filter((secret) => galaxy.log.text.includes(secret))).toEqual([]);
});

async function start(apiKey = ""): Promise<void> {
  const clock = new FakeClock();
  const overrides = [
    { provide: ItchSettings, useValue: Object.assign(new ItchSettings(), { apiKey }) },
    { provide: baseUrlOf(ItchApi), useValue: api },
    // Butler says what runs. To look at all processes again and again would only take time.
    { provide: Processes, useValue: new FakeProcesses(clock) },
  ];
  galaxy = await startTestPlugin(ItchPlugin, { overrides, clock });
}

/** Does what GALAXY does at startup. */
async function connect(apiKey = ""): Promise<void> {
  await start(apiKey);
  await galaxy.importLocalGames();
  await galaxy.authenticate();
}

async function titles(): Promise<string[]> {
  return (await galaxy.importOwnedGames()).map(({ gameTitle }) => gameTitle);
}

function states(gameId = GAME): LocalGameState[] {
  const changes = galaxy.received("localGameStatusChanged").map(({ localGame }) => localGame);
  return changes.filter((game) => game.gameId === gameId).map(({ localGameState }) => localGameState);
}

/** Lets time pass until something has happened: processes take their time. */
async function passes<T>(what: string, condition: () => T | undefined): Promise<T> {
  return eventually(what, async () => {
    await galaxy.clock.advance("500ms");
    return condition();
  });
}

/** Asks for the library again, as every ten minutes. */
async function refresh(): Promise<void> {
  const run = { isOver: false };
  void galaxy
    .source("ownedGames")
    .refresh()
    .finally(() => (run.isOver = true));
  await galaxy.clock.advance("11s");
  await passes("the run ends", () => (run.isOver ? true : undefined));
}

/** Asks for the library again, which fails. */
async function failing(): Promise<void> {
  await refresh();
  expect(galaxy.source("ownedGames").state.kind).toBe("failing");
}

const ended = (gameId?: string) =>
  passes("the game ends", () => (states(gameId).at(-1) === Installed ? true : undefined));

describe("the login", () => {
  it("is that of the itch app, and takes no question", async () => {
    await start();
    expect(await galaxy.authenticate()).toEqual({ userId: "29789", userName: "ada" });
  });

  it("is that in the database if the daemon cannot be started", async () => {
    computer.switch({ broken: "database is locked" });
    await start();
    expect(await galaxy.authenticate()).toEqual({ userId: "29789", userName: "ada" });
    expect(galaxy.log.text).toContain("bailing out: database is locked");
  });

  it("needs an API key if nobody is logged in to the app", async () => {
    computer.switch({ noProfile: true });
    await start();
    expect(await galaxy.authenticate()).toMatchObject({ nextStep: "web_session" });
    await galaxy.close();
    await start(API_KEY);
    expect(await galaxy.authenticate()).toEqual({ userId: "29789", userName: "ada" });
  });

  it("asks again for an API key that itch.io does not accept", async () => {
    computer.install(false);
    await start("a key that was revoked");
    expect(await galaxy.authenticate()).toMatchObject({ nextStep: "web_session" });
  });
});

describe("the library", () => {
  it("has all games, though the app knew only some when it was last open", async () => {
    await connect();
    const games = await titles();
    expect(games).toHaveLength(GAMES);
    expect(games).toEqual(expect.arrayContaining(["Paper Lighthouse", "Free Balloon"]));
    const calls = computer.calls("Fetch.ProfileOwnedKeys");
    expect(calls.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(calls).toHaveLength(1 + 2);
    expect(galaxy.log.messages("error")).toEqual([]);
  });

  it("is complete if the daemon ends in the middle of it: it is started again", async () => {
    await connect();
    computer.switch({ crash: "Fetch.ProfileOwnedKeys#2" });
    const games = titles();
    await passes("the daemon is started again", () => (computer.daemons.length > 1 ? true : undefined));
    expect(await games).toHaveLength(GAMES);
    expect(galaxy.log.messages("warn")).toEqual(["Butler has ended by itself; it is started again when it is needed"]);
  });

  it.each([
    ["cannot be started", { broken: "no space left on device" }],
    ["does not accept its own secret", { refuse: true }],
  ])("is what the app has kept if the daemon %s, and nothing is lost when it works again", async (_what, switches) => {
    computer.switch(switches);
    await connect();
    expect(await titles()).toHaveLength(KNOWN);
    computer.switch({});
    await galaxy.clock.advance("1m");
    await refresh();
    await galaxy.clock.advance("20s");
    expect(galaxy.received("ownedGameAdded")).toHaveLength(GAMES - KNOWN);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });

  it("stays while itch.io cannot be reached, and the user is not logged out", async () => {
    await connect();
    const games = await titles();
    computer.switch({ offline: true });
    computer.forget();
    await failing();
    expect(galaxy.source("ownedGames").state.count).toBe(GAMES);
    expect(await titles()).toEqual(games);
    expect(galaxy.received("authenticationLost")).toEqual([]);
  });

  it("stays when the login of the app has expired, and the user is asked once", async () => {
    await connect();
    await titles();
    computer.switch({ revoked: true });
    computer.forget();
    await failing();
    await galaxy.clock.advance("30s");
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });
});

describe("installed games", () => {
  it("are those that can be started, with their sizes and times: itch.io's, or butler's own if that is more", async () => {
    await connect();
    const games = await galaxy.importLocalGames();
    const ids = games.map(({ gameId }) => Number(gameId) - 15_000).sort((one, other) => one - other);
    expect(ids).toEqual([0, 1, 3, 5, 6, 10, KEYS]);
    const { values: sizes } = await galaxy.importLocalSizes([GAME, "15006", "15002"]);
    expect([...sizes.values()]).toEqual([120_000_000, 7_000_000, null]);
    const { values: times } = await galaxy.importGameTimes([GAME, "15001", "15002"]);
    const lastPlayedTime = Date.parse("2026-11-27T20:15:00Z") / 1000;
    expect(times.get(GAME)).toEqual({ gameId: GAME, timePlayed: 91, lastPlayedTime });
    expect(times.get("15001")?.timePlayed).toBe(10);
    expect(times.get("15002")?.timePlayed ?? 0).toBe(0);
  });

  it("are found out again when the app has changed its database", async () => {
    await connect();
    computer.uninstall("15006");
    await passes("the change", () => (states("15006").at(-1) === LocalGameState.None ? true : undefined));
  });

  it("are those in the database of any version if the daemon cannot be started", async () => {
    computer.switch({ broken: "database is locked" });
    computer.makeDatabaseOld();
    await connect();
    expect(await galaxy.importLocalGames()).toHaveLength(7);
    expect([...(await galaxy.importLocalSizes([GAME])).values.values()]).toEqual([120_000_000]);
  });
});

describe("a launch", () => {
  it("lasts exactly as long as butler says, and counts", async () => {
    await connect();
    await galaxy.launchGame(GAME);
    const pid = await computer.game();
    await galaxy.clock.advance("1m");
    expect(states()).toEqual([Installed | Running]);
    kill(pid, "SIGTERM");
    await ended();
    expect(isRunning(pid)).toBe(false);
    expect(galaxy.log.text).toContain("Log: {");
  });

  it("answers what butler asks: the first action, and on with it if something it needs cannot be installed", async () => {
    computer.describe("tidal-actions", { kind: "native", actions: ["play", "editor"], prereqs: "fails" });
    await connect();
    await galaxy.launchGame("15005");
    kill(await computer.game(), "SIGTERM");
    await ended("15005");
    expect(galaxy.log.messages("error")).toEqual([]);
  });

  it("that butler refuses says why: the license is not accepted yet, or the folder is missing", async () => {
    await connect();
    for (const [gameId, reason] of [
      ["15005", "Launch: The operation was canceled. (499)"],
      ["15010", "Could not find install folder"],
    ] as const) {
      await galaxy.launchGame(gameId);
      await ended(gameId);
      expect(galaxy.log.text).toContain(reason);
    }
  });

  it("opens pages and addresses; installing and uninstalling is up to the app", async () => {
    await connect();
    for (const gameId of ["15003", `${15_000 + KEYS}`]) {
      await galaxy.launchGame(gameId);
      await ended(gameId);
    }
    expect(computer.opened).toEqual(["itch://caves/cave-15003/launch", "https://itch.io/balloon"]);
    expect(galaxy.log.messages("warn")).toEqual([]);
    await galaxy.launchGame("15002"); // It is not installed.
    await galaxy.installGame("15002");
    await galaxy.uninstallGame(GAME);
    const opened = await eventually("both open", () => (computer.opened.length > 3 ? computer.opened : undefined));
    expect(opened.slice(2).sort()).toEqual(["itch://install?game_id=15002", "itch://library/installed"]);
    expect(computer.calls("Launch")).toHaveLength(2);
  });

  it("ends when the daemon ends, and the next one works", async () => {
    await connect();
    await galaxy.launchGame(GAME);
    const first = await computer.game();
    kill(computer.daemons.at(-1)?.pid ?? NaN);
    await ended();
    await computer.gamesEnd();
    await galaxy.clock.advance("10s");
    await galaxy.launchGame(GAME);
    const next = await passes("the next one", () => (computer.lastGame === first ? undefined : computer.lastGame));
    expect(isRunning(next)).toBe(true);
  });

  it("is up to the app if the daemon cannot be started", async () => {
    computer.switch({ broken: "database is locked" });
    await connect();
    await galaxy.launchGame(GAME);
    expect(await eventually("it opens", () => computer.opened[0])).toBe(`itch://caves/cave-${GAME}/launch`);
  });
});

describe("without the app", () => {
  beforeEach(() => {
    computer.install(false);
  });

  it("the library is what itch.io says", async () => {
    await connect(API_KEY);
    expect(await titles()).toHaveLength(OWNED);
    expect(await galaxy.importLocalGames()).toEqual([]);
    expect(computer.requests).toContain("/profile/owned-keys?page=4");
  });

  it("the library stays when the key is revoked between two pages, and the user is asked once", async () => {
    await connect(API_KEY);
    await titles();
    computer.switch({ api: { revoked: 2 } });
    await failing();
    await galaxy.clock.advance("30s");
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });

  it.each([
    ["a firewall shows its page", { challenge: true }],
    ["pages never end", { endless: true }],
    ["itch.io answers with HTML", { html: true }],
  ])("the library and the login stay while %s", async (_what, switches) => {
    await connect(API_KEY);
    await titles();
    computer.switch({ api: switches });
    await failing();
    expect(galaxy.source("ownedGames").state.count).toBe(OWNED);
    expect(galaxy.received("authenticationLost")).toEqual([]);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });

  it("a request that is refused since there were too many is sent again", async () => {
    await connect(API_KEY);
    computer.switch({ api: { busy: 2 } });
    const games = titles();
    await passes("the pages", () => (computer.requests.includes("/profile/owned-keys?page=4") ? true : undefined));
    expect(await games).toHaveLength(OWNED);
  });
});
