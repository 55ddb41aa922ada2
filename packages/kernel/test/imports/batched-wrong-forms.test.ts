import { Achievements, SubscriptionGames } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { errors } from "../support/kinds.js";
import { notification, response, startRig } from "../support/rig.js";

const unknown = (message: string): object => ({ ...errors.unknown, message });

describe("a batched import whose method returns", () => {
  const notMap = (found: string): string =>
    `Author.handle (@Achievements({ batched: true })) must return a Map or an async iterable of [id, value], but returned ${found}`;
  const notEntry = (found: string): string =>
    `Author.handle (@Achievements({ batched: true })) returned an entry that is not [id, value] with a string id: ${found}`;

  it.each([
    { what: "nothing", returns: undefined, message: notMap("nothing") },
    { what: "null", returns: null, message: notMap("null") },
    { what: "a plain object", returns: { 1: [] }, message: notMap("an object with 1") },
    { what: "a number", returns: 5, message: notMap("the number 5") },
    { what: "a string", returns: "text", message: notMap('"text"') },
    { what: "a list of values", returns: [[], []], message: notEntry("found an array of 0") },
    {
      what: "a list of models",
      returns: [{ unlockTime: 1, achievementId: "a" }],
      message: notEntry("found an object with unlockTime, achievementId"),
    },
    { what: "a Set", returns: new Set(["1"]), message: notEntry('found "1"') },
    { what: "a Map with numbers as ids", returns: new Map([[1, []]]), message: notEntry("its id is the number 1") },
  ])("$what fails every id with the expected type", async ({ returns, message }) => {
    const rig = await startRig(integration({ handle: [Achievements({ batched: true }) as never, () => returns] }));
    await rig.send({ jsonrpc: "2.0", id: "7", method: "start_achievements_import", params: { game_ids: ["1"] } });
    expect(rig.take()).toEqual([
      response("7", null),
      notification("game_achievements_import_failure", { game_id: "1", error: unknown(message) }),
      notification("achievements_import_finished", null),
    ]);
    expect(rig.log.text).toContain(message.replaceAll('"', '\\"'));
  });

  it("an invalid value fails only its id, with the path of the error", async () => {
    const handle = () =>
      new Map<string, unknown>([
        ["1", [{ unlockTime: 5, achievementId: "a" }]],
        ["2", [{ unlockTime: 5 }]],
        ["3", undefined],
      ]);
    const rig = await startRig(integration({ handle: [Achievements({ batched: true }) as never, handle] }));
    await rig.request("start_achievements_import", { game_ids: ["1", "2", "3"] });
    const prefix = "Author.handle (@Achievements({ batched: true })) returned an invalid value for";
    expect(rig.take().slice(1)).toEqual([
      notification("game_achievements_import_success", {
        game_id: "1",
        unlocked_achievements: [{ unlock_time: 5, achievement_id: "a" }],
      }),
      notification("game_achievements_import_failure", {
        game_id: "2",
        error: unknown(
          `${prefix} "2": unlockedAchievements[0]: expected an Achievement with an achievementId or an achievementName, found an object with unlockTime`,
        ),
      }),
      notification("game_achievements_import_failure", {
        game_id: "3",
        error: unknown(`${prefix} "3": unlockedAchievements: expected an array, found nothing`),
      }),
      notification("achievements_import_finished", null),
    ]);
  });

  it("something other than an iterable of pages fails the subscription and finishes it", async () => {
    for (const [returns, found] of [
      [undefined, "nothing"],
      [5, "the number 5"],
      [Promise.resolve([]), "a Promise"],
      [{ games: [] }, "an object with games"],
    ] as const) {
      const message = `Author.handle (@SubscriptionGames()) must return an async iterable of pages (use an async * method), but returned ${found}`;
      const rig = await startRig(integration({ handle: [SubscriptionGames() as never, () => returns] }));
      await rig.request("start_subscription_games_import", { subscription_names: ["Pass"] });
      expect(rig.take().slice(1)).toEqual([
        notification("subscription_games_import_failure", {
          subscription_name: "Pass",
          error: unknown(message),
        }),
        notification("subscription_games_partial_import_finished", { subscription_name: "Pass" }),
        notification("subscription_games_import_finished", null),
      ]);
      expect(rig.log.entries.at(-1)).toEqual({
        time: expect.any(String),
        level: "error",
        logger: "Author",
        message,
        place: "Author.handle",
        ids: ["Pass"],
      });
    }
  });
});
