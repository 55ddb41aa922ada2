import {
  clientRequests,
  type Cookie,
  type Credentials,
  type Game,
  type JsonObject,
  type JsonValue,
  type LocalGame,
  type LoginResult,
  type Message,
  type PartState,
  type Room,
  type Subscription,
  type UserInfo,
  type UserProfile,
} from "@galaxy-kit/protocol";
import type { InjectionKey, Source, SourceItems, SourceKind } from "@galaxy-kit/sdk";
import { describeMissingSource, Sources } from "@galaxy-kit/sdk/internal";
import type { CapturedLog } from "./captured-log.js";
import { Conversation, type ConversationParts } from "./conversation.js";
import type { FakeClock } from "./fake-clock.js";
import type { ImportOutcome } from "./import-outcome.js";
import type { LinkedTransport } from "./linked-transport.js";
import type { NotificationName, NotificationParams } from "./received-notifications.js";
import type { WireNotification } from "./wire-client.js";

/** What the login window returns when it closes. */
export interface LoginWindowResult {
  readonly endUri: string;
  readonly cookies?: readonly Cookie[];
}

/** Handles `GalaxyClient.refreshCredentials()`. Throw a `GalaxyError` to reject the request. */
export type RefreshCredentialsHandler = (params: JsonObject) => JsonValue | Promise<JsonValue>;

/** The parts of a {@link TestGalaxy}. */
export interface TestGalaxyParts extends ConversationParts {
  readonly transport: LinkedTransport;
  readonly log: CapturedLog;
}

/**
 * GALAXY in a test: sends what the client sends, and records the notifications that it receives. If the integration responds
 * with an error, the call rejects with an error of the same class.
 */
export class TestGalaxy {
  /** The clock of the integration. It stands still until the test advances it. */
  readonly clock: FakeClock;
  /** What the integration logged. */
  readonly log: CapturedLog;
  /** The features that the integration announced. */
  readonly features: readonly string[];
  /** Every notification received so far, as sent on the wire. */
  readonly notifications: readonly WireNotification[];
  /** Handles `GalaxyClient.refreshCredentials()`; by default, returns the credentials stored last. Replace it to change that. */
  refreshCredentials: RefreshCredentialsHandler = () => this.storedCredentials ?? {};

  readonly #parts: TestGalaxyParts;
  readonly #conversation: Conversation;

  constructor(parts: TestGalaxyParts) {
    this.#parts = parts;
    this.#conversation = new Conversation(parts);
    this.clock = parts.clock;
    this.log = parts.log;
    this.features = parts.plugin.features;
    this.notifications = parts.notifications.all;
  }

  /** Returns the instance that the integration uses, to inspect or prepare it. */
  get<T>(key: InjectionKey<T>): T {
    return this.#parts.plugin.resolve(key);
  }

  /**
   * Returns a source, to see its state, or to do what a service can do with it.
   *
   * @example
   * ```ts
   * expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "failing", count: 412 });
   * ```
   *
   * @throws `Error` if no method is such a source
   */
  source<Kind extends SourceKind>(kind: Kind): Source<SourceItems[Kind]> {
    const sources = this.get(Sources);
    const found = sources.find(kind);
    if (found) return found;
    const others = sources.all.map((source) => source.kind).join(", ") || "none";
    throw new Error(`${describeMissingSource(kind)} The sources are: ${others}.`);
  }

  /** What sources, schedules, connections, tracked games, settings, the session, stores and caches are doing, as `galaxy-kit dev` shows it. */
  get parts(): readonly PartState[] {
    return this.#parts.plugin.parts;
  }

  // The login

  /**
   * Starts a login.
   *
   * @param stored - the credentials from an earlier run; undefined if the user has not connected yet
   */
  authenticate(stored?: object): Promise<LoginResult> {
    return this.#conversation.call(clientRequests.initAuthentication, {
      storedCredentials: stored as Credentials | undefined,
    });
  }

  /** Continues a login after the login window has closed. */
  passLoginCredentials({ endUri, cookies = [] }: LoginWindowResult): Promise<LoginResult> {
    return this.#conversation.call(clientRequests.passLoginCredentials, { step: "", credentials: { endUri }, cookies });
  }

  // The library

  /**
   * Requests the owned games (`import_owned_games`), as GALAXY does after the login.
   *
   * @throws the error of the integration, and `Error` for an id that occurs twice: what GALAXY does with it is unknown
   */
  async importOwnedGames(): Promise<readonly Game[]> {
    return distinct(await this.#conversation.call(clientRequests.importOwnedGames, {}), "gameId");
  }

  /**
   * Requests the games on this computer and their states (`import_local_games`).
   *
   * @throws the error of the integration, and `Error` for an id that occurs twice: what GALAXY does with it is unknown
   */
  async importLocalGames(): Promise<readonly LocalGame[]> {
    return distinct(await this.#conversation.call(clientRequests.importLocalGames, {}), "gameId");
  }

  /**
   * Requests the friends (`import_friends`).
   *
   * @throws the error of the integration, and `Error` for an id that occurs twice: what GALAXY does with it is unknown
   */
  async importFriends(): Promise<readonly UserInfo[]> {
    return distinct(await this.#conversation.call(clientRequests.importFriends, {}), "userId");
  }

  /**
   * Requests the subscriptions (`import_subscriptions`).
   *
   * @throws the error of the integration, and `Error` for a name that occurs twice: what GALAXY does with it is unknown
   */
  async importSubscriptions(): Promise<readonly Subscription[]> {
    return distinct(await this.#conversation.call(clientRequests.importSubscriptions, {}), "subscriptionName");
  }

  // Imports with an outcome for each id. Each rejects if the integration returned results that the client did not request.

  /** Imports the achievements of games. Resolves when the import has finished. */
  importAchievements(gameIds: readonly string[]): Promise<ImportOutcome<"achievements">> {
    return this.#conversation.import("achievements", { gameIds });
  }

  /** Imports the play times of games. Resolves when the import has finished. */
  importGameTimes(gameIds: readonly string[]): Promise<ImportOutcome<"gameTimes">> {
    return this.#conversation.import("gameTimes", { gameIds });
  }

  /** Imports tags and hidden flags of games. Resolves when the import has finished. */
  importLibrarySettings(gameIds: readonly string[]): Promise<ImportOutcome<"librarySettings">> {
    return this.#conversation.import("librarySettings", { gameIds });
  }

  /** Imports the operating systems that games run on. Resolves when the import has finished. */
  importOSCompatibilities(gameIds: readonly string[]): Promise<ImportOutcome<"osCompatibilities">> {
    return this.#conversation.import("osCompatibilities", { gameIds });
  }

  /** Imports the sizes of installed games in bytes. Resolves when the import has finished. */
  importLocalSizes(gameIds: readonly string[]): Promise<ImportOutcome<"localSizes">> {
    return this.#conversation.import("localSizes", { gameIds });
  }

  /** Imports the presences of users. Resolves when the import has finished. */
  importUserPresences(userIds: readonly string[]): Promise<ImportOutcome<"userPresences">> {
    return this.#conversation.import("userPresences", { userIdList: userIds });
  }

  /** Imports the games of subscriptions. Resolves when the import has finished. */
  importSubscriptionGames(subscriptionNames: readonly string[]): Promise<ImportOutcome<"subscriptionGames">> {
    return this.#conversation.import("subscriptionGames", { subscriptionNames });
  }

  // Commands. They have no response: each resolves when everything that waits for neither time nor input has run.

  /** Clicks Play. */
  launchGame(gameId: string): Promise<void> {
    return this.#conversation.command("launchGame", { gameId });
  }

  /** Clicks Install. */
  installGame(gameId: string): Promise<void> {
    return this.#conversation.command("installGame", { gameId });
  }

  /** Clicks Uninstall. */
  uninstallGame(gameId: string): Promise<void> {
    return this.#conversation.command("uninstallGame", { gameId });
  }

  /** Asks to start the platform's own client. */
  launchPlatformClient(): Promise<void> {
    return this.#conversation.command("launchPlatformClient", {});
  }

  /** Asks to close the platform's own client, as GALAXY does after a game has exited. */
  shutdownPlatformClient(): Promise<void> {
    return this.#conversation.command("shutdownPlatformClient", {});
  }

  // Chat and users (experimental)

  /** Requests the chat rooms of the user. */
  importRooms(): Promise<readonly Room[]> {
    return this.#conversation.call(clientRequests.importRooms, {});
  }

  /** Sends a chat message as the user. */
  sendMessage(roomId: string, message: string): Promise<void> {
    return this.#conversation.call(clientRequests.sendMessage, { roomId, message });
  }

  /** Marks a room as read, up to a message. */
  markAsRead(roomId: string, lastMessageId: string): Promise<void> {
    return this.#conversation.call(clientRequests.markAsRead, { roomId, lastMessageId });
  }

  /** Requests the messages of a room, starting at a message. */
  importRoomHistoryFromMessage(roomId: string, messageId: string): Promise<readonly Message[]> {
    return this.#conversation.call(clientRequests.importRoomHistoryFromMessage, { roomId, messageId });
  }

  /** Requests the messages of a room since a time, in seconds since 1970. */
  importRoomHistoryFromTimestamp(roomId: string, fromTimestamp: number): Promise<readonly Message[]> {
    return this.#conversation.call(clientRequests.importRoomHistoryFromTimestamp, { roomId, fromTimestamp });
  }

  /** Requests the profiles of users: friends and recommended friends. */
  importUsers(userIds: readonly string[]): Promise<readonly UserProfile[]> {
    return this.#conversation.call(clientRequests.importUserInfos, { userIdList: userIds });
  }

  // Anything else

  /** Sends a request without conversion. Resolves to its result as received. */
  request(method: string, params: object = {}): Promise<unknown> {
    return this.#parts.wire.request(method, params);
  }

  /** Sends a notification without conversion. */
  notify(method: string, params: object = {}): Promise<void> {
    return this.clock.calls.settleAfter(() => {
      this.#parts.wire.notifyRaw(method, params);
    });
  }

  /** Sends text, which need not be a valid message. */
  send(text: string): Promise<void> {
    return this.clock.calls.settleAfter(() => {
      this.#parts.transport.deliver(text);
    });
  }

  /** Resolves when the integration has responded. */
  ping(): Promise<void> {
    return this.#conversation.call(clientRequests.ping, {});
  }

  // Notifications of the integration

  /** Returns the parameters of all notifications of one kind so far, oldest first. */
  received<Name extends NotificationName>(name: Name): NotificationParams<Name>[] {
    return this.#parts.notifications.of(name);
  }

  /**
   * Resolves to the parameters of the next notification of one kind: the oldest that this method has not returned yet, or one
   * that arrives within two seconds of real time.
   *
   * @throws `Error` if none arrives
   */
  nextNotification<Name extends NotificationName>(name: Name): Promise<NotificationParams<Name>> {
    return this.#parts.notifications.next(name);
  }

  /** The credentials that the integration stored last. */
  get storedCredentials(): JsonObject | undefined {
    return this.received("storeCredentials").at(-1);
  }

  /** The persistent cache that the integration pushed last, without what the framework adds: the credentials, and answers of sources. */
  get pushedCache(): JsonObject | undefined {
    const pushed = this.received("pushCache").at(-1)?.data;
    const isOwn = ([key]: readonly [string, unknown]): boolean =>
      key === "credentials" || key.startsWith("galaxy-kit/");
    return pushed && Object.fromEntries(Object.entries(pushed).filter((entry) => !isOwn(entry)));
  }

  // The end

  /** Requests a shutdown. Resolves when the integration has responded and closed. */
  async shutdown(): Promise<void> {
    let response: Promise<unknown> | undefined;
    await this.#conversation.untilClosed(() => {
      response = this.#conversation.request(clientRequests.shutdown, {});
    });
    await response;
  }

  /** Disconnects. Resolves when the integration has closed. Call it at the end of each test. */
  async close(): Promise<void> {
    await this.#conversation.untilClosed(() => this.#parts.transport.hangUp());
  }
}

/** Throws for an id that occurs more than once: what GALAXY does with it is unknown. */
function distinct<T>(list: readonly T[], idProperty: keyof T): readonly T[] {
  const seen = new Map<unknown, number>();
  for (const [index, { [idProperty]: id }] of list.entries()) {
    const first = seen.get(id);
    if (first !== undefined)
      throw new Error(`The list has the ${String(idProperty)} ${JSON.stringify(id)} twice, at ${first} and ${index}.`);
    seen.set(id, index);
  }
  return list;
}
