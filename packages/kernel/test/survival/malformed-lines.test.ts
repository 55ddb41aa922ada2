import { LaunchGame, OwnedGames } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { errorResponse, response, startRig, type WireMessage } from "../support/rig.js";

const parseError = errorResponse(null, -32700, "Parse error", "ParseError");
const invalidRequest = errorResponse(null, -32600, "Invalid Request", "InvalidRequest");
const notFound = (id: unknown): WireMessage => errorResponse(id, -32601, "Method not found", "MethodNotFound");
const invalidParams = (id: unknown): WireMessage => errorResponse(id, -32602, "Invalid params", "InvalidParams");
const deep = (open: string, close: string): string => open.repeat(20_000) + close.repeat(20_000);

/** A line and the expected responses. */
const rows: readonly [what: string, line: string, responses: readonly WireMessage[]][] = [
  ["a blank line", "", []],
  ["spaces and tabs", " \t ", []],
  ["a carriage return", "\r", []],
  ["garbage", "garbage", [parseError]],
  ["half a message", '{"jsonrpc":"2.0","id":"1","met', [parseError]],
  [
    "two messages in a line",
    '{"jsonrpc":"2.0","id":"1","method":"ping"}{"jsonrpc":"2.0","id":"2","method":"ping"}',
    [parseError],
  ],
  ["JSON with a trailing comma", '{"jsonrpc":"2.0","id":"1","method":"ping",}', [parseError]],
  ["a zero byte", "\u0000", [parseError]],
  ["invalid bytes", "\ufffd\ufffd", [parseError]],
  ["HTTP", "GET / HTTP/1.1", [parseError]],
  ["deeply nested unclosed brackets", "[".repeat(20_000), [parseError]],
  ["null", "null", [invalidRequest]],
  ["true", "true", [invalidRequest]],
  ["a number", "5", [invalidRequest]],
  ["a text", '"text"', [invalidRequest]],
  ["an empty array", "[]", [invalidRequest]],
  ["an array of requests", '[{"jsonrpc":"2.0","id":"1","method":"ping"}]', [invalidRequest]],
  ["arrays, deeply", deep("[", "]"), [invalidRequest]],
  ["an empty object", "{}", [invalidRequest]],
  ["objects, deeply", `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`, [invalidRequest]],
  ["an id alone", '{"jsonrpc":"2.0","id":"1"}', [invalidRequest]],
  ["no version", '{"id":"1","method":"ping"}', [invalidRequest]],
  ["version 1.0", '{"jsonrpc":"1.0","id":"1","method":"ping"}', [invalidRequest]],
  ["a number as version", '{"jsonrpc":2.0,"id":"1","method":"ping"}', [invalidRequest]],
  ["a number as method", '{"jsonrpc":"2.0","id":"1","method":5}', [invalidRequest]],
  ["null as method", '{"jsonrpc":"2.0","id":"1","method":null}', [invalidRequest]],
  ["a notification without a method", '{"jsonrpc":"2.0","params":{}}', [invalidRequest]],
  ["true as id", '{"jsonrpc":"2.0","id":true,"method":"ping"}', [invalidRequest]],
  ["an object as id", '{"jsonrpc":"2.0","id":{},"method":"ping"}', [invalidRequest]],
  ["an array as id", '{"jsonrpc":"2.0","id":["1"],"method":"ping"}', [invalidRequest]],
  ["null as id, which makes it a notification", '{"jsonrpc":"2.0","id":null,"method":"ping"}', []],
  ["null as id of a notification", '{"jsonrpc":"2.0","id":null,"method":"launch_game","params":{"game_id":"1"}}', []],
  ["an unknown method", '{"jsonrpc":"2.0","id":"1","method":"no_such_method","params":{}}', [notFound("1")]],
  ["an empty method", '{"jsonrpc":"2.0","id":"1","method":""}', [notFound("1")]],
  ["the name of an object property", '{"jsonrpc":"2.0","id":"1","method":"__proto__"}', [notFound("1")]],
  [
    "a command as a request",
    '{"jsonrpc":"2.0","id":"1","method":"launch_game","params":{"game_id":"1"}}',
    [notFound("1")],
  ],
  ["an unknown notification", '{"jsonrpc":"2.0","method":"no_such_method","params":[1]}', []],
  ["a request as a notification", '{"jsonrpc":"2.0","method":"import_owned_games","params":{}}', []],
  ["shutdown as a notification", '{"jsonrpc":"2.0","method":"shutdown","params":{}}', []],
  [
    "an array of parameters",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":[]}',
    [invalidParams("1")],
  ],
  [
    "an array of parameters for a ping",
    '{"jsonrpc":"2.0","id":"1","method":"ping","params":[1]}',
    [invalidParams("1")],
  ],
  [
    "a text as parameters",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":"x"}',
    [invalidParams("1")],
  ],
  [
    "a number as parameters",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":0}',
    [invalidParams("1")],
  ],
  [
    "false as parameters",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":false}',
    [invalidParams("1")],
  ],
  [
    "an unknown parameter",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":{"more":1}}',
    [invalidParams("1")],
  ],
  [
    "a parameter __proto__",
    '{"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":{"__proto__":{"a":1}}}',
    [invalidParams("1")],
  ],
  ["a notification with an array", '{"jsonrpc":"2.0","method":"launch_game","params":["1"]}', []],
  ["a notification with a text", '{"jsonrpc":"2.0","method":"launch_game","params":"1"}', []],
  ["a notification with a wrong parameter", '{"jsonrpc":"2.0","method":"launch_game","params":{"game_id":{}}}', []],
  ["an unexpected response", '{"jsonrpc":"2.0","id":"77","result":{}}', []],
  ["an unexpected error", '{"jsonrpc":"2.0","id":"77","error":{"code":1,"message":"m"}}', []],
  ["a response with both, null", '{"jsonrpc":"2.0","id":"77","result":null,"error":null}', []],
  [
    "a response with a null result and an error",
    '{"jsonrpc":"2.0","id":"77","result":null,"error":{"code":1,"message":"m"}}',
    [],
  ],
  ["a response without an id", '{"jsonrpc":"2.0","result":null}', []],
  ["an error with a null id", '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}', []],
  ["a response with an object as id", '{"jsonrpc":"2.0","id":{},"result":null}', []],
  ["an error that is a string", '{"jsonrpc":"2.0","id":"77","error":"broken"}', []],
  [
    "additional members",
    '{"jsonrpc":"2.0","id":"1","method":"ping","params":{},"more":[1],"token":"x"}',
    [response("1", null)],
  ],
  [
    "duplicate members, of which the last counts",
    '{"jsonrpc":"2.0","id":"1","id":"2","method":"ping"}',
    [response("2", null)],
  ],
  ["white space", ' { "jsonrpc" : "2.0" , "id" : "1" , "method" : "ping" } \r', [response("1", null)]],
  ["escapes", '{"jsonrpc":"2.0","id":"\\u0031","method":"\\u0070ing"}', [response("1", null)]],
];

const plugin = integration({ owned: [OwnedGames(), () => []], launch: [LaunchGame(), () => undefined] });

describe("the integration survives", () => {
  it.each(rows)("%s", async (_, line, responses) => {
    const rig = await startRig(plugin);
    await rig.send(line);
    expect(rig.take()).toEqual(responses);
    await rig.send(
      { jsonrpc: "2.0", id: "next", method: "ping" },
      { jsonrpc: "2.0", id: "after", method: "import_owned_games" },
    );
    expect(rig.take()).toEqual([response("next", null), response("after", { owned_games: [] })]);
  });

  it("all of these lines in one chunk", async () => {
    const rig = await startRig(plugin);
    await rig.send(...rows.map(([, line]) => line), { jsonrpc: "2.0", id: "next", method: "ping" });
    expect(rig.take()).toHaveLength(rows.flatMap(([, , responses]) => responses).length + 1);
    expect(rig.responseTo("next")).toEqual({ result: null });
  });

  it("invalid UTF-8", async () => {
    const rig = await startRig(plugin);
    rig.wire.deliverBytes(Buffer.from([0xff, 0xfe, 0xc3, 0x0a]));
    rig.wire.deliverBytes(Buffer.from([0xe2, 0x82, 0x0a]));
    await rig.settled();
    expect(rig.take()).toEqual([parseError, parseError]);
    expect(await rig.request("ping")).toEqual({ result: null });
  });

  it.each([
    ["init_authentication", "stored_credentials"],
    ["initialize_cache", "data"],
  ])("credentials in %s that are nested too deeply, and logs why it refuses them", async (method, name) => {
    const rig = await startRig(plugin);
    const value = `{"credentials":{"token":${'{"a":'.repeat(20_000)}"an-unknown-secret"${"}".repeat(20_000)}}}`;
    await rig.send(`{"jsonrpc":"2.0","id":"1","method":"${method}","params":{"${name}":${value}}}`);
    expect(rig.take()).toEqual([invalidParams("1")]);
    expect(rig.log.messages("error")).toEqual(["The client sent invalid parameters"]);
    expect(rig.log.text).toContain("token.a.a.a");
    expect(rig.log.text).toContain("expected a value of at most 200 levels");
    expect(rig.log.text).not.toContain("an-unknown-secret");
  });

  it("and does not log the text of unreadable lines", async () => {
    const rig = await startRig(plugin);
    await rig.send(
      '{"token":"an-unknown-secret"',
      '["an-unknown-secret"]',
      '{"jsonrpc":"1.0","params":"an-unknown-secret"}',
    );
    expect(rig.log.messages("warn")).toHaveLength(3);
    expect(rig.log.text).not.toContain("an-unknown-secret");
  });
});
