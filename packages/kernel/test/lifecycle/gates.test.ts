import { Friends, LocalGames, OwnedGames, Subscriptions } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { type Deferred, deferred, integration, never } from "../support/author.js";
import { response, startRig } from "../support/rig.js";

const after = { after: "authentication" } as const;
const rows = [
  { method: "import_owned_games", decorator: OwnedGames(after), result: { owned_games: [] } },
  { method: "import_local_games", decorator: LocalGames(after), result: { local_games: [] } },
  { method: "import_friends", decorator: Friends(after), result: { friend_info_list: [] } },
  { method: "import_subscriptions", decorator: Subscriptions(after), result: { subscriptions: [] } },
];

describe.each(rows)('$method with { after: "authentication" }', ({ method, decorator, result }) => {
  const start = async () => {
    const handle = jest.fn(() => []);
    const rig = await startRig(integration({ handle: [decorator, handle] }));
    return { rig, handle };
  };

  it("waits for the login and gets its response after it", async () => {
    const { rig, handle } = await start();
    await rig.send({ jsonrpc: "2.0", id: "7", method });
    expect(rig.take()).toEqual([]);
    expect(handle).not.toHaveBeenCalled();
    await rig.send({ jsonrpc: "2.0", id: "8", method: "init_authentication" });
    expect(rig.take()).toEqual([response("8", { user_id: "u1", user_name: "Ada" }), response("7", result)]);
  });

  it("does not wait after the login", async () => {
    const { rig } = await start();
    await rig.request("init_authentication");
    expect(await rig.request(method)).toEqual({ result });
  });

  it("fails with AuthenticationRequired after 60 seconds and can be requested again", async () => {
    const { rig, handle } = await start();
    await rig.send({ jsonrpc: "2.0", id: "7", method });
    await rig.clock.advance("59999ms");
    expect(rig.take()).toEqual([]);
    await rig.clock.advance("1ms");
    expect(rig.take()).toEqual([
      {
        jsonrpc: "2.0",
        id: "7",
        error: { code: 1, message: "Authentication required", data: { internal_type: "AuthenticationRequired" } },
      },
    ]);
    expect(handle).not.toHaveBeenCalled();
    expect(rig.log.messages("warn")).toContain(
      'Author.handle was not called: "authentication" was not reached within 60 seconds',
    );
    await rig.request("init_authentication");
    expect(await rig.request(method)).toEqual({ result });
  });

  it.each([
    { how: "on request", end: { jsonrpc: "2.0", id: "end", method: "shutdown" } },
    { how: "by hanging up", end: undefined },
  ])("is canceled and never starts if the integration closes $how", async ({ end }) => {
    const { rig, handle } = await start();
    await rig.send({ jsonrpc: "2.0", id: "7", method });
    if (end) await rig.send(end);
    else rig.wire.hangUp();
    await rig.plugin.closed;
    await rig.clock.advance("2m");
    expect(handle).not.toHaveBeenCalled();
    expect(rig.take()[0]).toEqual({
      jsonrpc: "2.0",
      id: "7",
      error: { code: -32001, message: "Method aborted", data: { internal_type: "Aborted" } },
    });
    expect(rig.log.messages("warn")).toEqual([]);
  });
});

describe("a request that waits for another", () => {
  it.each([
    { milestone: "ownedGames", reachedBy: "import_owned_games" },
    { milestone: "localGames", reachedBy: "import_local_games" },
  ] as const)("starts after $reachedBy", async ({ milestone, reachedBy }) => {
    const rig = await startRig(
      integration({
        owned: [OwnedGames(), () => []],
        local: [LocalGames(), () => []],
        friends: [Friends({ after: milestone }), () => []],
      }),
    );
    expect(await rig.request("import_friends")).toBeUndefined();
    await rig.request(reachedBy);
    expect(rig.responseTo("100")).toEqual({ result: { friend_info_list: [] } });
  });

  it("that never comes fails, but not as if nobody were logged in", async () => {
    const friends = [Friends({ after: "localGames" }), () => []] as const;
    const rig = await startRig(integration({ local: [LocalGames(), () => []], friends }));
    await rig.request("init_authentication");
    await rig.send({ jsonrpc: "2.0", id: "7", method: "import_friends" });
    rig.take();
    await rig.clock.advance("60s");
    expect(rig.responseTo("7")).toMatchObject({ error: { data: { internal_type: "BackendNotAvailable" } } });
    expect(rig.log.messages("warn")).toEqual([
      'Author.friends failed with BackendNotAvailable: "localGames" was not reached within 60 seconds',
    ]);
  });

  it("does not delay others", async () => {
    const rig = await startRig(integration({ owned: [OwnedGames(after), () => []], local: [LocalGames(), () => []] }));
    expect(await rig.request("import_owned_games")).toBeUndefined();
    expect(await rig.request("import_local_games")).toEqual({ result: { local_games: [] } });
    expect(await rig.request("ping")).toEqual({ result: null });
  });
});

describe("the response about subscriptions", () => {
  const start = (owned: () => unknown, subscriptions: () => unknown = () => [{ subscriptionName: "Plus" }]) =>
    startRig(integration({ owned: [OwnedGames(), owned], subscriptions: [Subscriptions(), subscriptions] } as never));
  const ask = { jsonrpc: "2.0", id: "s", method: "import_subscriptions" };

  it.each([
    { outcome: "succeed", settle: (games: Deferred<unknown>) => games.resolve([]) },
    { outcome: "fail", settle: (games: Deferred<unknown>) => games.reject(new Error("no")) },
  ])("comes after the owned games of the same round, even if they $outcome", async ({ settle }) => {
    const games = deferred<unknown>();
    const subscriptions = jest.fn(() => [{ subscriptionName: "Plus" }]);
    const rig = await start(() => games.promise, subscriptions);
    await rig.send({ jsonrpc: "2.0", id: "o", method: "import_owned_games" }, ask);
    expect(subscriptions).toHaveBeenCalledTimes(1);
    expect(rig.take()).toEqual([]);
    settle(games);
    await rig.settled();
    expect(rig.take().map(({ id }) => id)).toEqual(["o", "s"]);
  });

  it("waits for 60 seconds at most, and an error waits, too", async () => {
    const rig = await start(
      () => never(),
      () => Promise.reject(new Error("no")),
    );
    await rig.send({ jsonrpc: "2.0", id: "o", method: "import_owned_games" }, ask);
    await rig.clock.advance("59999ms");
    expect(rig.take()).toEqual([]);
    await rig.clock.advance("1ms");
    expect(rig.take().map(({ id }) => id)).toEqual(["s"]);
  });

  it("comes at once if no owned games are being imported", async () => {
    const rig = await start(() => []);
    await rig.request("import_owned_games");
    expect(await rig.request("import_subscriptions")).toHaveProperty("result");
  });
});
