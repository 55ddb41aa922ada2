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

/** Certificates of an authority that this computer does not know. */
const UNKNOWN_AUTHORITY =
  /^(UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED)$/;

/** Whether a certificate was refused because nothing here knows who signed it. */
export function isUnknownAuthority(code: string): boolean {
  return UNKNOWN_AUTHORITY.test(code);
}

/** Maps the status of a response to a GALAXY error. The first matching row counts. */
const byStatus: readonly { readonly from: number; readonly to: number; readonly error: ErrorClass }[] = [
  { from: 401, to: 401, error: AuthenticationRequired },
  { from: 403, to: 403, error: AccessDenied },
  // Only a proxy responds with it.
  { from: 407, to: 407, error: NetworkError },
  { from: 429, to: 429, error: TooManyRequests },
  { from: 503, to: 503, error: BackendNotAvailable },
  { from: 500, to: Infinity, error: BackendError },
  { from: 400, to: 499, error: UnknownError },
];

/** Certificate errors. Most of OpenSSL's names contain CERT; the others are listed. */
const UNTRUSTED = /CERT|^(UNABLE_TO_\w+|CRL_\w+|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

interface CodeRow {
  readonly code: RegExp;
  readonly error: ErrorClass;
  /** What the user or the author can do about it. */
  readonly advice?: string;
}

/** Maps the code of a failure to a GALAXY error. The first matching row counts. */
const byCode: readonly CodeRow[] = [
  {
    code: UNKNOWN_AUTHORITY,
    error: NetworkError,
    advice:
      "This computer does not know the authority that signed the certificate. If an antivirus program or a company's proxy " +
      "inspects connections, add its certificate to the system's certificate store (read by Node 22.19 and later), or set " +
      "NODE_EXTRA_CA_CERTS to its file.",
  },
  {
    code: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    error: NetworkError,
    advice: "The certificate is not valid today: check the date and time of this computer.",
  },
  {
    code: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    error: NetworkError,
    advice:
      "The certificate is for another host: check the URL, and whether this network asks for a login in a browser.",
  },
  {
    code: /^ERR_PROXY_\w+$/,
    error: NetworkError,
    advice: "Check the environment variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY.",
  },
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

/** Returns what to do about the code of a failure, if the table knows. */
export function adviceFor(code: string): string | undefined {
  return byCode.find((row) => row.code.test(code))?.advice;
}
