import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { baseUrlOf } from "@galaxy-kit/http";
import type { NextStep } from "@galaxy-kit/sdk";
import { FakeClock, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PsnApi } from "../src/psn-api.js";
import { PsnPlugin } from "../src/psn.plugin.js";
import { PsnSettings } from "../src/settings.js";
import { PsnNetwork } from "../stand-in/lib/psn-network.js";

const END_PAGE = "https://www.gog.com/galaxy";
/** Of ten games, two have an edition for PlayStation 5, too. */
const GAMES = 40;

let clock: FakeClock;
let psn: PsnNetwork;
let galaxy: TestGalaxy;

beforeEach(async () => {
  clock = new FakeClock();
  psn = await PsnNetwork.start(clock, GAMES);
  process.env["PSN_STAND_IN_URL"] = psn.api.url;
  await start();
});

afterEach(async () => {
  await galaxy.close();
  await psn.api.close();
  Reflect.deleteProperty(process.env, "PSN_STAND_IN_URL");
  expect(psn.secrets.filter((secret) => galaxy.log.text.includes(secret))).toEqual([]);
});

async function start(settings: Partial<PsnSettings> = psn.client): Promise<void> {
  const overrides = [
    { provide: PsnSettings, useValue: Object.assign(new PsnSettings(), settings) },
    { provide: baseUrlOf(PsnApi), useValue: psn.api.url },
  ];
  // Hundreds of requests take seconds of real time on a busy computer.
  galaxy = await startTestPlugin(PsnPlugin, { clock, overrides, timeLimit: "50s" });
}

/** Pastes into the page of the login window. Resolves to what the page then says. */
async function paste(code: string): Promise<{ status: number; text: string }> {
  const { authParams } = (await galaxy.authenticate()) as NextStep;
  const headers = { origin: new URL(authParams.startUri).origin };
  const body = new URLSearchParams({ code });
  const response = await fetch(authParams.startUri, { method: "POST", body, headers, redirect: "manual" });
  return { status: response.status, text: await response.text() };
}

async function logIn(): Promise<unknown> {
  expect(await paste(psn.page)).toMatchObject({ status: 303 });
  return await galaxy.passLoginCredentials({ endUri: END_PAGE });
}

const count = (part: string) => psn.api.requests.filter(({ path }) => path.includes(part)).length;
const ids = async () => (await galaxy.importOwnedGames()).map(({ gameId }) => gameId);

describe("the login", () => {
  it("takes what the page of the browser shows", async () => {
    expect(await logIn()).toEqual(expect.objectContaining({ userId: "4611686018427387904", userName: "ada_plays" }));
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("says next to the field that the code is too old, and stores nothing", async () => {
    const { status, text } = await paste("0".repeat(64));
    expect(status).toBe(422);
    expect(text).toContain("Sony does not know this code anymore: log in, and copy it again");
    expect(galaxy.received("storeCredentials")).toEqual([]);
  });

  it("names what is missing if there is no client", async () => {
    await galaxy.close();
    await start({});
    expect((await paste(psn.page)).text).toContain("The client id is missing: enter it in the settings");
  });

  it("lasts as long as the code, although refresh tokens end after ten days", async () => {
    await logIn();
    await clock.advance("12d");
    await clock.advance("12d");
    expect(await ids()).toHaveLength(GAMES);
    expect(count("authorize")).toBe(2);
    expect(galaxy.received("authenticationLost")).toEqual([]);
  });

  it("keeps the library when Sony ends the session, and says so once", async () => {
    await logIn();
    await ids();
    psn.revoke();
    await clock.advance("2h");
    await clock.advance("2h");
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });

  it("survives hours in which the login answers with 500", async () => {
    await logIn();
    await ids();
    psn.api.fail(500, { path: "/api/authz/v3/oauth/token", for: "3h" });
    await clock.advance("5h");
    expect(galaxy.received("authenticationLost")).toEqual([]);
    expect(await ids()).toHaveLength(GAMES);
  });
});

describe("the library", () => {
  beforeEach(logIn);

  it("has each game once, by the id of its first edition, and games from a disc", async () => {
    const found = await ids();
    expect(found).toHaveLength(GAMES);
    expect(found.filter((id) => id.startsWith("PPSA"))).toEqual([]);
    expect(found).toContain("CUSA10002_00");
  });

  it("adds up the time of the editions", async () => {
    await ids();
    const { values } = await galaxy.importGameTimes(["CUSA10000_00", "CUSA10004_00", "CUSA10005_00"]);
    expect(Array.from(values.values(), ({ timePlayed }) => timePlayed)).toEqual([60 + 120, 5 * 60 + 4, 0]);
  });

  it("stays when Sony has removed the query", async () => {
    await ids();
    psn.purchasesAreGone = true;
    await clock.advance("1h");
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(galaxy.log.text).toContain("JSON that does not fit: data: ");
  });
});

describe("trophies", () => {
  beforeEach(logIn);

  const earned = async (gameId: string) => {
    const { values } = await galaxy.importAchievements([gameId]);
    return values.get(gameId)?.map(({ achievementId }) => achievementId);
  };

  it("are those of all editions, each once", async () => {
    expect(await earned("CUSA10001_00")).toEqual(["NPWR10001_00_0", "NPWR10001_00_1"]);
  });

  it("are asked for again only if one was earned", async () => {
    await earned("CUSA10001_00");
    await earned("CUSA10001_00");
    expect(count("trophyGroups")).toBe(1);
    psn.world.earn("NPWR10001_00", 7, new Date(clock.now()).toISOString());
    expect(await earned("CUSA10001_00")).toContain("NPWR10001_00_7");
    expect(count("trophyGroups")).toBe(2);
  });

  it("of 400 games wait for Sony's limit, and come all", async () => {
    for (let game = GAMES; game < 400; game += 1) psn.world.add(game);
    psn.api.limit({ requests: 300, per: "15m", retryAfter: "none" });
    const outcome = galaxy.importAchievements(await ids());
    await clock.advance("16m");
    const { values, errors } = await outcome;
    expect(errors.size).toBe(0);
    expect(values.size).toBe(400);
    expect(Array.from(values.values()).filter((trophies) => trophies.length > 0)).toHaveLength(160);
    expect(psn.api.requests.length).toBeGreaterThan(300);
  }, 60_000);

  it("are not asked for if a game was never played", async () => {
    expect(await earned("CUSA10006_00")).toEqual([]);
    expect(count("titles/trophyTitles")).toBe(0);
  });
});

describe("friends", () => {
  beforeEach(logIn);

  it("have names and pictures", async () => {
    const friends = await galaxy.importFriends();
    expect(friends.map(({ userName }) => userName)).toEqual(["friend_100", "friend_200", "friend_300"]);
    expect(friends[0]?.avatarUrl).toBe("https://psn.example/100/xl.png");
  });

  it("show what they play, unless they hide it", async () => {
    const { values } = await galaxy.importUserPresences(["100", "200", "300"]);
    const states = Array.from(values.values(), ({ presenceState }) => presenceState);
    expect(states).toEqual(["online", "offline", "unknown"]);
    expect(values.get("100")).toMatchObject({ gameId: "CUSA10000_00", gameTitle: "Silent Harbor" });
  });
});

it("npm run demo:psn logs in by itself with --once, and shows the library of the stand-in", async () => {
  const cwd = fileURLToPath(new URL("../../..", import.meta.url));
  const args = ["scripts/run.cjs", "demo-psn", "--once", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
  const { user, games, friends } = JSON.parse(stdout) as { user: object; games: object[]; friends: object[] };
  expect(user).toMatchObject({ userName: "ada_plays" });
  expect([games.length, friends.length]).toEqual([120, 3]);
}, 60_000);
