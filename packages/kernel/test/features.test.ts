import * as sdk from "@galaxy-kit/sdk";
import { Authenticate, Feature, GalaxyPlugin, OnlyOn, OwnedGames, Platform, Rpc, UninstallGame } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration, type Methods } from "./support/author.js";
import { startRig } from "./support/rig.js";

type Decorator = Methods[string][0];

/** In the order of the protocol documentation. */
const rows: readonly [feature: string, decorator: Decorator][] = [
  ["ImportOwnedGames", sdk.OwnedGames()],
  ["ImportInstalledGames", sdk.LocalGames()],
  ["LaunchGame", sdk.LaunchGame()],
  ["InstallGame", sdk.InstallGame()],
  ["UninstallGame", sdk.UninstallGame()],
  ["ImportAchievements", sdk.Achievements() as Decorator],
  ["ImportGameTime", sdk.GameTimes() as Decorator],
  ["ImportFriends", sdk.Friends()],
  ["ShutdownPlatformClient", sdk.ShutdownPlatformClient()],
  ["LaunchPlatformClient", sdk.LaunchPlatformClient()],
  ["ImportGameLibrarySettings", sdk.LibrarySettings() as Decorator],
  ["ImportOSCompatibility", sdk.OSCompatibilities() as Decorator],
  ["ImportUserPresence", sdk.UserPresences() as Decorator],
  ["ImportLocalSize", sdk.LocalSizes() as Decorator],
  ["ImportSubscriptions", sdk.Subscriptions()],
  ["ImportSubscriptionGames", sdk.SubscriptionGames() as Decorator],
  ["ImportUsers", sdk.Users()],
];

const batched: readonly [feature: string, decorator: Decorator][] = [
  ["ImportAchievements", sdk.Achievements({ batched: true }) as Decorator],
  ["ImportSubscriptionGames", sdk.SubscriptionGames({ batched: true }) as Decorator],
];

const chat: Methods = {
  rooms: [sdk.Rooms(), () => []],
  send: [sdk.SendMessage(), () => undefined],
  read: [sdk.MarkAsRead(), () => undefined],
  fromMessage: [sdk.RoomHistoryFromMessage(), () => []],
  fromTimestamp: [sdk.RoomHistoryFromTimestamp(), () => []],
};

const announced = async (methods: Methods, system?: sdk.System): Promise<unknown> => {
  const rig = await startRig(integration(methods), { handshake: false, ...(system && { system }) });
  const capabilities = (await rig.request("get_capabilities")) as { result: { features: unknown } };
  expect(capabilities.result.features).toEqual(rig.plugin.features);
  return capabilities.result.features;
};

describe("the announced features", () => {
  it.each([...rows, ...batched])("include %s for its decorator alone", async (feature, decorator) => {
    expect(await announced({ handle: [decorator, () => []] })).toEqual([feature]);
  });

  it("are empty for a login alone", async () => {
    expect(await announced({})).toEqual([]);
  });

  it("contain each feature once, in protocol order, whatever the order of the methods", async () => {
    const all = Object.fromEntries(
      rows.map(([feature, decorator]) => [feature, [decorator, () => []] as const]).reverse(),
    );
    const [users] = rows.slice(-1);
    expect(await announced({ ...all, ...chat })).toEqual([
      ...rows.slice(0, -1).map(([feature]) => feature),
      "Chat",
      users?.[0],
    ]);
  });

  it("contain nothing for features that the framework implements", async () => {
    expect(
      await announced({
        pass: [sdk.PassLoginCredentials(), () => undefined],
        hello: [sdk.OnHandshake(), () => undefined],
        tick: [sdk.OnTick(), () => undefined],
        every: [sdk.Every("1h"), () => undefined],
        follow: [sdk.Connection(), () => undefined],
        bye: [sdk.OnShutdown(), () => undefined],
      }),
    ).toEqual([]);
  });

  it("include Chat if all five methods exist", async () => {
    expect(await announced(chat)).toEqual(["Chat"]);
  });

  it.each([
    ["rooms", "importRooms"],
    ["send", "sendMessage"],
    ["read", "markAsRead"],
    ["fromMessage", "importRoomHistoryFromMessage"],
    ["fromTimestamp", "importRoomHistoryFromTimestamp"],
  ])("do not include Chat without %s, which is logged as a warning", async (name, missing) => {
    const rig = await startRig(integration(Object.fromEntries(Object.entries(chat).filter(([key]) => key !== name))));
    expect(rig.plugin.features).toEqual([]);
    expect(rig.warnings).toEqual(["Chat is not announced because some of its methods are missing"]);
    expect(rig.log.entries.find(({ message }) => message.startsWith("Chat"))).toMatchObject({ missing: [missing] });
  });

  it("cause a warning if empty, because a service may be missing", async () => {
    const silent = await startRig(integration({}));
    expect(silent.log.messages("warn")).toEqual([expect.stringMatching(/^This integration announces no features/)]);
    const speaking = await startRig(integration({ owned: [OwnedGames(), () => []] }));
    expect(speaking.log.messages("warn")).toEqual([]);
  });

  it("cause no warning about Chat if no method belongs to it", async () => {
    const rig = await startRig(integration({}));
    expect(rig.warnings).toEqual([]);
  });
});

describe("@Rpc", () => {
  it.each([
    { options: { feature: "Novel" }, features: ["ImportOwnedGames", "Novel"] },
    { options: { feature: Feature.VerifyGame }, features: ["ImportOwnedGames", "VerifyGame"] },
    { options: { feature: "ImportOwnedGames" }, features: ["ImportOwnedGames"] },
    { options: {}, features: ["ImportOwnedGames"] },
  ])("announces the feature of its options: $options", async ({ options, features }) => {
    expect(
      await announced({ rpc: [Rpc("verify_game", options), () => null], owned: [OwnedGames(), () => []] }),
    ).toEqual(features);
  });
});

describe("@OnlyOn", () => {
  const handle = jest.fn();
  const methods: Methods = { remove: [OnlyOn("win32", "darwin"), UninstallGame(), handle] };

  it.each(["win32", "darwin"] as const)("keeps a method on %s", async (system) => {
    expect(await announced(methods, system)).toEqual(["UninstallGame"]);
  });

  it("removes the feature and the method on other systems", async () => {
    const rig = await startRig(integration(methods), { system: "linux" });
    expect(rig.plugin.features).toEqual([]);
    await rig.notify("uninstall_game", { game_id: "1" });
    expect(handle).not.toHaveBeenCalled();
  });

  it("can be below the other decorator", async () => {
    const below: Methods = { remove: [UninstallGame(), OnlyOn("win32"), handle] };
    expect(await announced(below, "linux")).toEqual([]);
    expect(await announced(below, "win32")).toEqual(["UninstallGame"]);
  });

  it("allows one method for each system", async () => {
    const each: Methods = {
      windows: [OnlyOn("win32"), OwnedGames(), () => []],
      others: [OnlyOn("linux", "darwin"), OwnedGames(), () => Promise.reject(new sdk.BackendError())],
    };
    const windows = await startRig(integration(each), { system: "win32" });
    expect(await windows.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
    const linux = await startRig(integration(each), { system: "linux" });
    expect(await linux.request("import_owned_games")).toMatchObject({ error: { code: 4 } });
  });

  it("removes timers too", async () => {
    const run = jest.fn();
    const rig = await startRig(integration({ run: [OnlyOn("win32"), sdk.OnTick(), run] }), { system: "linux" });
    await rig.clock.advance("10s");
    expect(run).not.toHaveBeenCalled();
  });
});

describe("one class", () => {
  it("can be the integration and its only service", async () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Small {
      readonly #games = [];

      @Authenticate()
      login() {
        return { userId: "1", userName: "n" };
      }

      @OwnedGames()
      owned() {
        return this.#games;
      }
    }
    const rig = await startRig(Small);
    expect(rig.plugin.features).toEqual(["ImportOwnedGames"]);
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
    expect(rig.plugin.resolve(Small)).toBe(rig.plugin.resolve(Small));
  });
});
