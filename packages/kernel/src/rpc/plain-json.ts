import { type JsonObject, jsonObject, type JsonValue } from "@galaxy-kit/protocol";

/**
 * A value as it would cross the wire, read once: what an author has made may answer differently, or throw, when it is read
 * again. What JSON leaves out, such as a function, is null. Throws for what JSON cannot carry.
 */
export function toPlainJson(value: unknown): JsonValue {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as JsonValue);
}

/** The same for an object that stays one: a `Map` would be lost, and a `toJSON()` can make anything of it. */
export function toPlainObject(value: unknown): JsonObject {
  return jsonObject.encode(toPlainJson(jsonObject.encode(value as JsonObject)) as JsonObject) as JsonObject;
}
