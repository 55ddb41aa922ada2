import { CodecError, Findings, type JsonObject, jsonObject, type JsonValue } from "@galaxy-kit/protocol";

/** All escapes of JSON. Only half of a surrogate pair is escaped like the first ones. */
const ESCAPES = /\\(?:ud[89a-f][0-9a-f]{2}|.)/g;

/**
 * Converts a value to plain JSON, reading it only once: an author's object may change, or throw, when it is read again. What
 * JSON leaves out, such as a function, becomes null. Throws for a value that cannot be converted.
 *
 * @param replace - converts each value inside
 */
export function toPlainJson(value: unknown, replace = (inside: unknown): unknown => inside): JsonValue {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return null;
  const wellFormed = text.replace(ESCAPES, (escape) => (escape.length > 2 ? "\ufffd" : escape));
  return JSON.parse(wellFormed, (_, inside: unknown) => replace(inside)) as JsonValue;
}

/**
 * Copies an object, reading it only once. Refuses what JSON would lose: the author would not get back what they have passed.
 *
 * @param name - of the argument, where the path of a value in it begins
 * @throws `CodecError` with the path of the value
 */
export function toPlainObject(value: unknown, name: string): JsonObject {
  try {
    return jsonObject.encode(value as JsonObject, new Findings()) as JsonObject;
  } catch (error) {
    throw error instanceof CodecError ? error.within(name) : error;
  }
}
