/** An application of Steam. */
export interface SteamApp {
  readonly appid: number;
  readonly name: string;
  /** Without stats, Steam refuses to say anything about achievements. */
  readonly hasStats: boolean;
  readonly achievements: readonly SteamAchievement[];
}

/** How an achievement is defined. */
export interface SteamAchievement {
  readonly name: string;
  readonly displayName: string;
  readonly hidden: 0 | 1;
}

/** A game that a user owns. */
export interface SteamGame {
  readonly appid: number;
  minutes: number;
  /** In Unix seconds; 86,400 for a game that was played before Steam kept this. */
  lastPlayed: number;
  /** Unix seconds, by the name of the achievement. */
  readonly unlocked: Map<string, number>;
}

/** A user of Steam. */
export interface SteamUser {
  readonly steamId: string;
  /** The custom name in the address of the profile. */
  readonly vanity: string | undefined;
  name: string;
  /** Whether others see the profile at all. */
  isPublic: boolean;
  /** Whether others see the games. */
  showsGames: boolean;
  /** Whether others see the friends. */
  showsFriends: boolean;
  games: SteamGame[];
  friends: string[];
  /** 0 offline, 1 online, 2 busy, 3 away, 4 snooze, 5 looking to trade, 6 looking to play */
  state: number;
  playing: SteamActivity | undefined;
}

/** What a user is playing. */
export interface SteamActivity {
  readonly gameid: string;
  readonly gameextrainfo: string;
  readonly gameserverip?: string;
  readonly lobbysteamid?: string;
}

/** Everything that Steam knows: the same each time. */
export class SteamWorld {
  readonly apps = new Map<number, SteamApp>();
  readonly users = new Map<string, SteamUser>();
  /** The user who has the key. Ids have 64 bits: as numbers, those of the first friends would be the same. */
  readonly ada: SteamUser;

  constructor({ games = 12, friends = 3, now = Date.now() }: SteamWorldOptions = {}) {
    this.ada = this.addUser({ steamId: idOf(0), name: "Ada", vanity: "ada_plays", state: 1 });
    for (let index = 0; index < games; index++) {
      const app = this.addApp(APP + index * 10, titleOf(index), index % 4 === 3 ? 0 : 3 + (index % 3));
      const isPlayed = index % 3 !== 2;
      this.own(this.ada, app.appid, isPlayed ? 45 * (index + 1) : 0, isPlayed ? seconds(now) - index * 86_400 : 0);
    }
    for (let index = 0; index < friends; index++) this.befriend(this.ada, index);
    this.#addTraps();
  }

  addApp(appid: number, name: string, achievements: number, hasStats = achievements > 0): SteamApp {
    const define = (number: number): SteamAchievement => ({
      name: `ACH_${number}`,
      displayName: `${ACHIEVEMENTS[number % ACHIEVEMENTS.length] ?? ""} `,
      hidden: number % 2 === 0 ? 0 : 1,
    });
    const app = { appid, name, hasStats, achievements: Array.from({ length: achievements }, (_, n) => define(n)) };
    this.apps.set(appid, app);
    return app;
  }

  addUser(user: Pick<SteamUser, "steamId" | "name"> & Partial<SteamUser>): SteamUser {
    const usual = { vanity: undefined, isPublic: true, showsGames: true, showsFriends: true, state: 0 };
    const added: SteamUser = { ...usual, games: [], friends: [], playing: undefined, ...user };
    this.users.set(added.steamId, added);
    return added;
  }

  /** The first achievement of a game that was played is unlocked. */
  own(user: SteamUser, appid: number, minutes = 0, lastPlayed = 0): SteamGame {
    const [first] = this.apps.get(appid)?.achievements ?? [];
    const unlocked = new Map(first && minutes > 0 ? [[first.name, lastPlayed]] : []);
    const game: SteamGame = { appid, minutes, lastPlayed, unlocked };
    user.games.push(game);
    return game;
  }

  /** Adds one of many friends. */
  befriend(user: SteamUser, index: number): SteamUser {
    const name = FRIENDS[index % FRIENDS.length] ?? "";
    const friend = this.addUser({ steamId: idOf(index + 1), name: index < FRIENDS.length ? name : `${name} ${index}` });
    user.friends.push(friend.steamId);
    friend.friends.push(user.steamId);
    return friend;
  }

  /** What integrations have got wrong. */
  #addTraps(): void {
    // One game with two ids, both of which a user may own.
    this.addApp(292030, "The Witcher 3: Wild Hunt", 3);
    this.addApp(499450, "The Witcher 3: Wild Hunt - Game of the Year Edition", 0);
    this.own(this.ada, 499450, 30, 1_500_000_000);
    this.own(this.ada, 292030, 600, 1_700_000_000);
    // Played before Steam kept the time, with a title that ends in a space.
    this.addApp(20, "Old Signal ", 0);
    this.own(this.ada, 20, 90, 86_400);
    // Stats, but no achievements: Steam fails.
    this.addApp(30, "Stats Without Achievements", 0, true);
    this.own(this.ada, 30, 5, seconds(Date.now()));
  }
}

/** What a world consists of. */
export interface SteamWorldOptions {
  readonly games?: number;
  readonly friends?: number;
  /** In milliseconds since 1970. */
  readonly now?: number;
}

/** The id of the first game; the next ones are 10 apart, as they are on Steam. */
export const APP = 900_000;

/** The id of the user with a number: beyond 2^53, so that neighbors are the same number in JavaScript. */
export function idOf(index: number): string {
  return (76_561_197_960_265_729n + BigInt(index)).toString();
}

function titleOf(index: number): string {
  const title = `${FIRST[index % FIRST.length] ?? ""} ${LAST[(index * 3) % LAST.length] ?? ""}`;
  return index < FIRST.length ? title : `${title} ${index}`;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

const FIRST = ["Amber", "Hollow", "Tin", "Northern", "Quiet", "Copper", "Paper", "Salt", "Winter", "Glass"];
const LAST = ["Harbor", "Comet", "Foundry", "Orchard", "Signal", "Lantern", "Cavern", "Tram", "Meadow", "Clockwork"];
const FRIENDS = ["Boris", "Cleo", "Dario", "Edda", "Finn"];
const ACHIEVEMENTS = ["First Light", "Against the Tide", "Nothing Left to Lose", "Clockmaker", "The Long Way Home"];
