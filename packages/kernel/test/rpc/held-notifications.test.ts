import { GalaxyClient, OnHandshake, OnShutdown, PersistentCache } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { notification, response, type Rig, startRig } from "../support/rig.js";

const removed = (gameId: string): object => notification("owned_game_removed", { game_id: gameId });
const remove =
  (...gameIds: readonly string[]) =>
  (rig: Rig): void => {
    for (const gameId of gameIds) rig.plugin.resolve(GalaxyClient).removeGame(gameId);
  };

/** Starts an integration that sends notifications in `@OnHandshake()`. */
const start = async (
  send: (rig: Rig) => unknown = remove("1"),
  shutdown: (rig: Rig) => unknown = () => undefined,
): Promise<Rig> => {
  const plugin = integration({ greet: [OnHandshake(), () => send(rig)], close: [OnShutdown(), () => shutdown(rig)] });
  const rig = await startRig(plugin, { handshake: false });
  await rig.greet();
  expect(rig.take().slice(1)).toEqual([response("1", null)]);
  return rig;
};

describe("a notification right after the handshake, when the real client does not listen yet,", () => {
  it("is held back for 50 milliseconds, but responses are not", async () => {
    const rig = await start();
    expect(await rig.request("ping")).toEqual({ result: null });
    await rig.clock.advance("49ms");
    expect(rig.take()).toEqual([response("100", null)]);
    await rig.clock.advance("1ms");
    expect(rig.take()).toEqual([removed("1")]);
  });

  it("keeps its order, including later notifications", async () => {
    const rig = await start(remove("1", "2"));
    remove("3")(rig);
    await rig.clock.advance("50ms");
    remove("4")(rig);
    await rig.settled();
    expect(rig.take()).toEqual(["1", "2", "3", "4"].map(removed));
  });

  it("is not affected by later changes to its arguments", async () => {
    const credentials = { token: "first" };
    const rig = await start((rig) => {
      rig.plugin.resolve(GalaxyClient).storeCredentials(credentials);
      credentials.token = "changed";
    });
    await rig.clock.advance("50ms");
    expect(rig.take()).toEqual([notification("store_credentials", { token: "first" })]);
  });

  it("throws in the call if it cannot be serialized as JSON", async () => {
    let thrown: unknown;
    const rig = await start((rig) => {
      const list: unknown[] = [];
      const cache = rig.plugin.resolve(PersistentCache);
      cache.set("list", list as never);
      list.push(1n);
      try {
        cache.push();
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toMatchObject({
      message: expect.stringContaining("data.list[0]: expected a value that JSON preserves"),
    });
    await rig.clock.advance("50ms");
    expect(rig.take()).toEqual([]);
  });

  it("is sent before the response to a shutdown, followed by the notifications of @OnShutdown()", async () => {
    const rig = await start(remove("1"), remove("2"));
    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    expect(rig.take()).toEqual([removed("1"), removed("2"), response("end", null)]);
  });

  it("is sent before closing if the client hangs up", async () => {
    const rig = await start(remove("1"), remove("2"));
    rig.wire.hangUp();
    await rig.plugin.closed;
    expect(rig.take()).toEqual([removed("1"), removed("2")]);
  });
});
