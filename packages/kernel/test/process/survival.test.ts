import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

describe("An integration keeps running after", () => {
  it.each([
    ["an error thrown in a timer", "timer", "Uncaught error"],
    ["an unhandled rejection", "rejection", "Unhandled promise rejection"],
    ["a rejection without a reason", "rejection without an error", "Unhandled promise rejection"],
  ])("%s", async (_, how, message) => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    expect(await galaxy.request("fail", { how })).toMatchObject({ result: null });
    await plugin.logged(message, (line) => line.message === message && line.level === "error");
    await galaxy.ping();
    expect(await galaxy.request("import_owned_games")).toHaveProperty("result");
    expect(plugin.isRunning).toBe(true);
  });

  it.each([
    ["a text", { how: "text", text: "the shop is closed" }, "the shop is closed"],
    ["an empty text", { how: "text", text: "" }, "Unknown error"],
    ["undefined", { how: "nothing" }, "Unknown error"],
    ["an object without a prototype", {}, "Unknown error"],
  ])("a handler that throws %s, which the client receives as an UnknownError", async (_, params, message) => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    expect((await galaxy.request("fail", params)).error).toEqual({
      code: 0,
      message,
      data: { internal_type: "UnknownError" },
    });
    await plugin.logged("of the handler", (line) => line.message === "Puppet.fail threw");
    await galaxy.ping();
  });

  it("lines that are not messages, with an error for each one that might have been a request", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    const unreadable = ["{bad", "nonsense", "\u0000\u0001", "'single'", '{"jsonrpc":"2.0"'];
    const notRequests = [
      "5",
      "null",
      '"text"',
      "[]",
      "[{}]",
      "{}",
      '{"a":1}',
      '{"jsonrpc":"1.0","id":"a","method":"ping"}',
      '{"jsonrpc":"2.0","id":{},"method":"ping"}',
      '{"jsonrpc":"2.0","id":"b","method":5}',
    ];
    const unexpectedResponses = [
      '{"jsonrpc":"2.0","id":"77","result":1}',
      '{"jsonrpc":"2.0","result":1}',
      '{"jsonrpc":"2.0","id":"1","error":"x"}',
      '{"id":[],"error":null}',
    ];
    await galaxy.write(Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x0a, 0x20, 0x0d, 0x0a]));
    for (const line of [...unreadable, ...notRequests, ...unexpectedResponses]) await galaxy.write(`${line}\n`);
    await galaxy.ping();
    const codes = galaxy.messages.slice(0, -1).map(({ id, error }) => [id, error?.code]);
    // Blank lines and unexpected responses get no response.
    const rejections = [
      ...Array.from({ length: unreadable.length + 1 }, () => [null, -32700]),
      ...notRequests.map(() => [null, -32600]),
    ];
    expect(codes).toEqual(rejections);
    expect(plugin.isRunning).toBe(true);
  });

  it("a command that fails, without a message to the client", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.notify("fail", { how: "text", text: "no response" });
    await plugin.logged("of the handler", (line) => line.message === "Puppet.fail threw");
    await galaxy.ping();
    expect(galaxy.messages).toHaveLength(1);
  });
});

describe("An integration shuts down cleanly when", () => {
  it("the connection is reset in the middle of a line", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await galaxy.ping();
    await galaxy.write('{"jsonrpc":"2.0","id":"1","meth');
    galaxy.socket.resetAndDestroy();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(plugin.log.map(({ message }) => message)).toContain("shut down cleanly");
  });

  it("the client closes only its side, after responding to the earlier requests", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    // In the same packet as the end, so that no response precedes the end.
    galaxy.send({ id: "games", method: "import_owned_games" });
    galaxy.send({ id: "friends", method: "import_friends" });
    galaxy.send({ id: "ping", method: "ping" });
    galaxy.socket.end('{"jsonrpc":"2.0","id":"half a line","method":"ping"');
    await galaxy.untilEnd();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    const responses = new Map(galaxy.messages.map((message) => [message.id, message]));
    expect([...responses.keys()].sort()).toEqual(["friends", "games", "ping"]);
    expect(responses.get("ping")).toHaveProperty("result", null);
    // A handler that was still running is canceled, and the client gets the error.
    expect(responses.get("friends")).toMatchObject({ error: { code: -32001, data: { internal_type: "Aborted" } } });
  });

  it("the client requests it while a handler runs, whose response comes first", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.send({ id: "friends", method: "import_friends" });
    galaxy.send({ id: "shutdown", method: "shutdown" });
    await galaxy.untilEnd();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(galaxy.messages.map(({ id, error }) => [id, error?.code])).toEqual([
      ["friends", -32001],
      ["shutdown", undefined],
    ]);
  });

  it("the client hangs up during an import, and a launched game keeps running", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.notify("launch_game", { game_id: "1" });
    const { pid } = (await galaxy.untilNotified("launched")).params as { pid: number };
    try {
      // One import that never ends and one that is sending results.
      await galaxy.request("start_game_times_import", { game_ids: ["1", "2"] });
      await galaxy.request("start_achievements_import", {
        game_ids: Array.from({ length: 100_000 }, (_, index) => String(index)),
      });
      await galaxy.untilNotified("game_achievements_import_success");
      galaxy.hangUp();
      expect(await plugin.exit).toEqual({ code: 0, signal: null });
      expect(galaxy.messages.some(({ method }) => method?.endsWith("_finished"))).toBe(false);
      // Throws if the process does not exist.
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      process.kill(pid, "SIGKILL");
    }
  });

  it("the client hangs up, although a service left timers, servers and endless ticks behind", async () => {
    const [plugin, galaxy] = await PluginProcess.start("clinging");
    await galaxy.request("initialize_cache", { data: {} });
    await galaxy.ping();
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it("the client requests a shutdown of the same integration", async () => {
    const [plugin, galaxy] = await PluginProcess.start("clinging");
    await galaxy.request("initialize_cache", { data: {} });
    await galaxy.request("shutdown");
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });
});
