import { type Codec, type JsonObject, type JsonValue, refuse } from "./codec.js";

/** A codec for a value that has the same form on the wire. */
function same<T>(expected: string, fits: (value: unknown) => boolean): Codec<T> {
  const check = (value: unknown): T => (fits(value) ? (value as T) : refuse(expected, value));
  return { encode: check, decode: check };
}

export const string: Codec<string> = same("a string", (value) => typeof value === "string");

export const boolean: Codec<boolean> = same("true or false", (value) => typeof value === "boolean");

export const integer: Codec<number> = same("a whole number", (value) => Number.isSafeInteger(value));

/** A whole number, zero or more, such as bytes, minutes or messages. */
export const count: Codec<number> = same(
  "a whole number, zero or more",
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** As seconds, after the year 5000; such a value almost certainly comes from `Date.now()`, which counts milliseconds. */
const MIN_LIKELY_MS = 1e11;

/** A point in time, as whole seconds since 1970. */
export const unixSeconds: Codec<number> = {
  encode: checkUnixSeconds,
  decode: checkUnixSeconds,
};

function checkUnixSeconds(value: unknown): number {
  if (!Number.isSafeInteger(value)) return refuse("whole seconds since 1970", value);
  if (Math.abs(value as number) >= MIN_LIKELY_MS) {
    return refuse("seconds since 1970 (this looks like milliseconds: divide it by 1000)", value);
  }
  return value as number;
}

/** One of a closed set of strings. */
export function oneOf<T extends string>(values: readonly T[]): Codec<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return same(values.map((value) => JSON.stringify(value)).join(" or "), (value) => known.has(value));
}

/** Any combination of the bits of `all` that is at least `min`. */
export function flags(names: string, all: number, min = 0): Codec<number> {
  return same(
    `a combination of ${names}`,
    (value) =>
      Number.isInteger(value) &&
      (value as number) >= min &&
      (value as number) <= all &&
      ((value as number) & ~all) === 0,
  );
}

const NOT_JSON: ReadonlySet<string> = new Set(["undefined", "function", "symbol", "bigint"]);

/** Any JSON value, passed through unchanged. */
export const json: Codec<JsonValue> = same("a JSON value", (value) => !NOT_JSON.has(typeof value));

/** Any JSON object, passed through unchanged. */
export const jsonObject: Codec<JsonObject> = same("an object", (value) => isPlainObject(value) && isDictionary(value));

/** False for objects such as a `Map`, `Set`, `Date` or `Promise`, whose contents JSON would lose. */
export function isDictionary(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** No value: `null` on the wire. */
export const nothing: Codec<void> = {
  encode: () => null,
  decode: (value) => {
    if (value !== null && value !== undefined) refuse("null", value);
  },
};
