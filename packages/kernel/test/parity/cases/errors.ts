import { type ErrorName, errorTable, type JsonObject } from "@galaxy-kit/protocol";
import * as sdk from "@galaxy-kit/sdk";
import { BackendError, OwnedGames } from "@galaxy-kit/sdk";
import { type Case, errorJson, integration, method } from "./case.js";

const failing = (make: () => unknown) =>
  integration(
    method(OwnedGames(), () => {
      throw make();
    }),
  );

const errorDialogue = (error: string): string => `
  > {"jsonrpc":"2.0","id":"3","method":"import_owned_games","params":{}}
  < {"jsonrpc":"2.0","id":"3","error":${error}}`;

/** Any string can be the message of any error; other values are sent as strings. */
const ODD_MESSAGES: readonly (readonly [what: string, value: unknown, text: string])[] = [
  ["an empty list", [], "[]"],
  ["an empty object", {}, "{}"],
  ["the number 1", 1, "1"],
  ["null (Python: None)", null, "null"],
];

const DATA: readonly JsonObject[] = [
  { key1: "value", key2: "value2" },
  {},
  { key1: ["list", "of", "things"], key2: null },
  { internal_type: "SomeUserProvidedType", details: "some more data" },
];

/** Errors in wire format, whichever method throws them. */
export const errorCases: readonly Case[] = [
  ...(Object.keys(errorTable) as ErrorName[]).flatMap((name) => {
    const { code, message } = errorTable[name];
    return [
      {
        name: `${name} has its code and message`,
        plugin: failing(() => new sdk[name]()),
        dialogue: errorDialogue(errorJson(code, message, name)),
      },
      {
        name: `${name} with another message`,
        plugin: failing(() => new sdk[name]("test message")),
        dialogue: errorDialogue(errorJson(code, "test message", name)),
      },
    ];
  }),
  ...ODD_MESSAGES.map(([what, value, text]) => ({
    name: `a message that is ${what}`,
    plugin: failing(() => new BackendError(value)),
    dialogue: errorDialogue(errorJson(4, text, "BackendError")),
  })),
  ...DATA.map((data) => ({
    name: `the data ${JSON.stringify(data)}, always with the error's own name`,
    plugin: failing(() => new BackendError("Test error message", { data })),
    dialogue: errorDialogue(
      JSON.stringify({ code: 4, message: "Test error message", data: { ...data, internal_type: "BackendError" } }),
    ),
  })),
  ...[123, ["not", "a", "mapping"], "nor is this"].map((data) => ({
    name: `data that is not an object is rejected by the error's constructor: ${JSON.stringify(data)}`,
    plugin: failing(() => new BackendError("Test error message", { data: data as never })),
    dialogue: errorDialogue(
      errorJson(0, "The data of a GalaxyError must be an object, such as { data: { detail: … } }.", "UnknownError"),
    ),
  })),
  {
    name: "an exception that is not a GalaxyError becomes an UnknownError with its message",
    plugin: failing(() => new TypeError("a detail")),
    dialogue: errorDialogue(errorJson(0, "a detail", "UnknownError")),
  },
  {
    name: "an unknown request",
    plugin: integration(),
    dialogue: `
      > {"jsonrpc":"2.0","id":"8","method":"import_owned_games","params":{}}
      < {"jsonrpc":"2.0","id":"8","error":${errorJson(-32601, "Method not found", "MethodNotFound")}}`,
  },
  {
    name: "an unknown notification gets no response",
    plugin: integration(),
    dialogue: `
      > {"jsonrpc":"2.0","method":"launch_game","params":{"game_id":"1"}}
      > {"jsonrpc":"2.0","id":"8","method":"ping","params":{}}
      < {"jsonrpc":"2.0","id":"8","result":null}`,
  },
  {
    name: "a line that is not valid JSON",
    plugin: integration(),
    dialogue: `
      > {bad
      < {"jsonrpc":"2.0","id":null,"error":${errorJson(-32700, "Parse error", "ParseError")}}`,
  },
  {
    name: "JSON that is not a request",
    plugin: integration(),
    dialogue: `
      > {"jsonrpc":"1.0","id":"1","method":"ping"}
      < {"jsonrpc":"2.0","id":null,"error":${errorJson(-32600, "Invalid Request", "InvalidRequest")}}
      > {"id":"1","method":"ping"}
      < {"jsonrpc":"2.0","id":null,"error":${errorJson(-32600, "Invalid Request", "InvalidRequest")}}`,
  },
  {
    name: "parameters with a wrong name, or too few (Python: UnknownError for an author's method, and the process ends for a built-in one)",
    plugin: integration(method(OwnedGames(), () => [])),
    dialogue: `
      > {"jsonrpc":"2.0","id":"1","method":"import_owned_games","params":{"bogus":1}}
      < {"jsonrpc":"2.0","id":"1","error":${errorJson(-32602, "Invalid params", "InvalidParams")}}
      > {"jsonrpc":"2.0","id":"2","method":"ping","params":{"bogus":1}}
      < {"jsonrpc":"2.0","id":"2","error":${errorJson(-32602, "Invalid params", "InvalidParams")}}
      > {"jsonrpc":"2.0","id":"3","method":"initialize_cache","params":{}}
      < {"jsonrpc":"2.0","id":"3","error":${errorJson(-32602, "Invalid params", "InvalidParams")}}`,
  },
  {
    name: "a list instead of a message, null as parameters, a blank line (Python: each ends the process)",
    plugin: integration(),
    dialogue: `
      > [{"jsonrpc":"2.0","id":"1","method":"ping"}]
      < {"jsonrpc":"2.0","id":null,"error":${errorJson(-32600, "Invalid Request", "InvalidRequest")}}
      > {"jsonrpc":"2.0","id":"2","method":"ping","params":null}
      < {"jsonrpc":"2.0","id":"2","result":null}
      >
      > {"jsonrpc":"2.0","id":"3","method":"ping"}
      < {"jsonrpc":"2.0","id":"3","result":null}`,
  },
  {
    name: "ids are returned unchanged, numbers and strings; null is not an id",
    plugin: integration(method(OwnedGames(), () => [])),
    dialogue: `
      > {"jsonrpc":"2.0","id":0,"method":"ping"}
      < {"jsonrpc":"2.0","id":0,"result":null}
      > {"jsonrpc":"2.0","id":"","method":"ping"}
      < {"jsonrpc":"2.0","id":"","result":null}
      > {"jsonrpc":"2.0","id":17,"method":"import_owned_games"}
      < {"jsonrpc":"2.0","id":17,"result":{"owned_games":[]}}
      > {"jsonrpc":"2.0","id":null,"method":"ping"}
      > {"jsonrpc":"2.0","id":"017","method":"ping"}
      < {"jsonrpc":"2.0","id":"017","result":null}`,
  },
];
