import type { KnownFriend, KnownGame, Library } from "../../knowledge/library.js";

/** What a library still says after a disturbance, if nothing was lost. */
export type Outlasting = Readonly<Record<"games" | "friends" | "subscriptions" | "rooms", unknown>>;

/** In the place of what changes by itself: that it was told is what counts. */
const TOLD = "(told)";

const ofGames: readonly (keyof KnownGame)[] = ["timePlayed", "lastPlayedTime", "localGameState"];
const ofFriends: readonly (keyof KnownFriend)[] = ["presence"];

/**
 * The part of a library that two imports in a row have in common, ready to be compared. It stays as it is: the library
 * follows every change, but puts a new object in the place of one that has changed.
 */
export function outlasting({ games, friends, subscriptions, rooms }: Library): Outlasting {
  return {
    games: mapValues(games, (game) => withToldOnly(game, ofGames)),
    friends: mapValues(friends, (friend) => withToldOnly(friend, ofFriends)),
    subscriptions: mapValues(subscriptions, (subscription) => subscription),
    rooms: Object.keys(rooms).sort(),
  };
}

function withToldOnly<T extends object>(thing: T, changing: readonly (keyof T)[]): object {
  const told = changing.filter((name) => thing[name] !== undefined).map((name) => [name, TOLD]);
  return { ...thing, ...Object.fromEntries(told) } as object;
}

function mapValues<T>(things: Readonly<Record<string, T>>, map: (thing: T) => unknown): Record<string, unknown> {
  const ids = Object.keys(things).sort();
  return Object.fromEntries(ids.map((id) => [id, map(things[id] as T)]));
}
