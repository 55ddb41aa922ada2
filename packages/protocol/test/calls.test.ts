import { describe, expect, test } from "@jest/globals";
import { clientNotifications, clientRequests, pluginNotifications, pluginRequests } from "../src/index.js";

/** A call in its form on the wire, next to the form that a handler or caller sees. */
interface Row {
  readonly method: string;
  readonly feature?: string;
  readonly wireParams: unknown;
  readonly params: unknown;
  readonly wireResult?: unknown;
  readonly result?: unknown;
  /** For calls from GALAXY: the parameters in the order of the handler's arguments. */
  readonly order?: readonly string[];
  readonly secrets?: readonly string[];
}

const login = { wireResult: { user_id: "u1", user_name: "Ann" }, result: { userId: "u1", userName: "Ann" } };
const nothing = { wireResult: null, result: undefined };
const noParams = { wireParams: {}, params: {}, order: [] };

const wireGame = { game_id: "g1", game_title: "One", license_info: { license_type: "SinglePurchase" } };
const game = { gameId: "g1", gameTitle: "One", licenseInfo: { licenseType: "SinglePurchase" } };
const wireLocalGame = { game_id: "g1", local_game_state: 3 };
const localGame = { gameId: "g1", localGameState: 3 };
const wireFriend = { user_id: "u2", user_name: "Bob" };
const friend = { userId: "u2", userName: "Bob" };
const wireMessage = { message_id: "m1", sender_id: "u2", sent_time: 1549454837, message_text: "hi" };
const message = { messageId: "m1", senderId: "u2", sentTime: 1549454837, messageText: "hi" };
const wirePresence = { presence_state: "online" };
const presence = { presenceState: "online" };

const requests: Record<string, Row> = {
  getCapabilities: {
    method: "get_capabilities",
    ...noParams,
    wireResult: { platform_name: "itch", features: ["ImportOwnedGames"], token: "t" },
    result: { platformName: "itch", features: ["ImportOwnedGames"], token: "t" },
  },
  initializeCache: {
    method: "initialize_cache",
    wireParams: { data: { credentials: "{}", any_key: [1] } },
    params: { data: { credentials: "{}", any_key: [1] } },
    order: ["data"],
    secrets: ["data"],
    ...nothing,
  },
  ping: { method: "ping", ...noParams, ...nothing },
  shutdown: { method: "shutdown", ...noParams, ...nothing },
  initAuthentication: {
    method: "init_authentication",
    wireParams: { stored_credentials: { my_token: "x" } },
    params: { storedCredentials: { my_token: "x" } },
    order: ["storedCredentials"],
    secrets: ["storedCredentials"],
    ...login,
  },
  passLoginCredentials: {
    method: "pass_login_credentials",
    wireParams: {
      step: "",
      credentials: { end_uri: "https://shop/#t" },
      cookies: [{ name: "n", value: "v", domain: "d", path: "/" }],
    },
    params: {
      step: "",
      credentials: { endUri: "https://shop/#t" },
      cookies: [{ name: "n", value: "v", domain: "d", path: "/" }],
    },
    order: ["step", "credentials", "cookies"],
    secrets: ["credentials", "cookies"],
    ...login,
  },
  importOwnedGames: {
    method: "import_owned_games",
    feature: "ImportOwnedGames",
    ...noParams,
    wireResult: { owned_games: [wireGame] },
    result: [game],
  },
  importLocalGames: {
    method: "import_local_games",
    feature: "ImportInstalledGames",
    ...noParams,
    wireResult: { local_games: [wireLocalGame] },
    result: [localGame],
  },
  importFriends: {
    method: "import_friends",
    feature: "ImportFriends",
    ...noParams,
    wireResult: { friend_info_list: [wireFriend] },
    result: [friend],
  },
  importSubscriptions: {
    method: "import_subscriptions",
    feature: "ImportSubscriptions",
    ...noParams,
    wireResult: { subscriptions: [{ subscription_name: "Gold", subscription_discovery: 1 }] },
    result: [{ subscriptionName: "Gold", subscriptionDiscovery: 1 }],
  },
  importRooms: {
    method: "import_rooms",
    feature: "Chat",
    ...noParams,
    wireResult: { rooms: [{ room_id: "r1", unread_message_count: 2, last_message_id: "m1" }] },
    result: [{ roomId: "r1", unreadMessageCount: 2, lastMessageId: "m1" }],
  },
  sendMessage: {
    method: "send_message",
    feature: "Chat",
    wireParams: { room_id: "r1", message: "hi" },
    params: { roomId: "r1", message: "hi" },
    order: ["roomId", "message"],
    ...nothing,
  },
  markAsRead: {
    method: "mark_as_read",
    feature: "Chat",
    wireParams: { room_id: "r1", last_message_id: "m1" },
    params: { roomId: "r1", lastMessageId: "m1" },
    order: ["roomId", "lastMessageId"],
    ...nothing,
  },
  importRoomHistoryFromMessage: {
    method: "import_room_history_from_message",
    feature: "Chat",
    wireParams: { room_id: "r1", message_id: "m1" },
    params: { roomId: "r1", messageId: "m1" },
    order: ["roomId", "messageId"],
    wireResult: { messages: [wireMessage] },
    result: [message],
  },
  importRoomHistoryFromTimestamp: {
    method: "import_room_history_from_timestamp",
    feature: "Chat",
    wireParams: { room_id: "r1", from_timestamp: 1549454835 },
    params: { roomId: "r1", fromTimestamp: 1549454835 },
    order: ["roomId", "fromTimestamp"],
    wireResult: { messages: [wireMessage] },
    result: [message],
  },
  importUserInfos: {
    method: "import_user_infos",
    feature: "ImportUsers",
    wireParams: { user_id_list: ["u2"] },
    params: { userIdList: ["u2"] },
    order: ["userIdList"],
    wireResult: {
      user_info_list: [
        {
          user_id: "u2",
          is_friend: false,
          user_name: "Bob",
          avatar_url: "https://a/b.png",
          presence: { presence_state: "away" },
        },
      ],
    },
    result: [
      {
        userId: "u2",
        isFriend: false,
        userName: "Bob",
        avatarUrl: "https://a/b.png",
        presence: { presenceState: "away" },
      },
    ],
  },
};

const gameId = { wireParams: { game_id: "g1" }, params: { gameId: "g1" }, order: ["gameId"] };

const commands: Record<string, Row> = {
  launchGame: { method: "launch_game", feature: "LaunchGame", ...gameId },
  installGame: { method: "install_game", feature: "InstallGame", ...gameId },
  uninstallGame: { method: "uninstall_game", feature: "UninstallGame", ...gameId },
  launchPlatformClient: { method: "launch_platform_client", feature: "LaunchPlatformClient", ...noParams },
  shutdownPlatformClient: { method: "shutdown_platform_client", feature: "ShutdownPlatformClient", ...noParams },
};

const ofPlugin: Record<string, Row> = {
  storeCredentials: { method: "store_credentials", wireParams: { my_token: "x" }, params: { my_token: "x" } },
  authenticationLost: { method: "authentication_lost", wireParams: null, params: undefined },
  pushCache: { method: "push_cache", wireParams: { data: { a: "b" } }, params: { data: { a: "b" } } },
  ownedGameAdded: { method: "owned_game_added", wireParams: { owned_game: wireGame }, params: { ownedGame: game } },
  ownedGameRemoved: { method: "owned_game_removed", wireParams: { game_id: "g1" }, params: { gameId: "g1" } },
  ownedGameUpdated: { method: "owned_game_updated", wireParams: { owned_game: wireGame }, params: { ownedGame: game } },
  achievementUnlocked: {
    method: "achievement_unlocked",
    wireParams: { game_id: "g1", achievement: { unlock_time: 1548495632, achievement_id: "a1" } },
    params: { gameId: "g1", achievement: { unlockTime: 1548495632, achievementId: "a1" } },
  },
  localGameStatusChanged: {
    method: "local_game_status_changed",
    wireParams: { local_game: wireLocalGame },
    params: { localGame },
  },
  gameTimeUpdated: {
    method: "game_time_updated",
    wireParams: { game_time: { game_id: "g1", time_played: 60 } },
    params: { gameTime: { gameId: "g1", timePlayed: 60 } },
  },
  friendAdded: { method: "friend_added", wireParams: { friend_info: wireFriend }, params: { friendInfo: friend } },
  friendRemoved: { method: "friend_removed", wireParams: { user_id: "u2" }, params: { userId: "u2" } },
  friendUpdated: { method: "friend_updated", wireParams: { friend_info: wireFriend }, params: { friendInfo: friend } },
  userPresenceUpdated: {
    method: "user_presence_updated",
    wireParams: { user_id: "u2", presence: wirePresence },
    params: { userId: "u2", presence },
  },
  chatRoomUpdated: {
    method: "chat_room_updated",
    wireParams: { room_id: "r1", unread_message_count: 0, messages: [wireMessage] },
    params: { roomId: "r1", unreadMessageCount: 0, messages: [message] },
  },
};

interface AnyCall {
  readonly kind: string;
  readonly method: string;
  readonly feature?: string;
  readonly secrets?: readonly string[];
  readonly params: {
    encode(value: never): unknown;
    decode(json: unknown): unknown;
    readonly properties?: readonly string[];
  };
  readonly result?: { encode(value: never): unknown; decode(json: unknown): unknown };
}

const pair = (calls: object, rows: Record<string, Row>) =>
  Object.entries(rows).map(([name, row]) => ({ name, row, call: (calls as Record<string, AnyCall>)[name] as AnyCall }));

const requestRows = pair(clientRequests, requests);
const commandRows = pair(clientNotifications, commands);
const pluginRows = pair(pluginNotifications, ofPlugin);
const fromClient = [...requestRows, ...commandRows];
const all = [...fromClient, ...pluginRows];

describe("the tables of calls", () => {
  test.each([
    ["clientRequests", clientRequests, requests],
    ["clientNotifications", clientNotifications, commands],
    ["pluginNotifications", pluginNotifications, ofPlugin],
  ])("%s has every call and no other", (_table, calls, rows) => {
    expect(Object.keys(calls).sort()).toStrictEqual(Object.keys(rows).sort());
  });

  test("refresh_credentials is the only request that an integration sends", () => {
    expect(Object.values(pluginRequests).map(({ kind, method }) => `${kind} ${method}`)).toStrictEqual([
      "request refresh_credentials",
    ]);
  });

  test.each(all)("$name is $row.method on the wire", ({ call, row }) => {
    expect(call.method).toBe(row.method);
  });

  test.each(requestRows)("$row.method is a request", ({ call }) => {
    expect(call.kind).toBe("request");
  });

  test.each([...commandRows, ...pluginRows])("$row.method is a notification", ({ call }) => {
    expect(call.kind).toBe("notification");
  });

  test.each(fromClient)("$row.method announces $row.feature", ({ call, row }) => {
    expect(call.feature).toBe(row.feature);
  });

  test.each(requestRows)("the secrets of $row.method are $row.secrets", ({ call, row }) => {
    expect(call.secrets).toStrictEqual(row.secrets);
  });

  test.each(fromClient)("the handler of $row.method takes $row.order", ({ call, row }) => {
    expect(call.params.properties).toStrictEqual(row.order);
  });
});

describe("parameters", () => {
  test.each(all)("$row.method decodes them", ({ call, row }) => {
    expect(call.params.decode(row.wireParams)).toStrictEqual(row.params);
  });

  test.each(all)("$row.method encodes them", ({ call, row }) => {
    expect(call.params.encode(row.params as never)).toStrictEqual(row.wireParams);
  });

  test.each(fromClient)("$row.method refuses an unknown name", ({ call, row }) => {
    const wire = { ...(row.wireParams as object), surprise: 1 };
    const known = Object.keys(row.wireParams as object);
    const expected = known.length === 0 ? "no parameters" : `no parameters except ${known.join(", ")}`;
    expect(() => call.params.decode(wire)).toThrow(`expected ${expected}, found surprise`);
  });

  test.each(fromClient)("$row.method refuses __proto__ as a name", ({ call, row }) => {
    const text = JSON.stringify({ ...(row.wireParams as object), PROTO: { admin: true } }).replace(
      "PROTO",
      "__proto__",
    );
    expect(() => call.params.decode(JSON.parse(text))).toThrow("found __proto__");
  });

  const required = fromClient.flatMap(({ name, call, row }) =>
    Object.keys(row.wireParams as object)
      .filter((parameter) => parameter !== "stored_credentials")
      .map((parameter) => ({ name, call, row, parameter })),
  );

  test.each(required)("$row.method requires $parameter", ({ call, row, parameter }) => {
    const wire = Object.fromEntries(Object.entries(row.wireParams as object).filter(([name]) => name !== parameter));
    expect(() => call.params.decode(wire)).toThrow(new RegExp(`^${parameter}: expected .*, found nothing$`));
  });

  test.each(required)("$row.method refuses null as $parameter", ({ call, row, parameter }) => {
    expect(() => call.params.decode({ ...(row.wireParams as object), [parameter]: null })).toThrow(
      new RegExp(`^${parameter}: expected .*, found null$`),
    );
  });

  test.each([[["a"]], ["text"], [5], [null], [undefined]])("refuses %j as params", (params) => {
    expect(() => clientNotifications.launchGame.params.decode(params)).toThrow(
      "expected parameters with gameId, found",
    );
  });

  test.each([[{}], [{ stored_credentials: null }]])("init_authentication with %j has no stored credentials", (wire) => {
    expect(clientRequests.initAuthentication.params.decode(wire)).toStrictEqual({});
  });

  test.each([
    ["data", () => clientRequests.initializeCache.params.decode({ data: [] })],
    [
      "credentials",
      () => clientRequests.passLoginCredentials.params.decode({ step: "", credentials: "uri", cookies: [] }),
    ],
    [
      "cookies",
      () => clientRequests.passLoginCredentials.params.decode({ step: "", credentials: { end_uri: "" }, cookies: {} }),
    ],
    [
      "cookies[1].value",
      () =>
        clientRequests.passLoginCredentials.params.decode({
          step: "",
          credentials: { end_uri: "" },
          cookies: [
            { name: "a", value: "b" },
            { name: "c", value: 5 },
          ],
        }),
    ],
    ["game_id", () => clientNotifications.launchGame.params.decode({ game_id: 5 })],
    ["user_id_list[0]", () => clientRequests.importUserInfos.params.decode({ user_id_list: [5] })],
    [
      "from_timestamp",
      () =>
        clientRequests.importRoomHistoryFromTimestamp.params.decode({ room_id: "r", from_timestamp: 1549454835000 }),
    ],
  ])("an invalid parameter is reported by its name on the wire: %s", (path, decode) => {
    expect(decode).toThrow(`${path}: expected `);
  });

  test("ignores unknown members of the login credentials", () => {
    const wire = { step: "", credentials: { end_uri: "e", extra: 1 }, cookies: [] };
    expect(clientRequests.passLoginCredentials.params.decode(wire)).toStrictEqual({
      step: "",
      credentials: { endUri: "e" },
      cookies: [],
    });
  });

  test.each([
    ["an array", ["token"]],
    ["text", "token"],
    ["null", null],
    ["nothing", undefined],
    ["a Map", new Map([["token", "x"]])],
    ["a Set", new Set(["token"])],
    ["a Promise", Promise.resolve({ token: "x" })],
    ["a Date", new Date(0)],
  ])("store_credentials refuses %s", (_what, credentials) => {
    expect(() => pluginNotifications.storeCredentials.params.encode(credentials as never)).toThrow(
      "expected an object, found ",
    );
  });

  test("store_credentials does not convert the author's names", () => {
    expect(pluginNotifications.storeCredentials.params.encode({ accessToken: "x" })).toStrictEqual({
      accessToken: "x",
    });
  });

  test.each([null, undefined])("chat_room_updated omits fields that are %s", (absent) => {
    const update = { roomId: "r1", unreadMessageCount: absent, messages: absent };
    expect(pluginNotifications.chatRoomUpdated.params.encode(update as never)).toStrictEqual({ room_id: "r1" });
  });
});

describe("results", () => {
  test.each(requestRows)("$row.method encodes its result", ({ call, row }) => {
    expect(call.result?.encode(row.result as never)).toStrictEqual(row.wireResult);
  });

  test.each(requestRows)("$row.method decodes its result", ({ call, row }) => {
    expect(call.result?.decode(row.wireResult)).toStrictEqual(row.result);
  });

  const lists = requestRows.filter(({ row }) => Array.isArray(row.result));

  test.each(lists)("$row.method may return an empty list", ({ call, row }) => {
    const name = Object.keys(row.wireResult as object)[0] as string;
    expect(call.result?.encode([] as never)).toStrictEqual({ [name]: [] });
  });

  test.each(lists)("$row.method refuses a result that is not a list", ({ call }) => {
    expect(() => call.result?.encode(undefined as never)).toThrow("expected an array, found nothing");
  });

  test.each(lists)("$row.method refuses a result without its name", ({ call, row }) => {
    const name = Object.keys(row.wireResult as object)[0] as string;
    expect(() => call.result?.decode({ other: [] })).toThrow(`${name}: expected an array, found nothing`);
  });

  test.each(lists)("$row.method refuses a result that is a bare list", ({ call, row }) => {
    const name = Object.keys(row.wireResult as object)[0] as string;
    expect(() => call.result?.decode([])).toThrow(`expected an object with ${name}, found an array of 0`);
  });

  test.each(requestRows.filter(({ row }) => row.wireResult === null))(
    "$row.method responds with null whatever its handler returned",
    ({ call }) => {
      expect(call.result?.encode("something" as never)).toBeNull();
    },
  );

  test("a result of null may be missing", () => {
    const decode: (json: unknown) => unknown = clientRequests.ping.result.decode;
    expect(decode(undefined)).toBeUndefined();
  });

  test("refuses a result other than null where null is expected", () => {
    expect(() => clientRequests.ping.result.decode({})).toThrow("expected null, found an empty object");
  });

  test.each([
    [
      "ownedGames[1].licenseInfo.licenseType",
      () =>
        clientRequests.importOwnedGames.result.encode([
          game,
          { ...game, licenseInfo: { licenseType: "Rented" } },
        ] as never),
    ],
    [
      "localGames[0].localGameState",
      () => clientRequests.importLocalGames.result.encode([{ ...localGame, localGameState: 4 }] as never),
    ],
    ["friendInfoList[0].userName", () => clientRequests.importFriends.result.encode([{ userId: "u" }] as never)],
    [
      "userInfoList[0].presence.presenceState",
      () =>
        clientRequests.importUserInfos.result.encode([
          { userId: "u", isFriend: true, userName: "n", avatarUrl: "", presence: {} },
        ] as never),
    ],
  ])("an invalid result of a handler is reported by the author's names: %s", (path, encode) => {
    expect(encode).toThrow(`${path}: expected `);
  });

  test("an invalid result on the wire is reported by its names on the wire", () => {
    const wire = { owned_games: [wireGame, { ...wireGame, license_info: { license_type: "Rented" } }] };
    expect(() => clientRequests.importOwnedGames.result.decode(wire)).toThrow(
      "owned_games[1].license_info.license_type: expected ",
    );
  });

  test.each([[{ token: "x" }], ["text"], [null], [5]])("refresh_credentials may return %j", (answer) => {
    expect(pluginRequests.refreshCredentials.result.decode(answer)).toStrictEqual(answer);
  });

  test("refresh_credentials sends the author's parameters unchanged", () => {
    expect(pluginRequests.refreshCredentials.params.encode({ refreshToken: "x" })).toStrictEqual({ refreshToken: "x" });
  });
});
