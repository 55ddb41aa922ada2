import { count, id, json, type JsonObject, jsonObject, list, nothing, openParams, optional } from "../codec/index.js";
import {
  type Achievement,
  achievement,
  type Game,
  game,
  type GameTime,
  gameTime,
  type LocalGame,
  localGame,
  type Message,
  message,
  type UserInfo,
  userInfo,
  type UserPresence,
  userPresence,
} from "../models/index.js";
import { notification } from "./call.js";

/** Every notification that an integration sends, except those of an import: see {@link imports}. */
export const pluginNotifications = {
  /** The credentials are the parameters, without a name around them. */
  storeCredentials: notification("store_credentials", jsonObject),
  authenticationLost: notification("authentication_lost", nothing),
  /** Replaces everything that the client has stored, including the credentials. */
  pushCache: notification("push_cache", openParams<{ data: JsonObject }>({ data: jsonObject })),

  ownedGameAdded: notification("owned_game_added", openParams<{ ownedGame: Game }>({ ownedGame: game })),
  ownedGameRemoved: notification("owned_game_removed", openParams<{ gameId: string }>({ gameId: id })),
  ownedGameUpdated: notification("owned_game_updated", openParams<{ ownedGame: Game }>({ ownedGame: game })),
  achievementUnlocked: notification(
    "achievement_unlocked",
    openParams<{ gameId: string; achievement: Achievement }>({ gameId: id, achievement }),
  ),
  localGameStatusChanged: notification(
    "local_game_status_changed",
    openParams<{ localGame: LocalGame }>({ localGame }),
  ),
  gameTimeUpdated: notification("game_time_updated", openParams<{ gameTime: GameTime }>({ gameTime })),

  friendAdded: notification("friend_added", openParams<{ friendInfo: UserInfo }>({ friendInfo: userInfo })),
  friendRemoved: notification("friend_removed", openParams<{ userId: string }>({ userId: id })),
  friendUpdated: notification("friend_updated", openParams<{ friendInfo: UserInfo }>({ friendInfo: userInfo })),
  userPresenceUpdated: notification(
    "user_presence_updated",
    openParams<{ userId: string; presence: UserPresence }>({ userId: id, presence: userPresence }),
  ),

  chatRoomUpdated: notification(
    "chat_room_updated",
    openParams<{ roomId: string; unreadMessageCount?: number | undefined; messages?: readonly Message[] | undefined }>({
      roomId: id,
      unreadMessageCount: optional(count),
      messages: optional(list(message, "messageId")),
    }),
  ),
} as const;

/** Every request that an integration sends. */
export const pluginRequests = {
  /** Requests new credentials from the client. The author chooses the parameters; the result is the credentials. */
  refreshCredentials: { kind: "request", method: "refresh_credentials", params: jsonObject, result: json },
} as const;
