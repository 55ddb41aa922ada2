/**
 * Everything that the author of a GOG GALAXY integration imports. Each export here is public API.
 *
 * @packageDocumentation
 */
import "reflect-metadata";

/** What an integration is made of. */
export { Inject, type Token, token } from "./decorators/inject.js";
export {
  type AliasProvider,
  type Class,
  type ClassProvider,
  type FactoryProvider,
  GalaxyPlugin,
  type InjectionKey,
  type PluginOptions,
  type Provider,
  type ValueProvider,
} from "./decorators/plugin.js";
export { Service } from "./decorators/service.js";

/** Logging in. */
export {
  Authenticate,
  type AuthenticateHandler,
  PassLoginCredentials,
  type PassLoginCredentialsHandler,
} from "./decorators/login.js";
export { type LoginWindowOptions, openLoginWindow } from "./open-login-window.js";

/** The library: what GALAXY asks for as a whole. */
export {
  Friends,
  type FriendsHandler,
  type HandlerOptions,
  LocalGames,
  type LocalGamesHandler,
  OwnedGames,
  type OwnedGamesHandler,
  Subscriptions,
  type SubscriptionsHandler,
} from "./decorators/library.js";

/** Imports: what GALAXY asks for game by game, or user by user. */
export {
  Achievements,
  type AchievementsHandler,
  type Batch,
  type BatchedAchievementsHandler,
  type BatchedGameTimesHandler,
  type BatchedLibrarySettingsHandler,
  type BatchedLocalSizesHandler,
  type BatchedOptions,
  type BatchedOSCompatibilitiesHandler,
  type BatchedSubscriptionGamesHandler,
  type BatchedUserPresencesHandler,
  type BatchHandler,
  GameTimes,
  type GameTimesHandler,
  ImportComplete,
  type ImportCompleteHandler,
  ImportContext,
  type ImportContextHandler,
  type ItemHandler,
  LibrarySettings,
  type LibrarySettingsHandler,
  LocalSizes,
  type LocalSizesHandler,
  OSCompatibilities,
  type OSCompatibilitiesHandler,
  type PerItemOptions,
  SubscriptionGames,
  type SubscriptionGamesHandler,
  type SubscriptionGamesPage,
  UserPresences,
  type UserPresencesHandler,
} from "./decorators/imports.js";

/** Commands: what the user clicks. */
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

/** Chat and friends recommendations, as an experiment. */
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

/** The life of an integration. */
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
} from "./decorators/lifecycle.js";
export type { Duration } from "./duration.js";
export type { Milestone } from "./metadata/records.js";

/** Limits and escape hatches. */
export type { Awaitable } from "./awaitable.js";
export type { AnyHandler, HandlerDecorator } from "./decorators/handler-decorator.js";
export type { ImportDecorator } from "./decorators/import-decorator.js";
export { OnlyOn, type System } from "./decorators/only-on.js";
export { Rpc, type RpcHandler, type RpcOptions } from "./decorators/rpc.js";

/** What can be injected. */
export { Clock } from "./injectables/clock.js";
export { CredentialStore } from "./injectables/credential-store.js";
export { type ChatRoomUpdate, GalaxyClient } from "./injectables/galaxy-client.js";
export { Lifetime } from "./injectables/lifetime.js";
export { type LogFields, Logger, type LogLevel } from "./injectables/logger.js";
export { PersistentCache } from "./injectables/persistent-cache.js";
export { Secrets } from "./injectables/secrets.js";

/** What crosses the wire. */
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

/** What can go wrong. */
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
