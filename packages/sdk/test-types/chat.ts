import {
  MarkAsRead,
  type Message,
  type Room,
  RoomHistoryFromMessage,
  RoomHistoryFromTimestamp,
  Rooms,
  SendMessage,
  type UserProfile,
  Users,
} from "../src/index.js";
import { friends, messages, profiles, rooms, type Without } from "./models.js";

declare const countlessRooms: Without<Room, "unreadMessageCount">[];
declare const anonymousMessages: Without<Message, "senderId">[];
declare const presenceless: Without<UserProfile, "presence">[];

export class RightRooms {
  @Rooms()
  sync() {
    return rooms;
  }

  @Rooms()
  protected async asynchronous(signal: AbortSignal): Promise<readonly Room[]> {
    signal.throwIfAborted();
    return rooms;
  }
}

export class WrongRooms {
  // wrong element type
  // @ts-expect-error a message is no room
  @Rooms()
  async wrongElement() {
    return messages;
  }

  // missing field
  // @ts-expect-error unreadMessageCount is missing
  @Rooms()
  async missingField() {
    return countlessRooms;
  }

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @Rooms()
  async wrongParameter(_roomId: string) {
    return rooms;
  }

  // forgotten call
  // @ts-expect-error write @Rooms()
  @Rooms
  uncalled() {
    return rooms;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Rooms()
  arrow = () => rooms;

  // static method
  // @ts-expect-error goes on a method of instances
  @Rooms()
  static onClass() {
    return rooms;
  }

  // getter
  // @ts-expect-error goes on a method
  @Rooms()
  get current() {
    return rooms;
  }
}

export class RightSendMessage {
  @SendMessage()
  sync(_roomId: string, _message: string) {}

  @SendMessage()
  protected async asynchronous(_roomId: string, _message: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
  }
}

export class WrongSendMessage {
  // wrong parameter type
  // @ts-expect-error a message is sent as its text
  @SendMessage()
  async wrongParameter(_roomId: string, _message: Message) {}

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @SendMessage()
  async extra(_roomId: string, _message: string, _signal: AbortSignal, _more: string) {}

  // signal too early
  // @ts-expect-error the signal comes third
  @SendMessage()
  async signalSecond(_roomId: string, _signal: AbortSignal) {}

  // a result
  // @ts-expect-error nothing is answered
  @SendMessage()
  async result() {
    return messages;
  }

  // forgotten call
  // @ts-expect-error write @SendMessage()
  @SendMessage
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @SendMessage()
  arrow = async () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @SendMessage()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @SendMessage()
  get current() {
    return 1;
  }
}

export class RightMarkAsRead {
  @MarkAsRead()
  sync(_roomId: string, _lastMessageId: string) {}

  @MarkAsRead()
  private async asynchronous(_roomId: string, _lastMessageId: string, _signal: AbortSignal) {}

  uses(signal: AbortSignal) {
    return this.asynchronous("1", "2", signal);
  }
}

export class WrongMarkAsRead {
  // wrong parameter type
  // @ts-expect-error a message's id is a string
  @MarkAsRead()
  async wrongParameter(_roomId: string, _lastMessageId: number) {}

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @MarkAsRead()
  async extra(_roomId: string, _lastMessageId: string, _signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nothing is answered
  @MarkAsRead()
  async result() {
    return true;
  }

  // forgotten call
  // @ts-expect-error write @MarkAsRead()
  @MarkAsRead
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @MarkAsRead()
  arrow = async () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @MarkAsRead()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @MarkAsRead()
  get current() {
    return 1;
  }
}

export class RightHistory {
  @RoomHistoryFromMessage()
  sync(_roomId: string, _messageId: string) {
    return messages;
  }

  @RoomHistoryFromMessage()
  protected async asynchronous(_roomId: string, _messageId: string, signal: AbortSignal): Promise<readonly Message[]> {
    signal.throwIfAborted();
    return messages;
  }

  @RoomHistoryFromTimestamp()
  since(_roomId: string, fromTimestamp: number) {
    return messages.filter((message) => message.sentTime >= fromTimestamp);
  }

  @RoomHistoryFromTimestamp()
  async sinceLater(_roomId: string, _fromTimestamp: number, signal: AbortSignal): Promise<readonly Message[]> {
    signal.throwIfAborted();
    return messages;
  }
}

export class WrongRoomHistoryFromMessage {
  // wrong element type
  // @ts-expect-error a room is no message
  @RoomHistoryFromMessage()
  async wrongElement() {
    return rooms;
  }

  // missing field
  // @ts-expect-error senderId is missing
  @RoomHistoryFromMessage()
  async missingField() {
    return anonymousMessages;
  }

  // wrong parameter type
  // @ts-expect-error that is @RoomHistoryFromTimestamp()
  @RoomHistoryFromMessage()
  async wrongParameter(_roomId: string, _fromTimestamp: number) {
    return messages;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @RoomHistoryFromMessage()
  async extra(_roomId: string, _messageId: string, _signal: AbortSignal, _limit: number) {
    return messages;
  }

  // forgotten call
  // @ts-expect-error write @RoomHistoryFromMessage()
  @RoomHistoryFromMessage
  uncalled() {
    return messages;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @RoomHistoryFromMessage()
  arrow = () => messages;

  // static method
  // @ts-expect-error goes on a method of instances
  @RoomHistoryFromMessage()
  static onClass() {
    return messages;
  }

  // getter
  // @ts-expect-error goes on a method
  @RoomHistoryFromMessage()
  get current() {
    return messages;
  }
}

export class WrongRoomHistoryFromTimestamp {
  // wrong element type
  // @ts-expect-error texts are no messages
  @RoomHistoryFromTimestamp()
  async wrongElement() {
    return messages.map((message) => message.messageText);
  }

  // missing field
  // @ts-expect-error senderId is missing
  @RoomHistoryFromTimestamp()
  async missingField() {
    return anonymousMessages;
  }

  // wrong parameter type
  // @ts-expect-error seconds, not a Date
  @RoomHistoryFromTimestamp()
  async date(_roomId: string, _from: Date) {
    return messages;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @RoomHistoryFromTimestamp()
  async extra(_roomId: string, _from: number, _signal: AbortSignal, _limit: number) {
    return messages;
  }

  // forgotten call
  // @ts-expect-error write @RoomHistoryFromTimestamp()
  @RoomHistoryFromTimestamp
  uncalled() {
    return messages;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @RoomHistoryFromTimestamp()
  arrow = () => messages;

  // static method
  // @ts-expect-error goes on a method of instances
  @RoomHistoryFromTimestamp()
  static onClass() {
    return messages;
  }

  // getter
  // @ts-expect-error goes on a method
  @RoomHistoryFromTimestamp()
  get current() {
    return messages;
  }
}

export class RightUsers {
  @Users()
  sync(userIds: string[]) {
    return profiles.filter((profile) => userIds.includes(profile.userId));
  }

  @Users()
  async readonlyIds(userIds: readonly string[], signal: AbortSignal): Promise<readonly UserProfile[]> {
    signal.throwIfAborted();
    return userIds.length === 0 ? [] : profiles;
  }

  @Users()
  protected all() {
    return profiles;
  }
}

export class WrongUsers {
  // wrong element type
  // @ts-expect-error a friend of @Friends() has no presence
  @Users()
  async wrongElement() {
    return friends;
  }

  // missing field
  // @ts-expect-error presence is missing
  @Users()
  async missingField() {
    return presenceless;
  }

  // one by one
  // @ts-expect-error all ids come at once
  @Users()
  async single(_userId: string) {
    return profiles;
  }

  // extra parameter
  // @ts-expect-error there is no third argument
  @Users()
  async extra(_userIds: string[], _signal: AbortSignal, _more: string) {
    return profiles;
  }

  // a Map
  // @ts-expect-error a list is needed
  @Users()
  async map(userIds: string[]) {
    return new Map(userIds.map((id) => [id, profiles] as const));
  }

  // forgotten call
  // @ts-expect-error write @Users()
  @Users
  uncalled() {
    return profiles;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Users()
  arrow = () => profiles;

  // static method
  // @ts-expect-error goes on a method of instances
  @Users()
  static onClass() {
    return profiles;
  }

  // getter
  // @ts-expect-error goes on a method
  @Users()
  get current() {
    return profiles;
  }
}
