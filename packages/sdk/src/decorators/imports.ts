import type {
  Achievement,
  GameLibrarySettings,
  GameTime,
  ImportKind,
  OSCompatibility,
  SubscriptionGame,
  UserPresence,
} from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { GalaxyError } from "../errors/galaxy-error.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";
import type { ImportDecorator } from "./import-decorator.js";

/** An import that asks the method for one id at a time. */
export interface PerItemOptions {
  readonly batched?: false;
  /** How many ids are asked for at once; 20 when left out, 1 for local sizes. */
  readonly concurrency?: number;
}

/** An import that asks the method for all ids in one call. */
export interface BatchedOptions {
  readonly batched: true;
}

/**
 * @param id the game or user that is asked for
 * @param context what the method with `@ImportContext()` of this kind returned; undefined when there is none
 * @param signal fires when the integration closes
 */
export type ItemHandler<Value> = (
  id: string,
  // The author declares it as what their @ImportContext() returns.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Value>;

/**
 * What a batched import answers, by id; an error in place of a value fails that id alone. An id that is missing gets the
 * documented empty value. From an async iterable each entry is sent as it comes; without a return type, TypeScript wants
 * `yield [id, value] as const` there.
 */
export type Batch<Value> =
  ReadonlyMap<string, Value | GalaxyError> | AsyncIterable<readonly [id: string, value: Value | GalaxyError]>;

/**
 * @param ids everything that is asked for
 * @param context what the method with `@ImportContext()` of this kind returned; undefined when there is none
 * @param signal fires when the integration closes
 */
export type BatchHandler<Value> = (
  ids: string[],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Batch<Value>>;

/** Fits `@Achievements()`: the unlocked achievements of one game. */
export type AchievementsHandler = ItemHandler<readonly Achievement[]>;
/** Fits `@Achievements({ batched: true })`: the unlocked achievements of all games, by game id. */
export type BatchedAchievementsHandler = BatchHandler<readonly Achievement[]>;
/** Fits `@GameTimes()`: minutes and unix seconds of one game. */
export type GameTimesHandler = ItemHandler<GameTime>;
/** Fits `@GameTimes({ batched: true })`: minutes and unix seconds of all games, by game id. */
export type BatchedGameTimesHandler = BatchHandler<GameTime>;
/** Fits `@LibrarySettings()`: tags and hiding of one game. */
export type LibrarySettingsHandler = ItemHandler<GameLibrarySettings>;
/** Fits `@LibrarySettings({ batched: true })`: tags and hiding of all games, by game id. */
export type BatchedLibrarySettingsHandler = BatchHandler<GameLibrarySettings>;
/** Fits `@OSCompatibilities()`: the systems of one game, or nothing when unknown. */
export type OSCompatibilitiesHandler = ItemHandler<OSCompatibility | null | undefined>;
/** Fits `@OSCompatibilities({ batched: true })`: the systems of all games, by game id. */
export type BatchedOSCompatibilitiesHandler = BatchHandler<OSCompatibility | null | undefined>;
/** Fits `@LocalSizes()`: the bytes of one game, or nothing when unknown. */
export type LocalSizesHandler = ItemHandler<number | null | undefined>;
/** Fits `@LocalSizes({ batched: true })`: the bytes of all games, by game id. */
export type BatchedLocalSizesHandler = BatchHandler<number | null | undefined>;
/** Fits `@UserPresences()`: what one friend is doing. */
export type UserPresencesHandler = ItemHandler<UserPresence>;
/** Fits `@UserPresences({ batched: true })`: what all friends are doing, by user id. */
export type BatchedUserPresencesHandler = BatchHandler<UserPresence>;

/** One page of a subscription's games; `null` for a page that is none. */
export type SubscriptionGamesPage = readonly SubscriptionGame[] | null;

/**
 * @param subscriptionName the subscription that is asked for
 * @param context what the method with `@ImportContext("subscriptionGames")` returned; undefined when there is none
 * @param signal fires when the integration closes
 * @returns its games, page by page: write an `async *` method
 */
export type SubscriptionGamesHandler = (
  subscriptionName: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => AsyncIterable<SubscriptionGamesPage>;
/** Fits `@SubscriptionGames({ batched: true })`: pages of games, by the subscription's name. */
export type BatchedSubscriptionGamesHandler = BatchHandler<SubscriptionGamesPage>;

/**
 * Prepares an import.
 *
 * @param ids everything that is asked for
 * @param signal fires when the integration closes
 * @returns the context that is handed on to each call of the import
 */
export type ImportContextHandler = (ids: string[], signal: AbortSignal) => Awaitable<unknown>;

/**
 * Cleans up after an import.
 *
 * @param signal fires when the integration closes
 */
export type ImportCompleteHandler = (signal: AbortSignal) => Awaitable<void>;

type ImportOptions = PerItemOptions | BatchedOptions;

function importDecorator(name: string, kind: ImportKind, options: ImportOptions): HandlerDecorator<never> {
  const batched = options.batched === true;
  return handlerDecorator(batched ? `@${name}({ batched: true })` : `@${name}()`, {
    role: "import",
    kind,
    batched,
    concurrency: options.batched === true ? undefined : options.concurrency,
  });
}

/**
 * Returns the achievements that the user has unlocked in a game. Announces `ImportAchievements`.
 *
 * GALAXY asks (`start_achievements_import`) for all owned games at once, about 190 ms after it has learned them, and for
 * each game that is added later. An error fails that game alone. An empty list for a game without achievements, which is
 * also what a game missing from a batch gets.
 *
 * @example
 * ```ts
 * @Achievements({ concurrency: 5 })
 * async achievements(gameId: string) { … }
 *
 * @Achievements({ batched: true })
 * async allAchievements(gameIds: string[]) { return new Map(…); }
 * ```
 */
export function Achievements(options: BatchedOptions): ImportDecorator<BatchedAchievementsHandler>;
export function Achievements(options?: PerItemOptions): ImportDecorator<AchievementsHandler>;
export function Achievements(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("Achievements", "achievements", options);
}

/**
 * Returns how long a game was played (minutes) and when last (unix seconds). Announces `ImportGameTime`; asked for
 * (`start_game_times_import`) like achievements. GALAXY does not count the time of an integration's games itself. A game
 * missing from a batch gets neither.
 */
export function GameTimes(options: BatchedOptions): ImportDecorator<BatchedGameTimesHandler>;
export function GameTimes(options?: PerItemOptions): ImportDecorator<GameTimesHandler>;
export function GameTimes(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("GameTimes", "gameTimes", options);
}

/**
 * Returns the tags of a game and whether it is hidden. Announces `ImportGameLibrarySettings`; asked for
 * (`start_game_library_settings_import`) like achievements. A game missing from a batch gets neither.
 */
export function LibrarySettings(options: BatchedOptions): ImportDecorator<BatchedLibrarySettingsHandler>;
export function LibrarySettings(options?: PerItemOptions): ImportDecorator<LibrarySettingsHandler>;
export function LibrarySettings(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("LibrarySettings", "librarySettings", options);
}

/**
 * Returns the systems that a game runs on, combined with `|`; nothing when unknown. Announces `ImportOSCompatibility`;
 * asked for (`start_os_compatibility_import`) like achievements. A game missing from a batch is unknown.
 */
export function OSCompatibilities(options: BatchedOptions): ImportDecorator<BatchedOSCompatibilitiesHandler>;
export function OSCompatibilities(options?: PerItemOptions): ImportDecorator<OSCompatibilitiesHandler>;
export function OSCompatibilities(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("OSCompatibilities", "osCompatibilities", options);
}

/**
 * Returns the bytes that a game takes on this computer; nothing when unknown. Announces `ImportLocalSize`; asked for
 * (`start_local_size_import`) like achievements. Games are asked for one after another, to spare the disk, unless
 * `concurrency` says otherwise. A game missing from a batch is unknown.
 */
export function LocalSizes(options: BatchedOptions): ImportDecorator<BatchedLocalSizesHandler>;
export function LocalSizes(options?: PerItemOptions): ImportDecorator<LocalSizesHandler>;
export function LocalSizes(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("LocalSizes", "localSizes", options);
}

/**
 * Returns what a friend is doing. Announces `ImportUserPresence`; asked for (`start_user_presence_import`) right after the
 * friends. Later changes are told with `GalaxyClient.updateUserPresence`. An error fails that friend alone. A friend missing
 * from a batch is `unknown`.
 */
export function UserPresences(options: BatchedOptions): ImportDecorator<BatchedUserPresencesHandler>;
export function UserPresences(options?: PerItemOptions): ImportDecorator<UserPresencesHandler>;
export function UserPresences(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("UserPresences", "userPresences", options);
}

/**
 * Returns the games of a subscription, page by page. Announces `ImportSubscriptionGames`; asked for
 * (`start_subscription_games_import`) after `@Subscriptions()`. In a batch a name may come again, with its next page; a
 * name missing from it gets one `null` page.
 *
 * @example
 * ```ts
 * @SubscriptionGames()
 * async *games(subscriptionName: string) {
 *   for await (const page of this.api.catalogue(subscriptionName)) yield page.map(toSubscriptionGame);
 * }
 * ```
 */
export function SubscriptionGames(options: BatchedOptions): ImportDecorator<BatchedSubscriptionGamesHandler>;
export function SubscriptionGames(options?: PerItemOptions): ImportDecorator<SubscriptionGamesHandler>;
export function SubscriptionGames(options: ImportOptions = {}): ImportDecorator<never> {
  return importDecorator("SubscriptionGames", "subscriptionGames", options);
}

/**
 * Prepares an import: called with all its ids before the first of them. What it returns is the `context` of each call. An
 * error is the answer to GALAXY's request, and the import does not take place.
 *
 * @example
 * ```ts
 * @ImportContext("gameTimes")
 * prepare(gameIds: string[]) { return this.api.playTimes(gameIds); }
 *
 * @GameTimes()
 * gameTime(gameId: string, times: Map<string, number>) { return { gameId, timePlayed: times.get(gameId) }; }
 * ```
 */
export function ImportContext(kind: ImportKind): HandlerDecorator<ImportContextHandler> {
  return handlerDecorator(`@ImportContext("${kind}")`, { role: "importContext", kind });
}

/** Called when an import is over and GALAXY has been told. What it throws is logged. */
export function ImportComplete(kind: ImportKind): HandlerDecorator<ImportCompleteHandler> {
  return handlerDecorator(`@ImportComplete("${kind}")`, { role: "importComplete", kind });
}
