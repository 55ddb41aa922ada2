import { errorClass } from "./galaxy-error.js";

// Errors of JSON-RPC itself. The framework answers them; an author sees them in a test, or as the answer of
// GalaxyClient.refreshCredentials.

/** A line that is no JSON. */
export class ParseError extends errorClass("ParseError") {}

/** JSON that is no JSON-RPC 2.0 message. */
export class InvalidRequest extends errorClass("InvalidRequest") {}

/** A call that the other side does not have: no method carries its decorator. */
export class MethodNotFound extends errorClass("MethodNotFound") {}

/** A call whose parameters do not fit. */
export class InvalidParams extends errorClass("InvalidParams") {}

/** The other side has given up waiting. */
export class Timeout extends errorClass("Timeout") {}

/** The call was cancelled, because the integration is closing. */
export class Aborted extends errorClass("Aborted") {}
