import {
  Friends,
  LicenseType,
  LocalGames,
  LocalGameState,
  MarkAsRead,
  OwnedGames,
  PresenceState,
  RoomHistoryFromMessage,
  RoomHistoryFromTimestamp,
  Rooms,
  SendMessage,
  SubscriptionDiscovery,
  Subscriptions,
  Users,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { author, Login, type Methods, pluginOf } from "../support/author.js";
import { response, startRig } from "../support/rig.js";

type Decorator = Methods[string][0];

interface Row {
  readonly method: string;
  readonly decorator: Decorator;
  readonly params?: object;
  /** The handler's arguments before the signal. */
  readonly args?: readonly unknown[];
  readonly returns: unknown;
  readonly result: unknown;
}

const rows: readonly Row[] = [
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: [
      {
        gameId: "1",
        gameTitle: "Tide",
        dlcs: [{ dlcId: "1-a", dlcTitle: "Ebb", licenseInfo: { licenseType: LicenseType.FreeToPlay } }],
        licenseInfo: { licenseType: LicenseType.OtherUserLicense, owner: "Grace" },
      },
      {
        gameId: "2",
        gameTitle: "Zoë ✓",
        dlcs: undefined,
        licenseInfo: { licenseType: LicenseType.SinglePurchase, owner: undefined },
      },
      { gameId: "3", gameTitle: "", dlcs: [], licenseInfo: { licenseType: LicenseType.Unknown } },
    ],
    result: {
      owned_games: [
        {
          game_id: "1",
          game_title: "Tide",
          dlcs: [{ dlc_id: "1-a", dlc_title: "Ebb", license_info: { license_type: "FreeToPlay" } }],
          license_info: { license_type: "OtherUserLicense", owner: "Grace" },
        },
        { game_id: "2", game_title: "Zoë ✓", license_info: { license_type: "SinglePurchase" } },
        { game_id: "3", game_title: "", dlcs: [], license_info: { license_type: "Unknown" } },
      ],
    },
  },
  {
    method: "import_local_games",
    decorator: LocalGames(),
    returns: [
      { gameId: "1", localGameState: LocalGameState.None },
      { gameId: "2", localGameState: LocalGameState.Installed },
      { gameId: "3", localGameState: LocalGameState.Installed | LocalGameState.Running },
    ],
    result: {
      local_games: [
        { game_id: "1", local_game_state: 0 },
        { game_id: "2", local_game_state: 1 },
        { game_id: "3", local_game_state: 3 },
      ],
    },
  },
  {
    method: "import_friends",
    decorator: Friends(),
    returns: [
      { userId: "7", userName: "Grace", avatarUrl: "https://a/7.png", profileUrl: "https://p/7" },
      { userId: "8", userName: "Alan" },
    ],
    result: {
      friend_info_list: [
        { user_id: "7", user_name: "Grace", avatar_url: "https://a/7.png", profile_url: "https://p/7" },
        { user_id: "8", user_name: "Alan" },
      ],
    },
  },
  {
    method: "import_subscriptions",
    decorator: Subscriptions(),
    returns: [
      { subscriptionName: "Pass" },
      {
        subscriptionName: "Plus",
        owned: true,
        endTime: 1_700_000_000,
        subscriptionDiscovery: SubscriptionDiscovery.Automatic,
      },
      { subscriptionName: "Club", owned: false, subscriptionDiscovery: SubscriptionDiscovery.UserEnabled },
    ],
    result: {
      subscriptions: [
        { subscription_name: "Pass", subscription_discovery: 3 },
        { subscription_name: "Plus", owned: true, end_time: 1_700_000_000, subscription_discovery: 1 },
        { subscription_name: "Club", owned: false, subscription_discovery: 2 },
      ],
    },
  },
  {
    method: "import_rooms",
    decorator: Rooms(),
    returns: [
      { roomId: "r", unreadMessageCount: 2, lastMessageId: "m9" },
      { roomId: "s", unreadMessageCount: 0 },
    ],
    result: {
      rooms: [
        { room_id: "r", unread_message_count: 2, last_message_id: "m9" },
        { room_id: "s", unread_message_count: 0 },
      ],
    },
  },
  {
    method: "send_message",
    decorator: SendMessage(),
    params: { room_id: "r", message: "hello" },
    args: ["r", "hello"],
    returns: undefined,
    result: null,
  },
  {
    method: "mark_as_read",
    decorator: MarkAsRead(),
    params: { room_id: "r", last_message_id: "m9" },
    args: ["r", "m9"],
    returns: undefined,
    result: null,
  },
  {
    method: "import_room_history_from_message",
    decorator: RoomHistoryFromMessage(),
    params: { room_id: "r", message_id: "m1" },
    args: ["r", "m1"],
    returns: [{ messageId: "m2", senderId: "7", sentTime: 99, messageText: "hi" }],
    result: { messages: [{ message_id: "m2", sender_id: "7", sent_time: 99, message_text: "hi" }] },
  },
  {
    method: "import_room_history_from_timestamp",
    decorator: RoomHistoryFromTimestamp(),
    params: { room_id: "r", from_timestamp: 42 },
    args: ["r", 42],
    returns: [],
    result: { messages: [] },
  },
  {
    method: "import_user_infos",
    decorator: Users(),
    params: { user_id_list: ["7", "8"] },
    args: [["7", "8"]],
    returns: [
      {
        userId: "7",
        isFriend: false,
        userName: "Grace",
        avatarUrl: "",
        presence: { presenceState: PresenceState.Online, gameId: "1", presenceStatus: "In a menu" },
      },
    ],
    result: {
      user_info_list: [
        {
          user_id: "7",
          is_friend: false,
          user_name: "Grace",
          avatar_url: "",
          presence: { presence_state: "online", game_id: "1", presence_status: "In a menu" },
        },
      ],
    },
  },
];

describe("a request", () => {
  it.each(rows)(
    "$method calls its handler and returns its result in wire format",
    async ({ method, decorator, params = {}, args = [], returns, result }) => {
      for (const outcome of [returns, Promise.resolve(returns)]) {
        const handle = jest.fn(() => outcome);
        const rig = await startRig(pluginOf([author({ handle: [decorator, handle] }), Login]));
        await rig.send({ jsonrpc: "2.0", id: "7", method, params });
        expect(rig.take()).toEqual([response("7", result)]);
        expect(handle.mock.calls).toEqual([[...args, expect.any(AbortSignal)]]);
      }
    },
  );

  it.each(rows)("$method without a handler is an unknown method", async ({ method, params = {} }) => {
    const rig = await startRig(pluginOf([Login]));
    expect(await rig.request(method, params)).toEqual({
      error: { code: -32601, message: "Method not found", data: { internal_type: "MethodNotFound" } },
    });
  });

  it("gets a response in one line of compact JSON", async () => {
    const rig = await startRig(pluginOf([author({ handle: [OwnedGames(), () => []] }), Login]));
    rig.wire.writes.length = 0;
    await rig.send({ jsonrpc: "2.0", id: "7", method: "import_owned_games", params: {} });
    expect(rig.wire.writes).toEqual(['{"jsonrpc":"2.0","id":"7","result":{"owned_games":[]}}\n']);
  });

  it("calls the handler as a method of its instance", async () => {
    const rig = await startRig(
      pluginOf([
        author({
          handle: [
            LocalGames(),
            function (this: object) {
              return this.constructor.name === "Author" ? [] : undefined;
            },
          ],
        }),
        Login,
      ]),
    );
    expect(await rig.request("import_local_games")).toEqual({ result: { local_games: [] } });
  });
});
