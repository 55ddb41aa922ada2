import { types } from "node:util";
import type { ErrorObject, JsonObject } from "@galaxy-kit/protocol";
import { GalaxyError, UnknownError } from "@galaxy-kit/sdk";

/** The form on the wire. `internal_type` is always the error's own name, whatever the author has put in its data. */
export function toErrorObject(error: GalaxyError): ErrorObject {
  return { code: error.code, message: error.message, data: { ...carriable(error.data), internal_type: error.name } };
}

/** Data that JSON cannot carry are left out: the error itself must arrive all the same. */
function carriable(data: JsonObject): JsonObject {
  try {
    JSON.stringify(data);
    return data;
  } catch {
    return {};
  }
}

/** What arrives for something that left a request's handler: its text, as the author may have written it for the user. */
export function fromThrown(thrown: unknown): GalaxyError {
  if (GalaxyError.isGalaxyError(thrown)) return thrown;
  // Node's own errors are of another realm under a test runner.
  const text = thrown instanceof Error || types.isNativeError(thrown) ? thrown.message : typeof thrown === "string" ? thrown : "";
  return text === "" ? new UnknownError(undefined, { cause: thrown }) : new UnknownError(text, { cause: thrown });
}

/** What arrives for something that failed one item of an import: no text, as it may hold anything. */
export function fromThrownInImport(thrown: unknown): GalaxyError {
  return GalaxyError.isGalaxyError(thrown) ? thrown : new UnknownError(undefined, { cause: thrown });
}
