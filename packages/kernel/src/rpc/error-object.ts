import { types } from "node:util";
import { type ErrorObject, isPlainObject, isTooDeep, type JsonObject } from "@galaxy-kit/protocol";
import { GalaxyError, type Secrets, UnknownError } from "@galaxy-kit/sdk";
import { toPlainJson } from "./plain-json.js";

/**
 * Hears of an error that the client gets: of the error itself, since the client gets neither its stack nor its cause.
 *
 * @param subject - the id of the request, or the method of the notification and the id of the item
 */
export type OnFailure = (error: GalaxyError, ...subject: readonly unknown[]) => void;

// The client needs a response to anything an author throws: nothing here throws, even if reading the thrown value does.

/**
 * Converts an error to wire format. `internal_type` is always the error's own name, even if the author's data has another. Secrets
 * are masked, since the client writes errors to its own log.
 */
export function toErrorObject(error: GalaxyError, secrets: Secrets): ErrorObject {
  try {
    const { code, name, data } = error;
    const message: unknown = error.message;
    const type: unknown = name;
    return {
      code: Number.isSafeInteger(code) ? code : 0,
      message: secrets.mask(String(message)).toWellFormed(),
      data: { ...toPlainData(data, secrets), internal_type: String(type) },
    };
  } catch {
    const { code, name, message } = new UnknownError();
    return { code, message, data: { internal_type: name } };
  }
}

/** Leaves out data that cannot be converted to JSON, or is nested too deeply to be sent: the error itself must arrive anyway. */
function toPlainData(data: unknown, secrets: Secrets): JsonObject {
  try {
    const plain = toPlainJson(data, (value) => (typeof value === "string" ? secrets.mask(value) : value));
    return isPlainObject(plain) && !isTooDeep(plain) ? plain : {};
  } catch {
    return {};
  }
}

/** The error for a value thrown by a request handler. Keeps its message, which the author may have written for the user. */
export function fromThrown(thrown: unknown): GalaxyError {
  try {
    if (GalaxyError.isGalaxyError(thrown)) return thrown;
    const text = textOf(thrown);
    return text === "" ? new UnknownError(undefined, { cause: thrown }) : new UnknownError(text, { cause: thrown });
  } catch {
    return new UnknownError();
  }
}

/** The error for a value thrown for one item of an import. Drops its message, which may contain anything. */
export function fromThrownInImport(thrown: unknown): GalaxyError {
  try {
    return GalaxyError.isGalaxyError(thrown) ? thrown : new UnknownError(undefined, { cause: thrown });
  } catch {
    return new UnknownError();
  }
}

function textOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  // Under a test runner, Node's own errors belong to another realm.
  return thrown instanceof Error || types.isNativeError(thrown) ? thrown.message : "";
}
