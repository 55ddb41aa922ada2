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
import type { Duration } from "../duration.js";
import type { GalaxyError } from "../errors/galaxy-error.js";
import type { Snapshot } from "../sources/snapshot.js";
import type { FriendPresence, PresencesRun, SourceOptions } from "../sources/source.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";
import type { ImportDecorator } from "./import-decorator.js";

/** Options that every import has. */
export interface ImportOptions {
  /**
   * How long one call may take: `"60s"` by default. An id that takes longer fails with `BackendTimeout`, makes room for the
   * next one, and its late result is ignored. In a batch, the limit applies to the `Map` as a whole, or to each entry of an
   * async iterable.
   */
  readonly timeLimit?: Duration;
  /**
   * What happens to a start of this import while it is already running.
   *
   * `"queue"`, the default: the client receives its response at once. Ids without a result so far are answered by the running
   * import, and all others by one more import right after it. The real client starts an import for each game that is added,
   * even while one is running.
   *
   * `"refuse"`: the client receives `ImportInProgress`, as from the Python API. The real client does not request the same ids
   * again until its next full import, so games that are added one by one lose their data (both seen in its logs).
   */
  readonly whileRunning?: "queue" | "refuse";
}

/** Options of an import whose method is called for one id at a time. */
export interface PerItemOptions extends ImportOptions {
  readonly batched?: false;
  /** How many calls may run at the same time: 20 by default, 1 for `@LocalSizes()`. */
  readonly concurrency?: number;
}

/** Options of an import whose method is called once for all ids. */
export interface BatchedOptions extends ImportOptions {
  readonly batched: true;
}

/** Options of `@ImportContext()`. */
export interface ImportContextOptions {
  /** How long the method may take: `"60s"` by default. After that the import fails with `BackendTimeout`. */
  readonly timeLimit?: Duration;
}

/**
 * @param id - the id of the requested game or user
 * @param context - what the method with `@ImportContext()` for this kind returned; undefined if there is none
 * @param signal - aborted when the integration closes
 */
export type ItemHandler<Value> = (
  id: string,
  // The author declares it as what their @ImportContext() returns.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Value>;

/**
 * The values of a batched import by id. An error in place of a value fails that id alone; an id that is missing gets the
 * empty value that the decorator documents.
 *
 * Entries of an async iterable are sent as they arrive. In an `async *` method without a declared return type, use
 * `yield [id, value] as const`.
 */
export type Batch<Value> =
  ReadonlyMap<string, Value | GalaxyError> | AsyncIterable<readonly [id: string, value: Value | GalaxyError]>;

/**
 * @param ids - all requested ids
 * @param context - what the method with `@ImportContext()` for this kind returned; undefined if there is none
 * @param signal - aborted when the integration closes
 */
export type BatchHandler<Value> = (
  ids: string[],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => Awaitable<Batch<Value>>;

/** A method with `@Achievements()`: returns the unlocked achievements of one game. */
export type AchievementsHandler = ItemHandler<readonly Achievement[]>;
/** A method with `@Achievements({ batched: true })`: returns the unlocked achievements of all games by game id. */
export type BatchedAchievementsHandler = BatchHandler<readonly Achievement[]>;
/** A method with `@GameTimes()`: returns the game time of one game. */
export type GameTimesHandler = ItemHandler<GameTime>;
/** A method with `@GameTimes({ batched: true })`: returns the game times of all games by game id. */
export type BatchedGameTimesHandler = BatchHandler<GameTime>;
/** A method with `@LibrarySettings()`: returns the tags and the visibility of one game. */
export type LibrarySettingsHandler = ItemHandler<GameLibrarySettings>;
/** A method with `@LibrarySettings({ batched: true })`: returns the tags and the visibility of all games by game id. */
export type BatchedLibrarySettingsHandler = BatchHandler<GameLibrarySettings>;
/** A method with `@OSCompatibilities()`: returns the operating systems of one game, or nothing if unknown. */
export type OSCompatibilitiesHandler = ItemHandler<OSCompatibility | null | undefined>;
/** A method with `@OSCompatibilities({ batched: true })`: returns the operating systems of all games by game id. */
export type BatchedOSCompatibilitiesHandler = BatchHandler<OSCompatibility | null | undefined>;
/** A method with `@LocalSizes()`: returns the size of one game in bytes, or nothing if unknown. */
export type LocalSizesHandler = ItemHandler<number | null | undefined>;
/** A method with `@LocalSizes({ batched: true })`: returns the sizes of all games in bytes by game id. */
export type BatchedLocalSizesHandler = BatchHandler<number | null | undefined>;
/** A method with `@UserPresences()`: returns the presence of one friend. */
export type UserPresencesHandler = ItemHandler<UserPresence>;
/** A method with `@UserPresences({ batched: true })`: returns the presences of all friends by user id. */
export type BatchedUserPresencesHandler = BatchHandler<UserPresence>;

/** A method with `@UserPresences({ refresh })`: says what the friends are doing. */
export type UserPresencesSource = (run: PresencesRun) => Awaitable<Snapshot<FriendPresence>>;

/** One page of the games of a subscription. `null` reports that the subscription has no games to list. */
export type SubscriptionGamesPage = readonly SubscriptionGame[] | null;

/**
 * @param subscriptionName - the requested subscription
 * @param context - what the method with `@ImportContext("subscriptionGames")` returned; undefined if there is none
 * @param signal - aborted when the integration closes
 * @returns its games page by page, from an `async *` method
 */
export type SubscriptionGamesHandler = (
  subscriptionName: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  context: any,
  signal: AbortSignal,
) => AsyncIterable<SubscriptionGamesPage>;
/** A method with `@SubscriptionGames({ batched: true })`: returns pages of games by subscription name. */
export type BatchedSubscriptionGamesHandler = BatchHandler<SubscriptionGamesPage>;

/**
 * Prepares an import.
 *
 * @param ids - all requested ids
 * @param signal - aborted when the integration closes
 * @returns the context that is passed to each call of the import
 */
export type ImportContextHandler = (ids: string[], signal: AbortSignal) => Awaitable<unknown>;

/**
 * Cleans up after an import.
 *
 * @param signal - aborted when the integration closes
 */
export type ImportCompleteHandler = (signal: AbortSignal) => Awaitable<void>;

type AnyOptions = PerItemOptions | BatchedOptions;

function importDecorator(name: string, kind: ImportKind, options: AnyOptions): HandlerDecorator<never> {
  const { timeLimit, whileRunning } = options;
  const batched = options.batched === true;
  return handlerDecorator(batched ? `@${name}({ batched: true })` : `@${name}()`, {
    role: "import",
    kind,
    batched,
    concurrency: options.batched === true ? undefined : options.concurrency,
    timeLimit,
    whileRunning,
  });
}

/**
 * Provides the achievements that the user has unlocked in a game. Announces the feature `ImportAchievements`.
 *
 * Called for `start_achievements_import`: with all owned games about 190 ms after `@OwnedGames()` has returned, then with each
 * game that is added later (seen in logs of the real client). The framework calls the method for up to 20 games at a time;
 * see {@link PerItemOptions}.
 *
 * Return an empty list for a game without achievements; a game that is missing from a batch gets one too. An error fails
 * only its own game: the client keeps what it had and shows nothing.
 *
 * @example
 * ```ts
 * @Achievements({ concurrency: 5 })
 * async achievements(gameId: string): Promise<Achievement[]> {
 *   const unlocked = await this.api.achievements(gameId);
 *   return unlocked.map(({ id, date }) => ({ achievementId: id, unlockTime: Math.floor(date.getTime() / 1000) }));
 * }
 * ```
 *
 * @example All games with one request
 * ```ts
 * @Achievements({ batched: true })
 * async allAchievements(gameIds: string[]): Promise<Map<string, Achievement[]>> {
 *   return this.api.achievementsOf(gameIds);
 * }
 * ```
 */
export function Achievements(options: BatchedOptions): ImportDecorator<BatchedAchievementsHandler>;
export function Achievements(options?: PerItemOptions): ImportDecorator<AchievementsHandler>;
export function Achievements(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("Achievements", "achievements", options);
}

/**
 * Provides the total play time of a game (minutes) and when it was last played (Unix time in seconds). Announces the feature
 * `ImportGameTime`.
 *
 * Called for `start_game_times_import` at the same times as `@Achievements()`. The client does not measure play time for
 * integrations, so report it here and with `GalaxyClient.updateGameTime`.
 *
 * Leave out a field that the platform does not know; a game that is missing from a batch gets neither. An error fails only
 * its own game.
 *
 * @example
 * ```ts
 * @GameTimes()
 * async gameTime(gameId: string): Promise<GameTime> {
 *   const { minutes, lastPlayed } = await this.api.playTime(gameId);
 *   return { gameId, timePlayed: minutes, lastPlayedTime: lastPlayed };
 * }
 * ```
 */
export function GameTimes(options: BatchedOptions): ImportDecorator<BatchedGameTimesHandler>;
export function GameTimes(options?: PerItemOptions): ImportDecorator<GameTimesHandler>;
export function GameTimes(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("GameTimes", "gameTimes", options);
}

/**
 * Provides the tags of a game and whether the user has hidden it. Announces the feature `ImportGameLibrarySettings`.
 *
 * Called for `start_game_library_settings_import` at the same times as `@Achievements()`. Leave out a field that the
 * platform does not know; a game that is missing from a batch gets neither. An error fails only its own game.
 *
 * @example
 * ```ts
 * @LibrarySettings()
 * settings(gameId: string): GameLibrarySettings {
 *   return { gameId, tags: this.shop.tagsOf(gameId), hidden: this.shop.isHidden(gameId) };
 * }
 * ```
 */
export function LibrarySettings(options: BatchedOptions): ImportDecorator<BatchedLibrarySettingsHandler>;
export function LibrarySettings(options?: PerItemOptions): ImportDecorator<LibrarySettingsHandler>;
export function LibrarySettings(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("LibrarySettings", "librarySettings", options);
}

/**
 * Provides the operating systems that a game runs on, combined with `|`, or nothing if unknown. Announces the feature
 * `ImportOSCompatibility`.
 *
 * Called for `start_os_compatibility_import` at the same times as `@Achievements()`. A game that is missing from a batch is
 * reported as unknown. An error fails only its own game.
 *
 * @example
 * ```ts
 * @OSCompatibilities()
 * systems(gameId: string): OSCompatibility {
 *   return this.shop.hasMacVersion(gameId) ? OSCompatibility.Windows | OSCompatibility.MacOS : OSCompatibility.Windows;
 * }
 * ```
 */
export function OSCompatibilities(options: BatchedOptions): ImportDecorator<BatchedOSCompatibilitiesHandler>;
export function OSCompatibilities(options?: PerItemOptions): ImportDecorator<OSCompatibilitiesHandler>;
export function OSCompatibilities(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("OSCompatibilities", "osCompatibilities", options);
}

/**
 * Provides the disk space that an installed game takes up (bytes), or nothing if unknown. Announces the feature
 * `ImportLocalSize`.
 *
 * Called for `start_local_size_import` at the same times as `@Achievements()`, for one game at a time to spare the disk;
 * set `concurrency` to change that. A game that is missing from a batch is reported as unknown. An error fails only its own
 * game.
 *
 * @example
 * ```ts
 * @LocalSizes()
 * async size(gameId: string): Promise<number | undefined> {
 *   const folder = this.shop.folderOf(gameId);
 *   return folder && (await sizeOfFolder(folder));
 * }
 * ```
 */
export function LocalSizes(options: BatchedOptions): ImportDecorator<BatchedLocalSizesHandler>;
export function LocalSizes(options?: PerItemOptions): ImportDecorator<LocalSizesHandler>;
export function LocalSizes(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("LocalSizes", "localSizes", options);
}

/**
 * Provides the presence of a friend. Announces the feature `ImportUserPresence`.
 *
 * Called for `start_user_presence_import` right after `@Friends()`. Report later changes with
 * `GalaxyClient.updateUserPresence`. A friend who is missing from a batch is reported as `PresenceState.Unknown`. An error
 * fails only its own friend.
 *
 * With `refresh`, the method says what the friends are doing; the framework answers the imports, and reports changes.
 *
 * @example
 * ```ts
 * @UserPresences({ batched: true })
 * async presences(userIds: string[]): Promise<Map<string, UserPresence>> {
 *   const friends = await this.api.presencesOf(userIds);
 *   return new Map(friends.map(({ id, online }) => [id, { presenceState: online ? "online" : "offline" }]));
 * }
 * ```
 */
export function UserPresences(options: SourceOptions): HandlerDecorator<UserPresencesSource>;
export function UserPresences(options: BatchedOptions): ImportDecorator<BatchedUserPresencesHandler>;
export function UserPresences(options?: PerItemOptions): ImportDecorator<UserPresencesHandler>;
export function UserPresences(options: AnyOptions | SourceOptions = {}): ImportDecorator<never> {
  const kind = "userPresences";
  return "refresh" in options
    ? handlerDecorator("@UserPresences()", { role: "import", kind, batched: true, source: { options } })
    : importDecorator("UserPresences", kind, options);
}

/**
 * Provides the games of a subscription, page by page. Announces the feature `ImportSubscriptionGames`.
 *
 * Called for `start_subscription_games_import` after `@Subscriptions()`, with the names that it returned. In a batch, a name
 * may occur again with its next page; a name that is missing gets a single `null` page.
 *
 * @example
 * ```ts
 * @SubscriptionGames()
 * async *games(subscriptionName: string) {
 *   for await (const page of this.api.catalog(subscriptionName)) yield page.map(toSubscriptionGame);
 * }
 * ```
 */
export function SubscriptionGames(options: BatchedOptions): ImportDecorator<BatchedSubscriptionGamesHandler>;
export function SubscriptionGames(options?: PerItemOptions): ImportDecorator<SubscriptionGamesHandler>;
export function SubscriptionGames(options: AnyOptions = {}): ImportDecorator<never> {
  return importDecorator("SubscriptionGames", "subscriptionGames", options);
}

/**
 * Prepares an import. Called with all ids before the import's first call; what it returns is passed to each call as
 * `context`. Ids that the client requests during an import are prepared together, after that import.
 *
 * An error is sent as the response to the client's request, and the import does not start. If the client already has its
 * response, because it started the import while another one was running, each id fails with the error.
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
export function ImportContext(
  kind: ImportKind,
  options: ImportContextOptions = {},
): HandlerDecorator<ImportContextHandler> {
  return handlerDecorator(`@ImportContext("${kind}")`, { role: "importContext", kind, ...options });
}

/** Cleans up after an import. Called once the client has been notified of its end. Errors are logged. */
export function ImportComplete(kind: ImportKind): HandlerDecorator<ImportCompleteHandler> {
  return handlerDecorator(`@ImportComplete("${kind}")`, { role: "importComplete", kind });
}
