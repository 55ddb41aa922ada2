import { type Codec, type JsonObject, type JsonValue, refuse } from "./codec.js";

/** A codec whose value is the same on both sides. */
function same<T>(expected: string, fits: (value: unknown) => boolean): Codec<T> {
  const check = (value: unknown): T => (fits(value) ? (value as T) : refuse(expected, value));
  return { encode: check, decode: check };
}

export const string: Codec<string> = same("a string", (value) => typeof value === "string");

export const boolean: Codec<boolean> = same("true or false", (value) => typeof value === "boolean");

export const integer: Codec<number> = same("a whole number", (value) => Number.isSafeInteger(value));

/** A whole number, zero or more: bytes, minutes, messages. */
export const count: Codec<number> = same(
  "a whole number, zero or more",
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** Later than the year 5000 in seconds: surely `Date.now()`, which counts milliseconds. */
const SURELY_MS = 1e11;

/** A moment as whole seconds since 1970. */
export const unixSeconds: Codec<number> = {
  encode: checkUnixSeconds,
  decode: checkUnixSeconds,
};

function checkUnixSeconds(value: unknown): number {
  if (!Number.isSafeInteger(value)) return refuse("whole seconds since 1970", value);
  if (Math.abs(value as number) >= SURELY_MS) {
    return refuse("seconds since 1970 (this looks like milliseconds: divide it by 1000)", value);
  }
  return value as number;
}

/** One of a closed set of strings. */
export function oneOf<T extends string>(values: readonly T[]): Codec<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return same(values.map((value) => JSON.stringify(value)).join(" or "), (value) => known.has(value));
}

/** Any combination of the bits of `all`; `least` is the smallest number allowed. */
export function flags(names: string, all: number, least = 0): Codec<number> {
  return same(
    `a combination of ${names}`,
    (value) =>
      Number.isInteger(value) &&
      (value as number) >= least &&
      (value as number) <= all &&
      ((value as number) & ~all) === 0,
  );
}

const NO_JSON: ReadonlySet<string> = new Set(["undefined", "function", "symbol", "bigint"]);

/** Any JSON value, passed through as it is. */
export const json: Codec<JsonValue> = same("a JSON value", (value) => !NO_JSON.has(typeof value));

/** Any JSON object, passed through as it is. */
export const jsonObject: Codec<JsonObject> = same("an object", (value) => isPlainObject(value) && isDictionary(value));

/** JSON would lose what a `Map`, a `Set`, a `Date`, a `Promise` and the like hold. */
export function isDictionary(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The absence of a value: `null` on the wire. */
export const nothing: Codec<void> = {
  encode: () => null,
  decode: (value) => {
    if (value !== null && value !== undefined) refuse("null", value);
  },
};
