import type { StandardSchemaV1 } from "@standard-schema/spec";
import { invalid, type Reading, valid } from "./reading.js";

export type { StandardSchemaV1 } from "@standard-schema/spec";

/** Checks a value with the schema of any library that follows the Standard Schema specification. */
export function applySchema(schema: StandardSchemaV1, value: unknown): Reading<unknown> {
  const result = schema["~standard"].validate(value);
  // The file is read at once, so that a constructor has the settings.
  if (result instanceof Promise) {
    return invalid("has an asynchronous schema: use @CheckSettings() for a check that takes time");
  }
  if (!result.issues) return valid(result.value);
  return invalid(`is not accepted: ${result.issues.map(({ message }) => message).join("; ")}`);
}
