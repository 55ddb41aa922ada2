import { describe, expect, it } from "@jest/globals";
import { GalaxyClient, OnHandshake, PersistentCache } from "@galaxy-kit/sdk";
import { integration } from "../support/author.js";
import { answered, type Rig, startRig, told } from "../support/rig.js";

const initializeCache = { jsonrpc: "2.0", id: "1", method: "initialize_cache", params: { data: {} } };
const ping = { jsonrpc: "2.0", id: "p", method: "ping" };

/** An integration that has told something in `@OnHandshake()`. */
const start = async (tell: (rig: Rig) => unknown = (rig) => { rig.plugin.resolve(GalaxyClient).removeGame("1"); }): Promise<Rig> => {
  const rig = await startRig(integration({ greet: [OnHandshake(), () => tell(rig)] }), { handshake: false });
  await rig.send(initializeCache);
  expect(rig.take()).toEqual([answered("1", null)]);
  return rig;
};

describe("what is told right after the handshake, when the real client does not listen yet,", () => {
  it.each([
    ["a ping", ping, [answered("p", null)]],
    ["a notification", { jsonrpc: "2.0", method: "launch_game", params: { game_id: "1" } }, []],
    ["garbage", "garbage", [expect.anything()]],
  ] as const)("is kept back until the client says something more: %s", async (_, message, answers) => {
    const rig = await start();
    await rig.send(message);
    expect(rig.take()).toEqual([told("owned_game_removed", { game_id: "1" }), ...answers]);
  });

  it("is sent soon, even if the client says nothing", async () => {
    const rig = await start();
    await new Promise<void>((resolve) => { rig.wire.onLine = () => { resolve(); }; });
    expect(rig.take()).toEqual([told("owned_game_removed", { game_id: "1" })]);
  });

  it("keeps its order, with what is told later", async () => {
    const rig = await start((rig) => {
      for (const id of ["1", "2", "3"]) rig.plugin.resolve(GalaxyClient).removeGame(id);
    });
    await rig.send(ping);
    rig.plugin.resolve(GalaxyClient).removeGame("4");
    await rig.settled();
    const games = rig.take().flatMap(({ params }) => (params ? [(params as { game_id: string }).game_id] : []));
    expect(games).toEqual(["1", "2", "3", "4"]);
  });

  it("is what it was when it was told", async () => {
    const credentials = { token: "first" };
    const rig = await start((rig) => {
      rig.plugin.resolve(GalaxyClient).storeCredentials(credentials);
      credentials.token = "changed";
    });
    await rig.send(ping);
    expect(rig.take()[0]).toEqual(told("store_credentials", { token: "first" }));
  });

  it("fails where it is told, when JSON cannot carry it, and keeps nobody else from being heard", async () => {
    let thrown: unknown;
    const rig = await start((rig) => {
      const cache = rig.plugin.resolve(PersistentCache);
      cache.set("big", 1n as never);
      try {
        cache.push();
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBeInstanceOf(TypeError);
    await rig.send(ping);
    expect(rig.take()).toEqual([answered("p", null)]);
  });

  it.each([
    { how: "on request", end: (rig: Rig) => { rig.deliver({ jsonrpc: "2.0", id: "end", method: "shutdown" }); } },
    { how: "by hanging up", end: (rig: Rig) => { rig.wire.hangUp(); } },
  ])("is sent before the end $how", async ({ end }) => {
    const rig = await start();
    end(rig);
    await rig.plugin.closed;
    expect(rig.take()[0]).toEqual(told("owned_game_removed", { game_id: "1" }));
  });
});
