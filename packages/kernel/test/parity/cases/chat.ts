import { applicationErrors } from "@galaxy-kit/protocol";
import * as sdk from "@galaxy-kit/sdk";
import {
  MarkAsRead,
  PresenceState,
  RoomHistoryFromMessage,
  RoomHistoryFromTimestamp,
  Rooms,
  Rpc,
  SendMessage,
  UnknownError,
  Users,
} from "@galaxy-kit/sdk";
import { type Case, errorJson, expectCall, integration, method } from "./case.js";

/** Errors of individual calls, in addition to those of all calls. */
const GENERAL = [
  "UnknownError",
  "AuthenticationRequired",
  "BackendNotAvailable",
  "BackendTimeout",
  "BackendError",
] as const;

const CALLS = [
  {
    call: "send_message",
    decorator: SendMessage,
    params: '{"room_id":"15","message":"Bye"}',
    own: ["TooManyMessagesSent"],
  },
  {
    call: "mark_as_read",
    decorator: MarkAsRead,
    params: '{"room_id":"18","last_message_id":"7"}',
    own: ["IncoherentLastMessage"],
  },
  { call: "import_rooms", decorator: Rooms, params: "{}", own: [] },
  {
    call: "import_room_history_from_message",
    decorator: RoomHistoryFromMessage,
    params: '{"room_id":"33","message_id":"88"}',
    own: ["MessageNotFound"],
  },
  {
    call: "import_room_history_from_timestamp",
    decorator: RoomHistoryFromTimestamp,
    params: '{"room_id":"10","from_timestamp":1549454800}',
    own: [],
  },
] as const;

/** Chat and users, which the Python API dropped in 0.43. */
export const chatCases: readonly Case[] = [
  {
    name: "a message is sent",
    plugin: integration(
      method(SendMessage(), (roomId, message) => {
        expectCall([roomId, message], ["14", "Hello!"]);
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"send_message","params":{"room_id":"14","message":"Hello!"}}
      < {"jsonrpc":"2.0","id":"3","result":null}`,
  },
  {
    name: "a room is marked as read",
    plugin: integration(
      method(MarkAsRead(), (roomId, lastMessageId) => {
        expectCall([roomId, lastMessageId], ["14", "67"]);
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"7","method":"mark_as_read","params":{"room_id":"14","last_message_id":"67"}}
      < {"jsonrpc":"2.0","id":"7","result":null}`,
  },
  {
    name: "rooms without a last message omit it",
    plugin: integration(
      method(Rooms(), () => [
        { roomId: "13", unreadMessageCount: 0 },
        { roomId: "15", unreadMessageCount: 34, lastMessageId: "8" },
      ]),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"2","method":"import_rooms"}
      < {"jsonrpc":"2.0","id":"2","result":{"rooms":[{"room_id":"13","unread_message_count":0},{"room_id":"15","unread_message_count":34,"last_message_id":"8"}]}}`,
  },
  {
    name: "a room's history starting at a message",
    plugin: integration(
      method(RoomHistoryFromMessage(), (roomId, messageId) => {
        expectCall([roomId, messageId], ["34", "66"]);
        return [
          { messageId: "13", senderId: "149", sentTime: 1549454837, messageText: "Hello" },
          { messageId: "14", senderId: "812", sentTime: 1549454899, messageText: "Hi" },
        ];
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"2","method":"import_room_history_from_message","params":{"room_id":"34","message_id":"66"}}
      < {"jsonrpc":"2.0","id":"2","result":{"messages":[{"message_id":"13","sender_id":"149","sent_time":1549454837,"message_text":"Hello"},{"message_id":"14","sender_id":"812","sent_time":1549454899,"message_text":"Hi"}]}}`,
  },
  {
    name: "a room's history starting at a timestamp",
    plugin: integration(
      method(RoomHistoryFromTimestamp(), (roomId, from) => {
        expectCall([roomId, from], ["12", 1549454835]);
        return [{ messageId: "12", senderId: "155", sentTime: 1549454836, messageText: "Bye" }];
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"7","method":"import_room_history_from_timestamp","params":{"room_id":"12","from_timestamp":1549454835}}
      < {"jsonrpc":"2.0","id":"7","result":{"messages":[{"message_id":"12","sender_id":"155","sent_time":1549454836,"message_text":"Bye"}]}}`,
  },
  ...CALLS.flatMap(({ call, decorator, params, own }) =>
    [...GENERAL, ...own].map((name) => ({
      name: `${call} can fail with ${name} (in its first version: -32003 "Custom error")`,
      plugin: integration(
        method(decorator(), () => {
          throw new sdk[name]();
        }),
      ),
      dialogue: `
      > {"jsonrpc":"2.0","id":"6","method":"${call}","params":${params}}
      < {"jsonrpc":"2.0","id":"6","error":${errorJson(applicationErrors[name].code, applicationErrors[name].message, name)}}`,
    })),
  ),
  {
    name: "a room has changed",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateChatRoom("14", {
          unreadMessageCount: 15,
          messages: [{ messageId: "10", senderId: "898", sentTime: 1549454832, messageText: "Hi" }],
        });
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"chat_room_updated","params":{"room_id":"14","unread_message_count":15,"messages":[{"message_id":"10","sender_id":"898","sent_time":1549454832,"message_text":"Hi"}]}}`,
  },
  {
    name: "users are imported",
    plugin: integration(
      method(Users(), (userIds) => {
        expectCall([userIds], [["13"]]);
        return [
          {
            userId: "5",
            isFriend: false,
            userName: "Ula",
            avatarUrl: "http://avatar.png",
            presence: { presenceState: PresenceState.Offline },
          },
        ];
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"8","method":"import_user_infos","params":{"user_id_list":["13"]}}
      < {"jsonrpc":"2.0","id":"8","result":{"user_info_list":[{"user_id":"5","is_friend":false,"user_name":"Ula","avatar_url":"http://avatar.png","presence":{"presence_state":"offline"}}]}}`,
  },
  {
    name: "users can fail",
    plugin: integration(
      method(Users(), () => {
        throw new UnknownError();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"12","method":"import_user_infos","params":{"user_id_list":["10","11","12"]}}
      < {"jsonrpc":"2.0","id":"12","error":${errorJson(0, "Unknown error", "UnknownError")}}`,
  },
];
