import { BackendError, GalaxyError, InvalidCredentials } from "@galaxy-kit/sdk";
import fc from "fast-check";

const fail = (): never => {
  throw new Error("read");
};
const everyTrap = Object.fromEntries(
  Object.getOwnPropertyNames(Reflect).map((trap) => [trap, fail]),
) as ProxyHandler<object>;

/** Returns the value on the first call and throws on later calls. */
function failsLater(value: unknown): () => unknown {
  let called = false;
  return () => {
    if (called) fail();
    called = true;
    return value;
  };
}

function cyclic(): object {
  const value: Record<string, unknown> = { gameId: "1" };
  value["self"] = value;
  return value;
}

/** Too deep for recursion; many of these levels cost the garbage collector seconds. */
function deep(): unknown {
  let value: unknown = 1;
  for (let level = 0; level < 20_000; level++) value = [value];
  return value;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function withWrong(error: Error, property: string, value: unknown): Error {
  return Object.defineProperty(
    error,
    property,
    typeof value === "function" ? { get: value as () => unknown } : { value },
  );
}

/** Factories, because some values change when they are read. */
export const hostile: readonly (() => unknown)[] = [
  cyclic,
  deep,
  revoked,
  () => new Proxy({}, everyTrap),
  () => new Proxy([], everyTrap),
  () => new Proxy(() => undefined, everyTrap),
  () => ({
    get gameId() {
      return fail();
    },
  }),
  () => ({
    get nextStep() {
      return fail();
    },
  }),
  () =>
    Object.defineProperty({ userId: "u", userName: "n" }, "nextStep", { get: failsLater(undefined), enumerable: true }),
  () => ({ toJSON: fail }),
  () => ({ toJSON: () => undefined }),
  () => ({ toJSON: () => Symbol("none") }),
  () => ({ toJSON: () => 10n }),
  () => ({ inside: { toJSON: failsLater(1) } }),
  () => ({
    get then() {
      return fail();
    },
  }),
  () => ({ then: fail }),
  () => ({
    then: (_: unknown, reject: (reason: unknown) => void) => {
      reject(cyclic());
    },
  }),
  () => ({
    then: (resolve: (value: unknown) => void) => {
      resolve({ then: fail });
    },
  }),
  () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  () => ({
    get [Symbol.toStringTag]() {
      return fail();
    },
  }),
  () => ({
    get [Symbol.iterator]() {
      return fail();
    },
  }),
  () => ({ [Symbol.iterator]: () => ({ next: fail }) }),
  () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("next")), return: fail }) }),
  () => ({ [Symbol.asyncIterator]: () => ({ next: () => 5 }) }),
  () => [["a", 1], ["b"], "c", null],
  () => [[1n, 1]],
  () =>
    new Map<unknown, unknown>([
      ["a", cyclic()],
      [Symbol("b"), 1],
    ]),
  function* endsBadly() {
    yield ["a", 1];
    fail();
  },
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () =>
    new (class extends Promise<never> {
      override then = fail as never;
    })(() => undefined),
  () => withWrong(new Error("an error"), "message", fail),
  () => withWrong(new Error("an error"), "stack", fail),
  () => withWrong(new Error("an error"), "cause", fail),
  () => withWrong(new BackendError(), "data", cyclic()),
  () => withWrong(new BackendError(), "data", fail),
  () => withWrong(new BackendError(), "data", { inside: { toJSON: failsLater(1) } }),
  () => withWrong(new BackendError(), "data", { toJSON: () => 5 }),
  () => withWrong(new BackendError(), "data", deep()),
  () => withWrong(new BackendError(), "code", 1n),
  () => withWrong(new BackendError(), "code", NaN),
  () => withWrong(new BackendError(), "name", 1n),
  () => withWrong(new BackendError(), "name", fail),
  () => withWrong(new BackendError(), "message", { toString: fail }),
  () => withWrong(new InvalidCredentials(), "message", Symbol("s")),
  () => new Proxy(new BackendError(), { get: fail }),
  () => Object.create(GalaxyError.prototype) as unknown,
  () =>
    new BackendError("with data", { data: JSON.parse('{"__proto__":{"polluted":true},"internal_type":{}}') as never }),
];

/** Almost valid values. */
const nearly = fc.record(
  {
    gameId: fc.anything(),
    gameTitle: fc.constant("t"),
    licenseInfo: fc.oneof(fc.constant({ licenseType: "SinglePurchase" }), fc.anything()),
    userId: fc.oneof(fc.string(), fc.anything()),
    userName: fc.constant("n"),
    unlockTime: fc.oneof(fc.nat(), fc.anything()),
    subscriptionName: fc.string(),
    endTime: fc.double(),
  },
  { requiredKeys: [] },
);

/** Factories of values that an author may return, throw or pass on. */
export const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.constantFrom(...hostile),
  fc
    .oneof(
      fc.anything({
        withBigInt: true,
        withBoxedValues: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      fc.array(nearly, { maxLength: 3 }),
      nearly,
    )
    .map((value) => () => value),
);
