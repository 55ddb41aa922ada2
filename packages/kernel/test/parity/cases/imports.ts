import {
  Achievements,
  BackendError,
  FailedParsingManifest,
  GameTimes,
  ImportComplete,
  ImportContext,
  type ImportKind,
  LibrarySettings,
  LocalSizes,
  OSCompatibilities,
  OSCompatibility,
  PresenceState,
  Rpc,
  SubscriptionGames,
  UserPresences,
} from "@galaxy-kit/sdk";
import { type Base, type Case, errorJson, expectCall, integration, method, untyped } from "./case.js";

/** An import of one kind: the ids requested, the value of each, and the messages on the wire. */
interface Import {
  readonly kind: ImportKind;
  readonly decorator: () => unknown;
  readonly start: string;
  /** The name of the parameter that contains the ids. */
  readonly ids: string;
  /** The name of the id in a message. */
  readonly id: string;
  readonly context: unknown;
  /** Each id with the value returned for it and the parameters of the resulting message. */
  readonly items: readonly (readonly [id: string, value: unknown, params: string])[];
  readonly success: string;
  readonly failure: string;
  readonly finished: string;
  /** Sent after the last message of an id. */
  readonly itemFinished?: string;
  /** An error that the method can throw, besides other exceptions. */
  readonly error: typeof BackendError | typeof FailedParsingManifest;
}

/** Like the Python API, whose tests pin the refusal of an import while one of its kind is running. */
const refusing = { whileRunning: "refuse" } as const;

const IMPORTS: readonly Import[] = [
  {
    kind: "achievements",
    decorator: () => Achievements(refusing),
    start: "start_achievements_import",
    ids: "game_ids",
    id: "game_id",
    context: 5,
    items: [
      [
        "14",
        [
          { achievementId: "lvl10", unlockTime: 1548421241 },
          { achievementName: "Got level 20", unlockTime: 1548422395 },
          { achievementId: "lvl30", achievementName: "Got level 30", unlockTime: 1548495633 },
        ],
        '{"game_id":"14","unlocked_achievements":[{"achievement_id":"lvl10","unlock_time":1548421241},{"achievement_name":"Got level 20","unlock_time":1548422395},{"achievement_id":"lvl30","achievement_name":"Got level 30","unlock_time":1548495633}]}',
      ],
    ],
    success: "game_achievements_import_success",
    failure: "game_achievements_import_failure",
    finished: "achievements_import_finished",
    error: BackendError,
  },
  {
    kind: "gameTimes",
    decorator: () => GameTimes(refusing),
    start: "start_game_times_import",
    ids: "game_ids",
    id: "game_id",
    context: "abc",
    items: [
      [
        "3",
        { gameId: "3", timePlayed: 60, lastPlayedTime: 1549550504 },
        '{"game_time":{"game_id":"3","time_played":60,"last_played_time":1549550504}}',
      ],
      ["5", { gameId: "5", timePlayed: 10 }, '{"game_time":{"game_id":"5","time_played":10}}'],
      [
        "7",
        { gameId: "7", timePlayed: undefined, lastPlayedTime: 1549550502 },
        '{"game_time":{"game_id":"7","last_played_time":1549550502}}',
      ],
    ],
    success: "game_time_import_success",
    failure: "game_time_import_failure",
    finished: "game_times_import_finished",
    error: BackendError,
  },
  {
    kind: "librarySettings",
    decorator: () => LibrarySettings(refusing),
    start: "start_game_library_settings_import",
    ids: "game_ids",
    id: "game_id",
    context: "abc",
    items: [
      ["3", { gameId: "3", hidden: true }, '{"game_library_settings":{"game_id":"3","hidden":true}}'],
      [
        "5",
        { gameId: "5", tags: [], hidden: false },
        '{"game_library_settings":{"game_id":"5","tags":[],"hidden":false}}',
      ],
      [
        "7",
        { gameId: "7", tags: ["tag1", "tag2", "tag3"] },
        '{"game_library_settings":{"game_id":"7","tags":["tag1","tag2","tag3"]}}',
      ],
    ],
    success: "game_library_settings_import_success",
    failure: "game_library_settings_import_failure",
    finished: "game_library_settings_import_finished",
    error: BackendError,
  },
  {
    kind: "osCompatibilities",
    decorator: () => OSCompatibilities(refusing),
    start: "start_os_compatibility_import",
    ids: "game_ids",
    id: "game_id",
    context: "abc",
    items: [
      ["666", OSCompatibility.Linux, '{"game_id":"666","os_compatibility":4}'],
      ["13", null, '{"game_id":"13","os_compatibility":null}'],
      ["42", OSCompatibility.Windows | OSCompatibility.MacOS, '{"game_id":"42","os_compatibility":3}'],
    ],
    success: "os_compatibility_import_success",
    failure: "os_compatibility_import_failure",
    finished: "os_compatibility_import_finished",
    error: BackendError,
  },
  {
    kind: "localSizes",
    decorator: () => LocalSizes(refusing),
    start: "start_local_size_import",
    ids: "game_ids",
    id: "game_id",
    context: { abc: "def" },
    items: [
      ["777", 100_000_000_000, '{"game_id":"777","local_size":100000000000}'],
      ["13", undefined, '{"game_id":"13","local_size":null}'],
      ["42", 3333333, '{"game_id":"42","local_size":3333333}'],
    ],
    success: "local_size_import_success",
    failure: "local_size_import_failure",
    finished: "local_size_import_finished",
    error: FailedParsingManifest,
  },
  {
    kind: "userPresences",
    decorator: () => UserPresences(refusing),
    start: "start_user_presence_import",
    ids: "user_id_list",
    id: "user_id",
    context: "abc",
    items: [
      [
        "666",
        { presenceState: PresenceState.Unknown, gameId: "game-id1", inGameStatus: "unknown state" },
        '{"user_id":"666","presence":{"presence_state":"unknown","game_id":"game-id1","in_game_status":"unknown state"}}',
      ],
      [
        "13",
        { presenceState: PresenceState.Offline, inGameStatus: "Going to grandma's house" },
        '{"user_id":"13","presence":{"presence_state":"offline","in_game_status":"Going to grandma\'s house"}}',
      ],
      [
        "42",
        { presenceState: PresenceState.Online, gameId: "game-id3", gameTitle: "game-title3", inGameStatus: "Pew pew" },
        '{"user_id":"42","presence":{"presence_state":"online","game_id":"game-id3","game_title":"game-title3","in_game_status":"Pew pew"}}',
      ],
      [
        "69",
        { presenceState: PresenceState.Away, gameTitle: "game-title4", inGameStatus: "AFKKTHXBY" },
        '{"user_id":"69","presence":{"presence_state":"away","game_title":"game-title4","in_game_status":"AFKKTHXBY"}}',
      ],
      [
        "22",
        { presenceState: PresenceState.Away, gameTitle: "game-title5", fullStatus: "Playing game-title5: In Menu" },
        '{"user_id":"22","presence":{"presence_state":"away","game_title":"game-title5","full_status":"Playing game-title5: In Menu"}}',
      ],
    ],
    success: "user_presence_import_success",
    failure: "user_presence_import_failure",
    finished: "user_presence_import_finished",
    error: BackendError,
  },
  {
    kind: "subscriptionGames",
    decorator: () => SubscriptionGames(refusing),
    start: "start_subscription_games_import",
    ids: "subscription_names",
    id: "subscription_name",
    context: 5,
    items: [
      [
        "sub_a",
        [
          { gameTitle: "game A", gameId: "game_A" },
          { gameTitle: "game B", gameId: "game_B", startTime: 1548495632 },
          { gameTitle: "game C", gameId: "game_C", endTime: 1548495633 },
          { gameTitle: "game D", gameId: "game_D", startTime: 1548495632, endTime: 1548495633 },
        ],
        '{"subscription_name":"sub_a","subscription_games":[{"game_title":"game A","game_id":"game_A"},{"game_title":"game B","game_id":"game_B","start_time":1548495632},{"game_title":"game C","game_id":"game_C","end_time":1548495633},{"game_title":"game D","game_id":"game_D","start_time":1548495632,"end_time":1548495633}]}',
      ],
    ],
    success: "subscription_games_import_success",
    failure: "subscription_games_import_failure",
    finished: "subscription_games_import_finished",
    itemFinished: "subscription_games_partial_import_finished",
    error: BackendError,
  },
];

const lines = (...list: readonly (string | undefined)[]): string =>
  list.filter((line) => line !== undefined).join("\n");

function casesOf(one: Import): Case[] {
  const { kind, start, items, error } = one;
  const ids = items.map(([id]) => id);
  const [first = ""] = ids;

  const asked = (requestId: string, asks: readonly string[]): string =>
    `> {"jsonrpc":"2.0","id":"${requestId}","method":"${start}","params":{"${one.ids}":${JSON.stringify(asks)}}}`;
  const accepted = (requestId: string): string => `< {"jsonrpc":"2.0","id":"${requestId}","result":null}`;
  const message = (name: string, params: string): string => `< {"jsonrpc":"2.0","method":"${name}","params":${params}}`;
  const itemFinished = (id: string): string | undefined =>
    one.itemFinished && message(one.itemFinished, `{"${one.id}":"${id}"}`);
  const finished = message(one.finished, "null");
  const failed = (id: string, json: string): string => message(one.failure, `{"${one.id}":"${id}","error":${json}}`);

  /** Returns a method that returns the result of `valueOf` in the form that the kind expects. */
  const itemsOf = (valueOf: (this: Base, id: string, context: unknown) => unknown) =>
    kind === "subscriptionGames"
      ? untyped(one.decorator(), async function* (this: Base, id: string, context: unknown) {
          yield await valueOf.call(this, id, context);
        })
      : untyped(one.decorator(), valueOf);

  const known = new Map(items.map(([id, value]) => [id, value]));
  const { code, message: text, name } = new error();
  const details = { Details: "Unexpected backend error" };
  return [
    {
      name: `${start}: the context is prepared with all ids and passed on to each, and the finished message comes last`,
      plugin: integration(
        method(ImportContext(kind), (all) => {
          expectCall([all], [ids]);
          return one.context;
        }),
        itemsOf((id, context) => {
          expectCall([context], [one.context]);
          return known.get(id);
        }),
        method(ImportComplete(kind), function () {
          this.report("complete");
        }),
      ),
      dialogue: lines(
        asked("3", ids),
        accepted("3"),
        ...items.flatMap(([id, , params]) => [message(one.success, params), itemFinished(id)]),
        finished,
        message("called", '{"complete":[]}'),
      ),
    },
    {
      name: `${start}: ${name} fails only its id`,
      plugin: integration(
        itemsOf(() => {
          throw new error();
        }),
      ),
      dialogue: lines(
        asked("3", [first]),
        accepted("3"),
        failed(first, errorJson(code, text, name)),
        itemFinished(first),
        finished,
      ),
    },
    {
      name: `${start}: any other exception is an UnknownError with a generic message`,
      plugin: integration(
        itemsOf(() => {
          throw new TypeError("a secret of the platform");
        }),
      ),
      dialogue: lines(
        asked("55", [first]),
        accepted("55"),
        failed(first, errorJson(0, "Unknown error", "UnknownError")),
        itemFinished(first),
        finished,
      ),
    },
    {
      name: `${start}: an error of the context is the response, and nothing follows`,
      plugin: integration(
        method(ImportContext(kind), () => {
          throw new BackendError(undefined, { data: details });
        }),
        itemsOf(() => {
          throw new Error("This must not be called.");
        }),
      ),
      dialogue: lines(
        asked("31415", [first]),
        `< {"jsonrpc":"2.0","id":"31415","error":{"code":4,"message":"Backend error","data":{"Details":"Unexpected backend error","internal_type":"BackendError"}}}`,
        // It can be requested again.
        asked("31416", [first]),
        `< {"jsonrpc":"2.0","id":"31416","error":{"code":4,"message":"Backend error","data":{"Details":"Unexpected backend error","internal_type":"BackendError"}}}`,
      ),
    },
    {
      name: `${start}: a second one is rejected while one runs, whatever ids it requests`,
      plugin: integration(...heldBack(itemsOf, known)),
      dialogue: lines(
        asked("3", [first]),
        accepted("3"),
        asked("4", ["other", "ids"]),
        `< {"jsonrpc":"2.0","id":"4","error":${errorJson(600, "Import already in progress", "ImportInProgress")}}`,
        '> {"jsonrpc":"2.0","method":"go"}',
        ...items.slice(0, 1).map(([, , params]) => message(one.success, params)),
        itemFinished(first),
        finished,
        asked("5", []),
        accepted("5"),
        finished,
      ),
    },
    {
      name: `${start}: the context of a rejected import is not prepared`,
      plugin: integration(
        method(ImportContext(kind), function (all) {
          this.report("prepare", ...all);
          return new Promise(() => undefined);
        }),
        itemsOf(() => undefined),
      ),
      dialogue: lines(
        asked("3", ["one"]),
        message("called", '{"prepare":["one"]}'),
        asked("4", ["two"]),
        `< {"jsonrpc":"2.0","id":"4","error":${errorJson(600, "Import already in progress", "ImportInProgress")}}`,
      ),
    },
  ];
}

/** Returns a method that waits for the client to send `go`, so that a case controls how long an import runs. */
function heldBack(
  items: (valueOf: (id: string) => unknown) => ReturnType<typeof untyped>,
  known: ReadonlyMap<string, unknown>,
) {
  let go = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  return [
    items(async (id) => {
      await gone;
      return known.get(id);
    }),
    method(Rpc("go"), () => {
      go();
    }),
  ];
}

const achievement = (value: object) => untyped(Achievements(), () => [value]);
const start =
  '> {"jsonrpc":"2.0","id":"3","method":"start_achievements_import","params":{"game_ids":["14"]}}\n< {"jsonrpc":"2.0","id":"3","result":null}';
const rejected = (found: string): string =>
  `< {"jsonrpc":"2.0","method":"game_achievements_import_failure","params":{"game_id":"14","error":${errorJson(0, `Integration.method0 (@Achievements()) returned an invalid value for "14": unlockedAchievements[0]${found}`, "UnknownError")}}}`;
const end = '< {"jsonrpc":"2.0","method":"achievements_import_finished","params":null}';

/** Everything that the client requests with a list of ids. */
export const importCases: readonly Case[] = [
  ...IMPORTS.flatMap(casesOf),
  {
    name: "an achievement without an unlock time is rejected (Python: when it is created; here: when it would be sent)",
    plugin: integration(achievement({ achievementId: "lvl30", achievementName: "Got level 30" })),
    dialogue: lines(start, rejected(".unlockTime: expected whole seconds since 1970, found nothing"), end),
  },
  {
    name: "an achievement without an id or a name is rejected (Python: when it is created; here: when it would be sent)",
    plugin: integration(achievement({ unlockTime: 1234567890 })),
    dialogue: lines(
      start,
      rejected(
        ": expected an Achievement with an achievementId or an achievementName, found an object with unlockTime",
      ),
      end,
    ),
  },
  {
    name: "a null page of a subscription is sent as null",
    plugin: integration(
      method(SubscriptionGames(), async function* () {
        yield await Promise.resolve(null);
      }),
    ),
    dialogue: lines(
      '> {"jsonrpc":"2.0","id":"3","method":"start_subscription_games_import","params":{"subscription_names":["sub_a"]}}',
      '< {"jsonrpc":"2.0","id":"3","result":null}',
      '< {"jsonrpc":"2.0","method":"subscription_games_import_success","params":{"subscription_name":"sub_a","subscription_games":null}}',
      '< {"jsonrpc":"2.0","method":"subscription_games_partial_import_finished","params":{"subscription_name":"sub_a"}}',
      '< {"jsonrpc":"2.0","method":"subscription_games_import_finished","params":null}',
    ),
  },
  {
    name: "a subscription's pages are sent one by one, and an error after some pages finishes it",
    plugin: integration(
      method(SubscriptionGames(), async function* () {
        yield await Promise.resolve([{ gameTitle: "game A", gameId: "game_A" }]);
        yield null;
        throw new BackendError();
      }),
    ),
    dialogue: lines(
      '> {"jsonrpc":"2.0","id":"3","method":"start_subscription_games_import","params":{"subscription_names":["sub_a"]}}',
      '< {"jsonrpc":"2.0","id":"3","result":null}',
      '< {"jsonrpc":"2.0","method":"subscription_games_import_success","params":{"subscription_name":"sub_a","subscription_games":[{"game_title":"game A","game_id":"game_A"}]}}',
      '< {"jsonrpc":"2.0","method":"subscription_games_import_success","params":{"subscription_name":"sub_a","subscription_games":null}}',
      `< {"jsonrpc":"2.0","method":"subscription_games_import_failure","params":{"subscription_name":"sub_a","error":${errorJson(4, "Backend error", "BackendError")}}}`,
      '< {"jsonrpc":"2.0","method":"subscription_games_partial_import_finished","params":{"subscription_name":"sub_a"}}',
      '< {"jsonrpc":"2.0","method":"subscription_games_import_finished","params":null}',
    ),
  },
];
