/**
 * Decorators, models and errors for GOG GALAXY integrations. Every export is public API.
 *
 * An integration is a class with `@GalaxyPlugin()`. Its methods, and those of its services, are decorated with what they
 * provide; GALAXY calls them:
 *
 * ```ts
 * import { runPlugin } from "@galaxy-kit/kernel";
 * import {
 *   Authenticate, Every, GalaxyClient, GalaxyPlugin, GameTimes, InvalidCredentials, LaunchGame, LicenseType, LocalGameState,
 *   OwnedGames, PassLoginCredentials, Platform, Service, openLoginWindow, type Game, type GameTime, type LoginCredentials,
 * } from "@galaxy-kit/sdk";
 * import { ShopApi } from "./shop-api.js";
 *
 * @Service() // created once, with its constructor parameters injected
 * class ShopLogin {
 *   constructor(private readonly api: ShopApi, private readonly galaxy: GalaxyClient) {}
 *
 *   @Authenticate<{ token: string }>() // at startup, and when the user clicks Connect
 *   async login(stored?: { token: string }) {
 *     if (!stored) {
 *       return openLoginWindow({
 *         windowTitle: "Log in to the shop",
 *         windowWidth: 540,
 *         windowHeight: 680,
 *         startUri: "https://shop.example/login",
 *         endUriRegex: "^https://shop\\.example/done",
 *       });
 *     }
 *     return await this.#identify(stored.token);
 *   }
 *
 *   @PassLoginCredentials() // when the login window has reached endUriRegex
 *   async loggedIn(_step: string, { endUri }: LoginCredentials) {
 *     const token = new URL(endUri).searchParams.get("token");
 *     if (token === null) throw new InvalidCredentials();
 *     this.galaxy.storeCredentials({ token });
 *     return await this.#identify(token);
 *   }
 *
 *   async #identify(token: string) {
 *     const user = await this.api.user(token);
 *     return { userId: user.id, userName: user.name };
 *   }
 * }
 *
 * @Service()
 * class ShopLibrary {
 *   constructor(private readonly api: ShopApi, private readonly galaxy: GalaxyClient) {}
 *
 *   @OwnedGames() // announces the feature ImportOwnedGames
 *   async owned(): Promise<Game[]> {
 *     const licenseInfo = { licenseType: LicenseType.SinglePurchase };
 *     return (await this.api.games()).map(({ id, title }) => ({ gameId: id, gameTitle: title, licenseInfo }));
 *   }
 *
 *   @GameTimes() // for each game; with { batched: true } for all at once
 *   async gameTime(gameId: string): Promise<GameTime> {
 *     return { gameId, timePlayed: await this.api.minutesPlayed(gameId) };
 *   }
 *
 *   @LaunchGame() // when the user clicks Play
 *   async launch(gameId: string) {
 *     await this.api.launch(gameId);
 *     const { Installed, Running } = LocalGameState;
 *     this.galaxy.updateLocalGameStatus({ gameId, localGameState: Installed | Running });
 *   }
 *
 *   @Every("10m", { after: "ownedGames" })
 *   async reportNewGames() {
 *     for (const game of await this.api.newGames()) this.galaxy.addGame(game);
 *   }
 * }
 *
 * @GalaxyPlugin({ platform: Platform.ItchIo, services: [ShopLogin, ShopLibrary] })
 * export class ShopPlugin {}
 *
 * await runPlugin(ShopPlugin);
 * ```
 *
 * Defaults and limits:
 *
 * | what | default | limit |
 * |---|---|---|
 * | concurrent calls of an import | 20, `@LocalSizes()` 1 | any positive integer: `concurrency` |
 * | a call of an import, and `@ImportContext()` | 60 s | from `"1ms"` to `"24d"`: `timeLimit` |
 * | ids and starts that wait for a running import | | 200,000, then `ImportInProgress` |
 * | a call that waits for `after` | does not wait | 60 s, then `AuthenticationRequired` |
 * | `@OwnedGames()` | | 120 s, set by the client (seen in its logs) |
 * | `@OnHandshake()` | | calls wait up to 30 s for it |
 * | `@OnShutdown()` and `Lifetime.onShutdown()` | | 30 s in total |
 * | `@Every()` | `after: "handshake"` | from `"1ms"` to `"24d"` |
 * | `@Connection()` | `connectWithin: "30s"` | none once it is connected |
 * | messages received from the client | | 256 MiB each |
 * | log level | `info` | `GALAXY_KIT_LOG_LEVEL` overrides it |
 *
 * @packageDocumentation
 */
import "reflect-metadata/lite";

/** The parts of an integration. */
export { Inject, token } from "./decorators/inject.js";
export {
  type AliasProvider,
  type ClassProvider,
  type FactoryProvider,
  GalaxyPlugin,
  type PluginOptions,
  type PluginParts,
  type PluginVariant,
  type Provider,
  type SeveralPlatforms,
  type SinglePlatform,
  type ValueProvider,
} from "./decorators/plugin.js";
export { Service } from "./decorators/service.js";
export type { Class, InjectionKey, Token } from "./injection-key.js";

/** Login. */
export {
  Authenticate,
  type AuthenticateHandler,
  PassLoginCredentials,
  type PassLoginCredentialsHandler,
} from "./decorators/login.js";
export { NoLogin, type NoLoginOptions } from "./decorators/no-login.js";
export { type LoginWindowOptions, openLoginWindow } from "./open-login-window.js";

/** The library: one call for everything. */
export {
  Friends,
  type FriendsHandler,
  type FriendsSource,
  type HandlerOptions,
  type LicenseOption,
  LocalGames,
  type LocalGamesHandler,
  type LocalGamesSource,
  OwnedGames,
  type OwnedGamesHandler,
  type OwnedGamesSource,
  Subscriptions,
  type SubscriptionsHandler,
  type SubscriptionsSource,
  type UnlicensedGame,
  type UnlicensedGamesHandler,
  type UnlicensedGamesSource,
} from "./decorators/library.js";

/** Sources: methods that return the complete current state. */
export { sourceOf } from "./decorators/source-of.js";
export { type Snapshot, UNCHANGED, UNKNOWN } from "./sources/snapshot.js";
export type {
  AchievementsRun,
  AchievementsSourceOptions,
  FriendPresence,
  GameAchievements,
  GameTimesRun,
  GameTimesSourceOptions,
  LocalGamesSourceOptions,
  OwnedGamesSourceOptions,
  PresencesRun,
  RefreshOptions,
  RemovalHeld,
  RemovalOptions,
  Source,
  SourceHandler,
  SourceItems,
  SourceKind,
  SourceOptions,
  SourceRun,
  SourceState,
} from "./sources/source.js";

/** Imports: a call for each game or user, or one for a batch of them. */
export {
  Achievements,
  type AchievementsHandler,
  type AchievementsSource,
  type BatchedAchievementsHandler,
  type BatchedGameTimesHandler,
  type BatchedLibrarySettingsHandler,
  type BatchedLocalSizesHandler,
  type BatchedOSCompatibilitiesHandler,
  GameTimes,
  type GameTimesHandler,
  type GameTimesSource,
  LibrarySettings,
  type LibrarySettingsHandler,
  LocalSizes,
  type LocalSizesHandler,
  OSCompatibilities,
  type OSCompatibilitiesHandler,
  type WhilePlaying,
} from "./decorators/game-imports.js";
export type {
  Batch,
  BatchedOptions,
  BatchHandler,
  ImportOptions,
  ItemHandler,
  PerItemOptions,
} from "./decorators/import-handlers.js";
export {
  ImportComplete,
  type ImportCompleteHandler,
  ImportContext,
  type ImportContextHandler,
  type ImportContextOptions,
} from "./decorators/import-steps.js";
export {
  type BatchedUserPresencesHandler,
  UserPresences,
  type UserPresencesHandler,
  type UserPresencesSource,
} from "./decorators/presence-imports.js";
export {
  type BatchedSubscriptionGamesHandler,
  SubscriptionGames,
  type SubscriptionGamesHandler,
  type SubscriptionGamesPage,
} from "./decorators/subscription-imports.js";

/** Commands: the user clicks a button. */
export {
  type GameCommandHandler,
  InstallGame,
  type InstallGameHandler,
  LaunchGame,
  type LaunchGameHandler,
  LaunchPlatformClient,
  type LaunchPlatformClientHandler,
  type PlatformClientHandler,
  ShutdownPlatformClient,
  type ShutdownPlatformClientHandler,
  UninstallGame,
  type UninstallGameHandler,
} from "./decorators/commands.js";

/** Chat and recommended friends (experimental). */
export {
  MarkAsRead,
  type MarkAsReadHandler,
  RoomHistoryFromMessage,
  type RoomHistoryFromMessageHandler,
  RoomHistoryFromTimestamp,
  type RoomHistoryFromTimestampHandler,
  Rooms,
  type RoomsHandler,
  SendMessage,
  type SendMessageHandler,
  Users,
  type UsersHandler,
} from "./decorators/chat.js";

/** Lifecycle. */
export {
  Connection,
  type ConnectionDecorator,
  type ConnectionHandler,
  type ConnectionOptions,
  type ConnectionRun,
} from "./decorators/connection.js";
export {
  Every,
  type EveryHandler,
  type EveryOptions,
  type LifecycleHandler,
  OnHandshake,
  type OnHandshakeHandler,
  OnShutdown,
  type OnShutdownHandler,
  OnTick,
  type OnTickHandler,
  type ScheduleDecorator,
} from "./decorators/lifecycle.js";
export type { Duration } from "./duration.js";
export type { Backoff, Milestone, Percentage } from "./metadata/records.js";
export { toUnixTime } from "./unix-time.js";

/** Restrictions and escape hatches. */
export type { Awaitable } from "./awaitable.js";
export type { AnyHandler, HandlerDecorator } from "./decorators/handler-decorator.js";
export type { ImportDecorator } from "./decorators/import-decorator.js";
export { OnlyOn, type System } from "./decorators/only-on.js";
export { Rpc, type RpcHandler, type RpcOptions } from "./decorators/rpc.js";
export type { LaunchSpec } from "./launch-spec.js";
export type { Recipe } from "./metadata/recipe.js";

/** Injectables. */
export { Clock } from "./injectables/clock.js";
export { CredentialStore } from "./injectables/credential-store.js";
export { type ChatRoomUpdate, GalaxyClient } from "./injectables/galaxy-client.js";
export { Lifetime } from "./injectables/lifetime.js";
export { LoggedInUser } from "./injectables/logged-in-user.js";
export { type LogFields, Logger, type LogLevel } from "./injectables/logger.js";
export { PersistentCache } from "./injectables/persistent-cache.js";
export { PluginIdentity } from "./injectables/plugin-identity.js";
export { type SecretOptions, Secrets } from "./injectables/secrets.js";

/** Models. */
export {
  type Achievement,
  type Authentication,
  type Cookie,
  type Credentials,
  type Dlc,
  type ErrorName,
  Feature,
  type Game,
  type GameLibrarySettings,
  type GameTime,
  type ImportKind,
  type JsonObject,
  type JsonValue,
  type LicenseInfo,
  LicenseType,
  type LocalGame,
  LocalGameState,
  type LoginCredentials,
  type LoginResult,
  type LoginWindow,
  type Message,
  type NextStep,
  OSCompatibility,
  Platform,
  PresenceState,
  type ProfilePresence,
  type Room,
  type Subscription,
  SubscriptionDiscovery,
  type SubscriptionGame,
  type UserInfo,
  type UserPresence,
  type UserProfile,
} from "@galaxy-kit/protocol";

/** Errors. */
export { type DefinitionCode, definitionCodes, PluginDefinitionError } from "./errors/definition-error.js";
export {
  AccessDenied,
  AuthenticationRequired,
  BackendError,
  BackendNotAvailable,
  BackendTimeout,
  Banned,
  FailedParsingManifest,
  ImportInProgress,
  IncoherentLastMessage,
  InvalidCredentials,
  LoggedInElsewhere,
  MessageNotFound,
  NetworkError,
  ProtocolError,
  RetryAfter,
  TemporaryBlocked,
  TooManyMessagesSent,
  TooManyRequests,
  UnknownBackendResponse,
  UnknownError,
} from "./errors/errors.js";
export { GalaxyError, type GalaxyErrorClass, type GalaxyErrorOptions } from "./errors/galaxy-error.js";
export { NotReadyError } from "./errors/not-ready-error.js";
export { Aborted, InvalidParams, InvalidRequest, MethodNotFound, ParseError, Timeout } from "./errors/rpc-errors.js";
export { CodecError, type Diagnostic, type Place, RefusedError, type Severity } from "@galaxy-kit/protocol";
