import type {
  Achievement,
  Game,
  GameTime,
  JsonObject,
  JsonValue,
  LocalGame,
  Message,
  UserInfo,
  UserPresence,
} from "@galaxy-kit/protocol";

/** What changed in a chat room. Leave out what did not. */
export interface ChatRoomUpdate {
  readonly unreadMessageCount?: number | undefined;
  readonly messages?: readonly Message[] | undefined;
}

/**
 * GALAXY, as the integration sees it: everything that an integration says without being asked. Inject it.
 *
 * GALAXY drops what is sent before the handshake; the log warns of it. A bad value is a `CodecError` that names the field,
 * and nothing is sent. These methods do not wait: messages are sent in the order of the calls.
 */
export abstract class GalaxyClient {
  /**
   * Makes GALAXY keep these credentials and pass them to `@Authenticate()` at the next start (`store_credentials`). They
   * stay on the user's computer. The same as `CredentialStore.save`.
   */
  abstract storeCredentials(credentials: object): void;

  /**
   * Tells that the user is no longer logged in (`authentication_lost`), for example because the platform has revoked a token.
   * What the client shows then is not documented; the library stays. The user connects again by a click.
   */
  abstract lostAuthentication(): void;

  /**
   * Asks GALAXY for fresh credentials (`refresh_credentials`), where the client itself manages the login of the platform.
   *
   * @param params whatever the platform's login needs
   * @returns what the client answers: the refreshed credentials
   * @throws the error that the client answers, such as `InvalidCredentials` or `NetworkError`
   */
  abstract refreshCredentials(params: JsonObject): Promise<JsonValue>;

  /** The user owns one more game (`owned_game_added`). The client then asks for its achievements and its game time. */
  abstract addGame(game: Game): void;

  /** The user no longer owns a game (`owned_game_removed`). */
  abstract removeGame(gameId: string): void;

  /** Something about an owned game has changed (`owned_game_updated`): its title, DLC or license. */
  abstract updateGame(game: Game): void;

  /** The user has just unlocked an achievement (`achievement_unlocked`). */
  abstract unlockAchievement(gameId: string, achievement: Achievement): void;

  /** A game was installed, uninstalled, started or ended (`local_game_status_changed`). The Play button follows it. */
  abstract updateLocalGameStatus(localGame: LocalGame): void;

  /** A game was played (`game_time_updated`). Minutes altogether, not since the last update. */
  abstract updateGameTime(gameTime: GameTime): void;

  /** The user has one more friend (`friend_added`). */
  abstract addFriend(friend: UserInfo): void;

  /** The user has one friend less (`friend_removed`). */
  abstract removeFriend(userId: string): void;

  /** Something about a friend has changed (`friend_updated`): the name, the avatar. */
  abstract updateFriend(friend: UserInfo): void;

  /** A friend came, went, or does something else (`user_presence_updated`). */
  abstract updateUserPresence(userId: string, presence: UserPresence): void;

  /**
   * Something happened in a chat room (`chat_room_updated`).
   *
   * @experimental removed from the Python API in 0.43; a client that does not know it ignores it
   */
  abstract updateChatRoom(roomId: string, update: ChatRoomUpdate): void;

  /**
   * Sends a notification that this framework does not know.
   *
   * @param method its name on the wire
   * @param params sent as they are
   */
  abstract notify(method: string, params?: JsonObject | null): void;
}
