import { errorClass } from "./galaxy-error.js";

// Errors of JSON-RPC itself. The framework sends them; an author sees them in tests, or when
// GalaxyClient.refreshCredentials() fails.

/** A line is not valid JSON. */
export class ParseError extends errorClass("ParseError") {}

/** A line is valid JSON, but not a JSON-RPC 2.0 message. */
export class InvalidRequest extends errorClass("InvalidRequest") {}

/** The other side does not support the method: no method of the integration has its decorator. */
export class MethodNotFound extends errorClass("MethodNotFound") {}

/** The parameters of a request are not valid. */
export class InvalidParams extends errorClass("InvalidParams") {}

/** The other side did not respond in time. */
export class Timeout extends errorClass("Timeout") {}

/** The call was canceled because the integration is closing. */
export class Aborted extends errorClass("Aborted") {}
