import {
  BackendNotAvailable,
  BackendTimeout,
  type GalaxyError,
  NetworkError,
  UnknownBackendResponse,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { errorForCode } from "../src/errors/error-table.js";

type ErrorClass = abstract new (...args: never[]) => GalaxyError;

// errors.test.ts and tls.test.ts use real servers. These are the codes that no server can provoke.
describe("An error code", () => {
  it.each<[ErrorClass | undefined, ErrorClass | undefined, string[]]>([
    [NetworkError, NetworkError, ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"]],
    [NetworkError, NetworkError, ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EACCES"]],
    [NetworkError, NetworkError, ["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"]],
    [NetworkError, NetworkError, ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"]],
    [NetworkError, NetworkError, ["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"]],
    [NetworkError, BackendNotAvailable, ["ECONNRESET", "ECONNABORTED", "EPIPE"]],
    [NetworkError, BackendTimeout, ["ETIMEDOUT"]],
    [UnknownBackendResponse, UnknownBackendResponse, ["HPE_INVALID_CONSTANT", "HPE_HEADER_OVERFLOW", "Z_DATA_ERROR"]],
    [undefined, undefined, ["ERR_INVALID_CHAR", "ERR_TOO_MANY_REDIRECTS", "EMFILE", ""]],
  ])("becomes %p while connecting and %p once connected: %j", (before, after, codes) => {
    expect(codes.map((code) => errorForCode(code, false))).toEqual(codes.map(() => before));
    expect(codes.map((code) => errorForCode(code, true))).toEqual(codes.map(() => after));
  });
});
