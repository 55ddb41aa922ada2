import { describe, expect, test } from "@jest/globals";
import { applicationErrors, errorTable, isReservedErrorCode, rpcErrors } from "../src/index.js";

const rpc: [name: string, code: number, message: string][] = [
  ["ParseError", -32700, "Parse error"],
  ["InvalidRequest", -32600, "Invalid Request"],
  ["MethodNotFound", -32601, "Method not found"],
  ["InvalidParams", -32602, "Invalid params"],
  ["Timeout", -32000, "Method timed out"],
  ["Aborted", -32001, "Method aborted"],
];

const application: [name: string, code: number, message: string][] = [
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

const toTable = (rows: typeof rpc) =>
  Object.fromEntries(rows.map(([name, code, message]) => [name, { code, message }]));

describe("the error tables", () => {
  test("rpcErrors has every row and no other", () => {
    expect(rpcErrors).toStrictEqual(toTable(rpc));
  });

  test("applicationErrors has every row and no other", () => {
    expect(applicationErrors).toStrictEqual(toTable(application));
  });

  test("errorTable has the rows of both", () => {
    expect(errorTable).toStrictEqual(toTable([...rpc, ...application]));
  });

  test("no two errors share a code", () => {
    const codes = Object.values(errorTable).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe("isReservedErrorCode", () => {
  test.each(rpc)("%s (%i) is reserved", (_name, code) => {
    expect(isReservedErrorCode(code)).toBe(true);
  });

  test.each(application)("%s (%i) is not reserved", (_name, code) => {
    expect(isReservedErrorCode(code)).toBe(false);
  });

  test.each([
    [-32769, false],
    [-32768, true],
    [-32000, true],
    [-31999, false],
  ])("the range ends where it should: %i is %s", (code, reserved) => {
    expect(isReservedErrorCode(code)).toBe(reserved);
  });
});
