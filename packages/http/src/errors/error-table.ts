import {
  AccessDenied,
  AuthenticationRequired,
  BackendError,
  BackendNotAvailable,
  BackendTimeout,
  type GalaxyError,
  NetworkError,
  TooManyRequests,
  UnknownBackendResponse,
  UnknownError,
} from "@galaxy-kit/sdk";

/** The details of an error. They contain no secrets, since GALAXY logs them. */
export interface ErrorDetails {
  readonly data: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}

/** The class of error in a row. */
export type ErrorClass = new (message: string, details: ErrorDetails) => GalaxyError;

/** Maps the status of a response to a GALAXY error. The first matching row counts. */
const byStatus: readonly { readonly from: number; readonly to: number; readonly error: ErrorClass }[] = [
  { from: 401, to: 401, error: AuthenticationRequired },
  { from: 403, to: 403, error: AccessDenied },
  { from: 429, to: 429, error: TooManyRequests },
  { from: 503, to: 503, error: BackendNotAvailable },
  { from: 500, to: Infinity, error: BackendError },
  { from: 400, to: 499, error: UnknownError },
];

/** Certificate errors. Most of OpenSSL's names contain CERT; the others are listed. */
const UNTRUSTED = /CERT|^(UNABLE_TO_\w+|CRL_\w+|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/** Maps the code of a failure to a GALAXY error. The first matching row counts. */
const byCode: readonly { readonly code: RegExp; readonly error: ErrorClass }[] = [
  // The host name is unknown, or could not be looked up.
  { code: /^(ENOTFOUND|EAI_\w+)$/, error: NetworkError },
  // Nothing listens there, or there is no route.
  { code: /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/, error: NetworkError },
  // A firewall forbids it, or this computer has no local address.
  { code: /^(EACCES|EPERM|EADDRNOTAVAIL)$/, error: NetworkError },
  // The certificate is not trusted, or the TLS handshake failed.
  { code: /^(EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$/, error: NetworkError },
  { code: UNTRUSTED, error: NetworkError },
  // The server closed the connection. Before it was established, these are network errors: see below.
  { code: /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, error: BackendNotAvailable },
  { code: /^ERR_HTTP_CONTENT_LENGTH_MISMATCH$/, error: BackendNotAvailable },
  { code: /^ETIMEDOUT$/, error: BackendTimeout },
  // The response is not HTTP, or its compression is broken.
  { code: /^(HPE_\w+|Z_\w+|ERR_BROTLI_\w+|ERR__ERROR_\w+)$/, error: UnknownBackendResponse },
];

/** Codes that mean something else while connecting: there never was a server that responded. */
const CONNECTION_LOST = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT)$/;

/** Returns the error for a status, or undefined for a status that is not an error. */
export function errorForStatus(status: number): ErrorClass | undefined {
  return byStatus.find(({ from, to }) => status >= from && status <= to)?.error;
}

/** Returns the error for the code of a failure, or undefined if the table does not have it. */
export function errorForCode(code: string, connected: boolean): ErrorClass | undefined {
  if (!connected && CONNECTION_LOST.test(code)) return NetworkError;
  return byCode.find((row) => row.code.test(code))?.error;
}
