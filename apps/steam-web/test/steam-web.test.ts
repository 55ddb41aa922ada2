import { execFile, spawn } from "node:child_process";
import { renameSync, rmSync, truncateSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { baseUrlOf } from "@galaxy-kit/http";
import { AccessDenied, LocalGameState, type NextStep, PresenceState } from "@galaxy-kit/sdk";
import { eventually } from "@galaxy-kit/test-support";
import { FakeClock, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SteamSettings } from "../src/settings.js";
import { SteamApi } from "../src/steam-api.js";
import { SteamWebPlugin } from "../src/steam-web.plugin.js";
import { APP, idOf, StateFlag, type SteamFolder, SteamWebApi, SteamWorld } from "../stand-in/lib/index.js";
import { Computer } from "./computer.js";

const { Installed, Running } = LocalGameState;
const NOW = Date.UTC(2026, 0, 1);
const GAME = String(APP);

let clock: FakeClock;
let world: SteamWorld;
let steam: SteamWebApi;
let computer: Computer;
let galaxy: TestGalaxy;

/** Starts the integration with settings that were saved earlier; without any, nothing was. */
async function start(settings?: Partial<SteamSettings>): Promise<void> {
  const useValue = Object.assign(new SteamSettings(), settings);
  const overrides = [
    { provide: baseUrlOf(SteamApi), useValue: steam.url },
    ...(settings ? [{ provide: SteamSettings, useValue }] : []),
  ];
  galaxy = await startTestPlugin(SteamWebPlugin, { clock, overrides });
}

/** Does what GALAXY does at startup. */
async function connect(): Promise<void> {
  await start({ apiKey: steam.key, profile: world.ada.steamId });
  await galaxy.importLocalGames();
  await galaxy.authenticate();
}

beforeEach(async () => {
  clock = new FakeClock(NOW);
  world = new SteamWorld({ now: NOW });
  steam = await SteamWebApi.start(world, clock);
  computer = new Computer();
});

afterEach(async () => {
  await galaxy.close();
  await steam.close();
  await computer.destroy();
  expect(galaxy.log.text).not.toContain(steam.key);
});

describe("the login", () => {
  const formOf = async () => ((await galaxy.authenticate()) as NextStep).authParams.startUri;

  /** What the user does in the login window. */
  async function save(form: string, values: Partial<SteamSettings>) {
    const [, revision = ""] = /name="revision" value="(\d+)"/.exec(await (await fetch(form)).text()) ?? [];
    const body = new URLSearchParams({ revision, apiKey: steam.key, profile: "ada_plays", ...values });
    const response = await fetch(form, {
      method: "POST",
      body,
      headers: { origin: new URL(form).origin },
      redirect: "manual",
    });
    return { status: response.status, page: await response.text() };
  }

  it.each([
    ["the address of the profile", `https://steamcommunity.com/profiles/${idOf(0)}/`],
    ["its address with a custom name", "https://steamcommunity.com/id/ada_plays?l=german"],
    ["an address without https", "steamcommunity.com/id/ada_plays"],
    ["the custom name", "ada_plays"],
    ["the 64-bit id", idOf(0)],
  ])("takes %s", async (_what, profile) => {
    await start();
    expect((await save(await formOf(), { profile })).status).toBe(303);
    const user = await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" });
    expect(user).toEqual({ userId: idOf(0), userName: "Ada" });
  });

  it.each([
    ["a key that Steam does not know", { apiKey: "F".repeat(32) }, "Steam does not know this key"],
    ["a name that nobody has", { profile: "nobody" }, "Steam does not know the profile nobody"],
    ["the id of nobody", { profile: idOf(99) }, `Steam does not know the profile ${idOf(99)}`],
  ])("does not save %s", async (_what, values, message) => {
    await start();
    const { status, page } = await save(await formOf(), values);
    expect(status).toBe(422);
    expect(page).toContain(message);
    expect(galaxy.get(SteamSettings).profile).toBe("");
  });

  it("saves nothing while Steam cannot be reached, and says so", async () => {
    await start();
    const form = await formOf();
    steam.fail(503);
    const saving = save(form, {});
    const { status, page } = await advanceUntil(saving);
    expect(status).toBe(422);
    expect(page).toContain("could not be checked");
  });

  it("is lost once when the key is revoked, and the form says why; the library stays", async () => {
    await connect();
    await galaxy.importOwnedGames();
    await galaxy.importFriends();
    steam.keys.clear();
    await clock.advance("30m");
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(await (await fetch(await formOf())).text()).toContain("Steam does not know this key");
    steam.keys.add(galaxy.get(SteamSettings).apiKey);
  });
});

/** Moves the clock on until a promise settles: pauses between attempts are on it. */
async function advanceUntil<T>(promise: Promise<T>): Promise<T> {
  let isDone = false;
  void promise.finally(() => (isDone = true)).catch(() => undefined);
  await eventually("it settles", async () => {
    await clock.advance("1s");
    return isDone || undefined;
  });
  return await promise;
}

describe("the library", () => {
  const titles = async () => (await galaxy.importOwnedGames()).map(({ gameTitle }) => gameTitle);

  it("has each game once, also in two editions, and its title without spaces around it", async () => {
    await connect();
    const games = await galaxy.importOwnedGames();
    expect(games.filter(({ gameId }) => ["292030", "499450"].includes(gameId))).toMatchObject([
      { gameId: "292030", gameTitle: "The Witcher 3: Wild Hunt" },
    ]);
    expect(games.map(({ gameTitle }) => gameTitle)).toContain("Old Signal");
    expect(games).toHaveLength(15);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("that is private is unknown, and not empty: what is known stays", async () => {
    await connect();
    const before = await titles();
    world.ada.showsGames = false;
    await clock.advance("20m");
    expect(await titles()).toEqual(before);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "failing" });
  });

  it("that was never seen is an error, with what to do", async () => {
    world.ada.showsGames = false;
    await connect();
    await expect(galaxy.importOwnedGames()).rejects.toThrow(AccessDenied);
    expect(galaxy.log.text).toContain("make your profile, its game details and its friends public");
  });

  it("that is really empty is empty", async () => {
    world.ada.games = [];
    await connect();
    expect(await titles()).toEqual([]);
  });

  it.each([503, 500, 429, "HTML", "challenge", "invalid JSON", "breaks off", "resets"] as const)(
    "stays while Steam fails: %s",
    async (failure) => {
      await connect();
      const before = await titles();
      if (typeof failure === "number") steam.fail(failure, { for: "12m" });
      else steam.server.fail(failure, { for: "12m" });
      await clock.advance("12m");
      expect(galaxy.source("ownedGames").state.kind).toBe("failing");
      await clock.advance("12m");
      expect(galaxy.source("ownedGames").state.kind).toBe("fresh");
      expect(await titles()).toEqual(before);
      expect(galaxy.received("ownedGameRemoved")).toEqual([]);
      expect(galaxy.received("authenticationLost")).toEqual([]);
    },
  );

  it("is asked for again soon when Steam has refused too many requests, although it does not say when", async () => {
    await connect();
    steam.fail(429, { times: 2 });
    expect(await advanceUntil(galaxy.importOwnedGames())).toHaveLength(15);
    expect(steam.requestsFor("GetOwnedGames")).toHaveLength(3);
  });

  it("shows what was bought, and what it costs in requests is one for each run", async () => {
    await connect();
    await titles();
    const before = steam.server.requests.length;
    world.own(world.ada, world.addApp(77, "Night Ferry", 0).appid);
    await clock.advance("10m");
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameTitle)).toEqual(["Night Ferry"]);
    expect(steam.server.requests.length - before).toBe(1);
  });

  it("of 14,000 games comes in one answer of megabytes", async () => {
    for (let appid = 1_000_000; appid < 1_014_000; appid++) {
      world.own(world.ada, world.addApp(appid, `A game with a title of usual length ${appid}`, 0).appid);
    }
    await connect();
    expect(await titles()).toHaveLength(14_015);
    await Promise.all([galaxy.importGameTimes([GAME]), galaxy.importAchievements([GAME])]);
    expect(steam.requestsFor("GetOwnedGames")).toHaveLength(1);
  });
});

describe("the play time", () => {
  const timesOf = async (...gameIds: string[]) => [...(await galaxy.importGameTimes(gameIds)).values.values()];

  it("is Steam's, and the last day is unknown if it was long ago", async () => {
    await connect();
    expect(await timesOf(GAME, "20", "292030")).toEqual([
      { gameId: GAME, timePlayed: 45, lastPlayedTime: NOW / 1000 },
      { gameId: "20", timePlayed: 90 },
      { gameId: "292030", timePlayed: 600, lastPlayedTime: 1_700_000_000 },
    ]);
    expect(steam.requestsFor("GetOwnedGames")).toHaveLength(1);
  });
});

describe("the achievements", () => {
  const EVERY = [APP, APP + 10, APP + 20, APP + 30, 20, 30].map(String);

  it("have names, and no request is made for games without any", async () => {
    await connect();
    const { values, errors } = await galaxy.importAchievements(EVERY);
    expect(errors.size).toBe(0);
    expect(Object.fromEntries([...values].map(([id, found]) => [id, found.length]))).toEqual({
      [APP]: 1, // played
      [APP + 10]: 1,
      [APP + 20]: 0, // never played
      [APP + 30]: 0, // without stats
      20: 0,
      30: 0, // stats, but no achievements: 500
    });
    expect(values.get(GAME)).toEqual([
      { achievementId: "ACH_0", achievementName: "First Light", unlockTime: NOW / 1000 },
    ]);
    const asked = steam.requestsFor("GetPlayerAchievements").map(({ query }) => Number(query.get("appid")));
    expect(asked.sort()).toEqual([30, APP, APP + 10]);
  });

  it("of a game that Steam refuses to have stats are none, although its list said otherwise", async () => {
    world.apps.set(APP, { ...world.apps.get(APP)!, hasStats: false });
    await connect();
    const listed = steam.world.ada.games.find(({ appid }) => appid === APP)!;
    expect(listed.minutes).toBeGreaterThan(0);
    const { values } = await galaxy.importAchievements([GAME]);
    expect(values.get(GAME)).toEqual([]);
  });

  it("that are private are unknown, and not none", async () => {
    await connect();
    steam.hidesAchievements = true;
    const { values, errors } = await galaxy.importAchievements([GAME, "20"]);
    expect([...values.keys()]).toEqual(["20"]);
    expect([...errors.keys()]).toEqual([GAME]);
    expect(galaxy.log.text).toContain("make your profile, its game details and its friends public");
    expect(galaxy.received("authenticationLost")).toEqual([]);
  });

  it("are unknown while Steam answers with a page for people: that 500 says nothing about the game", async () => {
    await connect();
    steam.fail(500, { path: "/ISteamUserStats/GetPlayerAchievements/v1" });
    const { errors } = await advanceUntil(galaxy.importAchievements([GAME]));
    expect([...errors.keys()]).toEqual([GAME]);
  });

  it("of many games are asked for four at a time", async () => {
    for (let index = 0; index < 30; index++) world.own(world.ada, world.addApp(index + 5000, `G${index}`, 2).appid, 5);
    await connect();
    await galaxy.importOwnedGames();
    steam.beforeAnswer = async () => {
      await eventually("four requests wait", () => steam.mostAtOnce >= 4 || undefined);
      // A fifth has time to come.
      await setTimeout(2);
    };
    await galaxy.importAchievements(Array.from({ length: 30 }, (_, index) => String(index + 5000)));
    expect(steam.requestsFor("GetPlayerAchievements")).toHaveLength(30);
    expect(steam.mostAtOnce).toBe(4);
  });
});

describe("the friends", () => {
  it("keep their ids, although two are the same number", async () => {
    await connect();
    const friends = await galaxy.importFriends();
    const ids = friends.map(({ userId }) => userId).sort();
    expect(ids).toEqual([idOf(1), idOf(2), idOf(3)]);
    expect(new Set(ids.map(Number)).size).toBeLessThan(3);
    expect(friends.find(({ userId }) => userId === idOf(1))).toEqual({
      userId: idOf(1),
      userName: "Boris",
      avatarUrl: expect.stringContaining("https://avatars.steamstatic.com/"),
      profileUrl: `https://steamcommunity.com/profiles/${idOf(1)}/`,
    });
  });

  it("that are hidden stay, and so does the login: that 401 is about the list", async () => {
    await connect();
    const before = await galaxy.importFriends();
    world.ada.showsFriends = false;
    await clock.advance("65m");
    expect(await galaxy.importFriends()).toEqual(before);
    expect(galaxy.received("friendRemoved")).toEqual([]);
    expect(galaxy.received("authenticationLost")).toEqual([]);
    expect(galaxy.source("friends").state.kind).toBe("failing");
  });
});

describe("the presence", () => {
  it("of 250 friends takes three requests, for a hundred each", async () => {
    for (let index = 3; index < 250; index++) world.befriend(world.ada, index);
    await connect();
    const { values } = await galaxy.importUserPresences(world.ada.friends);
    expect(values.size).toBe(250);
    expect(galaxy.log.messages("warn")).toEqual([]);
    expect(
      steam.requestsFor("GetPlayerSummaries").map(({ query }) => query.get("steamids")?.split(",").length),
    ).toEqual([1, 100, 100, 50]);
  });

  it.each([
    ["online", { state: 1 }, { presenceState: PresenceState.Online }],
    ["busy", { state: 2 }, { presenceState: PresenceState.Online, fullStatus: "Busy" }],
    ["asleep", { state: 4 }, { presenceState: PresenceState.Away, fullStatus: "Snooze" }],
    ["looking for someone to play with", { state: 6 }, { presenceState: "online", fullStatus: "Looking to play" }],
    ["in a state that does not exist yet", { state: 9 }, { presenceState: PresenceState.Unknown }],
    ["offline", { state: 0 }, { presenceState: PresenceState.Offline }],
    ["hidden", { state: 1, isPublic: false }, { presenceState: PresenceState.Unknown }],
    [
      "in a game",
      { state: 1, playing: { gameid: "499450", gameextrainfo: "The Witcher 3" } },
      { presenceState: PresenceState.Online, gameId: "292030", gameTitle: "The Witcher 3" },
    ],
    [
      "in a lobby",
      { state: 3, playing: { gameid: GAME, gameextrainfo: "Amber Harbor", lobbysteamid: "109775243" } },
      { presenceState: PresenceState.Away, gameId: GAME, gameTitle: "Amber Harbor", inGameStatus: "In a lobby" },
    ],
    [
      "in a game from elsewhere",
      { state: 1, playing: { gameid: "15190414816125648896", gameextrainfo: "Solitaire" } },
      { presenceState: PresenceState.Online, gameTitle: "Solitaire" },
    ],
  ])("of a friend who is %s", async (_what, state, expected) => {
    Object.assign(world.users.get(idOf(1))!, state);
    await connect();
    const { values } = await galaxy.importUserPresences([idOf(1)]);
    expect(values.get(idOf(1))).toEqual(expected);
  });
});

describe("Steam on this computer", () => {
  let folder: SteamFolder;

  beforeEach(() => {
    folder = computer.installSteam(world);
  });

  const states = async () =>
    Object.fromEntries((await galaxy.importLocalGames()).map((game) => [game.gameId, game.localGameState]));
  const statesSent = () => galaxy.received("localGameStatusChanged").map(({ localGame }) => localGame);
  const becomes = (gameId: string, state: LocalGameState) =>
    eventually(`${gameId} becomes ${state}`, async () => {
      await clock.advance("1s");
      return statesSent().findLast((game) => game.gameId === gameId)?.localGameState === state || undefined;
    });

  it("has games in two libraries, of which some are not installed although they have a manifest", async () => {
    await connect();
    expect(await states()).toEqual({ [APP]: Installed, [APP + 10]: Installed, 292030: Installed });
    const downloading = String(APP + 20);
    const { values } = await galaxy.importLocalSizes([GAME, "292030", downloading]);
    expect([...values]).toEqual([
      [GAME, 3_000_900_000],
      ["292030", 3_000_499_450],
      [downloading, null],
    ]);
  });

  it("lists its libraries in an older format, too", async () => {
    folder.writeLibraries("old");
    await connect();
    expect(Object.keys(await states())).toHaveLength(3);
  });

  it("is not there: then nothing is installed", async () => {
    rmSync(folder.home, { recursive: true });
    await connect();
    expect(await states()).toEqual({});
  });

  it("keeps the games of a disk that is unplugged, and of a manifest that is half-written", async () => {
    await connect();
    const before = await states();
    truncateSync(folder.manifest(APP), 40);
    renameSync(folder.disk, `${folder.disk} (gone)`);
    await clock.advance("10m");
    expect(await states()).toEqual(before);
    expect(statesSent()).toEqual([]);
  });

  it("launches a game, which counts as running until it ends", async () => {
    await connect();
    await galaxy.launchGame(GAME);
    const pid = await computer.game();
    expect(folder.flagsOf(APP)).toBe(StateFlag.Installed | StateFlag.Running);
    await becomes(GAME, Installed | Running);
    process.kill(pid, "SIGTERM");
    await computer.idle();
    await becomes(GAME, Installed);
    expect(folder.flagsOf(APP)).toBe(StateFlag.Installed);
  });

  it("updates a game before it starts it, and GALAXY waits", async () => {
    await connect();
    const goOn = folder.hold();
    const { disk } = folder;
    await galaxy.launchGame(String(APP + 10));
    await eventually("the update begins", () => (folder.flagsOf(APP + 10, disk) & 256) > 0 || undefined);
    await clock.advance("2m");
    expect(statesSent()).toEqual([{ gameId: String(APP + 10), localGameState: Installed | Running }]);
    goOn();
    const pid = await computer.game();
    await clock.advance("1m");
    process.kill(pid, "SIGTERM");
    await becomes(String(APP + 10), Installed);
    expect(statesSent()).toHaveLength(2);
  });

  it("starts the edition that is installed", async () => {
    await connect();
    await galaxy.launchGame("292030");
    await computer.game();
    expect(folder.flagsOf(499450, folder.disk)).toBe(StateFlag.Installed | StateFlag.Running);
  });

  it("installs and uninstalls", async () => {
    await connect();
    await galaxy.installGame("20");
    await becomes("20", Installed);
    await galaxy.uninstallGame("20");
    await computer.idle();
    await becomes("20", LocalGameState.None);
  });

  it("notices a game that is started in Steam, and counts its time", async () => {
    await connect();
    await galaxy.importGameTimes([GAME]);
    spawn("xdg-open", [`steam://rungameid/${GAME}`], { stdio: "ignore" });
    const pid = await computer.game();
    await becomes(GAME, Installed | Running);
    await clock.advance("2m");
    process.kill(pid, "SIGTERM");
    await becomes(GAME, Installed);
    expect([...(await galaxy.importGameTimes([GAME])).values.values()]).toMatchObject([{ timePlayed: 47 }]);
  });
});

it("npm run demo:steam-web shows the library of the stand-in", async () => {
  await start();
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const args = ["scripts/run.cjs", "demo-steam-web", "--once", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const { platform, games, friends } = JSON.parse(stdout) as { platform: string; games: object[]; friends: object[] };
  expect([platform, games.length, friends.length]).toEqual(["steam", 15, 3]);
}, 60_000);
