import { LocalGameState } from "@galaxy-kit/protocol";
import type { KnownFriend, KnownGame, KnownSubscription } from "../knowledge/library.js";
import type { ListKind } from "../reporting/progress.js";

/** What is compared of a game, friend or subscription, by name. What has not been reported is absent. */
export type Facts = Readonly<Record<string, unknown>>;

/** The lists that have been imported. An item that is in none of them is gone. */
export type Listed = ReadonlySet<ListKind>;

/** How items of one kind are compared. */
export interface Comparable<T> {
  readonly factsOf: (item: T, listed: Listed) => Facts;
  /** Whether GALAXY would show it. */
  readonly isShown: (facts: Facts) => boolean;
  /** Returns the list that has it, if it exists. */
  readonly listOf: (facts: Facts) => ListKind;
  readonly nameOf: (facts: Facts) => string | undefined;
}

const everything: Listed = new Set<ListKind>(["ownedGames", "localGames", "friends", "subscriptions"]);

/** The numbers of achievements and DLCs stand for all of them: there may be a million. */
export const games: Comparable<KnownGame> = {
  factsOf: ({ gameId: _id, owned, localGameState, achievements, dlcs, ...facts }, listed) => ({
    ...facts,
    ...((owned || listed.has("ownedGames")) && { owned }),
    ...((localGameState !== undefined || listed.has("localGames")) && {
      localGameState: localGameState ?? LocalGameState.None,
    }),
    ...(achievements && { achievements: achievements.length }),
    ...(dlcs && { dlcs: dlcs.length }),
  }),
  isShown: ({ owned = false, localGameState = LocalGameState.None }) =>
    owned === true || localGameState !== LocalGameState.None,
  listOf: ({ owned }) => (owned === true ? "ownedGames" : "localGames"),
  nameOf: ({ gameTitle }) => gameTitle as string | undefined,
};

/** Without the presence, which changes all the time. */
export const friends: Comparable<KnownFriend> = {
  factsOf: ({ userId: _id, presence: _presence, ...facts }) => facts,
  isShown: () => true,
  listOf: () => "friends",
  nameOf: ({ userName }) => userName as string | undefined,
};

export const subscriptions: Comparable<KnownSubscription> = {
  factsOf: ({ subscriptionName: _id, games: included, ...facts }) => ({
    ...facts,
    ...(included !== undefined && { games: included?.length ?? null }),
  }),
  isShown: () => true,
  listOf: () => "subscriptions",
  nameOf: () => undefined,
};

/** Returns everything that is known of an item. */
export function allFactsOf<T>({ factsOf }: Comparable<T>, item: T): Facts {
  return factsOf(item, everything);
}
