import { Achievements, GalaxyClient, LaunchGame, OnHandshake, OwnedGames, PersistentCache, Rpc } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration, never } from "../support/author.js";
import { notification, response, startRig } from "../support/rig.js";

const initializeCache = { jsonrpc: "2.0", id: "1", method: "initialize_cache", params: { data: { key: "kept" } } };
const ping = { jsonrpc: "2.0", id: "p", method: "ping" };

describe("@OnHandshake", () => {
  it("runs after the response to initialize_cache", async () => {
    const greet = jest.fn(() => {
      const { galaxy, cache } = {
        galaxy: rig.plugin.resolve(GalaxyClient),
        cache: rig.plugin.resolve(PersistentCache),
      };
      galaxy.notify("hello", { key: cache.get("key") ?? null });
    });
    const rig = await startRig(integration({ greet: [OnHandshake(), greet] }), { handshake: false });
    await rig.send({ jsonrpc: "2.0", id: "0", method: "get_capabilities" });
    expect(greet).not.toHaveBeenCalled();
    await rig.send(initializeCache);
    expect(rig.take().slice(1)).toEqual([response("1", null)]);
    expect(greet.mock.calls).toEqual([[expect.any(AbortSignal)]]);
    await rig.clock.advance("50ms");
    expect(rig.take()).toEqual([notification("hello", { key: "kept" })]);
    expect(rig.warnings).toEqual([]);
  });

  it("runs once, even if the cache is sent again", async () => {
    const greet = jest.fn();
    const rig = await startRig(integration({ greet: [OnHandshake(), greet] }));
    await rig.send(initializeCache);
    expect(greet).toHaveBeenCalledTimes(1);
  });

  it("runs all its methods concurrently", async () => {
    const started: string[] = [];
    const one = (name: string) => () => {
      started.push(name);
      return never();
    };
    await startRig(integration({ first: [OnHandshake(), one("first")], second: [OnHandshake(), one("second")] }));
    expect(started).toEqual(["first", "second"]);
  });

  it.each([
    {
      what: "synchronously",
      fail: () => {
        throw new Error("no network");
      },
    },
    { what: "asynchronously", fail: () => Promise.reject(new Error("no network")) },
  ])("that fails $what is logged and delays nothing", async ({ fail }) => {
    const rig = await startRig(integration({ greet: [OnHandshake(), fail], owned: [OwnedGames(), () => []] }));
    expect(rig.log.messages("error")).toEqual(["Author.greet threw"]);
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
  });

  describe("while it runs", () => {
    const start = async () => {
      const greeted = deferred();
      const handle = jest.fn(() => []);
      const rig = await startRig(
        integration({
          greet: [OnHandshake(), () => greeted.promise],
          owned: [OwnedGames(), handle],
          achievements: [Achievements() as never, handle],
          launch: [LaunchGame(), handle],
          rpc: [Rpc("anything"), handle],
        }),
        { handshake: false },
      );
      await rig.greet();
      rig.take();
      await rig.send(
        { jsonrpc: "2.0", id: "a", method: "import_owned_games" },
        { jsonrpc: "2.0", id: "b", method: "start_achievements_import", params: { game_ids: ["1"] } },
        { jsonrpc: "2.0", method: "launch_game", params: { game_id: "1" } },
        { jsonrpc: "2.0", id: "c", method: "anything" },
        { jsonrpc: "2.0", method: "anything" },
      );
      return { rig, greeted, handle };
    };

    it("requests wait, but pings do not", async () => {
      const { rig, greeted, handle } = await start();
      expect(handle).not.toHaveBeenCalled();
      await rig.send(ping, { jsonrpc: "2.0", id: "x", method: "no_such_method" });
      expect(rig.take().map(({ id }) => id)).toEqual(["p", "x"]);
      greeted.resolve();
      await rig.clock.advance("50ms");
      expect(handle).toHaveBeenCalledTimes(5);
      expect(rig.take()).toHaveLength(5);
    });

    it("requests wait at most 30 seconds", async () => {
      const { rig, handle } = await start();
      await rig.clock.advance("29999ms");
      expect(handle).not.toHaveBeenCalled();
      await rig.clock.advance("1ms");
      expect(handle).toHaveBeenCalledTimes(5);
      expect(rig.warnings).toEqual([
        expect.stringMatching(
          /^Author\.\w+ \(@OnHandshake\(\)\) has been running for 30 seconds; calls no longer wait for it$/,
        ),
      ]);
    });

    it("waiting requests are canceled by closing and never start", async () => {
      const { rig, handle } = await start();
      await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
      expect(handle).not.toHaveBeenCalled();
      const aborted = { code: -32001, message: "Method aborted", data: { internal_type: "Aborted" } };
      const messages = rig.take();
      for (const id of ["a", "b", "c"]) expect(messages).toContainEqual({ jsonrpc: "2.0", id, error: aborted });
      expect(messages.at(-1)).toEqual(response("end", null));
      expect(messages).toHaveLength(4);
    });
  });

  it("does not delay requests that arrive before it", async () => {
    const rig = await startRig(
      integration({ greet: [OnHandshake(), () => never()], owned: [OwnedGames(), () => []] }),
      { handshake: false },
    );
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
  });
});
