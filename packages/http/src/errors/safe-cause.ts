import { types } from "node:util";
import { redactUrls } from "./redact-url.js";

/** One-word descriptions of a failure by Node and got. Other properties of their errors may contain headers or bodies. */
const SAFE_FIELDS = ["code", "syscall"] as const;

/** How many nested causes are kept. */
const MAX_DEPTH = 5;

/**
 * Copies an error so that it is safe to log. got's errors carry the request's options with its headers, the response, and
 * sometimes raw bytes, and logging the `cause` of a GALAXY error would print all of that. The copy has only the name,
 * message, stack, code and causes.
 */
export function safeCause(error: unknown, depth = MAX_DEPTH): Error {
  if (!types.isNativeError(error)) return new Error(`Thrown value of type ${typeof error}`);
  const cause = types.isNativeError(error.cause) && depth > 1 ? { cause: safeCause(error.cause, depth - 1) } : {};
  const copy = new Error(redactUrls(error.message), cause);
  define(copy, "name", error.name);
  define(copy, "stack", redactUrls(error.stack ?? ""));
  for (const field of SAFE_FIELDS) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === "string") define(copy, field, value, true);
  }
  return copy;
}

function define(target: Error, key: string, value: string, enumerable = false): void {
  Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}
