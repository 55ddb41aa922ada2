import {
  Achievements,
  Authenticate,
  BackendError,
  Friends,
  GalaxyClient,
  GameTimes,
  LibrarySettings,
  LicenseType,
  LocalGames,
  LocalGameState,
  OwnedGames,
  PassLoginCredentials,
  PersistentCache,
  Rpc,
  SubscriptionGames,
  Subscriptions,
  UserPresences,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, type Methods } from "../support/author.js";
import { notification, type Rig, startRig } from "../support/rig.js";

const licenseInfo = { licenseType: LicenseType.SinglePurchase };
const game = (gameId: unknown, gameTitle: unknown = "Tide", more = {}) => ({ gameId, gameTitle, licenseInfo, ...more });
const authParams = { windowTitle: "", windowWidth: 1, windowHeight: 1, startUri: "", endUriRegex: "" };
const half = "Farm \u{1F69C}".slice(0, 6);

const startWith = (...handle: Methods[string]): Promise<Rig> => startRig(integration({ handle }));
const returning = (result: unknown) => () => result;

/** Returns the ids of a list in a response. */
const idsIn = (response: unknown, list: string, id: string): unknown =>
  ((response as { result: Record<string, Record<string, unknown>[]> }).result[list] ?? []).map((each) => each[id]);

const lists = [
  {
    decorator: OwnedGames(),
    method: "import_owned_games",
    list: ["owned_games", "game_id"],
    good: game,
    bad: game("bad", null),
    finding: "ownedGames[1].gameTitle: expected a string, found null",
  },
  {
    decorator: LocalGames(),
    method: "import_local_games",
    list: ["local_games", "game_id"],
    good: (gameId: string) => ({ gameId, localGameState: LocalGameState.Installed }),
    bad: { gameId: "bad", localGameState: 8 },
    finding:
      "localGames[1].localGameState: expected a combination of LocalGameState.Installed and Running, or None, found the number 8",
  },
  {
    decorator: Friends(),
    method: "import_friends",
    list: ["friend_info_list", "user_id"],
    good: (userId: string) => ({ userId, userName: "Ada" }),
    bad: { userId: " ", userName: "Ada" },
    finding: 'friendInfoList[1].userId: expected an id that is not blank, found " "',
  },
  {
    decorator: Subscriptions(),
    method: "import_subscriptions",
    list: ["subscriptions", "subscription_name"],
    good: (subscriptionName: string) => ({ subscriptionName }),
    bad: null,
    finding:
      "subscriptions[1]: expected a Subscription with subscriptionName, owned?, endTime?, subscriptionDiscovery?, found null",
  },
] as const;

describe("an invalid element of a list", () => {
  it.each(lists)(
    "of $method is left out and named, and the others are sent in their order",
    async ({ decorator, method, list: [list, id], good, bad, finding }) => {
      const rig = await startWith(decorator, returning([good("z"), bad, good("a")]));
      expect(idsIn(await rig.request(method), list, id)).toEqual(["z", "a"]);
      expect(rig.log.messages("error")).toEqual([
        expect.stringMatching(/^Author\.handle \(@\w+\(\)\) returned an invalid value, which was left out: /),
      ]);
      expect(rig.log.messages("error")[0]).toContain(finding);
      expect(rig.log.entries.at(-1)).toMatchObject({ place: "Author.handle", values: [bad] });
    },
  );

  it("is counted, whatever is wrong, however large the list", async () => {
    const throwing = {
      get gameId() {
        throw new Error("lazy");
      },
    };
    const bad = [game(5), game("", "No id"), { ...game("x"), licenseInfo: "owned" }, undefined, throwing, game(6)];
    const games = [...bad, ...Array.from({ length: 600 }, (_, index) => game(`g${index}`))];
    const rig = await startWith(OwnedGames(), returning(games));
    expect(idsIn(await rig.request("import_owned_games"), "owned_games", "game_id")).toHaveLength(600);
    const [message] = rig.log.messages("error");
    expect(message).toContain(
      "returned 6 invalid values, which were left out: ownedGames[0].gameId: expected a string",
    );
    expect(message).toContain("ownedGames[4]: expected a value that can be read, found Error: lazy");
    expect(message).toMatch(/; …$/);
  });

  it("fails the call if more than half of the list is invalid", async () => {
    const rig = await startWith(OwnedGames(), returning([game("a"), game("b", null), game("c", 5)]));
    expect(await rig.request("import_owned_games")).toMatchObject({
      error: {
        message:
          "Author.handle (@OwnedGames()) returned an invalid result: ownedGames[1].gameTitle: expected a string, found null (2 of 3 elements are invalid)",
      },
    });
  });

  it("is left out of the DLC of a game; a game with more than half of its DLC invalid is left out itself", async () => {
    const dlc = (dlcId: string, dlcTitle: unknown) => ({ dlcId, dlcTitle, licenseInfo });
    const dlcs = [dlc("d1", "One"), dlc("d2", null)];
    const rig = await startWith(OwnedGames(), () => [
      game("a", "A", { dlcs }),
      game("b", "B", { dlcs: dlcs.slice(1) }),
      game("c"),
    ]);
    const response = await rig.request("import_owned_games");
    expect(response).toMatchObject({ result: { owned_games: [{ dlcs: [{ dlc_id: "d1" }] }, { game_id: "c" }] } });
    expect(rig.log.messages("error")[0]).toContain(
      "returned 2 invalid values, which were left out: ownedGames[0].dlcs[1].dlcTitle: expected a string, found null; ownedGames[1].dlcs[0].dlcTitle: expected a string, found null",
    );

    rig.take();
    rig.plugin.resolve(GalaxyClient).addGame(game("a", "A", { dlcs }) as never);
    await rig.settled();
    expect(rig.take()).toMatchObject([{ params: { owned_game: { dlcs: [{ dlc_id: "d1" }] } } }]);
    expect(rig.log.messages("error").at(-1)).toContain("owned_game_added was sent with an invalid value");
  });

  it("is left out of the achievements of a game, and of a page of a subscription", async () => {
    const rig = await startRig(
      integration({
        achievements: [Achievements(), () => [{ unlockTime: 1, achievementId: "ok" }, { unlockTime: null }]],
        games: [
          SubscriptionGames() as never,
          () => [[{ gameId: "s1", gameTitle: "S1" }, { gameId: "s2" }], [{ gameId: "s3", gameTitle: "S3" }]],
        ],
        settings: [LibrarySettings(), (gameId: string) => ({ gameId, tags: ["rpg", 5] })],
      } as never),
    );
    await rig.request("start_achievements_import", { game_ids: ["a", "b"] });
    expect(rig.take().slice(1, 3)).toEqual(
      ["a", "b"].map((game_id) =>
        notification("game_achievements_import_success", {
          game_id,
          unlocked_achievements: [{ unlock_time: 1, achievement_id: "ok" }],
        }),
      ),
    );
    await rig.request("start_subscription_games_import", { subscription_names: ["Pass"] });
    expect(rig.take().slice(1, 3)).toMatchObject([
      { params: { subscription_games: [{ game_id: "s1" }] } },
      { params: { subscription_games: [{ game_id: "s3" }] } },
    ]);
    await rig.request("start_game_library_settings_import", { game_ids: ["a"] });
    expect(rig.take()[1]).toMatchObject({ params: { game_library_settings: { tags: ["rpg"] } } });
    expect(rig.log.messages("error")).toEqual([
      expect.stringContaining("2 invalid values, which were left out: a.unlockedAchievements[1].unlockTime: expected"),
      expect.stringContaining("an invalid value, which was left out: Pass.subscriptionGames[1].gameTitle: expected"),
      expect.stringContaining("an invalid value, which was left out: a.gameLibrarySettings.tags[1]: expected"),
    ]);
  });
});

describe("a text", () => {
  it("with half of a surrogate pair is repaired and reported, wherever it is", async () => {
    const rig = await startRig(
      integration({
        owned: [OwnedGames(), () => [game("a", half), game("b", "Good")]],
        presence: [UserPresences(), () => ({ presenceState: "online", fullStatus: half })],
        login: [Authenticate(), () => ({ userId: "u", userName: half })],
        friends: [
          Friends(),
          () => {
            throw new Error(half);
          },
        ],
        subscriptions: [
          Subscriptions(),
          () => {
            throw new BackendError(undefined, { data: { [half]: half } });
          },
        ],
        next: [PassLoginCredentials(), () => ({ nextStep: "web_session", authParams, js: { [half]: [half] } })],
        own: [Rpc("own"), () => ({ [half]: [half, "C:\\ud83d"] })],
      } as never),
    );
    await rig.request("import_owned_games");
    await rig.request("start_user_presence_import", { user_id_list: ["f"] });
    await rig.request("init_authentication");
    await rig.request("import_friends");
    await rig.request("import_subscriptions");
    await rig.request("pass_login_credentials", { step: "", credentials: { end_uri: "" }, cookies: [] });
    expect(await rig.request("own")).toEqual({ result: { "Farm \ufffd": ["Farm \ufffd", "C:\\ud83d"] } });
    const galaxy = rig.plugin.resolve(GalaxyClient);
    galaxy.updateGame(game("a", half) as never);
    galaxy.storeCredentials({ [half]: half });
    galaxy.notify("other", { [half]: [half] });
    const cache = rig.plugin.resolve(PersistentCache);
    cache.set(half, [half]);
    cache.push();
    await rig.settled();
    expect(rig.wire.lines.filter((line) => /(?<!\\)\\ud/.test(line))).toEqual([]);
    expect(rig.wire.lines.filter((line) => line.includes("Farm \ufffd"))).toHaveLength(11);
    expect(rig.log.messages("warn").filter((text) => text.includes("surrogate"))).toEqual([
      'Author.owned (@OwnedGames()) returned a string with half of a surrogate pair, which was replaced: ownedGames[0].gameTitle: "Farm \ufffd"',
      'Author.presence (@UserPresences()) returned a string with half of a surrogate pair, which was replaced: f.presence.fullStatus: "Farm \ufffd"',
      'Author.login (@Authenticate()) returned a string with half of a surrogate pair, which was replaced: userName: "Farm \ufffd"',
      'Author.next (@PassLoginCredentials()) returned 2 strings with half of a surrogate pair, which was replaced: js: "Farm \ufffd"; js: "Farm \ufffd"',
      'owned_game_updated was sent with a string with half of a surrogate pair, which was replaced: ownedGame.gameTitle: "Farm \ufffd"',
      'push_cache was sent with 2 strings with half of a surrogate pair, which was replaced: data: "Farm \ufffd"; data["***"][0]: "Farm \ufffd"',
    ]);
  });

  it("with a backslash that looks like one stays as it is", async () => {
    const rig = await startWith(OwnedGames(), returning([game("a", "C:\\ud83d")]));
    expect(await rig.request("import_owned_games")).toMatchObject({
      result: { owned_games: [{ game_title: "C:\\ud83d" }] },
    });
    expect(rig.warnings).toEqual([]);
  });

  it("that is blank is sent, and warned of once", async () => {
    const games = [game("a", ""), game("b", "  "), game("c", "\u200b"), game("d", "D")];
    const rig = await startWith(OwnedGames(), returning(games));
    for (let call = 0; call < 2; call++)
      expect(idsIn(await rig.request("import_owned_games"), "owned_games", "game_id")).toHaveLength(4);
    expect(rig.warnings).toEqual([
      'Author.handle (@OwnedGames()) returned 3 blank titles, names or ids: ownedGames[0].gameTitle: ""; ownedGames[1].gameTitle: "  "; ownedGames[2].gameTitle: "\u200b"',
    ]);
  });
});

describe("a mistake that the compiler cannot see", () => {
  it.each([
    { written: { lastPlayed: 5 }, hint: "gameTime.lastPlayed (did you mean lastPlayedTime?)" },
    { written: { last_played_time: 5 }, hint: "gameTime.last_played_time (did you mean lastPlayedTime?)" },
    { written: { lastPlayedTmie: 5 }, hint: "gameTime.lastPlayedTmie (did you mean lastPlayedTime?)" },
    { written: { rating: 5 }, hint: "gameTime.rating" },
  ])("a member that does not exist is named once: $hint", async ({ written, hint }) => {
    const rig = await startWith(GameTimes() as never, (gameId: string) => ({ gameId, timePlayed: 1, ...written }));
    for (let call = 0; call < 2; call++) await rig.request("start_game_times_import", { game_ids: ["a", "b"] });
    expect(rig.warnings).toEqual([
      `Author.handle (@GameTimes()) returned a member that does not exist, which was not sent: a.${hint}`,
    ]);
  });

  it("a play time with an owned game is named, with where it belongs", async () => {
    const rig = await startWith(OwnedGames(), returning([{ ...game("a"), timePlayed: 5 }]));
    await rig.request("import_owned_games");
    expect(rig.warnings).toEqual([
      "Author.handle (@OwnedGames()) returned a member that does not exist, which was not sent: " +
        "ownedGames[0].timePlayed (that is for @GameTimes() or the option `times` of a source)",
    ]);
  });

  it.each([{}, { batched: true }])("a value with another id fails the requested id, %j", async (options) => {
    const other = { gameId: "other", timePlayed: 1 };
    const handle = (asked: unknown): unknown => (Array.isArray(asked) ? new Map([["a", other]]) : other);
    const rig = await startWith(GameTimes(options as never) as never, handle);
    await rig.request("start_game_times_import", { game_ids: ["a"] });
    expect(rig.take().slice(1)).toMatchObject([
      {
        method: "game_time_import_failure",
        params: {
          game_id: "a",
          error: { message: expect.stringContaining('gameTime.gameId: expected "a", found "other"') },
        },
      },
      { method: "game_times_import_finished" },
    ]);
  });

  it.each([3, 300])("an id that occurs twice in a list of %i is sent, and warned of once", async (count) => {
    const games = [...Array.from({ length: count }, (_, index) => game(`g${index}`)), game("g1")];
    const rig = await startWith(OwnedGames(), returning(games));
    for (let call = 0; call < 2; call++)
      expect(idsIn(await rig.request("import_owned_games"), "owned_games", "game_id")).toHaveLength(count + 1);
    expect(rig.warnings).toEqual([
      `Author.handle (@OwnedGames()) returned an id more than once: ownedGames[${count}].gameId: "g1"`,
    ]);
  });
});
