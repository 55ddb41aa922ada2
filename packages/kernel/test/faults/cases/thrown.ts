/** What an author's code can throw, from the usual to what only a hostile mind writes; made anew for each throw. */
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
        return refuse();
      },
      get name() {
        return refuse();
      },
      get then() {
        return refuse();
      },
    }),
  ],
  ["an object that cannot be made a text", () => ({ toString: refuse, [Symbol.toPrimitive]: refuse, toJSON: refuse })],
  ["a Proxy whose traps throw", () => new Proxy({}, new Proxy({}, { get: () => refuse }))],
  [
    "a Proxy whose traps throw what cannot be made a text",
    () => new Proxy({}, new Proxy({}, { get: () => refuseUnreadably })),
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
  ["an Error whose message is no text", () => Object.assign(new Error(), { message: Object.create(null) as unknown })],
  [
    "an Error that is its own cause",
    () => {
      const error = new Error("disk full");
      return Object.assign(error, { cause: { error, again: [error] } });
    },
  ],
  ["an AggregateError", () => new AggregateError([new Error("disk full"), "and", Object.create(null)], "several")],
  ["an Error of 10 MB", () => new Error("x".repeat(10_000_000))],
  [
    "an Error with a million objects",
    () => Object.assign(new Error("disk full"), { list: Array.from({ length: 1_000_000 }, () => ({})) }),
  ],
  [
    "an Error with a list that has no end",
    () => Object.assign(new Error("disk full"), { list: new Array(4_000_000_000) }),
  ],
  ["an Error whose parts all know each other", () => Object.assign(new Error("disk full"), { parts: tangle(60) })],
];

class Unreadable extends Error {
  override get message(): string {
    return refuse();
  }
}

function refuse(): never {
  throw new Error("not now");
}

function refuseUnreadably(): never {
  throw Object.create(null);
}

/** As the objects of a failed HTTP request are: few, but with no end of ways through them. */
function tangle(size: number): object[] {
  const parts: object[][] = Array.from({ length: size }, () => []);
  for (const part of parts) part.push(...parts);
  return parts;
}
