import type { Findings } from "./findings.js";

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
  /** Equivalent to {@link encode} and `JSON.stringify`, for values too large to hold in memory twice, such as a library. */
  stringify?(value: T, findings?: Findings): JsonText;
}

/** JSON that is already serialized, in pieces. */
export class JsonText {
  constructor(readonly pieces: readonly string[]) {}
}
