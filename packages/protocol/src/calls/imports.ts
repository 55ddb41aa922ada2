import {
  array,
  type Codec,
  CodecError,
  count,
  describe,
  encoderOf,
  list,
  named,
  nothing,
  nullable,
  type ObjectCodec,
  openParams,
  params,
  string,
  type Structure,
  structureOf,
  toWireName,
  under,
} from "../codec/index.js";
import { Feature } from "../features.js";
import { type ErrorObject, errorObject } from "../messages.js";
import {
  achievement,
  gameLibrarySettings,
  gameTime,
  type OSCompatibility,
  osCompatibility,
  subscriptionGame,
  type UserPresence,
  userPresence,
} from "../models/index.js";
import { notification, type NotificationCall, request, type RequestCall } from "./call.js";

/**
 * An import that the client starts with a list of ids. The integration reports the value of each id in a notification.
 *
 * The wire names the id and the value differently for each kind, so each kind has its own codecs.
 */
export interface ImportCall<Value> {
  readonly feature: Feature;
  /** The name of an id on the wire, such as `game_id`. */
  readonly idName: string;
  /** `start_…_import`. Its only parameter is the list of ids. */
  readonly start: RequestCall<object, void>;
  readonly success: NotificationCall<ImportSuccess<Value>>;
  readonly failure: NotificationCall<ImportFailure>;
  /** Sent after the last message for an id, by kinds that may send several per id. */
  readonly itemFinished?: NotificationCall<ImportItem>;
  readonly finished: NotificationCall<void>;
  /** The value to report for an id that the integration returned no value for. */
  readonly empty: (id: string) => Value;
}

export interface ImportItem {
  readonly id: string;
}

export interface ImportSuccess<Value> extends ImportItem {
  /** For some kinds, the value contains the id too. */
  readonly value: Value;
}

export interface ImportFailure extends ImportItem {
  readonly error: ErrorObject;
}

/** The parameters of a message whose id and value are separate. */
function idAndValue<Value>(idName: string, valueName: string, value: Codec<Value>): Codec<ImportSuccess<Value>> {
  return openParams<ImportSuccess<Value>>({ id: named(idName, string), value: named(valueName, value) } as never);
}

/** The parameters of a message whose value contains its id. */
function valueWithId<Value, Id extends keyof Value>(
  valueName: string,
  idName: Id,
  value: Codec<Value>,
): Codec<ImportSuccess<Value>> {
  const params = under(valueName, value);
  const { layout, collect } = structureOf(params);
  const structure: Structure<ImportSuccess<Value>> = {
    layout,
    collect({ id, value }, values, findings) {
      collect(value, values, findings);
      if (value[idName] === id) return;
      throw new CodecError(JSON.stringify(id), describe(value[idName])).within(String(idName)).within(valueName);
    },
  };
  return {
    structure,
    encode: encoderOf(structure),
    decode(wire) {
      const value = params.decode(wire);
      return { id: value[idName] as string, value };
    },
  };
}

function failureOf(idName: string): Codec<ImportFailure> {
  return openParams<ImportFailure>({ id: named(idName, string), error: errorObject });
}

function itemOf(idName: string): Codec<ImportItem> {
  return openParams<ImportItem>({ id: named(idName, string) });
}

interface ImportDefinition<Value> {
  readonly feature: Feature;
  readonly start: string;
  readonly idsName: string;
  readonly idName: string;
  /** The prefix of the names of the success and failure notifications. */
  readonly prefix: string;
  readonly success: Codec<ImportSuccess<Value>>;
  readonly itemFinished?: string;
  readonly finished: string;
  readonly empty: (id: string) => NoInfer<Value>;
}

function importCall<Value>(definition: ImportDefinition<Value>): ImportCall<Value> {
  const { feature, prefix, idName, idsName, itemFinished } = definition;
  const ids = params<Record<string, readonly string[]>>({ [idsName]: array(string) });
  return {
    feature,
    idName: toWireName(idName),
    start: request<object, void>(definition.start, ids as ObjectCodec<object>, nothing, { feature }),
    success: notification(`${prefix}_import_success`, definition.success),
    failure: notification(`${prefix}_import_failure`, failureOf(idName)),
    ...(itemFinished !== undefined && { itemFinished: notification(itemFinished, itemOf(idName)) }),
    finished: notification(definition.finished, nothing),
    empty: definition.empty,
  };
}

const games = { idsName: "gameIds", idName: "gameId" } as const;

/** Every import with a context, by its kind. */
export const imports = {
  achievements: importCall({
    ...games,
    feature: Feature.ImportAchievements,
    start: "start_achievements_import",
    prefix: "game_achievements",
    success: idAndValue("gameId", "unlockedAchievements", list(achievement)),
    finished: "achievements_import_finished",
    empty: () => [],
  }),
  gameTimes: importCall({
    ...games,
    feature: Feature.ImportGameTime,
    start: "start_game_times_import",
    prefix: "game_time",
    success: valueWithId("gameTime", "gameId", gameTime),
    finished: "game_times_import_finished",
    empty: (gameId) => ({ gameId }),
  }),
  librarySettings: importCall({
    ...games,
    feature: Feature.ImportGameLibrarySettings,
    start: "start_game_library_settings_import",
    prefix: "game_library_settings",
    success: valueWithId("gameLibrarySettings", "gameId", gameLibrarySettings),
    finished: "game_library_settings_import_finished",
    empty: (gameId) => ({ gameId }),
  }),
  osCompatibilities: importCall<OSCompatibility | null>({
    ...games,
    feature: Feature.ImportOSCompatibility,
    start: "start_os_compatibility_import",
    prefix: "os_compatibility",
    success: idAndValue("gameId", "osCompatibility", nullable(osCompatibility)),
    finished: "os_compatibility_import_finished",
    empty: () => null,
  }),
  localSizes: importCall<number | null>({
    ...games,
    feature: Feature.ImportLocalSize,
    start: "start_local_size_import",
    prefix: "local_size",
    success: idAndValue("gameId", "localSize", nullable(count)),
    finished: "local_size_import_finished",
    empty: () => null,
  }),
  userPresences: importCall<UserPresence>({
    feature: Feature.ImportUserPresence,
    start: "start_user_presence_import",
    idsName: "userIdList",
    idName: "userId",
    prefix: "user_presence",
    success: idAndValue("userId", "presence", userPresence),
    finished: "user_presence_import_finished",
    empty: () => ({ presenceState: "unknown" }),
  }),
  subscriptionGames: importCall({
    feature: Feature.ImportSubscriptionGames,
    start: "start_subscription_games_import",
    idsName: "subscriptionNames",
    idName: "subscriptionName",
    prefix: "subscription_games",
    success: idAndValue("subscriptionName", "subscriptionGames", nullable(list(subscriptionGame, "gameId"))),
    itemFinished: "subscription_games_partial_import_finished",
    finished: "subscription_games_import_finished",
    empty: () => null,
  }),
} as const;

/** The kinds of imports with a context. */
export type ImportKind = keyof typeof imports;
/** The value that an import of a kind reports for one id. */
export type ImportValue<Kind extends ImportKind> =
  (typeof imports)[Kind] extends ImportCall<infer Value> ? Value : never;
