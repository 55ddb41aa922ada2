import { types } from "node:util";
import { type ErrorObject, isPlainObject, type JsonObject } from "@galaxy-kit/protocol";
import { GalaxyError, UnknownError } from "@galaxy-kit/sdk";
import { toPlainJson } from "./plain-json.js";

// Whatever an author throws, something must be answered: nothing here throws, even if the thrown thing does when it is read.

/** The form on the wire. `internal_type` is always the error's own name, whatever the author has put in its data. */
export function toErrorObject(error: GalaxyError): ErrorObject {
  try {
    const { code, name, data } = error;
    const message: unknown = error.message;
    const type: unknown = name;
    return {
      code: Number.isSafeInteger(code) ? code : 0,
      message: String(message),
      data: { ...carriable(data), internal_type: String(type) },
    };
  } catch {
    return toErrorObject(new UnknownError());
  }
}

/** Data that JSON cannot carry are left out: the error itself must arrive all the same. */
function carriable(data: unknown): JsonObject {
  try {
    const plain = toPlainJson(data);
    return isPlainObject(plain) ? plain : {};
  } catch {
    return {};
  }
}

/** What arrives for something that left a request's handler: its text, as the author may have written it for the user. */
export function fromThrown(thrown: unknown): GalaxyError {
  try {
    if (GalaxyError.isGalaxyError(thrown)) return thrown;
    const text = textOf(thrown);
    return text === "" ? new UnknownError(undefined, { cause: thrown }) : new UnknownError(text, { cause: thrown });
  } catch {
    return new UnknownError();
  }
}

/** What arrives for something that failed one item of an import: no text, as it may hold anything. */
export function fromThrownInImport(thrown: unknown): GalaxyError {
  try {
    return GalaxyError.isGalaxyError(thrown) ? thrown : new UnknownError(undefined, { cause: thrown });
  } catch {
    return new UnknownError();
  }
}

function textOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  // Node's own errors are of another realm under a test runner.
  return thrown instanceof Error || types.isNativeError(thrown) ? thrown.message : "";
}
