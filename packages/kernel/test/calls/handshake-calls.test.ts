import { Authenticate, GalaxyPlugin, LaunchGame, OwnedGames, Platform } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, never } from "../support/author.js";
import { response, Rig, startRig } from "../support/rig.js";

const plugin = integration({ owned: [OwnedGames(), () => never()], launch: [LaunchGame(), () => undefined] });

describe("handshake requests", () => {
  it("get exactly these responses", async () => {
    const rig = await startRig(plugin, { handshake: false, token: "t-1" });
    await rig.send(
      { jsonrpc: "2.0", id: "0", method: "get_capabilities", params: {} },
      { jsonrpc: "2.0", id: "1", method: "initialize_cache", params: { data: { key: "value" } } },
      { jsonrpc: "2.0", id: "2", method: "ping", params: {} },
    );
    expect(rig.take()).toEqual([
      response("0", { platform_name: "test", features: ["ImportOwnedGames", "LaunchGame"], token: "t-1" }),
      response("1", null),
      response("2", null),
    ]);
  });

  it("return the platform's wire id", async () => {
    @GalaxyPlugin({ platform: Platform.HumbleBundle })
    class Humble {
      @Authenticate()
      login() {
        return { userId: "1", userName: "n" };
      }
    }
    const rig = await startRig(Humble, { handshake: false });
    expect(await rig.request("get_capabilities")).toMatchObject({ result: { platform_name: "humble", features: [] } });
  });

  it("get their responses in the same event-loop turn, whatever else runs", () => {
    const rig = new Rig(plugin);
    rig.deliver(
      { jsonrpc: "2.0", id: 1, method: "import_owned_games", params: {} },
      { jsonrpc: "2.0", id: 2, method: "get_capabilities", params: {} },
      { jsonrpc: "2.0", id: 3, method: "initialize_cache", params: { data: {} } },
      { jsonrpc: "2.0", id: 4, method: "ping", params: {} },
    );
    return new Promise<void>((resolve) => {
      process.nextTick(() => {
        expect(rig.take().map(({ id }) => id)).toEqual([2, 3, 4]);
        resolve();
      });
    });
  });

  it("keep their order among slow requests", async () => {
    const rig = await startRig(plugin);
    const ids = Array.from({ length: 50 }, (_, index) => index);
    await rig.send(
      ...ids.flatMap((id) => [
        { jsonrpc: "2.0", id: `slow ${id}`, method: "import_owned_games", params: {} },
        { jsonrpc: "2.0", id, method: id % 2 === 0 ? "ping" : "get_capabilities", params: {} },
      ]),
    );
    expect(rig.take().map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    { method: "initialize_cache", params: {} },
    { method: "initialize_cache", params: { data: null } },
    { method: "initialize_cache", params: { data: [] } },
    { method: "initialize_cache", params: { data: "text" } },
    { method: "initialize_cache", params: { data: {}, more: 1 } },
    { method: "ping", params: { now: 1 } },
    { method: "get_capabilities", params: { now: 1 } },
    { method: "shutdown", params: { now: 1 } },
  ])("reject invalid parameters: $method $params", async ({ method, params }) => {
    const rig = await startRig(plugin);
    expect(await rig.request(method, params)).toEqual({
      error: { code: -32602, message: "Invalid params", data: { internal_type: "InvalidParams" } },
    });
    expect(await rig.request("ping")).toEqual({ result: null });
  });

  it("replace the cache if it is sent again", async () => {
    const rig = await startRig(plugin, { cache: { key: "old" } });
    expect(await rig.request("initialize_cache", { data: { other: "new" } })).toEqual({ result: null });
    expect(rig.log.messages("warn")).toEqual(["The client sent its cache again; it replaces the previous one"]);
  });
});
