import type { Game, LocalGame, Subscription, UserInfo } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Milestone } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** Options of a handler. */
export interface HandlerOptions {
  /**
   * Delays calls until this milestone is reached, for up to 60 seconds; after that the client receives
   * `AuthenticationRequired`. By default, calls wait only until `@OnHandshake()` is done.
   */
  readonly after?: Milestone;
}

/** @param signal - aborted when the integration closes */
export type OwnedGamesHandler = (signal: AbortSignal) => Awaitable<readonly Game[]>;

/** @param signal - aborted when the integration closes */
export type LocalGamesHandler = (signal: AbortSignal) => Awaitable<readonly LocalGame[]>;

/** @param signal - aborted when the integration closes */
export type SubscriptionsHandler = (signal: AbortSignal) => Awaitable<readonly Subscription[]>;

/** @param signal - aborted when the integration closes */
export type FriendsHandler = (signal: AbortSignal) => Awaitable<readonly UserInfo[]>;

/**
 * Provides all games that the user owns. Announces the feature `ImportOwnedGames`.
 *
 * Called for `import_owned_games` after each login, and occasionally later. About 190 ms after the response, the client
 * starts the imports of achievements, game times and so on for these games. It ignores a response that takes longer than
 * 120 seconds (both seen in logs of the real client). The games are sent in the order in which they were returned: put those
 * that were played recently or are installed first. Report later changes with `GalaxyClient.addGame`, `updateGame` and
 * `removeGame`.
 *
 * If it fails, the client keeps the library as it was and shows nothing. An invalid game is left out and logged; if more than half
 * of the games are invalid, it fails.
 *
 * @example
 * ```ts
 * @OwnedGames()
 * async owned(): Promise<Game[]> {
 *   const games = await this.api.games();
 *   return games.map(({ id, title }) => ({
 *     gameId: id,
 *     gameTitle: title,
 *     licenseInfo: { licenseType: LicenseType.SinglePurchase },
 *   }));
 * }
 * ```
 */
export function OwnedGames(options: HandlerOptions = {}): HandlerDecorator<OwnedGamesHandler> {
  return handlerDecorator("@OwnedGames()", { role: "handler", call: "importOwnedGames", ...options });
}

/**
 * Provides the games on this computer and their state. Announces the feature `ImportInstalledGames`. The Play button follows
 * the state; a running game is `LocalGameState.Installed | LocalGameState.Running`.
 *
 * Called for `import_local_games` at startup, about 110 ms before the login, and usually again after it (seen in logs of the
 * real client). With `{ after: "authentication" }` the first call waits for the login. Report later changes with
 * `GalaxyClient.updateLocalGameStatus`.
 *
 * If it fails, the client keeps the states as they were and shows nothing.
 */
export function LocalGames(options: HandlerOptions = {}): HandlerDecorator<LocalGamesHandler> {
  return handlerDecorator("@LocalGames()", { role: "handler", call: "importLocalGames", ...options });
}

/**
 * Provides the subscriptions that the platform offers. Announces the feature `ImportSubscriptions`.
 *
 * Called for `import_subscriptions` after each login. If `@OwnedGames()` is running, the response waits for it, 60 seconds at
 * most: GALAXY 2.1 drops the games of a round whose subscriptions come first (reported by the author of an integration, with a
 * line of its log). The games of each subscription come from `@SubscriptionGames()`. If it
 * fails, the client keeps the subscriptions as they were and shows nothing.
 */
export function Subscriptions(options: HandlerOptions = {}): HandlerDecorator<SubscriptionsHandler> {
  return handlerDecorator("@Subscriptions()", { role: "handler", call: "importSubscriptions", ...options });
}

/**
 * Provides the user's friends. Announces the feature `ImportFriends`.
 *
 * Called for `import_friends` after each login. Right after it, `@UserPresences()` is called for what they are doing. Report
 * later changes with `GalaxyClient.addFriend`, `updateFriend` and `removeFriend`. If it fails, the client keeps the friends
 * as they were and shows nothing.
 */
export function Friends(options: HandlerOptions = {}): HandlerDecorator<FriendsHandler> {
  return handlerDecorator("@Friends()", { role: "handler", call: "importFriends", ...options });
}
