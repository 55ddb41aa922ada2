/** One row of the table of errors in the documentation of the protocol. */
export type ErrorRow = readonly [name: string, code: number, message: string];

// Written by hand from the documentation, not taken from the code: this is what the code is compared with.

/** Errors of JSON-RPC itself. */
export const rpcErrorRows: readonly ErrorRow[] = [
  ["ParseError", -32700, "Parse error"],
  ["InvalidRequest", -32600, "Invalid Request"],
  ["MethodNotFound", -32601, "Method not found"],
  ["InvalidParams", -32602, "Invalid params"],
  ["Timeout", -32000, "Method timed out"],
  ["Aborted", -32001, "Method aborted"],
];

/** Errors of GALAXY. */
export const applicationErrorRows: readonly ErrorRow[] = [
  ["UnknownError", 0, "Unknown error"],
  ["AuthenticationRequired", 1, "Authentication required"],
  ["BackendNotAvailable", 2, "Backend not available"],
  ["BackendTimeout", 3, "Backend timed out"],
  ["BackendError", 4, "Backend error"],
  ["TooManyRequests", 5, "Too many requests. Try again later"],
  ["UnknownBackendResponse", 6, "Backend responded in unknown way"],
  ["InvalidCredentials", 100, "Invalid credentials"],
  ["NetworkError", 101, "Network error"],
  ["LoggedInElsewhere", 102, "Logged in elsewhere"],
  ["ProtocolError", 103, "Protocol error"],
  ["TemporaryBlocked", 104, "Temporary blocked"],
  ["Banned", 105, "Banned"],
  ["AccessDenied", 106, "Access denied"],
  ["FailedParsingManifest", 200, "Failed parsing manifest"],
  ["TooManyMessagesSent", 300, "Too many messages sent"],
  ["IncoherentLastMessage", 400, "Different last message id on backend"],
  ["MessageNotFound", 500, "Message not found"],
  ["ImportInProgress", 600, "Import already in progress"],
];

/** Every error that can cross the wire. */
export const errorRows: readonly ErrorRow[] = [...rpcErrorRows, ...applicationErrorRows];
