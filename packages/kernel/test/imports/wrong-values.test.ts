import { BackendError, type ImportKind } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { errors, type Kind, kinds } from "../support/kinds.js";
import { startRig } from "../support/rig.js";

const kindOf = (kind: ImportKind): Kind => {
  const found = kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`unknown kind ${kind}`);
  return found;
};

const rows: readonly { readonly kind: ImportKind; readonly value: unknown; readonly where: string }[] = [
  {
    kind: "achievements",
    value: undefined,
    where: '@Achievements()) returned an invalid value for "1": unlockedAchievements: expected an array, found nothing',
  },
  {
    kind: "achievements",
    value: [{ unlockTime: 1.5, achievementId: "a" }],
    where:
      '@Achievements()) returned an invalid value for "1": unlockedAchievements[0].unlockTime: expected whole seconds since 1970, found the number 1.5',
  },
  {
    kind: "gameTimes",
    value: { gameId: "1", timePlayed: -1 },
    where:
      '@GameTimes()) returned an invalid value for "1": gameTime.timePlayed: expected a whole number, zero or more, found the number -1',
  },
  {
    kind: "gameTimes",
    value: null,
    where:
      '@GameTimes()) returned an invalid value for "1": gameTime: expected a GameTime with gameId, timePlayed?, lastPlayedTime?, found null',
  },
  {
    kind: "librarySettings",
    value: { gameId: "1", tags: "rpg" },
    where:
      '@LibrarySettings()) returned an invalid value for "1": gameLibrarySettings.tags: expected an array, found "rpg"',
  },
  {
    kind: "osCompatibilities",
    value: 8,
    where:
      '@OSCompatibilities()) returned an invalid value for "1": osCompatibility: expected a combination of OSCompatibility.Windows, MacOS and Linux, found the number 8',
  },
  {
    kind: "localSizes",
    value: 0.5,
    where:
      '@LocalSizes()) returned an invalid value for "1": localSize: expected a whole number, zero or more, found the number 0.5',
  },
  {
    kind: "userPresences",
    value: { presenceState: "busy" },
    where:
      '@UserPresences()) returned an invalid value for "1": presence.presenceState: expected "unknown" or "online" or "offline" or "away", found "busy"',
  },
];

describe("an invalid value in an import", () => {
  it.each(rows)("of $kind fails its id with Class.method and the path: $where", async ({ kind, value, where }) => {
    const { decorate, start, idsName, value: right, success, failure, finished } = kindOf(kind);
    const handle = (id: string): unknown => (id === "1" ? value : right(id));
    const rig = await startRig(integration({ handle: [decorate({ concurrency: 1 }), handle] }));
    await rig.request(start, { [idsName]: ["1", "2"] });
    const message = `Author.handle (${where}`;
    expect(rig.take().slice(1)).toEqual([failure("1", { ...errors.unknown, message }), success("2"), finished]);
    expect(rig.log.messages("error")).toEqual([message]);
  });

  const { decorate, start, success, value, failure, finished } = kindOf("achievements");
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;

  it.each([
    {
      what: "per item",
      options: { concurrency: 1 },
      handle: (id: string) => {
        if (id === "1") throw new BackendError("no", { data: circular as never });
        return value(id);
      },
    },
    {
      what: "batched",
      options: { batched: true } as const,
      handle: () =>
        new Map<string, unknown>([
          ["1", new BackendError("no", { data: { big: 1n } as never })],
          ["2", value("2")],
        ]),
    },
  ])(
    "an error whose data cannot be serialized as JSON fails its id without the data, $what",
    async ({ options, handle }) => {
      const rig = await startRig(integration({ handle: [decorate(options), handle] }));
      await rig.request(start, { game_ids: ["1", "2"] });
      const error = { code: 4, message: "no", data: { internal_type: "BackendError" } };
      expect(rig.take().slice(1)).toEqual([failure("1", error), success("2"), finished]);
    },
  );

  it("a value whose getter throws fails its id", async () => {
    const handle = (id: string): unknown =>
      id === "1"
        ? [
            {
              get unlockTime() {
                throw new Error("lazy");
              },
              achievementId: "a",
            },
          ]
        : value(id);
    const rig = await startRig(integration({ handle: [decorate({ concurrency: 1 }), handle] }));
    await rig.request(start, { game_ids: ["1", "2"] });
    expect(rig.take().slice(1)).toEqual([failure("1", errors.unknown), success("2"), finished]);
  });
});
