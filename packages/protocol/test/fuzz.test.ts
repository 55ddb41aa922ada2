import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  clientNotifications,
  clientRequests,
  type Codec,
  CodecError,
  errorObject,
  imports,
  manifest,
  pluginNotifications,
} from "../src/index.js";

const seed = Number(process.env["GALAXY_KIT_FUZZ_SEED"] ?? 20_260_101);
const numRuns = Math.round(60 * Number(process.env["GALAXY_KIT_FUZZ_RUNS"] ?? 1));

const importMessages: ReadonlySet<string> = new Set(
  Object.values(imports).flatMap(({ success, failure, itemFinished }) =>
    [success, failure, itemFinished].map((call) => `${String(call?.method)} params`),
  ),
);

const codecs: (readonly [name: string, codec: Codec<any>])[] = [
  ["error object", errorObject],
  ["manifest", manifest],
  ...Object.values(clientRequests).flatMap(
    (call) =>
      [
        [`${call.method} params`, call.params],
        [`${call.method} result`, call.result],
      ] as const,
  ),
  ...[...Object.values(clientNotifications), ...Object.values(pluginNotifications)].map(
    (call) => [`${call.method} params`, call.params] as const,
  ),
  ...Object.values(imports).flatMap((call) =>
    [call.start, call.success, call.finished].map(({ method, params }) => [`${method} params`, params] as const),
  ),
];

/** Names on the wire, so that some values get past the first member. */
const names = [
  "game_id",
  "game_ids",
  "game_title",
  "license_info",
  "license_type",
  "user_id",
  "user_name",
  "next_step",
  "auth_params",
  "data",
  "code",
  "message",
  "error",
  "unlock_time",
  "owned_games",
  "__proto__",
  "constructor",
];
const values = fc.oneof(
  fc.jsonValue(),
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>("SinglePurchase", "web_session", "", 0, 1, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 6 }),
    ),
  })).value,
);

/** Returns the result; undefined if the value is refused, which must be done with a CodecError. */
function attempt(work: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: work() };
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
    expect((error as CodecError).message.length).toBeGreaterThan(0);
    return undefined;
  }
}

describe.each(codecs)(`%s (GALAXY_KIT_FUZZ_SEED=${seed})`, (name, codec) => {
  const isImport = importMessages.has(name);

  it("decodes or refuses any JSON value, and encodes a decoded value to the same JSON", () => {
    fc.assert(
      fc.property(values, (json) => {
        const decoded = attempt(() => codec.decode(json));
        if (!decoded) return;
        const encoded = codec.encode(decoded.value);
        expect(codec.decode(JSON.parse(JSON.stringify(encoded)))).toEqual(
          JSON.parse(JSON.stringify({ value: decoded.value })).value,
        );
      }),
      { seed, numRuns },
    );
  });

  it("encodes or refuses any value that an author passes", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withBoxedValues: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (value) => {
          // The kernel assembles the messages of imports; only the value comes from the author.
          attempt(() => codec.encode(isImport ? { id: "a", value } : value));
        },
      ),
      { seed, numRuns },
    );
  });
});
