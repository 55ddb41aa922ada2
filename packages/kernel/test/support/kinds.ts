import {
  Achievements,
  type Duration,
  GameTimes,
  type ImportKind,
  LibrarySettings,
  LocalSizes,
  OSCompatibilities,
  PresenceState,
  SubscriptionGames,
  UserPresences,
} from "@galaxy-kit/sdk";
import type { Methods } from "./author.js";
import { notification, type WireMessage } from "./rig.js";

type Decorator = Methods[string][0];

/** The options of an import decorator. */
export interface Options {
  readonly batched?: true;
  readonly concurrency?: number;
  readonly timeLimit?: Duration;
  readonly whileRunning?: "queue" | "refuse";
}

/** One kind of import, written from the protocol documentation and independent of the kernel's tables. */
export interface Kind {
  readonly kind: ImportKind;
  readonly decorate: (options?: Options) => Decorator;
  readonly start: string;
  readonly idsName: string;
  /** A value that a handler can return for an id. */
  readonly value: (id: string) => unknown;
  /** The messages on the wire. */
  readonly success: (id: string) => WireMessage;
  readonly empty: (id: string) => WireMessage;
  readonly failure: (id: string, error: unknown) => WireMessage;
  readonly finished: WireMessage;
}

const failure =
  (method: string, idName: string) =>
  (id: string, error: unknown): WireMessage =>
    notification(method, { [idName]: id, error });

/** Every kind with one result per id: all except subscription games. */
export const kinds: readonly Kind[] = [
  {
    kind: "achievements",
    decorate: (options) => Achievements(options as never),
    start: "start_achievements_import",
    idsName: "game_ids",
    value: (id) => [
      { unlockTime: 1_700_000_000, achievementId: `${id}-a`, achievementName: "First" },
      { unlockTime: 0, achievementName: "Only a name" },
    ],
    success: (id) =>
      notification("game_achievements_import_success", {
        game_id: id,
        unlocked_achievements: [
          { unlock_time: 1_700_000_000, achievement_id: `${id}-a`, achievement_name: "First" },
          { unlock_time: 0, achievement_name: "Only a name" },
        ],
      }),
    empty: (id) => notification("game_achievements_import_success", { game_id: id, unlocked_achievements: [] }),
    failure: failure("game_achievements_import_failure", "game_id"),
    finished: notification("achievements_import_finished", null),
  },
  {
    kind: "gameTimes",
    decorate: (options) => GameTimes(options as never),
    start: "start_game_times_import",
    idsName: "game_ids",
    value: (id) => ({ gameId: id, timePlayed: 90, lastPlayedTime: 1_700_000_000 }),
    success: (id) =>
      notification("game_time_import_success", {
        game_time: { game_id: id, time_played: 90, last_played_time: 1_700_000_000 },
      }),
    empty: (id) => notification("game_time_import_success", { game_time: { game_id: id } }),
    failure: failure("game_time_import_failure", "game_id"),
    finished: notification("game_times_import_finished", null),
  },
  {
    kind: "librarySettings",
    decorate: (options) => LibrarySettings(options as never),
    start: "start_game_library_settings_import",
    idsName: "game_ids",
    value: (id) => ({ gameId: id, tags: ["rpg", ""], hidden: false }),
    success: (id) =>
      notification("game_library_settings_import_success", {
        game_library_settings: { game_id: id, tags: ["rpg", ""], hidden: false },
      }),
    empty: (id) => notification("game_library_settings_import_success", { game_library_settings: { game_id: id } }),
    failure: failure("game_library_settings_import_failure", "game_id"),
    finished: notification("game_library_settings_import_finished", null),
  },
  {
    kind: "osCompatibilities",
    decorate: (options) => OSCompatibilities(options as never),
    start: "start_os_compatibility_import",
    idsName: "game_ids",
    value: () => 1 | 4,
    success: (id) => notification("os_compatibility_import_success", { game_id: id, os_compatibility: 5 }),
    empty: (id) => notification("os_compatibility_import_success", { game_id: id, os_compatibility: null }),
    failure: failure("os_compatibility_import_failure", "game_id"),
    finished: notification("os_compatibility_import_finished", null),
  },
  {
    kind: "localSizes",
    decorate: (options) => LocalSizes(options as never),
    start: "start_local_size_import",
    idsName: "game_ids",
    value: () => 5_000_000_000,
    success: (id) => notification("local_size_import_success", { game_id: id, local_size: 5_000_000_000 }),
    empty: (id) => notification("local_size_import_success", { game_id: id, local_size: null }),
    failure: failure("local_size_import_failure", "game_id"),
    finished: notification("local_size_import_finished", null),
  },
  {
    kind: "userPresences",
    decorate: (options) => UserPresences(options as never),
    start: "start_user_presence_import",
    idsName: "user_id_list",
    value: () => ({
      presenceState: PresenceState.Away,
      gameId: "1",
      gameTitle: "Tide",
      inGameStatus: "Menu",
      fullStatus: "Away in Tide",
    }),
    success: (id) =>
      notification("user_presence_import_success", {
        user_id: id,
        presence: {
          presence_state: "away",
          game_id: "1",
          game_title: "Tide",
          in_game_status: "Menu",
          full_status: "Away in Tide",
        },
      }),
    empty: (id) =>
      notification("user_presence_import_success", { user_id: id, presence: { presence_state: "unknown" } }),
    failure: failure("user_presence_import_failure", "user_id"),
    finished: notification("user_presence_import_finished", null),
  },
];

const page = [
  { gameTitle: "Tide", gameId: "1", startTime: 10, endTime: 20 },
  { gameTitle: "Ebb", gameId: "2" },
];
const pageOnTheWire = [
  { game_title: "Tide", game_id: "1", start_time: 10, end_time: 20 },
  { game_title: "Ebb", game_id: "2" },
];

const pageOf = (name: string, games: unknown): WireMessage =>
  notification("subscription_games_import_success", { subscription_name: name, subscription_games: games });

/** Subscription games, which send several results per name. */
export const subscriptionGames = {
  kind: "subscriptionGames",
  decorate: (options?: Options): Decorator => SubscriptionGames(options as never),
  start: "start_subscription_games_import",
  idsName: "subscription_names",
  page,
  success: (name: string) => pageOf(name, pageOnTheWire),
  emptyPage: (name: string) => pageOf(name, []),
  noPage: (name: string) => pageOf(name, null),
  failure: failure("subscription_games_import_failure", "subscription_name"),
  partialFinished: (name: string) =>
    notification("subscription_games_partial_import_finished", { subscription_name: name }),
  finished: notification("subscription_games_import_finished", null),
} as const;

/** Errors as a failure notification contains them. */
export const errors = {
  unknown: { code: 0, message: "Unknown error", data: { internal_type: "UnknownError" } },
  backendTimeout: { code: 3, message: "Backend timed out", data: { internal_type: "BackendTimeout" } },
} as const;
