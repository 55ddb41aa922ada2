import { BackendError, OwnedGames, Rpc } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, never } from "../support/author.js";
import { errorResponse, response, startRig } from "../support/rig.js";

const plugin = integration({
  owned: [OwnedGames(), () => []],
  fail: [
    Rpc("fail"),
    () => {
      throw new BackendError();
    },
  ],
  hang: [Rpc("hang"), () => never()],
});

const ids = ["0", "", "a text", 'ü "quoted"', 0, 1, -1, 1.5, 9007199254740991, 1e21];

describe.each(ids)("the id %j is returned unchanged", (id) => {
  it.each([
    { method: "ping", expected: response(id, null) },
    { method: "import_owned_games", expected: response(id, { owned_games: [] }) },
    { method: "fail", expected: errorResponse(id, 4, "Backend error", "BackendError") },
    { method: "no_such_method", expected: errorResponse(id, -32601, "Method not found", "MethodNotFound") },
  ])("in the response to $method", async ({ method, expected }) => {
    const rig = await startRig(plugin);
    await rig.send({ jsonrpc: "2.0", id, method, params: {} });
    expect(rig.take()).toEqual([expected]);
  });

  it("in the error for invalid parameters", async () => {
    const rig = await startRig(plugin);
    await rig.send({ jsonrpc: "2.0", id, method: "import_owned_games", params: [] });
    expect(rig.take()).toEqual([errorResponse(id, -32602, "Invalid params", "InvalidParams")]);
  });

  it("in the error for a canceled request", async () => {
    const rig = await startRig(plugin);
    await rig.send({ jsonrpc: "2.0", id, method: "hang" }, { jsonrpc: "2.0", id, method: "shutdown" });
    expect(rig.take()).toEqual([errorResponse(id, -32001, "Method aborted", "Aborted"), response(id, null)]);
  });
});

describe("an integer beyond 2^53", () => {
  it.each(["9007199254740993", "-12345678901234567890", "123456789012345678901234567890"])(
    "is returned with every digit: %s",
    async (id) => {
      const rig = await startRig(plugin, { traced: true });
      for (const method of ["ping", "import_owned_games", "fail", "no_such_method"]) {
        await rig.send(`{"params":{},"id":${id},"method":"${method}","jsonrpc":"2.0"}`);
        expect(rig.wire.lines.at(-1)).toContain(`"id":${id},`);
      }
      await rig.send(
        `{"jsonrpc":"2.0","method":"hang","params":{"id":5,"text":"\\"id\\": 1234567890123456789"},"id":${id}}`,
      );
      await rig.send(`{"jsonrpc":"2.0","id":1,"method":"shutdown"}`);
      expect(rig.wire.lines.filter((line) => line.includes(`"id":${id},`))).toHaveLength(5);
      expect(rig.log.text).not.toContain("could not be written");
    },
  );
});

describe("an integer beyond 2^53 next to 40 MB of text", () => {
  it("is returned with every digit, too", async () => {
    const rig = await startRig(plugin);
    const text = String.raw`\" 1234567890123456789 \\`.repeat(1_600_000);
    await rig.send(`{"jsonrpc":"2.0","method":"no_such_method","params":{"text":"${text}"},"id":9007199254740993}`);
    expect(rig.wire.lines.at(-1)).toContain('"id":9007199254740993,');
  });
});

describe("a duplicate id", () => {
  it("gets two responses", async () => {
    const rig = await startRig(plugin);
    const message = { jsonrpc: "2.0", id: "1", method: "import_owned_games" };
    await rig.send(message, message);
    expect(rig.take()).toEqual([response("1", { owned_games: [] }), response("1", { owned_games: [] })]);
  });
});

describe("missing parameters", () => {
  it.each([{}, { params: null }, { params: {} }])("count as empty: %j", async (rest) => {
    const rig = await startRig(plugin);
    await rig.send(
      { jsonrpc: "2.0", id: 1, method: "ping", ...rest },
      { jsonrpc: "2.0", id: 2, method: "import_owned_games", ...rest },
      { jsonrpc: "2.0", id: 3, method: "get_capabilities", ...rest },
    );
    expect(rig.take().map((message) => [message["id"], "result" in message])).toEqual([
      [1, true],
      [3, true],
      [2, true],
    ]);
  });
});
