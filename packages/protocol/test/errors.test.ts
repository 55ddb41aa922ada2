import { applicationErrorRows, type ErrorRow, errorRows, rpcErrorRows } from "@galaxy-kit/test-support";
import { describe, expect, test } from "@jest/globals";
import { applicationErrors, errorTable, isReservedErrorCode, rpcErrors } from "../src/index.js";

const toTable = (rows: readonly ErrorRow[]) =>
  Object.fromEntries(rows.map(([name, code, message]) => [name, { code, message }]));

describe("the error tables", () => {
  test("rpcErrors has every row and no other", () => {
    expect(rpcErrors).toStrictEqual(toTable(rpcErrorRows));
  });

  test("applicationErrors has every row and no other", () => {
    expect(applicationErrors).toStrictEqual(toTable(applicationErrorRows));
  });

  test("errorTable has the rows of both", () => {
    expect(errorTable).toStrictEqual(toTable(errorRows));
  });

  test("no two errors share a code", () => {
    const codes = Object.values(errorTable).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe("isReservedErrorCode", () => {
  test.each(rpcErrorRows)("%s (%i) is reserved", (_name, code) => {
    expect(isReservedErrorCode(code)).toBe(true);
  });

  test.each(applicationErrorRows)("%s (%i) is not reserved", (_name, code) => {
    expect(isReservedErrorCode(code)).toBe(false);
  });

  test.each([
    [-32769, false],
    [-32768, true],
    [-32000, true],
    [-31999, false],
  ])("at the limits of the range, %i is %s", (code, reserved) => {
    expect(isReservedErrorCode(code)).toBe(reserved);
  });
});
