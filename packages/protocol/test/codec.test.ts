import { describe, expect, test } from "@jest/globals";
import {
  array,
  boolean,
  type Codec,
  CodecError,
  count,
  describe as describeValue,
  Findings,
  flags,
  integer,
  json,
  jsonObject,
  list,
  nothing,
  nullable,
  object,
  oneOf,
  optional,
  params,
  record,
  string,
  under,
  unixSeconds,
} from "../src/index.js";

describe("scalars", () => {
  const scalars: { name: string; codec: Codec<never>; good: unknown[]; bad: unknown[]; expected: string }[] = [
    {
      name: "string",
      codec: string as never,
      good: ["", "é"],
      bad: [1, null, undefined, {}, [], new String("a")],
      expected: "a string",
    },
    {
      name: "boolean",
      codec: boolean as never,
      good: [true, false],
      bad: [0, "true", null],
      expected: "true or false",
    },
    {
      name: "integer",
      codec: integer as never,
      good: [0, -5, 2 ** 53 - 1],
      bad: [0.5, NaN, Infinity, 2 ** 53, "1", 1n],
      expected: "a whole number",
    },
    {
      name: "count",
      codec: count as never,
      good: [0, 1, 2 ** 53 - 1],
      bad: [-1, 0.5, "1", null],
      expected: "a whole number, zero or more",
    },
    {
      name: "unixSeconds",
      codec: unixSeconds as never,
      good: [0, -1, 1_549_550_504, 99_999_999_999],
      bad: [0.5, "1", null, new Date(0)],
      expected: "whole seconds since 1970",
    },
    {
      name: "oneOf",
      codec: oneOf(["a", "b"]) as never,
      good: ["a", "b"],
      bad: ["c", "", "toString", null],
      expected: '"a" or "b"',
    },
    {
      name: "flags",
      codec: flags("A, B", 3) as never,
      good: [0, 1, 2, 3],
      bad: [4, 5, -1, 0.5, 2 ** 32, 2 ** 53 + 2, "1"],
      expected: "a combination of A, B",
    },
    {
      name: "flags from 1",
      codec: flags("A, B", 3, 1) as never,
      good: [1, 2, 3],
      bad: [0],
      expected: "a combination of A, B",
    },
    {
      name: "json",
      codec: json as never,
      good: [null, 0, "", false, [], {}],
      bad: [undefined, () => 1, Symbol("s"), 1n],
      expected: "a JSON value",
    },
    {
      name: "jsonObject",
      codec: jsonObject as never,
      good: [{}, { a: [null] }, Object.create(null)],
      bad: [null, [], "a", new Map(), new Set(), new Date(0), Promise.resolve()],
      expected: "an object",
    },
  ];

  test.each(scalars.flatMap(({ good, ...rest }) => good.map((value) => ({ ...rest, value }))))(
    "$name encodes $value as it is",
    ({ codec, value }) => {
      expect(codec.encode(value as never)).toBe(value);
    },
  );

  test.each(scalars.flatMap(({ good, ...rest }) => good.map((value) => ({ ...rest, value }))))(
    "$name decodes $value as it is",
    ({ codec, value }) => {
      expect(codec.decode(value)).toBe(value);
    },
  );

  test.each(scalars.flatMap(({ bad, ...rest }) => bad.map((value) => ({ ...rest, value }))))(
    "$name does not encode $value",
    ({ codec, value, expected }) => {
      expect(() => codec.encode(value as never)).toThrow(`expected ${expected}, found ${describeValue(value)}`);
    },
  );

  test.each(scalars.flatMap(({ bad, ...rest }) => bad.map((value) => ({ ...rest, value }))))(
    "$name does not decode $value",
    ({ codec, value, expected }) => {
      expect(() => codec.decode(value)).toThrow(`expected ${expected}, found ${describeValue(value)}`);
    },
  );

  test.each([1e11, 1_770_000_000_000, -1e11])("unixSeconds takes %p for milliseconds", (value) => {
    expect(() => unixSeconds.encode(value)).toThrow("this looks like milliseconds: divide it by 1000");
  });

  test.each([undefined, null, 5, {}])("nothing encodes %p as null", (value) => {
    expect(nothing.encode(value as never)).toBeNull();
  });

  test.each([undefined, null])("nothing decodes %p", (value) => {
    const decode: (value: unknown) => unknown = nothing.decode;
    expect(decode(value)).toBeUndefined();
  });

  test("nothing does not decode something", () => {
    expect(() => nothing.decode(0)).toThrow("expected null, found the number 0");
  });
});

describe("array", () => {
  const times = array(unixSeconds);

  test("converts each item", () => {
    expect(array(under("a", string)).encode(["x", "y"])).toStrictEqual([{ a: "x" }, { a: "y" }]);
  });

  test("does not change the original", () => {
    const original = Object.freeze([1, 2]);
    expect(times.encode(original)).not.toBe(original);
  });

  test("reports the first invalid item", () => {
    expect(() => times.encode([1, 2.5, 3.5])).toThrow("[1]: expected whole seconds since 1970, found the number 2.5");
  });

  test("refuses a hole", () => {
    // oxlint-disable-next-line no-sparse-arrays
    expect(() => times.encode([1, , 3] as number[])).toThrow("[1]: expected whole seconds since 1970, found nothing");
  });

  test.each([
    ["a Set", new Set([1])],
    ["an object with length", { length: 1 }],
    ['"text"', "text"],
    ["nothing", undefined],
  ])("refuses %s", (found, value) => {
    expect(() => times.encode(value as never)).toThrow(`expected an array, found ${found}`);
  });
});

describe("record", () => {
  const lists = record(array(string));

  test("does not convert its keys", () => {
    expect(lists.encode({ camelCase: ["a"], snake_case: [] })).toStrictEqual({ camelCase: ["a"], snake_case: [] });
  });

  test("keeps __proto__ as a key", () => {
    const decoded = lists.decode(JSON.parse('{"__proto__":["a"]}'));
    expect([Object.keys(decoded), Object.getPrototypeOf(decoded)]).toStrictEqual([["__proto__"], Object.prototype]);
  });

  test("keeps constructor as a key", () => {
    expect(Object.keys(lists.decode({ constructor: ["a"] }))).toStrictEqual(["constructor"]);
  });

  test("reports the key of an invalid value", () => {
    expect(() => lists.encode({ ok: [], "no-name": [5] } as never)).toThrow(
      '["no-name"][0]: expected a string, found the number 5',
    );
  });

  test.each([null, [], new Map(), "text"])("refuses %p", (value) => {
    expect(() => lists.encode(value as never)).toThrow("expected an object, found ");
  });
});

describe("nullable", () => {
  test.each([null, undefined])("encodes %p as null", (value) => {
    expect(nullable(count).encode(value as null)).toBeNull();
  });

  test.each([null, undefined])("decodes %p as null", (value) => {
    expect(nullable(count).decode(value)).toBeNull();
  });

  test.each([0, 5])("passes %i on", (value) => {
    expect(nullable(count).encode(value)).toBe(value);
  });

  test("refuses an invalid value", () => {
    expect(() => nullable(count).encode(-1)).toThrow("expected a whole number, zero or more, found the number -1");
  });
});

describe("object", () => {
  interface Thing {
    readonly firstName: string;
    readonly aURL?: string | undefined;
  }
  const thing = object<Thing>("a Thing", { firstName: string, aURL: optional(string) });

  test("converts camelCase to snake_case", () => {
    expect(thing.encode({ firstName: "a", aURL: "b" })).toStrictEqual({ first_name: "a", a_u_r_l: "b" });
  });

  test("lists its properties in order", () => {
    expect(thing.properties).toStrictEqual(["firstName", "aURL"]);
  });

  test("refuses the wire's names when encoding", () => {
    expect(() => thing.encode({ first_name: "a" } as never)).toThrow("firstName: expected a string, found nothing");
  });

  test("refuses the author's names when decoding", () => {
    expect(() => thing.decode({ firstName: "a" })).toThrow("first_name: expected a string, found nothing");
  });

  test("reports the expected properties", () => {
    expect(() => thing.encode(5 as never)).toThrow("expected a Thing with firstName, aURL?, found the number 5");
  });

  test("replaces an absent value with the fallback", () => {
    const withFallback = object<{ size?: number }>("a Box", { size: optional(count, 3) });
    expect(withFallback.encode({})).toStrictEqual({ size: 3 });
  });

  test("does not replace zero with the fallback", () => {
    const withFallback = object<{ size?: number }>("a Box", { size: optional(count, 3) });
    expect(withFallback.encode({ size: 0 })).toStrictEqual({ size: 0 });
  });

  test("reads each property once, in order, up to the first that is invalid", () => {
    const read: PropertyKey[] = [];
    const recorder = {
      get: (target: object, name: string) => {
        read.push(name);
        return Reflect.get(target, name) as unknown;
      },
    };
    const three = object<{ a: string; b?: number; c: string }>("a Three", { a: string, b: optional(count), c: string });
    expect(three.encode(new Proxy({ c: "c", a: "a" }, recorder) as never)).toStrictEqual({ a: "a", c: "c" });
    expect(() => three.encode(new Proxy({ a: "a", b: -1, c: "c" }, recorder) as never)).toThrow(
      "b: expected a whole number",
    );
    expect(read).toStrictEqual(["a", "b", "c", "a", "b"]);
  });

  test("sends what a property inherits or computes, and throws what it throws", () => {
    class Computed {
      get firstName(): string {
        return "first";
      }
    }
    const broken = Object.defineProperty(new Map(), "firstName", {
      get: () => {
        throw new RangeError("mine");
      },
    });
    expect(thing.encode(new Computed())).toStrictEqual({ first_name: "first" });
    expect(() => thing.encode(broken as never)).toThrow(new RangeError("mine"));
    expect(() => thing.encode(new Map() as never)).toThrow("expected a Thing with firstName, aURL?, found a Map");
  });

  test("rethrows other errors unchanged", () => {
    const failing: Codec<string> = {
      encode: () => {
        throw new RangeError("mine");
      },
      decode: () => "",
    };
    expect(() => object<{ a: string }>("an A", { a: failing }).encode({ a: "" })).toThrow(new RangeError("mine"));
  });
});

describe("params", () => {
  const call = params<{ roomId: string; message?: string | undefined }>({ roomId: string, message: optional(string) });

  test("refuses an unknown name", () => {
    expect(() => call.decode({ room_id: "r", text: "t" })).toThrow(
      "expected no parameters except room_id, message, found text",
    );
  });

  test("reports every unknown name", () => {
    expect(() => call.decode({ room_id: "r", b: 1, a: 2 })).toThrow("found b, a");
  });

  test("refuses the author's names", () => {
    expect(() => call.decode({ roomId: "r" })).toThrow("expected no parameters except room_id, message, found roomId");
  });

  test("encodes only known names", () => {
    expect(call.encode({ roomId: "r", text: "t" } as never)).toStrictEqual({ room_id: "r" });
  });
});

describe("stringify", () => {
  const numbered = under("ownedGames", list(object<{ theNumber: number }>("a Thing", { theNumber: count })));
  const text = (values: readonly { theNumber: number }[]): string | undefined =>
    numbered.stringify?.(values, new Findings()).pieces.join("");

  test.each([0, 1, 2, 255, 256, 257, 512, 1000])("returns the same JSON as encode for %d values", (length) => {
    const values = Array.from({ length }, (_, theNumber) => ({ theNumber }));
    expect(text(values)).toBe(JSON.stringify(numbered.encode(values)));
  });

  test.each([0, 1, 300, 999])("leaves out what encode leaves out, such as the value at %d", (invalid) => {
    const values = Array.from({ length: 1000 }, (_, theNumber) => ({
      theNumber: theNumber === invalid ? -1 : theNumber,
    }));
    expect(text(values)).toBe(JSON.stringify(numbered.encode(values, new Findings())));
  });

  test("reports the path of the first of too many invalid values", () => {
    const values = Array.from({ length: 1000 }, (_, theNumber) => ({ theNumber: theNumber >= 300 ? -1 : theNumber }));
    expect(() => text(values)).toThrow(
      "ownedGames[300].theNumber: expected a whole number, zero or more, found the number -1",
    );
    expect(() => text({} as never)).toThrow("ownedGames: expected an array, found an empty object");
  });
});

describe("under", () => {
  const listed = under("ownedGames", array(string));

  test("encodes a value under its name", () => {
    expect(listed.encode(["a"])).toStrictEqual({ owned_games: ["a"] });
  });

  test("decodes the value under its name", () => {
    expect(listed.decode({ owned_games: ["a"], more: 1 })).toStrictEqual(["a"]);
  });

  test("reports the author's path when encoding", () => {
    expect(() => listed.encode(["a", 5] as never)).toThrow("ownedGames[1]: ");
  });

  test("reports the wire's path when decoding", () => {
    expect(() => listed.decode({ owned_games: ["a", 5] })).toThrow("owned_games[1]: ");
  });
});

describe("CodecError", () => {
  const refusal = (run: () => unknown): CodecError => {
    try {
      run();
    } catch (error) {
      if (error instanceof CodecError) return error;
    }
    throw new Error("not refused");
  };
  const nested = object<{ listOfThings: readonly string[] }>("a Box", { listOfThings: array(string) });

  test("reports the path, what was expected and what was found", () => {
    const { where, expected, found } = refusal(() => nested.encode({ listOfThings: ["a", 5] } as never));
    expect({ where, expected, found }).toStrictEqual({
      where: "listOfThings[1]",
      expected: "a string",
      found: "the number 5",
    });
  });

  test("has an empty path for an invalid root", () => {
    expect(refusal(() => nested.encode(5 as never)).where).toBe("");
  });

  test("is named CodecError", () => {
    expect(refusal(() => string.encode(5 as never)).name).toBe("CodecError");
  });

  test("shows its message in its stack", () => {
    const { stack } = refusal(() => nested.encode({ listOfThings: [5] } as never));
    expect(stack).toMatch(/^CodecError: listOfThings\[0\]: expected a string, found the number 5\n/);
  });
});

describe("describe", () => {
  test.each([
    [undefined, "nothing"],
    [null, "null"],
    ["a", '"a"'],
    [5, "the number 5"],
    [NaN, "the number NaN"],
    [1n, "the bigint 1"],
    [true, "the boolean true"],
    [Symbol("s"), "the symbol Symbol(s)"],
    [() => 1, "a function"],
    [class A {}, "a function"],
    [[], "an array of 0"],
    [[1, 2], "an array of 2"],
    [{}, "an empty object"],
    [{ a: 1, b: 2 }, "an object with a, b"],
    [new Date(0), "a Date"],
    [new Map([[1, 2]]), "a Map"],
    [new Set([1]), "a Set"],
    [Promise.resolve(1), "a Promise"],
    [new TypeError("no"), "an Error"],
    [new URL("https://shop.example/"), "a URL"],
    [/done/, "a RegExp"],
    [(async function* () {})(), "an AsyncGenerator"],
  ])("%p is %s", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  test.each([
    [60, `"${"x".repeat(60)}"`],
    [61, "a string of 61 characters"],
    [100_000, "a string of 100000 characters"],
  ])("a string of %i characters is quoted in full or not at all", (length, text) => {
    expect(describeValue("x".repeat(length))).toBe(text);
  });

  test("truncates a long list of names", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`name${index}`, 1]));
    expect(describeValue(many)).toHaveLength(60);
  });

  test("does not show the values of an object", () => {
    expect(describeValue({ token: "secret" })).not.toContain("secret");
  });
});
