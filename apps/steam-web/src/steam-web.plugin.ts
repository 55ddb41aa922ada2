import { TrackGameTime } from "@galaxy-kit/local";
import { Achievements, type FriendPresence, Friends, GalaxyPlugin, ImportContext } from "@galaxy-kit/sdk";
import { LicenseType, OwnedGames, Platform, type PresencesRun, UserPresences } from "@galaxy-kit/sdk";
import { FormLogin } from "@galaxy-kit/settings";
import { gameIdOf } from "./editions.js";
import { LocalSteam } from "./local-steam.js";
import { SteamSettings } from "./settings.js";
import { type OwnedGame, type Player, SteamApi } from "./steam-api.js";

/** By Steam's `personastate`. */
const STATES = ["offline", "online", "online", "away", "away", "online", "online"] as const;
const STATUSES = [undefined, undefined, "Busy", undefined, "Snooze", "Looking to trade", "Looking to play"];

/** Steam, with an API key of the user: no password, and no login in a browser. */
@GalaxyPlugin({ platform: Platform.Steam, services: [LocalSteam] })
@FormLogin(SteamSettings, { user: (settings, { api }: SteamWebPlugin) => api.ownerOf(settings) })
@TrackGameTime({ merge: "since" })
export class SteamWebPlugin {
  constructor(readonly api: SteamApi) {}

  /** Resolves to the games by their ids in GALAXY. Of several editions, the one that was played last counts. */
  @ImportContext("achievements")
  async games(): Promise<ReadonlyMap<string, OwnedGame>> {
    const games = await this.api.ownedGames();
    const lastPlayedLast = games.toSorted((one, other) => one.rtime_last_played - other.rtime_last_played);
    return new Map(lastPlayedLast.map((game) => [gameIdOf(game.appid), game]));
  }

  @OwnedGames({ refresh: "10m", license: LicenseType.SinglePurchase, times: true })
  async owned() {
    return Array.from(await this.games(), ([gameId, { appid, name, playtime_forever, rtime_last_played: last }]) => {
      // The second day of 1970 stands for a day that Steam does not know.
      const lastPlayedTime = last > 86_400 ? last : undefined;
      return { gameId, gameTitle: name?.trim() || `App ${appid}`, timePlayed: playtime_forever, lastPlayedTime };
    });
  }

  @Achievements({ concurrency: 4 })
  async achievements(gameId: string, games: ReadonlyMap<string, OwnedGame>) {
    const game = games.get(gameId);
    // Most games of a large library end here, which spares thousands of requests.
    return game?.has_community_visible_stats && game.playtime_forever > 0 ? this.api.achievements(game.appid) : [];
  }

  @Friends({ refresh: "1h" })
  async friends() {
    const friends = await this.api.players(await this.api.friendIds());
    return friends.map(({ steamid: userId, personaname: userName, avatarfull: avatarUrl, profileurl: profileUrl }) => {
      return { userId, userName, avatarUrl, profileUrl };
    });
  }

  @UserPresences({ refresh: "2m" })
  async presences({ userIds }: PresencesRun) {
    return (await this.api.players(userIds)).map(presenceOf);
  }
}

function presenceOf(friend: Player): FriendPresence {
  const { steamid: userId, personastate, gameid = "", gameextrainfo: gameTitle } = friend;
  // 0 also stands for a profile that is private: 1 or 2.
  const isHidden = personastate === 0 && friend.communityvisibilitystate < 3;
  const presenceState = (isHidden ? undefined : STATES[personastate]) ?? "unknown";
  if (gameTitle === undefined) return { userId, presenceState, fullStatus: STATUSES[personastate] };
  // A game from elsewhere, which the friend has added to Steam, has an id of 64 bits that only that computer knows.
  const gameId = gameid.length > 10 ? undefined : gameIdOf(gameid);
  return { userId, presenceState, gameId, gameTitle, inGameStatus: friend.lobbysteamid && "In a lobby" };
}
