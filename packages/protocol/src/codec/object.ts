import { at, CodecError, describe, isDictionary, refuse } from "./codec-error.js";
import { type Codec, JsonText } from "./codec.js";
import { compileEncoder, type Fail, type Field } from "./compile-encoder.js";
import type { Findings } from "./findings.js";
import { toWireName } from "./names.js";
import { isPlainObject } from "./scalars.js";

/** A field that is omitted on the wire when it is absent. Created by {@link optional}. */
export interface OptionalField<T> {
  readonly optional: true;
  readonly codec: Codec<T>;
  /** Sent instead of an absent value, for the few fields that the wire requires. */
  readonly fallback?: T;
}

/** One entry per property of `T`: a codec if the property is required, {@link optional} if not. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalField<Exclude<T[K], undefined>> : Codec<T[K]>;
};

export interface ObjectOptions<T> {
  /** Checks the value as a whole. Returns what was expected of it, or undefined if it is valid. */
  readonly check?: (value: T) => string | undefined;
  /** Whether to refuse unknown names, as the parameters of a call do. */
  readonly closed?: boolean;
}

/** A codec for an object that also lists its properties. */
export interface ObjectCodec<T> extends Codec<T> {
  /** The names of the properties, in the order in which they were declared. */
  readonly properties: readonly (keyof T & string)[];
}

export function optional<T>(codec: Codec<T>, fallback?: T): OptionalField<T> {
  return fallback === undefined ? { optional: true, codec } : { optional: true, codec, fallback };
}

/**
 * An object with camelCase properties in TypeScript and snake_case names on the wire.
 *
 * @param what - the object's name in messages, such as `a Game`
 */
export function object<T extends object>(
  what: string,
  fields: Fields<T>,
  options: ObjectOptions<T> = {},
): ObjectCodec<T> {
  const list = Object.entries(fields).map(([property, field]) =>
    toField(property, field as Codec<unknown> | OptionalField<unknown>),
  );
  const wireNames: ReadonlySet<string> = new Set(list.map((field) => field.wireName));
  const properties: ReadonlySet<string> = new Set(list.map((field) => field.property));
  const expected = `${what} with ${list.map((field) => field.property + (field.optional ? "?" : "")).join(", ")}`;

  const checkWhole = (value: T): void => {
    const problem = options.check?.(value);
    if (problem !== undefined) throw new CodecError(`${what} ${problem}`, describe(value));
  };

  let encodeFields: ReturnType<typeof compileEncoder> | undefined;
  const fail: Fail = (value, property, given, error) => {
    // A Promise or an Error in place of the object explains more than its first missing member.
    if (given == null && !isDictionary(value)) refuse(expected, value);
    throw at(property, error);
  };

  return {
    properties: list.map((field) => field.property as keyof T & string),

    encode(value, findings) {
      if (!isPlainObject(value)) return refuse(expected, value);
      if (findings?.inspects) findings.inspect(what, value, properties);
      encodeFields ??= compileEncoder(list, fail);
      const wire = encodeFields(value, findings);
      checkWhole(value);
      return wire;
    },

    decode(wire) {
      if (!isPlainObject(wire)) return refuse(expected, wire);
      if (options.closed) refuseUnknownNames(wire, wireNames);
      const value: Record<string, unknown> = {};
      for (const { property, wireName, codec, optional } of list) {
        const present = Object.hasOwn(wire, wireName) ? wire[wireName] : undefined;
        if (present == null && optional) continue;
        try {
          value[property] = codec.decode(present);
        } catch (error) {
          throw at(wireName, error);
        }
      }
      checkWhole(value as T);
      return value as T;
    },
  };
}

function toField(property: string, field: Codec<unknown> | OptionalField<unknown>): Field {
  const wireName = toWireName(property);
  return "optional" in field
    ? { property, wireName, codec: field.codec, optional: true, fallback: field.fallback }
    : { property, wireName, codec: field, optional: false, fallback: undefined };
}

function refuseUnknownNames(wire: Record<string, unknown>, known: ReadonlySet<string>): void {
  const unknown = Object.keys(wire).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const expected = known.size === 0 ? "no parameters" : `no parameters except ${[...known].join(", ")}`;
  throw new CodecError(expected, unknown.join(", "));
}

/** The parameters of a call: an object that refuses unknown names. In order, its properties become the handler's arguments. */
export function params<T extends object>(fields: Fields<T>): ObjectCodec<T> {
  return object("parameters", fields, { closed: true });
}

/**
 * The parameters of a call that an integration makes. Unlike {@link params}, it ignores unknown names: an integration with a newer
 * API may send more.
 */
export function openParams<T extends object>(fields: Fields<T>): ObjectCodec<T> {
  return object("parameters", fields);
}

/** Prepends a step to what is found meanwhile. */
function noted<Outcome>(step: string, findings: Findings | undefined, encode: () => Outcome): Outcome {
  const before = findings?.size ?? 0;
  const outcome = encode();
  findings?.within(step, before);
  return outcome;
}

/** A result that is wrapped in an object on the wire, such as `{"owned_games": […]}`, and that a handler returns bare. */
export function under<T>(property: string, inner: Codec<T>): Codec<T> {
  const wireName = toWireName(property);
  const named = <Outcome>(name: string, convert: () => Outcome): Outcome => {
    try {
      return convert();
    } catch (error) {
      throw at(name, error);
    }
  };
  const stringify = inner.stringify?.bind(inner);
  return {
    encode: (value, findings) => ({
      [wireName]: named(property, () => noted(property, findings, () => inner.encode(value, findings))),
    }),
    decode(wire) {
      if (!isPlainObject(wire)) return refuse(`an object with ${wireName}`, wire);
      return named(wireName, () => inner.decode(wire[wireName]));
    },
    ...(stringify && {
      stringify: (value, findings) => {
        const { pieces } = named(property, () => noted(property, findings, () => stringify(value, findings)));
        return new JsonText([`{"${wireName}":`, ...pieces, "}"]);
      },
    }),
  };
}
