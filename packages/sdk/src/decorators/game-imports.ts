import type { Achievement, GameLibrarySettings, GameTime, OSCompatibility } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { Snapshot } from "../sources/snapshot.js";
import type {
  AchievementsRun,
  AchievementsSourceOptions,
  GameAchievements,
  GameTimesRun,
  GameTimesSourceOptions,
} from "../sources/source.js";
import type { HandlerDecorator } from "./handler-decorator.js";
import { type ImportDecorator, importDecorator, type ImportDecoratorOptions } from "./import-decorator.js";
import type { BatchedOptions, BatchHandler, ItemHandler, PerItemOptions } from "./import-handlers.js";

/** What `@Achievements()` has besides the options of every import. */
export interface WhilePlaying {
  /**
   * How often to call the method for a game that is running, and once more after it has ended, to report what the user has unlocked since.
   * Needs a source of local games, which says what is running: `@InstalledGames()` or `@LocalGames({ refresh })`. By default, only GALAXY's
   * imports call the method.
   */
  readonly whilePlaying?: Duration;
}

/** A method with `@Achievements()`: returns the unlocked achievements of one game. */
export type AchievementsHandler = ItemHandler<readonly Achievement[]>;
/** A method with `@Achievements({ batched: true })`: returns the unlocked achievements of all games by game id. */
export type BatchedAchievementsHandler = BatchHandler<readonly Achievement[]>;
/** A method with `@Achievements({ refresh })`: returns what is unlocked in the games, as far as the platform knows. */
export type AchievementsSource = (run: AchievementsRun) => Awaitable<Snapshot<GameAchievements>>;
/** A method with `@GameTimes()`: returns the game time of one game. */
export type GameTimesHandler = ItemHandler<GameTime>;
/** A method with `@GameTimes({ batched: true })`: returns the game times of all games by game id. */
export type BatchedGameTimesHandler = BatchHandler<GameTime>;
/** A method with `@GameTimes({ refresh })`: returns how long the games were played, as far as the platform knows. */
export type GameTimesSource = (run: GameTimesRun) => Awaitable<Snapshot<GameTime>>;
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
 * With `whilePlaying`, new achievements of a game that is running are reported, too.
 *
 * With `refresh`, the method returns what is unlocked in all games, or in those that may have changed; the framework answers the imports,
 * and reports each new achievement. What an answer lacks stays as it was.
 *
 * @example
 * ```ts
 * @Achievements({ concurrency: 5, whilePlaying: "5m" })
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
 *
 * @example Only games that may have changed, whether or not they run on this computer
 * ```ts
 * @Achievements({ refresh: "5m", timeLimit: "30m" })
 * async *unlocked({ gameIds, previous, signal }: AchievementsRun): AsyncIterable<GameAchievements> {
 *   const played = await this.api.playedSinceYesterday(signal);
 *   for (const gameId of gameIds) {
 *     if (previous?.has(gameId) && !played.has(gameId)) continue;
 *     yield { gameId, achievements: await this.api.achievements(gameId, signal) };
 *   }
 * }
 * ```
 */
export function Achievements(options: AchievementsSourceOptions): HandlerDecorator<AchievementsSource>;
export function Achievements(options: BatchedOptions & WhilePlaying): ImportDecorator<BatchedAchievementsHandler>;
export function Achievements(options?: PerItemOptions & WhilePlaying): ImportDecorator<AchievementsHandler>;
export function Achievements(
  options: (ImportDecoratorOptions & WhilePlaying) | AchievementsSourceOptions = {},
): ImportDecorator<never> {
  return importDecorator("Achievements", "achievements", options);
}

/**
 * Provides the total play time of a game (minutes) and when it was last played (Unix time in seconds). Announces the feature
 * `ImportGameTime`.
 *
 * Called for `start_game_times_import` at the same times as `@Achievements()`. The client does not measure play time for
 * integrations, so report it here and with `GalaxyClient.updateGameTime`.
 *
 * With `refresh`, the method returns what the platform knows about all games; the framework answers the imports, and reports changes. What
 * an answer lacks stays as it was.
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
export function GameTimes(options: GameTimesSourceOptions): HandlerDecorator<GameTimesSource>;
export function GameTimes(options: BatchedOptions): ImportDecorator<BatchedGameTimesHandler>;
export function GameTimes(options?: PerItemOptions): ImportDecorator<GameTimesHandler>;
export function GameTimes(options: ImportDecoratorOptions | GameTimesSourceOptions = {}): ImportDecorator<never> {
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
export function LibrarySettings(options: ImportDecoratorOptions = {}): ImportDecorator<never> {
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
export function OSCompatibilities(options: ImportDecoratorOptions = {}): ImportDecorator<never> {
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
export function LocalSizes(options: ImportDecoratorOptions = {}): ImportDecorator<never> {
  return importDecorator("LocalSizes", "localSizes", options);
}
