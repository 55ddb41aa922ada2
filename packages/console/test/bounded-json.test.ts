import { describe, expect, it } from "@jest/globals";
import { boundedJson } from "../src/rows/bounded-json.js";

const values = [null, true, 1.5, 'a "text"\n', [], {}, [[], {}], { a: [1, { b: null }], "c d": "é" }];

describe("bounded JSON", () => {
  it.each(values)("is complete if it is short: %j", (value) => {
    expect(boundedJson(value, 1_000)).toEqual({ json: JSON.stringify(value), isTruncated: false });
    expect(boundedJson(value, 1_000, 2)).toEqual({ json: JSON.stringify(value, null, 2), isTruncated: false });
  });

  it("is truncated if it is too long", () => {
    const value = { list: Array.from({ length: 100 }, (_, index) => ({ index, text: "é".repeat(50) })) };
    for (let limit = 0; limit < 300; limit++) {
      expect(boundedJson(value, limit)).toEqual({ json: JSON.stringify(value).slice(0, limit), isTruncated: true });
    }
    expect(boundedJson("x".repeat(100), 10)).toEqual({ json: '"xxxxxxxxx', isTruncated: true });
  });

  it("reads nothing beyond the limit", () => {
    const value = [
      "x".repeat(100),
      {
        get late(): never {
          throw new Error("was read");
        },
      },
    ];
    expect(boundedJson(value, 50).isTruncated).toBe(true);
  });
});
