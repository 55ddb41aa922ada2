import type { Message, Room, UserProfile } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

// Chat and ImportUsers were removed from the Python API in 0.43 (July 2019), but its documentation still lists them.
// They are experimental: a client that never calls them is not affected.

/** @param signal - aborted when the integration closes */
export type RoomsHandler = (signal: AbortSignal) => Awaitable<readonly Room[]>;

/** @param signal - aborted when the integration closes */
export type SendMessageHandler = (roomId: string, message: string, signal: AbortSignal) => Awaitable<void>;

/** @param signal - aborted when the integration closes */
export type MarkAsReadHandler = (roomId: string, lastMessageId: string, signal: AbortSignal) => Awaitable<void>;

/** @param signal - aborted when the integration closes */
export type RoomHistoryFromMessageHandler = (
  roomId: string,
  messageId: string,
  signal: AbortSignal,
) => Awaitable<readonly Message[]>;

/**
 * @param fromTimestamp - Unix time in seconds
 * @param signal - aborted when the integration closes
 */
export type RoomHistoryFromTimestampHandler = (
  roomId: string,
  fromTimestamp: number,
  signal: AbortSignal,
) => Awaitable<readonly Message[]>;

/** @param signal - aborted when the integration closes */
export type UsersHandler = (userIds: string[], signal: AbortSignal) => Awaitable<readonly UserProfile[]>;

/**
 * Provides the user's chat rooms. Called for `import_rooms`.
 *
 * The feature `Chat` is announced only if the integration has all five chat decorators. Errors of chat handlers are sent to
 * the client; how it shows them is unknown.
 *
 * @experimental
 */
export function Rooms(): HandlerDecorator<RoomsHandler> {
  return handlerDecorator("@Rooms()", { role: "handler", call: "importRooms" });
}

/**
 * Sends a message to a room. Called for `send_message`.
 *
 * Throw `TooManyMessagesSent` if the platform limits the rate.
 *
 * @experimental
 */
export function SendMessage(): HandlerDecorator<SendMessageHandler> {
  return handlerDecorator("@SendMessage()", { role: "handler", call: "sendMessage" });
}

/**
 * Marks a room as read up to a message. Called for `mark_as_read`.
 *
 * Throw `IncoherentLastMessage` if the platform has another last message, or `MessageNotFound` if it does not know this one.
 *
 * @experimental
 */
export function MarkAsRead(): HandlerDecorator<MarkAsReadHandler> {
  return handlerDecorator("@MarkAsRead()", { role: "handler", call: "markAsRead" });
}

/**
 * Provides the messages of a room, starting at a message. Called for `import_room_history_from_message`.
 *
 * @experimental
 */
export function RoomHistoryFromMessage(): HandlerDecorator<RoomHistoryFromMessageHandler> {
  return handlerDecorator("@RoomHistoryFromMessage()", { role: "handler", call: "importRoomHistoryFromMessage" });
}

/**
 * Provides the messages of a room since a point in time. Called for `import_room_history_from_timestamp`.
 *
 * @experimental
 */
export function RoomHistoryFromTimestamp(): HandlerDecorator<RoomHistoryFromTimestampHandler> {
  return handlerDecorator("@RoomHistoryFromTimestamp()", { role: "handler", call: "importRoomHistoryFromTimestamp" });
}

/**
 * Provides the profiles of users: friends and, with `isFriend: false`, recommended friends. Called for `import_user_infos`.
 * Announces the feature `ImportUsers`.
 *
 * @experimental
 */
export function Users(): HandlerDecorator<UsersHandler> {
  return handlerDecorator("@Users()", { role: "handler", call: "importUserInfos" });
}
