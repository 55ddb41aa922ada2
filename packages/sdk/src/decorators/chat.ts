import type { Message, Room, UserProfile } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

// Chat and ImportUsers were removed from the Python API in 0.43 (July 2019), while its documentation still promises them.
// They are offered as an experiment: a client that does not call them loses nothing.

/** @param signal fires when the integration closes */
export type RoomsHandler = (signal: AbortSignal) => Awaitable<readonly Room[]>;

/** @param signal fires when the integration closes */
export type SendMessageHandler = (roomId: string, message: string, signal: AbortSignal) => Awaitable<void>;

/** @param signal fires when the integration closes */
export type MarkAsReadHandler = (roomId: string, lastMessageId: string, signal: AbortSignal) => Awaitable<void>;

/** @param signal fires when the integration closes */
export type RoomHistoryFromMessageHandler = (
  roomId: string,
  messageId: string,
  signal: AbortSignal,
) => Awaitable<readonly Message[]>;

/**
 * @param fromTimestamp unix seconds
 * @param signal fires when the integration closes
 */
export type RoomHistoryFromTimestampHandler = (
  roomId: string,
  fromTimestamp: number,
  signal: AbortSignal,
) => Awaitable<readonly Message[]>;

/** @param signal fires when the integration closes */
export type UsersHandler = (userIds: string[], signal: AbortSignal) => Awaitable<readonly UserProfile[]>;

/**
 * Returns the user's chat rooms (`import_rooms`). The feature `Chat` is announced when all five chat decorators are there.
 * An error is answered as it is, like that of every chat decorator; what a client shows for it is not known.
 *
 * @experimental
 */
export function Rooms(): HandlerDecorator<RoomsHandler> {
  return handlerDecorator("@Rooms()", { role: "handler", call: "importRooms" });
}

/**
 * Sends a message to a room (`send_message`). Throw `TooManyMessagesSent` when the platform refuses.
 *
 * @experimental
 */
export function SendMessage(): HandlerDecorator<SendMessageHandler> {
  return handlerDecorator("@SendMessage()", { role: "handler", call: "sendMessage" });
}

/**
 * Marks a room as read up to a message (`mark_as_read`). Throw `IncoherentLastMessage` or `MessageNotFound` when the
 * platform does not agree.
 *
 * @experimental
 */
export function MarkAsRead(): HandlerDecorator<MarkAsReadHandler> {
  return handlerDecorator("@MarkAsRead()", { role: "handler", call: "markAsRead" });
}

/**
 * Returns the messages of a room from a message on (`import_room_history_from_message`).
 *
 * @experimental
 */
export function RoomHistoryFromMessage(): HandlerDecorator<RoomHistoryFromMessageHandler> {
  return handlerDecorator("@RoomHistoryFromMessage()", { role: "handler", call: "importRoomHistoryFromMessage" });
}

/**
 * Returns the messages of a room from a moment on (`import_room_history_from_timestamp`).
 *
 * @experimental
 */
export function RoomHistoryFromTimestamp(): HandlerDecorator<RoomHistoryFromTimestampHandler> {
  return handlerDecorator("@RoomHistoryFromTimestamp()", { role: "handler", call: "importRoomHistoryFromTimestamp" });
}

/**
 * Returns who these users are (`import_user_infos`): friends, and with `isFriend: false` the people that the platform
 * recommends as friends. Announces `ImportUsers`.
 *
 * @experimental
 */
export function Users(): HandlerDecorator<UsersHandler> {
  return handlerDecorator("@Users()", { role: "handler", call: "importUserInfos" });
}
