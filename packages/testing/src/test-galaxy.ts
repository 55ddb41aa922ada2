import type { RunningPlugin } from "@galaxy-kit/kernel/internal";
import {
  clientNotifications,
  clientRequests,
  type Cookie,
  type Credentials,
  type Game,
  type ImportKind,
  imports,
  type JsonObject,
  type JsonValue,
  type LocalGame,
  type LoginResult,
  type Message,
  pluginNotifications,
  type RequestCall,
  type Room,
  type Subscription,
  type UserInfo,
  type UserProfile,
} from "@galaxy-kit/protocol";
import type { InjectionKey } from "@galaxy-kit/sdk";
import type { CapturedLog } from "./captured-log.js";
import { type FakeClock, settle } from "./fake-clock.js";
import { ImportCollector, type ImportOutcome } from "./import-outcome.js";
import type { LinkedTransport } from "./linked-transport.js";
import {
  decodeParams,
  type NotificationName,
  type NotificationParams,
  type WireClient,
  type WireNotification,
} from "./wire-client.js";

/** How long a test waits for a notification, in real time. */
const PATIENCE_MS = 2000;

/** What the login window ended with. */
export interface LoginWindowResult {
  readonly endUri: string;
  readonly cookies?: readonly Cookie[];
}

/** Answers `GalaxyClient.refreshCredentials`; throw a `GalaxyError` to refuse. */
export type RefreshCredentialsHandler = (params: JsonObject) => JsonValue | Promise<JsonValue>;

/** What a {@link TestGalaxy} is put together from. */
export interface TestGalaxyParts {
  readonly plugin: RunningPlugin;
  readonly wire: WireClient;
  readonly transport: LinkedTransport;
  readonly clock: FakeClock;
  readonly log: CapturedLog;
}

/**
 * GALAXY in a test: calls what the client calls, and remembers what it was told. A call that the integration answers with an
 * error rejects with the same error class.
 */
export class TestGalaxy {
  /** Stands still until the test moves it. */
  readonly clock: FakeClock;
  /** What the integration has logged. */
  readonly log: CapturedLog;
  /** What the integration has announced. */
  readonly features: readonly string[];
  /** Every notification so far, as it crossed the wire. */
  readonly notifications: WireNotification[] = [];
  /** Answers `GalaxyClient.refreshCredentials`; with what was stored last, unless a test says otherwise. */
  refreshCredentials: RefreshCredentialsHandler = () => this.storedCredentials ?? {};

  readonly #positions = new Map<NotificationName, number>();
  readonly #listeners = new Set<(notification: WireNotification) => void>();

  constructor(private readonly parts: TestGalaxyParts) {
    this.clock = parts.clock;
    this.log = parts.log;
    this.features = parts.plugin.features;
  }

  /** The instance that the integration uses, for looking at it or preparing it. */
  get<T>(key: InjectionKey<T>): T {
    return this.parts.plugin.resolve(key);
  }

  // The login

  /** @param stored credentials of an earlier run */
  authenticate(stored?: object): Promise<LoginResult> {
    return this.#call(clientRequests.initAuthentication, { storedCredentials: stored as Credentials | undefined });
  }

  /** The login window has reached its end. */
  passLoginCredentials({ endUri, cookies = [] }: LoginWindowResult): Promise<LoginResult> {
    return this.#call(clientRequests.passLoginCredentials, { step: "", credentials: { endUri }, cookies });
  }

  // The library

  importOwnedGames(): Promise<readonly Game[]> {
    return this.#call(clientRequests.importOwnedGames, {});
  }

  importLocalGames(): Promise<readonly LocalGame[]> {
    return this.#call(clientRequests.importLocalGames, {});
  }

  importFriends(): Promise<readonly UserInfo[]> {
    return this.#call(clientRequests.importFriends, {});
  }

  importSubscriptions(): Promise<readonly Subscription[]> {
    return this.#call(clientRequests.importSubscriptions, {});
  }

  // Imports with a context

  importAchievements(gameIds: readonly string[]): Promise<ImportOutcome<"achievements">> {
    return this.#runImport("achievements", { gameIds });
  }

  importGameTimes(gameIds: readonly string[]): Promise<ImportOutcome<"gameTimes">> {
    return this.#runImport("gameTimes", { gameIds });
  }

  importLibrarySettings(gameIds: readonly string[]): Promise<ImportOutcome<"librarySettings">> {
    return this.#runImport("librarySettings", { gameIds });
  }

  importOSCompatibilities(gameIds: readonly string[]): Promise<ImportOutcome<"osCompatibilities">> {
    return this.#runImport("osCompatibilities", { gameIds });
  }

  importLocalSizes(gameIds: readonly string[]): Promise<ImportOutcome<"localSizes">> {
    return this.#runImport("localSizes", { gameIds });
  }

  importUserPresences(userIds: readonly string[]): Promise<ImportOutcome<"userPresences">> {
    return this.#runImport("userPresences", { userIdList: userIds });
  }

  importSubscriptionGames(subscriptionNames: readonly string[]): Promise<ImportOutcome<"subscriptionGames">> {
    return this.#runImport("subscriptionGames", { subscriptionNames });
  }

  // Commands. Nothing is answered; each resolves when what needs no waiting is done.

  launchGame(gameId: string): Promise<void> {
    return this.#command("launchGame", { gameId });
  }

  installGame(gameId: string): Promise<void> {
    return this.#command("installGame", { gameId });
  }

  uninstallGame(gameId: string): Promise<void> {
    return this.#command("uninstallGame", { gameId });
  }

  launchPlatformClient(): Promise<void> {
    return this.#command("launchPlatformClient", {});
  }

  shutdownPlatformClient(): Promise<void> {
    return this.#command("shutdownPlatformClient", {});
  }

  // Chat and users, as an experiment

  importRooms(): Promise<readonly Room[]> {
    return this.#call(clientRequests.importRooms, {});
  }

  sendMessage(roomId: string, message: string): Promise<void> {
    return this.#call(clientRequests.sendMessage, { roomId, message });
  }

  markAsRead(roomId: string, lastMessageId: string): Promise<void> {
    return this.#call(clientRequests.markAsRead, { roomId, lastMessageId });
  }

  importRoomHistoryFromMessage(roomId: string, messageId: string): Promise<readonly Message[]> {
    return this.#call(clientRequests.importRoomHistoryFromMessage, { roomId, messageId });
  }

  importRoomHistoryFromTimestamp(roomId: string, fromTimestamp: number): Promise<readonly Message[]> {
    return this.#call(clientRequests.importRoomHistoryFromTimestamp, { roomId, fromTimestamp });
  }

  importUsers(userIds: readonly string[]): Promise<readonly UserProfile[]> {
    return this.#call(clientRequests.importUserInfos, { userIdList: userIds });
  }

  // Anything else

  /** Sends a request as it is, and returns its result as it came. */
  request(method: string, params: object = {}): Promise<unknown> {
    return this.parts.wire.request(method, params);
  }

  /** Sends a notification as it is. */
  notify(method: string, params: object = {}): Promise<void> {
    this.parts.wire.notifyRaw(method, params);
    return settle();
  }

  /** Sends text as it is, for what is no message at all. */
  send(text: string): Promise<void> {
    this.parts.transport.deliver(text);
    return settle();
  }

  ping(): Promise<void> {
    return this.#call(clientRequests.ping, {});
  }

  // What the integration has told

  /** Everything that was told under a name so far, the oldest first. */
  received<Name extends NotificationName>(name: Name): NotificationParams<Name>[] {
    const { method } = pluginNotifications[name];
    return this.notifications.filter((one) => one.method === method).map((one) => decodeParams(name, one.params));
  }

  /** The next that is told under a name: what this method has not returned yet, or else what comes within two seconds. */
  async nextNotification<Name extends NotificationName>(name: Name): Promise<NotificationParams<Name>> {
    const { method } = pluginNotifications[name];
    const position = this.#positions.get(name) ?? 0;
    this.#positions.set(name, position + 1);
    const fits = (): WireNotification | undefined =>
      this.notifications.filter((one) => one.method === method)[position];
    const { params } = fits() ?? (await this.#next(fits, method));
    return decodeParams(name, params);
  }

  /** What the integration has stored last. */
  get storedCredentials(): JsonObject | undefined {
    return this.received("storeCredentials").at(-1);
  }

  /** What the integration has pushed last, without the credentials that the framework adds. */
  get pushedCache(): JsonObject | undefined {
    const { credentials: _, ...rest } = this.received("pushCache").at(-1)?.data ?? {};
    return this.received("pushCache").length === 0 ? undefined : rest;
  }

  // The end

  /** The client asks the integration to end; resolves when it has answered. */
  async shutdown(): Promise<void> {
    const answered = this.#call(clientRequests.shutdown, {});
    await this.#ended();
    await answered;
  }

  /** The client hangs up; resolves when the integration has ended. Call it at the end of each test. */
  async close(): Promise<void> {
    this.parts.transport.hangUp();
    await this.#ended();
  }

  /** @internal */
  receive(notification: WireNotification): void {
    this.notifications.push(notification);
    for (const listener of [...this.#listeners]) listener(notification);
  }

  #call<Params extends object, Result>(call: RequestCall<Params, Result>, params: Params): Promise<Result> {
    return this.parts.wire.call(call, params);
  }

  #command(name: keyof typeof clientNotifications, params: object): Promise<void> {
    this.parts.wire.notify(clientNotifications[name], params);
    return settle();
  }

  async #runImport<Kind extends ImportKind>(kind: Kind, ids: object): Promise<ImportOutcome<Kind>> {
    const collector = new ImportCollector(kind);
    let finish = (_: ImportOutcome<Kind>): void => undefined;
    const outcome = new Promise<ImportOutcome<Kind>>((resolve) => {
      finish = resolve;
    });
    const listener = (notification: WireNotification): void => {
      const complete = collector.receive(notification);
      if (complete) finish(complete);
    };
    this.#listeners.add(listener);
    try {
      await this.#call(imports[kind].start, ids);
      return await Promise.race([
        outcome,
        this.parts.plugin.closed.then(() => Promise.reject(new Error("The integration has closed during the import."))),
      ]);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  #next(find: () => WireNotification | undefined, wanted: string): Promise<WireNotification> {
    return new Promise((resolve, reject) => {
      const listener = (): void => {
        const found = find();
        if (!found) return;
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(listener);
        const told = this.notifications.map((one) => one.method).join(", ") || "nothing";
        reject(new Error(`No ${wanted} came within ${PATIENCE_MS} ms. So far: ${told}.`));
      }, PATIENCE_MS);
      this.#listeners.add(listener);
    });
  }

  /** The 30 seconds of `@OnShutdown()` are those of the clock, which nobody else would move now. */
  async #ended(): Promise<void> {
    const closed = this.parts.plugin.closed.then(() => true);
    let over: boolean;
    do {
      over = await Promise.race([closed, this.clock.advance("1s").then(() => false)]);
    } while (!over);
  }
}
