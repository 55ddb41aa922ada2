import type { ErrorObject } from "@galaxy-kit/protocol";
import { GalaxyError, UnknownError } from "@galaxy-kit/sdk";

/** The form on the wire. `internal_type` is always the error's own name, whatever the author has put in its data. */
export function toErrorObject(error: GalaxyError): ErrorObject {
  return { code: error.code, message: error.message, data: { ...error.data, internal_type: error.name } };
}

/** What arrives for something that left a request's handler: its text, as the author may have written it for the user. */
export function fromThrown(thrown: unknown): GalaxyError {
  if (GalaxyError.isGalaxyError(thrown)) return thrown;
  const text = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return text === "" ? new UnknownError(undefined, { cause: thrown }) : new UnknownError(text, { cause: thrown });
}

/** What arrives for something that failed one item of an import: no text, as it may hold anything. */
export function fromThrownInImport(thrown: unknown): GalaxyError {
  return GalaxyError.isGalaxyError(thrown) ? thrown : new UnknownError(undefined, { cause: thrown });
}
