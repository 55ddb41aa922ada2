import type { CompactJson } from "./compact-json.js";
import type { Findings } from "./findings.js";
import { assembler, type Layout, otherLayout, Values } from "./layout.js";

/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/**
 * Converts between a TypeScript value and its form on the wire.
 *
 * `encode` takes what an author returned, `decode` what the other side sent. Neither trusts its input: both throw a
 * {@link CodecError} with the path to the invalid value.
 */
export interface Codec<T> {
  encode(value: T, findings?: Findings): unknown;
  decode(json: unknown): T;
  /** Absent if the value is sent as it is. */
  readonly structure?: Structure<T>;
  /** Equivalent to {@link encode} and `JSON.stringify`, for values too large to hold in memory twice, such as a library. */
  stringify?(value: T, findings?: Findings): JsonText;
}

/** How a value is taken apart: into members, items and numbers. */
export interface Structure<T> {
  readonly layout: Layout;
  /** Encodes the values that the layout has places for, and appends them in order. */
  collect(this: void, value: T, values: Values, findings?: Findings): void;
}

/** Returns the encoder of a value that is taken apart. */
export function encoderOf<T>({ layout, collect }: Structure<T>): Codec<T>["encode"] {
  return (value, findings) => {
    const values = new Values();
    collect(value, values, findings);
    return assembler(values)(layout);
  };
}

export function structureOf<T>(codec: Codec<T>): Structure<T> {
  return (
    codec.structure ?? {
      layout: otherLayout,
      collect: (value, values, findings) => values.others.push(codec.encode(value, findings)),
    }
  );
}

/** JSON that is already serialized, in pieces. */
export class JsonText {
  constructor(readonly pieces: readonly (string | CompactJson)[]) {}
}
