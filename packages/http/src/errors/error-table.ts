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

/** What this package gives its errors: nothing in it is secret, as GALAXY logs it. */
export interface ErrorDetails {
  readonly data: Readonly<Record<string, string | number>>;
  readonly cause?: unknown;
}

/** The class of an error that a row names. */
export type ErrorClass = new (message: string, details: ErrorDetails) => GalaxyError;

/** The status of an answer → the error that GALAXY gets. The first row that fits counts; below 400 all is well. */
const byStatus: readonly { readonly from: number; readonly to: number; readonly error: ErrorClass }[] = [
  { from: 401, to: 401, error: AuthenticationRequired },
  { from: 403, to: 403, error: AccessDenied },
  { from: 429, to: 429, error: TooManyRequests },
  { from: 503, to: 503, error: BackendNotAvailable },
  { from: 500, to: Infinity, error: BackendError },
  { from: 400, to: 499, error: UnknownError },
];

/** Certificates: most of OpenSSL's names have CERT in them, these have not. */
const UNTRUSTED = /CERT|^(UNABLE_TO_\w+|CRL_\w+|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/** The code of a failure → the error that GALAXY gets. The first row that fits counts. */
const byCode: readonly { readonly code: RegExp; readonly error: ErrorClass }[] = [
  // The name is not known, or nobody could be asked.
  { code: /^(ENOTFOUND|EAI_\w+)$/, error: NetworkError },
  // Nobody is there, or there is no way there.
  { code: /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/, error: NetworkError },
  // A firewall forbids it, or this computer has no address to speak from.
  { code: /^(EACCES|EPERM|EADDRNOTAVAIL)$/, error: NetworkError },
  // The certificate is not to be trusted, or there is no agreement on how to talk.
  { code: /^(EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$/, error: NetworkError },
  { code: UNTRUSTED, error: NetworkError },
  // The server was there, and has hung up. Before the connection stands, these are network errors: see below.
  { code: /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, error: BackendNotAvailable },
  { code: /^ERR_HTTP_CONTENT_LENGTH_MISMATCH$/, error: BackendNotAvailable },
  { code: /^ETIMEDOUT$/, error: BackendTimeout },
  // What came back is no HTTP, or not compressed as it says.
  { code: /^(HPE_\w+|Z_\w+|ERR_BROTLI_\w+|ERR__ERROR_\w+)$/, error: UnknownBackendResponse },
];

/** Codes that mean something else while the connection is being made: there never was a server that answers. */
const CONNECTION_LOST = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT)$/;

/** The error for a status; nothing when the status is none of an error. */
export function errorForStatus(status: number): ErrorClass | undefined {
  return byStatus.find(({ from, to }) => status >= from && status <= to)?.error;
}

/** The error for the code of a failure; nothing when the code says nothing. */
export function errorForCode(code: string, connected: boolean): ErrorClass | undefined {
  if (!connected && CONNECTION_LOST.test(code)) return NetworkError;
  return byCode.find((row) => row.code.test(code))?.error;
}
