import {
  copyMembers,
  type Game,
  game as gameModel,
  type GameTime,
  type LicenseType,
  type LocalGame,
  type Subscription,
  type UserInfo,
} from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import { recordCompanion } from "../metadata/companions.js";
import type { Target } from "../metadata/metadata.js";
import type { Milestone, SourceCall } from "../metadata/records.js";
import type {
  ElementAdapter,
  LocalGamesSourceOptions,
  OwnedGamesSourceOptions,
  SourceHandler,
  SourceOptions,
} from "../sources/source.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";
import { token } from "./inject.js";
import { PlayTimes } from "./play-times.js";
import { type RawSourceHandler, sourceDecorator } from "./source-decorator.js";

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

/** A game that needs no license of its own: the option `license` sets it. */
export type UnlicensedGame = Omit<Game, "licenseInfo"> & Partial<Pick<Game, "licenseInfo">>;

/** Sets the license of every game without a license of its own. */
export interface LicenseOption {
  readonly license: LicenseType;
}

/** @param signal - aborted when the integration closes */
export type UnlicensedGamesHandler = (signal: AbortSignal) => Awaitable<readonly UnlicensedGame[]>;

/** A method with `@OwnedGames({ refresh })`: returns the games that the user owns, with their play times if the option `times` is set. */
export type OwnedGamesSource = RawSourceHandler<Game & GameTime, Game>;
/** A method with `@OwnedGames({ refresh, license })`. */
export type UnlicensedGamesSource = RawSourceHandler<UnlicensedGame & GameTime, Game>;
/** A method with `@LocalGames({ refresh })`: returns the games on this computer. */
export type LocalGamesSource = SourceHandler<LocalGame>;
/** A method with `@Subscriptions({ refresh })`: returns the subscriptions of the platform. */
export type SubscriptionsSource = SourceHandler<Subscription>;
/** A method with `@Friends({ refresh })`: returns the user's friends. */
export type FriendsSource = SourceHandler<UserInfo>;

/** @param signal - aborted when the integration closes */
export type LocalGamesHandler = (signal: AbortSignal) => Awaitable<readonly LocalGame[]>;

/** @param signal - aborted when the integration closes */
export type SubscriptionsHandler = (signal: AbortSignal) => Awaitable<readonly Subscription[]>;

/** @param signal - aborted when the integration closes */
export type FriendsHandler = (signal: AbortSignal) => Awaitable<readonly UserInfo[]>;

/** What all these decorators do: without `refresh`, the method answers each call itself. */
function libraryDecorator<T>(
  decorator: string,
  call: SourceCall,
  options: HandlerOptions | SourceOptions,
): HandlerDecorator<never> {
  return "refresh" in options
    ? sourceDecorator<T, T>({ decorator, call, options })
    : handlerDecorator(decorator, { role: "handler", call, ...options });
}

/**
 * Provides all games that the user owns. Announces the feature `ImportOwnedGames`.
 *
 * Called for `import_owned_games` after each login, and occasionally later. About 190 ms after the response, the client
 * starts the imports of achievements, game times and so on for these games. It ignores a response that takes longer than
 * 120 seconds (both seen in logs of the real client). The games are sent in the order in which they were returned: put those
 * that were played recently or are installed first. Report later changes with `GalaxyClient.addGame`, `updateGame` and
 * `removeGame`.
 *
 * With `refresh`, the method returns everything that the user owns, and the framework reports what has changed: see {@link SourceOptions}.
 * With `times`, it also returns how long the games were played, for a platform that has both in one response.
 *
 * If it fails, the client keeps the library as it was and shows nothing. An invalid game is left out and logged; if more than half
 * of the games are invalid, it fails.
 *
 * @example
 * ```ts
 * @OwnedGames({ license: LicenseType.SinglePurchase })
 * async owned() {
 *   const games = await this.api.games();
 *   return games.map(({ id, title }) => ({ gameId: id, gameTitle: title }));
 * }
 * ```
 */
export function OwnedGames(options: OwnedGamesSourceOptions & LicenseOption): HandlerDecorator<UnlicensedGamesSource>;
export function OwnedGames(options: OwnedGamesSourceOptions): HandlerDecorator<OwnedGamesSource>;
export function OwnedGames(options: HandlerOptions & LicenseOption): HandlerDecorator<UnlicensedGamesHandler>;
export function OwnedGames(options?: HandlerOptions): HandlerDecorator<OwnedGamesHandler>;
export function OwnedGames({
  license,
  ...options
}: (HandlerOptions | OwnedGamesSourceOptions) & Partial<LicenseOption> = {}): HandlerDecorator<never> {
  const complete = license && licensed(license);
  if ("refresh" in options) return ownedGamesSource(options, complete);
  const record = { role: "handler", call: "importOwnedGames", ...options } as const;
  return handlerDecorator("@OwnedGames()", complete ? { ...record, complete } : record);
}

function ownedGamesSource(
  { times = false, ...options }: OwnedGamesSourceOptions,
  complete: ((game: unknown) => unknown) | undefined,
): HandlerDecorator<never> {
  const decorator = "@OwnedGames()";
  const adapter = token<ElementAdapter<unknown, Game>>(decorator, {
    inject: times ? [PlayTimes] : [],
    make: (playTimes?: PlayTimes) => {
      const takeTimes = playTimes?.takeFrom("ownedGames", options.alias);
      return {
        during() {
          const takeTime = takeTimes?.();
          return (element) => {
            const game = takeTime && hasId(element) ? takeTime(element as GameTime) : element;
            return (complete ? complete(game) : game) as Game;
          };
        },
      };
    },
  });
  const record = sourceDecorator({
    decorator,
    call: "importOwnedGames",
    options,
    adapter: times || complete ? adapter : undefined,
  });
  return (target, method, descriptor) => {
    if (times) recordCompanion(target.constructor as Target, PlayTimes);
    record(target, method, descriptor);
  };
}

function licensed(licenseType: LicenseType): (game: unknown) => unknown {
  return (game) => {
    if (!hasId(game)) return game;
    const copy = copyMembers<Partial<Game>>(game, gameModel);
    return { ...copy, licenseInfo: copy.licenseInfo ?? { licenseType } };
  };
}

/** Anything else is not a game, and refused as it is: the message then says what was found there. */
function hasId(value: unknown): value is object {
  return typeof value === "object" && value !== null && "gameId" in value;
}

/**
 * Provides the games on this computer and their state. Announces the feature `ImportInstalledGames`. The Play button follows
 * the state; a running game is `LocalGameState.Installed | LocalGameState.Running`.
 *
 * Called for `import_local_games` at startup, about 110 ms before the login, and usually again after it (seen in logs of the
 * real client). With `{ after: "authentication" }` the first call waits for the login. Report later changes with
 * `GalaxyClient.updateLocalGameStatus`.
 *
 * With `refresh`, the method returns all games on this computer, and the framework reports what has changed: see {@link SourceOptions}.
 *
 * If it fails, the client keeps the states as they were and shows nothing.
 */
export function LocalGames(options: LocalGamesSourceOptions): HandlerDecorator<LocalGamesSource>;
export function LocalGames(options?: HandlerOptions): HandlerDecorator<LocalGamesHandler>;
export function LocalGames(options: HandlerOptions | LocalGamesSourceOptions = {}): HandlerDecorator<never> {
  return libraryDecorator<LocalGame>("@LocalGames()", "importLocalGames", options);
}

/**
 * Provides the subscriptions that the platform offers. Announces the feature `ImportSubscriptions`.
 *
 * Called for `import_subscriptions` after each login. If `@OwnedGames()` is running, the response waits for it, 60 seconds at
 * most: GALAXY 2.1 drops the games of a round whose subscriptions come first (reported by the author of an integration, with a
 * line of its log). The games of each subscription come from `@SubscriptionGames()`. If it
 * fails, the client keeps the subscriptions as they were and shows nothing.
 *
 * With `refresh`, the framework keeps the last answer: see {@link SourceOptions}. There are no notifications about subscriptions, so
 * the client gets a new answer with its next import.
 */
export function Subscriptions(options: SourceOptions): HandlerDecorator<SubscriptionsSource>;
export function Subscriptions(options?: HandlerOptions): HandlerDecorator<SubscriptionsHandler>;
export function Subscriptions(options: HandlerOptions | SourceOptions = {}): HandlerDecorator<never> {
  return libraryDecorator<Subscription>("@Subscriptions()", "importSubscriptions", options);
}

/**
 * Provides the user's friends. Announces the feature `ImportFriends`.
 *
 * Called for `import_friends` after each login. Right after it, `@UserPresences()` is called for what they are doing. Report
 * later changes with `GalaxyClient.addFriend`, `updateFriend` and `removeFriend`. If it fails, the client keeps the friends
 * as they were and shows nothing.
 *
 * With `refresh`, the method returns all friends, and the framework reports what has changed: see {@link SourceOptions}.
 */
export function Friends(options: SourceOptions): HandlerDecorator<FriendsSource>;
export function Friends(options?: HandlerOptions): HandlerDecorator<FriendsHandler>;
export function Friends(options: HandlerOptions | SourceOptions = {}): HandlerDecorator<never> {
  return libraryDecorator<UserInfo>("@Friends()", "importFriends", options);
}
