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
} from "../../src/index.js";
import { decorate, friends, messages, profiles, rooms, type Without } from "./support.js";

declare const countlessRooms: Without<Room, "unreadMessageCount">[];
declare const anonymousMessages: Without<Message, "senderId">[];
declare const presenceless: Without<UserProfile, "presence">[];

decorate(Rooms(), () => rooms);
decorate(Rooms(), async (_signal: AbortSignal): Promise<readonly Room[]> => rooms);
// @ts-expect-error a message is not a room
decorate(Rooms(), async () => messages);
// @ts-expect-error unreadMessageCount is missing
decorate(Rooms(), async () => countlessRooms);
// @ts-expect-error the only argument is the signal
decorate(Rooms(), async (_roomId: string) => rooms);

decorate(SendMessage(), (_roomId: string, _message: string) => {});
decorate(SendMessage(), async (_roomId: string, _message: string, _signal: AbortSignal) => {});
// @ts-expect-error a message is sent as its text
decorate(SendMessage(), async (_roomId: string, _message: Message) => {});
// @ts-expect-error the signal comes third
decorate(SendMessage(), async (_roomId: string, _signal: AbortSignal) => {});
// @ts-expect-error there is no response
decorate(SendMessage(), async () => messages);

decorate(MarkAsRead(), (_roomId: string, _lastMessageId: string) => {});
decorate(MarkAsRead(), async (_roomId: string, _lastMessageId: string, _signal: AbortSignal) => {});
// @ts-expect-error the id of a message is a string
decorate(MarkAsRead(), async (_roomId: string, _lastMessageId: number) => {});
// @ts-expect-error there is no response
decorate(MarkAsRead(), async () => true);

decorate(RoomHistoryFromMessage(), (_roomId: string, _messageId: string) => messages);
decorate(RoomHistoryFromMessage(), async (_room: string, _id: string, _signal: AbortSignal) => messages);
// @ts-expect-error a room is not a message
decorate(RoomHistoryFromMessage(), async () => rooms);
// @ts-expect-error senderId is missing
decorate(RoomHistoryFromMessage(), async () => anonymousMessages);
// @ts-expect-error use @RoomHistoryFromTimestamp()
decorate(RoomHistoryFromMessage(), async (_roomId: string, _from: number) => messages);

decorate(RoomHistoryFromTimestamp(), (_roomId: string, _fromTimestamp: number) => messages);
decorate(RoomHistoryFromTimestamp(), async (_room: string, _from: number, _s: AbortSignal) => messages);
const texts = messages.map((message) => message.messageText);
// @ts-expect-error texts are not messages
decorate(RoomHistoryFromTimestamp(), async () => texts);
// @ts-expect-error senderId is missing
decorate(RoomHistoryFromTimestamp(), async () => anonymousMessages);
// @ts-expect-error seconds, not a Date
decorate(RoomHistoryFromTimestamp(), async (_roomId: string, _from: Date) => messages);

decorate(Users(), (userIds: string[]) => profiles.filter(({ userId }) => userIds.includes(userId)));
decorate(Users(), async (_userIds: readonly string[], _signal: AbortSignal) => profiles);
// @ts-expect-error a friend of @Friends() has no presence
decorate(Users(), async () => friends);
// @ts-expect-error presence is missing
decorate(Users(), async () => presenceless);
// @ts-expect-error all ids come at once
decorate(Users(), async (_userId: string) => profiles);
// @ts-expect-error a list is needed
decorate(Users(), (userIds: string[]) => new Map(userIds.map((id) => [id, profiles] as const)));
