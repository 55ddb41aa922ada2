import { count, id, object, optional, string, unixSeconds } from "../codec/index.js";

/** A conversation. */
export interface Room {
  readonly roomId: string;
  readonly unreadMessageCount: number;
  /** The last message that the user has read. */
  readonly lastMessageId?: string | undefined;
}

export const room = object<Room>("a Room", {
  roomId: id,
  unreadMessageCount: count,
  lastMessageId: optional(string),
});

/** A message in a conversation. */
export interface Message {
  readonly messageId: string;
  readonly senderId: string;
  /** Unix time in seconds. */
  readonly sentTime: number;
  readonly messageText: string;
}

export const message = object<Message>("a Message", {
  messageId: id,
  senderId: id,
  sentTime: unixSeconds,
  messageText: string,
});
