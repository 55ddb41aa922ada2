import { type JsonObject, jsonObject, type JsonValue } from "@galaxy-kit/protocol";

/**
 * Converts a value to plain JSON, reading it only once: an author's object may change, or throw, when it is read again. What
 * JSON leaves out, such as a function, becomes null. Throws for a value that cannot be converted.
 *
 * @param replace - converts each value inside
 */
export function toPlainJson(value: unknown, replace = (inside: unknown): unknown => inside): JsonValue {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? null : (JSON.parse(text, (_, inside: unknown) => replace(inside)) as JsonValue);
}

/** Does the same for an object, and checks that it still is one: JSON loses a `Map`, and `toJSON()` can return anything. */
export function toPlainObject(value: unknown): JsonObject {
  return jsonObject.encode(toPlainJson(jsonObject.encode(value as JsonObject)) as JsonObject) as JsonObject;
}
