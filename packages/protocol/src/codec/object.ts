import { at, CodecError, describe, isDictionary, refuse } from "./codec-error.js";
import { type Codec, encoderOf, JsonText, type Structure, structureOf } from "./codec.js";
import { compileCollector, type Fail, type Field } from "./compile-collector.js";
import type { Findings } from "./findings.js";
import { type Layout, nullableLayout, otherLayout } from "./layout.js";
import { toWireName } from "./names.js";
import { isPlainObject } from "./scalars.js";

/** A field that is omitted on the wire when it is absent. Created by {@link optional}. */
export interface OptionalField<T> {
  readonly optional: true;
  readonly codec: Codec<T>;
  /** Sent instead of an absent value, for the few fields that the wire requires. */
  readonly fallback?: T;
}

/** A required field with another name on the wire. Created by {@link named}. */
export interface NamedField<T> {
  /** In camelCase, as in messages about it. */
  readonly name: string;
  readonly codec: Codec<T>;
}

/** One entry per property of `T`: a codec if the property is required, {@link optional} if not. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K]
    ? OptionalField<Exclude<T[K], undefined>>
    : Codec<T[K]> | NamedField<T[K]>;
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

export function named<T>(name: string, codec: Codec<T>): NamedField<T> {
  return { name, codec };
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
    toField(property, field as Codec<unknown> | OptionalField<unknown> | NamedField<unknown>),
  );
  const wireNames: ReadonlySet<string> = new Set(list.map((field) => field.wireName));
  const properties: ReadonlySet<string> = new Set(list.map((field) => field.property));
  const expected = `${what} with ${list.map((field) => field.name + (field.optional ? "?" : "")).join(", ")}`;

  const checkWhole = (value: T): void => {
    const problem = options.check?.(value);
    if (problem !== undefined) throw new CodecError(`${what} ${problem}`, describe(value));
  };

  let collectFields: ReturnType<typeof compileCollector> | undefined;
  const fail: Fail = (value, name, given, error) => {
    // A Promise or an Error in place of the object explains more than its first missing member.
    if (given == null && !isDictionary(value)) refuse(expected, value);
    throw at(name, error);
  };

  const structure: Structure<T> = {
    layout: { kind: "object", members: list.map(toMember) },
    collect(value, values, findings) {
      if (!isPlainObject(value)) return refuse(expected, value);
      if (findings?.inspects) findings.inspect(what, value, properties);
      collectFields ??= compileCollector(list, fail);
      collectFields(value, values, findings);
      checkWhole(value);
    },
  };

  return {
    properties: list.map((field) => field.property as keyof T & string),
    structure,
    encode: encoderOf(structure),

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

function toField(property: string, field: Codec<unknown> | OptionalField<unknown> | NamedField<unknown>): Field {
  if ("optional" in field) {
    const { codec, fallback } = field;
    return { property, name: property, wireName: toWireName(property), codec, optional: true, fallback };
  }
  const { name, codec } = "name" in field ? field : named(property, field);
  return { property, name, wireName: toWireName(name), codec, optional: false, fallback: undefined };
}

function toMember({ wireName, codec, optional }: Field): { name: string; layout: Layout; optional: boolean } {
  const layout = codec.structure?.layout ?? otherLayout;
  return { name: wireName, layout: optional ? nullableLayout(layout) : layout, optional };
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

/** Prepends a member's name to the path of an error, and to what is found meanwhile. */
function within<Outcome>(name: string, findings: Findings | undefined, encode: () => Outcome): Outcome {
  const before = findings?.size ?? 0;
  try {
    return encode();
  } catch (error) {
    throw at(name, error);
  } finally {
    if (findings && findings.size !== before) findings.within(name, before);
  }
}

/** A result that is wrapped in an object on the wire, such as `{"owned_games": […]}`, and that a handler returns bare. */
export function under<T>(property: string, inner: Codec<T>): Codec<T> {
  const wireName = toWireName(property);
  const { layout, collect } = structureOf(inner);
  const structure: Structure<T> = {
    layout: { kind: "object", members: [{ name: wireName, layout, optional: false }] },
    collect: (value, values, findings) => {
      within(property, findings, () => {
        collect(value, values, findings);
      });
    },
  };
  const stringify = inner.stringify?.bind(inner);
  return {
    structure,
    encode: encoderOf(structure),
    decode(wire) {
      if (!isPlainObject(wire)) return refuse(`an object with ${wireName}`, wire);
      try {
        return inner.decode(wire[wireName]);
      } catch (error) {
        throw at(wireName, error);
      }
    },
    ...(stringify && {
      stringify: (value, findings) => {
        const { pieces } = within(property, findings, () => stringify(value, findings));
        return new JsonText([`{"${wireName}":`, ...pieces, "}"]);
      },
    }),
  };
}
