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

/** A change in a chat room. Omit fields that did not change. */
export interface ChatRoomUpdate {
  readonly unreadMessageCount?: number | undefined;
  readonly messages?: readonly Message[] | undefined;
}

/**
 * Sends everything that the integration reports to GALAXY without being asked. Inject it.
 *
 * The methods do not wait; messages are sent in the order of the calls. An invalid value throws a `CodecError` that
 * names the field, and nothing is sent. The client ignores notifications that arrive before the handshake (seen in logs of
 * the real client). What it does with those that arrive after the handshake and before the login is unknown, except for
 * credentials. The log warns about both.
 */
export abstract class GalaxyClient {
  /**
   * Stores credentials (`store_credentials`); the client passes them to `@Authenticate()` at the next startup. They stay on
   * the user's computer. Named after the Python API; `CredentialStore.save` does the same for a service that also reads them.
   *
   * @throws `CodecError` if they cannot be represented as a JSON object
   */
  abstract storeCredentials(credentials: object): void;

  /**
   * Reports that the user is no longer logged in (`authentication_lost`), for example because the platform revoked a token.
   * The library stays, and the user can connect again; how the client shows it is not documented. It is sent once; until
   * the user is back, sources and every `@Every()` that waits for the login pause. Named after the Python API.
   */
  abstract lostAuthentication(): void;

  /**
   * Requests fresh credentials from the client (`refresh_credentials`), for a platform whose login the client itself manages.
   *
   * @param params - whatever the login of the platform needs
   * @returns the refreshed credentials
   * @throws the error that the client responds with, such as `InvalidCredentials` or `NetworkError`
   * @throws {@link NotReadyError} before the handshake
   */
  abstract refreshCredentials(params: JsonObject): Promise<JsonValue>;

  /**
   * Reports a new game in the user's library (`owned_game_added`). The client then requests its achievements and its game
   * time (seen in logs of the real client).
   *
   * @throws `CodecError` if the game is not valid
   */
  abstract addGame(game: Game): void;

  /**
   * Reports that the user no longer owns a game (`owned_game_removed`).
   *
   * @throws `CodecError` if the id is not a string
   */
  abstract removeGame(gameId: string): void;

  /**
   * Reports a change of an owned game (`owned_game_updated`): its title, DLC or license.
   *
   * @throws `CodecError` if the game is not valid
   */
  abstract updateGame(game: Game): void;

  /**
   * Reports that the user has just unlocked an achievement (`achievement_unlocked`).
   *
   * @throws `CodecError` if the achievement is not valid
   */
  abstract unlockAchievement(gameId: string, achievement: Achievement): void;

  /**
   * Reports that a game was installed or uninstalled, or that it started or exited (`local_game_status_changed`). The Play
   * button follows it.
   *
   * @throws `CodecError` if the state is not valid
   */
  abstract updateLocalGameStatus(localGame: LocalGame): void;

  /**
   * Reports a new play time (`game_time_updated`): the total in minutes, not the time since the last update.
   *
   * @throws `CodecError` if the game time is not valid
   */
  abstract updateGameTime(gameTime: GameTime): void;

  /**
   * Reports a new friend (`friend_added`).
   *
   * @throws `CodecError` if the friend is not valid
   */
  abstract addFriend(friend: UserInfo): void;

  /**
   * Reports that the user removed a friend (`friend_removed`).
   *
   * @throws `CodecError` if the id is not a string
   */
  abstract removeFriend(userId: string): void;

  /**
   * Reports a change of a friend (`friend_updated`): the name or the avatar.
   *
   * @throws `CodecError` if the friend is not valid
   */
  abstract updateFriend(friend: UserInfo): void;

  /**
   * Reports that a friend came online, went offline, or is doing something else (`user_presence_updated`).
   *
   * @throws `CodecError` if the presence is not valid
   */
  abstract updateUserPresence(userId: string, presence: UserPresence): void;

  /**
   * Reports a change in a chat room (`chat_room_updated`).
   *
   * @throws `CodecError` if the update is not valid
   * @experimental Removed from the Python API in 0.43; a client that does not support it ignores it.
   */
  abstract updateChatRoom(roomId: string, update: ChatRoomUpdate): void;

  /**
   * Sends a notification that this framework does not support.
   *
   * @param method - the name of the method on the wire
   * @param params - sent without conversion
   * @throws `TypeError` if the method is not a string
   * @throws `CodecError` if the parameters cannot be represented as JSON
   */
  abstract notify(method: string, params?: JsonObject | null): void;
}
