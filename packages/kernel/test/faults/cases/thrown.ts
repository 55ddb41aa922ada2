/** Values that an author's code can throw, from common to hostile. A factory creates each of them anew. */
export const thrown: readonly (readonly [what: string, make: () => unknown])[] = [
  ["an Error", () => new Error("disk full")],
  ["a string", () => "disk full"],
  ["undefined", () => undefined],
  ["null", () => null],
  ["a symbol", () => Symbol("full")],
  ["a function", () => () => "full"],
  ["a frozen object", () => Object.freeze({ reason: "full" })],
  ["an object without a prototype", () => Object.create(null) as unknown],
  [
    "an object whose getters throw",
    () => ({
      get reason() {
        return throwError();
      },
      get name() {
        return throwError();
      },
      get then() {
        return throwError();
      },
    }),
  ],
  [
    "an object that cannot be converted to a string",
    () => ({ toString: throwError, [Symbol.toPrimitive]: throwError, toJSON: throwError }),
  ],
  ["a Proxy whose traps throw", () => new Proxy({}, new Proxy({}, { get: () => throwError }))],
  [
    "a Proxy whose traps throw a value that cannot be converted to a string",
    () => new Proxy({}, new Proxy({}, { get: () => throwUnreadable })),
  ],
  [
    "a revoked Proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable(new Error("disk full"), {});
      revoke();
      return proxy;
    },
  ],
  ["an Error whose message cannot be read", () => new Unreadable()],
  [
    "an Error whose message is not a string",
    () => Object.assign(new Error(), { message: Object.create(null) as unknown }),
  ],
  [
    "an Error that is its own cause",
    () => {
      const error = new Error("disk full");
      return Object.assign(error, { cause: { error, again: [error] } });
    },
  ],
  ["an AggregateError", () => new AggregateError([new Error("disk full"), "and", Object.create(null)], "several")],
  ["an Error of 10 MB", () => new Error("x".repeat(10_000_000))],
  ["an Error with a million objects", () => Object.assign(new Error("disk full"), { list: aMillionObjects() })],
  [
    "an Error with a huge sparse array",
    () => Object.assign(new Error("disk full"), { list: new Array(4_000_000_000) }),
  ],
  ["an Error whose parts all reference each other", () => Object.assign(new Error("disk full"), { parts: tangle(60) })],
];

class Unreadable extends Error {
  override get message(): string {
    return throwError();
  }
}

let objects: readonly object[] | undefined;

/** The same at every call: one list takes a tenth of a second. */
function aMillionObjects(): readonly object[] {
  return (objects ??= Array.from({ length: 1_000_000 }, () => ({})));
}

function throwError(): never {
  throw new Error("not now");
}

function throwUnreadable(): never {
  throw Object.create(null);
}

/** Like the objects of a failed HTTP request: few, but with countless paths through them. */
function tangle(size: number): object[] {
  const parts: object[][] = Array.from({ length: size }, () => []);
  for (const part of parts) part.push(...parts);
  return parts;
}
