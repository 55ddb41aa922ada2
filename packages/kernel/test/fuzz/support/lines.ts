import fc from "fast-check";
import { character } from "../../support/character.js";
import { TOKEN } from "./target.js";

const METHODS = [
  ...["ping", "get_capabilities", "initialize_cache", "import_owned_games", "init_authentication"],
  ...[
    "start_achievements_import",
    "launch_game",
    "install_game",
    "echo",
    "fail",
    "import_friends",
    "refresh_credentials",
    "no_such_method",
  ],
];
const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "toJSON",
  "then",
  "length",
  "id",
  "method",
  "params",
  "result",
  "error",
  "",
  "\u0000",
  "\ud800",
];
const NUMBERS = [
  "0",
  "-0",
  "1.5",
  "-1",
  "1e999",
  "-1e999",
  "1e-999",
  "9007199254740993",
  "123456789012345678901234567890",
  "1E400",
  "0.1e1",
];

/** JSON as text, so that it can contain more than JavaScript values: numbers out of range, duplicate keys. */
const json: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string; array: string }>((tie) => {
  const key = fc
    .oneof(fc.constantFrom(...KEYS), fc.string({ unit: character, maxLength: 5 }))
    .map((text) => JSON.stringify(text));
  const member = fc.tuple(key, tie("value")).map(([name, value]) => `${name}:${value}`);
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("null", "true", "false", ...NUMBERS),
      fc.string({ unit: character, maxLength: 20 }).map((text) => JSON.stringify(text)),
      fc.constantFrom("\\ud83d", "\\u0000", "\ufeff", "\u2028", "\\/", TOKEN).map((text) => `"${text}"`),
      fc.double().map((number) => JSON.stringify(number)),
      tie("array"),
      tie("object"),
    ),
    array: fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    object: fc.array(member, { maxLength: 4 }).map((members) => `{${members.join()}}`),
  };
}).value;

/** Parameters of known methods, and some of no method. */
const params = fc.oneof(
  fc.constantFrom("{}", "null", "[]"),
  json,
  fc.constantFrom(
    '{"game_ids":["a","b","a"]}',
    '{"game_ids":[]}',
    '{"game_id":"1"}',
    '{"data":{}}',
    '{"stored_credentials":{}}',
  ),
  json.map((value) => `{"game_ids":${value}}`),
  json.map((value) => `{"game_id":${value}}`),
  json.map((value) => `{"data":${value}}`),
  json.map((value) => `{"data":{"credentials":${value}}}`),
  json.map((value) => `{"stored_credentials":${value}}`),
  json.map((value) => `{"stored_credentials":{"password":"a password","more":${value}}}`),
);

const id = fc.oneof(
  fc.nat().map((number) => `"${number}"`),
  fc.constantFrom(...NUMBERS, '""', "null", '"\\ud800"'),
  json,
);

const method = fc.oneof(
  { arbitrary: fc.constantFrom(...METHODS).map((name) => JSON.stringify(name)), weight: 5 },
  { arbitrary: json, weight: 1 },
);

/** Requests that GALAXY would send. */
const request = fc
  .tuple(fc.nat(), fc.constantFrom("ping", "get_capabilities", "import_owned_games", "fail", "echo", "no_such_method"))
  .map(([number, name]) => `{"jsonrpc":"2.0","id":"${number}","method":"${name}","params":{}}`);

/** Anything that looks like a message: members in any order, duplicate or missing. */
const message = fc
  .record(
    { jsonrpc: fc.constantFrom('"2.0"', '"2.0"', '"2.0"', '"1.0"', "2.0"), id, method, params, more: json },
    { requiredKeys: ["jsonrpc", "method"] },
  )
  .chain((members) => fc.shuffledSubarray(Object.entries(members), { minLength: 1 }))
  .map((members) => `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`);

const complete = fc
  .tuple(id, method, params)
  .map(([number, name, value]) => `{"jsonrpc":"2.0","id":${number},"method":${name},"params":${value}}`);

/** An unexpected response. */
const response = fc
  .tuple(id, fc.constantFrom("result", "error", 'result":null,"error'), json)
  .map(([number, member, value]) => `{"jsonrpc":"2.0","id":${number},"${member}":${value}}`);

const text = fc.oneof(
  { arbitrary: request, weight: 6 },
  { arbitrary: complete, weight: 6 },
  { arbitrary: message, weight: 3 },
  { arbitrary: response, weight: 3 },
  { arbitrary: json, weight: 2 },
  { arbitrary: fc.string({ unit: character }), weight: 1 },
  {
    arbitrary: fc.constantFrom("", " ", "\r", "\ufeff", "\u0000", "GET / HTTP/1.1\r", `{"token":"${TOKEN}"`),
    weight: 1,
  },
);

const decorated = fc
  .tuple(
    fc.constantFrom("", "", "", "", " ", "\t", "\ufeff", "\u0000"),
    text,
    fc.constantFrom("", "", "", "", "\r", " ", "\u0000", ","),
  )
  .map((parts) => Buffer.from(parts.join("")));

/** The content of a line; it may contain line feeds and so be several lines. */
export const line: fc.Arbitrary<Buffer> = fc
  .oneof(
    { arbitrary: decorated, weight: 20 },
    { arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
  )
  // A failure shows text instead of numbers.
  .map((bytes) => Object.assign(bytes, { [fc.toStringMethod]: () => JSON.stringify(bytes.toString("latin1")) }));

/** Joins lines into the bytes that a client sends. */
export function joined(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((one) => [one, Buffer.from("\n")]));
}
