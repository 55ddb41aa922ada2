import { readFileSync } from "node:fs";
import { BackendError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { written } from "../support/log.js";

/** Returns the logged form of a field. */
const field = (value: unknown, secret?: unknown): unknown => written({ value }, secret)?.["value"];

const circular: Record<string, unknown> = { name: "circle" };
circular["self"] = circular;
circular["list"] = [circular];

const deep = (depth: number): unknown => (depth === 0 ? "bottom" : { in: deep(depth - 1) });

/** Like the objects of a failed HTTP request. */
function web(size: number): object[] {
  const parts: object[][] = Array.from({ length: size }, () => []);
  for (const part of parts) part.push(...parts);
  return parts;
}

class Model {
  protected readonly hidden = 1;
  get shown() {
    return this.hidden;
  }
}

const withGetter = {
  before: 1,
  get broken() {
    throw new Error("lazy");
  },
  after: 2,
};

describe("a field of a log line", () => {
  it.each<[what: string, value: unknown, written: unknown]>([
    ["a text", "a", "a"],
    ["a number", 5, 5],
    ["false", false, false],
    ["null", null, null],
    ["a BigInt", 12345678901234567890n, "12345678901234567890"],
    ["a symbol", Symbol("s"), "[symbol]"],
    ["a function", () => undefined, "[function]"],
    ["NaN", NaN, null],
    ["a Date", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["an invalid Date", new Date(NaN), "Invalid Date"],
    ["a URL", new URL("https://a.example/b?c=d"), "https://a.example/b?c=d"],
    ["a regular expression", /a+/g, "/a+/g"],
    [
      "a Map",
      new Map<unknown, unknown>([
        ["a", 1],
        [2, new Map([["b", 3]])],
      ]),
      { a: 1, 2: { b: 3 } },
    ],
    ["a Set", new Set([1, "a"]), [1, "a"]],
    ["bytes", Buffer.from("secret bytes"), "[12 bytes]"],
    ["an instance", new Model(), { hidden: 1 }],
    ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
    ["an object that contains itself", circular, { name: "circle", self: "[circular]", list: ["[circular]"] }],
    ["the same object twice", [deep(1), deep(1)], [{ in: "bottom" }, { in: "bottom" }]],
    ["an object that is too deep", deep(7), { in: { in: { in: { in: { in: "[deeper]" } } } } }],
    ["its own toJSON", { toJSON: () => "forged", a: 1 }, { toJSON: "[function]", a: 1 }],
    ["a key __proto__", JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
    ["a getter that throws", withGetter, { before: 1, broken: "[unreadable: Error: lazy]", after: 2 }],
    ["a promise", Promise.resolve(1), {}],
  ])("is logged: %s", (_, value, expected) => {
    expect(field(value)).toEqual(expected);
  });

  it("is omitted if undefined", () => {
    expect(written({ value: undefined })).not.toHaveProperty("value");
  });

  it("whose getter throws does not affect others", () => {
    expect(written(withGetter)).toMatchObject({
      before: 1,
      broken: "[unreadable: Error: lazy]",
      after: 2,
      message: "message",
    });
  });

  it("that cannot be read, with an error that cannot be read either, does not affect others", () => {
    const unreadable = {
      toString: (): string => {
        throw unreadable as unknown as Error;
      },
    };
    const throwError = (): never => {
      throw unreadable as unknown as Error;
    };
    expect(
      written({
        whole: new Proxy({}, { ownKeys: throwError }),
        part: {
          get broken() {
            return throwError();
          },
        },
        other: 1,
      }),
    ).toMatchObject({
      whole: "[unreadable]",
      part: { broken: "[unreadable]" },
      other: 1,
    });
  });

  it.each<[what: string, value: unknown]>([
    ["an array", Array.from({ length: 20_000 }, (_, index) => index)],
    ["a huge sparse array", new Array(4_000_000_000)],
    ["a Set", new Set(Array.from({ length: 20_000 }, (_, index) => index))],
    ["a Map", new Map(Array.from({ length: 20_000 }, (_, index) => [index, index]))],
    ["an object", Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [index, index]))],
    ["an object with few parts that all reference each other", web(30)],
  ])("is truncated if the line is full: %s", (_, value) => {
    const entry = written({ value, token: "at the side" });
    expect(JSON.stringify(entry).length).toBeLessThan(256 * 1024);
    expect(JSON.stringify(entry?.["value"])).toContain('"[more]"');
  });

  it("is omitted if it is a string longer than a line, without affecting others", () => {
    const error = new Error("x".repeat(70_000));
    expect(written({ place: "Shop.games", error })).toMatchObject({
      place: "Shop.games",
      error: { name: "Error", message: "[70000 characters]", stack: expect.stringMatching(/^\[\d+ characters\]$/) },
    });
  });

  it.each([
    [
      "unreadable keys",
      {
        ownKeys: () => {
          throw new Error("closed");
        },
      },
    ],
    [
      "an unreadable prototype",
      {
        getPrototypeOf: () => {
          throw new Error("closed");
        },
      },
    ],
  ])("that is an object with %s does not lose the line", (_, traps) => {
    const entry = written({ value: new Proxy({}, traps), other: 1 });
    expect(entry).toMatchObject({ other: 1, message: "message" });
  });
});

describe("an error in a log line", () => {
  it("is logged with name, message, stack, causes and additional properties", () => {
    const cause = new TypeError("inner", { cause: "the root" });
    const error = Object.assign(new Error("outer", { cause }), { code: "ECONNRESET", name: "ShopError" });
    expect(field(error)).toEqual({
      name: "ShopError",
      message: "outer",
      code: "ECONNRESET",
      stack: expect.stringContaining("loggable.test.ts"),
      cause: { name: "TypeError", message: "inner", cause: "the root", stack: expect.any(String) },
    });
  });

  it("can be its own cause", () => {
    const error = new Error("round");
    error.cause = error;
    expect(field(error)).toMatchObject({ message: "round", cause: "[circular]" });
  });

  it("of GALAXY is logged with its code and data", () => {
    expect(field(new BackendError("down", { data: { until: 5 } }))).toMatchObject({
      name: "BackendError",
      message: "down",
      code: 4,
      data: { until: 5 },
    });
  });

  it("that aggregates errors is logged with each of them", () => {
    expect(field(new AggregateError([new Error("one"), new Error("two")], "both"))).toMatchObject({
      message: "both",
      errors: [{ message: "one" }, { message: "two" }],
    });
  });

  it("from Node is logged completely, even under a test runner", () => {
    try {
      readFileSync("/does/not/exist");
    } catch (error) {
      expect(field(error)).toMatchObject({
        name: "Error",
        code: "ENOENT",
        message: expect.stringContaining("/does/not/exist"),
        stack: expect.any(String),
      });
    }
  });

  it("is masked everywhere", () => {
    const error = Object.assign(new Error("with s3cr3t-value", { cause: new Error("s3cr3t-value") }), {
      "key s3cr3t-value": ["s3cr3t-value"],
      options: { headers: { authorization: "Bearer s3cr3t-value" } },
    });
    expect(JSON.stringify(field(error, "s3cr3t-value"))).not.toContain("s3cr3t");
    expect(field(error, "s3cr3t-value")).toMatchObject({
      message: "with ***",
      stack: expect.stringMatching(/^Error: with \*\*\*\n/),
    });
  });
});
