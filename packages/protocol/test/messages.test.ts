import { describe, expect, test } from "@jest/globals";
import { errorObject } from "../src/index.js";

describe("errorObject", () => {
  test.each([
    { code: 2, message: "Backend not available", data: { internal_type: "BackendNotAvailable", detail: [1] } },
    { code: -32601, message: "Method not found" },
    { code: 0, message: "", data: {} },
    { code: 0, message: "Unknown error", data: "the text of an old Python API" },
  ])("%j has the same form on the wire", (error) => {
    expect([errorObject.encode(error), errorObject.decode(error)]).toStrictEqual([error, error]);
  });

  test.each([null, undefined])("omits data that is %p", (data) => {
    expect(errorObject.encode({ code: 1, message: "m", data })).toStrictEqual({ code: 1, message: "m" });
  });

  test.each([
    ["code", { message: "m" }],
    ["code", { code: "1", message: "m" }],
    ["message", { code: 1 }],
    ["message", { code: 1, message: null }],
  ])("refuses an invalid %s: %j", (field, error) => {
    expect(() => errorObject.decode(error)).toThrow(new RegExp(`^${field}: expected `));
  });
});
