import type { Awaitable, Clock } from "@galaxy-kit/sdk";
import { FakeApi, type FakeRequest, FakeResponse, type FaultOptions } from "@galaxy-kit/testing";
import type { SteamApp, SteamUser, SteamWorld } from "./world.js";

const MAX_IDS = 100;
const UNAUTHORIZED = "Access is denied. Retrying will not help. Please verify your <pre>key=</pre> parameter.";
const INCOMPLETE = "Please verify that all required parameters are being sent";

type Query = URLSearchParams;

/** Stands in for `api.steampowered.com`, its errors and limits included. */
export class SteamWebApi {
  /** Keys that are valid. */
  readonly keys = new Set(["0123456789ABCDEF0123456789ABCDEF"]);
  /** Whether achievements are private although the games are not. */
  hidesAchievements = false;
  /** What each answer waits for. */
  beforeAnswer: () => Awaitable<unknown> = () => undefined;
  /** How many requests have been answered at the same time, at most. */
  mostAtOnce = 0;
  #atOnce = 0;

  private constructor(
    readonly world: SteamWorld,
    /** The server, for failures and limits beyond those of Steam. */
    readonly server: FakeApi,
  ) {
    this.#answer("ISteamUser/ResolveVanityURL/v1", (query) => this.#resolveVanityUrl(query));
    this.#answer("ISteamUser/GetPlayerSummaries/v2", (query) => this.#playerSummaries(query));
    this.#answer("ISteamUser/GetFriendList/v1", (query) => this.#friendList(query));
    this.#answer("IPlayerService/GetOwnedGames/v1", (query) => this.#ownedGames(query));
    this.#answer("ISteamUserStats/GetSchemaForGame/v2", (query) => this.#schemaForGame(query));
    this.#answer("ISteamUserStats/GetPlayerAchievements/v1", (query) => this.#playerAchievements(query));
    server.limit({ requests: 100_000, per: "1d", retryAfter: "none" });
  }

  /** @param clock - that of the failures and of the daily limit */
  static async start(world: SteamWorld, clock: Clock): Promise<SteamWebApi> {
    return new SteamWebApi(world, await FakeApi.start({ clock }));
  }

  get url(): string {
    return this.server.url;
  }

  get key(): string {
    return [...this.keys][0] ?? "";
  }

  /** The requests for a method, such as `GetOwnedGames`. */
  requestsFor(method: string): readonly FakeRequest[] {
    return this.server.requests.filter(({ path }) => path.includes(`/${method}/`));
  }

  /** Fails with a status, and with a page for people, as Steam does. */
  fail(status: number, options: FaultOptions = {}): void {
    this.server.fail(status, { ...options, headers: { "content-type": "text/html; charset=UTF-8" } });
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  #answer(path: string, method: (query: Query) => unknown): void {
    this.server.get(`/${path}`, async ({ query }) => {
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      await this.beforeAnswer();
      this.#atOnce--;
      return this.keys.has(query.get("key") ?? "") ? method(query) : page(401, UNAUTHORIZED);
    });
  }

  // ISteamUser

  #resolveVanityUrl(query: Query): unknown {
    const name = query.get("vanityurl");
    if (!name) return page(400, INCOMPLETE);
    const user = [...this.world.users.values()].find(({ vanity }) => vanity === name);
    return { response: user ? { steamid: user.steamId, success: 1 } : { success: 42, message: "No match" } };
  }

  /** Takes a hundred ids, ignores those after them, and has an order of its own. */
  #playerSummaries(query: Query): unknown {
    const ids = (query.get("steamids") ?? "").split(",").filter(Boolean);
    if (ids.length === 0) return page(400, INCOMPLETE);
    const users = ids.slice(0, MAX_IDS).flatMap((id) => this.world.users.get(id) ?? []);
    return { response: { players: users.reverse().map(toSummary) } };
  }

  #friendList(query: Query): unknown {
    const user = this.#userOf(query);
    if (!user) return page(400, INCOMPLETE);
    if (!user.showsFriends || !user.isPublic) return new FakeResponse({}, { status: 401 });
    const friends = user.friends.map((steamid) => ({ steamid, relationship: "friend", friend_since: 1_500_000_000 }));
    return { friendslist: { friends } };
  }

  // IPlayerService

  #ownedGames(query: Query): unknown {
    const user = this.#userOf(query);
    if (!user) return page(400, INCOMPLETE);
    if (!user.showsGames || !user.isPublic) return { response: {} };
    const isDetailed = query.get("include_appinfo") === "1";
    const games = user.games.map(({ appid, minutes, lastPlayed }) => ({
      appid,
      ...(isDetailed && detailsOf(this.world.apps.get(appid))),
      playtime_forever: minutes,
      playtime_windows_forever: minutes,
      rtime_last_played: lastPlayed,
      playtime_disconnected: 0,
    }));
    return { response: { game_count: games.length, games } };
  }

  // ISteamUserStats

  #schemaForGame(query: Query): unknown {
    const app = this.world.apps.get(Number(query.get("appid")));
    if (!app?.hasStats || app.achievements.length === 0) return { game: {} };
    const achievements = app.achievements.map((achievement) => ({ ...achievement, defaultvalue: 0, icon: "" }));
    return { game: { gameName: app.name, gameVersion: "1", availableGameStats: { achievements } } };
  }

  #playerAchievements(query: Query): unknown {
    const user = this.#userOf(query);
    const app = this.world.apps.get(Number(query.get("appid")));
    if (!user || !app) return page(400, INCOMPLETE);
    const refuse = (status: number, error: string): FakeResponse =>
      new FakeResponse({ playerstats: { error, success: false } }, { status });
    if (!user.showsGames || !user.isPublic || this.hidesAchievements) return refuse(403, "Profile is not public");
    if (!app.hasStats) return refuse(400, "Requested app has no stats");
    if (app.achievements.length === 0) return refuse(500, "Requested app has no achievements");
    const unlocked = user.games.find(({ appid }) => appid === app.appid)?.unlocked;
    const achievements = app.achievements.map(({ name }) => {
      const unlocktime = unlocked?.get(name) ?? 0;
      return { apiname: name, achieved: unlocktime > 0 ? 1 : 0, unlocktime };
    });
    return { playerstats: { steamID: user.steamId, gameName: app.name, achievements, success: true } };
  }

  #userOf(query: Query): SteamUser | undefined {
    return this.world.users.get(query.get("steamid") ?? "");
  }
}

/** Steam sends a page for people where a program expects JSON. */
function page(status: number, text: string): FakeResponse {
  return new FakeResponse(`<html><head><title>${status}</title></head><body>${text}</body></html>`, { status });
}

function detailsOf(app: SteamApp | undefined): object {
  return { name: app?.name, img_icon_url: "", ...(app?.hasStats && { has_community_visible_stats: true }) };
}

function toSummary({ steamId, vanity, name, isPublic, state, playing }: SteamUser): object {
  return {
    steamid: steamId,
    communityvisibilitystate: isPublic ? 3 : 1,
    profilestate: 1,
    personaname: name,
    profileurl: `https://steamcommunity.com/${vanity === undefined ? `profiles/${steamId}` : `id/${vanity}`}/`,
    avatarfull: `https://avatars.steamstatic.com/${steamId.slice(-4)}_full.jpg`,
    // A private profile shows no state.
    personastate: isPublic ? state : 0,
    ...(isPublic && playing),
  };
}
