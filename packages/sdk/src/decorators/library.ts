import type { Game, LocalGame, Subscription, UserInfo } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Milestone } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** When a handler may run. */
export interface HandlerOptions {
  /**
   * Keeps a call waiting until this has been reached, for at most 60 seconds; then it is answered with
   * `AuthenticationRequired`. By default nothing waits for more than the end of `@OnHandshake()`.
   */
  readonly after?: Milestone;
}

/** @param signal fires when the integration closes */
export type OwnedGamesHandler = (signal: AbortSignal) => Awaitable<readonly Game[]>;

/** @param signal fires when the integration closes */
export type LocalGamesHandler = (signal: AbortSignal) => Awaitable<readonly LocalGame[]>;

/** @param signal fires when the integration closes */
export type SubscriptionsHandler = (signal: AbortSignal) => Awaitable<readonly Subscription[]>;

/** @param signal fires when the integration closes */
export type FriendsHandler = (signal: AbortSignal) => Awaitable<readonly UserInfo[]>;

/**
 * Returns all games that the user owns. Announces `ImportOwnedGames`.
 *
 * GALAXY calls it (`import_owned_games`) after a login, and now and then; it drops an answer that takes longer than 120
 * seconds. About 190 ms after the answer it starts the imports of achievements, game times and the like for these games. An
 * error keeps the library as it was.
 */
export function OwnedGames(options: HandlerOptions = {}): HandlerDecorator<OwnedGamesHandler> {
  return handlerDecorator("@OwnedGames()", { role: "handler", call: "importOwnedGames", ...options });
}

/**
 * Returns the games on this computer with their state. Announces `ImportInstalledGames`; the Play button follows it.
 *
 * GALAXY calls it (`import_local_games`) at the start, about 110 ms before the login: with `{ after: "authentication" }` it
 * waits for the login. Later changes are told with `GalaxyClient.updateLocalGameStatus`. A game that runs is
 * `LocalGameState.Installed | LocalGameState.Running`. An error leaves the states as they were.
 */
export function LocalGames(options: HandlerOptions = {}): HandlerDecorator<LocalGamesHandler> {
  return handlerDecorator("@LocalGames()", { role: "handler", call: "importLocalGames", ...options });
}

/**
 * Returns the subscriptions that the platform offers. Announces `ImportSubscriptions`; called (`import_subscriptions`)
 * after a login. The games of each come from `@SubscriptionGames()`. An error leaves the subscriptions as they were.
 */
export function Subscriptions(options: HandlerOptions = {}): HandlerDecorator<SubscriptionsHandler> {
  return handlerDecorator("@Subscriptions()", { role: "handler", call: "importSubscriptions", ...options });
}

/**
 * Returns the user's friends. Announces `ImportFriends`; called (`import_friends`) after a login. What they are doing comes
 * from `@UserPresences()`, which is asked for right after. An error leaves the friends as they were.
 */
export function Friends(options: HandlerOptions = {}): HandlerDecorator<FriendsHandler> {
  return handlerDecorator("@Friends()", { role: "handler", call: "importFriends", ...options });
}
