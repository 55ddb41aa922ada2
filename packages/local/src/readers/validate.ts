import type { StandardSchemaV1 } from "@standard-schema/spec";
import { UnreadableFile } from "./unreadable-file.js";

/** How many problems a message names. */
const MAX_ISSUES = 3;

/** Returns the value as the schema defines it. */
export function validate<Value>(value: unknown, schema: StandardSchemaV1<unknown, Value>, file: string): Value {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) {
    throw new TypeError("The schema validates asynchronously, which files do not need: use one without async checks.");
  }
  if (!result.issues) return result.value;
  const named = result.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => [pathOf(path), message].filter(Boolean).join(": "));
  const more = result.issues.length - named.length;
  throw new UnreadableFile(file, named.join("; ") + (more > 0 ? `; and ${more} more` : ""));
}

function pathOf(path: StandardSchemaV1.Issue["path"]): string {
  return (path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}
