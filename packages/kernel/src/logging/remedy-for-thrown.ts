import { types } from "node:util";
import type { LogFields } from "@galaxy-kit/sdk";

/** Log fields for a thrown value. Only an error has a stack: for anything else, the place is unknown. */
export function remedyForThrown(thrown: unknown): LogFields {
  return isError(thrown) ? {} : { remedy: `Throw an Error, which has a stack, in place of ${nameOfType(thrown)}.` };
}

/** A proxy may throw at anything. */
export function isError(thrown: unknown): boolean {
  try {
    return thrown instanceof Error || types.isNativeError(thrown);
  } catch {
    return false;
  }
}

function nameOfType(thrown: unknown): string {
  if (thrown === null || thrown === undefined) return String(thrown);
  return typeof thrown === "object" ? "an object" : `a ${typeof thrown}`;
}
