import { types } from "node:util";
import { redactUrls } from "./redact-url.js";

/** What Node and got tell about a failure in one word. Anything else on their errors may hold headers or bodies. */
const SAFE_FIELDS = ["code", "syscall"] as const;

/** Causes of causes that are kept. */
const DEPTH = 5;

/**
 * A copy of an error that may be logged. got's errors carry the request's options with its headers, the response, and
 * sometimes raw bytes; whoever logs the `cause` of a GALAXY error would print all of it. The copy has the name,
 * message, stack, code and causes, and nothing else.
 */
export function safeCause(error: unknown, depth = DEPTH): Error {
  if (!types.isNativeError(error)) return new Error(`Not an error, but of type ${typeof error}`);
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
