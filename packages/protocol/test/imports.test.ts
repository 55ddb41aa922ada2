import { describe, expect, test } from "@jest/globals";
import { type ImportKind, imports, type ImportValue, OSCompatibility } from "../src/index.js";

interface Row {
  readonly feature: string;
  readonly start: string;
  readonly ids: string;
  readonly id: string;
  readonly success: string;
  readonly failure: string;
  readonly finished: string;
  readonly itemFinished?: string;
  readonly value: unknown;
  /** The parameters of the success notification for the id "x1". */
  readonly wire: object;
  /** The value for the id "x1" if the integration returned none. */
  readonly empty: unknown;
  readonly wireOfEmpty: object;
}

const rows: Record<string, Row> = {
  achievements: {
    feature: "ImportAchievements",
    start: "start_achievements_import",
    ids: "game_ids",
    id: "game_id",
    success: "game_achievements_import_success",
    failure: "game_achievements_import_failure",
    finished: "achievements_import_finished",
    value: [
      { unlockTime: 1548421241, achievementId: "lvl10", achievementName: "Got level 10" },
      { unlockTime: 1548495632, achievementName: "Got level 30" },
    ],
    wire: {
      game_id: "x1",
      unlocked_achievements: [
        { unlock_time: 1548421241, achievement_id: "lvl10", achievement_name: "Got level 10" },
        { unlock_time: 1548495632, achievement_name: "Got level 30" },
      ],
    },
    empty: [],
    wireOfEmpty: { game_id: "x1", unlocked_achievements: [] },
  },
  gameTimes: {
    feature: "ImportGameTime",
    start: "start_game_times_import",
    ids: "game_ids",
    id: "game_id",
    success: "game_time_import_success",
    failure: "game_time_import_failure",
    finished: "game_times_import_finished",
    value: { gameId: "x1", timePlayed: 60, lastPlayedTime: 1549550504 },
    wire: { game_time: { game_id: "x1", time_played: 60, last_played_time: 1549550504 } },
    empty: { gameId: "x1" },
    wireOfEmpty: { game_time: { game_id: "x1" } },
  },
  librarySettings: {
    feature: "ImportGameLibrarySettings",
    start: "start_game_library_settings_import",
    ids: "game_ids",
    id: "game_id",
    success: "game_library_settings_import_success",
    failure: "game_library_settings_import_failure",
    finished: "game_library_settings_import_finished",
    value: { gameId: "x1", tags: ["favorite"], hidden: true },
    wire: { game_library_settings: { game_id: "x1", tags: ["favorite"], hidden: true } },
    empty: { gameId: "x1" },
    wireOfEmpty: { game_library_settings: { game_id: "x1" } },
  },
  osCompatibilities: {
    feature: "ImportOSCompatibility",
    start: "start_os_compatibility_import",
    ids: "game_ids",
    id: "game_id",
    success: "os_compatibility_import_success",
    failure: "os_compatibility_import_failure",
    finished: "os_compatibility_import_finished",
    value: 5,
    wire: { game_id: "x1", os_compatibility: 5 },
    empty: null,
    wireOfEmpty: { game_id: "x1", os_compatibility: null },
  },
  localSizes: {
    feature: "ImportLocalSize",
    start: "start_local_size_import",
    ids: "game_ids",
    id: "game_id",
    success: "local_size_import_success",
    failure: "local_size_import_failure",
    finished: "local_size_import_finished",
    value: 5_000_000_000,
    wire: { game_id: "x1", local_size: 5_000_000_000 },
    empty: null,
    wireOfEmpty: { game_id: "x1", local_size: null },
  },
  userPresences: {
    feature: "ImportUserPresence",
    start: "start_user_presence_import",
    ids: "user_id_list",
    id: "user_id",
    success: "user_presence_import_success",
    failure: "user_presence_import_failure",
    finished: "user_presence_import_finished",
    value: { presenceState: "online", gameId: "g1", gameTitle: "One", inGameStatus: "In menu", fullStatus: "Busy" },
    wire: {
      user_id: "x1",
      presence: {
        presence_state: "online",
        game_id: "g1",
        game_title: "One",
        in_game_status: "In menu",
        full_status: "Busy",
      },
    },
    empty: { presenceState: "unknown" },
    wireOfEmpty: { user_id: "x1", presence: { presence_state: "unknown" } },
  },
  subscriptionGames: {
    feature: "ImportSubscriptionGames",
    start: "start_subscription_games_import",
    ids: "subscription_names",
    id: "subscription_name",
    success: "subscription_games_import_success",
    failure: "subscription_games_import_failure",
    finished: "subscription_games_import_finished",
    itemFinished: "subscription_games_partial_import_finished",
    value: [{ gameTitle: "One", gameId: "g1", startTime: 1549550502, endTime: 1549550503 }],
    wire: {
      subscription_name: "x1",
      subscription_games: [{ game_title: "One", game_id: "g1", start_time: 1549550502, end_time: 1549550503 }],
    },
    empty: null,
    wireOfEmpty: { subscription_name: "x1", subscription_games: null },
  },
};

interface AnyParams {
  encode(value: never): unknown;
  decode(json: unknown): unknown;
}
interface AnyImport {
  readonly feature: string;
  readonly start: { kind: string; method: string; feature?: string; params: AnyParams; result: AnyParams };
  readonly success: { kind: string; method: string; params: AnyParams };
  readonly failure: { kind: string; method: string; params: AnyParams };
  readonly itemFinished?: { kind: string; method: string; params: AnyParams };
  readonly finished: { kind: string; method: string; params: AnyParams };
  readonly empty: (id: string) => unknown;
}

const table = Object.entries(rows).map(([kind, row]) => ({
  kind,
  row,
  call: (imports as Record<string, unknown>)[kind] as AnyImport,
}));
const withIdInValue = ["gameTimes", "librarySettings"];

describe("the table of imports", () => {
  test("has exactly the known kinds", () => {
    expect(Object.keys(imports).sort()).toStrictEqual(Object.keys(rows).sort());
  });

  test.each(table)("$kind has the names of the wire", ({ call, row }) => {
    expect([
      call.start.method,
      call.success.method,
      call.failure.method,
      call.itemFinished?.method,
      call.finished.method,
    ]).toStrictEqual([row.start, row.success, row.failure, row.itemFinished, row.finished]);
  });

  test.each(table)("$kind announces $row.feature", ({ call, row }) => {
    expect([call.feature, call.start.feature]).toStrictEqual([row.feature, row.feature]);
  });

  test.each(table)("$kind starts with a request and reports in notifications", ({ call }) => {
    expect([call.start, call.success, call.failure, call.finished].map(({ kind }) => kind)).toStrictEqual([
      "request",
      "notification",
      "notification",
      "notification",
    ]);
  });
});

describe("the types of the values", () => {
  // The compiler checks that a value with all fields is valid for its kind.
  const values: { readonly [Kind in ImportKind]: ImportValue<Kind> } = {
    achievements: [{ unlockTime: 1548421241, achievementId: "a", achievementName: "A" }],
    gameTimes: { gameId: "x1", timePlayed: 60, lastPlayedTime: 1549550504 },
    librarySettings: { gameId: "x1", tags: ["favorite"], hidden: true },
    osCompatibilities: OSCompatibility.Windows,
    localSizes: 5,
    userPresences: {
      presenceState: "online",
      gameId: "g1",
      gameTitle: "One",
      inGameStatus: "Menu",
      fullStatus: "Busy",
    },
    subscriptionGames: [{ gameTitle: "One", gameId: "g1", startTime: 1, endTime: 2 }],
  };

  test.each(Object.entries(values))("a value of %s keeps its fields on the wire", (kind, value) => {
    const call = (imports as Record<string, unknown>)[kind] as AnyImport;
    const wire = call.success.params.encode({ id: "x1", value } as never);
    expect(call.success.params.decode(wire)).toStrictEqual({ id: "x1", value });
  });
});

describe("the start of an import", () => {
  test.each(table)("$row.start takes $row.ids", ({ call, row }) => {
    const [ids] = Object.values(call.start.params.decode({ [row.ids]: ["x1", "x2"] }) as object) as unknown[];
    expect(ids).toStrictEqual(["x1", "x2"]);
  });

  test.each(table)("$row.start is encoded with $row.ids", ({ call, row }) => {
    const decoded = call.start.params.decode({ [row.ids]: ["x1"] });
    expect(call.start.params.encode(decoded as never)).toStrictEqual({ [row.ids]: ["x1"] });
  });

  test.each(table)("$row.start may have no ids", ({ call, row }) => {
    expect(Object.values(call.start.params.decode({ [row.ids]: [] }) as object)).toStrictEqual([[]]);
  });

  test.each(table)("$row.start refuses missing ids", ({ call, row }) => {
    expect(() => call.start.params.decode({})).toThrow(`${row.ids}: expected an array, found nothing`);
  });

  test.each(table)("$row.start refuses an id that is not a string", ({ call, row }) => {
    expect(() => call.start.params.decode({ [row.ids]: ["x1", 2] })).toThrow(
      `${row.ids}[1]: expected a string, found the number 2`,
    );
  });

  test.each(table)("$row.start refuses an unknown name", ({ call, row }) => {
    expect(() => call.start.params.decode({ [row.ids]: [], more: 1 })).toThrow(
      `expected no parameters except ${row.ids}, found more`,
    );
  });

  test.each(table)("the result of $row.start is null", ({ call }) => {
    expect(call.start.result.encode(undefined as never)).toBeNull();
  });
});

describe("the messages of an import", () => {
  test.each(table)("$row.success is encoded", ({ call, row }) => {
    expect(call.success.params.encode({ id: "x1", value: row.value } as never)).toStrictEqual(row.wire);
  });

  test.each(table)("$row.success is decoded", ({ call, row }) => {
    expect(call.success.params.decode(row.wire)).toStrictEqual({ id: "x1", value: row.value });
  });

  test.each(table)("$kind has an empty value", ({ call, row }) => {
    expect(call.empty("x1")).toStrictEqual(row.empty);
  });

  test.each(table)("the empty value of $kind is encoded", ({ call, row }) => {
    expect(call.success.params.encode({ id: "x1", value: row.empty } as never)).toStrictEqual(row.wireOfEmpty);
  });

  test.each(table.filter(({ row }) => row.empty === null))(
    "an undefined value of $kind is null on the wire",
    ({ call, row }) => {
      expect(call.success.params.encode({ id: "x1", value: undefined } as never)).toStrictEqual(row.wireOfEmpty);
    },
  );

  test.each(table.filter(({ row }) => row.empty === null))("a null value of $kind is decoded", ({ call, row }) => {
    expect(call.success.params.decode(row.wireOfEmpty)).toStrictEqual({ id: "x1", value: null });
  });

  test.each(table.filter(({ row }) => row.empty !== null))("an undefined value of $kind is refused", ({ call }) => {
    expect(() => call.success.params.encode({ id: "x1", value: undefined } as never)).toThrow(", found nothing");
  });

  test.each(table)("$row.failure is encoded", ({ call, row }) => {
    const error = { code: 2, message: "Backend not available", data: { internal_type: "BackendNotAvailable" } };
    expect(call.failure.params.encode({ id: "x1", error } as never)).toStrictEqual({ [row.id]: "x1", error });
  });

  test.each(table)("$row.failure is decoded", ({ call, row }) => {
    const error = { code: 0, message: "Unknown error" };
    expect(call.failure.params.decode({ [row.id]: "x1", error })).toStrictEqual({ id: "x1", error });
  });

  test.each(table)("$row.failure refuses a missing error", ({ call, row }) => {
    expect(() => call.failure.params.decode({ [row.id]: "x1" })).toThrow(
      "error: expected an error with code, message, data?, found nothing",
    );
  });

  test.each(table)("$row.finished has null as params", ({ call }) => {
    expect(call.finished.params.encode(undefined as never)).toBeNull();
  });

  test.each(table)("$row.success ignores an unknown name", ({ call, row }) => {
    expect(call.success.params.decode({ ...row.wire, more: 1 })).toStrictEqual(call.success.params.decode(row.wire));
  });

  test.each(table.filter(({ kind }) => !withIdInValue.includes(kind)))(
    "$row.success refuses a missing id",
    ({ call, row }) => {
      const wire = Object.fromEntries(Object.entries(row.wire).filter(([name]) => name !== row.id));
      expect(() => call.success.params.decode(wire)).toThrow(`${row.id}: expected a string, found nothing`);
    },
  );

  test.each(table.filter(({ kind }) => withIdInValue.includes(kind)))(
    "$row.success refuses a value with another id",
    ({ call, row }) => {
      expect(() => call.success.params.encode({ id: "other", value: row.value } as never)).toThrow(
        'expected "other", found',
      );
    },
  );

  test("the notification that one subscription is finished is encoded", () => {
    expect(imports.subscriptionGames.itemFinished?.params.encode({ id: "Gold" })).toStrictEqual({
      subscription_name: "Gold",
    });
  });

  test("the notification that one subscription is finished is decoded", () => {
    expect(imports.subscriptionGames.itemFinished?.params.decode({ subscription_name: "Gold" })).toStrictEqual({
      id: "Gold",
    });
  });

  test.each([
    [
      "unlockedAchievements[1].unlockTime",
      () =>
        imports.achievements.success.params.encode({
          id: "x",
          value: [
            { unlockTime: 1, achievementId: "a" },
            { unlockTime: 1548421241000, achievementId: "b" },
          ],
        }),
    ],
    [
      "gameTime.timePlayed",
      () => imports.gameTimes.success.params.encode({ id: "x", value: { gameId: "x", timePlayed: 0.5 } }),
    ],
    [
      "gameLibrarySettings.tags[0]",
      () => imports.librarySettings.success.params.encode({ id: "x", value: { gameId: "x", tags: [5] } } as never),
    ],
    ["osCompatibility", () => imports.osCompatibilities.success.params.encode({ id: "x", value: "linux" } as never)],
    ["localSize", () => imports.localSizes.success.params.encode({ id: "x", value: -1 })],
    [
      "presence.presenceState",
      () => imports.userPresences.success.params.encode({ id: "x", value: { presenceState: "busy" } } as never),
    ],
    [
      "subscriptionGames[0].gameTitle",
      () => imports.subscriptionGames.success.params.encode({ id: "x", value: [{ gameId: "g" }] } as never),
    ],
  ])("an invalid value is reported by the author's names: %s", (path, encode) => {
    expect(encode).toThrow(`${path}: expected `);
  });
});
