/** Lines that are too large to store in a file. */
interface Oversized {
  readonly what: string;
  /** Ends with a line feed. */
  readonly bytes: () => string;
}

const LEVELS = 100_000;
const MANY = 100_000;
const LONG = 4 * 1024 * 1024;

const arrays = "[".repeat(LEVELS) + "]".repeat(LEVELS);
const objects = '{"a":'.repeat(LEVELS) + "1" + "}".repeat(LEVELS);
const text = JSON.stringify("long ".repeat(LONG / 5));

const request = (method: string, params: string, id = '"1"'): string =>
  `{"jsonrpc":"2.0","id":${id},"method":${method},"params":${params}}\n`;

const rows: readonly (readonly [what: string, bytes: () => string])[] = [
  ["100,000 nested arrays", () => `${arrays}\n`],
  ["100,000 nested objects", () => `${objects}\n`],
  ["100,000 unclosed brackets", () => `${"[".repeat(LEVELS)}\n${'{"a":'.repeat(LEVELS)}\n`],
  [
    "deep parameters",
    () =>
      request('"echo"', objects) + request('"ping"', objects) + request('"ping"', arrays) + request('"fail"', objects),
  ],
  ["a deep id", () => request('"ping"', "{}", arrays) + request('"echo"', "{}", objects)],
  ["a deep method", () => request(arrays, "{}") + request(objects, "{}")],
  ["deep ids of games", () => request('"start_achievements_import"', `{"game_ids":${arrays}}`)],
  ["deep credentials", () => request('"init_authentication"', `{"stored_credentials":${objects}}`)],
  [
    "a deep cache",
    () =>
      request('"initialize_cache"', `{"data":${objects}}`) +
      request('"initialize_cache"', `{"data":{"credentials":${objects}}}`),
  ],
  [
    "deep responses",
    () =>
      [arrays, objects]
        .flatMap((value) => [
          `{"id":"1","error":${value}}\n`,
          `{"id":"1","result":${value}}\n`,
          `{"id":"1","error":{"data":${value}}}\n`,
        ])
        .join(""),
  ],
  ["a long line of garbage", () => `${"x".repeat(LONG)}\n`],
  ["a long line of blanks", () => `${" ".repeat(LONG)}\n`],
  ["a long line of line feeds", () => "\n".repeat(LONG / 16)],
  [
    "a long id",
    () => request('"ping"', "{}", text) + request('"echo"', "{}", text) + request('"no_such_method"', "{}", text),
  ],
  ["a long method", () => request(text, "{}") + `{"jsonrpc":"2.0","method":${text}}\n`],
  [
    "a long text",
    () =>
      request('"echo"', `{"text":${text}}`) +
      request('"ping"', `{${text}:1}`) +
      request('"start_achievements_import"', `{"game_ids":${text}}`),
  ],
  ["a long credential", () => request('"init_authentication"', `{"stored_credentials":{"token":${text}}}`)],
  [
    "many parameters",
    () => request('"ping"', `{${Array.from({ length: MANY }, (_, index) => `"name ${index}":1`).join()}}`),
  ],
  ["many games", () => request('"start_achievements_import"', `{"game_ids":[${'"a",'.repeat(MANY)}"a"]}`)],
  ["a member many times", () => `{"jsonrpc":"2.0","id":"1","method":"ping"${',"params":{}'.repeat(MANY)}}\n`],
  ["digits", () => request('"echo"', "{}", "9".repeat(MANY)) + request('"echo"', `{"a":0.${"0".repeat(MANY)}1}`)],
];

export const oversized: readonly Oversized[] = rows.map(([what, bytes]) => ({ what, bytes }));
