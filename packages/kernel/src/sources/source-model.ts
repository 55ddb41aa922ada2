import {
  type Codec,
  game,
  gameTime,
  id,
  localGame,
  LocalGameState,
  object,
  pluginNotifications,
  PresenceState,
  subscription,
  userInfo,
  userPresenceFields,
} from "@galaxy-kit/protocol";
import type { Duration, FriendPresence, GameAchievements, SourceKind } from "@galaxy-kit/sdk";
import type { SourceCall } from "@galaxy-kit/sdk/internal";
import { gameAchievements, newAchievements } from "./achievements.js";
import type { RawNotification } from "./raw-notification.js";
import type { RemovalDefaults } from "./removals.js";

/**
 * Returns what the client is reported when an item has changed.
 *
 * @param now - its JSON; undefined if it is gone
 * @param before - what the client knows of it: undefined if nothing, and empty if it has asked in vain
 */
type Report = (id: string, now: string | undefined, before: string | undefined) => readonly RawNotification[];

/** One notification for each change. */
interface Notifications {
  readonly added: (item: object) => RawNotification;
  readonly updated: (item: object) => RawNotification;
  readonly removed: (id: string) => RawNotification;
}

/** What is particular to a kind of source. */
export interface SourceModel {
  readonly kind: SourceKind;
  /** What the method answers, according to its decorator: a request, or a kind of import. */
  readonly answers: SourceCall | "userPresences" | "gameTimes" | "achievements";
  readonly codec: Codec<unknown>;
  /** The property with the id, as authors write it and on the wire. */
  readonly id: string;
  readonly wireId: string;
  /** The name of the list in the response to the client. */
  readonly list?: string;
  /** One item, for messages: `game`. */
  readonly noun: string;
  /** The defaults of the options. */
  readonly after: "handshake" | "authentication";
  readonly timeLimit: Duration;
  /** After which the client would drop an answer: a run may take longer. */
  readonly answerWithin?: Duration;
  readonly persist: boolean;
  readonly removals: RemovalDefaults;
  /** Whether what an answer lacks stays as it was. */
  readonly keepsMissing?: boolean;
  /** Whether an import must not say that there is nothing as long as that is not known: the client would forget what it has. */
  readonly missingIsNotEmpty?: boolean;
  /** Absent if changes cannot be reported. */
  readonly report?: Report;
  /** Whether the client is reported even if it never asks for all of them. */
  readonly reportedUnasked?: boolean;
  /** The property of a run that has the ids the client has asked for. It is reported about no others. */
  readonly asked?: "userIds" | "gameIds";
  /** Returns what an import has of an item, if not all of it. */
  readonly importedOf?: (item: never) => unknown;
  /** Whether an item is the same to the client as none. */
  readonly isNothing?: (text: string) => boolean;
  /** Whether the items are games in the order in which the client should import them. */
  readonly isOrdered?: boolean;
  /** Whether the items show which games are running. */
  readonly saysWhatRuns?: boolean;
}

/** A presence with the id next to its members, as a source has it. */
const friendPresence = object<FriendPresence>("a FriendPresence", { userId: id, ...userPresenceFields });

function oneForEach({ added, updated, removed }: Notifications): Report {
  return (id, now, before) => {
    if (now === undefined) return [removed(id)];
    const item = JSON.parse(now) as object;
    return [before === undefined ? added(item) : updated(item)];
  };
}

const presence = ({ user_id, ...rest }: { readonly user_id?: unknown }): RawNotification => ({
  method: pluginNotifications.userPresenceUpdated.method,
  params: { user_id, presence: rest },
});

/** Reads the JSON of a local game, whose last member is the state. */
function stateOf(text: string): LocalGameState {
  return Number(text.slice(text.lastIndexOf(":") + 1, -1));
}

/** @param text - the JSON of a local game; undefined if there is none */
export function isInstalled(text: string | undefined): boolean {
  return text !== undefined && (stateOf(text) & LocalGameState.Installed) !== 0;
}

/** @param text - the JSON of a local game; undefined if there is none */
export function isRunning(text: string | undefined): boolean {
  return text !== undefined && (stateOf(text) & LocalGameState.Running) !== 0;
}

const localStatus = (item: object): RawNotification => ({
  method: pluginNotifications.localGameStatusChanged.method,
  params: { local_game: item },
});

const playTime = (item: object): RawNotification => ({
  method: pluginNotifications.gameTimeUpdated.method,
  params: { game_time: item },
});

const CAREFUL = { confirm: 2, brake: "30%" } as const;

const models: Readonly<Record<SourceKind, SourceModel>> = {
  ownedGames: {
    kind: "ownedGames",
    answers: "importOwnedGames",
    codec: game,
    id: "gameId",
    wireId: "game_id",
    list: "owned_games",
    noun: "game",
    after: "authentication",
    timeLimit: "90s",
    answerWithin: "90s",
    persist: true,
    removals: CAREFUL,
    isOrdered: true,
    report: oneForEach({
      added: (item) => ({ method: pluginNotifications.ownedGameAdded.method, params: { owned_game: item } }),
      updated: (item) => ({ method: pluginNotifications.ownedGameUpdated.method, params: { owned_game: item } }),
      removed: (id) => ({ method: pluginNotifications.ownedGameRemoved.method, params: { game_id: id } }),
    }),
  },
  localGames: {
    kind: "localGames",
    answers: "importLocalGames",
    codec: localGame,
    id: "gameId",
    wireId: "game_id",
    list: "local_games",
    noun: "game",
    after: "handshake",
    timeLimit: "30s",
    persist: false,
    removals: CAREFUL,
    reportedUnasked: true,
    saysWhatRuns: true,
    isNothing: (text) => stateOf(text) === LocalGameState.None,
    report: oneForEach({
      added: localStatus,
      updated: localStatus,
      removed: (id) => localStatus({ game_id: id, local_game_state: LocalGameState.None }),
    }),
  },
  friends: {
    kind: "friends",
    answers: "importFriends",
    codec: userInfo,
    id: "userId",
    wireId: "user_id",
    list: "friend_info_list",
    noun: "friend",
    after: "authentication",
    timeLimit: "30s",
    persist: true,
    removals: CAREFUL,
    report: oneForEach({
      added: (item) => ({ method: pluginNotifications.friendAdded.method, params: { friend_info: item } }),
      updated: (item) => ({ method: pluginNotifications.friendUpdated.method, params: { friend_info: item } }),
      removed: (id) => ({ method: pluginNotifications.friendRemoved.method, params: { user_id: id } }),
    }),
  },
  subscriptions: {
    kind: "subscriptions",
    answers: "importSubscriptions",
    codec: subscription,
    id: "subscriptionName",
    wireId: "subscription_name",
    list: "subscriptions",
    noun: "subscription",
    after: "authentication",
    timeLimit: "30s",
    persist: false,
    removals: CAREFUL,
  },
  userPresences: {
    kind: "userPresences",
    answers: "userPresences",
    codec: friendPresence,
    id: "userId",
    wireId: "user_id",
    noun: "presence",
    after: "authentication",
    timeLimit: "30s",
    persist: false,
    // Unknown for a moment is nothing that a user would miss.
    removals: { confirm: 1, brake: "100%" },
    asked: "userIds",
    importedOf: ({ userId: _, ...others }: FriendPresence) => others,
    report: oneForEach({
      added: presence,
      updated: presence,
      removed: (userId) => presence({ user_id: userId, presence_state: PresenceState.Unknown } as object),
    }),
  },
  gameTimes: {
    kind: "gameTimes",
    answers: "gameTimes",
    codec: gameTime,
    id: "gameId",
    wireId: "game_id",
    noun: "play time",
    after: "authentication",
    timeLimit: "30s",
    persist: false,
    removals: CAREFUL,
    keepsMissing: true,
    asked: "gameIds",
    report: oneForEach({
      added: playTime,
      updated: playTime,
      removed: (gameId) => playTime({ game_id: gameId }),
    }),
  },
  achievements: {
    kind: "achievements",
    answers: "achievements",
    codec: gameAchievements,
    id: "gameId",
    wireId: "game_id",
    noun: "achievement list",
    after: "authentication",
    timeLimit: "30s",
    persist: false,
    removals: CAREFUL,
    keepsMissing: true,
    missingIsNotEmpty: true,
    asked: "gameIds",
    importedOf: ({ achievements }: GameAchievements) => achievements,
    report: newAchievements,
  },
};

/** Returns the model of a source by what its method answers. */
export function modelFor(answers: string): SourceModel | undefined {
  return Object.values(models).find((model) => model.answers === answers);
}

/** `1 game`, `412 games`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The verb for {@link counted}. */
export function isAre(count: number): "is" | "are" {
  return count === 1 ? "is" : "are";
}
