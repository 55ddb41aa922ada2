/** An error of the protocol: its code and its default message. */
export interface ErrorEntry {
  readonly code: number;
  readonly message: string;
}

/** JSON-RPC's own errors. The range -32768 to -32000 is reserved for them. */
export const rpcErrors = {
  ParseError: { code: -32700, message: "Parse error" },
  InvalidRequest: { code: -32600, message: "Invalid Request" },
  MethodNotFound: { code: -32601, message: "Method not found" },
  InvalidParams: { code: -32602, message: "Invalid params" },
  Timeout: { code: -32000, message: "Method timed out" },
  Aborted: { code: -32001, message: "Method aborted" },
} as const satisfies Record<string, ErrorEntry>;

/** GALAXY's errors. The SDK's error classes document what the client shows for each. */
export const applicationErrors = {
  UnknownError: { code: 0, message: "Unknown error" },
  AuthenticationRequired: { code: 1, message: "Authentication required" },
  BackendNotAvailable: { code: 2, message: "Backend not available" },
  BackendTimeout: { code: 3, message: "Backend timed out" },
  BackendError: { code: 4, message: "Backend error" },
  TooManyRequests: { code: 5, message: "Too many requests. Try again later" },
  UnknownBackendResponse: { code: 6, message: "Backend responded in unknown way" },
  InvalidCredentials: { code: 100, message: "Invalid credentials" },
  NetworkError: { code: 101, message: "Network error" },
  /** Removed from the Python API in 0.69. */
  LoggedInElsewhere: { code: 102, message: "Logged in elsewhere" },
  ProtocolError: { code: 103, message: "Protocol error" },
  TemporaryBlocked: { code: 104, message: "Temporary blocked" },
  Banned: { code: 105, message: "Banned" },
  AccessDenied: { code: 106, message: "Access denied" },
  FailedParsingManifest: { code: 200, message: "Failed parsing manifest" },
  TooManyMessagesSent: { code: 300, message: "Too many messages sent" },
  IncoherentLastMessage: { code: 400, message: "Different last message id on backend" },
  MessageNotFound: { code: 500, message: "Message not found" },
  ImportInProgress: { code: 600, message: "Import already in progress" },
} as const satisfies Record<string, ErrorEntry>;

export type RpcErrorName = keyof typeof rpcErrors;
export type ApplicationErrorName = keyof typeof applicationErrors;
/** The name of any error of the protocol. */
export type ErrorName = RpcErrorName | ApplicationErrorName;

/** Every error of the protocol by its name, which is also its `internal_type`. */
export const errorTable: Readonly<Record<ErrorName, ErrorEntry>> = { ...rpcErrors, ...applicationErrors };

/** Whether JSON-RPC reserves the code for its own errors. */
export function isReservedErrorCode(code: number): boolean {
  return code >= -32768 && code <= -32000;
}
