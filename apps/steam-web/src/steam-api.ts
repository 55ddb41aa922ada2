import { HttpApi, HttpClient, type HttpResponse, keyAuth, type SearchParams } from "@galaxy-kit/http";
import { AccessDenied, type Achievement, type Authentication, InvalidCredentials, LoggedInUser } from "@galaxy-kit/sdk";
import { Cached } from "@galaxy-kit/state";
import { SteamSettings } from "./settings.js";

// What we need of Steam's answers. The ids of users are text: as numbers, they would be rounded to those of other users.
export type OwnedGame = Record<"appid" | "playtime_forever" | "rtime_last_played", number> &
  Readonly<{ name?: string; has_community_visible_stats?: boolean }>;
export type Player = Record<"steamid" | "personaname" | "profileurl" | "avatarfull", string> &
  Record<"personastate" | "communityvisibilitystate", number> &
  Partial<Record<"gameid" | "gameextrainfo" | "lobbysteamid", string>>;
type OwnedGames = Readonly<{ game_count?: number; games?: OwnedGame[] }>;
type PlayerAchievement = Record<"apiname", string> & Record<"achieved" | "unlocktime", number>;
type Schema = Readonly<{ availableGameStats?: { achievements?: Record<"name" | "displayName", string>[] } }>;

/** Steam's own address, unless something stands in for it. */
const { STEAM_STAND_IN_URL: baseUrl = "https://api.steampowered.com" } = process.env;
const send = ({ apiKey }: SteamSettings, { id }: LoggedInUser) => ({ searchParams: { key: apiKey, steamid: id } });
const auth = keyAuth({ inject: [SteamSettings, LoggedInUser], send, refused: "Steam does not know this key" });
const PRIVATE = "Steam does not show this: make your profile, its game details and its friends public";
/** Steam answers with JSON if something is private, and with a page for people if it does not know the key. */
const isPrivate = ({ headers }: HttpResponse): AccessDenied | undefined =>
  headers["content-type"]?.includes("json") ? new AccessDenied(PRIVATE) : undefined;

/** Steam's Web API, as the user who is logged in. */
@HttpApi({ baseUrl, auth, errors: { 401: isPrivate, 403: isPrivate } })
export class SteamApi extends HttpClient {
  /** The profile may be its address, the custom name in its address, or the id of the user. */
  async ownerOf({ profile, apiKey: key }: SteamSettings): Promise<Authentication> {
    const [, vanityurl = profile] = /steamcommunity\.com\/(?:id|profiles)\/([^/?#]+)/i.exec(profile) ?? [];
    const find = () => this.#response<{ steamid?: string }>("ISteamUser/ResolveVanityURL/v1", { vanityurl, key });
    const { steamid } = /^7656119\d{10}$/.test(vanityurl) ? { steamid: vanityurl } : await find();
    const [player] = await this.players(steamid === undefined ? [] : [steamid], { key });
    if (!player) throw new InvalidCredentials(`Steam does not know the profile ${vanityurl}`);
    return { userId: player.steamid, userName: player.personaname };
  }

  async players(ids: readonly string[], params: SearchParams = {}): Promise<readonly Player[]> {
    const players: Player[] = [];
    for (let start = 0; start < ids.length; start += 100) {
      const batch = { ...params, steamids: ids.slice(start, start + 100).join() };
      players.push(...(await this.#response<{ players: Player[] }>("ISteamUser/GetPlayerSummaries/v2", batch)).players);
    }
    return players;
  }

  async friendIds(): Promise<readonly string[]> {
    const sent = this.get("ISteamUser/GetFriendList/v1");
    const { friendslist } = await sent.json<{ friendslist: { friends: Record<"steamid", string>[] } }>();
    return friendslist.friends.map(({ steamid }) => steamid);
  }

  /** One answer has all of them, which may be megabytes: what is asked for together is sent once. Without a number, they are private. */
  @Cached({ ttl: "10s" })
  async ownedGames(): Promise<readonly OwnedGame[]> {
    const params = { include_appinfo: 1, include_played_free_games: 1, skip_unvetted_apps: 0 };
    const owned = await this.#response<OwnedGames>("IPlayerService/GetOwnedGames/v1", params);
    if (owned.game_count === undefined) throw new AccessDenied(PRIVATE);
    return owned.games ?? [];
  }

  async achievements(appid: number): Promise<Achievement[]> {
    // 400 means that the game has no stats; 500, that it has stats, but no achievements.
    const options = { searchParams: { appid }, acceptStatus: [400, 500] };
    const sent = this.get("ISteamUserStats/GetPlayerAchievements/v1", options);
    const { playerstats } = await sent.json<{ playerstats: { achievements?: PlayerAchievement[] } }>();
    const unlocked = playerstats.achievements?.filter(({ achieved }) => achieved === 1) ?? [];
    const names = unlocked.length > 0 ? await this.#namesOf(appid) : undefined;
    return unlocked.map(({ apiname: achievementId, unlocktime: unlockTime }) => {
      return { achievementId, achievementName: names?.get(achievementId), unlockTime };
    });
  }

  async #namesOf(appid: number): Promise<ReadonlyMap<string, string>> {
    const sent = this.get("ISteamUserStats/GetSchemaForGame/v2", { searchParams: { appid } });
    const { availableGameStats } = (await sent.json<{ game: Schema }>()).game;
    return new Map(availableGameStats?.achievements?.map(({ name, displayName }) => [name, displayName.trim()]));
  }

  async #response<T>(method: string, searchParams: SearchParams): Promise<T> {
    return (await this.get(method, { searchParams }).json<{ response: T }>()).response;
  }
}
