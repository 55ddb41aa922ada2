import {
  type Achievement,
  describe,
  Findings,
  type Game,
  type GameTime,
  type JsonObject,
  type JsonValue,
  type LocalGame,
  type NotificationCall,
  pluginNotifications as wire,
  pluginRequests,
  type UserInfo,
  type UserPresence,
} from "@galaxy-kit/protocol";
import { type ChatRoomUpdate, GalaxyClient, type Secrets } from "@galaxy-kit/sdk";
import { type Amend, validOf } from "../imports/import-messages.js";
import type { LoginState } from "../lifecycle/login-state.js";
import type { Notifier } from "../rpc/notifier.js";
import type { OutgoingRequests } from "../rpc/outgoing-requests.js";
import { toPlainObject } from "../rpc/plain-json.js";
import type { KernelCredentialStore } from "./credential-store.js";

/** Hears what the author's code tells the client. */
export interface AuthorListener {
  /** Called when it has been sent. */
  heard(method: string, params: object): void;
  /** Called once for each loss. */
  authenticationLost(): void;
}

/** The {@link GalaxyClient} of one run. */
export class KernelGalaxyClient extends GalaxyClient {
  listener: AuthorListener | undefined;
  /** Completes a game time that a service reports, as that of an import. */
  completeGameTime: Amend | undefined;

  constructor(
    private readonly notifier: Notifier,
    private readonly outgoing: OutgoingRequests,
    private readonly credentials: KernelCredentialStore,
    private readonly secrets: Secrets,
    private readonly login: LoginState,
  ) {
    super();
  }

  override storeCredentials(credentials: object): void {
    this.credentials.send(credentials);
  }

  override lostAuthentication(): void {
    if (this.login.isLost) return;
    this.login.lose();
    this.listener?.authenticationLost();
    this.notifier.send(wire.authenticationLost, undefined);
  }

  override async refreshCredentials(params: JsonObject): Promise<JsonValue> {
    const refreshed = await this.outgoing.request(
      pluginRequests.refreshCredentials.method,
      toPlainObject(params, "params"),
    );
    this.secrets.add(refreshed);
    return refreshed;
  }

  override addGame(ownedGame: Game): void {
    this.#report(wire.ownedGameAdded, { ownedGame });
  }

  override removeGame(gameId: string): void {
    this.#report(wire.ownedGameRemoved, { gameId });
  }

  override updateGame(ownedGame: Game): void {
    this.#report(wire.ownedGameUpdated, { ownedGame });
  }

  override unlockAchievement(gameId: string, achievement: Achievement): void {
    this.#report(wire.achievementUnlocked, { gameId, achievement });
  }

  override updateLocalGameStatus(localGame: LocalGame): void {
    this.#report(wire.localGameStatusChanged, { localGame });
  }

  override updateGameTime(gameTime: GameTime): void {
    this.#report(wire.gameTimeUpdated, { gameTime: this.#completed(gameTime) });
  }

  override addFriend(friendInfo: UserInfo): void {
    this.#report(wire.friendAdded, { friendInfo });
  }

  override removeFriend(userId: string): void {
    this.#report(wire.friendRemoved, { userId });
  }

  override updateFriend(friendInfo: UserInfo): void {
    this.#report(wire.friendUpdated, { friendInfo });
  }

  override updateUserPresence(userId: string, presence: UserPresence): void {
    this.#report(wire.userPresenceUpdated, { userId, presence });
  }

  override updateChatRoom(roomId: string, update: ChatRoomUpdate): void {
    // By name, since a spread has nothing that a class computes; it keeps misspelled members, which are reported.
    const { unreadMessageCount, messages } = update;
    this.notifier.send(wire.chatRoomUpdated, { ...update, unreadMessageCount, messages, roomId });
  }

  override notify(method: string, params: JsonObject | null = null): void {
    if (typeof method !== "string")
      throw new TypeError(
        `GalaxyClient.notify() needs the name of a method, but found ${describe(method)}: call galaxy.notify("name", { … }).`,
      );
    this.notifier.sendRaw(method, params === null ? null : toPlainObject(params, "params"));
  }

  #completed(given: GameTime): GameTime {
    if (!this.completeGameTime) return given;
    const { gameTime } = validOf(wire.gameTimeUpdated.params, { gameTime: given }, new Findings());
    return this.completeGameTime(gameTime.gameId, { value: gameTime }) as GameTime;
  }

  #report<Params extends object>(call: NotificationCall<Params>, params: Params): void {
    this.notifier.send(call, params);
    this.listener?.heard(call.method, params);
  }
}
