import type { KnownFriend, KnownGame, Library } from "../../knowledge/library.js";

/** The part of a library that does not change unless something was lost. */
export type StableLibrary = Readonly<Record<"games" | "friends" | "subscriptions" | "rooms", unknown>>;

/** Replaces values that change by themselves: only their presence counts. */
const PRESENT = "(present)";

const VOLATILE_GAME_FIELDS: readonly (keyof KnownGame)[] = ["timePlayed", "lastPlayedTime", "localGameState"];
const VOLATILE_FRIEND_FIELDS: readonly (keyof KnownFriend)[] = ["presence"];

/**
 * Returns the part of a library that two successive imports have in common. It is a snapshot: the library changes, but
 * replaces the objects in it rather than modifying them.
 */
export function stableLibrary({ games, friends, subscriptions, rooms }: Library): StableLibrary {
  return {
    games: mapValues(games, (game) => withoutVolatile(game, VOLATILE_GAME_FIELDS)),
    friends: mapValues(friends, (friend) => withoutVolatile(friend, VOLATILE_FRIEND_FIELDS)),
    subscriptions: mapValues(subscriptions, (subscription) => subscription),
    rooms: Object.keys(rooms).sort(),
  };
}

function withoutVolatile<T extends object>(thing: T, fields: readonly (keyof T)[]): object {
  const present = fields.filter((name) => thing[name] !== undefined).map((name) => [name, PRESENT]);
  return { ...thing, ...Object.fromEntries(present) } as object;
}

function mapValues<T>(things: Readonly<Record<string, T>>, map: (thing: T) => unknown): Record<string, unknown> {
  const ids = Object.keys(things).sort();
  return Object.fromEntries(ids.map((id) => [id, map(things[id] as T)]));
}
