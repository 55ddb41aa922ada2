import { describe, expect, test } from "@jest/globals";
import {
  achievement,
  authentication,
  cookie,
  dlc,
  game,
  gameLibrarySettings,
  gameTime,
  licenseInfo,
  localGame,
  LocalGameState,
  loginCredentials,
  loginResult,
  message,
  nextStep,
  OSCompatibility,
  osCompatibility,
  room,
  subscription,
  SubscriptionDiscovery,
  subscriptionGame,
  userInfo,
  userPresence,
  userProfile,
} from "../src/index.js";

interface Model {
  readonly what: string;
  readonly codec: { encode(value: never): unknown; decode(json: unknown): unknown };
  readonly full: Record<string, unknown>;
  readonly wire: Record<string, unknown>;
  /** Optional properties, with their names on the wire. */
  readonly optional: Record<string, string>;
  /** The additional fields on the wire when all of them are absent. */
  readonly fallback?: Record<string, unknown>;
}

const license = { licenseType: "OtherUserLicense", owner: "Bob" };
const wireLicense = { license_type: "OtherUserLicense", owner: "Bob" };
const authParams = {
  windowTitle: "Log in",
  windowWidth: 800,
  windowHeight: 600,
  startUri: "https://a",
  endUriRegex: "^https://a/end",
};
const wireAuthParams = {
  window_title: "Log in",
  window_width: 800,
  window_height: 600,
  start_uri: "https://a",
  end_uri_regex: "^https://a/end",
};
const webSession = { nextStep: "web_session", authParams };

const models: Model[] = [
  {
    what: "an Authentication",
    codec: authentication,
    full: { userId: "11", userName: "Jane" },
    wire: { user_id: "11", user_name: "Jane" },
    optional: {},
  },
  {
    what: "a NextStep",
    codec: nextStep,
    full: {
      ...webSession,
      cookies: [
        { name: "n", value: "v", domain: "d", path: "/p" },
        { name: "m", value: "" },
      ],
      js: { "^https://.*": ["a();", "b();"], aCamelCaseKey: [] },
    },
    wire: {
      next_step: "web_session",
      auth_params: wireAuthParams,
      cookies: [
        { name: "n", value: "v", domain: "d", path: "/p" },
        { name: "m", value: "" },
      ],
      js: { "^https://.*": ["a();", "b();"], aCamelCaseKey: [] },
    },
    optional: { cookies: "cookies", js: "js" },
  },
  {
    what: "a Cookie",
    codec: cookie,
    full: { name: "n", value: "v", domain: "d", path: "/" },
    wire: { name: "n", value: "v", domain: "d", path: "/" },
    optional: { domain: "domain", path: "path" },
  },
  {
    what: "credentials",
    codec: loginCredentials,
    full: { endUri: "https://a#b" },
    wire: { end_uri: "https://a#b" },
    optional: {},
  },
  { what: "a LicenseInfo", codec: licenseInfo, full: license, wire: wireLicense, optional: { owner: "owner" } },
  {
    what: "a Dlc",
    codec: dlc,
    full: { dlcId: "1", dlcTitle: "More", licenseInfo: license },
    wire: { dlc_id: "1", dlc_title: "More", license_info: wireLicense },
    optional: {},
  },
  {
    what: "a Game",
    codec: game,
    full: {
      gameId: "3",
      gameTitle: "One",
      dlcs: [{ dlcId: "1", dlcTitle: "More", licenseInfo: license }],
      licenseInfo: license,
    },
    wire: {
      game_id: "3",
      game_title: "One",
      dlcs: [{ dlc_id: "1", dlc_title: "More", license_info: wireLicense }],
      license_info: wireLicense,
    },
    optional: { dlcs: "dlcs" },
  },
  {
    what: "a LocalGame",
    codec: localGame,
    full: { gameId: "3", localGameState: 3 },
    wire: { game_id: "3", local_game_state: 3 },
    optional: {},
  },
  {
    what: "a UserInfo",
    codec: userInfo,
    full: { userId: "5", userName: "Ann", avatarUrl: "https://a", profileUrl: "https://p" },
    wire: { user_id: "5", user_name: "Ann", avatar_url: "https://a", profile_url: "https://p" },
    optional: { avatarUrl: "avatar_url", profileUrl: "profile_url" },
  },
  {
    what: "a GameTime",
    codec: gameTime,
    full: { gameId: "3", timePlayed: 0, lastPlayedTime: 1549550504 },
    wire: { game_id: "3", time_played: 0, last_played_time: 1549550504 },
    optional: { timePlayed: "time_played", lastPlayedTime: "last_played_time" },
  },
  {
    what: "a GameLibrarySettings",
    codec: gameLibrarySettings,
    full: { gameId: "3", tags: [], hidden: false },
    wire: { game_id: "3", tags: [], hidden: false },
    optional: { tags: "tags", hidden: "hidden" },
  },
  {
    what: "a UserPresence",
    codec: userPresence,
    full: { presenceState: "away", gameId: "3", gameTitle: "One", inGameStatus: "Menu", fullStatus: "Busy" },
    wire: { presence_state: "away", game_id: "3", game_title: "One", in_game_status: "Menu", full_status: "Busy" },
    optional: { gameId: "game_id", gameTitle: "game_title", inGameStatus: "in_game_status", fullStatus: "full_status" },
  },
  {
    what: "a Subscription",
    codec: subscription,
    full: { subscriptionName: "Gold", owned: true, endTime: 1573566000, subscriptionDiscovery: 1 },
    wire: { subscription_name: "Gold", owned: true, end_time: 1573566000, subscription_discovery: 1 },
    optional: { owned: "owned", endTime: "end_time", subscriptionDiscovery: "subscription_discovery" },
    fallback: { subscription_discovery: 3 },
  },
  {
    what: "a SubscriptionGame",
    codec: subscriptionGame,
    full: { gameTitle: "One", gameId: "3", startTime: 1573566000, endTime: 1573566001 },
    wire: { game_title: "One", game_id: "3", start_time: 1573566000, end_time: 1573566001 },
    optional: { startTime: "start_time", endTime: "end_time" },
  },
  {
    what: "a Room",
    codec: room,
    full: { roomId: "r", unreadMessageCount: 0, lastMessageId: "m" },
    wire: { room_id: "r", unread_message_count: 0, last_message_id: "m" },
    optional: { lastMessageId: "last_message_id" },
  },
  {
    what: "a Message",
    codec: message,
    full: { messageId: "m", senderId: "u", sentTime: 1549454837, messageText: "" },
    wire: { message_id: "m", sender_id: "u", sent_time: 1549454837, message_text: "" },
    optional: {},
  },
  {
    what: "a UserProfile",
    codec: userProfile,
    full: {
      userId: "u",
      isFriend: false,
      userName: "Bob",
      avatarUrl: "",
      presence: { presenceState: "online", gameId: "3", presenceStatus: "x" },
    },
    wire: {
      user_id: "u",
      is_friend: false,
      user_name: "Bob",
      avatar_url: "",
      presence: { presence_state: "online", game_id: "3", presence_status: "x" },
    },
    optional: {},
  },
  {
    what: "an Achievement",
    codec: achievement,
    full: { unlockTime: 1548421241, achievementId: "a", achievementName: "A" },
    wire: { unlock_time: 1548421241, achievement_id: "a", achievement_name: "A" },
    optional: {},
  },
];

const without = (value: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

const toWireName = (model: Model, property: string) =>
  Object.keys(model.wire)[Object.keys(model.full).indexOf(property)] as string;

/** Encodes a value that the compiler would reject. */
const encodeAny = (codec: Model["codec"], value: unknown) => codec.encode(value as never);

const required = models.flatMap((model) =>
  Object.keys(model.full)
    .filter((property) => !(property in model.optional) && model.codec !== achievement)
    .map((property) => ({ ...model, property, wireName: toWireName(model, property) })),
);
const optional = models.flatMap((model) =>
  Object.entries(model.optional).map(([property, wireName]) => ({ ...model, property, wireName })),
);

describe("every model", () => {
  test.each(models)("$what is encoded with all its fields", ({ codec, full, wire }) => {
    expect(codec.encode(full as never)).toStrictEqual(wire);
  });

  test.each(models)("$what is decoded with all its fields", ({ codec, full, wire }) => {
    expect(codec.decode(wire)).toStrictEqual(full);
  });

  test.each(models)("$what is unchanged after encoding and decoding", ({ codec, full }) => {
    expect(codec.decode(JSON.parse(JSON.stringify(codec.encode(full as never))))).toStrictEqual(full);
  });

  describe.each(models.filter(({ optional }) => Object.keys(optional).length > 0))(
    "$what without its optional fields",
    (model) => {
      const { codec, full, wire, optional, fallback = {} } = model;
      const least = without(full, Object.keys(optional));
      const leastWire = { ...without(wire, Object.values(optional)), ...fallback };
      const allAs = (absent: unknown) => ({
        ...least,
        ...Object.fromEntries(Object.keys(optional).map((name) => [name, absent])),
      });

      test("is encoded without them", () => {
        expect(codec.encode(least as never)).toStrictEqual(leastWire);
      });

      test("is encoded without them when they are undefined", () => {
        expect(codec.encode(allAs(undefined) as never)).toStrictEqual(leastWire);
      });

      test("is encoded without them when they are null", () => {
        expect(codec.encode(allAs(null) as never)).toStrictEqual(leastWire);
      });

      test("is decoded without them", () => {
        expect(codec.decode(without(wire, Object.values(optional)))).toStrictEqual(least);
      });

      test("is decoded without them when they are null", () => {
        const nulls = Object.fromEntries(Object.values(optional).map((name) => [name, null]));
        expect(codec.decode({ ...wire, ...nulls })).toStrictEqual(least);
      });
    },
  );

  test.each(required)("$what without $property is not encoded", ({ codec, full, property }) => {
    expect(() => codec.encode(without(full, [property]) as never)).toThrow(
      new RegExp(`^${property}: expected .+, found nothing$`),
    );
  });

  test.each(required)("$what without $wireName is not decoded", ({ codec, wire, wireName }) => {
    expect(() => codec.decode(without(wire, [wireName]))).toThrow(
      new RegExp(`^${wireName}: expected .+, found nothing$`),
    );
  });

  test.each(required)("$what with null as $property is not encoded", ({ codec, full, property }) => {
    expect(() => codec.encode({ ...full, [property]: null } as never)).toThrow(
      new RegExp(`^${property}: expected .+, found null$`),
    );
  });

  test.each([...required, ...optional])(
    "$what with a symbol as $property is not encoded",
    ({ codec, full, property }) => {
      expect(() => codec.encode({ ...full, [property]: Symbol("bad") } as never)).toThrow(
        new RegExp(`^${property}: expected .+, found the symbol Symbol\\(bad\\)$`),
      );
    },
  );

  test.each([...required, ...optional])("$what with a wrong $wireName is not decoded", ({ codec, wire, wireName }) => {
    // No model has a field that may be a fraction.
    expect(() => codec.decode({ ...wire, [wireName]: 0.5 })).toThrow(
      new RegExp(`^${wireName}: expected .+, found the number 0.5$`),
    );
  });

  test.each(models)("$what is encoded without unknown properties", ({ codec, full, wire }) => {
    expect(codec.encode({ ...full, price: 5 } as never)).toStrictEqual(wire);
  });

  test.each(models)("$what is decoded without unknown fields", ({ codec, full, wire }) => {
    expect(codec.decode({ ...wire, price: 5 })).toStrictEqual(full);
  });

  test.each(models)("$what ignores keys of the prototype", ({ codec, full, wire }) => {
    const text = JSON.stringify({ ...wire, PROTO: { polluted: true }, constructor: { prototype: {} } }).replace(
      "PROTO",
      "__proto__",
    );
    expect(codec.decode(JSON.parse(text))).toStrictEqual(full);
  });

  test.each(models)("$what is not decoded from inherited fields", ({ codec, wire }) => {
    expect(() => codec.decode(Object.create(wire))).toThrow(", found ");
  });

  test.each(models)("$what may be an instance of a class", ({ codec, full, wire }) => {
    class Own {
      constructor() {
        Object.assign(this, full);
      }
    }
    expect(codec.encode(new Own() as never)).toStrictEqual(wire);
  });

  test.each(
    models.flatMap((model) =>
      [
        ["nothing", undefined],
        ["null", null],
        ["an array of 0", []],
        ['"text"', "text"],
        ["the number 5", 5],
        ["the boolean true", true],
      ].map(([found, value]) => ({ ...model, found, value })),
    ),
  )("$what is not $found", ({ codec, what, found, value }) => {
    expect(() => codec.encode(value as never)).toThrow(
      new RegExp(`^expected ${what} with .+, found ${String(found)}$`),
    );
  });
});

describe("a model with getters", () => {
  test("is read through them", () => {
    class ShopGame {
      readonly licenseInfo = { licenseType: "Unknown" } as const;
      get gameId() {
        return "g1";
      }
      get gameTitle() {
        return "One";
      }
    }
    expect(game.encode(new ShopGame())).toStrictEqual({
      game_id: "g1",
      game_title: "One",
      license_info: { license_type: "Unknown" },
    });
  });
});

describe("LicenseType", () => {
  test.each(["Unknown", "SinglePurchase", "FreeToPlay", "OtherUserLicense"])("%s is known", (licenseType) => {
    expect(licenseInfo.decode({ license_type: licenseType })).toStrictEqual({ licenseType });
  });

  test.each(["unknown", "", "constructor", 1, null])("%j is refused", (licenseType) => {
    expect(() => licenseInfo.encode({ licenseType } as never)).toThrow(
      'licenseType: expected "Unknown" or "SinglePurchase" or "FreeToPlay" or "OtherUserLicense", found ',
    );
  });
});

describe("PresenceState", () => {
  test.each(["unknown", "online", "offline", "away"])("%s is known", (presenceState) => {
    expect(userPresence.decode({ presence_state: presenceState })).toStrictEqual({ presenceState });
  });

  test.each(["Online", "busy", 0])("%j is refused", (presenceState) => {
    expect(() => userPresence.encode({ presenceState } as never)).toThrow(
      'presenceState: expected "unknown" or "online" or "offline" or "away", found ',
    );
  });
});

describe("LocalGameState", () => {
  test("has the same bits as the wire", () => {
    expect([LocalGameState.None, LocalGameState.Installed, LocalGameState.Running]).toStrictEqual([0, 1, 2]);
  });

  test.each([0, 1, 2, 3])("%i is a combination", (state) => {
    expect(encodeAny(localGame, { gameId: "g", localGameState: state })).toStrictEqual({
      game_id: "g",
      local_game_state: state,
    });
  });

  test.each([4, -1, 1.5, NaN, Infinity, 2 ** 32, 2 ** 32 + 1, "1", null, true])("%p is refused", (state) => {
    expect(() => encodeAny(localGame, { gameId: "g", localGameState: state })).toThrow(
      "localGameState: expected a combination of LocalGameState.Installed and Running, or None, found ",
    );
  });
});

describe("OSCompatibility", () => {
  test("has the same bits as the wire", () => {
    expect([OSCompatibility.Windows, OSCompatibility.MacOS, OSCompatibility.Linux]).toStrictEqual([1, 2, 4]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])("%i is a combination", (systems) => {
    expect(osCompatibility.encode(systems)).toBe(systems);
  });

  test.each([8, -1, 2 ** 32 + 1, 0.5, "1"])("%p is refused", (systems) => {
    expect(() => osCompatibility.decode(systems)).toThrow(
      "expected a combination of OSCompatibility.Windows, MacOS and Linux, found ",
    );
  });
});

describe("SubscriptionDiscovery", () => {
  test("has the same bits as the wire", () => {
    expect([SubscriptionDiscovery.Automatic, SubscriptionDiscovery.UserEnabled]).toStrictEqual([1, 2]);
  });

  test.each([1, 2, 3])("%i is a combination", (subscriptionDiscovery) => {
    const wire = { subscription_name: "Gold", subscription_discovery: subscriptionDiscovery };
    expect(encodeAny(subscription, { subscriptionName: "Gold", subscriptionDiscovery })).toStrictEqual(wire);
  });

  test.each([0, 4, -1, 2 ** 32 + 1])("%i is refused", (subscriptionDiscovery) => {
    expect(() => encodeAny(subscription, { subscriptionName: "Gold", subscriptionDiscovery })).toThrow(
      "subscriptionDiscovery: expected a combination of SubscriptionDiscovery.Automatic and UserEnabled, found ",
    );
  });
});

describe("a Subscription with an endTime", () => {
  test.each([false, undefined])("is refused when owned is %p", (owned) => {
    expect(() => subscription.encode({ subscriptionName: "Gold", owned, endTime: 1573566000 })).toThrow(
      "expected a Subscription with owned: true, because it has an endTime, found an object with subscriptionName, owned, endTime",
    );
  });
});

describe("an Achievement", () => {
  test("may have only an id", () => {
    expect(achievement.encode({ unlockTime: 5, achievementId: "a" })).toStrictEqual({
      unlock_time: 5,
      achievement_id: "a",
    });
  });

  test("may have only a name", () => {
    expect(achievement.encode({ unlockTime: 5, achievementName: "A" })).toStrictEqual({
      unlock_time: 5,
      achievement_name: "A",
    });
  });

  test.each([{}, { achievementId: null, achievementName: undefined }])(
    "needs an id or a name: %j is refused",
    (names) => {
      expect(() => achievement.encode({ unlockTime: 5, ...names } as never)).toThrow(
        "expected an Achievement with an achievementId or an achievementName, found an object with unlockTime",
      );
    },
  );

  test("is not decoded if it has neither", () => {
    expect(() => achievement.decode({ unlock_time: 5 })).toThrow(
      "expected an Achievement with an achievementId or an achievementName, found ",
    );
  });

  test("needs a time", () => {
    expect(() => achievement.encode({ achievementId: "a" } as never)).toThrow(
      "unlockTime: expected whole seconds since 1970, found nothing",
    );
  });
});

describe("points in time", () => {
  const now = 1_770_000_000_000;
  const times: [path: string, encode: (time: unknown) => unknown][] = [
    ["unlockTime", (unlockTime) => achievement.encode({ unlockTime, achievementId: "a" } as never)],
    ["lastPlayedTime", (lastPlayedTime) => gameTime.encode({ gameId: "g", lastPlayedTime } as never)],
    ["endTime", (endTime) => subscription.encode({ subscriptionName: "s", owned: true, endTime } as never)],
    ["startTime", (startTime) => subscriptionGame.encode({ gameTitle: "t", gameId: "g", startTime } as never)],
    ["endTime", (endTime) => subscriptionGame.encode({ gameTitle: "t", gameId: "g", endTime } as never)],
    ["sentTime", (sentTime) => message.encode({ messageId: "m", senderId: "s", sentTime, messageText: "" } as never)],
  ];

  test.each(times)("%s in milliseconds is refused", (path, encode) => {
    expect(() => encode(now)).toThrow(
      `${path}: expected seconds since 1970 (this looks like milliseconds: divide it by 1000), found the number ${now}`,
    );
  });

  test.each(times)("%s as a fraction is refused", (path, encode) => {
    expect(() => encode(now / 1000 + 0.5)).toThrow(
      `${path}: expected whole seconds since 1970, found the number 1770000000.5`,
    );
  });

  test.each(times)("%s as a Date is refused", (path, encode) => {
    expect(() => encode(new Date(now))).toThrow(`${path}: expected whole seconds since 1970, found a Date`);
  });
});

describe("amounts", () => {
  test.each([-1, 0.5, NaN, Infinity, 2 ** 53, "5"])("%p minutes are refused", (timePlayed) => {
    expect(() => gameTime.encode({ gameId: "g", timePlayed } as never)).toThrow(
      "timePlayed: expected a whole number, zero or more, found ",
    );
  });

  test.each([-1, 0.5])("a login window of %p pixels is refused", (windowWidth) => {
    expect(() => nextStep.encode({ nextStep: "web_session", authParams: { ...authParams, windowWidth } })).toThrow(
      "authParams.windowWidth: expected a whole number, zero or more, found ",
    );
  });
});

describe("the path of an invalid value", () => {
  const wireGame = { game_id: "g", game_title: "t", license_info: { license_type: "Unknown" } };

  test.each([
    [
      "dlcs[1].licenseInfo.owner",
      () =>
        game.encode({
          gameId: "g",
          gameTitle: "t",
          licenseInfo: license,
          dlcs: [
            { dlcId: "1", dlcTitle: "", licenseInfo: license },
            { dlcId: "2", dlcTitle: "", licenseInfo: { ...license, owner: 5 } },
          ],
        } as never),
    ],
    [
      "dlcs[1].license_info.owner",
      () =>
        game.decode({
          ...wireGame,
          dlcs: [
            { dlc_id: "1", dlc_title: "", license_info: wireLicense },
            { dlc_id: "2", dlc_title: "", license_info: { ...wireLicense, owner: 5 } },
          ],
        }),
    ],
    [
      "cookies[0].domain",
      () => nextStep.encode({ ...webSession, cookies: [{ name: "n", value: "v", domain: 5 }] } as never),
    ],
    ['js["^https://.*"][1]', () => nextStep.encode({ ...webSession, js: { "^https://.*": ["a()", 5] } } as never)],
    ["js.login", () => nextStep.encode({ ...webSession, js: { login: "a()" } } as never)],
    ["js", () => nextStep.encode({ ...webSession, js: new Map([["login", ["a()"]]]) } as never)],
    ["auth_params.window_title", () => nextStep.decode({ next_step: "web_session", auth_params: {} })],
    [
      "presence.presence_state",
      () => userProfile.decode({ user_id: "u", is_friend: true, user_name: "n", avatar_url: "", presence: {} }),
    ],
  ])("%s", (path, convert) => {
    expect(convert).toThrow(`${path}: expected `);
  });
});

describe("loginResult", () => {
  test("encodes an Authentication", () => {
    expect(loginResult.encode({ userId: "1", userName: "Ann" })).toStrictEqual({ user_id: "1", user_name: "Ann" });
  });

  test("encodes a NextStep", () => {
    expect(loginResult.encode({ nextStep: "web_session", authParams })).toStrictEqual({
      next_step: "web_session",
      auth_params: wireAuthParams,
    });
  });

  test("decodes an Authentication", () => {
    expect(loginResult.decode({ user_id: "1", user_name: "Ann" })).toStrictEqual({ userId: "1", userName: "Ann" });
  });

  test("decodes a NextStep", () => {
    expect(loginResult.decode({ next_step: "web_session", auth_params: wireAuthParams })).toStrictEqual({
      nextStep: "web_session",
      authParams,
    });
  });

  test.each([undefined, null, [], "text", false])("%p is refused", (value) => {
    expect(() => loginResult.encode(value as never)).toThrow(
      "expected an Authentication with userId and userName, or a NextStep with nextStep and authParams, found ",
    );
  });

  test("refuses a NextStep of another kind", () => {
    expect(() => loginResult.encode({ nextStep: "native", authParams } as never)).toThrow(
      'nextStep: expected "web_session", found "native"',
    );
  });

  test("refuses a NextStep without a window", () => {
    expect(() => loginResult.encode({ nextStep: "web_session" } as never)).toThrow(
      "authParams: expected a LoginWindow with ",
    );
  });

  test("refuses an Authentication without a name", () => {
    expect(() => loginResult.encode({ userId: "1" } as never)).toThrow("userName: expected a string, found nothing");
  });
});
