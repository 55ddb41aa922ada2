/**
 * The protocol between GOG GALAXY and an integration, described as data. The framework's packages import from here; authors
 * of integrations import from `@galaxy-kit/sdk`.
 *
 * @packageDocumentation
 */

/** The calls: which side sends them, with which parameters and results. */
export {
  type Capabilities,
  clientNotifications,
  clientRequests,
  type CommandCall,
  type ImportCall,
  type ImportFailure,
  type ImportItem,
  type ImportKind,
  imports,
  type ImportSuccess,
  type ImportValue,
  type NotificationCall,
  type ParamsOf,
  pluginNotifications,
  pluginRequests,
  type RequestCall,
  type ResultOf,
} from "./calls/index.js";

/** Codecs convert between a TypeScript value and its form on the wire. */
export {
  array,
  boolean,
  type Codec,
  CodecError,
  CompactBatch,
  CompactJson,
  copyMembers,
  count,
  describe,
  describeThrown,
  type Fields,
  type Finding,
  type FindingKind,
  Findings,
  flags,
  id,
  integer,
  isPlainObject,
  json,
  type JsonObject,
  jsonObject,
  JsonTemplate,
  JsonText,
  type JsonValue,
  label,
  type Layout,
  list,
  nothing,
  nullable,
  object,
  type ObjectCodec,
  oneOf,
  optional,
  type OptionalField,
  params,
  record,
  refuse,
  string,
  toWireName,
  under,
  unixSeconds,
  Values,
} from "./codec/index.js";

/** The values that calls carry, each with its codec. */
export {
  type Achievement,
  achievement,
  type Authentication,
  authentication,
  type Cookie,
  cookie,
  type Credentials,
  type Dlc,
  dlc,
  type Game,
  game,
  type GameLibrarySettings,
  gameLibrarySettings,
  type GameTime,
  gameTime,
  type LicenseInfo,
  licenseInfo,
  LicenseType,
  type LocalGame,
  localGame,
  LocalGameState,
  type LoginCredentials,
  loginCredentials,
  type LoginResult,
  loginResult,
  type LoginWindow,
  type Message,
  message,
  type NextStep,
  nextStep,
  OSCompatibility,
  osCompatibility,
  PresenceState,
  type ProfilePresence,
  type Room,
  room,
  type Subscription,
  subscription,
  SubscriptionDiscovery,
  type SubscriptionGame,
  subscriptionGame,
  type UserInfo,
  userInfo,
  type UserPresence,
  userPresence,
  userPresenceFields,
  type UserProfile,
  userProfile,
} from "./models/index.js";

/** How deep JSON may be nested. */
export { isTooDeep, MAX_JSON_DEPTH } from "./json-depth.js";

/** The ids and error objects of JSON-RPC messages. */
export { type ErrorObject, errorObject, type MessageId } from "./messages.js";

/** The errors of the protocol: their names, codes and default messages. */
export {
  type ApplicationErrorName,
  applicationErrors,
  type ErrorEntry,
  type ErrorName,
  errorTable,
  isReservedErrorCode,
  type RpcErrorName,
  rpcErrors,
} from "./errors.js";

/** The features that an integration can announce, and the platforms that it can be for. */
export { Feature } from "./features.js";
export { isListedPlatform, isPlatform, Platform } from "./platforms.js";

/** What the process of an integration costs, for the tools of a developer. */
export { type ProcessFigures, processFiguresLine, readProcessFigures } from "./process-figures.js";

/** What the parts of an integration are doing, for the tools of a developer. */
export {
  conditionOf,
  type ConnectionPart,
  type GamesPart,
  type HeldBack,
  isInTrouble,
  type PartCondition,
  type PartState,
  partStatesLine,
  readPartStates,
  type RunningGame,
  type SchedulePart,
  type SessionPart,
  type Setting,
  type SettingsPart,
  type SourcePart,
} from "./parts/index.js";

/** The manifest, which describes an integration to GALAXY. */
export { type Manifest, manifest } from "./manifest.js";

/** Diagnostics: findings about an integration, its files or its environment. */
export {
  type Diagnostic,
  type DiagnosticPart,
  type PaintPart,
  type Place,
  RefusedError,
  renderDiagnostic,
  type Severity,
  withoutItem,
} from "./diagnostics/index.js";
