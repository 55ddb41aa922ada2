import { MAX_JSON_DEPTH } from "../json-depth.js";
import { at, CodecError, isDictionary, refuse } from "./codec-error.js";
import { type Codec, type JsonObject, type JsonValue } from "./codec.js";
import type { Findings } from "./findings.js";
import { numberLayout } from "./layout.js";

/** A codec for a value that has the same form on the wire. */
function same<T>(expected: string, fits: (value: unknown) => boolean): Codec<T> {
  const check = (value: unknown): T => (fits(value) ? (value as T) : refuse(expected, value));
  return { encode: check, decode: check };
}

/** A codec for a whole number. */
function number(check: (value: unknown) => number): Codec<number> {
  return {
    encode: check,
    decode: check,
    structure: { layout: numberLayout, collect: (value, values) => values.numbers.push(check(value)) },
  };
}

/** Any text. */
export const string: Codec<string> = {
  encode(value, findings) {
    if (typeof value !== "string") return refuse("a string", value);
    return findings && !value.isWellFormed() ? findings.repair(value) : value;
  },
  decode: (value) => (typeof value === "string" ? value : refuse("a string", value)),
};

/** A text that identifies something; an author may not leave it blank. */
export const id: Codec<string> = {
  encode(value, findings) {
    const text = string.encode(value, findings) as string;
    return findings && isBlank(text) ? refuse("an id that is not blank", text) : text;
  },
  decode: (value) => string.decode(value),
};

/** A text that GALAXY shows; an author should not leave it blank. */
export const label: Codec<string> = {
  encode(value, findings) {
    const text = string.encode(value, findings) as string;
    if (findings && isBlank(text)) findings.blank(text);
    return text;
  },
  decode: (value) => string.decode(value),
};

/** Whether a text has nothing to see, such as spaces or a zero-width space. */
function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // The usual case, a hundred thousand times.
  if (first > 0x20 && first < 0x7f) return false;
  return !/[^\s\p{Cc}\p{Cf}]/u.test(text);
}

export const boolean: Codec<boolean> = same("true or false", (value) => typeof value === "boolean");

export const integer = number((value) =>
  Number.isSafeInteger(value) ? (value as number) : refuse("a whole number", value),
);

/** A whole number, zero or more, such as bytes, minutes or messages. */
export const count = number((value) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse("a whole number, zero or more", value),
);

/** As seconds, after the year 5000; such a value almost certainly comes from `Date.now()`, which counts milliseconds. */
const MIN_LIKELY_MS = 1e11;

/** A point in time, as whole seconds since 1970. */
export const unixSeconds = number((value) => {
  if (!Number.isSafeInteger(value)) return refuse("whole seconds since 1970", value);
  if (Math.abs(value as number) >= MIN_LIKELY_MS) {
    return refuse("seconds since 1970 (this looks like milliseconds: divide it by 1000)", value);
  }
  return value as number;
});

/** One of a closed set of strings. */
export function oneOf<T extends string>(values: readonly T[]): Codec<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return same(values.map((value) => JSON.stringify(value)).join(" or "), (value) => known.has(value));
}

/** Any combination of the bits of `all` that is at least `min`. */
export function flags(names: string, all: number, min = 0): Codec<number> {
  return number((value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= all && ((value as number) & ~all) === 0
      ? (value as number)
      : refuse(`a combination of ${names}`, value),
  );
}

const NOT_JSON: ReadonlySet<string> = new Set(["undefined", "function", "symbol", "bigint"]);

/** Any JSON value. What an author passes must not lose anything as JSON; everything else is passed through unchanged. */
export const json: Codec<JsonValue> = preserving(
  same<JsonValue>("a JSON value", (value) => !NOT_JSON.has(typeof value)),
);

/** Any JSON object, treated as {@link json}. */
export const jsonObject: Codec<JsonObject> = preserving(
  same<JsonObject>("an object", (value) => isPlainObject(value) && isDictionary(value)),
);

function preserving<T extends JsonValue>(codec: Codec<T>): Codec<T> {
  return {
    encode: (value, findings) => (findings ? copyOf(codec.encode(value), findings, []) : codec.encode(value)),
    decode: (value) => codec.decode(value),
  };
}

const EXPECTED_JSON = "a value that JSON preserves";

/** Copies a value, and refuses what JSON would leave out or turn into something else. */
function copyOf(value: unknown, findings: Findings, ancestors: readonly object[]): unknown {
  if (typeof value === "string") return string.encode(value, findings);
  if (typeof value === "number") return Number.isFinite(value) ? value : refuse(EXPECTED_JSON, value);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object" || ancestors.includes(value)) return refuse(EXPECTED_JSON, value);
  if (ancestors.length === MAX_JSON_DEPTH)
    throw new CodecError(`a value of at most ${MAX_JSON_DEPTH} levels`, "one that is nested more deeply");
  const inside = [...ancestors, value];
  const copyMember = (step: string | number, member: unknown): unknown => {
    const found = findings.size;
    try {
      return copyOf(member, findings, inside);
    } catch (error) {
      throw at(step, error);
    } finally {
      findings.within(step, found);
    }
  };
  if (Array.isArray(value)) return Array.from(value, (member: unknown, index) => copyMember(index, member));
  if (!isDictionary(value)) return refuse(EXPECTED_JSON, value);
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") return copyOf(Reflect.apply(toJSON, value, []), findings, inside);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [string.encode(name, findings), copyMember(name, member)]),
  );
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
