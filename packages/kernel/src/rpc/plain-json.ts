import { CodecError, Findings, type JsonObject, jsonObject, type JsonValue } from "@galaxy-kit/protocol";

/**
 * Converts a value to plain JSON, reading it only once: an author's object may change, or throw, when it is read again. What
 * JSON leaves out, such as a function, becomes null. Throws for a value that cannot be converted.
 *
 * @param replace - converts each value inside
 */
export function toPlainJson(value: unknown, replace = (inside: unknown): unknown => inside): JsonValue {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return null;
  return JSON.parse(text, (_, inside: unknown) =>
    replace(typeof inside === "string" ? inside.toWellFormed() : inside),
  ) as JsonValue;
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
